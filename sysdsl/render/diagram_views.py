"""Choose a part of a causal diagram: a neighbourhood, a set of sectors, a set of loops.

Above some sixty variables no automatic picture of a whole model can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sysdsl.render.diagram import DiagramGraph

SPLIT_ABOVE = 40
"""More nodes than this are better shown as several views."""

UNREADABLE_ABOVE = 60
"""More nodes than this give a picture that nobody can follow."""


def part(
    graph: DiagramGraph, ids: Collection[str], *, context: Collection[str] = ()
) -> DiagramGraph:
    """Return the part of a graph on some nodes.

    Args:
        graph: The whole.
        ids: Nodes to keep, with all links among them and all loops within them.
        context: Further nodes to show as ghosts, with only their links to or from `ids`.
    """
    kept = frozenset(ids)
    ghosts = frozenset(context) - kept
    return attrs.evolve(
        graph,
        nodes=tuple(
            node if node.id in kept else attrs.evolve(node, kind="ghost")
            for node in graph.nodes
            if node.id in kept or node.id in ghosts
        ),
        edges=tuple(
            edge
            for edge in graph.edges
            if (edge.source in kept and edge.target in kept)
            or (edge.source in kept and edge.target in ghosts)
            or (edge.source in ghosts and edge.target in kept)
        ),
        loops=tuple(loop for loop in graph.loops if kept.issuperset(loop.nodes)),
    )


def neighbourhood(graph: DiagramGraph, centres: Collection[str], hops: int) -> DiagramGraph:
    """Return the nodes within `hops` links of some nodes, in either direction."""
    near = frozenset(centres)
    for _ in range(hops):
        near |= {edge.target for edge in graph.edges if edge.source in near} | {
            edge.source for edge in graph.edges if edge.target in near
        }
    return part(graph, near)


def of_loops(graph: DiagramGraph, loops: Collection[str]) -> DiagramGraph:
    """Return the nodes and links of some loops (by id), without other links among them."""
    chosen = [loop for loop in graph.loops if loop.id in loops]
    pairs = {
        (source, target)
        for loop in chosen
        for source, target in zip(loop.nodes, (*loop.nodes[1:], *loop.nodes[:1]), strict=True)
    }
    kept = part(graph, {name for loop in chosen for name in loop.nodes})
    return attrs.evolve(
        kept,
        edges=tuple(edge for edge in kept.edges if (edge.source, edge.target) in pairs),
        loops=tuple(chosen),
    )


def sectors(
    graph: DiagramGraph, sector_of: Mapping[str, str]
) -> tuple[tuple[str, DiagramGraph], ...]:
    """Return one view for each sector, sorted by name, with variables of other sectors as ghosts.

    Args:
        graph: The whole.
        sector_of: Sector of each node; nodes without one are in the sector "".
    """
    names = sorted({sector_of.get(node.id, "") for node in graph.nodes})
    views = []
    for name in names:
        own = {node.id for node in graph.nodes if sector_of.get(node.id, "") == name}
        around = {edge.source for edge in graph.edges if edge.target in own} | {
            edge.target for edge in graph.edges if edge.source in own
        }
        views.append((name, part(graph, own, context=around)))
    return tuple(views)
