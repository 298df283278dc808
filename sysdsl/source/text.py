"""Source text with positions that agree with the Language Server Protocol's idea of a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

import attrs

# Only these end a line. `str.splitlines` also splits at U+2028, NEL, VT, FF and FS,
# where editors do not: positions after such a character would be off by a line.
_LINE_END = re.compile(r"\r\n|\r|\n")


@attrs.frozen
class Span:
    """A half-open range of offsets in a text, counted in code points."""

    start: int
    end: int

    def shifted(self, offset: int) -> Span:
        """Return the span moved by `offset` code points."""
        return Span(self.start + offset, self.end + offset)


@attrs.frozen
class Position:
    """A place in a text as people count: line and column start at 1."""

    line: int
    column: int


@attrs.frozen(slots=False)
class SourceText:
    """The text of one file.

    Attributes:
        path: How the file is named to the user, with forward slashes, relative to the workspace.
        text: The whole text, as decoded; line ends and a byte-order mark are kept.
    """

    path: str
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which lines begin."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset; offsets beyond the text count as its end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line_text(self, line: int) -> str:
        """Return the text of a line (counted from 1) without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
