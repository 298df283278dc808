"""Laws of the algebra of units."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.units import DMNL, ExponentOutOfRangeError, Unit, compatible, factor, same

_BASES = st.sampled_from(["bed", "day", "GBP", "nurse", "person"])
_EXPONENTS = st.integers(-3, 3).filter(bool)
_SCALES = st.fractions(Fraction(1, 1000), Fraction(1000), max_denominator=1000)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """Draw a unit of up to three bases."""
    exponents = draw(st.dictionaries(_BASES, _EXPONENTS, max_size=3))
    return Unit(draw(_SCALES), tuple(sorted(exponents.items())))


@given(units(), units(), units())
def test_products_commute_and_associate(a: Unit, b: Unit, c: Unit) -> None:
    """`a b = b a` and `(a b) c = a (b c)`, exactly."""
    assert a * b == b * a
    assert (a * b) * c == a * (b * c)


@given(units(), units())
def test_division_undoes_multiplication(a: Unit, b: Unit) -> None:
    """`a b / b = a`, and a unit over itself is nothing."""
    assert a * b / b == a
    assert a / a == DMNL
    assert a * DMNL == a == DMNL * a


@given(units(), units(), st.integers(-4, 4), st.integers(-4, 4))
def test_powers_follow_the_laws_of_exponents(a: Unit, b: Unit, m: int, n: int) -> None:
    """`a^m a^n = a^(m+n)`, `(a^m)^n = a^(m n)`, `(a b)^m = a^m b^m`."""
    assert a.power(m) * a.power(n) == a.power(m + n)
    assert a.power(m).power(n) == a.power(m * n)
    assert (a * b).power(m) == a.power(m) * b.power(m)


@given(units())
def test_a_root_squared_is_the_unit(a: Unit) -> None:
    """`sqrt(a)^2` has the dimension of `a` and its scale up to rounding."""
    assert same(a.power(Fraction(1, 2)).power(2), a)


@given(units(), units(), units())
def test_conversion_factors_chain(a: Unit, b: Unit, c: Unit) -> None:
    """The factor from a to c is that from a to b times that from b to c; incompatible: None."""
    b, c = Unit(b.scale, a.dimension), Unit(c.scale, a.dimension)
    first, second, both = factor(a, b), factor(b, c), factor(a, c)
    assert first is not None
    assert second is not None
    assert both == pytest.approx(first * second, rel=1e-12)
    assert factor(a, a * Unit(Fraction(1), (("other", 1),))) is None


@given(units())
def test_dimensions_are_sorted_and_hold_no_zero(a: Unit) -> None:
    """Equal quantities have equal tuples, whichever way they came about."""
    squared = a.power(2) / a
    assert squared.dimension == a.dimension
    assert list(a.dimension) == sorted(a.dimension)
    assert (a.power(3) / a.power(3)).dimension == ()
    assert compatible(a, squared)


@pytest.mark.parametrize(
    "exponent", [65, -65, 9**9**4, Fraction(1, 65), Fraction(1, 9**99)], ids="abcde"
)
def test_absurd_powers_are_refused(exponent: int | Fraction) -> None:
    """A power beyond 64, or a root beyond the 64th, raises instead of filling the memory."""
    with pytest.raises(ExponentOutOfRangeError):
        Unit(Fraction(7), (("day", 1),)).power(exponent)


def test_long_products_of_conversions_stay_small() -> None:
    """The exact fraction of a scale stops growing; the result stays right to 12 digits."""
    percent, whole = Unit(Fraction(1, 100), ()), DMNL
    for _ in range(150):
        whole = whole * percent
    assert float(whole.scale) == pytest.approx(1e-300, rel=1e-12)
    for _ in range(100_000):
        whole = whole * percent
    assert whole.scale > 0
    assert whole.scale.denominator.bit_length() < 2000
