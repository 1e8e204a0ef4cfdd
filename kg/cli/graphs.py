"""``kg why``, ``kg check``, ``kg export`` and ``kg completion``.

GRAPH is a file, an archive, or the address of a SPARQL endpoint.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.why import Explanation, Source

_graph = click.argument("graph")


@click.command()
@_graph
@click.argument("subject")
@click.argument("predicate", required=False)
@click.argument("object", required=False)
@click.option("--article", type=click.Path(), help="The report, to show whole sentences.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def why(
    graph: str,
    subject: str,
    predicate: str | None,
    object: str | None,
    article: str | None,
    as_json: bool,
) -> None:
    """Show the words that support each statement about SUBJECT (a label or prefixed name).

    Example: kg why graph.trig "Port Ostrel" "within place"
    """
    from kg.endpoint import open_graph
    from kg.why import article_texts
    from kg.why import why as explain

    found = explain(open_graph(graph), subject, predicate, object)
    if as_json:
        click.echo(json.dumps([asdict(e) for e in found], ensure_ascii=False, indent=1))
        return
    texts = article_texts(article) if article else {}
    for explanation in found:
        _explain(explanation, texts)


def _explain(explanation: Explanation, texts: dict[str, str]) -> None:
    e = explanation
    click.echo(
        f"{click.style(e.subject_label, bold=True)}  {e.predicate_label}  "
        f"{click.style(e.object_label, bold=True)}"
    )
    for source in e.sources:
        before, after = _around(source, texts)
        click.echo(f"  {before}“{_marked(source)}”{after}")
        article = ", ".join(p for p in (source.title, source.publisher, source.issued) if p)
        planned = " · planned" if source.modality == "planned" else ""
        click.echo(
            click.style(
                f"    {article or source.article} · {source.span.start}-{source.span.end} · "
                f"{source.rule} · {source.confidence:.2f}{planned}",
                dim=True,
            )
        )
    click.echo()


def _marked(source: Source) -> str:
    """The quote with the names of subject and object marked."""
    parts, end = [], 0
    for span in source.marks:
        name = click.style(source.quote[span.start : span.end], underline=True, bold=True)
        parts += [source.quote[end : span.start], name]
        end = span.end
    return "".join([*parts, source.quote[end:]])


def _around(source: Source, texts: dict[str, str]) -> tuple[str, str]:
    """The rest of the line that the quote stands in, where the report is at hand."""
    text = texts.get(source.article)
    if text is None:
        return "", ""
    start = text.rfind("\n", 0, source.span.start) + 1
    end = text.find("\n", source.span.end)
    end = len(text) if end < 0 else end
    return text[start : source.span.start], text[source.span.end : end]


@click.command()
@_graph
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def check(graph: str, as_json: bool, quiet: bool) -> int:
    """Check GRAPH against shapes and laws; exit code 1 where one is violated.

    Example: kg check graph.trig
    """
    from kg.check import check as examine
    from kg.endpoint import open_graph

    found = examine(open_graph(graph))
    violated = sum(v.severity == "violation" for v in found)
    if as_json:
        click.echo(json.dumps([asdict(v) for v in found], ensure_ascii=False, indent=1))
    elif not quiet:
        for v in found:
            colour = {"violation": "red", "warning": "yellow"}.get(v.severity)
            click.echo(f"{click.style(v.severity, fg=colour)} {v.check}: {v.message}")
            click.echo(f"  {' '.join(part for part in (v.entity, v.property, v.value) if part)}")
        click.echo(f"{graph}: {violated} violations, {len(found) - violated} remarks", err=True)
    return 1 if violated else 0


@click.command()
@_graph
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="The file.")
def export(graph: str, out: Path) -> None:
    """Write GRAPH in another format: .ttl .trig .nq .nt .jsonld .rdf .graphml .gexf .csv.

    Example: kg export graph.trig -o tables.csv
    """
    from kg.endpoint import open_graph
    from kg.export import check_format
    from kg.export import export as write

    check_format(out)
    write(open_graph(graph), out)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes kg's commands in a shell.

    Example: eval "$(kg completion bash)"
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    group = click.get_current_context().find_root().command
    if kind is not None:
        click.echo(kind(group, {}, "kg", "_KG_COMPLETE").source())


COMMANDS = (why, check, export, completion)
