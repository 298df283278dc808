"""Units as text: one spelling for each, in the words of the model."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product

from sysdsl.units.dimension import Exponent, Unit, same
from sysdsl.units.names import CURRENCIES, DAYS, plural
from sysdsl.units.table import UnitTable

# Ways of choosing a unit for each base that are tried before a bare factor is printed.
_TRIALS = 500

# Built-in units of time that a result is given in without having been named by the model.
_TIMES = ("day", "week", "month", "quarter", "year", "hour", "minute", "second", "decade")


def describe(unit: Unit, table: UnitTable) -> str:
    """Return the canonical text of a unit: `people/day`, `beds`, `1/year`, `%`, `dmnl`.

    Counted things are plural above the line and singular below it. A scale is shown by the
    unit that has it (`people/week`); one that no known unit has stands in front as a number.

    """
    if unit.is_dimensionless:
        return _number_text(unit.scale)
    names, rest = _named(unit, table)
    names = sorted(names, key=lambda pair: pair[0] in DAYS)  # people before days
    above = [_power(_counted(n, e, table), e) for n, e in names if e > 0]
    below = [_power(n, -e) for n, e in names if e < 0]
    head = "*".join(above) or "1"
    if rest != 1:
        head = f"{_plain(rest)}*{'*'.join(above)}" if above else _plain(rest)
    if not below:
        return head
    return f"{head}/{below[0]}" if len(below) == 1 else f"{head}/({'*'.join(below)})"


def _named(unit: Unit, table: UnitTable) -> tuple[list[tuple[str, Exponent]], Fraction]:
    """Choose a unit for each base so that no factor is left over, if there is such a choice."""
    choices = [_units_of(base, table) for base, _ in unit.dimension]
    exponents = [exponent for _, exponent in unit.dimension]
    for names in islice(product(*choices), _TRIALS):
        trial = Unit(Fraction(1), ())
        for name, exponent in zip(names, exponents, strict=True):
            trial = trial * table.units.get(name, Unit(Fraction(1), ((name, 1),))).power(exponent)
        if same(trial, unit):
            return list(zip(names, exponents, strict=True)), Fraction(1)
    return list(unit.dimension), unit.scale


def _units_of(base: str, table: UnitTable) -> list[str]:
    """Return names of units that measure a base, the base itself first."""
    built_in = list(_TIMES) if base in DAYS else [base]
    declared = [
        name
        for name, unit in table.units.items()
        if unit.dimension == ((base, 1),) and name not in DAYS and name != base
    ]
    return built_in + declared


def _counted(name: str, exponent: Exponent, table: UnitTable) -> str:
    """Return the plural of a name where the model, or English, gives it one."""
    if exponent != 1 or name in CURRENCIES:
        return name
    return plural(name) if name in DAYS or name == "person" or name in table.plurals else name


def _power(name: str, exponent: Exponent) -> str:
    if exponent == 1:
        return name
    return f"{name}^{exponent}" if exponent.denominator == 1 else f"{name}^({exponent})"


def _number_text(scale: Fraction) -> str:
    if scale == 1:
        return "dmnl"
    return "%" if scale == Fraction(1, 100) else _plain(scale)


def _plain(scale: Fraction) -> str:
    """Return a scale as a number of at most ten digits."""
    is_short = scale.denominator == 1 and scale < 10**10
    return str(scale.numerator) if is_short else f"{float(scale):.10g}"


def currency_of(unit: Unit) -> str | None:
    """Return the ISO code of the money in a unit such as `GBP` or `GBP/year`, None without."""
    codes = [base for base, exponent in unit.dimension if base in CURRENCIES and exponent == 1]
    return codes[0] if len(codes) == 1 else None
