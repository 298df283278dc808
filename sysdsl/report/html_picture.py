"""Write pictures into a page: at what size, and what happens where there is less room."""

from __future__ import annotations

from sysdsl.render.paths import number
from sysdsl.render.scene import Scene
from sysdsl.render.svg import write_svg
from sysdsl.report.html_writer import Writing
from sysdsl.report.markup import Markup, element

_SCALE = 1.2  # pictures are drawn with words of 12.5 pixels, pages have 16
_LEGIBLE = 0.8  # of the size as drawn
_REM = 16
_STEP = 4
_WIDEST = 48


def picture(scene: Scene, writing: Writing, label: str = "Picture") -> Markup:
    """Write a picture, a little larger than drawn, so that its words match those of the page.

    Where the column is narrower the picture shrinks, but only as far as its words stay legible;
    then it scrolls inside its frame.
    """
    svg = write_svg(scene, standalone=False, prefix=f"picture-{next(writing.pictures)}")
    drawn = f'width="{number(scene.width)}" height="{number(scene.height)}"'
    shown = f'width="{number(scene.width * _SCALE)}" height="{number(scene.height * _SCALE)}"'
    least = min(int(scene.width * _LEGIBLE / _REM / _STEP) * _STEP, _WIDEST)
    attributes = {
        "class": f"canvas least-{least}" if least else "canvas",
        "role": "group",
        "tabindex": "0",
        "aria-label": f"{label}: {scene.title}",
    }
    return element("div", attributes, Markup(svg.replace(drawn, shown, 1)))


def picture_sizes() -> str:
    """Return the style rules for the least widths of pictures on screens."""
    widths = range(_STEP, _WIDEST + 1, _STEP)
    rules = "".join(f".least-{least} svg{{min-width:{least}rem}}" for least in widths)
    return f"@media screen{{{rules}}}"
