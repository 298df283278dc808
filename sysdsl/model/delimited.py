"""Delimited text, as spreadsheets write it: cells with their places (RFC 4180, and `;` or tabs)."""

from __future__ import annotations

import re

import attrs

from sysdsl.source import Span

COLUMNS = 1_000
"""Columns read at most."""
ROWS = 100_000
"""Rows read at most."""

_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"[ ]*')
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATORS = (";", "\t", ",")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@attrs.frozen
class Cell:
    """What stands between two separators, without quotes and spaces around it."""

    text: str
    span: Span


@attrs.frozen
class Trouble:
    """Why a text cannot be read as a table, and where."""

    span: Span
    message: str
    hint: str


@attrs.frozen(eq=False)
class Sheet:
    """A table as text.

    Attributes:
        path: Of the file.
        heads: The first row.
        rows: The rows below; blank lines are left out. Their lengths may differ.
        trouble: Why it cannot be read in full, None when it can.
    """

    path: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    trouble: Trouble | None = None


def read_sheet(text: str, path: str) -> Sheet:
    """Return the cells of a text; the separator is the one its first line has most of.

    Args:
        text: The text; a byte-order mark is skipped.
        path: What the file is called.
    """
    control = _CONTROL.search(text)
    if control is not None:
        place = Span(control.start(), control.end())
        message = f"there is a control character, U+{ord(control[0]):04X}"
        return Sheet(
            path, (), (), Trouble(place, message, "save the table as text, for instance CSV")
        )
    start = 1 if text.startswith("\ufeff") else 0
    first = _LINE_END.split(text[start : start + 10_000], maxsplit=1)[0]
    separator = max(_SEPARATORS, key=first.count)
    rows: list[tuple[Cell, ...]] = []
    trouble: Trouble | None = None
    while start < len(text) and trouble is None:
        row, start, trouble = _row(text, start, separator)
        if len(rows) > ROWS:
            place = Span(row[0].span.start, row[0].span.start)
            trouble = Trouble(place, f"there are more than {ROWS:,} rows", "keep those that matter")
        elif any(cell.text for cell in row) and trouble is None:
            rows.append(row)
    return Sheet(path, rows[0] if rows else (), tuple(rows[1:]), trouble)


def _row(text: str, start: int, separator: str) -> tuple[tuple[Cell, ...], int, Trouble | None]:
    """Return the cells of one row, where the next begins, and what is wrong with it."""
    cells: list[Cell] = []
    ends = re.compile(rf"[{re.escape(separator)}\r\n]")
    while True:
        cell, start = _cell(text, start, ends)
        if cell is None:
            place = Span(start, start + 1)
            trouble = Trouble(place, "a quotation mark is not closed", 'write `"` at the end too')
            return tuple(cells), len(text), trouble
        cells.append(cell)
        if len(cells) > COLUMNS:
            trouble = Trouble(
                cell.span, f"there are more than {COLUMNS:,} columns", "keep those that matter"
            )
            return tuple(cells), len(text), trouble
        if text[start : start + 1] != separator:
            end = _LINE_END.match(text, start)
            return tuple(cells), end.end() if end else len(text), None
        start += 1


def _cell(text: str, start: int, ends: re.Pattern[str]) -> tuple[Cell | None, int]:
    """Return a cell and where it ends; None where a quotation mark is not closed."""
    if text[start : start + 1] == '"':
        quoted = _QUOTED.match(text, start)
        if quoted is None:
            return None, start
        after = ends.search(text, quoted.end())
        end = after.start() if after else len(text)
        inner = quoted[1].replace('""', '"') + text[quoted.end() : end]
        return Cell(inner.strip(), Span(start, end)), end
    after = ends.search(text, start)
    end = after.start() if after else len(text)
    written = text[start:end]
    begin = start + len(written) - len(written.lstrip())
    stripped = written.strip()
    return Cell(stripped, Span(begin, begin + len(stripped))), end
