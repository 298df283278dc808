"""The units of a model: built-in ones, declared ones, and those that spring into being by use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from sysdsl.syntax.tree import UnitExpr
from sysdsl.units.dimension import DMNL, LARGEST_EXPONENT, ExponentOutOfRangeError, Unit
from sysdsl.units.names import CURRENCIES, DAYS, TIME_BASE, canonical, plural
from sysdsl.units.notation import Factors, read_factors
from sysdsl.units.rules import (
    UNIT_CIRCULAR,
    UNIT_DECLARED_TWICE,
    UNIT_EXPONENT,
    UNIT_UNREADABLE,
    UnitProblem,
)

# A number in a unit has at most this many characters: `1000*people`, not a megabyte of digits.
_LONGEST_NUMBER = 40


@attrs.frozen(kw_only=True)
class UnitDeclaration:
    """A `unit` declaration: `unit care_package = 12 hours`, or aliases of one unit.

    Attributes:
        name: Name declared.
        aliases: Other names of the same unit.
        factor: How many of `of` one of it is; meaningless without `of`.
        of: Factors of the unit it is defined by, or None when it is a dimension of its own.
    """

    name: str
    aliases: tuple[str, ...] = ()
    factor: float | Fraction = 1
    of: Factors | None = None


@attrs.frozen(kw_only=True)
class UnitTable:
    """Names of units with their meaning; unknown names are dimensions of their own.

    Attributes:
        units: Meaning of every built-in and declared unit, by canonical name.
        aliases: Canonical name of every declared alias.
        plurals: Canonical names that the model also writes in the plural, for printing: units
            spring into being by use, so only the model can tell that `bed` has the plural
            `beds` while `GBP` and `water` have none.
    """

    units: Mapping[str, Unit]
    aliases: Mapping[str, str]
    plurals: frozenset[str] = frozenset()
    _memo: dict[Factors, Unit | UnitProblem] = attrs.field(factory=dict, eq=False, repr=False)

    def unit(self, expr: UnitExpr | None) -> Unit | UnitProblem:
        """Return the meaning of a unit as written; None stands for no unit: dimensionless."""
        return DMNL if expr is None else self.of_factors(expr.factors)

    def parse(self, text: str) -> Unit | UnitProblem:
        """Return the meaning of a unit in text outside a document, e.g. a method's declaration."""
        factors = read_factors(text)
        if factors is None:
            message = f"`{_short(text)}` is not a unit"
            hint = "Join names with `*`, `/`, `^` and brackets: `people/(bed*day)`."
            return UnitProblem(UNIT_UNREADABLE, message, hint)
        return self.of_factors(factors)

    def of_factors(self, factors: Factors) -> Unit | UnitProblem:
        """Return the product of powers of named units."""
        known = self._memo.get(factors)
        if known is None:
            known = self._memo[factors] = self._product(factors)
        return known

    def name(self, written: str) -> str:
        """Return the one name of a unit: `beds`, `bed` and its aliases have the same."""
        plain = canonical(written)
        return self.aliases.get(plain, plain)

    def _product(self, factors: Factors) -> Unit | UnitProblem:
        product = DMNL
        for written, exponent in factors:
            single = self._single(written)
            if isinstance(single, UnitProblem):
                return single
            try:
                product = product * single.power(exponent)
            except ExponentOutOfRangeError:
                return _exponent_problem(written)
        return product

    def _single(self, written: str) -> Unit | UnitProblem:
        name = self.name(written)
        if name in self.units:
            return self.units[name]
        if name[:1].isdecimal():
            return _number(name)
        return Unit(Fraction(1), ((name, 1),))


def unit_table(
    declarations: Iterable[UnitDeclaration] = (), written: Iterable[str] = ()
) -> tuple[UnitTable, tuple[UnitProblem, ...]]:
    """Return the table of built-in and declared units, and what is wrong with the declarations.

    Declarations may refer to one another in any order; one that goes in a circle, or declares
    a name twice, is left out and reported.

    Args:
        declarations: In the order of the source.
        written: Names of units as the model writes them, from `names_in`; they decide which
            units are printed in the plural.
    """
    problems: list[UnitProblem] = []
    accepted: dict[str, UnitDeclaration] = {}
    aliases: dict[str, str] = {}
    for declaration in declarations:
        name = canonical(declaration.name)
        names = (name, *(canonical(alias) for alias in declaration.aliases))
        # A built-in unit may be declared again for its title or aliases, but not redefined.
        repeated = name in _BUILT_IN and declaration.of is None
        new = names[1:] if repeated else names
        taken = [n for n in new if n in accepted or n in aliases or n in _BUILT_IN]
        if taken:
            problems.append(_taken_problem(declaration.name, taken[0]))
            continue
        if not repeated:
            accepted[name] = declaration
        aliases.update((alias, name) for alias in names[1:] if alias != name)
    units = dict(_BUILT_IN)
    for name in _in_order(accepted, aliases, problems):
        table = UnitTable(units=units, aliases=aliases)
        meaning = _meaning(name, accepted[name], table)
        if isinstance(meaning, UnitProblem):
            problems.append(meaning)
        else:
            units[name] = meaning
    plain = {name: canonical(name) for name in written}
    plurals = frozenset(
        aliases.get(known, known) for name, known in plain.items() if plural(known) == name
    )
    return UnitTable(units=units, aliases=aliases, plurals=plurals), tuple(problems)


