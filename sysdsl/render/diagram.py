"""A causal diagram before layout: what is to be drawn, without any position."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import attrs

Sign = Literal["+", "-", "?"]
LoopType = Literal["R", "B", "?"]
NodeKind = Literal["variable", "exogenous", "ghost"]


DRAWN_AT_MOST = 250
"""Nobody reads more in one picture, and a hostile text must not keep a machine busy."""


@attrs.frozen(kw_only=True)
class DiagramNode:
    """A variable.

    Attributes:
        id: Qualified name; unique in a graph.
        label: Text drawn.
        kind: `exogenous` for one that nothing in the picture influences; `ghost` for one whose home
            is another view (drawn grey, in angle brackets).
        pin: Position asked for in the source, in pixels, or None.
        tooltip: Longer text, or empty.
    """

    id: str
    label: str
    kind: NodeKind = "variable"
    pin: tuple[float, float] | None = None
    tooltip: str = ""


@attrs.frozen(kw_only=True)
class DiagramEdge:
    """A causal link.

    Attributes:
        source, target: Ids of nodes.
        sign: Polarity; `?` for one that is unknown or depends on the state.
        delayed: Whether the effect takes noticeable time (two bars across the link).
        element: Qualified name of the link, or None.
        disputed: Whether some perspective denies the link (drawn dotted).
        tooltip: Longer text, or empty.
    """

    source: str
    target: str
    sign: Sign = "+"
    delayed: bool = False
    element: str | None = None
    disputed: bool = False
    tooltip: str = ""


@attrs.frozen(kw_only=True)
class DiagramLoop:
    """A feedback loop to be marked.

    Attributes:
        id: Qualified name; unique in a graph.
        label: Short text in the badge, such as `R1`.
        nodes: Ids in causal order, the first not repeated at the end.
        type: Reinforcing, balancing or undetermined.
        name: What the loop is called, for the legend; may be empty.
    """

    id: str
    label: str
    nodes: tuple[str, ...]
    type: LoopType = "?"
    name: str = ""


@attrs.frozen(kw_only=True)
class DiagramGraph:
    """A causal diagram.

    Links whose ends are not among the nodes and loops with such nodes are not drawn.
    """

    title: str
    nodes: tuple[DiagramNode, ...]
    edges: tuple[DiagramEdge, ...]
    loops: tuple[DiagramLoop, ...] = ()
    description: str = ""


def sorted_graph(graph: DiagramGraph) -> DiagramGraph:
    """Return the graph in the one order that layout and drawing follow, without dangling links.

    The order of statements in a source must not move anything, so nodes and links go by name. Of
    more than 250 variables only the most connected are kept, and the title says so.
    """
    nodes = {node.id: node for node in reversed(graph.nodes)}
    title = graph.title
    if len(nodes) > DRAWN_AT_MOST:
        title = f"{title} (the {DRAWN_AT_MOST} most connected of {len(nodes)} variables)"
        ties = Counter(end for edge in graph.edges for end in (edge.source, edge.target))
        kept = sorted(nodes, key=lambda name: (-ties[name], name))[:DRAWN_AT_MOST]
        nodes = {name: nodes[name] for name in kept}
    return attrs.evolve(
        graph,
        title=title,
        nodes=tuple(nodes[name] for name in sorted(nodes)),
        edges=tuple(
            sorted(
                {edge for edge in graph.edges if edge.source in nodes and edge.target in nodes},
                key=_edge_order,
            )
        ),
        loops=tuple(
            sorted(
                (loop for loop in graph.loops if loop.nodes and nodes.keys() >= set(loop.nodes)),
                key=lambda loop: (loop.label, loop.id),
            )
        ),
    )


def edge_keys(edges: tuple[DiagramEdge, ...]) -> tuple[str, ...]:
    """Return a name for each link: `source>target`, with `#2`, `#3` for further ones."""
    seen: dict[str, int] = {}
    keys = []
    for edge in edges:
        key = f"{edge.source}>{edge.target}"
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return tuple(keys)


def _edge_order(edge: DiagramEdge) -> tuple[str, ...]:
    flags = f"{edge.sign}{edge.delayed:d}{edge.disputed:d}"
    return (edge.source, edge.target, edge.element or "", flags, edge.tooltip)
