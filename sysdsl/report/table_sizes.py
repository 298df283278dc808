"""How much room the columns and rows of a table need on a printed page."""

from __future__ import annotations

import math

from sysdsl.render.document import TableBlock

_LINE = 90  # characters that fit across a page in the size of tables
_GAP = 3  # characters that the space between columns takes
_WHOLE = 30
_TALLEST_ROW = 30


def column_widths(block: TableBlock) -> tuple[float, ...]:
    """Return the width of each column in characters.

    Every column has room for its longest word; what is left goes to those with long texts.
    """
    least, wanted = [], []
    for index, head in enumerate(block.head):
        cells = [row[index] for row in block.rows] or [""]
        words = (len(word) for text in (head, *cells) for word in text.split(" "))
        least.append(min(max(words), _LINE // 2) + float(_GAP))
        mean = sum(map(len, cells)) / max(sum(map(bool, cells)), 1)  # of cells that say something
        longest = max(len(head), *map(len, cells))
        wanted.append(max(least[-1], min(longest, 10 + 0.8 * min(mean, 100.0)) + _GAP))
    spare, more = _LINE - sum(least), sum(wanted) - sum(least)
    if more <= 0 or sum(wanted) <= _LINE:
        return tuple(wanted)
    share = max(spare, 0.0) / more
    return tuple(a + share * (b - a) for a, b in zip(least, wanted, strict=True))


def fits_a_page(block: TableBlock) -> bool:
    """Tell whether a table is short enough to be kept on one page."""
    return sum(_row_lines(block)) <= _WHOLE


def rows_fit_a_page(block: TableBlock) -> bool:
    """Tell whether every row is low enough not to be broken between pages."""
    return max(_row_lines(block), default=0) <= _TALLEST_ROW


def _row_lines(block: TableBlock) -> list[int]:
    widths = column_widths(block)
    fit = _LINE / max(sum(widths), 1.0)
    rooms = [max(width * fit - _GAP, 1.0) for width in widths]
    return [
        max(
            (math.ceil(len(cell) / room) for cell, room in zip(row, rooms, strict=False)), default=1
        )
        for row in block.rows
    ]
