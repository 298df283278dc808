"""Comparison of causal maps: where perspectives agree, differ and contradict each other.

Nothing here averages perspectives: an average hides the conflict that the comparison is for.
"""

from __future__ import annotations

import attrs

from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.polarity import Sign

Pair = tuple[str, str]


@attrs.frozen(kw_only=True)
class Standpoint:
    """A causal map as someone sees it.

    Attributes:
        name: Name of the perspective; empty for the base model.
        title: What readers see.
        graph: What it asserts.
        denied: Links it says do not exist.
    """

    name: str
    title: str
    graph: SignedGraph
    denied: frozenset[Pair] = frozenset()

    @property
    def signs(self) -> dict[Pair, Sign]:
        """Its links with their signs, in the order of the source."""
        nodes = self.graph.nodes
        return {(nodes[a].name, nodes[b].name): e.sign for (a, b), e in self.graph.arcs.items()}


@attrs.frozen(kw_only=True)
class Comparison:
    """How two maps differ.

    Attributes:
        first, second: Names of the perspectives.
        variables: Share of variables that both have, of those that either has (Jaccard).
        links: Share of linked pairs that both have, of those that either has (Jaccard).
        shared: Linked pairs that both have with the same sign.
        conflicts: Linked pairs to which they give different signs, with both signs.
        only_first, only_second: Linked pairs that one has and the other does not mention.
        denied: Linked pairs that one asserts and the other denies, with who denies.
        score: Links of the second with the sign of the first, minus links that are extra,
            missing or of another sign.
    """

    first: str
    second: str
    variables: float
    links: float
    shared: tuple[Pair, ...]
    conflicts: tuple[tuple[Pair, Sign, Sign], ...]
    only_first: tuple[Pair, ...]
    only_second: tuple[Pair, ...]
    denied: tuple[tuple[Pair, str], ...]
    score: int


def compare(first: Standpoint, second: Standpoint) -> Comparison:
    """Compare two maps; the first is the reference of the score.

    Source of the score: Gray and others, Mental Modeler (2013), comparison with a canonical map.
    """
    one, other = first.signs, second.signs
    both = [pair for pair in one if pair in other]
    conflicts = tuple((p, one[p], other[p]) for p in both if one[p] is not other[p])
    only_first = tuple(pair for pair in one if pair not in other)
    only_second = tuple(pair for pair in other if pair not in one)
    disputed = first.denied | second.denied
    denied = (
        *((pair, second.name) for pair in one if pair in second.denied),
        *((pair, first.name) for pair in other if pair in first.denied),
    )
    agreed = tuple(pair for pair in both if one[pair] is other[pair])
    return Comparison(
        first=first.name,
        second=second.name,
        variables=jaccard(frozenset(first.graph.index), frozenset(second.graph.index)),
        links=jaccard(frozenset(one), frozenset(other)),
        shared=agreed,
        conflicts=conflicts,
        only_first=tuple(pair for pair in only_first if pair not in disputed),
        only_second=tuple(pair for pair in only_second if pair not in disputed),
        denied=denied,
        score=len(agreed) - len(conflicts) - len(only_first) - len(only_second),
    )


def jaccard(first: frozenset[object], second: frozenset[object]) -> float:
    """Return the share of common members of two sets; 1 for two empty sets."""
    either = first | second
    return len(first & second) / len(either) if either else 1.0


def compare_all(standpoints: tuple[Standpoint, ...]) -> tuple[Comparison, ...]:
    """Compare every two maps, in order."""
    return tuple(
        compare(first, second)
        for i, first in enumerate(standpoints)
        for second in standpoints[i + 1 :]
    )
