"""Shapes of links and their marks: lines, arrow heads, signs, delay bars, badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sysdsl.render.link_arc import heading, length, on, part_arc, place_at
from sysdsl.render.paths import arc as arc_path
from sysdsl.render.paths import polygon, polyline
from sysdsl.render.scene import Label, Shape

if TYPE_CHECKING:
    from sysdsl.render.link_arc import Arc, Point
    from sysdsl.render.scene import Item

LINE = 1.6
CASING = 5.0
_HEAD_LENGTH, _HEAD_WIDTH, _NOTCH = 9.5, 8.4, 7.0
_BAR, _BAR_APART, _GAP = 14.0, 5.0, 9.0
_BADGE = 13.0
_SMALLEST_BADGE = 8.5
# Sine and cosine of half the opening of a badge's ring, 37.5 degrees.
_SIN, _COS = 0.6087614, 0.7933533


def line_path(arc: Arc) -> str:
    """Return the path of an arc."""
    if arc.radius == 0:
        return polyline((arc.start, arc.end))
    # More than a half circle where the height exceeds half the chord.
    return arc_path(arc.start, arc.end, arc.radius, sweep=arc.bend > 0, large=abs(arc.bend) > 0.5)


def piece(arc: Arc, start: float, end: float) -> Arc:
    """Return the part of an arc between two distances from its start, in pixels."""
    return part_arc(arc.start, arc.end, arc.bend, (place_at(arc, start), place_at(arc, end)))


def line(
    arc: Arc, role: str, *, delay_s: float | None, dash: tuple[float, ...]
) -> tuple[Item, ...]:
    """Return the line of a link with its casing, open where the delay bars stand."""
    visible = length(arc)
    stop = max(visible - _NOTCH, visible * 0.3)
    if delay_s is None:
        parts = [piece(arc, 0.0, stop)]
    else:
        middle = length(part_arc(arc.start, arc.end, arc.bend, (-1.0, delay_s)))
        parts = [piece(arc, 0.0, middle - _GAP / 2), piece(arc, middle + _GAP / 2, stop)]
    casing = piece(arc, 3.0, stop)
    return (
        Shape(path=line_path(casing), role="background", stroke=CASING),
        *(Shape(path=line_path(part), role=role, stroke=LINE, dash=dash) for part in parts),
    )


def arrow_head(tip: Point, direction: Point, role: str, size: float = 1.0) -> Shape:
    """Return a notched arrow head with its tip at a point."""
    (x, y), (dx, dy) = tip, direction
    back, half, notch = _HEAD_LENGTH * size, _HEAD_WIDTH / 2 * size, _NOTCH * size
    return Shape(
        path=polygon(
            (
                tip,
                (x - back * dx - half * dy, y - back * dy + half * dx),
                (x - notch * dx, y - notch * dy),
                (x - back * dx + half * dy, y - back * dy - half * dx),
            )
        ),
        role=role,
        fill=True,
    )


def delay_bars(arc: Arc, s: float, role: str) -> tuple[Shape, ...]:
    """Return the two bars across a delayed link."""
    x, y = on(arc, s)
    dx, dy = heading(arc, s)
    bars = []
    for shift in (-_BAR_APART / 2, _BAR_APART / 2):
        cx, cy = x + shift * dx, y + shift * dy
        ends = ((cx - dy * _BAR / 2, cy + dx * _BAR / 2), (cx + dy * _BAR / 2, cy - dx * _BAR / 2))
        bars.append(Shape(path=polyline(ends), role=role, stroke=LINE))
    return tuple(bars)


def sign_label(at: Point, sign: str, role: str, size: float = 14.0) -> Label:
    """Return the sign of a link, centred at a point, with a real minus."""
    text = "−" if sign == "-" else sign
    return Label(text=text, x=at[0], y=at[1] + 0.36 * size, role=role, size=size, weight=600)


def badge(
    at: Point, label: str, role: str, *, clockwise: bool, clearance: float
) -> tuple[Item, ...]:
    """Return the badge of a loop: a ring open at the top whose arrow turns with the loop.

    In a narrow loop, with little `clearance` around its centre, the ring is smaller, so that no
    link runs through it.
    """
    x, y = at
    radius = min(_BADGE, max(_SMALLEST_BADGE, clearance - 2.0))
    scale = radius / _BADGE
    turn = 1.0 if clockwise else -1.0
    start = (x + turn * _SIN * radius, y - _COS * radius)
    end = (x - turn * _SIN * radius, y - _COS * radius)
    ahead = (turn * _COS, -_SIN)
    tip = (end[0] + 6.0 * scale * ahead[0], end[1] + 6.0 * scale * ahead[1])
    size = (11.0 if len(label) < 4 else 9.0 if len(label) < 5 else 8.0) * max(scale, 0.75)
    return (
        Shape(
            path=arc_path(start, end, radius, sweep=clockwise, large=True), role=role, stroke=1.6
        ),
        arrow_head(tip, ahead, role, 0.82 * scale),
        Label(text=label, x=x, y=y + 0.36 * size, role=role, size=size, weight=600),
    )
