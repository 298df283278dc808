"""Structure of a map: degrees, betweenness, reachability, and its engines with their inputs.

An *engine* is a part in which every variable influences every other (a strongly connected
component with a loop); *inputs* act on engines, *outputs* are acted upon. What these numbers
mean: where the map is dense. What they do not mean: which variable matters, because a map
records what people chose to draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sysdsl_plugins.causal.graph import SignedGraph
from sysdsl_plugins.causal.walks import components

if TYPE_CHECKING:
    from sysdsl_plugins.causal.results import Network

BETWEENNESS_NODES = 1_000
"""Variables up to which betweenness is computed; its cost grows with variables times links."""


def describe(graph: SignedGraph) -> Network:
    """Describe the structure of a map."""
    from sysdsl_plugins.causal.results import Network, Position

    size = len(graph.nodes)
    groups = components(graph.successors, range(size))
    engines = sorted(
        (g for g in groups if len(g) > 1 or g[0] in graph.successors[g[0]]),
        key=lambda group: (-len(group), group),
    )
    number = {i: n for n, group in enumerate(engines, 1) for i in group}
    ahead = _reached(graph.successors, groups)
    behind = _reached(graph.predecessors, groups)
    between = betweenness(graph) if size <= BETWEENNESS_NODES else None
    core = sum(1 << i for i in number)
    positions = tuple(
        Position(
            name=node.name,
            causes=len(graph.predecessors[i]),
            effects=len(graph.successors[i]),
            reached_by=(behind[i] & ~(1 << i)).bit_count(),
            reaches=(ahead[i] & ~(1 << i)).bit_count(),
            betweenness=between[i] if between else None,
            role=_role(i, number, acts=bool(ahead[i] & core), acted=bool(behind[i] & core)),
            engine=number.get(i),
        )
        for i, node in enumerate(graph.nodes)
    )
    linked = sum(source != target for source, target in graph.arcs)
    return Network(
        positions=positions,
        links=len(graph.arcs),
        density=linked / (size * (size - 1)) if size > 1 else 0.0,
        engines=tuple(tuple(graph.nodes[i].name for i in group) for group in engines),
        parts=connected_parts(graph),
        exogenous=sum(not causes for causes in graph.predecessors) / size if size else 0.0,
    )


def _role(position: int, engine: dict[int, int], *, acts: bool, acted: bool) -> str:
    if position in engine:
        return "engine"
    if acts:
        return "link" if acted else "input"
    return "output" if acted else "apart"


def _reached(adjacency: tuple[tuple[int, ...], ...], groups: list[list[int]]) -> list[int]:
    """Return for each vertex the vertices it reaches, as bits.

    Components are settled after all those that they lead to.
    """
    home = {i: g for g, group in enumerate(groups) for i in group}
    masks: dict[int, int] = {}
    for first in range(len(groups)):
        stack = [first]
        while stack:
            group = stack[-1]
            following = {home[w] for v in groups[group] for w in adjacency[v]} - {group}
            waiting = sorted(g for g in following if g not in masks)
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            members = groups[group]
            cyclic = len(members) > 1 or members[0] in adjacency[members[0]]
            mask = sum(1 << i for i in members) if cyclic else 0
            for other in following:
                mask |= masks[other] | sum(1 << i for i in groups[other])
            masks[group] = mask
    return [masks[home[i]] for i in range(len(adjacency))]


def connected_parts(graph: SignedGraph) -> tuple[tuple[str, ...], ...]:
    """Return the parts that no link connects, in the order of the source."""
    both = [sorted({*graph.successors[i], *graph.predecessors[i]}) for i in range(len(graph.nodes))]
    return tuple(
        tuple(graph.nodes[i].name for i in part) for part in components(both, range(len(both)))
    )


def betweenness(graph: SignedGraph) -> list[float]:
    """Return the betweenness of each variable, by number of links, normalised to 0 .. 1.

    Source: Brandes, Journal of Mathematical Sociology 25 (2001) 163-177.
    """
    size = len(graph.nodes)
    scores = [0.0] * size
    for start in range(size):
        order, counts, before = _shortest_ways(graph.successors, start)
        share = dict.fromkeys(order, 0.0)
        for w in reversed(order):
            for v in before[w]:
                share[v] += counts[v] / counts[w] * (1 + share[w])
            if w != start:
                scores[w] += share[w]
    pairs = (size - 1) * (size - 2)
    return [score / pairs if pairs > 0 else 0.0 for score in scores]


def _shortest_ways(
    adjacency: tuple[tuple[int, ...], ...], start: int
) -> tuple[list[int], dict[int, int], dict[int, list[int]]]:
    depth = {start: 0}
    counts = {start: 1}
    before: dict[int, list[int]] = {start: []}
    order = [start]
    for v in order:
        for w in adjacency[v]:
            if w not in depth:
                depth[w] = depth[v] + 1
                counts[w] = 0
                before[w] = []
                order.append(w)
            if depth[w] == depth[v] + 1:
                counts[w] += counts[v]
                before[w].append(v)
    return order, counts, before
