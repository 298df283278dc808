"""Measures of a drawn causal diagram, taken on the geometry that is drawn."""

from __future__ import annotations

from math import atan2, hypot, pi, tan

import attrs

from sysdsl.render.causal_geometry import CausalGeometry, DrawnBadge, causal_geometry
from sysdsl.render.diagram import DiagramGraph, sorted_graph
from sysdsl.render.layout_cache import LayoutCache
from sysdsl.render.link_arc import crossings, length, on, points, touches_box
from sysdsl.render.mark_places import inside, signed_area
from sysdsl.render.stock_flow import StockFlowGraph, sorted_stock_flow
from sysdsl.render.stock_flow_geometry import pipe_legs, stock_flow_geometry, valve_box


@attrs.frozen(kw_only=True)
class Metrics:
    """How good a drawn causal diagram is.

    Attributes:
        node_overlaps: Pairs of names that overlap.
        lines_through_names: Links that run through the name of another variable.
        label_overlaps: Pairs among signs, delay bars, badges and names that overlap.
        crossings: Points in which links meet.
        shortest_link, shortest_delayed: Least visible length of a link, and of a delayed one.
        closest_heads: Least distance of two arrow tips at one variable.
        farthest_sign: Greatest distance of a sign from its tip.
        badges_outside: Badges not inside their loop.
        tightest_badge: Least distance of a badge's centre to anything else.
        wrong_turns: Badges whose arrow turns against its loop.
        non_roundness: Mean over loops of 1 - (4 pi area / perimeter^2) / that of a regular polygon.
        aspect: Width by height.
        fill: Share of the area covered by names.
        length_variation: Standard deviation by mean of link lengths.
    """

    node_overlaps: int
    lines_through_names: int
    label_overlaps: int
    crossings: int
    shortest_link: float
    shortest_delayed: float
    closest_heads: float
    farthest_sign: float
    badges_outside: int
    tightest_badge: float
    wrong_turns: int
    non_roundness: float
    aspect: float
    fill: float
    length_variation: float


def measure(graph: DiagramGraph, layout: LayoutCache) -> Metrics:
    """Measure a causal diagram as it is drawn."""
    drawn = causal_geometry(sorted_graph(graph), layout)
    boxes = list(drawn.boxes.values())
    lengths = [length(link.arc) for link in drawn.links]
    mean = sum(lengths) / len(lengths)
    width = max(b.x + b.half_width for b in boxes) - min(b.x - b.half_width for b in boxes)
    height = max(b.y + b.half_height for b in boxes) - min(b.y - b.half_height for b in boxes)
    return Metrics(
        node_overlaps=sum(
            abs(a.x - b.x) < a.half_width + b.half_width
            and abs(a.y - b.y) < a.half_height + b.half_height
            for k, a in enumerate(boxes)
            for b in boxes[:k]
        ),
        lines_through_names=sum(
            touches_box(link.arc, box, -3.0)
            for link in drawn.links
            for name, box in drawn.boxes.items()
            if name not in {link.edge.source, link.edge.target}
        ),
        label_overlaps=overlapping_labels(drawn),
        crossings=sum(
            crossings(a.arc, b.arc) for k, a in enumerate(drawn.links) for b in drawn.links[:k]
        ),
        shortest_link=min(lengths),
        shortest_delayed=min(
            (size for size, link in zip(lengths, drawn.links, strict=True) if link.edge.delayed),
            default=1e9,
        ),
        closest_heads=_closest_heads(drawn),
        farthest_sign=max(
            hypot(link.sign_at[0] - link.arc.end[0], link.sign_at[1] - link.arc.end[1])
            for link in drawn.links
        ),
        badges_outside=sum(not inside(badge.outline, badge.at) for badge in drawn.badges),
        tightest_badge=min((badge.clearance for badge in drawn.badges), default=1e9),
        wrong_turns=sum(badge.clockwise != (_turning(badge) > 0) for badge in drawn.badges),
        non_roundness=_non_roundness(drawn),
        aspect=width / height,
        fill=sum(4 * b.half_width * b.half_height for b in boxes) / (width * height),
        length_variation=(sum((size - mean) ** 2 for size in lengths) / len(lengths)) ** 0.5 / mean,
    )


def _closest_heads(drawn: CausalGeometry) -> float:
    return min(
        (
            hypot(a.arc.end[0] - b.arc.end[0], a.arc.end[1] - b.arc.end[1])
            for k, a in enumerate(drawn.links)
            for b in drawn.links[:k]
            if a.edge.target == b.edge.target
        ),
        default=1e9,
    )


