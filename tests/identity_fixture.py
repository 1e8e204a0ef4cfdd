"""Descriptions made by hand, and what a merged graph would describe again."""

from __future__ import annotations

from collections import defaultdict

from kg.identity import Description, Identities, Renaming
from kg.identity.nested import follow
from kg.iri import mint, slug
from kg.vocab import ID

CLASSES = {
    "org": "Organization", "person": "Person", "place": "Place", "series": "Series",
    "summit": "Summit", "activity": "Activity", "document": "Document", "topic": "Topic",
    "position": "Position", "group": "Group",
}  # fmt: skip


def article(name: str) -> str:
    return str(ID[f"article/{name}"])


def thing(kind: str, where: str, label: str, *alt: str, iri: str = "", **context) -> Description:
    """One thing in one article; a context value is text, an IRI, or a tuple of these."""
    pairs = []
    for relation, values in context.items():
        for value in (values,) if isinstance(values, str) else values:
            pairs.append((relation, value))
    return Description(
        article(where),
        iri or str(mint(kind, label)),
        (CLASSES[kind],),
        (label,),
        tuple(sorted(alt)),
        tuple(sorted(pairs)),
    )


def edition(where: str, label: str, *alt: str, path: str = "", **context) -> Description:
    return thing(
        "summit", where, label, *alt, iri=str(ID[f"summit/{path or slug(label)}"]), **context
    )


def clusters(identities: Identities, descriptions) -> set[frozenset[tuple[str, str]]]:
    """The partition of (article name, label) that the decisions make."""
    found = defaultdict(set)
    for d in descriptions:
        iri = follow(d.iri, identities.renaming(d.article).iris)
        found[iri].add((d.article.rpartition("/")[2], d.labels[0]))
    return {frozenset(members) for members in found.values()}


def same(identities: Identities, left: Description, right: Description) -> bool:
    """Whether two descriptions have one IRI after all."""
    ends = [follow(d.iri, identities.renaming(d.article).iris) for d in (left, right)]
    return ends[0] == ends[1]


def rewritten(descriptions, identities: Identities) -> list[Description]:
    """What the articles would describe after their graphs have been rewritten."""
    return one_each(_renamed(d, identities.renaming(d.article)) for d in descriptions)


def one_each(descriptions) -> list[Description]:
    """One description for each IRI of an article."""
    found: dict[tuple[str, str], list[Description]] = defaultdict(list)
    for d in descriptions:
        found[d.article, d.iri].append(d)
    return [_joined(row) for row in found.values()]


def _renamed(d: Description, renaming: Renaming) -> Description:
    iri = follow(d.iri, renaming.iris)
    context = tuple(sorted((r, follow(v, renaming.iris)) for r, v in d.context))
    names = set(d.labels + d.alt_labels)
    labels = set(d.labels)
    if iri in renaming.labels:
        labels = names & {renaming.labels[iri]}
    alt = tuple(sorted(names - labels))
    return Description(d.article, iri, d.classes, tuple(sorted(labels)), alt, context)


def _joined(row: list[Description]) -> Description:
    first = row[0]

    def every(field: str) -> tuple:
        return tuple(sorted({value for d in row for value in getattr(d, field)}))

    labels = every("labels")
    alt = tuple(a for a in every("alt_labels") if a not in labels)
    return Description(first.article, first.iri, every("classes"), labels, alt, every("context"))
