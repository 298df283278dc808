"""Feedback loops: all of them up to a cap, or the shortest independent set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from sysdsl_plugins.causal.graph import Edge, SignedGraph
from sysdsl_plugins.causal.polarity import LoopType, Polarity, loop_type, product
from sysdsl_plugins.causal.walks import (
    Budget,
    Walk,
    by_length,
    cyclic_components,
    distances,
    elementary_cycles,
    paths_of_length,
)

CAP = 10_000
"""Loops listed at most."""

STEPS = 2_000_000
"""Edges looked at before a search gives up: about a second."""


@attrs.frozen(slots=False)
class Loop:
    """A closed chain of links that meets no variable twice.

    Attributes:
        edges: The links in order; the first begins at the variable declared first.
        name: Name given to it in the model, or the letter of its type with a number, or empty.
        title: Title given to it in the model.
        element: The element that declares it, None when nobody does.
    """

    edges: tuple[Edge, ...]
    name: str = ""
    title: str = ""
    element: str | None = None

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Its variables in order."""
        return tuple(edge.source for edge in self.edges)

    @cached_property
    def polarity(self) -> Polarity:
        """Product of the polarities of its links."""
        return product(edge.polarity for edge in self.edges)

    @property
    def type(self) -> LoopType:
        """Reinforcing, balancing or indeterminate."""
        return loop_type(self.polarity.sign)

    @property
    def is_simple(self) -> bool:
        """Whether it meets no variable twice, as a loop that someone wrote might."""
        return len(set(self.nodes)) == len(self.edges)

    @property
    def delayed(self) -> bool:
        """Whether any of its links is delayed."""
        return self.polarity.delayed

    def __len__(self) -> int:
        """Return the number of links."""
        return len(self.edges)

    @property
    def text(self) -> str:
        """The loop as it would be written: `a ->+ b ~>- a`."""
        arrows = (f"{'~' if e.delayed else '-'}>{e.sign.value} {e.target}" for e in self.edges)
        return " ".join((self.nodes[0], *arrows))


@attrs.frozen(kw_only=True)
class LoopSet:
    """Loops of a map, shortest first.

    Attributes:
        loops: The loops listed.
        truncated: Whether there are more.
        cap: The limit that was set.
        complete_to: Length up to which every loop is listed, when truncated and known.
    """

    loops: tuple[Loop, ...]
    truncated: bool
    cap: int
    complete_to: int | None = None

    @property
    def notice(self) -> str:
        """A sentence about what is missing; empty when nothing is."""
        if not self.truncated:
            return ""
        if self.complete_to is None:
            return (
                f"Only {len(self.loops)} loops are listed: the map is too large to search it all."
            )
        return (
            f"Only {len(self.loops)} loops are listed: all with up to {self.complete_to} links; "
            "there are more that are longer."
        )


def loop_from(graph: SignedGraph, walk: Sequence[int]) -> Loop:
    """Return the loop that visits the given positions and returns to the first."""
    following = (*walk[1:], walk[0])
    return Loop(tuple(graph.arcs[pair] for pair in zip(walk, following, strict=True)))


def find_loops(graph: SignedGraph, *, cap: int = CAP, steps: int = STEPS) -> LoopSet:
    """Find the loops of a map, each once, by length and then in the order of the source.

    When there are more than `cap`, or the search takes more than `steps`, the shortest are
    listed, complete up to a length that the result states.
    """
    budget = Budget(steps)
    walks: list[Walk] = []
    for walk in elementary_cycles(graph.successors, budget):
        walks.append(walk)
        if len(walks) > cap:
            break
    truncated = len(walks) > cap or budget.left <= 0
    complete_to: int | None = None
    if truncated:
        walks, complete_to = _shortest_cycles(graph, cap, steps)
    walks.sort(key=lambda walk: (len(walk), walk))
    loops = tuple(loop_from(graph, walk) for walk in walks)
    return LoopSet(loops=loops, truncated=truncated, cap=cap, complete_to=complete_to)


def _shortest_cycles(graph: SignedGraph, cap: int, steps: int) -> tuple[list[Walk], int]:
    parts = cyclic_components(graph.successors, range(len(graph.nodes)))

    def of_length(length: int, budget: Budget) -> Iterator[Walk]:
        for part in parts:
            if len(part) < length:
                continue
            for start in part:
                to_start = _distances_to(graph, start, length - 1)
                if not budget.spend(len(to_start)):
                    return
                for walk in paths_of_length(graph.successors, start, length, to_start, budget):
                    yield walk[:-1]

    longest = max((len(part) for part in parts), default=0)
    return by_length(of_length, longest, cap, steps)


def _distances_to(graph: SignedGraph, start: int, limit: int) -> dict[int, int]:
    """Return distances to a vertex through vertices that are not before it."""
    found = {start: 0}
    frontier = [start]
    for distance in range(1, limit + 1):
        reached: list[int] = []
        for v in frontier:
            for w in graph.predecessors[v]:
                if w > start and w not in found:
                    found[w] = distance
                    reached.append(w)
        frontier = reached
    return found


