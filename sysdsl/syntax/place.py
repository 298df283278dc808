"""Where reading a leaf got stuck, and how a message about it is made."""

from __future__ import annotations

from types import MappingProxyType

import attrs

from sysdsl.diagnostics import Rule
from sysdsl.syntax.finding import Finding, Remedy, replacing
from sysdsl.syntax.scanner import Lexeme

CLOSER_OF = MappingProxyType({"LPAR": "RPAR", "LSQB": "RSQB"})
VALUE_ENDS = frozenset(
    {"NAME", "NUMBER", "STRING", "DATE", "RPAR", "RSQB", "PERCENT", "TRUE", "FALSE", "TEXT"}
)
VALUE_STARTS = frozenset(
    {"NAME", "NUMBER", "STRING", "DATE", "LPAR", "TRUE", "FALSE", "IF", "TEXT"}
)


@attrs.frozen(kw_only=True)
class Place:
    """Where reading a leaf got stuck, and what could have stood there."""

    lexemes: list[Lexeme]
    index: int
    expected: frozenset[str]
    base: int

    def near(self, step: int) -> Lexeme:
        """Return the lexeme `step` places away; an empty one beyond the ends."""
        index = self.index + step
        if 0 <= index < len(self.lexemes):
            return self.lexemes[index]
        end = self.lexemes[-1][3] if self.lexemes and index >= 0 else self.base
        return ("$END", "", end, end)

    @property
    def kind(self) -> str:
        """Kind of the lexeme that does not fit."""
        return self.near(0)[0]

    @property
    def before(self) -> str:
        """Kind of the lexeme before it."""
        return self.near(-1)[0]

    @property
    def open_brackets(self) -> list[Lexeme]:
        """Brackets open at the place, outermost first."""
        stack: list[Lexeme] = []
        for lexeme in self.lexemes[: self.index]:
            if lexeme[0] in CLOSER_OF:
                stack.append(lexeme)
            elif lexeme[0] in {"RPAR", "RSQB"} and stack:
                stack.pop()
        return stack

    def finding(
        self,
        rule: Rule,
        message: str,
        hint: str,
        *,
        at: Lexeme | None = None,
        remedy: Remedy | None = None,
    ) -> Finding:
        """Return a finding at a lexeme, by default the one that does not fit."""
        _, _, first, last = at or self.near(0)
        start, end = first - self.base, last - self.base
        return Finding(rule=rule, start=start, end=end, message=message, hint=hint, remedy=remedy)

    def replacing(self, at: Lexeme, text: str, *, title: str = "") -> Remedy:
        """Return a remedy that replaces a lexeme."""
        return replacing(title or f"Write `{text}`", at[2] - self.base, at[3] - self.base, text)

    def inserting(self, position: int, text: str, *, title: str) -> Remedy:
        """Return a remedy, not safe, that inserts a text at an absolute offset."""
        place = position - self.base
        return Remedy(title=title, edits=((place, place, text),), safe=False)
