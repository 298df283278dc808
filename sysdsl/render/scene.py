"""A picture as a value: shapes with a role, before any file format.

A role is a token of `sysdsl.render.theme`, which gives its colours in light and dark.
Coordinates are pixels at scale 1, y downwards.
"""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Shape:
    """Geometry as an SVG path.

    Attributes:
        path: SVG path data with absolute commands only.
        role: Colour token; `fill` and `stroke` say what it colours.
        stroke: Line width in pixels; 0 for none.
        fill: Whether the inside is painted with the role's fill.
        dash: Dash pattern in pixels, empty for a solid line.
    """

    path: str
    role: str
    stroke: float = 0.0
    fill: bool = False
    dash: tuple[float, ...] = ()


@attrs.frozen(kw_only=True)
class Label:
    """Text on one line; `x`, `y` give the anchor point on the baseline."""

    text: str
    x: float
    y: float
    role: str
    size: float = 12.5
    weight: int = 400
    italic: bool = False
    anchor: str = "middle"
    rotate: float = 0.0


@attrs.frozen(kw_only=True)
class Group:
    """Shapes that belong to one thing of the model.

    Attributes:
        items: Drawn in order.
        element: Qualified name of the model element drawn, or None for decoration.
        kind: What is drawn (`variable`, `link`, `loop`, `stock`, ...), for styles and scripts.
        title: Plain text for a tooltip and for assistive technology.
        data: Further facts for scripts, sorted pairs (e.g. loops a link belongs to).
    """

    items: tuple[Item, ...]
    element: str | None = None
    kind: str = ""
    title: str = ""
    data: tuple[tuple[str, str], ...] = ()


Item = Shape | Label | Group


@attrs.frozen(kw_only=True)
class Scene:
    """A finished picture.

    Attributes:
        title: Shown above the picture and used as its accessible name.
        description: What the picture shows, in a sentence or more, for those who cannot see it.
        width, height: Size in pixels at scale 1.
        items: Drawn in order.
    """

    title: str
    description: str
    width: float
    height: float
    items: tuple[Item, ...]
