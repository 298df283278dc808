"""Values of the model: what was written with names resolved, free of positions.

The shape follows the syntax tree, so that a path of child indices (`Anchor.path`) leads to the
same place in both. Parentheses are the one exception: they leave no trace here.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import attrs


class Absent(StrEnum):
    """The stated ways in which there is nothing.

    `none` says that there is nobody or nothing (a finding in many methods), `unknown` that
    nobody knows, `not_judged` is an empty cell of a table. A missing line is Python's None.
    """

    NONE = "none"
    UNKNOWN = "unknown"
    NOT_JUDGED = "not_judged"


@attrs.frozen
class Quantity:
    """A number with its unit as canonical text; None where no unit was written."""

    value: float
    unit: str | None = None


@attrs.frozen
class Text:
    """Words in quotes or between triple quotes."""

    value: str


@attrs.frozen
class Day:
    """A calendar date or month in ISO form, `2026-05-14` or `2026-05`."""

    value: str


@attrs.frozen
class Truth:
    """A truth value."""

    value: bool


@attrs.frozen
class Word:
    """A bare word that names no element: a choice such as `low`, a member, a pattern."""

    value: str


@attrs.frozen
class Every:
    """`*` as an index: all members."""


@attrs.frozen
class Use:
    """The value of an element, of some members if it has an index."""

    element: str
    index: tuple[Value, ...] = ()


@attrs.frozen
class Unresolved:
    """A name that leads to nothing; reported where it stands."""

    name: str


@attrs.frozen
class Keyed:
    """A named argument or list item."""

    name: str
    value: Value


@attrs.frozen
class Apply:
    """A function applied to arguments, in the order written."""

    function: str
    arguments: tuple[Value, ...]


@attrs.frozen
class Sign:
    """`-x`, `+x` or `not x`."""

    operator: str
    operand: Value


@attrs.frozen
class Chain:
    """Operands of one precedence level: `operators[i]` stands after `operands[i]`.

    Operators are `+ -`, `* /`, `^`, `and` or `or`; they apply from left to right.
    """

    operators: tuple[str, ...]
    operands: tuple[Value, ...]


@attrs.frozen
class Compare:
    """A comparison; a chain `0 <= x <= 1` means every step holds."""

    operators: tuple[str, ...]
    operands: tuple[Value, ...]


@attrs.frozen
class Choose:
    """`if condition then consequence else alternative`."""

    condition: Value
    consequence: Value
    alternative: Value


@attrs.frozen
class Span:
    """`low .. high`, both ends included."""

    low: Value
    high: Value


@attrs.frozen
class Items:
    """A list; items may be `Keyed`."""

    items: tuple[Value, ...]


@attrs.frozen
class Tuple:
    """Two values or more in parentheses."""

    items: tuple[Value, ...]


@attrs.frozen
class Grid:
    """A table; the first row and first column are heads, empty cells are `Absent.NOT_JUDGED`."""

    rows: tuple[tuple[Value, ...], ...]


@attrs.frozen
class Step:
    """One arrow of a chain.

    Attributes:
        source, target: Element names as in `Use.element`.
        sign: `+`, `-`, `?` unknown, `0` denied, or empty for unsigned.
        delayed: True for `~>`.
    """

    source: str
    target: str
    sign: str = ""
    delayed: bool = False

    @property
    def link(self) -> str:
        """The identity of the link, `source -> target`."""
        return f"{self.source} -> {self.target}"


@attrs.frozen
class Steps:
    """A chain of arrows as a value."""

    steps: tuple[Step, ...]

    @property
    def closed(self) -> bool:
        """Whether the chain ends where it began."""
        return bool(self.steps) and self.steps[0].source == self.steps[-1].target


Value = (
    Absent
    | Quantity
    | Text
    | Day
    | Truth
    | Word
    | Every
    | Use
    | Unresolved
    | Keyed
    | Apply
    | Sign
    | Chain
    | Compare
    | Choose
    | Span
    | Items
    | Tuple
    | Grid
    | Steps
)


def children(value: Value) -> tuple[Value, ...]:
    """Return the direct parts of a value, in the order in which `Anchor.path` counts them."""
    match value:
        case Use(index=index):
            return index
        case Keyed(value=inner) | Sign(operand=inner):
            return (inner,)
        case Apply(arguments=parts) | Items(items=parts) | Tuple(items=parts):
            return parts
        case Chain(operands=parts) | Compare(operands=parts):
            return parts
        case Choose(condition=a, consequence=b, alternative=c):
            return (a, b, c)
        case Span(low=low, high=high):
            return (low, high)
        case Grid(rows=rows):
            return tuple(cell for row in rows for cell in row)
        case _:
            return ()


@cache
def uses(value: Value) -> tuple[str, ...]:
    """Return the names of elements that a value refers to, each once, in order of appearance."""
    found: dict[str, None] = {}
    stack = [value]
    while stack:
        part = stack.pop()
        match part:
            case Use(element=element):
                found.setdefault(element)
            case Steps(steps=steps):
                for step in steps:
                    found.setdefault(step.source)
                    found.setdefault(step.target)
        stack.extend(reversed(children(part)))
    return tuple(found)
