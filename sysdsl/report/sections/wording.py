"""Values of properties in words for tables and sentences."""

from __future__ import annotations

from collections.abc import Iterable

from sysdsl.model.model import Model
from sysdsl.schema import value as v
from sysdsl.schema.common import Refs


def named(refs: Refs | str | None, model: Model) -> str:
    """Return the labels that references lead to, in words; empty for none given."""
    match refs:
        case None | ():
            return ""
        case v.Absent.NONE:
            return "nobody"
        case v.Absent():
            return "not known"
        case str():
            return model.label(refs)
        case _:
            return listed(_label(name, model) for name in refs)


def _label(name: str, model: Model) -> str:
    ends = name.split(" -> ")
    if len(ends) == 2:
        return f"{model.label(ends[0])} → {model.label(ends[1])}"
    return model.label(name)


def listed(words: Iterable[str]) -> str:
    """Return words as an enumeration."""
    found = list(words)
    return ", ".join(found)


def spoken(word: str | float | None) -> str:
    """Return a word of the language as people say it."""
    if word is None:
        return ""
    if isinstance(word, float):
        return f"{word:g}"
    return word.replace("_", " ")


def dated(when: str | tuple[str, str] | None) -> str:
    """Return a date or a span of dates."""
    if when is None:
        return ""
    return when if isinstance(when, str) else f"{when[0]} to {when[1]}"


def amount(value: object) -> str:
    """Return a quantity or range with its unit."""
    match value:
        case None:
            return ""
        case v.Quantity(value=number, unit=unit):
            return _money(number, unit) or f"{_number(number)}{_unit(unit)}"
        case v.Span(low=low, high=high):
            return f"{amount(low)} to {amount(high)}"
        case v.Sign(operator="-", operand=inner):
            return f"−{amount(inner)}"
        case v.Absent():
            return "not known" if value is v.Absent.UNKNOWN else "none"
        case _:
            return ""


_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}


def _money(number: float, unit: str | None) -> str:
    if unit is None:
        return ""
    currency, _, per = unit.partition("/")
    symbol = _SYMBOLS.get(currency)
    if symbol is None:
        return ""
    return f"{symbol}{_number(number)}{' a ' + per if per else ''}"


def unit_in_words(unit: str | None) -> str:
    """Return a unit as people say it: `people/day` is `people a day`."""
    if unit in (None, "dmnl", "1"):
        return ""
    return " a ".join(part.strip("()").replace("_", " ") for part in str(unit).split("/"))


def _unit(unit: str | None) -> str:
    if unit in (None, "dmnl", "1"):
        return ""
    return f" {unit_in_words(unit)}"


def _number(number: float) -> str:
    if number == int(number) and abs(number) < 1e15:
        return f"{int(number):,}"
    return f"{number:,.6g}"
