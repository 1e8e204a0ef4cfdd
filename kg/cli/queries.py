"""``kg query`` and ``kg queries``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.queries import Answer, SavedQuery

_FORMATS = ("table", "csv", "tsv", "json", "markdown")


@click.command()
@click.argument("graph")
@click.argument("query")
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=60.0, show_default=True,
              help="Seconds to wait for an endpoint.")  # fmt: skip
@click.option(
    "--chart", type=click.Path(path_type=Path), help="Draw the answer too: .svg, .png, .pdf."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code of an ASK tells.")
def query(
    graph: str,
    query: str,
    parameters: tuple[str, ...],
    form: str,
    as_json: bool,
    timeout: float,
    chart: Path | None,
    quiet: bool,
) -> int:
    """Answer QUERY (a saved name, a file, or SPARQL) from GRAPH (a file, archive or endpoint).

    Example: kg query graph.trig counts-at-least --param minimum=300
    """
    from kg.queries import query as ask

    answer = ask(graph, query, dict(map(_parameter, parameters)), timeout=timeout)
    if chart is not None:
        from kg.chart import write_chart

        write_chart(answer, chart)
    if not quiet:
        _show(answer, "json" if as_json else form)
    return 1 if answer.boolean is False else 0


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise QueryError(f"--param {text}: write it as NAME=VALUE")
    return name, value


def _show(answer: Answer, form: str) -> None:
    if form == "table":
        _table(answer)
        return
    forms = {
        "csv": answer.to_csv,
        "tsv": answer.to_tsv,
        "json": answer.to_json,
        "markdown": answer.to_markdown,
    }
    click.echo(forms[form](), nl=False)


def _table(answer: Answer) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    head, rows = answer.readable()
    table = Table(
        *head, title=answer.query.title or None, box=box.SIMPLE_HEAD, title_justify="left"
    )
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)
    if not rows:
        click.echo("no rows")


@click.command()
@click.argument("folder", required=False, type=click.Choice(["questions", "checks", "inferences"]))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def queries(folder: str | None, as_json: bool) -> None:
    """List the saved queries with their questions and parameters.

    Example: kg queries questions
    """
    from kg.queries import queries as saved

    found = saved(folder)
    if as_json:
        click.echo(json.dumps([_plain(q) for q in found], ensure_ascii=False, indent=1))
        return
    for name in dict.fromkeys(q.folder for q in found):
        click.secho(name, bold=True)
        for q in found:
            if q.folder == name:
                click.echo(f"  {q.name}\n      {q.question}")
                for p in q.parameters:
                    click.echo(f"      --param {p.name}=... ({p.kind}, for example {p.example})")


def _plain(query: SavedQuery) -> dict[str, object]:
    return {k: v for k, v in asdict(query).items() if k not in ("text", "source")}


COMMANDS = (query, queries)
