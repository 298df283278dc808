"""What the names of units mean, and how units are printed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.syntax.tree import UnitExpr
from sysdsl.units import (
    DMNL,
    Unit,
    UnitDeclaration,
    UnitProblem,
    UnitTable,
    compatible,
    currency_of,
    describe,
    factor,
    names_in,
    unit_table,
)

TABLE, _ = unit_table()


def read(text: str, table: UnitTable = TABLE) -> Unit:
    """Return the unit of a text that must be readable."""
    unit = table.parse(text)
    assert isinstance(unit, Unit), unit
    return unit


def test_the_same_unit_has_many_spellings() -> None:
    """Plurals, brackets, order and short forms make no difference."""
    assert read("people/(bed*day)") == read("person/day/beds") == read("people*beds^-1/Days")
    expr = UnitExpr("people/day", (("people", 1), ("day", -1)))
    assert TABLE.unit(expr) == read("person/day")
    assert TABLE.unit(None) == DMNL == read("dmnl") == read("1")


@pytest.mark.parametrize(
    "source, target, expected",
    [
        ("weeks", "days", 7.0),
        ("year", "day", 365.25),
        ("year", "months", 12.0),
        ("people/day", "people/year", 365.25),
        ("hour", "second", 3600.0),
        ("%", "dmnl", 0.01),
        ("1000*people", "people", 1000.0),
        ("beds", "people", None),
        ("GBP", "EUR", None),
        ("widgets", "people", None),
    ],
)
def test_conversion_factors_are_exact(source: str, target: str, expected: float | None) -> None:
    """Time converts by exact factors; beds, people and currencies do not convert at all."""
    assert factor(read(source), read(target)) == expected


@pytest.mark.parametrize("name", ["cats", "rat", "pat", "unit", "units", "cent", "mole", "h", "a"])
def test_no_prefixes_and_no_surprises(name: str) -> None:
    """A word nobody declared is a dimension of its own, whatever physics would make of it."""
    assert read(name).scale == 1
    assert len(read(name).dimension) == 1
    assert not compatible(read(name), read("day"))


@pytest.mark.parametrize(
    "text, printed",
    [
        ("person/day", "people/day"),
        ("people/(bed*week)", "people/(bed*week)"),
        ("bed", "beds"),
        ("GBP/yr", "GBP/year"),
        ("1/year", "1/year"),
        ("percent", "%"),
        ("people/people", "dmnl"),
        ("week/day", "7"),
        ("person^2", "person^2"),
        ("7*day", "weeks"),
        ("3*day", "3*days"),
        ("3/day", "3/day"),
        ("water", "water"),
    ],
)
def test_units_are_printed_one_way(text: str, printed: str) -> None:
    """Counted things are plural above the line and singular below; scales have names."""
    table, _ = unit_table(written=names_in(["beds/day", "people", "water", "GBP"]))
    assert describe(read(text), table) == printed


_NAMES = ["people", "beds", "GBP", "day", "weeks", "year", "month", "widget", "water", "shift"]
_FACTORS = st.dictionaries(st.sampled_from(_NAMES), st.integers(-3, 3).filter(bool), max_size=3)


@given(_FACTORS)
def test_what_is_printed_reads_back(factors: dict[str, int]) -> None:
    """`parse(describe(u))` is `u`, unless its factor has more digits than are printed."""
    unit = TABLE.of_factors(tuple(factors.items()))
    assert isinstance(unit, Unit)
    again = read(describe(unit, TABLE))
    assert again.dimension == unit.dimension
    assert float(again.scale) == pytest.approx(float(unit.scale), rel=1e-9)


def test_declared_units_convert_and_have_aliases() -> None:
    """Declarations may come in any order and refer to one another."""
    table, problems = unit_table(
        [
            UnitDeclaration(name="rota", factor=5.0, of=(("shifts", 1),)),
            UnitDeclaration(name="shift", aliases=("turn",), factor=8.0, of=(("hours", 1),)),
            UnitDeclaration(name="tenth", factor=0.1, of=(("1", 1),)),
            UnitDeclaration(name="GBP", aliases=("quid",)),
        ]
    )
    assert problems == ()
    assert factor(read("rotas", table), read("turns", table)) == 5.0
    assert factor(read("rota", table), read("hours", table)) == 40.0
    assert read("tenth", table).scale == Fraction(1, 10)
    assert read("quid", table) == read("£", table)


def test_definitions_in_a_circle_are_reported_once() -> None:
    """A circle is one problem that names the way round; other units keep their meaning."""
    table, problems = unit_table(
        [
            UnitDeclaration(name="a", factor=2, of=(("b", 1),)),
            UnitDeclaration(name="b", factor=3, of=(("c", 1),)),
            UnitDeclaration(name="c", factor=4, of=(("a", 1),)),
            UnitDeclaration(name="self", factor=2, of=(("self", 1),)),
            UnitDeclaration(name="shift", factor=8, of=(("hour", 1),)),
        ]
    )
    assert [problem.message for problem in problems] == [
        "`a` is defined by itself: `a` -> `b` -> `c` -> `a`",
        "`self` is defined by itself: `self` -> `self`",
    ]
    assert factor(read("shift", table), read("hour", table)) == 8.0


def test_ten_thousand_definitions_in_a_chain_do_not_recurse() -> None:
    """A long chain of conversions is followed without recursion."""
    chain = [
        UnitDeclaration(name=f"u{n}x", factor=1, of=((f"u{n + 1}x", 1),)) for n in range(10_000)
    ]
    table, problems = unit_table(chain)
    assert problems == ()
    assert read("u0x", table) == read("u10000x", table)


def test_a_unit_declared_twice_keeps_its_first_meaning() -> None:
    """The plural of a declared unit, and a built-in unit with a new meaning, are refused."""
    table, problems = unit_table(
        [
            UnitDeclaration(name="shift", factor=8, of=(("hour", 1),)),
            UnitDeclaration(name="shifts", factor=12, of=(("hour", 1),)),
            UnitDeclaration(name="weeks", factor=5, of=(("day", 1),)),
        ]
    )
    assert [problem.message for problem in problems] == [
        "`shifts` is declared as a unit twice",
        "`weeks` is built in: its meaning cannot be changed",
    ]
    assert factor(read("shift", table), read("hour", table)) == 8.0
    assert factor(read("week", table), read("day", table)) == 7.0


@pytest.mark.parametrize("number", [0.0, -1.0, float("nan"), float("inf")])
def test_a_conversion_needs_a_positive_number(number: float) -> None:
    """Nought, negative and non-finite factors are problems, not units."""
    _, problems = unit_table([UnitDeclaration(name="shift", factor=number, of=(("hour", 1),))])
    assert [problem.rule.code for problem in problems] == ["UNIT-EXPONENT"]


@pytest.mark.parametrize(
    "factors",
    [(("m", 9**9**4),), (("1e999", 1),), (("9" * 5000, 1),), (("0", 1),), (("week", 65),)],
    ids=["exponent", "number", "digits", "nought", "scale"],
)
def test_hostile_units_are_problems(factors: tuple[tuple[str, int], ...]) -> None:
    """Huge exponents and numbers are answered at once, with a short message."""
    problem = TABLE.of_factors(factors)
    assert isinstance(problem, UnitProblem)
    assert len(problem.message) < 120


def test_money_is_recognised() -> None:
    """A unit with one currency in it is printed as money."""
    assert currency_of(read("£/year")) == "GBP"
    assert currency_of(read("people")) is None
    assert currency_of(read("GBP/EUR")) == "GBP"
