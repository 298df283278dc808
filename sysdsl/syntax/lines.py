"""The line rule: where statements end, and what the place of a word or bar makes of it.

A text is cut into leaves: a statement, the header of one up to its `{`, or a `}`. Each can be
parsed alone. A line end closes a statement unless a bracket is open, the line ends with a mark
that calls for more, or the next line begins with one that goes on; except where the next line
plainly begins a statement.
"""

from __future__ import annotations

import attrs

from sysdsl.syntax.scanner import MODE_WORDS, Lexeme

_JOINTS = frozenset(
    "PLUS MINUS STAR SLASH CARET COMPARE ARROW AND OR THEN ELSE DOTDOT EQUAL "
    "STARS LONG_ARROW FOREIGN_OPERATOR".split()
)
_GOES_ON_AFTER = _JOINTS | {"COMMA", "COLON", "NOT", "IF"}
_GOES_ON_BEFORE = _JOINTS - {"FOREIGN_OPERATOR"} | {"TAG", "LBRACE"}
_CLAUSES = frozenset({"CLAUSE", "FROM", "AS", "WHEN"})
_OPENERS = frozenset({"LPAR", "LSQB"})
_CLOSERS = frozenset({"RPAR", "RSQB"})
_NOTES = frozenset({"COMMENT", "HASH"})
_VALUES = frozenset({"NAME", "NUMBER", "STRING"})
_ROW_ENDS = frozenset({"NEWLINE", "SEMICOLON", "RBRACE"})
_SPECIAL = _OPENERS | _CLOSERS | _NOTES | {"NEWLINE", "SEMICOLON", "LBRACE", "RBRACE", "BAR", "DOC"}

_NO_LEXEME: Lexeme = ("$END", "", 0, 0)


@attrs.frozen
class Cut:
    """A leaf before it is parsed.

    Attributes:
        kind: `statement`, `header`, `closer`, or `note` for a slip that stands alone.
        start: Absolute offset of its first character.
        end: Absolute offset after its last character.
        lexemes: Its lexemes without comments and line ends.
    """

    kind: str
    start: int
    end: int
    lexemes: list[Lexeme]


def cut(lexemes: list[Lexeme]) -> list[Cut]:
    """Return the leaves of a text, in order."""
    cutter = _Cutter(lexemes)
    special = _SPECIAL
    index, length = 0, len(lexemes)
    while index < length:
        lexeme = lexemes[index]
        if lexeme[0] not in special:
            cutter.current.append(lexeme)
            index += 1
        else:
            index = cutter.special(index)
    cutter.close("statement")
    return cutter.cuts


