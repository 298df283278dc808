"""Find free places for the small marks of a picture: signs, delay bars, loop badges."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from sysdsl.render.link_arc import distance, heading, length, on, place_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sysdsl.render.link_arc import Arc, Box, Point

SIGN_RADIUS = 6.0
DELAY_RADIUS = 8.0
BADGE_RADIUS = 15.0
BADGE_ROOM = 34.0
_HEAD = 10.0


class Disc(NamedTuple):
    """A round area taken by a mark."""

    x: float
    y: float
    radius: float


def room(
    at: Point,
    arcs: Iterable[Arc],
    boxes: Iterable[Box],
    discs: Iterable[Disc],
    least: float,
    most: float,
) -> float:
    """Return the distance of a point to the nearest thing, at most `most`.

    The search ends early, with some value below `least`, once the point is closer than that.
    """
    x, y = at
    best = most
    for box in boxes:
        dx = abs(x - box.x) - box.half_width + 4.0
        dy = abs(y - box.y) - box.half_height + 3.0
        if dx < best and dy < best:
            dx, dy = max(dx, 0.0), max(dy, 0.0)
            best = min(best, sqrt(dx * dx + dy * dy))
    for disc in discs:
        dx, dy = x - disc.x, y - disc.y
        reach = best + disc.radius
        if dx * dx + dy * dy < reach * reach:
            best = sqrt(dx * dx + dy * dy) - disc.radius
    for arc in arcs:
        if best < least:
            break
        left, upper, right, lower = arc.frame
        if left - best < x < right + best and upper - best < y < lower + best:
            best = min(best, distance(arc, at))
    return best


def head_discs(arc: Arc) -> tuple[Disc, ...]:
    """Return the area of an arrow head."""
    x, y = arc.end
    dx, dy = heading(arc, 1.0)
    return (Disc(x - 5 * dx, y - 5 * dy, 5.0),)


def delay_place(
    arc: Arc, others: Sequence[Arc], boxes: Sequence[Box], discs: Sequence[Disc]
) -> float:
    """Return the s of a link where its delay bars are clearest of other things."""
    visible = length(arc)
    best, chosen = -1e9, 0.0
    others, boxes, discs = _around(arc.frame, others, boxes, discs)
    for share in (0.5, 0.45, 0.4, 0.55, 0.35, 0.6, 0.65):
        s = place_at(arc, share * (visible - _HEAD))
        clear = room(on(arc, s), others, boxes, discs, -1e9, 16.0)
        score = clear - 12.0 * abs(share - 0.48)
        if score > best:
            best, chosen = score, s
    return chosen


def sign_places(arc: Arc) -> list[tuple[Point, float]]:
    """Return places for the sign of a link, each with how welcome it is."""
    visible = length(arc)
    outer = 1.0 if arc.bend >= 0 else -1.0
    places = []
    for back in (17.0, 14.0, 20.0, 23.0, 26.0):
        s = place_at(arc, max(visible - back, visible * 0.3))
        x, y = on(arc, s)
        dx, dy = heading(arc, s)
        for side in (outer, -outer):
            for off in (10.0, 12.0):
                welcome = (
                    (0.8 if side == outer else 0.0) - 0.12 * abs(back - 17.0) - 0.2 * (off - 10.0)
                )
                places.append(((x + side * off * dy, y - side * off * dx), welcome))
    return places


def sign_place(arc: Arc, arcs: Sequence[Arc], boxes: Sequence[Box], discs: Sequence[Disc]) -> Point:
    """Return where the sign of a link is clearest of other things, near its arrow's tip."""
    best, chosen = -1e9, arc.end
    x, y = arc.end
    arcs, boxes, discs = _around((x - 50, y - 50, x + 50, y + 50), arcs, boxes, discs)
    for at, welcome in sign_places(arc):
        clear = room(at, arcs, boxes, discs, -1e9, 13.0) - SIGN_RADIUS
        score = 2.5 * min(clear, 3.0) + 0.3 * clear + welcome
        if score > best:
            best, chosen = score, at
    return chosen


