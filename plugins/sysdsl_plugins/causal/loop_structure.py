"""Loops as bit sets, so that hundreds of them can be compared pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import attrs

from sysdsl_plugins.causal.graph import Edge, SignedGraph
from sysdsl_plugins.causal.loops import Loop
from sysdsl_plugins.causal.polarity import LoopType, Sign


@attrs.frozen(kw_only=True, eq=False)
class LoopBits:
    """A loop with its variables and links as bits.

    Attributes:
        loop: The loop.
        walk: Positions of its variables in the map, in order.
        nodes: Bit `i` is set when variable `i` is in it.
        links: Bit `j` is set when link `j` of the map is in it.
    """

    loop: Loop
    walk: tuple[int, ...]
    nodes: int
    links: int

    def link_out(self, position: int) -> Edge:
        """Return its link that leaves a variable."""
        return self.loop.edges[self.walk.index(position)]

    def link_in(self, position: int) -> Edge:
        """Return its link that enters a variable."""
        return self.loop.edges[self.walk.index(position) - 1]

    def after(self, position: int) -> tuple[int, ...]:
        """Return its other variables, in order from the one after a variable."""
        at = self.walk.index(position)
        return (*self.walk[at + 1 :], *self.walk[:at])

    @property
    def delayed(self) -> bool:
        """Whether any of its links is delayed."""
        return self.loop.delayed

    @property
    def all_plus(self) -> bool:
        """Whether all its links are `+`."""
        return all(edge.sign is Sign.PLUS for edge in self.loop.edges)


@attrs.frozen(slots=False, eq=False)
class Structure:
    """The loops of a map whose type is known, ready for comparison."""

    graph: SignedGraph
    loops: tuple[LoopBits, ...]

    @cached_property
    def reinforcing(self) -> tuple[LoopBits, ...]:
        """Its reinforcing loops, shortest first."""
        return tuple(b for b in self.loops if b.loop.type is LoopType.REINFORCING)

    @cached_property
    def balancing(self) -> tuple[LoopBits, ...]:
        """Its balancing loops, shortest first."""
        return tuple(b for b in self.loops if b.loop.type is LoopType.BALANCING)

    def names(self, positions: Iterable[int]) -> tuple[str, ...]:
        """Return the names of variables."""
        return tuple(self.graph.nodes[i].name for i in positions)

    def fixed_inputs(self, nodes: int, outside: int) -> tuple[int, ...]:
        """Return fixed variables that feed a set of variables and are not in another set."""
        found = {
            cause
            for i in bits(nodes)
            for cause in self.graph.predecessors[i]
            if not outside >> cause & 1 and self.graph.is_fixed(cause)
        }
        return tuple(sorted(found))

    def owners(self, positions: Iterable[int]) -> frozenset[str]:
        """Return the owners of variables."""
        found = (self.graph.nodes[i].owner for i in positions)
        return frozenset(owner for owner in found if owner)

    def owned_apart(self, first: Iterable[int], second: Iterable[int]) -> bool:
        """Whether two sets of variables have owners and share none."""
        a, b = self.owners(first), self.owners(second)
        return bool(a and b) and a.isdisjoint(b)

    def plays(self, positions: Iterable[int], *roles: str) -> bool:
        """Whether any of the variables has one of the roles by type or tag."""
        return any(self.graph.nodes[i].plays(role) for i in positions for role in roles)


def structure_of(graph: SignedGraph, loops: Sequence[Loop]) -> Structure:
    """Return the loops of known type with their bits."""
    numbers = {pair: i for i, pair in enumerate(graph.arcs)}
    found: list[LoopBits] = []
    for loop in loops:
        if loop.type is LoopType.INDETERMINATE:
            continue
        walk = tuple(graph.index[name] for name in loop.nodes)
        pairs = zip(walk, (*walk[1:], walk[0]), strict=True)
        found.append(
            LoopBits(
                loop=loop,
                walk=walk,
                nodes=sum(1 << i for i in walk),
                links=sum(1 << numbers[pair] for pair in pairs),
            )
        )
    return Structure(graph, tuple(found))


def bits(mask: int) -> Iterator[int]:
    """Yield the positions of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def only_shared(first: LoopBits, second: LoopBits) -> int | None:
    """Return the one variable at which two loops meet; None when they share none or several."""
    shared = first.nodes & second.nodes
    if not shared or shared & (shared - 1):
        return None
    return shared.bit_length() - 1


def pairs_meeting_once(loops: Sequence[LoopBits]) -> Iterator[tuple[LoopBits, LoopBits, int]]:
    """Yield pairs of loops that meet at exactly one variable, with that variable."""
    for i, first in enumerate(loops):
        for second in loops[i + 1 :]:
            meeting = only_shared(first, second)
            if meeting is not None:
                yield first, second, meeting
