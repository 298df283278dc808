"""Polarities form a commutative monoid."""

from hypothesis import given
from hypothesis import strategies as st

from sysdsl_plugins.causal.polarity import (
    NEUTRAL,
    LoopType,
    Polarity,
    Sign,
    in_parallel,
    in_series,
    loop_type,
    product,
)

polarities = st.builds(Polarity, st.sampled_from(Sign), st.booleans())


@given(polarities, polarities, polarities)
def test_series_is_associative(a: Polarity, b: Polarity, c: Polarity) -> None:
    """Brackets do not matter along a path."""
    assert in_series(in_series(a, b), c) == in_series(a, in_series(b, c))


@given(polarities, polarities)
def test_series_is_commutative(a: Polarity, b: Polarity) -> None:
    """A loop has one polarity wherever one begins to read it."""
    assert in_series(a, b) == in_series(b, a)


@given(polarities)
def test_plus_without_delay_is_neutral(a: Polarity) -> None:
    """A prompt `+` link changes nothing."""
    assert in_series(a, NEUTRAL) == a


@given(polarities)
def test_unknown_absorbs(a: Polarity) -> None:
    """One unknown link makes the path unknown."""
    assert in_series(a, Polarity(Sign.UNKNOWN)).sign is Sign.UNKNOWN


@given(st.lists(polarities))
def test_odd_minus_signs_balance(links: list[Polarity]) -> None:
    """Without unknown links a loop is balancing exactly when its minus signs are odd in number."""
    whole = product(links)
    signs = [link.sign for link in links]
    if Sign.UNKNOWN in signs:
        expected = LoopType.INDETERMINATE
    else:
        odd = signs.count(Sign.MINUS) % 2
        expected = LoopType.BALANCING if odd else LoopType.REINFORCING
    assert loop_type(whole.sign) is expected
    assert whole.delayed is any(link.delayed for link in links)


@given(polarities, polarities)
def test_opposite_parallel_links_are_unknown(a: Polarity, b: Polarity) -> None:
    """Side by side, only equal signs keep their sign, and the faster link decides the delay."""
    both = in_parallel(a, b)
    assert (both.sign is a.sign) is (a.sign is b.sign or a.sign is Sign.UNKNOWN)
    assert both.delayed is (a.delayed and b.delayed)
