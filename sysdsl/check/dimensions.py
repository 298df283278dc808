"""Units of equations: what follows from an expression, and where it does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Rule, Severity
from sysdsl.numerics.function import Function
from sysdsl.numerics.functions import FUNCTIONS
from sysdsl.schema import value as v
from sysdsl.units import (
    DMNL,
    ExponentOutOfRangeError,
    Unit,
    UnitProblem,
    UnitTable,
    compatible,
    describe,
)

UNITS_MISMATCH = Rule(
    code="SD-UNITS-MISMATCH",
    severity=Severity.ERROR,
    title="Units that do not fit",
    meaning="Amounts of different kinds are added, compared, or put where another is needed.",
    why="An equation that adds people to days cannot be right; most mistakes in equations show "
    "up as units that do not fit (Sterman 2000, section 21.4.4; MIT D-4851, item 1).",
    example="const stay : days = 5\nstock beds : people = 100\naux load : people = beds + stay",
    instead="const stay : days = 5\nstock beds : people = 100\naux load : people/day = beds / stay",
    source="Sterman, Business Dynamics (2000), 21.4.4",
)

Units = Unit | None
"""A unit; None when it cannot be told, so that nothing is said about it."""


@attrs.define
class _Inference:
    """Follows the units through one expression.

    Attributes:
        table: The units of the model.
        unit_of: Declared unit of an element; None when it has none.
        time: The unit of time of the run.
        anchor: Place of a part of the expression.
        problems: What does not fit.
    """

    table: UnitTable
    unit_of: Callable[[str], Units]
    time: Unit
    anchor: Callable[[tuple[int, ...]], Anchor]
    problems: list[Diagnostic] = attrs.field(factory=list)


@attrs.frozen
class _Zero:
    """What fits anywhere: the number 0, infinity, a name that is reported elsewhere."""


def unit_problems(
    value: v.Value,
    declared: Units,
    context: UnitContext,
    anchor: Callable[[tuple[int, ...]], Anchor],
    name: str,
) -> tuple[Diagnostic, ...]:
    """Return where the units in an expression do not fit, among themselves or with its element.

    Args:
        value: The right-hand side.
        declared: The unit it has to come to; None when there is none.
        context: Units of the model.
        anchor: Place of a part of the expression.
        name: The element, for messages.
    """
    work = _Inference(context.table, context.unit_of, context.time, anchor)
    if _literal(value):
        # A literal takes the unit declared for its element when it states none.
        _literals(value, declared, work, (), name)
        return tuple(work.problems)
    found = _unit(value, work, ())
    if isinstance(found, Unit) and declared is not None and not compatible(found, declared):
        work.problems.append(_mismatch(work, (), name, declared, found))
    return tuple(work.problems)


@attrs.frozen
class UnitContext:
    """Units of a model: names of units, units of elements, the unit of time."""

    table: UnitTable
    unit_of: Callable[[str], Units]
    time: Unit


def _literal(value: v.Value) -> bool:
    """Tell whether a value is a number, or a list of numbers for members."""
    match value:
        case v.Quantity() | v.Sign(operator="-" | "+", operand=v.Quantity()):
            return True
        case v.Items(items=items):
            return all(_literal(i.value if isinstance(i, v.Keyed) else i) for i in items)
        case _:
            return False


def _literals(
    value: v.Value, declared: Units, work: _Inference, path: tuple[int, ...], name: str
) -> None:
    match value:
        case v.Items(items=items):
            for i, item in enumerate(items):
                _literals(item, declared, work, (*path, i), name)
        case v.Keyed(value=inner) | v.Sign(operand=inner):
            _literals(inner, declared, work, (*path, 0), name)
        case v.Quantity(unit=str()):
            found = _quantity(value, work)
            if declared is not None and isinstance(found, Unit) and not compatible(found, declared):
                work.problems.append(_mismatch(work, path, name, declared, found))
        case _:
            pass


def _quantity(value: v.Quantity, work: _Inference) -> Unit | _Zero | None:
    if value.unit is None:
        return _Zero() if value.value == 0 else DMNL
    parsed = work.table.parse(value.unit)
    return None if isinstance(parsed, UnitProblem) else parsed


_Result = Unit | _Zero | None


def _unit(value: v.Value, work: _Inference, path: tuple[int, ...]) -> _Result:
    match value:
        case v.Quantity():
            return _quantity(value, work)
        case v.Use(element=element):
            return work.unit_of(element)
        case v.Sign(operator="not"):
            _unit(value.operand, work, (*path, 0))
            return DMNL
        case v.Sign(operand=operand) | v.Keyed(value=operand):
            return _unit(operand, work, (*path, 0))
        case v.Chain():
            return _chain(value, work, path)
        case v.Compare(operands=operands):
            _alike([(_unit(x, work, (*path, i)), i) for i, x in enumerate(operands)], work, path)
            return DMNL
        case v.Choose(condition=condition, consequence=yes, alternative=no):
            _unit(condition, work, (*path, 0))
            both = [(_unit(yes, work, (*path, 1)), 1), (_unit(no, work, (*path, 2)), 2)]
            return _alike(both, work, path)
        case v.Apply():
            return _apply(value, work, path)
        case v.Items(items=items):
            return _alike(
                [(_unit(x, work, (*path, i)), i) for i, x in enumerate(items)], work, path
            )
        case _:
            return None


def _chain(chain: v.Chain, work: _Inference, path: tuple[int, ...]) -> _Result:
    operator = chain.operators[0]
    found = [_unit(x, work, (*path, i)) for i, x in enumerate(chain.operands)]
    if operator in ("+", "-"):
        return _alike([(unit, i) for i, unit in enumerate(found)], work, path)
    if operator in ("and", "or"):
        return DMNL
    if operator == "^":
        return _power(found[0], chain.operands[1])
    product: _Result = found[0]
    for symbol, unit in zip(chain.operators, found[1:], strict=True):
        if isinstance(product, _Zero) or isinstance(unit, _Zero):
            product = _Zero() if isinstance(product, _Zero) else None
        elif product is None or unit is None:
            product = None
        else:
            product = product * unit if symbol == "*" else product / unit
    return product


def _power(base: _Result, exponent: v.Value) -> _Result:
    if not isinstance(base, Unit):
        return None
    sign = 1
    while isinstance(exponent, v.Sign):
        sign, exponent = (-sign if exponent.operator == "-" else sign), exponent.operand
    if isinstance(exponent, v.Quantity) and abs(exponent.value) <= 20:
        return _raised(base, Fraction(exponent.value).limit_denominator(64) * sign)
    return DMNL if base == DMNL else None


def _raised(base: Unit, exponent: Fraction) -> Unit | None:
    try:
        return base.power(exponent)
    except ExponentOutOfRangeError:
        return None


def _alike(found: list[tuple[_Result, int]], work: _Inference, path: tuple[int, ...]) -> _Result:
    """Return the unit that all have; report the first that has another."""
    first: Unit | None = None
    for unit, index in found:
        if not isinstance(unit, Unit):
            continue
        if first is None:
            first = unit
        elif not compatible(first, unit):
            a, b = describe(first, work.table), describe(unit, work.table)
            work.problems.append(
                UNITS_MISMATCH.at(
                    work.anchor((*path, index)),
                    f"this has the unit `{b}`, but it is put together with `{a}`",
                    hint=_hint(a, b),
                )
            )
            return None
    if first is not None:
        return first
    unknown = any(unit is None for unit, _ in found)
    return None if unknown else _Zero()


def _hint(wanted: str, found: str) -> str:
    if found == "dmnl":
        return f"give the number its unit, for instance `[{wanted}]`, or name it as a constant"
    return "check what is added or compared, or multiply by a named conversion"


def _apply(call: v.Apply, work: _Inference, path: tuple[int, ...]) -> _Result:
    found = [_unit(x, work, (*path, i)) for i, x in enumerate(call.arguments)]
    function = FUNCTIONS.get(call.function)
    if function is None:
        return work.unit_of(call.function)
    named = _named(function, call.arguments, found)
    return _ruled(function, named, work, path)


def _named(
    function: Function, arguments: tuple[v.Value, ...], found: list[_Result]
) -> Mapping[str, list[tuple[_Result, int]]]:
    """Return the units of arguments by the names of the arguments."""
    names = [argument.name for argument in function.arguments]
    out: dict[str, list[tuple[_Result, int]]] = {}
    position = 0
    for index, (argument, unit) in enumerate(zip(arguments, found, strict=True)):
        if isinstance(argument, v.Keyed):
            name = argument.name
        else:
            name = names[min(position, len(names) - 1)] if names else ""
            position += 1
        out.setdefault(name, []).append((unit, index))
    return out


def _ruled(
    function: Function,
    named: Mapping[str, list[tuple[_Result, int]]],
    work: _Inference,
    path: tuple[int, ...],
) -> _Result:
    rule = function.units
    for name in rule.dimensionless:
        _each(named.get(name, []), DMNL, work, path)
    for name in rule.time:
        _each(named.get(name, []), work.time, work, path)
    for group in (*rule.alike, *((name,) for name in named)):
        _alike([pair for name in group for pair in named.get(name, [])], work, path)
    product = DMNL
    for name, exponent in rule.result:
        if name == "time":
            part: _Result = work.time
        else:
            given = [unit for unit, _ in named.get(name, [])]
            part = next((u for u in given if isinstance(u, Unit)), given[0] if given else None)
        if isinstance(part, _Zero) and len(rule.result) == 1:
            return part
        if not isinstance(part, Unit):
            return None
        raised = _raised(part, Fraction(exponent).limit_denominator(64))
        if raised is None:
            return None
        product = product * raised
    return product


def _each(
    found: list[tuple[_Result, int]], wanted: Unit, work: _Inference, path: tuple[int, ...]
) -> None:
    for unit, index in found:
        if isinstance(unit, Unit) and not compatible(unit, wanted):
            a, b = describe(wanted, work.table), describe(unit, work.table)
            work.problems.append(
                UNITS_MISMATCH.at(
                    work.anchor((*path, index)),
                    f"this has the unit `{b}`, but `{a}` is needed here",
                    hint=_hint(a, b),
                )
            )


def _mismatch(
    work: _Inference, path: tuple[int, ...], name: str, declared: Unit, found: Unit
) -> Diagnostic:
    a, b = describe(declared, work.table), describe(found, work.table)
    return UNITS_MISMATCH.at(
        work.anchor(path),
        f"`{name}` has the unit `{a}`, but its equation comes to `{b}`",
        hint="correct the unit or the equation; a factor that converts deserves a name",
    )
