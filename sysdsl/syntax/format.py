"""Format a text: spaces, indentation and table columns; never the order, never the words.

The text is rewritten lexeme by lexeme, so comments stay where they are. A statement that has
something wrong with it is left as it is. Three checks guard the result: it says the same,
formatting it again changes nothing, and every comment is still there.
"""

from __future__ import annotations

import attrs

from sysdsl.diagnostics import Diagnostic, Location, Outcome
from sysdsl.source import Span
from sysdsl.syntax import rules
from sysdsl.syntax.leaf import Leaf, LeafCache, read_leaf
from sysdsl.syntax.lines import Cut, cut
from sysdsl.syntax.parse import SIZE_LIMIT, parse
from sysdsl.syntax.printer import aligned
from sysdsl.syntax.scanner import REFUSED, Lexeme, scan
from sysdsl.syntax.spacing import gaps
from sysdsl.syntax.walk import same

_BYTE_ORDER_MARK = "\ufeff"


def format_text(text: str, path: str) -> Outcome[str]:
    """Return a text formatted; with a diagnostic and unchanged if a safety check fails.

    What is wrong with the text itself is not reported: that is `parse`'s part. A text that is
    too large or holds refused characters comes back unchanged.
    """
    if len(text) > SIZE_LIMIT or REFUSED.search(text):
        return Outcome(text)
    cache = LeafCache()
    formatted = _formatted(text, cache)
    if formatted == text:
        return Outcome(text)
    failure = _failure(text, formatted, path, cache)
    return Outcome(formatted) if failure is None else Outcome(text, (failure,))


def _failure(text: str, formatted: str, path: str, cache: LeafCache) -> Diagnostic | None:
    if not same(parse(text, path, cache).value, parse(formatted, path, cache).value):
        reason = "it would say something else"
    elif _formatted(formatted, cache) != formatted:
        reason = "formatting it twice would change it again"
    elif _comments(text) != _comments(formatted):
        reason = "a comment would be lost"
    else:
        return None
    return rules.FORMAT.at(
        Location(path, Span(0, 0)),
        f"The file is left as it is, because {reason}",
        hint="This is a mistake in sysdsl; please report it with the file.",
    )


def _comments(text: str) -> list[str]:
    return [value.rstrip() for kind, value, _, _ in scan(text) if kind in {"COMMENT", "DOC"}]


def _formatted(text: str, cache: LeafCache) -> str:
    lexemes = scan(text)
    cuts = cut(lexemes)
    writer = _Writer(text, [], 0, 0, keeps_margins=not _is_balanced(cuts))
    position = 0
    for leaf_cut in cuts:
        gap, position = _until(lexemes, position, leaf_cut.start)
        leaf = read_leaf(leaf_cut, text, cache)
        writer.gap(gap, leaf, leaf_cut.start)
        inside, position = _until(lexemes, position, leaf_cut.end)
        writer.leaf(leaf_cut, leaf, inside)
    writer.gap(lexemes[position:], None, len(text))
    body = writer.text().rstrip(" \t\r\n")
    line_end = _line_end(text)
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    return mark + (body + line_end if body else "")


def _is_balanced(cuts: list[Cut]) -> bool:
    depth = 0
    for leaf_cut in cuts:
        depth += (leaf_cut.kind == "header") - (leaf_cut.kind == "closer")
        if depth < 0:
            return False
    return not depth


def _until(lexemes: list[Lexeme], position: int, end: int) -> tuple[list[Lexeme], int]:
    first = position
    while position < len(lexemes) and lexemes[position][2] < end:
        position += 1
    return lexemes[first:position], position


def _line_end(text: str) -> str:
    first = min((i for i in (text.find("\n"), text.find("\r")) if i >= 0), default=-1)
    if first < 0 or text[first] == "\n":
        return "\n"
    return "\r\n" if text[first : first + 2] == "\r\n" else "\r"


