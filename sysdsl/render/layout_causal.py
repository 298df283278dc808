"""Lay out a causal diagram: positions that show its loops as rings, bends that follow them.

An existing layout is kept: nodes and links it knows stay where they are, and only new ones are
placed among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sysdsl.render.annealing import anneal, neighbour_centres, starts, total_cost, upright
from sysdsl.render.cycles import shortest_loops
from sysdsl.render.diagram import edge_keys, sorted_graph
from sysdsl.render.layout_cache import LayoutCache, graph_hash, within_reach
from sysdsl.render.link_arc import Box, link_arc
from sysdsl.render.link_routing import Routing, conflict, own_cost, route, wanted_bends
from sysdsl.render.placement import Link, Placement, path_distances, push_apart, weighted_loops
from sysdsl.render.placement_cost import board, shape_cost
from sysdsl.render.polishing import polish
from sysdsl.render.text import TextBlock, text_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sysdsl.render.annealing import Positions
    from sysdsl.render.diagram import DiagramEdge, DiagramGraph, DiagramNode

TEXT_SIZE = 12.5
PADDING = (6.0, 4.0)
VISIBLE, VISIBLE_DELAYED = 46.0, 62.0


@attrs.frozen(kw_only=True)
class _Effort:
    """How long to search.

    Attributes:
        tried, kept: Random starts, and how many of them are searched on.
        first: Moves for each box and start.
        finalists, second: How many results are searched further, with how many moves for each box.
        polishings: Rounds of small moves at the end.
    """

    tried: int
    kept: int
    first: int
    finalists: int
    second: int
    polishings: int


def _effort(count: int) -> _Effort:
    """Return an effort that takes seconds for any number of boxes, without looking at a clock."""
    if count <= 12:
        return _Effort(tried=32, kept=10, first=150, finalists=2, second=260, polishings=2)
    if count <= 30:
        return _Effort(tried=32, kept=6, first=140, finalists=2, second=260, polishings=2)
    if count <= 60:
        return _Effort(tried=12, kept=3, first=90, finalists=1, second=150, polishings=1)
    first = max(10, min(100, 18_000 // count))
    return _Effort(tried=3, kept=1, first=first, finalists=1, second=0, polishings=0)


def node_text(node: DiagramNode) -> TextBlock:
    """Return the wrapped name of a node as drawn; ghosts are in angle brackets."""
    return text_block(f"‹{node.label}›" if node.kind == "ghost" else node.label, TEXT_SIZE)


def node_boxes(graph: DiagramGraph, layout: LayoutCache) -> dict[str, Box]:
    """Return the box of each node in a layout.

    Raises:
        KeyError: The layout lacks a node.
    """
    boxes = {}
    for node in graph.nodes:
        text = node_text(node)
        x, y = layout.nodes[node.id]
        boxes[node.id] = Box(x, y, text.width / 2 + PADDING[0], text.height / 2 + PADDING[1])
    return boxes


def needed_room(edge: DiagramEdge) -> float:
    """Return the length that must stay visible of a link for head, sign and delay marks."""
    return VISIBLE_DELAYED if edge.delayed else VISIBLE


def layout_causal(graph: DiagramGraph, cache: LayoutCache | None = None) -> LayoutCache:
    """Return positions of all nodes and bends of all links.

    Positions asked for in the source come first, then those of `cache`, then the search. Nodes
    have whole coordinates, and the upper left of a fresh layout is near (0, 0).

    Args:
        graph: What to draw; the order of its parts does not matter.
        cache: An earlier layout of this or a similar graph.
    """
    graph = sorted_graph(graph)
    if not graph.nodes:
        return LayoutCache(nodes={}, edges={}, graph=graph_hash((), ()))
    stored = cache.nodes if cache else {}
    known = [
        within_reach(at) if (at := node.pin or stored.get(node.id)) else None
        for node in graph.nodes
    ]
    problem, loops = _problem(graph, known)
    bends = dict(cache.edges) if cache else {}
    if any(known):
        positions = _added(problem, known)
        return _cache(graph, positions, route(_routing(graph, positions, loops, bends)))
    results: list[tuple[float, int, Routing, tuple[float, ...]]] = []
    for positions in _searched(problem):
        routing = _routing(graph, positions, loops, bends)
        chosen = route(routing)
        results.append((_badness(problem, routing, chosen), len(results), routing, chosen))
    badness, _, routing, chosen = min(results, key=lambda result: result[:2])
    for _ in range(_effort(problem.count).polishings):
        positions = _whole(problem, polish(problem, _centres(routing), routing, chosen))
        polished = _routing(graph, positions, loops, bends)
        rerouted = route(polished)
        better = _badness(problem, polished, rerouted)
        if better >= badness:
            break
        badness, routing, chosen = better, polished, rerouted
    return _cache(graph, _centres(routing), chosen)


def _centres(routing: Routing) -> Positions:
    return tuple((box.x, box.y) for box in routing.boxes)


def _problem(
    graph: DiagramGraph, known: Sequence[tuple[float, float] | None]
) -> tuple[Placement, list[tuple[int, ...]]]:
    index = {node.id: number for number, node in enumerate(graph.nodes)}
    texts = [node_text(node) for node in graph.nodes]
    half_width = tuple(text.width / 2 + PADDING[0] for text in texts)
    directed = [(index[edge.source], index[edge.target]) for edge in graph.edges]
    room: dict[tuple[int, int], float] = {}
    for edge, (a, b) in zip(graph.edges, directed, strict=True):
        if a != b:
            pair = (min(a, b), max(a, b))
            room[pair] = max(room.get(pair, 0.0), needed_room(edge))
    # A margin on the room: arrow heads of neighbours and bends take some of it.
    links = tuple(Link(ends=pair, room=need + 6.0) for pair, need in sorted(room.items()))
    loops = shortest_loops(len(texts), directed)
    for loop in graph.loops:
        named = tuple(index[name] for name in loop.nodes)
        start = named.index(min(named))
        named = (*named[start:], *named[:start])
        if named not in loops:
            loops.append(named)
    problem = Placement(
        half_width=half_width,
        half_height=tuple(text.height / 2 + PADDING[1] for text in texts),
        distance=path_distances(half_width, links),
        links=links,
        loops=weighted_loops(loops),
        movable=tuple(number for number, at in enumerate(known) if at is None),
        outer=frozenset(
            number for number, node in enumerate(graph.nodes) if node.kind in {"exogenous", "ghost"}
        ),
    )
    return problem, loops


def _searched(problem: Placement) -> list[Positions]:
    count = problem.count
    if count <= 2:
        return [tuple((170.0 * number, 0.0) for number in range(count))]
    effort = _effort(count)
    first = [
        anneal(problem, start, moves=effort.first * count, seed=number)
        for number, start in enumerate(starts(problem, effort.tried, effort.kept))
    ]
    first.sort(key=lambda positions: total_cost(problem, positions))
    found = [
        anneal(problem, positions, moves=effort.second * count, seed=number, heat=1.2, far=120.0)
        for number, positions in enumerate(first[: effort.finalists])
    ]
    return [_whole(problem, upright(problem, positions)) for positions in found]


def _whole(problem: Placement, positions: Positions) -> Positions:
    left = min(x - w for (x, _), w in zip(positions, problem.half_width, strict=True))
    upper = min(y - h for (_, y), h in zip(positions, problem.half_height, strict=True))
    return tuple((float(round(x - left)), float(round(y - upper))) for x, y in positions)


def _added(problem: Placement, known: Sequence[tuple[float, float] | None]) -> Positions:
    positions = neighbour_centres(problem, known)
    if problem.movable:
        moves = 400 * min(len(problem.movable), 50)
        best = None
        for seed in range(2 if len(problem.movable) < 4 else 1):
            tried = anneal(problem, positions, moves=moves // 2, seed=seed, heat=0.9)
            cost = total_cost(problem, tried)
            if best is None or cost < best[0]:
                best = (cost, tried)
        positions = best[1] if best else positions
        xs, ys = [x for x, _ in positions], [y for _, y in positions]
        push_apart(problem, xs, ys, 8.0)
        positions = tuple((float(round(x)), float(round(y))) for x, y in zip(xs, ys, strict=True))
    return positions


def _cache(graph: DiagramGraph, positions: Positions, bends: Sequence[float]) -> LayoutCache:
    keys = edge_keys(graph.edges)
    return LayoutCache(
        nodes={node.id: at for node, at in zip(graph.nodes, positions, strict=True)},
        edges=dict(zip(keys, bends, strict=True)),
        graph=graph_hash([node.id for node in graph.nodes], keys),
    )


def _routing(
    graph: DiagramGraph,
    positions: Positions,
    loops: Sequence[tuple[int, ...]],
    known: dict[str, float],
) -> Routing:
    index = {node.id: number for number, node in enumerate(graph.nodes)}
    ends = [(index[edge.source], index[edge.target]) for edge in graph.edges]
    texts = [node_text(node) for node in graph.nodes]
    keys = edge_keys(graph.edges)
    fixed = {number: known[key] for number, key in enumerate(keys) if key in known}
    # A link from a variable to itself is drawn as a ring of its own.
    fixed |= {number: 0.0 for number, (a, b) in enumerate(ends) if a == b}
    return Routing(
        boxes=tuple(
            Box(x, y, text.width / 2 + PADDING[0], text.height / 2 + PADDING[1])
            for (x, y), text in zip(positions, texts, strict=True)
        ),
        ends=tuple(ends),
        wanted=wanted_bends(positions, ends, loops),
        room=tuple(needed_room(edge) + 3.0 for edge in graph.edges),
        fixed=fixed,
    )


def _badness(problem: Placement, routing: Routing, bends: Sequence[float]) -> float:
    """Judge a layout by its arcs as they will be drawn."""
    boxes, ends = routing.boxes, routing.ends
    arcs = [link_arc(boxes[a], boxes[b], bend) for (a, b), bend in zip(ends, bends, strict=True)]
    cost = 0.0
    for link, arc in enumerate(arcs):
        cost += own_cost(routing, link, bends[link], arc, boxes)
        cost += sum(conflict(ends[link], arc, ends[other], arcs[other]) for other in range(link))
    on = board(problem, [box.x for box in boxes], [box.y for box in boxes])
    return cost + 0.5 * sum(shape_cost(on, box) for box in range(problem.count))
