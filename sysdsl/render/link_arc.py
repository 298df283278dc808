"""Links as circular arcs: where they leave and meet boxes, and what they touch.

An arc is given by the chord between two centres and its bend, the height of the arc over the
chord as a share of the chord's length (positive to the left of the direction of travel on a
screen with y downwards). For s from -1 to 1 along a chord of length c, with bend h,

    along  = c/2 * s * (1 + 4h^2) / (1 + 4h^2 s^2)
    across = c * h * (1 - s^2) / (1 + 4h^2 s^2)

runs through the circle without any trigonometry, so that results agree on every platform.
"""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import NamedTuple

Point = tuple[float, float]

CLEAR = 4.0
"""Distance in pixels that links keep from the boxes they join."""

_STRAIGHT = 0.01


class Box(NamedTuple):
    """A rectangle by its centre and half sizes.

    Attributes:
        framed: Whether its rim is drawn: links then end at the rectangle itself, not at the
            rounded shape that fits a name.
    """

    x: float
    y: float
    half_width: float
    half_height: float
    framed: bool = False


class Arc(NamedTuple):
    """The visible part of a link, from the rim of one box to the rim of another.

    Attributes:
        start, end: Ends of the visible part; the arrow's tip is at `end`.
        bend: Of the visible part, over the chord from `start` to `end`.
        centre: Of the circle; meaningless for a straight link.
        radius: Of the circle, or 0 for a straight link.
        frame: Left, upper, right and lower limit.
    """

    start: Point
    end: Point
    bend: float
    centre: Point
    radius: float
    frame: tuple[float, float, float, float]


def link_arc(source: Box, target: Box, bend: float) -> Arc:
    """Return the arc between two boxes, cut off where it is within reach of them."""
    start, end = (source.x, source.y), (target.x, target.y)
    first = _rim(start, end, bend, source, leaving=True)
    last = _rim(start, end, bend, target, leaving=False)
    if first >= last:
        first, last = -0.02, 0.02
    return part_arc(start, end, bend, (first, last))


def part_arc(start: Point, end: Point, bend: float, between: tuple[float, float]) -> Arc:
    """Return the part of an arc between two values of s."""
    a, b = along(start, end, bend, between[0]), along(start, end, bend, between[1])
    if abs(bend) < _STRAIGHT:
        return Arc(a, b, 0.0, (0.0, 0.0), 0.0, _chord_frame(a, b))
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = sqrt(dx * dx + dy * dy)
    radius = chord * (1 + 4 * bend * bend) / (8 * abs(bend))
    # From the middle of the chord to the centre, along the normal on the side of the bend.
    reach = bend * chord - (radius if bend > 0 else -radius)
    normal = (dy / chord, -dx / chord)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    centre = (middle[0] + normal[0] * reach, middle[1] + normal[1] * reach)
    # tan(angle/4) = 2 * bend; the angle of a part follows from the difference of half angles.
    one, two = 2 * bend * between[0], 2 * bend * between[1]
    sine, cosine = two - one, 1 + one * two
    quarter = sine / (sqrt(sine * sine + cosine * cosine) + cosine)
    arc = Arc(a, b, quarter / 2, centre, radius, _chord_frame(a, b))
    return arc._replace(frame=_arc_frame(arc))


