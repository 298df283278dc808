"""Units in text outside a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.units import read_factors


@pytest.mark.parametrize(
    "text, expected",
    [
        ("people/day", (("people", 1), ("day", -1))),
        ("people/(bed*day)", (("people", 1), ("bed", -1), ("day", -1))),
        ("a/(b/(c/d))", (("a", 1), ("b", -1), ("c", 1), ("d", -1))),
        ("1/year", (("1", 1), ("year", -1))),
        ("m^2 / s^-1", (("m", 2), ("s", 1))),
        ("(m*s)^2", (("m", 2), ("s", 2))),
        ("Care Package / Day", (("Care_Package", 1), ("Day", -1))),
        ("%", (("%", 1),)),
        ("£/yr", (("£", 1), ("yr", -1))),
        ("  ", ()),
    ],
)
def test_units_are_read(text: str, expected: tuple[tuple[str, int], ...]) -> None:
    """Names, products, quotients, powers and brackets are read as a product of powers."""
    assert read_factors(text) == expected


@pytest.mark.parametrize(
    "text",
    ["a/", "/a", "a**b", "(a", "a)", "()", "a^", "a^b", "a^2.5", "^2", "a^65", "a^-99999",
     "m^(9^9^9^9)", "(a) b", "a (b)", "((a^64)^64)", "x" * 20_000],
)  # fmt: skip
def test_what_is_not_a_unit_is_refused(text: str) -> None:
    """A text that is no unit gives None; huge exponents and huge texts cost nothing."""
    assert read_factors(text) is None


def test_brackets_nest_as_deep_as_the_text_allows() -> None:
    """Thousands of brackets are read without recursion."""
    assert read_factors("(" * 4000 + "a" + ")" * 4000) == (("a", 1),)


@given(st.text(alphabet="ab1/*^() -%£", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Reading never raises."""
    factors = read_factors(text)
    assert factors is None or all(abs(exponent) <= 64 for _, exponent in factors)
