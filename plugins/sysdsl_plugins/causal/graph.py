"""A causal map as a value: variables and signed links, in the order of the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

import attrs

from sysdsl_plugins.causal.polarity import Polarity, Sign, in_parallel

FIXED_TYPES = frozenset({"constant", "const", "goal", "limit", "standard"})
"""Kinds of variable that come from outside the feedback or bound it."""


@attrs.frozen(kw_only=True)
class Node:
    """A variable of a causal map.

    Attributes:
        name: Qualified name of the element.
        title: What readers see; empty when the name is shown.
        type: `stock`, `flow`, `auxiliary`, `constant`, `goal`, `limit`, `symptom` or empty.
        tags: Tags of the element.
        owner: Actor who owns it, by name.
    """

    name: str
    title: str = ""
    type: str = ""
    tags: tuple[str, ...] = ()
    owner: str | None = None

    @property
    def label(self) -> str:
        """The words shown for the variable."""
        return self.title or self.name.replace("_", " ")

    def plays(self, role: str) -> bool:
        """Whether the type or a tag gives the variable a role such as `goal`."""
        return self.type == role or role in self.tags


@attrs.frozen(kw_only=True)
class Edge:
    """A link of a causal map.

    Attributes:
        source: Name of the cause.
        target: Name of the effect.
        sign: Polarity; `?` both for "unknown" and for "not given", see `unsigned`.
        delayed: Whether the effect is late.
        unsigned: Whether the author gave no polarity at all.
        implied: Whether an equation implies the link and nobody drew it.
        strength: Weight in [-1, 1], if known.
        evidence: Names of the evidence for it.
        because: The mechanism in words.
        link: Name of the link in the model, if there is one.
    """

    source: str
    target: str
    sign: Sign = Sign.PLUS
    delayed: bool = False
    unsigned: bool = False
    implied: bool = False
    strength: float | None = None
    evidence: tuple[str, ...] = ()
    because: str = ""
    link: str | None = None

    @property
    def polarity(self) -> Polarity:
        """Sign and delay."""
        return Polarity(self.sign, self.delayed)


@attrs.frozen(slots=False)
class SignedGraph:
    """Variables and links. Made with `signed_graph`, which declares missing variables.

    Positions in `nodes` are the integers that the algorithms work with.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Position of each variable by name."""
        return MappingProxyType({node.name: i for i, node in enumerate(self.nodes)})

    @cached_property
    def arcs(self) -> Mapping[tuple[int, int], Edge]:
        """One link for each ordered pair of variables; parallel links are joined.

        Parallel links of opposite sign join to `?`.
        """
        joined: dict[tuple[int, int], Edge] = {}
        for edge in self.edges:
            pair = (self.index[edge.source], self.index[edge.target])
            joined[pair] = join(joined[pair], edge) if pair in joined else edge
        return MappingProxyType(joined)

    @cached_property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """Effects of each variable, in the order of `nodes`."""
        lists: list[list[int]] = [[] for _ in self.nodes]
        for source, target in self.arcs:
            lists[source].append(target)
        return tuple(tuple(sorted(targets)) for targets in lists)

    @cached_property
    def predecessors(self) -> tuple[tuple[int, ...], ...]:
        """Causes of each variable, in the order of `nodes`."""
        lists: list[list[int]] = [[] for _ in self.nodes]
        for source, target in self.arcs:
            lists[target].append(source)
        return tuple(tuple(sorted(sources)) for sources in lists)

    def node(self, name: str) -> Node:
        """Return the variable of a name.

        Raises:
            KeyError: There is none.
        """
        return self.nodes[self.index[name]]

    def arc(self, source: str, target: str) -> Edge | None:
        """Return the joined link between two variables, or None."""
        if source not in self.index or target not in self.index:
            return None
        return self.arcs.get((self.index[source], self.index[target]))

    def is_fixed(self, position: int) -> bool:
        """Whether a variable has no causes, or is a constant, a goal or a limit."""
        node = self.nodes[position]
        return (
            not self.predecessors[position]
            or node.type in FIXED_TYPES
            or not FIXED_TYPES.isdisjoint(node.tags)
        )


def join(first: Edge, second: Edge) -> Edge:
    """Return one link that stands for two between the same variables."""
    polarity = in_parallel(first.polarity, second.polarity)
    evidence = tuple(dict.fromkeys(first.evidence + second.evidence))
    return attrs.evolve(
        first,
        sign=polarity.sign,
        delayed=polarity.delayed,
        unsigned=first.unsigned and second.unsigned,
        implied=first.implied and second.implied,
        strength=first.strength if second.strength is None else second.strength,
        evidence=evidence,
        because=first.because or second.because,
        link=first.link or second.link,
    )


def signed_graph(nodes: Iterable[Node], edges: Iterable[Edge]) -> SignedGraph:
    """Return a causal map; variables that only links name follow in their order of appearance."""
    known = {node.name: node for node in nodes}
    links = tuple(edges)
    for edge in links:
        for name in (edge.source, edge.target):
            if name not in known:
                known[name] = Node(name=name)
    return SignedGraph(tuple(known.values()), links)
