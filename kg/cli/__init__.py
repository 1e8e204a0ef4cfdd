"""The command line: arguments in, one function of the library each, text and exit codes out."""

from __future__ import annotations

import os
import sys

import click

from kg.cli import build, evaluate, graphs, identities, push, queries, serve, view
from kg.errors import KGError
from kg.version import VERSION

_HELP = """Turns event news reports into a checkable RDF knowledge graph.

\b
Exit codes:
  0    done; no violations
  1    kg check found violations, kg evaluate missed its floor, or a query answered no
  2    bad input or wrong usage; nothing was written
  3    an archive was built without reports that could not be read; its ledger names them
  130  interrupted; nothing was left half-written

\b
Example:
  kg build report.txt -o graph.trig && kg view graph.trig -o page.html --open
"""

INTERRUPTED = 130


@click.group(help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="kg")
def cli() -> None:
    """The group of all commands; its help is the module's text above."""


_GROUPS = (build, queries, graphs, view, identities, serve, push, evaluate)
for command in (each for group in _GROUPS for each in group.COMMANDS):
    cli.add_command(command)


def main() -> None:
    """Runs the command line and exits: one line for an error, never a traceback."""
    code = run(sys.argv[1:])
    if code == INTERRUPTED:
        # Python would kill itself with the signal, and hide the exit code, where the interrupt
        # fell into code run by exec(), as dataclasses and named tuples are made.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Runs one command; its exit code."""
    try:
        result = cli.main(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except KGError as error:
        return _fail(str(error), error.exit_code)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        return _fail(error.format_message(), 2)
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # The reader of the pipe (head, less) has gone; what was asked for has been given.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _fail(problem: str, code: int) -> int:
    click.echo(f"kg: {' '.join(problem.split())}", err=True)
    return code
