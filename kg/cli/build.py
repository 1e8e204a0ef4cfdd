"""``kg build`` and ``kg example``."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

#: Exit code of a build that left out reports it could not read.
INCOMPLETE = 3

ShowProgress = Callable[[int, int], None]


def _share(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    if value is None:
        return None
    match = re.fullmatch(r"(\d+)/(\d+)", value)
    number, count = (int(g) for g in match.groups()) if match else (0, 0)
    if not 1 <= number <= count:
        raise click.BadParameter(f"{value} is not a share such as 1/4")
    return number, count


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="File or folder.")
@click.option("--ledger", type=click.Path(path_type=Path), help="JSON Lines of what was rejected.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Least confidence of a claim.")
@click.option("--workers", type=click.IntRange(1), help="Processes.  [default: one a core]")
@click.option(
    "--identities",
    type=click.Path(path_type=Path),
    help="YAML that says what is the same and what is different.",
)
@click.option("--prune", is_flag=True, help="Archive: remove articles that are gone.")
@click.option("--retry", is_flag=True, help="Archive: try again what could not be read.")
@click.option(
    "--seconds",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    help="Archive: time limit for one article.",
)
@click.option("--on", default="", metavar="ENGINE", help="Archive: dask://HOST:PORT, or dask://.")
@click.option("--shard", metavar="I/N", callback=_share, help="Archive: read share I of N only.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
def build(
    articles: tuple[str, ...],
    out: Path,
    ledger: Path | None,
    threshold: float | None,
    workers: int | None,
    identities: Path | None,
    prune: bool,
    retry: bool,
    seconds: float,
    on: str,
    shard: tuple[int, int] | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Build a graph from reports (files, folders, - for standard input).

    The suffix of OUT decides: .ttl the facts, .trig or .nq everything, or any other export format.
    Without a suffix OUT is an archive, a folder that is built again and again: only what is new or
    has changed is read. Reports that cannot be read are left out there and named in its ledger;
    for a file they stop the build.

    Example: kg build reports/ -o archive --workers 2
    """
    count = workers or os.cpu_count() or 1
    with _progress(quiet) as progress:
        if out.suffix and not out.is_dir():
            if prune or retry or on or shard:
                raise click.UsageError(
                    "--prune, --retry, --on and --shard are for archives, not for files"
                )
            from kg.build import build_to

            summary = asdict(
                build_to(
                    articles,
                    out,
                    ledger=ledger,
                    threshold=threshold,
                    workers=count,
                    identities=identities,
                    progress=progress,
                )
            )
        else:
            if ledger is not None:
                raise click.UsageError("an archive keeps its own ledger, OUT/ledger.jsonl")
            from kg.archive import Options, build_archive

            options = Options(
                threshold=threshold,
                workers=count,
                prune=prune,
                retry=retry,
                seconds=seconds,
                identities=identities,
                on=on,
                shard=shard,
            )
            summary = asdict(build_archive(articles, out, options, progress=progress))
    if as_json:
        click.echo(json.dumps(summary))
    elif not quiet:
        click.echo(f"{out}: {_words(summary)}", err=True)
    return INCOMPLETE if summary.get("faults") else 0


def _words(summary: dict[str, int]) -> str:
    """What was built, in a line."""
    contents = ", ".join(
        _many(summary[f"{noun}s"], noun) for noun in ("article", "event", "statement")
    )
    changed = [f"{summary[k]:,} {k}" for k in ("added", "replaced", "removed") if summary.get(k)]
    if "added" in summary:
        contents += f" ({', '.join(changed) or 'nothing changed'})"
    words = f"{contents}; {_many(summary['rejections'], 'candidate')} rejected"
    if summary.get("faults"):
        words += f"; {_many(summary['faults'], 'report')} could not be read, see the ledger"
    return words


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress(quiet: bool) -> Iterator[ShowProgress | None]:
    """A bar on standard error with rate and time left, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (
        "Reading reports",
        BarColumn(),
        MofNCompleteColumn(),
        "{task.fields[rate]}",
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def show(done: int, total: int) -> None:
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            rate = f"{speed:,.0f}/s" if speed else ""
            bar.update(task, completed=done, total=total, rate=rate)

        yield show


@click.command()
def example() -> None:
    """Print the path of the example report that ships with kg.

    Example: kg build "$(kg example)" -o graph.trig
    """
    from kg.paths import example_report

    click.echo(example_report())


COMMANDS = (build, example)