@attrs.define
class _Writer:
    """What is written so far.

    Attributes:
        source: The text that is formatted.
        pieces: The pieces written.
        depth: How many braces are open.
        pending: How many line ends stand before what comes next.
        margin: The space before the first line of the current statement.
        keeps_margins: Whether lines keep the space before them, because braces are missing and
            only the indentation says what belongs together.
        previous: Kind of the leaf before.
    """

    source: str
    pieces: list[str]
    depth: int
    pending: int
    margin: str = ""
    previous: str = ""
    keeps_margins: bool = attrs.field(kw_only=True)

    def text(self) -> str:
        """Return all that is written."""
        return "".join(self.pieces)

    def gap(self, lexemes: list[Lexeme], following: Leaf | None, offset: int) -> None:
        """Write the comments and line ends between two leaves."""
        has_separator = False
        for kind, value, first, _ in lexemes:
            if kind == "NEWLINE":
                self.pending += 1
            elif kind == "SEMICOLON":
                has_separator = True
            else:
                self._start(first, " ")
                self.pieces.append(value.rstrip())
        if following is None:
            return
        closes = following.kind == "closer"
        if closes:
            self.depth = max(0, self.depth - 1)
        is_inside = self.previous == "header" or closes
        separator = " " if is_inside or not has_separator else "; "
        self._start(offset, separator if self.previous else "")

    def leaf(self, leaf_cut: Cut, leaf: Leaf, lexemes: list[Lexeme]) -> None:
        """Write a statement, the header of one, or a closing brace."""
        if leaf.findings:
            self.pieces.append(self.source[leaf_cut.start : leaf_cut.end])
        else:
            lines = _lines(lexemes, self.margin)
            self.pieces.append(_line_end(self.source).join(lines))
        if leaf.kind == "header":
            self.depth += 1
        self.previous = leaf.kind

    def _start(self, offset: int, separator: str) -> None:
        """Write the line ends that are due, at most one empty line, or else a separator."""
        if self.pending and self.pieces:
            self.pieces.append(_line_end(self.source) * min(self.pending, 2))
        elif self.pieces:
            self.pieces.append(separator)
        if self.pending or not self.pieces:
            self.margin = self._written_margin(offset) if self.keeps_margins else "  " * self.depth
            self.pieces.append(self.margin)
        self.pending = 0

    def _written_margin(self, offset: int) -> str:
        line = max(self.source.rfind("\n", 0, offset), self.source.rfind("\r", 0, offset)) + 1
        return self.source[line:offset].lstrip(_BYTE_ORDER_MARK)


def _lines(lexemes: list[Lexeme], margin: str) -> list[str]:
    """Return the lines of a statement, the first one without its margin."""
    spaces = gaps(lexemes)
    rows: list[list[tuple[Lexeme, str]]] = [[]]
    for lexeme, space in zip(lexemes, spaces, strict=True):
        if lexeme[0] == "NEWLINE":
            rows.append([])
        elif lexeme[0] == "BAR" and rows[-1] and not any(x[0][0] == "BAR" for x in rows[-1]):
            rows.append([(lexeme, space)])
        else:
            rows[-1].append((lexeme, space))
    table = _table_lines([row for row in rows if row and row[0][0][0] == "BAR"])
    lines: list[str] = []
    opened: list[int] = []
    begun = False
    for row in rows:
        if not row:
            if lines and lines[-1]:
                lines.append("")
            continue
        kind = row[0][0][0]
        level = _level(kind, opened) if begun else 0
        written = table.pop(0) if kind == "BAR" else _spaced(row)
        lines.append((margin if lines else "") + "  " * level + written)
        begun = begun or kind != "DOC"
        for (bracket, *_), _ in row:
            if bracket in {"LPAR", "LSQB"}:
                opened.append(level)
            elif bracket in {"RPAR", "RSQB"} and opened:
                opened.pop()
    return lines


def _level(kind: str, opened: list[int]) -> int:
    """Return how deep a line of a statement stands that goes on, brackets open above it."""
    if kind == "LBRACE":
        return 0
    if not opened:
        return 1
    return opened[-1] if kind in {"RPAR", "RSQB"} else opened[-1] + 1


def _spaced(row: list[tuple[Lexeme, str]]) -> str:
    pieces: list[str] = []
    for (_, value, _, _), space in row:
        pieces.append(space if pieces else "")
        pieces.append(value)
    return "".join(pieces).rstrip()


def _table_lines(rows: list[list[tuple[Lexeme, str]]]) -> list[str]:
    """Return the rows of a table with their columns aligned, comments behind them."""
    cells: list[list[str]] = []
    comments: list[str] = []
    for row in rows:
        parts: list[list[tuple[Lexeme, str]]] = []
        comment = ""
        for piece in row:
            if piece[0][0] == "BAR":
                parts.append([])
            elif piece[0][0] == "COMMENT":
                comment = f" {piece[0][1].rstrip()}"
            else:
                parts[-1].append(piece)
        rest = _spaced(parts.pop())
        cells.append([_spaced(part) for part in parts])
        comments.append((f" {rest}" if rest else "") + comment)
    lines = aligned(cells) if cells else []
    return [line + comment for line, comment in zip(lines, comments, strict=True)]