@attrs.define
class _Cutter:
    """What is cut so far.

    Attributes:
        lexemes: All lexemes of the text.
        cuts: Leaves that are complete.
        current: Lexemes of the leaf that is growing.
        remarks: Slips inside it that stand for comments; kept apart, so that the last of
            `current` always tells whether the statement goes on.
        depth: How many brackets are open in it.
    """

    lexemes: list[Lexeme]
    cuts: list[Cut] = attrs.field(factory=list)
    current: list[Lexeme] = attrs.field(factory=list)
    remarks: list[Lexeme] = attrs.field(factory=list)
    depth: int = 0

    def special(self, index: int) -> int:
        """Take a lexeme that may end a leaf; return the index of the next one."""
        lexeme = self.lexemes[index]
        kind = lexeme[0]
        if kind == "NEWLINE":
            return self._newline(index)
        if kind in _OPENERS:
            self.depth += 1
            self.current.append(lexeme)
        elif kind in _CLOSERS:
            self.depth = max(0, self.depth - 1)
            self.current.append(lexeme)
        elif kind == "BAR":
            after = self._peek(index + 1)[0]
            ends_row = after in _ROW_ENDS or after == "$END"
            self.current.append(("ROWEND", *lexeme[1:]) if ends_row else lexeme)
        elif kind == "SEMICOLON":
            if self.depth and self.current and not _begins(self._pair(index + 1)):
                self.current.append(lexeme)
            else:
                self.close("statement")
        elif kind in {"LBRACE", "RBRACE"}:
            self._brace(lexeme)
        else:
            self._note(index)
        return index + 1

    def close(self, kind: str) -> None:
        """End the current leaf, if there is one."""
        if self.remarks:
            self.current = sorted([*self.current, *self.remarks], key=_start)
            self.remarks = []
        if self.current:
            self.cuts.append(Cut(kind, self.current[0][2], self.current[-1][3], self.current))
            self.current = []
        self.depth = 0

    def _brace(self, lexeme: Lexeme) -> None:
        if lexeme[0] == "RBRACE":
            self.close("statement")
            self.current.append(lexeme)
            self.close("closer")
            return
        last = self.current[-1] if self.current else _NO_LEXEME
        is_first = len(self.current) == 1 or (
            len(self.current) > 1 and self.current[-2][0] == "DOC"
        )
        if is_first and last[1] in MODE_WORDS:
            self.current[-1] = ("MODE", *last[1:])
        self.current.append(lexeme)
        self.close("header")

    def _note(self, index: int) -> None:
        lexeme = self.lexemes[index]
        if lexeme[0] == "DOC":
            if self.current and self.current[-1][0] != "DOC" and self._is_first_of_line(index):
                self.close("statement")
            if self.current and self.current[-1][0] != "DOC":
                self.remarks.append(("LATE_DOC", *lexeme[1:]))
            else:
                self.current.append(lexeme)
        elif lexeme[0] == "HASH":
            if self.current and self.current[-1][0] != "DOC":
                self.remarks.append(lexeme)
            else:
                self.cuts.append(Cut("note", lexeme[2], lexeme[3], [lexeme]))

    def _is_first_of_line(self, index: int) -> bool:
        return index == 0 or self.lexemes[index - 1][0] == "NEWLINE"

    def _newline(self, index: int) -> int:
        """Decide whether the statement goes on below the line end."""
        lexemes, length = self.lexemes, len(self.lexemes)
        index += 1
        while index < length and lexemes[index][0] in {"NEWLINE", "COMMENT"}:
            index += 1
        if self.current and not self._continues(index):
            self.close("statement")
        return index

    def _continues(self, index: int) -> bool:
        before = self.current[-1][0]
        if before == "DOC":
            return True
        following = self._pair(index)
        if self.depth:
            return not _begins_in_brackets(following, before)
        after = following[0][0]
        if after == "TAG" and following[1][0] in _VALUES:
            return False  # a comment with `#`, not a tag
        if before in _GOES_ON_AFTER:
            plain = following[0][0] == "NAME" and following[1][0] == "EQUAL" and before == "COLON"
            if plain or not _begins(following):
                return True
        if after == "BAR" and any(x[0] in {"BAR", "ROWEND"} for x in self.current):
            if before != "ROWEND":
                place = self.current[-1][3]
                self.current.append(("ROW_BREAK", "", place, place))
            return True
        return after in _GOES_ON_BEFORE or (after in _CLAUSES and following[1][0] != "COLON")

    def _peek(self, index: int) -> Lexeme:
        """Return the lexeme at an index, comments left out."""
        while index < len(self.lexemes) and self.lexemes[index][0] in _NOTES:
            index += 1
        return self.lexemes[index] if index < len(self.lexemes) else _NO_LEXEME

    def _pair(self, index: int) -> tuple[Lexeme, Lexeme]:
        following = index + 1 if index < len(self.lexemes) else index
        return self._peek(index), self._peek(following)


def _start(lexeme: Lexeme) -> int:
    return lexeme[2]


def _begins(following: tuple[Lexeme, Lexeme]) -> bool:
    """Whether two lexemes at the start of a line plainly begin a statement."""
    first, second = following[0][0], following[1][0]
    if first in {"RBRACE", "DOC", "IMPORT"}:
        return True
    if first in _CLAUSES:
        return second == "COLON"
    return first == "NAME" and second in {"COLON", "NAME", "STRING", "EQUAL"}


def _begins_in_brackets(following: tuple[Lexeme, Lexeme], before: str) -> bool:
    """Whether a line inside brackets begins a statement, so that a bracket is missing above.

    A named argument looks like a property: after a comma or a bracket it is one.
    """
    first, second = following[0][0], following[1][0]
    if first == "NAME" and second in {"COLON", "ARROW"}:
        return before not in {"COMMA", "LPAR", "LSQB", "COLON"}
    if first in _CLAUSES:
        return second == "COLON" and before not in {"COMMA", "LPAR", "LSQB"}
    return _begins(following)
