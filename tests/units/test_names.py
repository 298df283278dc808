"""Names of units: plural and singular, short forms, slips."""

import pytest

from sysdsl.units import near_misses, unit_table
from sysdsl.units.names import canonical, plural, singular


@pytest.mark.parametrize(
    "many, one",
    [
        ("beds", "bed"),
        ("people", "person"),
        ("children", "child"),
        ("deliveries", "delivery"),
        ("boxes", "box"),
        ("branches", "branch"),
        ("houses", "house"),
        ("nurses", "nurse"),
        ("days", "day"),
        ("diagnoses", "diagnosis"),
        ("care_packages", "care_package"),
        ("processes", "process"),
        ("GPs", "GP"),
        ("calories", "calorie"),
    ],
)
def test_plural_and_singular_are_one_unit(many: str, one: str) -> None:
    """An English plural folds to its singular and back."""
    assert singular(many) == one
    assert singular(one) == one
    assert plural(one) == many


@pytest.mark.parametrize("name", ["gas", "bus", "status", "analysis", "GBP", "kWh", "series", "m"])
def test_words_that_only_look_plural_stay(name: str) -> None:
    """A word that ends in s without being a plural is left alone."""
    assert singular(name) == name


@pytest.mark.parametrize(
    "written, name",
    [
        ("Months", "month"), ("yrs", "year"), ("hr", "hour"), ("Dmnl", "1"), ("percent", "%"),
        ("£", "GBP"), ("Euros", "EUR"), ("People", "person"), ("Widgets", "Widget"),
    ],
)  # fmt: skip
def test_built_in_units_are_known_by_short_forms_and_in_capitals(written: str, name: str) -> None:
    """Time, people, percent, nothing and money are recognised however they are written."""
    assert canonical(written) == name


def test_a_unit_used_once_that_looks_like_a_frequent_one_is_pointed_out() -> None:
    """`peolpe` beside many `people`, and `wek` for the built-in `week`, are near misses."""
    table, _ = unit_table()
    uses = {"people": 5, "peolpe": 1, "mnth": 1, "widgets": 4, "wigdets": 1, "bed": 1, "beds": 1}
    found = near_misses(uses, table)
    assert [problem.name for problem in found] == ["peolpe", "mnth", "wigdets"]
    assert found[0].message == "unit `peolpe` is used once and looks like `people`"
    assert found[2].hint == (
        "Write `widgets`, or declare `unit wigdets` if it is a unit of its own."
    )


def test_units_that_differ_or_recur_are_not_near_misses() -> None:
    """Different words, and near words that are both in use, are left alone."""
    table, _ = unit_table()
    assert near_misses({"nurse": 3, "doctor": 1, "ward": 2, "card": 2}, table) == ()


def test_thousands_of_different_units_cost_little() -> None:
    """The number of comparisons is bounded."""
    table, _ = unit_table()
    uses = {f"unit_number_{number}_of_many": 1 + number % 2 for number in range(5000)}
    assert len(near_misses(uses, table)) < 100