def badge_place(
    outline: Sequence[Point], arcs: Sequence[Arc], boxes: Sequence[Box], discs: Sequence[Disc]
) -> tuple[Point, float]:
    """Return the clearest place inside a loop and its distance from the nearest thing."""
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    upper, lower = min(y for _, y in outline), max(y for _, y in outline)
    middle = centroid(outline)
    near_arcs, near_boxes, discs = _around(
        (left - 30, upper - 30, right + 30, lower + 30), arcs, boxes, discs
    )
    step = max(12.0, (right - left + lower - upper) / 44)
    grid = [
        (left + column * step, upper + row * step)
        for column in range(1, int((right - left) / step) + 1)
        for row in range(1, int((lower - upper) / step) + 1)
    ]
    best = (-1e9, middle, 0.0)
    for spread in (0.0, step / 2, step / 4, 2.0):
        if spread:
            (x, y) = best[1]
            grid = [(x + i * spread, y + j * spread) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        else:
            grid.append(middle)
        for at in sorted(grid, key=lambda at: (_apart(at, middle), at)):
            away = 0.03 * _apart(at, middle)
            if BADGE_ROOM - away > best[0] and inside(outline, at):
                clear = room(at, near_arcs, near_boxes, discs, best[0] + away, BADGE_ROOM)
                if clear - away > best[0]:
                    best = (clear - away, at, clear)
    return best[1], best[2]


def inside(outline: Sequence[Point], at: Point) -> bool:
    """Return whether a point is inside a polygon (even-odd rule)."""
    x, y = at
    found = False
    ax, ay = outline[-1]
    for bx, by in outline:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
        ax, ay = bx, by
    return found


def centroid(outline: Sequence[Point]) -> Point:
    """Return the centre of mass of a polygon, or the mean of its corners if it has no area."""
    total = sum_x = sum_y = 0.0
    ax, ay = outline[-1]
    for bx, by in outline:
        cross = ax * by - bx * ay
        total += cross
        sum_x += (ax + bx) * cross
        sum_y += (ay + by) * cross
        ax, ay = bx, by
    if abs(total) < 1.0:
        return sum(x for x, _ in outline) / len(outline), sum(y for _, y in outline) / len(outline)
    return sum_x / (3 * total), sum_y / (3 * total)


def turns_clockwise(outline: Sequence[Point], at: Point) -> bool:
    """Return whether a polygon runs clockwise (on the screen) around a point.

    A loop drawn as an eight turns one way around one half and the other way around the other.
    """
    x, y = at
    turns = 0
    ax, ay = outline[-1]
    for bx, by in outline:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            turns += 1 if by > ay else -1
        ax, ay = bx, by
    return turns > 0 if turns else signed_area(outline) > 0


def signed_area(outline: Sequence[Point]) -> float:
    """Return the area of a polygon, positive if its corners go clockwise on the screen."""
    return (
        sum(
            ax * by - bx * ay
            for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True)
        )
        / 2
    )


def _around(
    frame: tuple[float, float, float, float],
    arcs: Sequence[Arc],
    boxes: Sequence[Box],
    discs: Sequence[Disc],
) -> tuple[list[Arc], list[Box], list[Disc]]:
    """Return the things that come near a frame."""
    left, upper, right, lower = (frame[0] - 20, frame[1] - 20, frame[2] + 20, frame[3] + 20)
    return (
        [arc for arc in arcs if _near(arc.frame, (left, upper, right, lower))],
        [
            box
            for box in boxes
            if left - box.half_width < box.x < right + box.half_width
            and upper - box.half_height < box.y < lower + box.half_height
        ],
        [disc for disc in discs if left < disc.x < right and upper < disc.y < lower],
    )


def _near(
    frame: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return (
        frame[0] < other[2] + BADGE_ROOM
        and other[0] < frame[2] + BADGE_ROOM
        and frame[1] < other[3] + BADGE_ROOM
        and other[1] < frame[3] + BADGE_ROOM
    )


def _apart(a: Point, b: Point) -> float:
    dx, dy = a[0] - b[0], a[1] - b[1]
    return sqrt(dx * dx + dy * dy)
