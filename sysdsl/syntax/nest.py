"""Leaves to a tree of statements, and what is wrong with the braces."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from sysdsl.diagnostics import Diagnostic, Edit, Fix, Label, Location, Rule
from sysdsl.source import Span
from sysdsl.syntax import rules
from sysdsl.syntax.leaf import NESTING_LIMIT, Leaf
from sysdsl.syntax.tree import Document, Statement

Placed = tuple[int, Leaf]

_LAST_LINE = re.compile(r"[^\r\n]*\Z")


@attrs.define
class _Open:
    """A body that is being filled."""

    offset: int
    leaf: Leaf | None
    statements: list[Statement]
    indent: int | None = None
    is_indented: bool | None = None


@attrs.define
class Nest:
    """Leaves on their way to a tree."""

    text: str
    path: str
    stack: list[_Open]
    diagnostics: list[Diagnostic]
    missing: int
    depth: int = 0
    too_deep: bool = False

    def add(self, offset: int, leaf: Leaf) -> None:
        end = offset + len(leaf.text)
        if leaf.kind == "closer":
            self._close(end)
            return
        if self.missing:
            self._close_what_should_be(offset, leaf)
        if leaf.node is None:
            return
        if leaf.kind == "statement":
            self.stack[-1].statements.append(Statement(leaf.node, leaf.doc, None, offset, end))
        else:
            self._open(offset, leaf)

    def _open(self, offset: int, leaf: Leaf) -> None:
        if len(self.stack) > NESTING_LIMIT:
            self.depth += 1
            if not self.too_deep:
                self.too_deep = True
                self._say(
                    rules.NESTING,
                    (offset, offset + len(leaf.text)),
                    f"More than {NESTING_LIMIT} bodies stand inside one another",
                    "Move inner elements out and refer to them.",
                )
            return
        indent = self._indent(offset) if self.missing else None
        self.stack.append(_Open(offset, leaf, [], indent))

    def _close(self, end: int) -> None:
        if self.depth:
            self.depth -= 1
        elif len(self.stack) > 1:
            self.pop(end)
        else:
            fix = Fix("Remove it", (Edit(Location(self.path, Span(end - 1, end)), ""),))
            self._say(
                rules.STRAY_CLOSER,
                (end - 1, end),
                "`}` closes nothing",
                "Remove it, or look for a `{` that is missing above.",
                fix,
            )

    def pop(self, end: int) -> None:
        """End the innermost body."""
        body = self.stack.pop()
        leaf = body.leaf
        assert leaf is not None  # noqa: S101  only the outermost body has no header
        assert leaf.node is not None  # noqa: S101  headers are statements
        self.stack[-1].statements.append(
            Statement(leaf.node, leaf.doc, tuple(body.statements), body.offset, end)
        )

    def _close_what_should_be(self, offset: int, leaf: Leaf) -> None:
        """Close bodies whose `}` is missing, judged by the indentation of what follows."""
        indent = self._indent(offset)
        if indent is None:
            return
        while self.missing and len(self.stack) > 1:
            body = self.stack[-1]
            if body.indent is None:
                return
            if body.is_indented is None:
                body.is_indented = indent > body.indent
                if not body.is_indented and leaf.kind != "header":
                    return
            if indent > body.indent or not (body.is_indented or leaf.kind == "header"):
                return
            self.missing -= 1
            self.report_missing(body, offset, offset + len(leaf.text))
            self.pop(offset)

    def report_missing(self, body: _Open, start: int, end: int) -> None:
        """Report that a body has no `}` where something shows that cannot belong to it."""
        assert body.leaf is not None  # noqa: S101  only the outermost body has no header
        header = " ".join(body.leaf.text.rstrip("{ \t\r\n").split("\n")[-1].split())
        header = header if len(header) <= 60 else f"{header[:57]}..."
        opener = body.offset + len(body.leaf.text) - 1
        line_start = start - (self._indent(start) or 0)
        brace = " " * (body.indent or 0) + "}\n"
        edit = Edit(Location(self.path, Span(line_start, line_start)), brace)
        if start >= len(self.text):
            edit = Edit(Location(self.path, Span(start, start)), f"\n{brace}")
        self.diagnostics.append(
            rules.BRACE_MISSING.at(
                Location(self.path, Span(start, max(start, end))),
                f"The body of `{header}` is not closed",
                others=(Label(Location(self.path, Span(opener, opener + 1)), "opened here"),),
                hint="Write `}` before this, on a line of its own.",
                fixes=(Fix("Insert `}`", (edit,)),),
            )
        )

    def _indent(self, offset: int) -> int | None:
        """Return the width of the space before a leaf, None if it is not first on its line."""
        line = max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1
        margin = self.text[line:offset]
        return None if margin.strip(" \t\u00a0\ufeff") else len(margin)

    def _say(
        self, rule: Rule, place: tuple[int, int], message: str, hint: str, *fixes: Fix
    ) -> None:
        self.diagnostics.append(
            rule.at(Location(self.path, Span(*place)), message, hint=hint, fixes=fixes)
        )


def nest(text: str, path: str, leaves: Sequence[Placed]) -> tuple[Document, list[Diagnostic]]:
    """Return the document that leaves at absolute offsets make up."""
    state = nested(text, path, leaves, 0)
    if len(state.stack) > 1 or state.depth:
        state = nested(text, path, leaves, len(state.stack) - 1)
    while len(state.stack) > 1:
        end = len(text.rstrip())
        state.report_missing(state.stack[-1], len(text), len(text))
        state.pop(end)
    return Document(tuple(state.stack[0].statements)), state.diagnostics


def nested(text: str, path: str, leaves: Sequence[Placed], missing: int) -> Nest:
    """Return leaves nested as far as their braces go; some bodies may still be open.

    Args:
        text: The whole text.
        path: How the file is named.
        leaves: At absolute offsets.
        missing: How many closing braces are known to be missing.
    """
    state = Nest(text, path, [_Open(0, None, [])], [], missing)
    previous_end, previous = 0, None
    for offset, leaf in leaves:
        state.add(offset, leaf)
        if previous == "closer" and leaf.kind in {"statement", "header"}:
            gap = text[previous_end:offset]
            if not any(mark in gap for mark in ";\r\n"):
                fix = Fix(
                    "Insert `;`", (Edit(Location(path, Span(previous_end, previous_end)), ";"),)
                )
                state.diagnostics.append(
                    rules.SEPARATOR.at(
                        Location(path, Span(offset, offset + len(leaf.text))),
                        "A statement begins right behind `}`",
                        hint="Begin a new line, or write `;` between the statements.",
                        fixes=(fix,),
                    )
                )
        previous, previous_end = leaf.kind, offset + len(leaf.text)
    return state
