"""Pictures as PNG and PDF with the shipped fonts."""

from __future__ import annotations

import pytest

from sysdsl.render.fonts import FONT_FACES, font_bytes
from sysdsl.render.pdf import to_pdf
from sysdsl.render.png import to_png
from sysdsl.render.scene import Label, Scene
from sysdsl.render.svg import write_svg


def picture(text: str) -> str:
    """Return a picture of a text."""
    label = Label(text=text, x=50, y=30, role="ink")
    return write_svg(Scene(title="T", description="D", width=100, height=50, items=(label,)))


def test_text_is_drawn() -> None:
    """Pixels show the text: it is not dropped for want of a font."""
    pytest.importorskip("resvg_py", reason="extra `png` is not installed")
    assert to_png(picture("+ → −"), 2.0) != to_png(picture(""), 2.0)
    assert to_png(picture("a"), 1.5) == to_png(picture("a"), 1.5)


def test_pdf_is_the_same_each_time() -> None:
    """A PDF has no date in it."""
    pytest.importorskip("typst", reason="extra `pdf` is not installed")
    one = to_pdf(picture("Größe"), title="T")
    assert one.startswith(b"%PDF")
    assert one == to_pdf(picture("Größe"), title="T")
    assert b"Inter" in one


def test_fonts_are_shipped_in_both_forms() -> None:
    """Each face exists for HTML and for converters."""
    for name, _, _ in FONT_FACES:
        assert font_bytes(f"{name}.woff2")[:4] == b"wOF2"
        assert font_bytes(f"{name}.ttf")[:4] == b"\x00\x01\x00\x00"
