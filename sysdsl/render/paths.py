"""SVG path data from points, with the one way numbers are written in pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Point = tuple[float, float]


def number(value: float) -> str:
    """Return a coordinate with at most one decimal, never `-0` or an exponent."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def point(at: Point) -> str:
    """Return a point as `x,y`."""
    return f"{number(at[0])},{number(at[1])}"


def polyline(points: Iterable[Point]) -> str:
    """Return an open path of straight lines."""
    return "M" + " L".join(point(at) for at in points)


def polygon(points: Iterable[Point]) -> str:
    """Return a closed path of straight lines."""
    return polyline(points) + " Z"


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0.0) -> str:
    """Return a rectangle from its upper left corner, with rounded corners if `radius` > 0."""
    right, bottom = x + width, y + height
    if radius <= 0:
        return polygon(((x, y), (right, y), (right, bottom), (x, bottom)))
    r = min(radius, width / 2, height / 2)
    turn = f"A{number(r)},{number(r)} 0 0 1 "
    return (
        f"M{point((x + r, y))} L{point((right - r, y))} {turn}{point((right, y + r))} "
        f"L{point((right, bottom - r))} {turn}{point((right - r, bottom))} "
        f"L{point((x + r, bottom))} {turn}{point((x, bottom - r))} "
        f"L{point((x, y + r))} {turn}{point((x + r, y))} Z"
    )


def circle(x: float, y: float, radius: float) -> str:
    """Return a circle around a point."""
    r = number(radius)
    return (
        f"M{point((x - radius, y))} A{r},{r} 0 1 1 {point((x + radius, y))} "
        f"A{r},{r} 0 1 1 {point((x - radius, y))} Z"
    )


def arc(start: Point, end: Point, radius: float, *, sweep: bool, large: bool = False) -> str:
    """Return an open circular arc; `sweep` turns clockwise on the screen."""
    r = number(radius)
    return f"M{point(start)} A{r},{r} 0 {int(large)} {int(sweep)} {point(end)}"
