"""Shapes of material flows: pipes as two thin lines, open heads, bow-tie valves, clouds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sysdsl.render.paths import point, polygon, polyline
from sysdsl.render.pipes import HANDLE, VALVE
from sysdsl.render.scene import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sysdsl.render.pipes import Pipe, Point

_HALF = 2.75
_LINE = 1.4
_HEAD_LENGTH, _HEAD_HALF = 13.0, 8.0
# Five bumps around a cloud of 36 by 22, as (end of bump, radius), from its lower left.
_CLOUD_START = (-10.5, 10.0)
_BUMPS = (
    ((-12.5, -2.5), 6.6),
    ((-2.5, -8.5), 7.4),
    ((9.0, -6.0), 6.8),
    ((13.0, 3.0), 6.2),
    ((10.5, 10.0), 4.6),
)


def pipe_shapes(pipe: Pipe) -> tuple[Shape, ...]:
    """Return a pipe with its head at the last point."""
    before, tip = pipe.points[-2], pipe.points[-1]
    dx, dy = _direction(before, tip)
    base = (tip[0] - _HEAD_LENGTH * dx, tip[1] - _HEAD_LENGTH * dy)
    middle = (*pipe.points[:-1], base)
    head = (
        tip,
        (base[0] - dy * _HEAD_HALF, base[1] + dx * _HEAD_HALF),
        (base[0] + dy * _HEAD_HALF, base[1] - dx * _HEAD_HALF),
    )
    return (
        Shape(path=polyline(middle), role="background", stroke=2 * _HALF + _LINE),
        Shape(path=polyline(_beside(middle, _HALF)), role="flow", stroke=_LINE),
        Shape(path=polyline(_beside(middle, -_HALF)), role="flow", stroke=_LINE),
        Shape(path=polygon(head), role="flow", stroke=_LINE, fill=True),
    )


def valve(pipe: Pipe) -> tuple[Shape, ...]:
    """Return the bow-tie of a valve with its handle."""
    x, y = pipe.valve
    half, wide = VALVE[0] / 2, VALVE[1] / 2
    (hx, hy) = pipe.handle
    ax, ay = (0.0, 1.0) if pipe.upright else (1.0, 0.0)
    triangles = [
        (
            (x + side * ax * half + ay * wide, y + side * ay * half + ax * wide),
            (x, y),
            (x + side * ax * half - ay * wide, y + side * ay * half - ax * wide),
        )
        for side in (-1.0, 1.0)
    ]
    top = (x + hx * HANDLE, y + hy * HANDLE)
    bar = ((top[0] - hy * 6.0, top[1] - hx * 6.0), (top[0] + hy * 6.0, top[1] + hx * 6.0))
    return (
        *(
            Shape(path=polygon(triangle), role="flow", stroke=1.5, fill=True)
            for triangle in triangles
        ),
        Shape(path=polyline(((x, y), top)), role="flow", stroke=1.8),
        Shape(path=polyline(bar), role="flow", stroke=1.8),
    )


def cloud(at: Point) -> tuple[Shape, ...]:
    """Return a cloud: material from or to outside the model."""
    x, y = at
    path = f"M{point((x + _CLOUD_START[0], y + _CLOUD_START[1]))}"
    for (bx, by), radius in _BUMPS:
        path += f" A{radius},{radius} 0 0 1 {point((x + bx, y + by))}"
    return (Shape(path=path + " Z", role="cloud", stroke=1.4, fill=True),)


def _direction(a: Point, b: Point) -> Point:
    """Return the unit vector along a level or upright piece."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = abs(dx) + abs(dy) or 1.0
    return dx / size, dy / size


def _beside(line: Sequence[Point], shift: float) -> list[Point]:
    """Return a line of level and upright pieces moved aside, with its corners kept square."""
    moved = []
    for number, (x, y) in enumerate(line):
        before = _direction(line[number - 1], line[number]) if number else (0.0, 0.0)
        after = _direction(line[number], line[number + 1]) if number + 1 < len(line) else (0.0, 0.0)
        normals = {(-dy, dx) for dx, dy in (before, after) if (dx, dy) != (0.0, 0.0)}
        nx, ny = sum(n[0] for n in normals), sum(n[1] for n in normals)
        moved.append((x + shift * nx, y + shift * ny))
    return moved
