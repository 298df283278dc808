"""The fonts of pictures and reports as package data (Inter, SIL Open Font License)."""

from __future__ import annotations

from importlib.resources import files

FONT_FAMILY = "Inter"
"""Family name of the shipped fonts, as CSS and SVG ask for it."""

FONT_FACES: tuple[tuple[str, str, str], ...] = (
    ("Inter-Regular", "400 500", "normal"),
    ("Inter-Italic", "400 900", "italic"),
    ("Inter-SemiBold", "600 900", "normal"),
)
"""File name without suffix, CSS `font-weight` range and CSS `font-style` of each face."""


def font_bytes(name: str) -> bytes:
    """Return a shipped font file such as `Inter-Regular.woff2` or `Inter-Regular.ttf`.

    Raises:
        FileNotFoundError: There is no such file.
    """
    return files(__name__).joinpath(name).read_bytes()
