"""Dimensions as vectors of exponents over named bases, and units as scaled dimensions.

A dimension is a tuple of (base, exponent) sorted by base, without zero exponents: people per
day is `(("day", -1), ("person", 1))`. Equal dimensions are equal tuples. The usual libraries
were tried and left: they read `cats` as a centi-technical-atmosphere, refuse `GBP/year`, or
hang on `m^(9^9^9)`; plain tuples with remembered products are also thirty times as fast.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache

import attrs

Exponent = int | Fraction
Dimension = tuple[tuple[str, Exponent], ...]

DIMENSIONLESS: Dimension = ()

# No quantity that means anything has the 65th power of a unit; a hostile one has the 9^9^9th.
LARGEST_EXPONENT = 64

# Scales are exact until their fractions outgrow this; then they are rounded like floats.
_SCALE_BITS = 1024


class ExponentOutOfRangeError(ArithmeticError):
    """A power of a unit beyond what any quantity has."""


@attrs.frozen(cache_hash=True)
class Unit:
    """A scale and a dimension: a week is 7 of the base of time, a percent 1/100 of nothing.

    Attributes:
        scale: How many of the base product one unit is; exact, positive.
        dimension: What kind of quantity it measures.
    """

    scale: Fraction
    dimension: Dimension

    def __mul__(self, other: Unit) -> Unit:
        """Return the unit of a product."""
        return _product(self, other)

    def __truediv__(self, other: Unit) -> Unit:
        """Return the unit of a quotient."""
        return _product(self, _power(other, -1))

    def power(self, exponent: Exponent) -> Unit:
        """Return the unit raised to a power.

        Raises:
            ExponentOutOfRangeError: The result would have an exponent beyond 64, or one with a
                denominator beyond 64.
        """
        return _power(self, exponent)

    @property
    def is_dimensionless(self) -> bool:
        """Whether the unit measures nothing: a count, a ratio, a percentage."""
        return not self.dimension


DMNL = Unit(Fraction(1), DIMENSIONLESS)


def compatible(left: Unit, right: Unit) -> bool:
    """Say whether two units measure the same kind of quantity: weeks and days, not beds."""
    return left.dimension == right.dimension


def same(left: Unit, right: Unit) -> bool:
    """Say whether two units are one, up to the rounding of irrational scales (1e-12)."""
    if left.dimension != right.dimension:
        return False
    return left.scale == right.scale or math.isclose(left.scale, right.scale, rel_tol=1e-12)


def factor(source: Unit, target: Unit) -> float | None:
    """Return what a number in `source` is multiplied by to be in `target`, None if it cannot."""
    if source.dimension != target.dimension:
        return None
    return float(_rounded(source.scale / target.scale))


@lru_cache(maxsize=65536)
def _product(left: Unit, right: Unit) -> Unit:
    if not right.dimension and right.scale == 1:
        return left
    if not left.dimension and left.scale == 1:
        return right
    exponents: dict[str, Exponent] = dict(left.dimension)
    for base, exponent in right.dimension:
        exponents[base] = _simplest(exponents.get(base, 0) + exponent)
    dimension = tuple(sorted((base, exponent) for base, exponent in exponents.items() if exponent))
    return Unit(_rounded(left.scale * right.scale), dimension)


@lru_cache(maxsize=65536)
def _power(unit: Unit, exponent: Exponent) -> Unit:
    exponents = [(base, _simplest(own * exponent)) for base, own in unit.dimension]
    every: list[Exponent] = [exponent, *(own for _, own in exponents)]
    for raised in every:
        in_range = -LARGEST_EXPONENT <= raised <= LARGEST_EXPONENT
        if not in_range or raised.denominator > LARGEST_EXPONENT:
            # The exponent itself may have a million digits: it is not printed.
            message = f"an exponent of a unit is beyond {LARGEST_EXPONENT}"
            raise ExponentOutOfRangeError(message)
    dimension = tuple((base, own) for base, own in exponents if own)
    return Unit(_scale_power(unit.scale, exponent), dimension)


def _scale_power(scale: Fraction, exponent: Exponent) -> Fraction:
    if scale == 1:
        return scale
    if exponent.denominator == 1:
        return _rounded(scale ** int(exponent))
    return _clamped(math.exp2(_clamped_log(_log2(scale) * float(exponent))))


def _simplest(exponent: Exponent) -> Exponent:
    return int(exponent) if exponent.denominator == 1 else exponent


def _rounded(scale: Fraction) -> Fraction:
    """Return a scale of bounded size: long products of conversions must not grow for ever."""
    if max(scale.numerator.bit_length(), scale.denominator.bit_length()) <= _SCALE_BITS:
        return scale
    return _clamped(math.exp2(_clamped_log(_log2(scale))))


def _log2(scale: Fraction) -> float:
    return math.log2(scale.numerator) - math.log2(scale.denominator)


def _clamped_log(exponent: float) -> float:
    return min(max(exponent, -1000.0), 1000.0)


def _clamped(scale: float) -> Fraction:
    return Fraction(scale)
