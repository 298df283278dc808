"""Values of the model as text, for messages and reports."""

from __future__ import annotations

from collections.abc import Iterable

from sysdsl.schema import value as v
from sysdsl.units import spoken_unit, with_unit

NOTHING = 1e-9
"""Share of a series' largest value below which a value is rounding."""


def text_of(value: v.Value) -> str:  # noqa: C901  one case a value reads best
    """Return a value as it could be written."""
    match value:
        case v.Quantity(value=number, unit=unit):
            return f"{number:.10g}{_unit(unit)}"
        case v.Use(element=name, index=index):
            return f"{name}[{_listed(index)}]" if index else name
        case v.Word(value=word) | v.Unresolved(name=word) | v.Day(value=word):
            return word
        case v.Every():
            return "*"
        case v.Keyed(name=name, value=inner):
            return f"{name}: {text_of(inner)}"
        case v.Apply(function=name, arguments=arguments):
            return f"{name}({_listed(arguments)})"
        case v.Sign(operator=operator, operand=operand):
            return (
                f"{operator} {_inner(operand)}" if operator == "not" else operator + _inner(operand)
            )
        case v.Chain(operators=operators, operands=operands):
            return _joined(operators, operands)
        case v.Compare(operators=operators, operands=operands):
            parts = [_inner(o) if isinstance(o, v.Compare) else text_of(o) for o in operands]
            signs = zip(operators, parts[1:], strict=True)
            return parts[0] + "".join(f" {sign} {part}" for sign, part in signs)
        case v.Choose(condition=a, consequence=b, alternative=c):
            return f"if {text_of(a)} then {text_of(b)} else {text_of(c)}"
        case v.Items(items=items):
            return f"[{_listed(items)}]"
        case v.Tuple(items=items):
            return f"({_listed(items)})"
        case v.Span(low=low, high=high):
            return f"{text_of(low)} .. {text_of(high)}"
        case v.Truth(value=truth):
            return "true" if truth else "false"
        case v.Text(value=text):
            return f'"{text}"'
        case v.Absent():
            return value.value
        case _:
            return "..."


def number_text(number: float) -> str:
    """Return a number with at most six digits."""
    return f"{number:,.0f}" if abs(number) >= 1e5 and abs(number) < 1e12 else f"{number:.6g}"


def amount_text(number: float, unit: str, *, scale: float = 0.0) -> str:
    """Return an amount as people say it: `6,180 people`, `£55,000 a day`.

    Args:
        number: The number.
        unit: Its unit as written.
        scale: Largest size of its series; what is below 1e-9 of it is rounding, and 0.
    """
    from sysdsl.render.plots.numbers import readable

    shown = readable(0.0 if abs(number) < NOTHING * scale else number)
    return with_unit(shown, spoken_unit(unit))


def setting_text(number: float, unit: str, *, share: bool) -> str:
    """Return the value of a constant with its unit, or in per cent where it is a share."""
    from sysdsl.render.plots.numbers import readable

    return f"{readable(100 * number)} %" if share else amount_text(number, unit)


def is_share(unit: str, low: float, high: float) -> bool:
    """Tell whether a range is one of shares, which people read in per cent."""
    return not spoken_unit(unit) and low >= 0 and high <= 1


def _unit(unit: str | None) -> str:
    if not unit:
        return ""
    return f" {unit}" if unit.replace("_", "").isalpha() else f" [{unit}]"


def _listed(values: Iterable[v.Value]) -> str:
    return ", ".join(map(text_of, values))


def _inner(value: v.Value) -> str:
    compound = isinstance(value, v.Chain | v.Compare | v.Choose)
    return f"({text_of(value)})" if compound else text_of(value)


def _joined(operators: tuple[str, ...], operands: tuple[v.Value, ...]) -> str:
    tight = operators[0] == "^"
    parts = [_inner(operands[0])]
    for operator, operand in zip(operators, operands[1:], strict=True):
        parts.append(f"{operator}{_inner(operand)}" if tight else f" {operator} {_inner(operand)}")
    return "".join(parts)
