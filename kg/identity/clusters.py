"""Sets of descriptions that are one thing, joined under conditions that always hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

#: What may not differ inside a cluster: a dimension, such as "country", and its known values.
Marks = dict[str, frozenset[str]]
Clash = Callable[[Marks, Marks], bool]


def differ(left: Marks, right: Marks) -> bool:
    """Whether two clusters have other values in a dimension that both know."""
    return any(left[name] != right[name] for name in left.keys() & right.keys())


class Clusters:
    """Union-find over ``0 … n-1`` that refuses a union which would break a condition.

    Each union keeps its reason with both members. The outcome depends on the order of the
    calls, so callers go through members in the order of their sorted descriptions.
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {}
        self._marks: dict[int, Marks] = {}
        self._apart: dict[int, set[int]] = {}
        self.reasons: dict[int, set[tuple[str, int]]] = defaultdict(set)

    def root(self, member: int) -> int:
        """Number of the cluster of a member: the smallest of its members."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def members(self, member: int) -> Sequence[int]:
        """All members of the cluster of a member, sorted."""
        root = self.root(member)
        return sorted(self._members.get(root, [root]))

    def mark(self, member: int, marks: Marks) -> None:
        """Set what is known of a member that is still alone."""
        self._marks[member] = marks

    def marks(self, member: int) -> Marks:
        """What is known of the cluster of a member."""
        return self._marks.get(self.root(member), {})

    def keep_apart(self, left: int, right: int) -> None:
        """Forbid that two members come together."""
        a, b = self.root(left), self.root(right)
        if a != b:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def may(self, left: int, right: int, clash: Clash = differ) -> bool:
        """Whether the clusters of two members may become one."""
        a, b = self.root(left), self.root(right)
        return b not in self._apart.get(a, ()) and not clash(self.marks(a), self.marks(b))

    def union(self, left: int, right: int, reason: str, clash: Clash = differ) -> bool:
        """Make two clusters one where that is allowed; whether they are one now."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        if not self.may(a, b, clash):
            return False
        self._parent[b] = a
        self._members.setdefault(a, [a]).extend(self._members.pop(b, [b]))
        if b in self._marks:
            self._marks[a] = _blend(self._marks.get(a, {}), self._marks.pop(b))
        for other in self._apart.pop(b, ()):
            self._apart[other].discard(b)
            self.keep_apart(a, other)
        self.reasons[left].add((reason, right))
        self.reasons[right].add((reason, left))
        return True

    def chain(self, members: Iterable[int], reason: str, clash: Clash = differ) -> None:
        """Join each member with the nearest earlier one that it may be joined with.

        Looks back at the distinct clusters only, so a long row of one thing costs one step each.
        """
        heads: dict[int, int] = {}
        for member in members:
            known = {self.root(head): head for head in heads.values()}
            if self.root(member) not in known and not any(
                self.union(head, member, reason, clash) for head in known.values()
            ):
                known[self.root(member)] = member
            heads = known


def _blend(left: Marks, right: Marks) -> Marks:
    return {
        n: left.get(n, frozenset()) | right.get(n, frozenset()) for n in left.keys() | right.keys()
    }
