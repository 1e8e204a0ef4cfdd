"""``kg evaluate``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.evaluate import Evaluation, Score


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--only", help="Comma-separated ids of the annotated reports to score.")
@click.option(
    "--floor", type=click.Path(path_type=Path), help="JSON with the least scores allowed."
)
@click.option("--errors", is_flag=True, help="List what is missed and what is spurious.")
@click.option(
    "--write-confidence",
    type=click.Path(path_type=Path),
    help="Write the measured confidence of each rule family as Turtle.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def evaluate(
    gold: tuple[Path, ...],
    only: str | None,
    floor: Path | None,
    errors: bool,
    write_confidence: Path | None,
    as_json: bool,
) -> int:
    """Score the annotated reports in the folders GOLD; exit code 1 below the floor.

    Example: kg evaluate tests/quality/gold --errors
    """
    from kg.evaluate import evaluate as score
    from kg.evaluate.calibration import fit, turtle
    from kg.store import write_atomically

    result = score(*gold, only=tuple(only.split(",")) if only else ())
    if as_json:
        click.echo(json.dumps(_data(result), ensure_ascii=False, indent=1))
    else:
        _tables(result)
        if errors:
            _errors(result)
    if write_confidence is not None:
        write_atomically(write_confidence, [turtle(fit(result.observations)).encode("utf-8")])
    missed = result.below(_floor(floor)) if floor is not None else []
    for sentence in missed:
        click.echo(f"kg: {sentence}", err=True)
    return 1 if missed else 0


def _floor(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(str(path), f"not a floor file: {error}") from error
    if not isinstance(found, dict):
        raise InputError(str(path), "a floor file is an object: precision, recall, f1, kinds")
    return found


def _row(name: str, score: Score) -> str:
    return (
        f"{name:28}{score.right:6}{score.wrong:7}{score.missed:8}"
        f"{score.precision:11.3f}{score.recall:8.3f}{score.f1:8.3f}"
    )


def _tables(result: Evaluation) -> None:
    head = f"{'':28}{'right':>6}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}{'F1':>8}"
    click.echo(head)
    for name, score in sorted(result.kinds.items()):
        click.echo(_row(name, score))
    click.echo(_row("pooled", result.pooled))
    for title, table in (("by property", result.properties), ("by rule", result.rules)):
        click.echo(f"\n{title:28}{'right':>6}{'wrong':>7}{'precision':>11}")
        for name, score in sorted(table.items()):
            click.echo(f"{name:28}{score.right:6}{score.wrong:7}{score.precision:11.3f}")
    click.echo(f"\n{result.articles} annotated reports")
    _reliability(result)


def _reliability(result: Evaluation) -> None:
    from kg.evaluate.calibration import calibration_error, left_out, reliability

    stated = [(o.confidence, o.right) for o in result.observations]
    crossed = left_out(result.observations)
    click.echo(f"\n{'confidence':>12}{'facts':>8}{'stated':>9}{'right':>8}")
    for each in reliability(stated):
        span = f"{each.low:.1f}-{each.low + 0.1:.1f}"
        click.echo(f"{span:>12}{each.facts:8}{each.confidence:9.2f}{each.right:8.2f}")
    click.echo(f"expected calibration error {calibration_error(stated):.3f}")
    click.echo(f"the same, each report by the other reports {calibration_error(crossed):.3f}")


def _errors(result: Evaluation) -> None:
    for error in result.errors:
        click.echo(f"{error.article}: {error.what} {error.kind}: {' | '.join(error.fields)}")
        if error.quote:
            click.echo(f"    {error.rule}: “{' '.join(error.quote.split())}”")


def _data(result: Evaluation) -> dict[str, object]:
    def scores(table: dict[str, Score]) -> dict[str, dict[str, float]]:
        return {
            name: {
                "right": s.right,
                "wrong": s.wrong,
                "missed": s.missed,
                "precision": round(s.precision, 4),
                "recall": round(s.recall, 4),
                "f1": round(s.f1, 4),
            }
            for name, s in sorted(table.items())
        }

    return {
        "articles": result.articles,
        "pooled": scores({"pooled": result.pooled})["pooled"],
        "kinds": scores(result.kinds),
        "properties": scores(result.properties),
        "rules": scores(result.rules),
        "errors": [asdict(error) for error in result.errors],
    }


COMMANDS = (evaluate,)
