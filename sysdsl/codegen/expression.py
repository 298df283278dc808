"""Equations to text in a target language: shallow, and with names of our own alone.

Values that nest too deep, and sums that are too long, for the target's own parser are spilled
into temporaries: a Python compiler refuses about 100 nested parentheses and recurses on sums.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from sysdsl.numerics.operators import CLOCK, TRUTHS
from sysdsl.numerics.program import Apply, Const, Interpolate, Node, Read

DEEP = 12
"""Nesting from which a value is spilled."""
WIDE = 24
"""Operands that one expression takes."""

LOGIC = frozenset({"and", "or", "not"})


@attrs.frozen
class Value:
    """Text of a value; `atom` says that it may be repeated at no cost."""

    text: str
    truth: bool = False
    atom: bool = False
    depth: int = 0


@attrs.frozen(kw_only=True)
class Dialect:
    """How a target spells things.

    Attributes:
        number: Text of a constant.
        clock: Text of each clock operator.
        apply: Text of an operator on operands; the third argument names fresh temporaries.
        table: Text of a table at an argument.
        as_truth: Text of a number as a condition.
        as_number: Text of a condition as a number.
        assign: Statement that sets a name.
    """

    number: Callable[[float], str]
    clock: Mapping[str, str]
    apply: Callable[[str, Sequence[Value], Callable[[], str]], str]
    table: Callable[[str, Value, Callable[[], str]], str]
    as_truth: Callable[[str], str]
    as_number: Callable[[str], str]
    assign: Callable[[str, str], str]


class Writer:
    """Lines of a function body in the making."""

    def __init__(self, dialect: Dialect, names: Mapping[str, str], prefix: str = "x") -> None:
        self.dialect = dialect
        self.names = names
        self.lines: list[str] = []
        self.temporaries: list[str] = []
        self._prefix = prefix

    def fresh(self) -> str:
        """Return a new temporary's name."""
        self.temporaries.append(f"{self._prefix}{len(self.temporaries)}")
        return self.temporaries[-1]

    def assign(self, name: str, node: Node) -> None:
        """Write statements that set a name to an equation's value."""
        self.lines.append(self.dialect.assign(name, self.number(self.value(node))))

    def number(self, value: Value) -> str:
        """Return the text of a value as a number."""
        return self.dialect.as_number(value.text) if value.truth else value.text

    def value(self, node: Node) -> Value:
        """Write what an equation needs and return its text; iterative, whatever the depth."""
        done: list[Value] = []
        pending: list[tuple[Node, bool]] = [(node, False)]
        while pending:
            current, ready = pending.pop()
            if not ready and (operands := _operands(current)):
                pending.append((current, True))
                pending.extend((o, False) for o in reversed(operands))
                continue
            count = len(_operands(current))
            given = done[len(done) - count :] if count else []
            del done[len(done) - count :]
            done.append(self._shallow(self._text(current, given)))
        return done[0]

    def _text(self, node: Node, given: list[Value]) -> Value:
        dialect = self.dialect
        match node:
            case Const(value=value):
                return Value(dialect.number(value), atom=True)
            case Read(slot=slot):
                return Value(self.names[slot], atom=True)
            case Interpolate(table=table):
                argument = Value(self.number(given[0]), atom=given[0].atom)
                return Value(dialect.table(table, argument, self.fresh), depth=given[0].depth + 1)
            case Apply(operator=operator) if operator in CLOCK:
                return Value(dialect.clock[operator], atom=True)
            case Apply(operator=operator):
                return self._apply(
                    operator, [self._fitting(operator, i, v) for i, v in enumerate(given)]
                )

    def _apply(self, operator: str, operands: list[Value]) -> Value:
        if len(operands) > WIDE:
            so_far = operands[:1]
            for start in range(1, len(operands), WIDE):
                chunk = [*so_far, *operands[start : start + WIDE]]
                text = self.dialect.apply(operator, chunk, self.fresh)
                so_far = [self._spilled(Value(text, truth=operator in TRUTHS))]
            return so_far[0]
        text = self.dialect.apply(operator, operands, self.fresh)
        depth = 1 + max(v.depth for v in operands)
        if operator in {"min", "max"}:
            depth += len(operands)
        return Value(text, truth=operator in TRUTHS, depth=depth)

    def _fitting(self, operator: str, index: int, value: Value) -> Value:
        wants_truth = operator in LOGIC or (operator == "select" and index == 0)
        if wants_truth and not value.truth:
            return Value(self.dialect.as_truth(value.text), truth=True, depth=value.depth + 1)
        if not wants_truth and value.truth:
            return Value(self.dialect.as_number(value.text), depth=value.depth + 1)
        return value

    def _shallow(self, value: Value) -> Value:
        return self._spilled(value) if value.depth > DEEP else value

    def _spilled(self, value: Value) -> Value:
        name = self.fresh()
        self.lines.append(self.dialect.assign(name, value.text))
        return Value(name, truth=value.truth, atom=True)


def _operands(node: Node) -> tuple[Node, ...]:
    match node:
        case Apply(operands=operands):
            return operands
        case Interpolate(argument=argument):
            return (argument,)
        case _:
            return ()


def folded(
    operands: Sequence[Value],
    fresh: Callable[[], str],
    pair: Callable[[str, str, str, str], str],
    bind: Callable[[str, str], str],
) -> str:
    """Return a chain of pairwise choices, each operand evaluated once.

    Args:
        operands: Texts in order.
        fresh: Names a temporary.
        pair: Text of a choice from the first use and the later use of both operands.
        bind: Expression that sets a name and has its value.
    """
    so_far = operands[0]
    for operand in operands[1:]:
        uses = []
        for value in (so_far, operand):
            if value.atom:
                uses.append((value.text, value.text))
            else:
                name = fresh()
                uses.append((bind(name, value.text), name))
        so_far = Value(pair(uses[0][0], uses[1][0], uses[0][1], uses[1][1]))
    return so_far.text
