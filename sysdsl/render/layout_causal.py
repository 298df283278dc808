"""Lay out a causal diagram: positions that show its loops as rings, bends that follow them.

An existing layout is kept: nodes and links it knows stay where they are, and only new ones are
placed among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sysdsl.render.annealing import anneal, neighbour_centres, starts, total_cost, upright
from sysdsl.render.cycles import shortest_loops
from sysdsl.render.diagram import edge_keys, sorted_graph
from sysdsl.render.layout_cache import LayoutCache, graph_hash
from sysdsl.render.link_arc import Box, crossings, length, link_arc, touches_box
from sysdsl.render.link_routing import Routing, route, wanted_bends
from sysdsl.render.polishing import polish
from sysdsl.render.placement import Link, Placement, path_distances, push_apart, weighted_loops
from sysdsl.render.text import TextBlock, text_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sysdsl.render.annealing import Positions
    from sysdsl.render.diagram import DiagramEdge, DiagramGraph, DiagramNode

TEXT_SIZE = 12.5
PADDING = (6.0, 4.0)
VISIBLE, VISIBLE_DELAYED = 46.0, 62.0
_LARGE = 60
_POLISHINGS = 2


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
    known = [node.pin or (cache.nodes.get(node.id) if cache else None) for node in graph.nodes]
    problem, loops = _problem(graph, known)
    bends = dict(cache.edges) if cache else {}
    if any(known):
        positions = _added(problem, known)
        return _cache(graph, positions, route(_routing(graph, positions, loops, bends)))
    results = []
    for positions in _searched(problem):
        candidate = _cache(graph, positions, route(_routing(graph, positions, loops, bends)))
        results.append((_badness(graph, candidate), len(results), positions, candidate))
    badness, _, positions, candidate = min(results, key=lambda result: result[:2])
    if len(positions) <= _LARGE:
        for _ in range(_POLISHINGS):
            routing = _routing(graph, positions, loops, bends)
            positions = _whole(problem, polish(problem, routing, tuple(candidate.edges.values())))
            polished = _cache(graph, positions, route(_routing(graph, positions, loops, bends)))
            candidate, badness = min(
                ((candidate, badness), (polished, _badness(graph, polished))), key=lambda result: result[1]
            )
            positions = tuple(candidate.nodes.values())
    return candidate


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
    if count <= 2:  # noqa: PLR2004  nothing to search
        return [tuple((170.0 * number, 0.0) for number in range(count))]
    if count <= _LARGE:
        tried, kept, moves = 32, 3, 300 * count
    else:
        tried, kept, moves = 3, 1, min(150 * count, 20_000)
    found = []
    for number, start in enumerate(starts(problem, tried, kept)):
        positions = anneal(problem, start, moves=moves, seed=number)
        found.append(upright(problem, positions))
    return [_whole(problem, positions) for positions in found]


def _whole(problem: Placement, positions: Positions) -> Positions:
    left = min(x - w for (x, _), w in zip(positions, problem.half_width, strict=True))
    upper = min(y - h for (_, y), h in zip(positions, problem.half_height, strict=True))
    return tuple((float(round(x - left)), float(round(y - upper))) for x, y in positions)


def _added(problem: Placement, known: Sequence[tuple[float, float] | None]) -> Positions:
    positions = neighbour_centres(problem, known)
    if problem.movable:
        moves = 400 * min(len(problem.movable), 50)
        best = None
        for seed in range(2 if len(problem.movable) < 4 else 1):  # noqa: PLR2004  cheap enough twice
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
    graph: DiagramGraph, positions: Positions, loops: Sequence[tuple[int, ...]], known: dict[str, float]
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
        room=tuple(needed_room(edge) for edge in graph.edges),
        fixed=fixed,
    )


def _badness(graph: DiagramGraph, layout: LayoutCache) -> float:
    """Judge a layout by its arcs as they will be drawn."""
    boxes = node_boxes(graph, layout)
    arcs = [
        link_arc(boxes[edge.source], boxes[edge.target], layout.edges[key])
        for edge, key in zip(graph.edges, edge_keys(graph.edges), strict=True)
        if edge.source != edge.target
    ]
    edges = [edge for edge in graph.edges if edge.source != edge.target]
    cost = 0.0
    for number, (arc, edge) in enumerate(zip(arcs, edges, strict=True)):
        cost += sum(crossings(arc, other) for other in arcs[:number])
        cost += 5.0 * sum(
            touches_box(arc, box, 0.0) for name, box in boxes.items() if name not in {edge.source, edge.target}
        )
        cost += max(0.0, needed_room(edge) - length(arc)) / 8.0
        cost += length(arc) / 2000.0
    return cost


