"""One node for one thing: the same organization, person, place or event in several reports.

Each article is described by itself (:func:`describe`), all descriptions together decide
(:func:`resolve`), and the graphs of each article are renamed by what was decided
(:func:`rewrite`). All three are pure.
"""

from kg.identity.copies import copies, signature
from kg.identity.describe import describe
from kg.identity.model import Description, Identities, Merge, Renaming, Split
from kg.identity.overrides import Overrides, read_overrides
from kg.identity.record import record
from kg.identity.resolve import resolve
from kg.identity.rewrite import rewrite, rewrite_nquads
from kg.identity.unify import unify

__all__ = [
    "Description",
    "Identities",
    "Merge",
    "Overrides",
    "Renaming",
    "Split",
    "copies",
    "describe",
    "read_overrides",
    "record",
    "resolve",
    "rewrite",
    "rewrite_nquads",
    "signature",
    "unify",
]
