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
    """A date, a month, a span of them or words such as "2026-Q3": held as `str` or (`str`, `str`)."""


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


def describe(kind: PropertyType) -> str:
    """Return in plain English what may be written for a type."""
    match kind:
        case TextType():
            return "text in quotes"
        case ChoiceType(options=options):
            return "one of " + ", ".join(f"`{option}`" for option in options)
        case FlagType():
            return "`yes` or `no`"
        case NumberType(low=low, high=high, words=words):
            limits = "" if low is None or high is None else f" from {low:g} to {high:g}"
            also = "".join(f", `{word}`" for word in words)
            return f"a number{limits}{also and ' or one of' + also[1:]}"
        case QuantityType(unit=unit):
            return "a number with its unit" if unit is None else f"an amount in `{unit}`"
        case WhenType():
            return "a date such as `2026-05-14`, a month, or a span `2026-05-01 .. 2026-09-30`"
        case RefType(kinds=kinds, links=links):
            named = " or ".join(f"`{name}`" for name in kinds) or "element"
            return f"the name of {_article(named)} {named}" + (
                " or a link `a -> b`" if links else ""
            )
        case ValueType():
            return "a value or an equation"
        case UnitType():
            return "a unit such as `people/day`"
        case NamesType():
            return "a list of new names"
        case LoopType():
            return "a chain of arrows `a ->+ b ->- a`"


def _article(word: str) -> str:
    return "an" if word.lstrip("`")[:1] in "aeiou" else "a"