def names_in(texts: Iterable[str]) -> dict[str, int]:
    """Count the names in units as written: `["people/day", "people"]` has `people` twice."""
    counts: dict[str, int] = {}
    for text in texts:
        for name, _ in read_factors(text) or ():
            counts[name] = counts.get(name, 0) + 1
    return counts


def _in_order(
    accepted: Mapping[str, UnitDeclaration],
    aliases: Mapping[str, str],
    problems: list[UnitProblem],
) -> list[str]:
    """Sort declarations so that each follows those it is defined by; report circles."""
    needs = {
        name: [
            aliases.get(canonical(written), canonical(written))
            for written, _ in declaration.of or ()
        ]
        for name, declaration in accepted.items()
    }
    done: dict[str, None] = {}
    circular: set[str] = set()
    for start in accepted:
        path = {start: iter(needs[start])} if start not in done else {}
        while path:
            name, rest = next(reversed(path.items()))
            following = next((n for n in rest if n in needs and n not in done), None)
            if following is None:
                done[name] = None
                del path[name]
            elif following in path:
                circle = list(path)[list(path).index(following) :]
                if circular.isdisjoint(circle):
                    problems.append(_circle_problem([accepted[n].name for n in circle]))
                circular.update(circle)
            else:
                path[following] = iter(needs[following])
    return [name for name in done if name not in circular]


def _meaning(name: str, declaration: UnitDeclaration, table: UnitTable) -> Unit | UnitProblem:
    if declaration.of is None:
        return Unit(Fraction(1), ((name, 1),))
    base = table.of_factors(declaration.of)
    if isinstance(base, UnitProblem):
        return base
    scale = _positive(declaration.factor)
    if scale is None:
        return UnitProblem(
            UNIT_EXPONENT,
            f"`{declaration.name}` is defined with a factor that is not a positive number",
            "Write how many of the other unit it is: `unit shift = 8 hours`.",
            declaration.name,
        )
    return Unit(scale, ()) * base


def _positive(number: float | Fraction) -> Fraction | None:
    """Return a factor as the decimal that was written: 0.1 is a tenth, not its neighbour."""
    if not 1e-300 < number < 1e300:  # also false for NaN
        return None
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def _number(text: str) -> Unit | UnitProblem:
    """Return the scale that a number in a unit stands for, as in `1000*people`."""
    plain = text.replace("_", "")
    if len(plain) <= _LONGEST_NUMBER and plain.isascii():
        try:
            scale = float(plain)
        except ValueError:
            scale = 0.0
        if 1e-30 < scale < 1e30:
            return Unit(Fraction(repr(scale)), ())
    return UnitProblem(
        UNIT_EXPONENT,
        f"`{_short(text)}` in a unit is not a usable factor",
        "Use a plain number such as `1000`, or declare a unit with its conversion.",
        text,
    )


def _exponent_problem(written: str) -> UnitProblem:
    return UnitProblem(
        UNIT_EXPONENT,
        f"`{_short(written)}` is raised to a power beyond {LARGEST_EXPONENT} in a unit",
        f"Exponents of units go from -{LARGEST_EXPONENT} to {LARGEST_EXPONENT}.",
        written,
    )


def _taken_problem(written: str, name: str) -> UnitProblem:
    if name in _BUILT_IN:
        message = f"`{written}` is built in: its meaning cannot be changed"
        hint = f"Use `{name}` as it is, or choose another name."
    else:
        message = f"`{written}` is declared as a unit twice"
        hint = "Keep one declaration; plural and singular are the same unit."
    return UnitProblem(UNIT_DECLARED_TWICE, message, hint, written)


def _circle_problem(names: list[str]) -> UnitProblem:
    circle = " -> ".join(f"`{name}`" for name in (*names, names[0]))
    message = f"`{names[0]}` is defined by itself: {circle}"
    return UnitProblem(
        UNIT_CIRCULAR, message, "Define one of them by a unit outside the circle.", names[0]
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


_BUILT_IN: Mapping[str, Unit] = {
    "1": DMNL,
    "%": Unit(Fraction(1, 100), ()),
    "person": Unit(Fraction(1), (("person", 1),)),
    **{name: Unit(days, ((TIME_BASE, 1),)) for name, days in DAYS.items()},
    **{code: Unit(Fraction(1), ((code, 1),)) for code in CURRENCIES},
}
