"""``kg build`` and ``kg example``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="File or store.")
@click.option("--ledger", type=click.Path(path_type=Path), help="JSON Lines of what was rejected.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Least confidence of a claim.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
def build(
    articles: tuple[str, ...],
    out: Path,
    ledger: Path | None,
    threshold: float | None,
    workers: int,
    quiet: bool,
    as_json: bool,
) -> None:
    """Build a graph from reports (files, folders, - for standard input).

    The suffix of OUT decides: .ttl the facts, .trig or .nq everything, any other export format,
    and no suffix an on-disk store.

    Example: kg build reports/ -o graph.trig --ledger rejected.jsonl
    """
    from kg.build import build_to
    from kg.gate import CONFIDENCE_THRESHOLD

    limit = CONFIDENCE_THRESHOLD if threshold is None else threshold
    with _progress(quiet) as progress:
        summary = build_to(
            articles, out, ledger=ledger, threshold=limit, workers=workers, progress=progress
        )
    if as_json:
        click.echo(json.dumps(asdict(summary)))
    elif not quiet:
        click.echo(
            f"{out}: {_many(summary.articles, 'article')}, {_many(summary.events, 'event')}, "
            f"{_many(summary.statements, 'statement')}; {_many(summary.rejections, 'candidate')} "
            "rejected",
            err=True,
        )


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("Reading reports", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@click.command()
def example() -> None:
    """Print the path of the example report that ships with kg.

    Example: kg build "$(kg example)" -o graph.trig
    """
    from kg.paths import example_report

    click.echo(example_report())


COMMANDS = (build, example)
