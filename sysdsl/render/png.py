"""Turn an SVG picture into PNG pixels (extra `png`)."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files

from sysdsl.render.extras import MissingExtra
from sysdsl.render.fonts import FONT_FACES, FONT_FAMILY


def to_png(svg: str, scale: float = 2.0) -> bytes:
    """Rasterise a standalone SVG with the shipped fonts alone.

    Args:
        svg: From `svg.write_svg`.
        scale: Pixels of the result for each pixel of the picture.

    Raises:
        MissingExtra: The package `resvg-py` is not installed.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise MissingExtra(extra="png", package="resvg-py") from error
    fonts = files("sysdsl.render.fonts")
    with ExitStack() as stack:
        paths = [
            str(stack.enter_context(as_file(fonts.joinpath(f"{name}.ttf"))))
            for name, *_ in FONT_FACES
        ]
        pixels = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            skip_system_fonts=True,
            font_files=paths,
            font_family=FONT_FAMILY,
            sans_serif_family=FONT_FAMILY,
        )
    return bytes(pixels)
