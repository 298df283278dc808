"""Where everything in a causal diagram is drawn; the scene and the quality measures share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sysdsl.render.diagram import edge_keys
from sysdsl.render.layout_causal import node_boxes
from sysdsl.render.link_arc import Arc, Box, along, link_arc, on, part_arc, points
from sysdsl.render.mark_places import (
    BADGE_RADIUS,
    BADGE_ROOM,
    DELAY_RADIUS,
    SIGN_RADIUS,
    Disc,
    badge_place,
    delay_place,
    head_discs,
    room,
    sign_place,
    turns_clockwise,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sysdsl.render.diagram import DiagramEdge, DiagramGraph, DiagramLoop
    from sysdsl.render.layout_cache import LayoutCache
    from sysdsl.render.link_arc import Point


@attrs.frozen(kw_only=True)
class DrawnLink:
    """A link as drawn.

    Attributes:
        edge: What is drawn.
        key: Its name in the layout.
        arc: The visible line, with the arrow's tip at its end.
        sign_at: Centre of the sign.
        delay_s: Place of the delay bars along the arc, or None.
    """

    edge: DiagramEdge
    key: str
    arc: Arc
    sign_at: Point
    delay_s: float | None


@attrs.frozen(kw_only=True)
class DrawnBadge:
    """A loop's badge as drawn.

    Attributes:
        loop: What is drawn.
        at: Centre.
        clearance: Distance of the centre to the nearest other thing.
        clockwise: Whether the loop turns clockwise on the screen.
        outline: Polygon of the loop's links.
    """

    loop: DiagramLoop
    at: Point
    clearance: float
    clockwise: bool
    outline: tuple[Point, ...]


@attrs.frozen(kw_only=True)
class CausalGeometry:
    """A causal diagram as drawn."""

    boxes: Mapping[str, Box]
    links: tuple[DrawnLink, ...]
    badges: tuple[DrawnBadge, ...]


def causal_geometry(graph: DiagramGraph, layout: LayoutCache) -> CausalGeometry:
    """Compute all places of a causal diagram.

    Args:
        graph: What to draw, in the order of `sorted_graph`.
        layout: Positions of all its nodes; links without a bend are straight.
    """
    boxes = node_boxes(graph, layout)
    keys = edge_keys(graph.edges)
    arcs = [
        _arc(boxes, edge, layout.edges.get(key, 0.0))
        for edge, key in zip(graph.edges, keys, strict=True)
    ]
    obstacles = list(boxes.values())
    heads = [disc for arc in arcs for disc in head_discs(arc)]
    outlines = [_outline(boxes, graph, arcs, loop) for loop in graph.loops]
    # Badges need most room and come first; the small marks then keep clear of them.
    badges = _badge_discs(outlines, arcs, obstacles, heads)
    delays: list[float | None] = []
    marks = list(heads)
    for number, (edge, arc) in enumerate(zip(graph.edges, arcs, strict=True)):
        place = None
        if edge.delayed:
            others = [*arcs[:number], *arcs[number + 1 :]]
            place = delay_place(arc, others, obstacles, [*marks, *badges])
            marks.append(Disc(*on(arc, place), DELAY_RADIUS))
        delays.append(place)
    signs = _signs(arcs, obstacles, [*marks, *badges])
    taken = [*marks, *(Disc(x, y, SIGN_RADIUS) for x, y in signs)]
    return CausalGeometry(
        boxes=boxes,
        links=tuple(
            DrawnLink(edge=edge, key=key, arc=arc, sign_at=sign, delay_s=delay)
            for edge, key, arc, sign, delay in zip(
                graph.edges, keys, arcs, signs, delays, strict=True
            )
        ),
        badges=_badges(graph.loops, outlines, arcs, obstacles, (taken, badges)),
    )


def _arc(boxes: Mapping[str, Box], edge: DiagramEdge, bend: float) -> Arc:
    source = boxes[edge.source]
    if edge.source != edge.target:
        return link_arc(source, boxes[edge.target], bend)
    # A ring on the box's upper rim, from left to right.
    top = source.y - source.half_height - 2
    start, end = (source.x - 10, top), (source.x + 10, top)
    return part_arc(start, end, 0.9, (-1.0, 1.0))


def _signs(arcs: Sequence[Arc], boxes: Sequence[Box], marks: Sequence[Disc]) -> list[Point]:
    """Place all signs, then once more each, now that the others are there."""
    signs: list[Point] = []
    for arc in arcs:
        signs.append(
            sign_place(arc, arcs, boxes, [*marks, *(Disc(x, y, SIGN_RADIUS) for x, y in signs)])
        )
    for number, arc in enumerate(arcs):
        others = [Disc(x, y, SIGN_RADIUS) for k, (x, y) in enumerate(signs) if k != number]
        signs[number] = sign_place(arc, arcs, boxes, [*marks, *others])
    return signs


def _outline(
    boxes: Mapping[str, Box], graph: DiagramGraph, arcs: Sequence[Arc], loop: DiagramLoop
) -> tuple[Point, ...]:
    between: dict[tuple[str, str], Arc] = {}
    for edge, arc in zip(graph.edges, arcs, strict=True):
        between.setdefault((edge.source, edge.target), arc)
    outline: list[Point] = []
    for source, target in zip(loop.nodes, (*loop.nodes[1:], loop.nodes[0]), strict=True):
        box = boxes[source]
        if (source, target) in between:
            if source != target:
                outline.append((box.x, box.y))
            outline.extend(points(between[source, target], 6))
        else:
            outline.append((box.x, box.y))
            outline.append(along((box.x, box.y), (boxes[target].x, boxes[target].y), 0.0, 0.0))
    return tuple(outline)


def _badge_discs(
    outlines: Sequence[tuple[Point, ...]],
    arcs: Sequence[Arc],
    boxes: Sequence[Box],
    marks: Sequence[Disc],
) -> list[Disc]:
    found: list[Disc] = []
    for outline in outlines:
        (x, y), _ = badge_place(outline, arcs, boxes, [*marks, *found])
        found.append(Disc(x, y, BADGE_RADIUS))
    return found


def _badges(
    loops: Sequence[DiagramLoop],
    outlines: Sequence[tuple[Point, ...]],
    arcs: Sequence[Arc],
    boxes: Sequence[Box],
    discs: tuple[Sequence[Disc], Sequence[Disc]],
) -> tuple[DrawnBadge, ...]:
    """Keep the badges where room was reserved, unless a mark had to go there.

    Args:
        loops: What is drawn.
        outlines: Their polygons.
        arcs: All links.
        boxes: All names.
        discs: The marks of links, and the badges' reserved places.
    """
    marks, places = list(discs[0]), list(discs[1])
    badges: list[DrawnBadge] = []
    for number, (loop, outline) in enumerate(zip(loops, outlines, strict=True)):
        others = [*marks, *places[:number], *places[number + 1 :]]
        at = (places[number].x, places[number].y)
        clear = room(at, arcs, boxes, others, -1e9, BADGE_ROOM)
        if clear < BADGE_RADIUS + 2.0:
            moved, better = badge_place(outline, arcs, boxes, others)
            if better > clear:
                at, clear = moved, better
                places[number] = Disc(*at, BADGE_RADIUS)
        badges.append(
            DrawnBadge(
                loop=loop,
                at=at,
                clearance=clear,
                clockwise=turns_clockwise(outline, at),
                outline=outline,
            )
        )
    return tuple(badges)
