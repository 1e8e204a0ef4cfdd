"""``kg serve``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.errors import InputError

_DEFAULT = "127.0.0.1"


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--host", default=_DEFAULT, show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option("--timeout", default=30.0, show_default=True, help="Seconds a query may take.")
@click.option("--rows", default=100_000, show_default=True, help="Rows an answer may have.")
@click.option("--max-body", default=1_000_000, show_default=True, help="Bytes of a request.")
@click.option("--name", multiple=True, help="Further name that this server is called by.")
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Origin whose pages may ask; or *.")
@click.option("--workers", type=click.IntRange(1), help="Processes.  [default: one a core]")
@click.option("--ledger", type=click.Path(path_type=Path), help="Ledger to show.")
@click.option("--writable", is_flag=True, help="Allow updates to who shows the token.")
@click.option("--token-file", type=click.Path(path_type=Path), help="File that holds the token.")
def serve(
    graph: Path,
    host: str,
    port: int,
    timeout: float,
    rows: int,
    max_body: int,
    name: tuple[str, ...],
    cors: tuple[str, ...],
    workers: int | None,
    ledger: Path | None,
    writable: bool,
    token_file: Path | None,
) -> None:
    """Serve GRAPH: an explorer at /, a SPARQL 1.1 endpoint at /sparql.

    Example: kg serve archive --port 8080
    """
    from kg.serve import Settings
    from kg.serve import serve as run

    if writable != (token_file is not None):
        raise click.UsageError("--writable and --token-file go together")
    settings = Settings(
        seconds=timeout,
        rows=rows,
        body_bytes=max_body,
        origins=cors,
        hosts=_names(host, name),
        token=_token(token_file) if token_file else "",
    )
    click.echo(f"http://{host}:{port}/ (stop with Ctrl-C)", err=True)
    run(graph, host=host, port=port, settings=settings, workers=workers, ledger=ledger)


def _names(host: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names that requests may call the server by; all where it listens on all addresses."""
    own = (*names, "127.0.0.1", "localhost", "[::1]", host)
    return ("*",) if host in ("0.0.0.0", "::") and not names else own


def _token(path: Path) -> str:
    try:
        token = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), "the token cannot be read") from error
    if len(token) < 16:
        raise InputError(str(path), "a token has at least 16 characters")
    return token


COMMANDS = (serve,)
