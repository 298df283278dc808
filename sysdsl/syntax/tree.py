"""Nodes of the syntax tree: a text as written, names unresolved.

Every node carries `start` and `end`, offsets relative to the start of the statement leaf it was
parsed from, so that a leaf can be cached by its text. They take no part in equality.
A `Statement` places a node in a top-level statement, a `Document` places those in the text: a
statement that an edit leaves alone stays the same object, wherever it moves.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain

import attrs


def _offset() -> int:
    return attrs.field(default=0, eq=False, repr=False)


# ---- values ---------------------------------------------------------------------------------


@attrs.frozen
class Name:
    """A name, NFC-normalised, without backticks."""

    text: str
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Path:
    """A dotted name such as `workforce.closed` or `std.units`."""

    names: tuple[Name, ...]
    start: int = _offset()
    end: int = _offset()

    @property
    def text(self) -> str:
        """The dotted text."""
        if len(self.names) == 1:
            return self.names[0].text
        return ".".join(name.text for name in self.names)


@attrs.frozen
class Number:
    """A number as written and as read; `percent` says a `%` followed (the value is not scaled)."""

    text: str
    value: float
    percent: bool = False
    unit: UnitExpr | None = None
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Date:
    """A calendar date `2026-05-14` or month `2026-05` as written."""

    text: str
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class String:
    """A string in quotes; `value` has escapes replaced."""

    text: str
    value: str
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Prose:
    """Markdown text between triple quotes; `value` is dedented."""

    text: str
    value: str
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Truth:
    """`true` or `false`."""

    value: bool
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Star:
    """`*` as an index: every member."""

    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Ref:
    """A name used as a value, with subscripts if any: `treating[medical, *]`."""

    path: Path
    index: tuple[Value, ...] | None = None
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Named:
    """A named argument or list item: `medical: 14`."""

    name: Name
    value: Value
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Call:
    """A function call; arguments in the order written, some may be `Named`."""

    function: Path
    arguments: tuple[Value, ...]
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Unary:
    """`-x`, `+x` or `not x`."""

    operator: str
    operand: Value
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Chain:
    """Operands of one precedence level in a row: `a + b - c`, `a * b / c`, `a and b`.

    N-ary, so that a sum of a thousand terms is as shallow as a sum of two.
    `operators[i]` stands between `operands[i]` and `operands[i + 1]`.
    """

    operators: tuple[str, ...]
    operands: tuple[Value, ...]
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Power:
    """`base ^ exponent`."""

    base: Value
    exponent: Value
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Comparison:
    """`a < b`, or a chain `0 <= x <= 1` that means both."""

    operators: tuple[str, ...]
    operands: tuple[Value, ...]
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Conditional:
    """`if condition then consequence else alternative`."""

    condition: Value
    consequence: Value
    alternative: Value
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Group:
    """A parenthesised value, kept so that printing gives the parentheses back."""

    inner: Value
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Range:
    """`low .. high`."""

    low: Value
    high: Value
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class ListValue:
    """`[a, b]`, or with names `[medical: 14]` (items are `Named` then)."""

    items: tuple[Value, ...]
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class TupleValue:
    """`(0, 1)`: two values or more."""

    items: tuple[Value, ...]
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Table:
    """Rows between bars; an empty cell is None. The first row holds the column heads."""

    rows: tuple[tuple[Value | None, ...], ...]
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class UnitExpr:
    """A unit as a product of powers: `people/(bed*day)` is people^1 bed^-1 day^-1.

    `factors` holds (name, exponent) in the order written, numbers as names (`1/year`).
    `text` is the unit as written, without brackets.
    """

    text: str
    factors: tuple[tuple[str, int], ...]
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Arrow:
    """An arrow. `sign` is one of `+ - ? 0` or empty; `delayed` for `~>`."""

    sign: str
    delayed: bool
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class LoopValue:
    """A chain of arrows as a value or after a colon: `a ->+ b ->- a`."""

    refs: tuple[Ref, ...]
    arrows: tuple[Arrow, ...]
    start: int = _offset()
    end: int = _offset()


Value = (
    Number
    | Date
    | String
    | Prose
    | Truth
    | Star
    | Ref
    | Named
    | Call
    | Unary
    | Chain
    | Power
    | Comparison
    | Conditional
    | Group
    | Range
    | ListValue
    | TupleValue
    | Table
    | LoopValue
)


# ---- parts of statements ------------------------------------------------------------------


@attrs.frozen
class Clause:
    """A clause such as `from treating` or `because "..."`."""

    word: str
    value: Value
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Tag:
    """`#needs-review`, without the hash sign."""

    text: str
    start: int = _offset()
    end: int = _offset()


Modifier = Clause | Tag


# ---- statements ---------------------------------------------------------------------------


@attrs.frozen
class Declaration:
    """`kind name[subscripts] "Title" : unit clauses = value clauses`, or with a loop."""

    kind: Path
    name: Name | None = None
    subscripts: tuple[Name, ...] = ()
    title: String | None = None
    unit: UnitExpr | None = None
    loop: LoopValue | None = None
    value: Value | None = None
    modifiers: tuple[Modifier, ...] = ()
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Property:
    """`key: value clauses`."""

    key: Name
    value: Value
    modifiers: tuple[Modifier, ...] = ()
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Equation:
    """`name = value clauses`."""

    target: Ref
    value: Value
    modifiers: tuple[Modifier, ...] = ()
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class LinkStatement:
    """`a ->+ b ->- c, d clauses`: `targets` are all refs after the last arrow."""

    refs: tuple[Ref, ...]
    arrows: tuple[Arrow, ...]
    targets: tuple[Ref, ...]
    modifiers: tuple[Modifier, ...] = ()
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Mode:
    """`before`, `after`, `is`, `ought` or `could` with a body of statements or properties."""

    word: str
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class ImportItem:
    """One imported name or module, with its alias if any."""

    path: Path
    alias: Name | None = None
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Import:
    """`import a, b as c from "file"`, `import "file" as m`, `import std.units`."""

    items: tuple[ImportItem, ...] = ()
    source: String | Path | None = None
    alias: Name | None = None
    start: int = _offset()
    end: int = _offset()


@attrs.frozen
class Broken:
    """A statement that could not be read; its text is kept."""

    text: str
    start: int = _offset()
    end: int = _offset()


StatementNode = Declaration | Property | Equation | LinkStatement | Mode | Import | Broken


@attrs.frozen
class Statement:
    """A statement with what stands in its body.

    Attributes:
        node: What was written.
        doc: Text of the `///` lines above, joined by newlines, or None.
        body: Statements between braces; None when there are no braces.
        offset: Where its leaf begins, from the start of the top-level statement it belongs to;
            the node's own offsets are relative to it.
        end: Where it ends with its body, from the same start.
    """

    node: StatementNode
    doc: str | None = None
    body: tuple[Statement, ...] | None = None
    offset: int = _offset()
    end: int = _offset()


@attrs.frozen(eq=False, slots=False)
class Section:
    """Top-level statements in a row, with their offsets from the start of the section."""

    statements: tuple[Statement, ...]
    starts: tuple[int, ...]

    @cached_property
    def frame(self) -> tuple[int, ...]:
        """Positions of the statements that belong to the frame of the document."""
        return tuple([i for i, s in enumerate(self.statements) if _is_frame(s.node)])


@attrs.frozen(slots=False)
class Document:
    """One file as statements.

    Attributes:
        statements: The top-level statements.
        sections: The same in sections, each with its absolute offset.
    """

    statements: tuple[Statement, ...]
    sections: tuple[tuple[int, Section], ...] = attrs.field(eq=False, repr=False)

    @sections.default
    def _one_section(self) -> tuple[tuple[int, Section], ...]:
        return ((0, Section(self.statements, (0,) * len(self.statements))),)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Absolute offsets of the top-level statements."""
        return tuple([at + start for at, section in self.sections for start in section.starts])

    @cached_property
    def frame(self) -> tuple[tuple[int, Statement], ...]:
        """Imports, declarations of `model` and `kind`, and properties outside any body.

        They decide how everything else is read, so they are looked for again and again. Each
        comes with its absolute offset.
        """
        return tuple(
            [
                (at + section.starts[i], section.statements[i])
                for at, section in self.sections
                for i in section.frame
            ]
        )


def document_of(sections: list[tuple[int, Section]]) -> Document:
    """Return the document that sections at absolute offsets make up."""
    statements = tuple(chain.from_iterable([section.statements for _, section in sections]))
    return Document(statements, tuple(sections))


def _is_frame(node: StatementNode) -> bool:
    if isinstance(node, Declaration):
        names = node.kind.names
        return len(names) == 1 and names[0].text in ("model", "kind")
    return isinstance(node, Import | Property)
