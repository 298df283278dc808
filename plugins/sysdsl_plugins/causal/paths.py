"""Paths of influence between variables, and what pushing one variable does to the others.

The net sign of several paths is `+` or `-` when all agree, `±` when they disagree and `?` when
a path holds an unknown link and no other settles the matter. Signs say in which direction a
variable is pushed along each path, not which path is the stronger one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from sysdsl_plugins.causal.graph import Edge, SignedGraph
from sysdsl_plugins.causal.polarity import Polarity, Sign, product
from sysdsl_plugins.causal.walks import (
    Budget,
    Walk,
    by_length,
    distances,
    paths_of_length,
    walks_from,
)

PATHS = 1_000
"""Paths listed between two variables at most."""

STEPS = 500_000
"""Edges looked at before a search gives up: about a quarter of a second."""


@attrs.frozen(slots=False)
class Path:
    """A chain of links that meets no variable twice."""

    edges: tuple[Edge, ...]

    @cached_property
    def polarity(self) -> Polarity:
        """Product of the polarities of its links."""
        return product(edge.polarity for edge in self.edges)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Its variables in order."""
        return (self.edges[0].source, *(edge.target for edge in self.edges))

    def __len__(self) -> int:
        """Return the number of links."""
        return len(self.edges)

    @property
    def text(self) -> str:
        """The path as it would be written: `a ->+ b ~>- c`."""
        arrows = (f"{'~' if e.delayed else '-'}>{e.sign.value} {e.target}" for e in self.edges)
        return " ".join((self.edges[0].source, *arrows))


@attrs.frozen(kw_only=True)
class Influence:
    """How one variable acts on another.

    Attributes:
        source: The variable pushed.
        target: The variable that answers.
        counts: Number of paths found of sign `+`, `-` and `?`, in this order.
        shortest: The shortest path of each sign that occurs, shortest first.
        fast: Signs of paths without delay.
        slow: Signs of paths with delay.
        truncated: Whether there are paths that were not looked at.
    """

    source: str
    target: str
    counts: tuple[int, int, int]
    shortest: tuple[Path, ...]
    fast: tuple[Sign, ...]
    slow: tuple[Sign, ...]
    truncated: bool = False

    @property
    def net(self) -> str:
        """The net sign: `+`, `-`, `±` (paths disagree), `?` (unknown) or empty (no path)."""
        return net_sign(self.counts)

    @property
    def turns(self) -> bool:
        """Whether prompt effects go one way and all late effects the other way."""
        settled = {Sign.PLUS, Sign.MINUS}
        fast, slow = set(self.fast), set(self.slow)
        return len(fast) == 1 and len(slow) == 1 and fast | slow == settled


@attrs.frozen(kw_only=True)
class PathSet:
    """Paths from one variable to another, shortest first.

    Attributes:
        paths: The paths listed.
        influence: What they amount to.
        complete_to: Length up to which every path is listed, when truncated; None otherwise.
    """

    paths: tuple[Path, ...]
    influence: Influence
    complete_to: int | None = None


@attrs.frozen(kw_only=True)
class Consequences:
    """What pushing one variable does to every variable that it reaches.

    Attributes:
        source: The variable pushed.
        influences: One for each variable reached, in the order of the source.
        complete_to: Length of path up to which all were followed, when truncated; None otherwise.
    """

    source: str
    influences: tuple[Influence, ...]
    complete_to: int | None = None

    @property
    def notice(self) -> str:
        """A sentence about what is missing; empty when nothing is."""
        if self.complete_to is None:
            return ""
        return (
            f"Only paths with up to {self.complete_to} links were followed in full; "
            "longer ones may change a sign."
        )


def net_sign(counts: tuple[int, int, int]) -> str:
    """Return the net sign of numbers of `+`, `-` and `?` paths."""
    plus, minus, unknown = counts
    if plus and minus:
        return "±"
    if unknown:
        return "?"
    if plus:
        return "+"
    return "-" if minus else ""


def path_from(graph: SignedGraph, walk: Walk) -> Path:
    """Return the path through the given positions."""
    return Path(tuple(graph.arcs[pair] for pair in itertools.pairwise(walk)))


