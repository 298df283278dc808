"""What the search for positions works on: boxes, links and loops as plain numbers."""

from __future__ import annotations

import heapq
from math import sqrt
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

# tan(pi/n) for n = 3..12; longer loops are near enough to a circle. Tables instead of
# library functions keep the search the same to the last bit on every platform.
_TAN = (
    1.7320508,
    1.0,
    0.7265425,
    0.5773503,
    0.4815746,
    0.4142136,
    0.3639702,
    0.3249197,
    0.2936265,
    0.2679492,
)
_PI = 3.14159265358979


@attrs.frozen(kw_only=True)
class Link:
    """A link between two boxes, for the search a straight line without direction.

    Attributes:
        ends: Indices of the boxes.
        room: Length in pixels that must stay visible between the boxes.
    """

    ends: tuple[int, int]
    room: float


@attrs.frozen(kw_only=True)
class Placement:
    """A problem of placing boxes; index i means the same box everywhere.

    Attributes:
        half_width, half_height: Half sizes of the boxes, in pixels.
        distance: Wanted distances of centres; 0 where none is wanted.
        links: All links, each pair of boxes at most once.
        loops: Boxes in the order of a loop, with the weight of its roundness and the best
            possible ratio 4 pi area / perimeter^2 of a polygon of as many corners.
        movable: Boxes that may move.
        outer: Boxes that should not lie inside loops.
    """

    half_width: tuple[float, ...]
    half_height: tuple[float, ...]
    distance: tuple[tuple[float, ...], ...]
    links: tuple[Link, ...]
    loops: tuple[tuple[tuple[int, ...], float, float], ...]
    movable: tuple[int, ...]
    outer: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """Number of boxes."""
        return len(self.half_width)


def best_roundness(corners: int) -> float:
    """Return 4 pi area / perimeter^2 of a regular polygon."""
    if corners - 3 < len(_TAN):
        return _PI / (corners * _TAN[corners - 3])
    return 1.0 - 3.3 / (corners * corners)


def weighted_loops(
    loops: Sequence[tuple[int, ...]],
) -> tuple[tuple[tuple[int, ...], float, float], ...]:
    """Return loops of three or more corners with weights: short loops matter more."""
    return tuple(
        (loop, 1.3 * 3.0 / len(loop), best_roundness(len(loop))) for loop in loops if len(loop) > 2
    )


def path_distances(
    half_width: Sequence[float], links: Sequence[Link]
) -> tuple[tuple[float, ...], ...]:
    """Return lengths of shortest paths, each link as long as its two boxes and its marks need.

    Boxes without a path between them get the longest path plus one link.
    """
    count = len(half_width)
    near: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for link in links:
        a, b = link.ends
        length = 84.0 + 0.5 * (half_width[a] + half_width[b]) + max(0.0, link.room - 46.0) * 0.5
        near[a].append((b, length))
        near[b].append((a, length))
    rows = [_dijkstra(near, start) for start in range(count)]
    longest = max((length for row in rows for length in row if length >= 0), default=0.0)
    apart = longest + 120.0
    return tuple(tuple(length if length >= 0 else apart for length in row) for row in rows)


def _dijkstra(near: list[list[tuple[int, float]]], start: int) -> list[float]:
    reached = [-1.0] * len(near)
    queue = [(0.0, start)]
    while queue:
        length, node = heapq.heappop(queue)
        if reached[node] >= 0:
            continue
        reached[node] = length
        for other, step in near[node]:
            if reached[other] < 0:
                heapq.heappush(queue, (length + step, other))
    return reached


def relax(problem: Placement, xs: list[float], ys: list[float], sweeps: int) -> None:
    """Move the movable boxes towards the wanted distances, in place.

    Source: Gansner, Koren, North, Graph drawing by stress majorization (2004), localised form.
    """
    weights = [
        [(j, d, 1.0 / (d * d)) for j, d in enumerate(problem.distance[i]) if d > 0 and j != i]
        for i in range(problem.count)
    ]
    for _ in range(sweeps):
        for i in problem.movable:
            x, y = xs[i], ys[i]
            sum_x = sum_y = total = 0.0
            for j, wanted, weight in weights[i]:
                xj, yj = xs[j], ys[j]
                dx, dy = x - xj, y - yj
                stretch = wanted / sqrt(dx * dx + dy * dy + 1e-6)
                sum_x += weight * (xj + dx * stretch)
                sum_y += weight * (yj + dy * stretch)
                total += weight
            if total > 0:
                xs[i], ys[i] = sum_x / total, sum_y / total


def stress(problem: Placement, xs: list[float], ys: list[float]) -> float:
    """Return the sum of squared relative errors of distances."""
    total = 0.0
    for i, row in enumerate(problem.distance):
        for j in range(i):
            if row[j] > 0:
                dx, dy = xs[i] - xs[j], ys[i] - ys[j]
                off = sqrt(dx * dx + dy * dy) / row[j] - 1.0
                total += off * off
    return total


def push_apart(problem: Placement, xs: list[float], ys: list[float], margin: float) -> None:
    """Separate overlapping boxes along the axis that needs less, in place."""
    movable = frozenset(problem.movable)
    pairs = [(i, j) for i in range(problem.count) for j in range(i) if i in movable or j in movable]
    for _ in range(40):
        moved = False
        for i, j in pairs:
            moved |= _separate(problem, xs, ys, (i, j), margin, movable)
        if not moved:
            return


def _separate(
    problem: Placement,
    xs: list[float],
    ys: list[float],
    pair: tuple[int, int],
    margin: float,
    movable: frozenset[int],
) -> bool:
    i, j = pair
    over_x = problem.half_width[i] + problem.half_width[j] + margin - abs(xs[i] - xs[j])
    over_y = problem.half_height[i] + problem.half_height[j] + margin - abs(ys[i] - ys[j])
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    share_i = 0.0 if i not in movable else 1.0 if j not in movable else 0.5
    if over_x < over_y:
        step = over_x if xs[i] >= xs[j] else -over_x
        xs[i] += step * share_i
        xs[j] -= step * (1 - share_i)
    else:
        step = over_y if ys[i] >= ys[j] else -over_y
        ys[i] += step * share_i
        ys[j] -= step * (1 - share_i)
    return True
