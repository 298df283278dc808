"""How bad the place of one box is: every term that changes when this box moves.

The terms are in the order of how soon they tell a bad place, and the sum stops as soon as it
is beyond the limit, because most trial places are bad. Only + - * / and square roots are used:
they give the same bits on every platform.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from sysdsl.render.placement import Placement

CROSSING = 3.0
THROUGH_BOX = 4.0
THROUGH_TALL_BOX = 9.0
OVERLAP = 6.0
ANGLE = 0.5
GAP = 1.6
INSIDE = 2.0
STRESS = 18.0
_NARROW = 0.82  # cosine of 35 degrees
_MARGIN = 16.0
# A link can bend around a line or two of text, but hardly around a stock.
_TALL = 34.0
# Links that end at a box have their heads within this distance of it.
_BESIDE = 10.0


@attrs.define(kw_only=True, slots=True)
class Board:
    """A placement with its positions and what can be computed beforehand.

    Attributes:
        problem: What is placed.
        xs, ys: Centres of boxes; changed in place by the search.
        springs: For each box the others with a wanted distance and its inverse.
        incident: For each box the indices of its links.
        ends: Ends of each link.
        apart: For each link the ends of all links that share no box with it.
        foreign: For each box the ends of all links that do not end at it.
        loops_at: For each box the indices of loops through it.
        outer_at: For each box the pairs (outer box, loop) that its move can change.
        widest, highest: Largest half sizes of boxes with their margin.
    """

    problem: Placement
    xs: list[float]
    ys: list[float]
    springs: list[list[tuple[int, float]]]
    incident: list[list[int]]
    ends: list[tuple[int, int]]
    apart: list[list[tuple[int, int]]]
    foreign: list[list[tuple[int, int]]]
    loops_at: list[list[int]]
    outer_at: list[list[tuple[int, int]]]
    widest: float
    highest: float


def board(problem: Placement, xs: list[float], ys: list[float]) -> Board:
    """Prepare a placement for the search; the lists of positions are kept, not copied."""
    boxes = range(problem.count)
    ends = [link.ends for link in problem.links]
    outside = [
        (box, index)
        for box in sorted(problem.outer)
        for index, (loop, _, _) in enumerate(problem.loops)
        if box not in loop
    ]
    return Board(
        problem=problem,
        xs=xs,
        ys=ys,
        springs=[
            [
                (j, 1.0 / problem.distance[i][j])
                for j in boxes
                if j != i and problem.distance[i][j] > 0
            ]
            for i in boxes
        ],
        incident=[[e for e, pair in enumerate(ends) if i in pair] for i in boxes],
        ends=ends,
        apart=[[other for other in ends if not set(other) & set(pair)] for pair in ends],
        foreign=[[pair for pair in ends if i not in pair] for i in boxes],
        loops_at=[[k for k, (loop, _, _) in enumerate(problem.loops) if i in loop] for i in boxes],
        outer_at=[
            [(box, k) for box, k in outside if box == i or i in problem.loops[k][0]] for i in boxes
        ],
        widest=max(problem.half_width, default=0.0) + _BESIDE,
        highest=max(problem.half_height, default=0.0) + _BESIDE,
    )


def cost_at(on: Board, i: int, limit: float) -> float:
    """Return the cost of box `i` where it is, or some value above `limit` if it is more."""
    cost = _overlap_cost(on, i)
    if cost > limit:
        return cost
    cost += _spring_cost(on, i) + sum(_gap_cost(on, edge) for edge in on.incident[i])
    if cost > limit:
        return cost
    cost += _angles(on, i) + sum(_loop_cost(on, index) for index in on.loops_at[i])
    if cost > limit:
        return cost
    cost += _box_cost(on, i)
    for edge in on.incident[i]:
        if cost > limit:
            return cost
        cost += _link_cost(on, edge)
    return cost if cost > limit else cost + _neighbour_cost(on, i)


def shape_cost(on: Board, i: int) -> float:
    """Return the cost of box `i` without that of lines through boxes and other lines."""
    cost = _overlap_cost(on, i) + _spring_cost(on, i) + _angles(on, i)
    cost += sum(_loop_cost(on, index) for index in on.loops_at[i])
    return cost + _neighbour_cost(on, i)


def _neighbour_cost(on: Board, i: int) -> float:
    """Sum what box `i` does to others: angles at its neighbours, loops around outer boxes."""
    cost = sum(_angles(on, sum(on.ends[edge]) - i) for edge in on.incident[i])
    for box, index in on.outer_at[i]:
        if _contains(on, on.problem.loops[index][0], box):
            cost += INSIDE
    return cost


def _spring_cost(on: Board, i: int) -> float:
    xs, ys = on.xs, on.ys
    x, y = xs[i], ys[i]
    total = 0.0
    for j, inverse in on.springs[i]:
        dx, dy = xs[j] - x, ys[j] - y
        off = sqrt(dx * dx + dy * dy) * inverse - 1.0
        total += off * off
    return STRESS * total / len(xs)


def _overlap_cost(on: Board, i: int) -> float:
    xs, ys = on.xs, on.ys
    widths, heights = on.problem.half_width, on.problem.half_height
    x, y = xs[i], ys[i]
    reach_x, reach_y = widths[i] + _MARGIN, heights[i] + _MARGIN
    total = 0.0
    for j, other in enumerate(xs):
        over_x = reach_x + widths[j] - abs(other - x)
        if over_x > 0 and j != i:
            over_y = reach_y + heights[j] - abs(ys[j] - y)
            if over_y > 0:
                total += OVERLAP * (0.3 + min(over_x, over_y) / 20.0)
    return total


def _gap_cost(on: Board, edge: int) -> float:
    a, b = on.ends[edge]
    dx, dy = abs(on.xs[b] - on.xs[a]), abs(on.ys[b] - on.ys[a])
    length = sqrt(dx * dx + dy * dy)
    if length < 1.0:
        return GAP * 5.0
    widths, heights = on.problem.half_width, on.problem.half_height
    covered = 0.0
    for box in (a, b):
        across = (
            widths[box] / dx
            if dx * heights[box] > dy * widths[box]
            else heights[box] / max(dy, 1e-6)
        )
        covered += min(across, 1.0)
    short = on.problem.links[edge].room - length * (1.0 - covered)
    return GAP * short / 20.0 if short > 0 else 0.0


def _link_cost(on: Board, edge: int) -> float:
    """Count what the link runs into: other links and boxes that are not its ends."""
    xs, ys = on.xs, on.ys
    a, b = on.ends[edge]
    ax, ay = xs[a], ys[a]
    bx, by = xs[b], ys[b]
    dx, dy = bx - ax, by - ay
    # Twice the area of the triangle with each box's centre: tells the side and the distance.
    shift = dy * ax - dx * ay
    side = [dx * y - dy * x + shift for x, y in zip(xs, ys, strict=True)]
    left = [area > 0 for area in side]
    cost = 0.0
    for p, q in on.apart[edge]:
        if left[p] is not left[q]:
            px, py = xs[p], ys[p]
            ex, ey = xs[q] - px, ys[q] - py
            turn = ey * px - ex * py
            if (ex * ay - ey * ax + turn > 0) is not (ex * by - ey * bx + turn > 0):
                cost += CROSSING
    wide, high = abs(dx), abs(dy)
    reach = on.widest * high + on.highest * wide
    near = [j for j, area in enumerate(side) if -reach < area < reach]
    if len(near) > 2:
        cost += _boxes_on(on, (a, b), side, near)
    return cost


def _boxes_on(on: Board, ends: tuple[int, int], side: list[float], near: list[int]) -> float:
    """Count the boxes among `near` that a link runs through, by the separating axis theorem."""
    xs, ys = on.xs, on.ys
    a, b = ends
    left, right = (xs[a], xs[b]) if xs[a] < xs[b] else (xs[b], xs[a])
    upper, lower = (ys[a], ys[b]) if ys[a] < ys[b] else (ys[b], ys[a])
    wide, high = right - left, lower - upper
    cost = 0.0
    for j in near:
        reach_x, reach_y = on.problem.half_width[j] + _BESIDE, on.problem.half_height[j] + _BESIDE
        if (
            left - reach_x < xs[j] < right + reach_x
            and upper - reach_y < ys[j] < lower + reach_y
            and abs(side[j]) < reach_x * high + reach_y * wide
            and j not in ends
        ):
            cost += THROUGH_BOX if reach_y < _TALL else THROUGH_TALL_BOX
    return cost


def _box_cost(on: Board, i: int) -> float:
    """Count the links of others that run through box `i`."""
    xs, ys = on.xs, on.ys
    x, y = xs[i], ys[i]
    reach_x, reach_y = on.problem.half_width[i] + _BESIDE, on.problem.half_height[i] + _BESIDE
    left, right, upper, lower = x - reach_x, x + reach_x, y - reach_y, y + reach_y
    cost = 0.0
    for a, b in on.foreign[i]:
        ax, bx = xs[a], xs[b]
        if (ax < left and bx < left) or (ax > right and bx > right):
            continue
        ay, by = ys[a], ys[b]
        if (ay < upper and by < upper) or (ay > lower and by > lower):
            continue
        dx, dy = bx - ax, by - ay
        if abs(dx * (y - ay) - dy * (x - ax)) < reach_x * abs(dy) + reach_y * abs(dx):
            cost += THROUGH_BOX if reach_y < _TALL else THROUGH_TALL_BOX
    return cost


def _angles(on: Board, i: int) -> float:
    """Sum how narrow the angles between links at one box are."""
    xs, ys = on.xs, on.ys
    x, y = xs[i], ys[i]
    directions: list[tuple[float, float]] = []
    total = 0.0
    for edge in on.incident[i]:
        a, b = on.ends[edge]
        other = b if a == i else a
        dx, dy = xs[other] - x, ys[other] - y
        length = sqrt(dx * dx + dy * dy) + 1e-6
        dx, dy = dx / length, dy / length
        for ex, ey in directions:
            cosine = dx * ex + dy * ey
            if cosine > _NARROW:
                total += ANGLE * (cosine - _NARROW) / 0.18
        directions.append((dx, dy))
    return total


def _loop_cost(on: Board, index: int) -> float:
    xs, ys = on.xs, on.ys
    loop, weight, best = on.problem.loops[index]
    area = around = 0.0
    x, y = xs[loop[-1]], ys[loop[-1]]
    for node in loop:
        next_x, next_y = xs[node], ys[node]
        area += x * next_y - next_x * y
        dx, dy = next_x - x, next_y - y
        around += sqrt(dx * dx + dy * dy)
        x, y = next_x, next_y
    roundness = 6.283185307179586 * abs(area) / (around * around + 1e-6)
    return weight * (1.0 - roundness / best)


def _contains(on: Board, loop: tuple[int, ...], box: int) -> bool:
    xs, ys = on.xs, on.ys
    x, y = xs[box], ys[box]
    inside = False
    before = loop[-1]
    for node in loop:
        ay, by = ys[before], ys[node]
        if (ay > y) != (by > y) and x < (xs[node] - xs[before]) * (y - ay) / (by - ay) + xs[before]:
            inside = not inside
        before = node
    return inside
