"""``kg identities``."""

from __future__ import annotations

import json
from typing import Any

import click


@click.command()
@click.argument("graph")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def identities(graph: str, as_json: bool) -> None:
    """List what was taken for one thing in GRAPH, what was kept apart, and why.

    GRAPH is an archive, a store, an RDF file or the address of an endpoint. To overrule a
    decision, name the two IRIs or names in a YAML file, under same: or different:.

    Example: kg identities archive/ --json
    """
    from kg.identity.record import COPIES, DECISIONS
    from kg.queries import query
    from kg.vocab import OWL

    found: dict[str, list[dict[str, Any]]] = {"merges": [], "splits": [], "copies": []}
    rows: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
    for row in query(graph, DECISIONS):
        relation, old, new, reason, article = map(str, row)
        reasons, articles = rows.setdefault((relation, new, old), (set(), set()))
        reasons.add(reason)
        articles.add(article)
    for (relation, new, old), (reasons, articles) in rows.items():
        ends = {"reasons": sorted(reasons), "articles": sorted(articles)}
        if relation == str(OWL.sameAs):
            found["merges"].append({"kept": new, "merged": old, **ends})
        else:
            found["splits"].append({"iri": old, "part": new, **ends})
    found["copies"] = [
        dict(zip(("copy", "first"), map(str, row), strict=True)) for row in query(graph, COPIES)
    ]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _show(found)


def _show(found: dict[str, list[dict[str, Any]]]) -> None:
    for kept in dict.fromkeys(m["kept"] for m in found["merges"]):
        click.secho(_short(kept), bold=True)
        for merge in found["merges"]:
            if merge["kept"] == kept:
                click.echo(f"  = {_short(merge['merged'])}{_why(merge)}")
    for iri in dict.fromkeys(s["iri"] for s in found["splits"]):
        click.secho(f"{_short(iri)}, several things", bold=True)
        for part in found["splits"]:
            if part["iri"] == iri:
                click.echo(f"  ≠ {_short(part['part'])}{_why(part)}")
    for first in dict.fromkeys(c["first"] for c in found["copies"]):
        click.secho(f"{_short(first)}, one source", bold=True)
        for copy in found["copies"]:
            if copy["first"] == first:
                click.echo(f"  = {_short(copy['copy'])}")
    numbers = (len(found[name]) for name in ("merges", "splits", "copies"))
    click.echo("{} merged, {} kept apart, {} copies".format(*numbers), err=True)


def _why(decision: dict[str, Any]) -> str:
    articles = len(decision["articles"])
    many = "1 article" if articles == 1 else f"{articles} articles"
    return click.style(f"  {'; '.join(decision['reasons'])} ({many})", dim=True)


def _short(iri: str) -> str:
    from kg.vocab import ID

    return iri.removeprefix(str(ID))


COMMANDS = (identities,)