def along(start: Point, end: Point, bend: float, s: float) -> Point:
    """Return the point of an arc at s (-1 at `start`, 1 at `end`)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    four = 4 * bend * bend
    scale = 1 / (1 + four * s * s)
    forth = 0.5 * s * (1 + four) * scale
    aside = bend * (1 - s * s) * scale
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return x + dx * forth + dy * aside, y + dy * forth - dx * aside


def heading(arc: Arc, s: float) -> Point:
    """Return the unit vector of travel at s of the visible part."""
    dx, dy = arc.end[0] - arc.start[0], arc.end[1] - arc.start[1]
    forth = 1 - 4 * arc.bend * arc.bend * s * s
    aside = -4 * arc.bend * s
    x, y = dx * forth + dy * aside, dy * forth - dx * aside
    length = sqrt(x * x + y * y) or 1.0
    return x / length, y / length


def on(arc: Arc, s: float) -> Point:
    """Return the point at s of the visible part."""
    return along(arc.start, arc.end, arc.bend, s)


def points(arc: Arc, count: int) -> list[Point]:
    """Return `count` + 1 points from start to end."""
    return [on(arc, 2 * k / count - 1) for k in range(count + 1)]


def length(arc: Arc) -> float:
    """Return the visible length in pixels."""
    if arc.radius == 0:
        return _apart(arc.start, arc.end)
    return sum(_apart(a, b) for a, b in pairwise(points(arc, 16)))


def place_at(arc: Arc, distance: float) -> float:
    """Return the s that lies `distance` pixels along the visible part."""
    if arc.radius == 0:
        return 2 * distance / (_apart(arc.start, arc.end) or 1.0) - 1
    gone = 0.0
    count = 16
    for index, (a, b) in enumerate(pairwise(points(arc, count))):
        step = _apart(a, b)
        if gone + step >= distance:
            return 2 * (index + (distance - gone) / (step or 1.0)) / count - 1
        gone += step
    return 1.0


def crossings(one: Arc, other: Arc) -> int:
    """Return in how many points two arcs meet."""
    left, upper, right, lower = one.frame
    left2, upper2, right2, lower2 = other.frame
    if left > right2 or left2 > right or upper > lower2 or upper2 > lower:
        return 0
    if one.radius == 0 and other.radius == 0:
        return int(_segments_cross(one.start, one.end, other.start, other.end))
    if one.radius == 0:
        return _line_meets(other, one.start, one.end)
    if other.radius == 0:
        return _line_meets(one, other.start, other.end)
    return _circles_meet(one, other)


def touches_box(arc: Arc, box: Box, margin: float) -> bool:
    """Return whether an arc passes within `margin` pixels of a box."""
    x0, x1 = box.x - box.half_width - margin, box.x + box.half_width + margin
    y0, y1 = box.y - box.half_height - margin, box.y + box.half_height + margin
    left, upper, right, lower = arc.frame
    if left > x1 or right < x0 or upper > y1 or lower < y0:
        return False
    if any(x0 < x < x1 and y0 < y < y1 for x, y in (arc.start, arc.end)):
        return True
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    if arc.radius == 0:
        return any(
            _segments_cross(arc.start, arc.end, corners[k - 1], corners[k]) for k in range(4)
        )
    return any(_line_meets(arc, corners[k - 1], corners[k]) for k in range(4))


def distance(arc: Arc, at: Point) -> float:
    """Return the distance of a point from an arc."""
    x, y = at
    if arc.radius == 0:
        ax, ay = arc.start
        dx, dy = arc.end[0] - ax, arc.end[1] - ay
        share = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy or 1.0)
        share = 0.0 if share < 0 else min(share, 1.0)
        dx, dy = x - ax - share * dx, y - ay - share * dy
        return sqrt(dx * dx + dy * dy)
    cx, cy = arc.centre
    dx, dy = x - cx, y - cy
    out = sqrt(dx * dx + dy * dy)
    if out > 0 and _holds(arc, (cx + dx / out * arc.radius, cy + dy / out * arc.radius)):
        return abs(out - arc.radius)
    return min(_apart(arc.start, at), _apart(arc.end, at))


def _rim(start: Point, end: Point, bend: float, box: Box, *, leaving: bool) -> float:
    """Return the s at which an arc passes the rounded rim around a box."""
    reach_x, reach_y = box.half_width + CLEAR, box.half_height + CLEAR
    inside, outside = -1.0 if leaving else 1.0, 0.0
    for _ in range(12):
        s = (inside + outside) / 2
        x, y = along(start, end, bend, s)
        x, y = abs(x - box.x) / reach_x, abs(y - box.y) / reach_y
        if (max(x, y) if box.framed else x * x * x + y * y * y) < 1.0:
            inside = s
        else:
            outside = s
    return outside


def _apart(a: Point, b: Point) -> float:
    dx, dy = a[0] - b[0], a[1] - b[1]
    return sqrt(dx * dx + dy * dy)


def _chord_frame(a: Point, b: Point) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _arc_frame(arc: Arc) -> tuple[float, float, float, float]:
    left, upper, right, lower = arc.frame
    (x, y), r = arc.centre, arc.radius
    if _holds(arc, (x - r, y)):
        left = x - r
    if _holds(arc, (x + r, y)):
        right = x + r
    if _holds(arc, (x, y - r)):
        upper = y - r
    if _holds(arc, (x, y + r)):
        lower = y + r
    return left, upper, right, lower


def _holds(arc: Arc, at: Point) -> bool:
    """Return whether a point of the circle lies on the visible part."""
    (ax, ay), (bx, by) = arc.start, arc.end
    aside = (by - ay) * (at[0] - ax) - (bx - ax) * (at[1] - ay)
    return (aside > 0) == (arc.bend > 0)


def _segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    abx, aby = b[0] - a[0], b[1] - a[1]
    cdx, cdy = d[0] - c[0], d[1] - c[1]
    if (abx * (c[1] - a[1]) - aby * (c[0] - a[0]) > 0) == (
        abx * (d[1] - a[1]) - aby * (d[0] - a[0]) > 0
    ):
        return False
    return (cdx * (a[1] - c[1]) - cdy * (a[0] - c[0]) > 0) != (
        cdx * (b[1] - c[1]) - cdy * (b[0] - c[0]) > 0
    )


def _line_meets(arc: Arc, a: Point, b: Point) -> int:
    """Count the points in which a straight piece meets an arc."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    fx, fy = a[0] - arc.centre[0], a[1] - arc.centre[1]
    square = dx * dx + dy * dy
    half = fx * dx + fy * dy
    root = half * half - square * (fx * fx + fy * fy - arc.radius * arc.radius)
    if root <= 0 or square == 0:
        return 0
    root = sqrt(root)
    found = 0
    for share in ((-half - root) / square, (-half + root) / square):
        if 0 <= share <= 1 and _holds(arc, (a[0] + share * dx, a[1] + share * dy)):
            found += 1
    return found


def _circles_meet(one: Arc, other: Arc) -> int:
    dx, dy = other.centre[0] - one.centre[0], other.centre[1] - one.centre[1]
    square = dx * dx + dy * dy
    between = sqrt(square)
    if (
        between == 0
        or between > one.radius + other.radius
        or between < abs(one.radius - other.radius)
    ):
        return 0
    forth = (one.radius * one.radius - other.radius * other.radius + square) / (2 * between)
    aside = sqrt(max(0.0, one.radius * one.radius - forth * forth))
    ux, uy = dx / between, dy / between
    found = 0
    for side in (aside, -aside):
        at = (one.centre[0] + ux * forth - uy * side, one.centre[1] + uy * forth + ux * side)
        if _holds(one, at) and _holds(other, at):
            found += 1
    return found
