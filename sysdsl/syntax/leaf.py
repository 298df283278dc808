"""Statement leaves: parsed alone, with offsets of their own, and once for equal texts."""

from __future__ import annotations

import attrs

from sysdsl.syntax import rules
from sysdsl.syntax.diagnose import diagnose
from sysdsl.syntax.driver import Stuck, drive, load_driver
from sysdsl.syntax.finding import Finding
from sysdsl.syntax.lines import Cut
from sysdsl.syntax.mend import mend
from sysdsl.syntax.place import Place
from sysdsl.syntax.scanner import Lexeme
from sysdsl.syntax.tree import Broken, Statement, StatementNode
from sysdsl.syntax.walk import depth_exceeds

NESTING_LIMIT = 256
_CACHE_SIZE = 200_000


@attrs.frozen(kw_only=True)
class Leaf:
    """A statement, the header of one, or a closing brace, wherever it stands.

    Attributes:
        kind: `statement`, `header`, `closer`, or `note` for a slip between statements.
        text: Its text.
        node: What it says; None for closers and notes, and for docs above nothing.
        doc: The `///` lines above it.
        findings: What there is to say about it.
        open_prose: Whether it holds a triple quotation mark that is never closed: then it
            depends on all the text that follows.
    """

    kind: str
    text: str
    node: StatementNode | None = None
    doc: str | None = None
    findings: tuple[Finding, ...] = ()
    open_prose: bool = False


_CLOSER = Leaf(kind="closer", text="}")


@attrs.define
class LeafCache:
    """Leaves by their text; kept by whoever parses the same files again and again.

    Attributes:
        leaves: Leaves by their text.
        statements: Top-level statements by their text, so that they stay the same objects.
    """

    leaves: dict[str, Leaf] = attrs.field(factory=dict)
    statements: dict[str, Statement] = attrs.field(factory=dict)

    def add(self, leaf: Leaf) -> None:
        """Keep a leaf; when there are too many, begin anew."""
        if len(self.leaves) >= _CACHE_SIZE:
            self.leaves.clear()
        self.leaves[leaf.text] = leaf

    def statement(self, leaf: Leaf) -> Statement:
        """Return the top-level statement that a leaf with a node makes up alone."""
        statement = self.statements.get(leaf.text)
        if statement is None:
            assert leaf.node is not None  # noqa: S101  asked for leaves with a node only
            statement = Statement(leaf.node, leaf.doc, None, 0, len(leaf.text))
            self.keep(leaf.text, statement)
        return statement

    def keep(self, text: str, statement: Statement) -> None:
        """Keep a statement whose braces all have partners, so that its text decides what it is."""
        if len(self.statements) >= _CACHE_SIZE:
            self.statements.clear()
        self.statements[text] = statement


def read_leaf(cut: Cut, text: str, cache: LeafCache) -> Leaf:
    """Return the leaf that a cut of a text holds."""
    if cut.kind == "closer":
        return _CLOSER
    source = text[cut.start : cut.end]
    leaf = cache.leaves.get(source)
    if leaf is None:
        leaf = _parse(cut, source)
        cache.add(leaf)
    return leaf


def _parse(cut: Cut, source: str) -> Leaf:
    lexemes, base = cut.lexemes, cut.start
    findings: list[Finding] = []
    if len(lexemes) > NESTING_LIMIT and (deep := _too_deep(lexemes, base)):
        return _broken(cut, source, [deep])
    result = drive(lexemes, base, findings.append)
    open_prose = False
    if isinstance(result, Stuck):
        if all(lexeme[0] in {"DOC", "HASH"} for lexeme in lexemes):
            return _without_statement(cut, source)
        open_prose = any(lexeme[0] == "OPEN_TEXT" for lexeme in lexemes)
        lexemes, slips = mend(lexemes, base)
        findings = list(slips)
        if slips:
            result = drive(lexemes, base, findings.append)
        if isinstance(result, Stuck):
            return _broken(
                cut, source, findings or [_why(lexemes, result, base)], open_prose=open_prose
            )
    doc: str | None
    node: StatementNode
    doc, node = result  # type: ignore[misc]  # the rule `leaf` gives a pair
    if len(lexemes) > NESTING_LIMIT and depth_exceeds(node, 4 * NESTING_LIMIT):
        return _broken(cut, source, [_nesting(0, len(source))])
    return Leaf(
        kind=cut.kind,
        text=source,
        node=node,
        doc=doc,
        findings=tuple(findings),
        open_prose=open_prose,
    )


def _why(lexemes: list[Lexeme], stuck: Stuck, base: int) -> Finding:
    expected = load_driver().accepted(stuck.states)
    return diagnose(Place(lexemes=lexemes, index=stuck.index, expected=expected, base=base))


def _broken(cut: Cut, source: str, findings: list[Finding], *, open_prose: bool = False) -> Leaf:
    docs = [lexeme for lexeme in cut.lexemes if lexeme[0] == "DOC"]
    first = next((x[2] - cut.start for x in cut.lexemes if x[0] != "DOC"), 0)
    body = source[first:-1] if cut.kind == "header" else source[first:]
    doc = "\n".join(x[1][3:].removeprefix(" ").rstrip() for x in docs) if docs else None
    node = Broken(body.rstrip(), first, first + len(body.rstrip()))
    return Leaf(
        kind=cut.kind,
        text=source,
        node=node,
        doc=doc,
        findings=tuple(findings),
        open_prose=open_prose,
    )


def _without_statement(cut: Cut, source: str) -> Leaf:
    if cut.lexemes[0][0] == "HASH":
        return Leaf(kind="note", text=source, findings=tuple(mend(cut.lexemes, cut.start)[1]))
    finding = Finding(
        rule=rules.DOC_LOOSE,
        start=0,
        end=len(source),
        message="A `///` line stands above nothing",
        hint="Put it above the statement it documents, or write `//`.",
    )
    return Leaf(kind="note", text=source, findings=(finding,))


def _too_deep(lexemes: list[Lexeme], base: int) -> Finding | None:
    depth = 0
    for kind, _, first, last in lexemes:
        if kind in {"LPAR", "LSQB"}:
            depth += 1
            if depth > NESTING_LIMIT:
                return _nesting(first - base, last - base)
        elif kind in {"RPAR", "RSQB"}:
            depth -= 1
    return None


def _nesting(start: int, end: int) -> Finding:
    return Finding(
        rule=rules.NESTING,
        start=start,
        end=end,
        message=f"More than {NESTING_LIMIT} levels stand inside one another",
        hint="Give parts of it names of their own.",
    )