def independent_loops(graph: SignedGraph, *, steps: int = STEPS) -> LoopSet:
    """Find a shortest independent loop set: short loops that together use every feedback link.

    Each link in a loop closes with the shortest way back to a shortest loop; these are taken
    by length, if they hold a link that no earlier one does. A strongly connected part with E
    links and V variables has at most E - V + 1 of them.

    Source: Oliva, System Dynamics Review 20 (2004) 313-336.
    """
    budget = Budget(steps)
    closing: set[Walk] = set()
    for part in cyclic_components(graph.successors, range(len(graph.nodes))):
        inside = set(part)
        local = {v: [w for w in graph.predecessors[v] if w in inside] for v in part}
        for source in part:
            if not budget.spend(sum(map(len, local.values()))):
                break
            closing.update(_geodetic(graph, local, source))
    walks: list[Walk] = []
    covered: set[tuple[int, int]] = set()
    for walk in sorted(closing, key=lambda walk: (len(walk), walk)):
        pairs = set(zip(walk, (*walk[1:], walk[0]), strict=True))
        if not pairs <= covered:
            covered |= pairs
            walks.append(walk)
    loops = tuple(loop_from(graph, walk) for walk in walks)
    return LoopSet(loops=loops, truncated=budget.left <= 0, cap=len(loops))


def _geodetic(graph: SignedGraph, local: Mapping[int, list[int]], goal: int) -> Iterator[Walk]:
    """Yield the shortest loop through each link that leaves `goal`, least vertex first."""
    onward = {goal: goal}
    queue = [goal]
    for v in queue:
        for w in local[v]:
            if w not in onward:
                onward[w] = v
                queue.append(w)
    for target in graph.successors[goal]:
        if target not in onward:
            continue
        walk = [goal]
        step = target
        while step != goal:
            walk.append(step)
            step = onward[step]
        turn = walk.index(min(walk))
        yield (*walk[turn:], *walk[:turn])


def named(loops: Iterable[Loop], declared: Iterable[Loop] = ()) -> tuple[Loop, ...]:
    """Name loops as declared ones that use the same links, or by number.

    Numbers pass over those that declared names already use: R1, B1, R2, ...
    """
    given = {frozenset(zip(d.nodes, d.nodes[1:] + d.nodes[:1], strict=True)): d for d in declared}
    used = {d.name for d in given.values()}
    numbers: dict[str, int] = {}
    result: list[Loop] = []
    for found in loops:
        loop = found
        pairs = frozenset((edge.source, edge.target) for edge in loop.edges)
        known = given.get(pairs)
        if known is not None:
            loop = attrs.evolve(loop, name=known.name, title=known.title, element=known.element)
        if not loop.name:
            letter = loop.type.letter
            number = numbers.get(letter, 0) + 1
            while f"{letter}{number}" in used:
                number += 1
            numbers[letter] = number
            loop = attrs.evolve(loop, name=f"{letter}{number}")
        result.append(loop)
    return tuple(result)


@attrs.frozen(kw_only=True)
class Participation:
    """How many loops a variable takes part in, by type."""

    name: str
    reinforcing: int = 0
    balancing: int = 0
    indeterminate: int = 0

    @property
    def total(self) -> int:
        """Loops of any type."""
        return self.reinforcing + self.balancing + self.indeterminate


def node_participation(graph: SignedGraph, loops: Iterable[Loop]) -> tuple[Participation, ...]:
    """Count the loops through each variable, in the order of the source."""
    counts = {node.name: dict.fromkeys(LoopType, 0) for node in graph.nodes}
    for loop in loops:
        for name in loop.nodes:
            counts[name][loop.type] += 1
    return tuple(
        Participation(name=name, **{kind.value: n for kind, n in count.items()})
        for name, count in counts.items()
    )


def link_participation(graph: SignedGraph, loops: Iterable[Loop]) -> Mapping[tuple[str, str], int]:
    """Count the loops through each pair of linked variables, in the order of the source."""
    counts = {(edge.source, edge.target): 0 for edge in graph.arcs.values()}
    for loop in loops:
        for edge in loop.edges:
            counts[edge.source, edge.target] += 1
    return counts


def is_linked(graph: SignedGraph, names: Sequence[str]) -> bool:
    """Whether each variable is linked to the next and the last to the first."""
    following = (*names[1:], *names[:1])
    return all(graph.arc(a, b) is not None for a, b in zip(names, following, strict=True))


def reach(graph: SignedGraph, name: str) -> tuple[str, ...]:
    """Return the variables that a variable influences, nearest first."""
    found = distances(graph.successors, graph.index[name])
    return tuple(graph.nodes[i].name for i in found if i != graph.index[name])


def in_most_loops(graph: SignedGraph, *, cap: int = 1_000) -> str:
    """Return the variable in most of the shortest loops, else the first that has an effect.

    Empty for a map without links.
    """
    counts = node_participation(graph, find_loops(graph, cap=cap, steps=STEPS // 4).loops)
    best = max(counts, key=lambda p: p.total, default=None)
    if best is not None and best.total:
        return best.name
    return next((edge.source for edge in graph.edges), "")
