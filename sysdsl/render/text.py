"""Measure and wrap text for pictures without a font engine.

Widths are sums of advance widths. Kerning makes a browser's text at most a few per cent
narrower and never wider, so boxes computed here always hold their text.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import attrs

from sysdsl.render import glyph_widths

if TYPE_CHECKING:
    from collections.abc import Mapping

_EM = 2048
# An average capital: characters outside the shipped fonts are set in some fallback font.
_UNKNOWN_WIDTH = 1400
_LONGEST = 160
BOLD = 600
"""The one heavier weight that is shipped."""


@attrs.frozen(kw_only=True)
class TextBlock:
    """A wrapped text.

    Attributes:
        lines: At least one line.
        width: Width of the longest line in pixels.
        height: Number of lines times the line height, in pixels.
        line_height: Distance of baselines in pixels.
    """

    lines: tuple[str, ...]
    width: float
    height: float
    line_height: float


def text_width(text: str, size: float, *, weight: int = 400, italic: bool = False) -> float:
    """Return the width in pixels of `text` set on one line at `size` pixels."""
    widths = _widths("ITALIC" if italic else "SEMIBOLD" if weight >= BOLD else "REGULAR")
    return sum(_advance(character, widths) for character in text) * size / _EM


def wrap(
    text: str, limit: float, size: float, *, weight: int = 400, italic: bool = False
) -> tuple[str, ...]:
    """Break `text` at spaces into the fewest lines of at most `limit` pixels, evenly filled.

    A word that alone is longer stays whole. Among the ways with the fewest lines the one whose
    longest line is shortest is taken.
    """
    words = text.split()
    if not words:
        return ("",)
    space = text_width(" ", size, weight=weight, italic=italic)
    widths = [text_width(word, size, weight=weight, italic=italic) for word in words]
    fewest = _fill(widths, space, limit)
    # Lowering the limit as long as the number of lines stays the same balances them.
    candidates = sorted(_line_widths(widths, space, limit))
    for width in candidates:
        breaks = _fill(widths, space, width)
        if len(breaks) <= len(fewest):
            fewest = breaks
            break
    ends = (*fewest[1:], len(words))
    return tuple(" ".join(words[start:end]) for start, end in zip(fewest, ends, strict=True))


@lru_cache(maxsize=4096)
def text_block(
    text: str, size: float, *, limit: float = 95.0, weight: int = 400, italic: bool = False
) -> TextBlock:
    """Wrap `text` and measure the result.

    A text of more than 160 characters is cut, and so is a word far beyond the limit: both end
    with an ellipsis.
    """
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1].rstrip() + "…"
    text = " ".join(shorten(word, 2.5 * limit, size, weight=weight) for word in text.split())
    lines = wrap(text, limit, size, weight=weight, italic=italic)
    line_height = round(size * 1.28, 1)
    width = max(text_width(line, size, weight=weight, italic=italic) for line in lines)
    return TextBlock(
        lines=lines, width=width, height=line_height * len(lines), line_height=line_height
    )


def shorten(text: str, limit: float, size: float, *, weight: int = 400) -> str:
    """Return `text`, cut and ended with an ellipsis if it is wider than `limit` pixels."""
    if text_width(text, size, weight=weight) <= limit:
        return text
    kept = ""
    width = text_width("…", size, weight=weight)
    for character in text:
        width += text_width(character, size, weight=weight)
        if width > limit:
            break
        kept += character
    return kept.rstrip() + "…"


def _fill(widths: list[float], space: float, limit: float) -> list[int]:
    starts = [0]
    line = widths[0]
    for index, width in enumerate(widths[1:], start=1):
        if line + space + width <= limit + 1e-6:
            line += space + width
        else:
            starts.append(index)
            line = width
    return starts


def _line_widths(widths: list[float], space: float, limit: float) -> set[float]:
    """Return the widths of all runs of words that fit: only these can be a longest line."""
    found = set()
    for start in range(len(widths)):
        total = -space
        for width in widths[start:]:
            total += space + width
            if total > limit and total > width:
                break
            found.add(total)
    return found


def _advance(character: str, widths: Mapping[str, int]) -> int:
    known = widths.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _EM
    return _UNKNOWN_WIDTH


@cache
def _widths(face: str) -> Mapping[str, int]:
    table: dict[str, int] = {}
    rows: str = getattr(glyph_widths, face)
    for row in rows.split(";"):
        first, _, numbers = row.partition(":")
        for code, number in enumerate(numbers.split(), start=int(first, 16)):
            table[chr(code)] = int(number)
    return table