def overlapping_labels(drawn: CausalGeometry) -> int:
    """Count overlapping pairs among signs, delay bars, badges and names, all as rectangles."""
    marks: list[tuple[float, float, float, float]] = []
    for link in drawn.links:
        marks.append((*link.sign_at, 4.5, 4.5))
        if link.delay_s is not None:
            marks.append((*on(link.arc, link.delay_s), 6.0, 6.0))
    marks.extend((*badge.at, 13.0, 13.0) for badge in drawn.badges)
    marks.extend((b.x, b.y, b.half_width - 6, b.half_height - 4) for b in drawn.boxes.values())
    return sum(
        abs(a[0] - b[0]) < a[2] + b[2] and abs(a[1] - b[1]) < a[3] + b[3]
        for k, a in enumerate(marks)
        for b in marks[:k]
    )


def marks_on_lines(drawn: CausalGeometry) -> int:
    """Count signs that lie on a link."""
    return sum(
        min(hypot(x - sx, y - sy) for x, y in points(other.arc, 48)) < 4.0
        for link in drawn.links
        for sx, sy in (link.sign_at,)
        for other in drawn.links
    )


def _corners(drawn: CausalGeometry, nodes: tuple[str, ...]) -> list[tuple[float, float]]:
    return [(drawn.boxes[name].x, drawn.boxes[name].y) for name in nodes]


def _turning(badge: DrawnBadge) -> float:
    """Return the angle that the loop's links sweep around the badge, positive if clockwise."""
    angles = [atan2(y - badge.at[1], x - badge.at[0]) for x, y in badge.outline]
    return sum(
        (b - a + pi) % (2 * pi) - pi for a, b in zip(angles, (*angles[1:], angles[0]), strict=True)
    )


def _non_roundness(drawn: CausalGeometry) -> float:
    values = []
    for badge in drawn.badges:
        corners = _corners(drawn, badge.loop.nodes)
        count = len(corners)
        if count > 2:
            around = sum(
                hypot(a[0] - b[0], a[1] - b[1])
                for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)
            )
            best = pi / (count * tan(pi / count))
            values.append(1 - 4 * pi * abs(signed_area(corners)) / around**2 / best)
    return sum(values) / len(values) if values else 0.0


@attrs.frozen(kw_only=True)
class StockFlowMetrics:
    """How good a drawn stock-flow diagram is.

    Attributes:
        overlaps: Pairs of stocks, names and valves that overlap.
        lines_through_names: Information links that run through a stock or name not their own.
        crossings: Points in which information links meet.
        crossed_pipes: Points in which information links cross pipes.
        shortest_link: Least visible length of an information link.
        signs_on_things: Signs on a stock, valve, name or pipe.
    """

    overlaps: int
    lines_through_names: int
    crossings: int
    crossed_pipes: int
    shortest_link: float
    signs_on_things: int


def measure_stock_flow(graph: StockFlowGraph, layout: LayoutCache) -> StockFlowMetrics:
    """Measure a stock-flow diagram as it is drawn."""
    drawn = stock_flow_geometry(sorted_stock_flow(graph), layout.nodes, layout.edges)
    names = {**drawn.stocks, **drawn.converters}
    things = [*names.values(), *drawn.labels.values(), *(valve_box(pipe) for pipe in drawn.pipes)]
    legs = [leg for pipe in drawn.pipes for leg in pipe_legs(pipe)]
    arcs = [link.arc for link in drawn.links]
    return StockFlowMetrics(
        overlaps=sum(
            abs(a.x - b.x) < a.half_width + b.half_width - 2
            and abs(a.y - b.y) < a.half_height + b.half_height - 2
            for k, a in enumerate(things)
            for b in things[:k]
        ),
        lines_through_names=sum(
            touches_box(link.arc, box, -3.0)
            for link in drawn.links
            for name, box in {**names, **drawn.labels}.items()
            if name not in {link.link.source, link.link.target} or name in drawn.labels
        ),
        crossings=sum(crossings(a, b) for k, a in enumerate(arcs) for b in arcs[:k]),
        crossed_pipes=sum(crossings(arc, leg) for arc in arcs for leg in legs),
        shortest_link=min((length(arc) for arc in arcs), default=1e9),
        signs_on_things=sum(
            abs(link.sign_at[0] - box.x) < box.half_width + 2
            and abs(link.sign_at[1] - box.y) < box.half_height + 2
            for link in drawn.links
            if link.sign_at
            for box in [*drawn.stocks.values(), *drawn.labels.values()]
        ),
    )
