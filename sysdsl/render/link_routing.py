"""Choose how far each link bends: along its loops, past boxes, across few other links."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import attrs

from sysdsl.render.link_arc import crossings, distance, length, link_arc, on, touches_box

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sysdsl.render.link_arc import Arc, Box

_BENDS = (
    0.0,
    0.08,
    -0.08,
    0.14,
    -0.14,
    0.2,
    -0.2,
    0.27,
    -0.27,
    0.35,
    -0.35,
    0.45,
    -0.45,
    0.6,
    -0.6,
)
THROUGH_BOX = 14.0
CROSSING = 1.0
CLOSE = 1.8
HEAD = 2.0
_HEAD_CLEAR = 14.0
_BESIDE = 6.0
_HEADS_APART, _HEADS_TOUCH = 26.0, 15.0
_ENDS_APART = 18.0
_RUN_APART = 12.0


@attrs.frozen(kw_only=True)
class Routing:
    """A problem of choosing bends.

    Attributes:
        boxes: All boxes that links must not touch.
        ends: Source and target box of each link.
        wanted: Bend that each link would have for its loops' sake.
        room: Length that must stay visible of each link.
        fixed: Bends that must not change, by link.
        given: Arcs that are decided in whole, by link.
        obstacles: Further arcs that links should not cross.
    """

    boxes: tuple[Box, ...]
    ends: tuple[tuple[int, int], ...]
    wanted: tuple[float, ...]
    room: tuple[float, ...]
    fixed: Mapping[int, float]
    given: Mapping[int, Arc] = attrs.Factory(dict)
    obstacles: tuple[Arc, ...] = ()


def route(problem: Routing) -> tuple[float, ...]:
    """Return a bend for each link."""
    choices = [_choices(problem, link) for link in range(len(problem.ends))]
    near = _near(choices)
    chosen = [min(range(len(options)), key=lambda k: options[k][0]) for options in choices]
    pairs: dict[tuple[int, int, int, int], float] = {}
    for _ in range(4):
        changed = False
        for link, options in enumerate(choices):
            if len(options) == 1:
                continue
            costs = [
                cost
                + sum(
                    _pair(problem, choices, (link, k), (other, chosen[other]), pairs)
                    for other in near[link]
                )
                for k, (cost, _, _) in enumerate(options)
            ]
            best = min(range(len(options)), key=costs.__getitem__)
            if costs[best] < costs[chosen[link]] - 1e-9:
                chosen[link] = best
                changed = True
        if not changed:
            break
    return tuple(options[k][1] for options, k in zip(choices, chosen, strict=True))


def wanted_bends(
    positions: Sequence[tuple[float, float]],
    ends: Sequence[tuple[int, int]],
    loops: Sequence[tuple[int, ...]],
) -> tuple[float, ...]:
    """Return the bend that makes each link part of its loops' circles.

    The bend goes away from the middle of each loop; short loops count more. Links in no loop
    bend a little.
    """
    sums: dict[tuple[int, int], list[float]] = {pair: [0.0, 0.0] for pair in ends}
    for loop in loops:
        x = sum(positions[k][0] for k in loop) / len(loop)
        y = sum(positions[k][1] for k in loop) / len(loop)
        bend = 0.3 if len(loop) == 2 else _circle_bend(len(loop))
        weight = 1.0 / (len(loop) * len(loop))
        for pair in zip(loop, (*loop[1:], loop[0]), strict=True):
            if pair in sums:
                (ax, ay), (bx, by) = positions[pair[0]], positions[pair[1]]
                # For two variables both links bend to their own left and form a lens.
                outward = (by - ay) * (x - ax) - (bx - ax) * (y - ay)
                side = 1.0 if len(loop) == 2 or outward < 0 else -1.0
                sums[pair][0] += weight * side * bend
                sums[pair][1] += weight
    return tuple(
        round(sums[pair][0] / sums[pair][1], 2) if sums[pair][1] else 0.12 for pair in ends
    )


def _circle_bend(corners: int) -> float:
    """Return tan(pi / 2n) / 2, the bend of a circle's n-th part, by its series."""
    angle = 1.5707963267948966 / corners
    return (angle + angle**3 / 3 + 2 * angle**5 / 15) / 2


def own_cost(problem: Routing, link: int, bend: float, arc: Arc, boxes: Sequence[Box]) -> float:
    """Return the cost of a link apart from what it does to other links.

    Args:
        problem: Gives what the link should be like.
        link: Which link.
        bend: Its bend.
        arc: The arc it makes.
        boxes: Where the boxes are, by the same indices as in `problem`.
    """
    size = length(arc)
    cost = 6.0 * abs(bend - problem.wanted[link]) + 1.2 * abs(bend)
    cost += 1.5 * max(0.0, problem.room[link] - size) / 10.0
    # Wide detours cost by their size, not only by their shape.
    cost += max(0.0, size * bend * bend - 10.0) / 25.0
    for other in problem.obstacles:
        cost += CROSSING * crossings(arc, other)
        if distance(other, arc.end) < _BESIDE:
            cost += HEAD / 2
    ends = problem.ends[link]
    return cost + sum(box_cost(arc, box) for index, box in enumerate(boxes) if index not in ends)


