"""``kg view``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import GraphError


@click.command()
@click.argument("graph")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path),
              help="PAGE.html, or a FOLDER for an index and a page for each event.")  # fmt: skip
@click.option("--about", metavar="NAME", help="Draw what is around the thing of this name.")
@click.option("--hops", type=click.IntRange(1), help="Relations from it to go; 1 if not given.")
@click.option("--class", "classes", multiple=True, metavar="CLASS",
              help="Keep only things of this class; may be repeated.")  # fmt: skip
@click.option("--query", metavar="FILE|TEXT", help="Draw what a CONSTRUCT query gives.")
@click.option("--all", "everything", is_flag=True, help="Draw everything, however large.")
@click.option("--title", help="Title of the page.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
def view(
    graph: str,
    out: Path,
    about: str | None,
    hops: int | None,
    classes: tuple[str, ...],
    query: str | None,
    everything: bool,
    title: str | None,
    show: bool,
) -> None:
    """Draw GRAPH (a file, archive, store or endpoint) as one self-contained HTML page.

    Above 500 things the page opens with the events and their series, above 2,000 with the events
    that share most, unless something is chosen. A sentence on the page says what is left out.

    Example: kg view graph.trig -o page.html --about "Port Ostrel" --hops 2 --open
    """
    from kg.endpoint import open_graph
    from kg.view import Choice, constructed, write_folder, write_page

    chosen = bool(about or classes or query or everything)
    if hops is not None and about is None:
        raise click.UsageError("--hops counts from a thing; name it with --about")
    is_folder = out.is_dir() or not out.suffix
    if is_folder and chosen:
        raise click.UsageError(f"{out}: a folder shows all events; choose for a page, PAGE.html")
    if not is_folder and out.suffix.lower() not in (".html", ".htm"):
        raise GraphError(f"{out}: a page ends in .html, a folder of pages has no suffix")
    dataset = open_graph(graph)
    if is_folder:
        events = write_folder(dataset, out, title=title)
        click.echo(f"{out}: index.html and {events} {'page' if events == 1 else 'pages'}")
    else:
        answer = None if query is None else constructed(dataset, query)
        choice = Choice(about, hops or 1, classes, answer, everything)
        write_page(dataset, out, title=title, choice=choice)
    if show:
        click.launch(str(out / "index.html" if is_folder else out))


COMMANDS = (view,)
