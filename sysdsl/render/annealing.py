"""Search for positions: many quick starts, then threshold accepting from the best of them.

Source of the acceptance rule: Dueck, Scheuer, Threshold accepting (1990).
"""

from __future__ import annotations

from math import sqrt
from random import Random
from typing import TYPE_CHECKING

from sysdsl.render.placement import push_apart, relax, stress
from sysdsl.render.placement_cost import board, cost_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sysdsl.render.placement import Placement
    from sysdsl.render.placement_cost import Board

Positions = tuple[tuple[float, float], ...]

_HEAT = 1.8
_FAR, _NEAR = 160.0, 6.0
_MARGIN = 16.0
_TRIALS = 4


def starts(problem: Placement, count: int, kept: int) -> list[Positions]:
    """Return the best of `count` random placements relaxed towards the wanted distances."""
    found = []
    sweeps = 60 if problem.count <= 60 else 20
    for number in range(count):
        draw = Random(7 + 101 * number).random
        xs = [draw() * 600.0 for _ in range(problem.count)]
        ys = [draw() * 400.0 for _ in range(problem.count)]
        relax(problem, xs, ys, sweeps)
        found.append((stress(problem, xs, ys), number, tuple(zip(xs, ys, strict=True))))
    found.sort(key=lambda start: start[:2])
    return [_lying(positions) for _, _, positions in found[:kept]]


def _lying(positions: Positions) -> Positions:
    """Turn positions so that their longest extent is horizontal (first principal axis)."""
    middle_x, middle_y = _mean(positions)
    xx = sum((x - middle_x) ** 2 for x, _ in positions)
    yy = sum((y - middle_y) ** 2 for _, y in positions)
    xy = sum((x - middle_x) * (y - middle_y) for x, y in positions)
    # Eigenvector of the larger eigenvalue of the symmetric matrix (xx, xy; xy, yy).
    half = (xx - yy) / 2
    root = sqrt(half * half + xy * xy)
    ax, ay = (half + root, xy) if half >= 0 else (xy, root - half)
    size = sqrt(ax * ax + ay * ay)
    if size == 0:
        return positions
    ax, ay = ax / size, ay / size
    return tuple(
        ((x - middle_x) * ax + (y - middle_y) * ay, (y - middle_y) * ax - (x - middle_x) * ay)
        for x, y in positions
    )


def anneal(
    problem: Placement,
    positions: Positions,
    *,
    moves: int,
    seed: int,
    heat: float = _HEAT,
    far: float = _FAR,
) -> Positions:
    """Improve a placement by `moves` trial moves of its movable boxes.

    Args:
        problem: What is placed.
        positions: Where to start; boxes that are not movable stay there.
        moves: Number of trials.
        seed: Of the random numbers: the same arguments give the same result.
        heat: Worsening accepted at the start.
        far: Longest step at the start, in pixels.
    """
    xs, ys = [x for x, _ in positions], [y for _, y in positions]
    push_apart(problem, xs, ys, _MARGIN)
    on = board(problem, xs, ys)
    known: dict[int, float] = {}
    draw = Random(seed).random
    movable = problem.movable
    box = movable[0] if movable else 0
    for move in range(moves if movable else 0):
        left = 1.0 - move / moves
        # Some trials in a row for each box: its present cost is then computed once for all.
        if move % _TRIALS == 0:
            box = movable[int(draw() * len(movable))]
        kind = draw()
        allowed = heat * left * left * draw()
        if kind < 0.12 and len(movable) > 1:
            other = movable[int(draw() * len(movable))]
            if other != box:
                _try_swap(on, (box, other), allowed, known)
        else:
            step = _NEAR + (far - _NEAR) * left * left
            x, y = _target(on, box, step, (draw() - 0.5, draw() - 0.5), jump=kind < 0.24)
            _try_move(on, box, (x, y), allowed, known)
    push_apart(problem, xs, ys, _MARGIN)
    return tuple(zip(xs, ys, strict=True))


def total_cost(problem: Placement, positions: Positions) -> float:
    """Return the sum of the costs of all boxes (terms shared by two boxes count twice)."""
    on = board(problem, [x for x, _ in positions], [y for _, y in positions])
    return sum(cost_at(on, i, 1e18) for i in range(problem.count))


def neighbour_centres(
    problem: Placement, positions: Sequence[tuple[float, float] | None]
) -> Positions:
    """Fill in missing positions with the centre of the neighbours' (or of all known) positions."""
    known = [at for at in positions if at is not None] or [(0.0, 0.0)]
    middle = _mean(known)
    placed: list[tuple[float, float] | None] = list(positions)
    for index, at in enumerate(placed):
        if at is None:
            ends = [link.ends for link in problem.links if index in link.ends]
            near = [placed[a + b - index] for a, b in ends]
            there = [other for other in near if other is not None]
            centre = _mean(there) if there else middle
            # Two new boxes must not start at one point, where no direction leads apart.
            placed[index] = (centre[0] + 3.0 * (index % 7), centre[1] + 2.0 * (index % 5))
    return tuple(at for at in placed if at is not None)


def _mean(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _target(
    on: Board, box: int, step: float, shift: tuple[float, float], *, jump: bool
) -> tuple[float, float]:
    if jump and on.incident[box]:
        near = [on.ends[edge][0] + on.ends[edge][1] - box for edge in on.incident[box]]
        x, y = sum(on.xs[j] for j in near) / len(near), sum(on.ys[j] for j in near) / len(near)
        return x + shift[0] * 260.0, y + shift[1] * 260.0
    return on.xs[box] + shift[0] * 2 * step, on.ys[box] + shift[1] * 2 * step


def _known_cost(on: Board, box: int, known: dict[int, float]) -> float:
    if box not in known:
        known[box] = cost_at(on, box, 1e18)
    return known[box]


def _try_move(
    on: Board, box: int, to: tuple[float, float], allowed: float, known: dict[int, float]
) -> None:
    limit = _known_cost(on, box, known) + allowed
    before = on.xs[box], on.ys[box]
    on.xs[box], on.ys[box] = to
    cost = cost_at(on, box, limit)
    if cost < limit:
        known.clear()
        known[box] = cost
        return
    on.xs[box], on.ys[box] = before


def _try_swap(on: Board, boxes: tuple[int, int], allowed: float, known: dict[int, float]) -> None:
    one, other = boxes
    limit = _known_cost(on, one, known) + _known_cost(on, other, known) + allowed
    _swap(on, one, other)
    cost = cost_at(on, one, limit)
    if cost < limit and cost + cost_at(on, other, limit - cost) < limit:
        known.clear()
        return
    _swap(on, one, other)


def _swap(on: Board, one: int, other: int) -> None:
    on.xs[one], on.xs[other] = on.xs[other], on.xs[one]
    on.ys[one], on.ys[other] = on.ys[other], on.ys[one]


def upright(problem: Placement, positions: Positions) -> Positions:
    """Turn a placement that is taller than wide by a quarter, unless boxes then lie worse."""
    width = max(x for x, _ in positions) - min(x for x, _ in positions)
    height = max(y for _, y in positions) - min(y for _, y in positions)
    if height <= 1.1 * width:
        return positions
    xs, ys = [-y for _, y in positions], [x for x, _ in positions]
    push_apart(problem, xs, ys, _MARGIN)
    turned = tuple(zip(xs, ys, strict=True))
    return (
        turned if total_cost(problem, turned) <= 1.2 * total_cost(problem, positions) else positions
    )


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the straight distance of two points."""
    dx, dy = one[0] - other[0], one[1] - other[1]
    return sqrt(dx * dx + dy * dy)