def box_cost(arc: Arc, box: Box) -> float:
    """Return the cost of a link running through or close to a box that is not its end."""
    if not touches_box(arc, box, 6.0):
        return 0.0
    return THROUGH_BOX if touches_box(arc, box, 1.0) else 0.7


def _choices(problem: Routing, link: int) -> list[tuple[float, float, Arc]]:
    """Return (cost on its own, bend, arc) for each bend that may be chosen."""
    source, target = (problem.boxes[k] for k in problem.ends[link])
    if link in problem.given:
        return [(0.0, problem.wanted[link], problem.given[link])]
    if link in problem.fixed:
        bend = problem.fixed[link]
        return [(0.0, bend, link_arc(source, target, bend))]
    wanted = problem.wanted[link]
    found = []
    for bend in dict.fromkeys((wanted, *_BENDS)):
        arc = link_arc(source, target, bend)
        cost = own_cost(problem, link, bend, arc, problem.boxes)
        found.append((cost, bend, arc))
    found.sort(key=lambda option: option[0])
    # What is worse on its own by more than all neighbours can cost is never chosen.
    return [option for option in found if option[0] < found[0][0] + 12.0]


def _near(choices: list[list[tuple[float, float, Arc]]]) -> list[list[int]]:
    """Return for each link the others that any of its bends could come close to."""
    frames = []
    for options in choices:
        sides = list(zip(*(arc.frame for _, _, arc in options), strict=True))
        frames.append(
            (min(sides[0]) - 14, min(sides[1]) - 14, max(sides[2]) + 14, max(sides[3]) + 14)
        )
    return [
        [
            other
            for other, (left2, upper2, right2, lower2) in enumerate(frames)
            if other != link
            and left < right2
            and left2 < right
            and upper < lower2
            and upper2 < lower
        ]
        for link, (left, upper, right, lower) in enumerate(frames)
    ]


def _pair(
    problem: Routing,
    choices: list[list[tuple[float, float, Arc]]],
    one: tuple[int, int],
    other: tuple[int, int],
    known: dict[tuple[int, int, int, int], float],
) -> float:
    if one > other:
        one, other = other, one
    key = (*one, *other)
    if key not in known:
        known[key] = conflict(
            problem.ends[one[0]],
            choices[one[0]][one[1]][2],
            problem.ends[other[0]],
            choices[other[0]][other[1]][2],
        )
    return known[key]


def conflict(ends: tuple[int, int], arc: Arc, other_ends: tuple[int, int], other: Arc) -> float:
    """Return the cost of two links crossing, running close or hiding each other's heads."""
    left, upper, right, lower = arc.frame
    left2, upper2, right2, lower2 = other.frame
    if (
        left > right2 + _HEAD_CLEAR
        or left2 > right + _HEAD_CLEAR
        or upper > lower2 + _HEAD_CLEAR
        or upper2 > lower + _HEAD_CLEAR
    ):
        return 0.0
    cost = CROSSING * crossings(arc, other)
    if ends[0] in other_ends or ends[1] in other_ends:
        cost += _crowding(ends, arc, other_ends, other)
    if ends[1] not in other_ends:
        cost += HEAD * max(0.0, 1 - distance(other, arc.end) / _HEAD_CLEAR)
    if other_ends[1] not in ends:
        cost += HEAD * max(0.0, 1 - distance(arc, other.end) / _HEAD_CLEAR)
    for s in (-0.4, 0.0, 0.4):
        gap = min(distance(other, on(arc, s)), distance(arc, on(other, s)))
        if gap < _RUN_APART:
            cost += 0.3 * (1 - gap / _RUN_APART)
    return cost


def _crowding(ends: tuple[int, int], arc: Arc, other_ends: tuple[int, int], other: Arc) -> float:
    """Return the cost of the ends of two links at a box being close to each other."""
    cost = 0.0
    for box, at in zip(ends, (arc.start, arc.end), strict=True):
        for other_box, there in zip(other_ends, (other.start, other.end), strict=True):
            if box == other_box:
                heads = at is arc.end and there is other.end
                wanted = _HEADS_APART if heads else _ENDS_APART
                dx, dy = at[0] - there[0], at[1] - there[1]
                gap = sqrt(dx * dx + dy * dy)
                cost += CLOSE * max(0.0, 1 - gap / wanted)
                if heads and gap < _HEADS_TOUCH:
                    cost += CROSSING + CLOSE * (1 - gap / _HEADS_TOUCH)
    return cost
