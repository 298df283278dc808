"""Lay out a stock-flow diagram: stocks on a grid, converters around them by search."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from sysdsl.render.annealing import anneal, neighbour_centres, total_cost
from sysdsl.render.layout_cache import LayoutCache, graph_hash, within_reach
from sysdsl.render.link_arc import Box, crossings, length, on, touches_box
from sysdsl.render.link_routing import Routing, route
from sysdsl.render.pipes import pipes, valve_leg
from sysdsl.render.placement import Link, Placement, path_distances
from sysdsl.render.polishing import polish
from sysdsl.render.stock_flow import sorted_stock_flow
from sysdsl.render.stock_flow_geometry import (
    arch,
    cloud_boxes,
    converter_box,
    ends_at_name,
    flow_text,
    label_box,
    link_key,
    pipe_legs,
    stock_box,
    stock_flow_geometry,
    valve_box,
)
from sysdsl.render.stock_places import beside, stock_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sysdsl.render.annealing import Positions
    from sysdsl.render.link_arc import Arc, Point
    from sysdsl.render.pipes import Pipe
    from sysdsl.render.stock_flow import ConverterNode, StockFlowGraph, StockNode

_ROOM = 40.0
_ARCH_BEND = 0.42


def layout_stock_flow(graph: StockFlowGraph, cache: LayoutCache | None = None) -> LayoutCache:
    """Return positions of stocks and converters and bends of information links.

    Positions asked for in the source come first, then those of `cache`, then the search. Flows
    have no positions of their own: pipes follow from the stocks.

    Args:
        graph: What to draw; the order of its parts does not matter.
        cache: An earlier layout of this or a similar graph.
    """
    graph = sorted_stock_flow(graph)
    known = {
        node.id: within_reach(at)
        for node in _placeable(graph)
        if (at := node.pin or (cache.nodes.get(node.id) if cache else None))
    }
    stocks = _stocks(graph, known)
    drawn = pipes(graph.flows, stocks)
    arches = _arches(graph, stocks, drawn)
    bends = dict(cache.edges) if cache else {}
    fixed = {**stocks, **{n.id: known[n.id] for n in graph.converters if n.id in known}}
    loose = [node.id for node in graph.converters if node.id not in known]
    problem, names, start = _problem(graph, fixed, drawn, arches, loose)
    found = []
    for number, placed in enumerate(_placed(problem, start)):
        routing = _routing(graph, {**fixed, **_named(problem, names, placed)}, drawn, arches, bends)
        polished = _rounded(polish(problem, placed, routing, route(routing)))
        positions = {**fixed, **_named(problem, names, polished)}
        routing = _routing(graph, positions, drawn, arches, bends)
        routed = dict(zip(map(link_key, graph.links), route(routing), strict=True))
        found.append((_badness(graph, positions, routed), number, positions, routed))
    _, _, positions, routed = min(found, key=lambda result: result[:2])
    if not known:
        positions = _whole(positions)
    return LayoutCache(
        nodes=positions, edges=routed, graph=graph_hash(positions.keys(), routed.keys())
    )


def _named(problem: Placement, names: Sequence[str], placed: Positions) -> dict[str, Point]:
    """Return the places of movable boxes by name."""
    return {names[k]: placed[k] for k in problem.movable}


def _rounded(positions: Positions) -> Positions:
    return tuple((float(round(x)), float(round(y))) for x, y in positions)


def _placeable(graph: StockFlowGraph) -> tuple[StockNode | ConverterNode, ...]:
    return (*graph.stocks, *graph.converters)


def _stocks(graph: StockFlowGraph, known: Mapping[str, Point]) -> dict[str, Point]:
    names = [stock.id for stock in graph.stocks]
    places = {name: known[name] for name in names if name in known}
    if not places:
        return stock_places(names, graph.flows)
    for name in names:
        if name not in places:
            near = [flow.source or "" for flow in graph.flows if flow.target == name]
            near += [flow.target or "" for flow in graph.flows if flow.source == name]
            places[name] = beside(places, near)
    return {name: places[name] for name in names}


def _arches(
    graph: StockFlowGraph, stocks: Mapping[str, Point], drawn: Sequence[Pipe]
) -> dict[int, Arc]:
    flows = {flow.id: flow for flow in graph.flows}
    by_flow = {pipe.flow: pipe for pipe in drawn}
    found = {}
    for number, link in enumerate(graph.links):
        over = arch(link, flows, by_flow, stocks[link.source]) if link.source in stocks else None
        if over:
            found[number] = over
    return found


def _placed(problem: Placement, start: Positions) -> list[Positions]:
    """Return some good placements."""
    loose = len(problem.movable)
    if not loose:
        return [start]
    moves = min(400 * loose, 16_000)
    tries = 10 if loose <= 5 else 5 if loose <= 7 else 7 if loose <= 12 else 4 if loose <= 30 else 1
    found = []
    for seed in range(tries):
        draw = Random(seed).random
        spread = tuple(
            (x + 240 * (draw() - 0.5), y + 240 * (draw() - 0.5)) if k in problem.movable else (x, y)
            for k, (x, y) in enumerate(start)
        )
        positions = anneal(problem, spread, moves=moves, seed=seed)
        found.append((total_cost(problem, positions), seed, _rounded(positions)))
    found.sort(key=lambda result: result[:2])
    return [positions for _, _, positions in found[:5]]


def _problem(
    graph: StockFlowGraph,
    fixed: Mapping[str, Point],
    drawn: Sequence[Pipe],
    arches: Mapping[int, Arc],
    loose: Sequence[str],
) -> tuple[Placement, list[str], Positions]:
    """Return the placement of converters among everything that stands."""
    boxes: dict[str, Box | None] = {}
    shapes: dict[str, Box] = {}
    for stock in graph.stocks:
        boxes[stock.id] = shapes[stock.id] = stock_box(fixed[stock.id])
    for node in graph.converters:
        shapes[node.id] = converter_box(node, fixed.get(node.id, (0.0, 0.0)))
        boxes[node.id] = shapes[node.id] if node.id in fixed else None
    flows = {flow.id: flow for flow in graph.flows}
    for pipe in drawn:
        name = label_box(pipe, flow_text(flows[pipe.flow]))
        boxes[pipe.flow] = shapes[pipe.flow] = _around(valve_box(pipe), name)
    pairs = {
        tuple(sorted((link.source, link.target)))
        for number, link in enumerate(graph.links)
        if number not in arches
    }
    pairs |= _obstacles(drawn, arches, boxes, shapes)
    names = list(boxes)
    index = {name: number for number, name in enumerate(names)}
    links = tuple(
        Link(
            ends=(min(index[a], index[b]), max(index[a], index[b])),
            room=_ROOM if "\0" not in a + b else 0.0,
        )
        for a, b in sorted(pairs)
    )
    half_width = tuple(shapes[name].half_width for name in names)
    problem = Placement(
        half_width=half_width,
        half_height=tuple(shapes[name].half_height for name in names),
        distance=_distances(half_width, links, {index[name] for name in loose}),
        links=links,
        loops=(),
        movable=tuple(index[name] for name in loose),
    )
    at = [boxes[name] for name in names]
    return (
        problem,
        names,
        neighbour_centres(problem, [(box.x, box.y) if box else None for box in at]),
    )


def _around(one: Box, other: Box) -> Box:
    """Return the smallest box around two."""
    left = min(one.x - one.half_width, other.x - other.half_width)
    right = max(one.x + one.half_width, other.x + other.half_width)
    upper = min(one.y - one.half_height, other.y - other.half_height)
    lower = max(one.y + one.half_height, other.y + other.half_height)
    return Box((left + right) / 2, (upper + lower) / 2, (right - left) / 2, (lower - upper) / 2)


def _obstacles(
    drawn: Sequence[Pipe],
    arches: Mapping[int, Arc],
    boxes: dict[str, Box | None],
    shapes: dict[str, Box],
) -> set[tuple[str, ...]]:
    """Add what stands in the way, under names no element can have; return pieces of lines."""
    pairs: set[tuple[str, ...]] = set()
    for pipe in drawn:
        corners = []
        for number, (x, y) in enumerate(pipe.points):
            corner = f"{pipe.flow}\0corner{number}"
            boxes[corner] = shapes[corner] = Box(x, y, 0.0, 0.0)
            corners.append(corner)
        # The piece with the valve ends at the valve, so that links to it do not count as crossing.
        corners.insert(1 + valve_leg(pipe), pipe.flow)
        pairs |= {tuple(sorted(pair)) for pair in pairwise(corners)}
        for number, cloud in enumerate(cloud_boxes([pipe])):
            boxes[f"{pipe.flow}\0cloud{number}"] = shapes[f"{pipe.flow}\0cloud{number}"] = cloud
    for number, over in arches.items():
        # The last piece is left out: other links must come close to the valve as well.
        corners = []
        for step, s in enumerate((-1.0, -0.6, -0.2, 0.2, 0.6)):
            corner = f"\0arch{number}.{step}"
            boxes[corner] = shapes[corner] = Box(*on(over, s), 0.0, 0.0)
            corners.append(corner)
        pairs |= {tuple(sorted(pair)) for pair in pairwise(corners)}
    return pairs


def _distances(
    half_width: Sequence[float], links: Sequence[Link], loose: set[int]
) -> tuple[tuple[float, ...], ...]:
    """Return wanted distances of movable boxes: to linked ones, and to those two links away."""
    count = len(half_width)
    near: list[set[int]] = [set() for _ in range(count)]
    for link in links:
        if link.room:
            a, b = link.ends
            near[a].add(b)
            near[b].add(a)
    lengths = path_distances(half_width, [link for link in links if link.room])
    rows = []
    for i in range(count):
        reach = near[i] | {k for j in near[i] for k in near[j]}
        rows.append(
            tuple(
                0.85 * lengths[i][j]
                if j != i and j in reach and (i in loose or j in loose)
                else 0.0
                for j in range(count)
            )
        )
    return tuple(rows)


def _routing(
    graph: StockFlowGraph,
    positions: Mapping[str, Point],
    drawn: Sequence[Pipe],
    arches: Mapping[int, Arc],
    bends: Mapping[str, float],
) -> Routing:
    """Return the routing of information links; stocks, converters and valves as in `_problem`."""
    boxes: dict[str, Box] = {stock.id: stock_box(positions[stock.id]) for stock in graph.stocks}
    boxes |= {node.id: converter_box(node, positions[node.id]) for node in graph.converters}
    boxes |= {pipe.flow: valve_box(pipe) for pipe in drawn}
    by_flow = {pipe.flow: pipe for pipe in drawn}
    flows = {flow.id: flow for flow in graph.flows}
    labels = {pipe.flow: label_box(pipe, flow_text(flows[pipe.flow])) for pipe in drawn}
    index = {name: number for number, name in enumerate(boxes)}
    named = {name: len(boxes) + number for number, name in enumerate(labels)}

    def end(name: str, other: str) -> int:
        at_name = ends_at_name(name, other, by_flow, labels, boxes)
        return named[name] if at_name else index[name]

    keys = [link_key(link) for link in graph.links]
    return Routing(
        boxes=(*boxes.values(), *labels.values(), *cloud_boxes(drawn)),
        ends=tuple(
            (end(link.source, link.target), end(link.target, link.source)) for link in graph.links
        ),
        wanted=tuple(_ARCH_BEND if number in arches else 0.0 for number in range(len(keys))),
        room=(_ROOM,) * len(keys),
        fixed={number: bends[key] for number, key in enumerate(keys) if key in bends},
        given=dict(arches),
        obstacles=tuple(leg for pipe in drawn for leg in pipe_legs(pipe)),
    )


def _badness(
    graph: StockFlowGraph, positions: Mapping[str, Point], bends: Mapping[str, float]
) -> float:
    """Judge a layout by its lines as they will be drawn."""
    drawn = stock_flow_geometry(graph, positions, bends)
    boxes = {**drawn.stocks, **drawn.converters}
    legs = [leg for pipe in drawn.pipes for leg in pipe_legs(pipe)]
    cost = 0.0
    for number, link in enumerate(drawn.links):
        cost += 1.5 * sum(crossings(link.arc, other.arc) for other in drawn.links[:number])
        cost += sum(crossings(link.arc, leg) for leg in legs)
        cost += 12.0 * sum(
            touches_box(link.arc, box, 0.0)
            for name, box in boxes.items()
            if name not in {link.link.source, link.link.target}
        )
        cost += 12.0 * sum(
            touches_box(link.arc, box, 0.0)
            for name, box in drawn.labels.items()
            if name not in {link.link.source, link.link.target}
        )
        size = length(link.arc)
        cost += max(0.0, _ROOM - size) / 8.0 + size / 600.0 + max(0.0, size - 300.0) / 120.0
    return cost


def _whole(positions: Mapping[str, Point]) -> dict[str, Point]:
    if not positions:
        return {}
    left, upper = min(x for x, _ in positions.values()), min(y for _, y in positions.values())
    return {
        name: (float(round(x - left)), float(round(y - upper)))
        for name, (x, y) in positions.items()
    }
