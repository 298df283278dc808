"""Polarity of links, paths and loops as a commutative monoid.

A polarity is a sign with a delay mark. In series, signs multiply and the unknown sign absorbs;
a path is delayed when any of its links is. The neutral element is `+` without delay.

Source: Baez and others, "Graphs with polarities" (2025), for polarities as a monoid.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs


class Sign(StrEnum):
    """Direction in which an effect moves with its cause."""

    PLUS = "+"
    MINUS = "-"
    UNKNOWN = "?"


class LoopType(StrEnum):
    """What a loop does to a disturbance: amplify, counteract, or nobody can say."""

    REINFORCING = "reinforcing"
    BALANCING = "balancing"
    INDETERMINATE = "indeterminate"

    @property
    def letter(self) -> str:
        """The letter that names of such loops begin with."""
        return {"reinforcing": "R", "balancing": "B"}.get(self.value, "U")


@attrs.frozen
class Polarity:
    """A sign with a delay mark."""

    sign: Sign = Sign.PLUS
    delayed: bool = False


NEUTRAL = Polarity()

_LOOP_TYPES = {
    Sign.PLUS: LoopType.REINFORCING,
    Sign.MINUS: LoopType.BALANCING,
    Sign.UNKNOWN: LoopType.INDETERMINATE,
}


def times(first: Sign, second: Sign) -> Sign:
    """Return the sign of two links in series."""
    if Sign.UNKNOWN in (first, second):
        return Sign.UNKNOWN
    return Sign.PLUS if first is second else Sign.MINUS


def in_series(first: Polarity, second: Polarity) -> Polarity:
    """Return the polarity of two links one after the other."""
    return Polarity(times(first.sign, second.sign), first.delayed or second.delayed)


def product(polarities: Iterable[Polarity]) -> Polarity:
    """Return the polarity of links one after the other; of no links, the neutral element."""
    result = NEUTRAL
    for polarity in polarities:
        result = in_series(result, polarity)
    return result


def in_parallel(first: Polarity, second: Polarity) -> Polarity:
    """Return the polarity of two links between the same variables.

    Opposite signs leave the net effect unknown. The pair counts as delayed only when both links
    are, because the faster one is felt first.
    """
    sign = first.sign if first.sign is second.sign else Sign.UNKNOWN
    return Polarity(sign, first.delayed and second.delayed)


def loop_type(sign: Sign) -> LoopType:
    """Return the type of a loop whose polarities multiply to a sign."""
    return _LOOP_TYPES[sign]
