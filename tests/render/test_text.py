"""Text in pictures: measured and wrapped without a font engine."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sysdsl.render.text import shorten, text_block, text_width, wrap


def test_known_width() -> None:
    """A width is the sum of the advance widths in the font's table."""
    assert text_width("AB", 2048) == 1413 + 1340


def test_two_lines_are_balanced() -> None:
    """A long name is broken where both lines are about as long."""
    assert wrap("Public transport funding", 120, 12.5) == ("Public transport", "funding")
    assert wrap("Quality of urban life", 95, 12.5) == ("Quality of", "urban life")


def test_short_names_stay_on_one_line() -> None:
    """A name within the limit is not broken."""
    assert wrap("Quality of life", 95, 12.5) == ("Quality of life",)


def test_empty_text_is_one_empty_line() -> None:
    """There is always a line to draw."""
    assert wrap("  ", 95, 12.5) == ("",)


@given(st.text(max_size=60), st.floats(20, 200))
def test_wrapping_keeps_every_word(text: str, limit: float) -> None:
    """Lines hold the same words in order, and only single words are too wide."""
    lines = wrap(text, limit, 12.5)
    assert [word for line in lines for word in line.split()] == text.split()
    for line in lines:
        assert len(line.split()) <= 1 or text_width(line, 12.5) <= limit + 1e-3


@given(st.text(max_size=60), st.floats(20, 200))
def test_shortened_text_fits(text: str, limit: float) -> None:
    """A shortened text is within the limit."""
    assert text_width(shorten(text, limit, 12.5), 12.5) <= limit + 1e-6


def test_heavier_text_is_wider() -> None:
    """Faces have tables of their own."""
    assert text_width("Population", 12.5, weight=600) > text_width("Population", 12.5)
    assert text_block("Population", 12.5).width == text_width("Population", 12.5)


def test_endless_texts_are_cut() -> None:
    """A name of a megabyte or without a space takes bounded room and time."""
    assert text_block("word " * 200_000, 12.5).lines[-1].endswith("…")
    assert text_block("x" * 100_000, 12.5).width <= 2.5 * 95
