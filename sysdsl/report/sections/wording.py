"""Values of properties in words for tables and sentences."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Iterable
from datetime import date

from sysdsl.model.model import Model
from sysdsl.render.plots.numbers import readable
from sysdsl.schema import value as v
from sysdsl.schema.common import Refs
from sysdsl.units import spoken_unit, with_unit

_TIGHT = "\N{NO-BREAK SPACE}"
_ONE_LINE = 12  # characters that never break, in however narrow a column


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
    """Return a date or a span of dates as people write them: `14 May 2026`, on one line."""
    if when is None:
        return ""
    return _day(when) if isinstance(when, str) else f"{_day(when[0])} to {_day(when[1])}"


def _day(written: str) -> str:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return written
    return f"{day.day}{_TIGHT}{month_abbr[day.month]}{_TIGHT}{day.year}"


def amount(value: object) -> str:
    """Return a quantity or range with its unit; a share in per cent."""
    match value:
        case None:
            return ""
        case v.Quantity(value=number, unit=unit):
            spoken = spoken_unit(unit)
            if not spoken and 0 < number < 1:
                return f"{_number(100 * number)}{_TIGHT}%"
            said = with_unit(_number(number), spoken)
            return said.replace(" ", _TIGHT) if len(said) <= _ONE_LINE else said
        case v.Span(low=low, high=high):
            return f"{amount(low)} to {amount(high)}"
        case v.Sign(operator="-", operand=inner):
            return f"\N{MINUS SIGN}{amount(inner)}"
        case v.Absent():
            return "not known" if value is v.Absent.UNKNOWN else "none"
        case _:
            return ""


def _number(number: float) -> str:
    return readable(number, digits=6)
