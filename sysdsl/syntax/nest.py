"""Leaves to a tree of statements, and what is wrong with the braces."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from sysdsl.diagnostics import Diagnostic, Edit, Fix, Label, Location, Rule
from sysdsl.source import Span
from sysdsl.syntax import rules
from sysdsl.syntax.blocks import Block, indent, is_run_on
from sysdsl.syntax.leaf import NESTING_LIMIT, Leaf, LeafCache
from sysdsl.syntax.tree import Document, Section, Statement, document_of


@attrs.define
class _Open:
    """A body that is being filled."""

    offset: int
    leaf: Leaf | None
    statements: list[Statement]
    indent: int | None = None
    is_indented: bool | None = None


@attrs.define
class _Nest:
    """A text that is being nested.

    Attributes:
        stack: The bodies that are being filled, from the text itself inwards.
        cache: Statements met before.
        missing: How many `}` are still to be put where they seem to be missing.
        sections: What is complete, with absolute offsets.
        starts: Absolute offsets of the statements in `stack[0]`.
        depth: How many bodies too deep to be read are open.
        closed: Where a `}` ends that nothing follows yet, else None.
    """

    text: str
    path: str
    stack: list[_Open]
    cache: LeafCache
    missing: int
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    sections: list[tuple[int, Section]] = attrs.field(factory=list)
    starts: list[int] = attrs.field(factory=list)
    depth: int = 0
    too_deep: bool = False
    closed: int | None = None

    def add_block(self, start: int, block: Block) -> None:
        """Add leaves: at one go if they make sense by themselves, here and now."""
        alone = len(self.stack) == 1 and (block.is_indented or not self.missing)
        if not alone or block.section is None or self.depth:
            for offset, leaf in block.leaves:
                self.add(start + offset, leaf)
            return
        if block.leaves:
            first, leaf = block.leaves[0]
            self._run_on(start + first, leaf)
            self.closed = None
            self.finish()
            self.sections.append((start, block.section))

    def finish(self) -> None:
        """Make a section of the statements that are complete."""
        statements = self.stack[0].statements
        if statements:
            found = tuple([self._known(*s) for s in zip(self.starts, statements, strict=True)])
            self.sections.append((0, Section(found, tuple(self.starts))))
            statements.clear()
            self.starts.clear()

    def _known(self, start: int, statement: Statement) -> Statement:
        """Return the same statement as it was met before, if it was."""
        known = self.cache.statements.get(self.text[start : start + statement.end])
        return known if known is not None and known == statement else statement

    def add(self, offset: int, leaf: Leaf) -> None:
        """Add a leaf."""
        self._add(offset, leaf)
        self._run_on(offset, leaf)
        self.closed = offset + len(leaf.text) if leaf.kind == "closer" else None

    def _run_on(self, offset: int, leaf: Leaf) -> None:
        """Report a statement that begins right behind a `}`."""
        closed = self.closed
        if closed is None or leaf.kind not in {"statement", "header"}:
            return
        if is_run_on(self.text, closed, offset):
            edit = Edit(Location(self.path, Span(closed, closed)), ";")
            self._say(
                rules.SEPARATOR,
                (offset, offset + len(leaf.text)),
                "A statement begins right behind `}`",
                "Begin a new line, or write `;` between the statements.",
                Fix("Insert `;`", (edit,)),
            )

    def _add(self, offset: int, leaf: Leaf) -> None:
        end = offset + len(leaf.text)
        if leaf.kind == "closer":
            self._close(end)
            return
        if self.missing:
            self._close_what_should_be(offset, leaf)
        if leaf.node is None:
            return
        if leaf.kind == "statement":
            self._place(leaf, None, offset, end)
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
        margin = indent(self.text, offset) if self.missing else None
        self.stack.append(_Open(offset, leaf, [], margin))

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
        self._place(leaf, tuple(body.statements), body.offset, end)

    def _place(self, leaf: Leaf, body: tuple[Statement, ...] | None, start: int, end: int) -> None:
        assert leaf.node is not None  # noqa: S101  only notes have none, and they stay outside
        base = self.stack[1].offset if len(self.stack) > 1 else start
        if len(self.stack) == 1:
            self.starts.append(start)
        self.stack[-1].statements.append(
            Statement(leaf.node, leaf.doc, body, start - base, end - base)
        )

    def _close_what_should_be(self, offset: int, leaf: Leaf) -> None:
        """Close bodies whose `}` is missing, judged by the indentation of what follows."""
        margin = indent(self.text, offset)
        if margin is None:
            return
        while self.missing and len(self.stack) > 1:
            body = self.stack[-1]
            if body.indent is None:
                return
            if body.is_indented is None:
                body.is_indented = margin > body.indent
                if not body.is_indented and leaf.kind != "header":
                    return
            if margin > body.indent or not (body.is_indented or leaf.kind == "header"):
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
        line_start = start - (indent(self.text, start) or 0)
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

    def _say(
        self, rule: Rule, place: tuple[int, int], message: str, hint: str, *fixes: Fix
    ) -> None:
        self.diagnostics.append(
            rule.at(Location(self.path, Span(*place)), message, hint=hint, fixes=fixes)
        )


def nest(
    text: str, path: str, blocks: Sequence[Block], cache: LeafCache
) -> tuple[Document, list[Diagnostic]]:
    """Return the document that blocks of leaves make up, and what is wrong with its braces."""
    left_open = 0
    for block in blocks:
        left_open = max(left_open - block.closes, 0) + block.opens
    missing = min(left_open, NESTING_LIMIT)
    state = _Nest(text, path, [_Open(0, None, [])], cache, missing)
    start = 0
    for block in blocks:
        state.add_block(start, block)
        start += block.length
    while len(state.stack) > 1:
        end = len(text.rstrip())
        state.report_missing(state.stack[-1], len(text), len(text))
        state.pop(end)
    state.finish()
    return document_of(state.sections), state.diagnostics
