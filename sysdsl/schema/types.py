"""Types of properties: what may be written after a key, and what the model holds for it."""

from __future__ import annotations

import attrs


@attrs.frozen
class TextType:
    """Words: held as `str`."""


@attrs.frozen
class ChoiceType:
    """One of a few words: held as `str`."""

    options: tuple[str, ...]


@attrs.frozen
class FlagType:
    """True or false, also `yes` and `no`: held as `bool`."""


@attrs.frozen
class NumberType:
    """A number, or one of a few words (`low` .. `high`): held as `float` or `str`."""

    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()


@attrs.frozen
class QuantityType:
    """A number with a unit, possibly a range `low .. high`: held as `Quantity` or `Span`."""

    unit: str | None = None


@attrs.frozen
class WhenType:
    """A date, a month, a span or words such as "2026-Q3": held as `str` or (`str`, `str`)."""


@attrs.frozen
class RefType:
    """A reference to an element of one of some kinds (any kind when empty): held as its name.

    `links` says that a link `a -> b` may be meant too; `words` that words in quotes may stand
    where no element exists yet.
    """

    kinds: tuple[str, ...] = ()
    links: bool = False
    words: bool = False


@attrs.frozen
class ValueType:
    """Any value, an equation among them: held as `Value`."""


@attrs.frozen
class UnitType:
    """A unit such as `people/day`: held as canonical `str`."""


@attrs.frozen
class NamesType:
    """New names given here, such as the members of a dimension: held as `tuple[str, ...]`."""


@attrs.frozen
class LoopType:
    """A chain of arrows: held as `Steps`."""


PropertyType = (
    TextType
    | ChoiceType
    | FlagType
    | NumberType
    | QuantityType
    | WhenType
    | RefType
    | ValueType
    | UnitType
    | NamesType
    | LoopType
)


_PLAIN: dict[type, str] = {
    TextType: "text in quotes",
    FlagType: "`yes` or `no`",
    WhenType: "a date such as `2026-05-14`, a month, or a span `2026-05-01 .. 2026-09-30`",
    ValueType: "a value or an equation",
    UnitType: "a unit such as `people/day`",
    NamesType: "a list of new names",
    LoopType: "a chain of arrows `a ->+ b ->- a`",
}


def describe(kind: PropertyType) -> str:
    """Return in plain English what may be written for a type."""
    match kind:
        case ChoiceType(options=options):
            return "one of " + ", ".join(f"`{option}`" for option in options)
        case NumberType(low=low, high=high, words=words):
            limits = "" if low is None or high is None else f" from {low:g} to {high:g}"
            also = " or one of " + ", ".join(f"`{word}`" for word in words) if words else ""
            return f"a number{limits}{also}"
        case QuantityType(unit=unit):
            return "a number with its unit" if unit is None else f"an amount in `{unit}`"
        case RefType(kinds=kinds, links=links):
            named = " or ".join(f"`{name}`" for name in kinds) or "element"
            also = " or a link `a -> b`" if links else ""
            return f"the name of {article(named)} {named}{also}"
        case _:
            return _PLAIN[type(kind)]


def article(word: str) -> str:
    """Return `a` or `an` as a word wants it."""
    return "an" if word.lstrip("`")[:1] in "aeiou" else "a"
