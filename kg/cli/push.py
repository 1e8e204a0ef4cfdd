"""``kg push``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.argument("address")
@click.option(
    "--mark",
    type=click.Path(path_type=Path),
    help="File that remembers what was sent.  [default: GRAPH.pushed.json]",
)
@click.option("--prune", is_flag=True, help="Delete graphs sent before and gone since.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def push(graph: Path, address: str, mark: Path | None, prune: bool, quiet: bool) -> None:
    """Send GRAPH to a triple store, at its Graph Store Protocol ADDRESS.

    Only graphs that have changed since the last push are sent, and an interrupted push goes on
    where it stopped. Sign-in: KG_USER and KG_PASSWORD, or KG_TOKEN, or the .netrc file.

    Example: kg push archive http://localhost:7878/store
    """
    from kg.push import push as send
    from kg.store import open_graph

    beside = graph.with_name(f"{graph.name}.pushed.json")
    done = send(open_graph(graph), address, mark=mark or beside, prune=prune)
    if not quiet:
        removed = f", {done.removed:,} removed" if done.removed else ""
        click.echo(f"{address}: {done.sent:,} of {done.graphs:,} graphs sent{removed}", err=True)


COMMANDS = (push,)