def find_paths(
    graph: SignedGraph, source: str, target: str, *, cap: int = PATHS, steps: int = STEPS
) -> PathSet:
    """Find the simple paths between two different variables, shortest first.

    Raises:
        KeyError: A variable is not in the map.
    """
    start, goal = graph.index[source], graph.index[target]
    to_goal = distances(graph.predecessors, goal)
    walks: list[Walk] = []
    complete_to: int | None = None
    if start in to_goal and start != goal:
        del to_goal[start]

        def of_length(length: int, budget: Budget) -> Iterator[Walk]:
            return paths_of_length(graph.successors, start, length, to_goal, budget)

        longest = len(to_goal)
        walks, complete = by_length(of_length, longest, cap, steps)
        complete_to = None if complete == longest else complete
    walks.sort(key=lambda walk: (len(walk), walk))
    paths = tuple(path_from(graph, walk) for walk in walks)
    tally = _Tally()
    for path in paths:
        tally.add(path)
    influence = tally.influence(source, target, truncated=complete_to is not None)
    return PathSet(paths=paths, influence=influence, complete_to=complete_to)


class _Tally:
    """Paths to one variable, counted as they are met."""

    __slots__ = ("counts", "fast", "shortest", "slow")

    def __init__(self) -> None:
        """Begin with nothing."""
        self.counts = dict.fromkeys(Sign, 0)
        self.shortest: dict[Sign, Path] = {}
        self.fast: set[Sign] = set()
        self.slow: set[Sign] = set()

    def add(self, path: Path) -> None:
        """Count a path; the first of the shortest ones of each sign is kept."""
        sign = path.polarity.sign
        self.counts[sign] += 1
        (self.slow if path.polarity.delayed else self.fast).add(sign)
        if sign not in self.shortest or len(path) < len(self.shortest[sign]):
            self.shortest[sign] = path

    def influence(self, source: str, target: str, *, truncated: bool) -> Influence:
        """Return what the paths amount to."""
        return Influence(
            source=source,
            target=target,
            counts=(self.counts[Sign.PLUS], self.counts[Sign.MINUS], self.counts[Sign.UNKNOWN]),
            shortest=tuple(sorted(self.shortest.values(), key=len)),
            fast=tuple(sign for sign in Sign if sign in self.fast),
            slow=tuple(sign for sign in Sign if sign in self.slow),
            truncated=truncated,
        )


def find_consequences(graph: SignedGraph, source: str, *, steps: int = STEPS) -> Consequences:
    """Find what pushing a variable does to each variable that it reaches.

    All simple paths are followed; when that takes more than `steps`, those up to a length that
    the result states. A variable that is only reached by longer paths is listed with its
    shortest one.

    Raises:
        KeyError: The variable is not in the map.
    """
    start = graph.index[source]
    limit = len(graph.nodes)
    tallies, finished = _follow(graph, start, limit, steps)
    complete_to: int | None = None
    if not finished:
        complete_to, tallies = _follow_short(graph, start, steps)
        for position, path in _shortest_paths(graph, start).items():
            if position not in tallies:
                tallies[position] = _Tally()
                tallies[position].add(path)
    influences = tuple(
        tallies[i].influence(source, graph.nodes[i].name, truncated=complete_to is not None)
        for i in sorted(tallies)
    )
    return Consequences(source=source, influences=influences, complete_to=complete_to)


def _follow(
    graph: SignedGraph, start: int, limit: int, steps: int
) -> tuple[dict[int, _Tally], bool]:
    budget = Budget(steps)
    tallies: dict[int, _Tally] = {}
    for walk in walks_from(graph.successors, start, limit, budget):
        tallies.setdefault(walk[-1], _Tally()).add(path_from(graph, walk))
    return tallies, budget.left > 0


def _follow_short(graph: SignedGraph, start: int, steps: int) -> tuple[int, dict[int, _Tally]]:
    best: tuple[int, dict[int, _Tally]] = (0, {})
    for limit in range(1, len(graph.nodes)):
        tallies, finished = _follow(graph, start, limit, steps // 4)
        if not finished:
            break
        best = (limit, tallies)
    return best


def _shortest_paths(graph: SignedGraph, start: int) -> Mapping[int, Path]:
    came: dict[int, int] = {start: start}
    order = [start]
    for v in order:
        for w in graph.successors[v]:
            if w not in came:
                came[w] = v
                order.append(w)
    paths: dict[int, Path] = {}
    for v in order[1:]:
        before = paths[came[v]].edges if came[v] != start else ()
        paths[v] = Path((*before, graph.arcs[came[v], v]))
    return paths
