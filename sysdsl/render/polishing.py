"""Improve a finished layout by small moves, judged on the arcs as they are drawn.

The search for positions takes links as straight lines; this last step sees their real course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sysdsl.render.link_arc import link_arc
from sysdsl.render.link_routing import box_cost, conflict, own_cost
from sysdsl.render.placement_cost import board, shape_cost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sysdsl.render.annealing import Positions
    from sysdsl.render.link_arc import Arc, Box
    from sysdsl.render.link_routing import Routing
    from sysdsl.render.placement import Placement
    from sysdsl.render.placement_cost import Board

_STEPS = (48.0, 24.0, 12.0)
_AROUND = (
    (1.0, 0.0),
    (0.7, 0.7),
    (0.0, 1.0),
    (-0.7, 0.7),
    (-1.0, 0.0),
    (-0.7, -0.7),
    (0.0, -1.0),
    (0.7, -0.7),
)
_BETWEEN = (
    (0.92, 0.38),
    (0.38, 0.92),
    (-0.38, 0.92),
    (-0.92, 0.38),
    (-0.92, -0.38),
    (-0.38, -0.92),
    (0.38, -0.92),
    (0.92, -0.38),
)
_ENOUGH = 0.02


@attrs.define(kw_only=True)
class _Drawing:
    """A layout in the making; the lists change in place."""

    on: Board
    routing: Routing
    bends: Sequence[float]
    boxes: list[Box]
    arcs: list[Arc]
    links_at: list[list[int]]


def polish(
    problem: Placement, positions: Positions, routing: Routing, bends: Sequence[float]
) -> Positions:
    """Return positions after greedy moves of each movable box.

    Args:
        problem: What is placed.
        positions: Where its boxes are.
        routing: Links between boxes; those that are movable or have links have the same indices
            as in `problem`.
        bends: Bend of each link; kept.
    """
    boxes = list(routing.boxes)
    drawing = _Drawing(
        on=board(problem, [x for x, _ in positions], [y for _, y in positions]),
        routing=routing,
        bends=bends,
        boxes=boxes,
        arcs=[
            routing.given.get(link) or link_arc(boxes[a], boxes[b], bends[link])
            for link, (a, b) in enumerate(routing.ends)
        ],
        links_at=[
            [k for k, ends in enumerate(routing.ends) if i in ends] for i in range(problem.count)
        ],
    )
    for box in problem.movable:
        if len(drawing.on.incident[box]) == 1:
            _improve_leaf(drawing, box)
    for step in _STEPS:
        for box in problem.movable:
            _improve(drawing, box, step)
    return tuple(zip(drawing.on.xs, drawing.on.ys, strict=True))


def _improve(drawing: _Drawing, i: int, step: float) -> None:
    home = drawing.boxes[i]
    _try(drawing, i, [(home.x + dx * step, home.y + dy * step) for dx, dy in _AROUND])


def _improve_leaf(drawing: _Drawing, i: int) -> None:
    """Try all around the one neighbour of a box: small steps do not lead past its other links."""
    on = drawing.on
    near = drawing.boxes[sum(on.ends[on.incident[i][0]]) - i]
    home = drawing.boxes[i]
    wide, high = near.half_width + home.half_width, near.half_height + home.half_height
    _try(
        drawing,
        i,
        [
            (near.x + dx * (reach + wide), near.y + dy * (reach + high))
            for reach in (60.0, 95.0)
            for dx, dy in (*_AROUND, *_BETWEEN)
        ],
    )


def _try(drawing: _Drawing, i: int, places: Sequence[tuple[float, float]]) -> None:
    """Move a box to the best of some places if that is better than where it is."""
    best = _cost(drawing, i, 1e18)
    home = kept = drawing.boxes[i]
    for x, y in places:
        trial = home._replace(x=float(round(x)), y=float(round(y)))
        _put(drawing, i, trial)
        cost = _cost(drawing, i, best - _ENOUGH)
        if cost < best - _ENOUGH:
            best, kept = cost, trial
    _put(drawing, i, kept)


def _put(drawing: _Drawing, i: int, box: Box) -> None:
    drawing.boxes[i] = box
    drawing.on.xs[i], drawing.on.ys[i] = box.x, box.y
    for link in drawing.links_at[i]:
        a, b = drawing.routing.ends[link]
        drawing.arcs[link] = link_arc(drawing.boxes[a], drawing.boxes[b], drawing.bends[link])


def _cost(drawing: _Drawing, i: int, limit: float) -> float:
    """Return the cost of box `i` and its links, or some value above `limit` if it is more."""
    cost = shape_cost(drawing.on, i)
    routing, arcs, box = drawing.routing, drawing.arcs, drawing.boxes[i]
    own = drawing.links_at[i]
    for link in own:
        if cost > limit:
            return cost
        cost += own_cost(routing, link, drawing.bends[link], arcs[link], drawing.boxes)
    for link, arc in enumerate(arcs):
        if cost > limit:
            return cost
        ends = routing.ends[link]
        if i not in ends:
            cost += box_cost(arc, box)
        cost += sum(
            conflict(routing.ends[mine], arcs[mine], ends, arc)
            for mine in own
            if link not in own or mine < link
        )
    return cost
