"""Units as text outside a document: in declarations of methods and in other tools' files."""

from __future__ import annotations

import re

import attrs

from sysdsl.units.dimension import LARGEST_EXPONENT

Factors = tuple[tuple[str, int], ...]

# Whatever is no operator, bracket or space may be part of a name: `care_package`, `£`, `%`, `-1`.
_TOKEN = re.compile(r"[*/^()]|[^\s*/^()]+")
_INTEGER = re.compile(r"[+-]?[0-9]{1,4}")

# Longer texts are no units.
_LONGEST = 10_000


@attrs.define
class _Level:
    """What has been read inside one pair of brackets."""

    product: list[tuple[str, int]] = attrs.field(factory=list)
    sign: int = 1
    operand: Factors | None = None
    is_word: bool = False

    def close_operand(self) -> bool:
        """Multiply the operand into the product; False when there is none."""
        if self.operand is None:
            return False
        self.product.extend((name, self.sign * exponent) for name, exponent in self.operand)
        self.operand, self.is_word = None, False
        return True


def read_factors(text: str) -> Factors | None:
    """Read a unit such as `people/(bed*day)` into its factors; None when it is not a unit.

    Understands `*`, `/`, `^` with an integer, and brackets of any depth; words side by side are
    one name joined by `_`, as other tools write `Care Package`. A blank text is dimensionless.
    """
    if len(text) > _LONGEST:
        return None
    tokens = _TOKEN.findall(text)
    if not tokens:
        return ()
    levels = [_Level()]
    for index, token in enumerate(tokens):
        after_power = index > 0 and tokens[index - 1] == "^"
        if not _take(levels, token, after_power=after_power):
            return None
    if len(levels) != 1 or tokens[-1] == "^" or not levels[0].close_operand():
        return None
    return tuple(levels[0].product)


def _take(levels: list[_Level], token: str, *, after_power: bool) -> bool:
    """Read one token; False when it cannot stand here."""
    level = levels[-1]
    if after_power:
        return _raise(level, token)
    match token:
        case "*" | "/":
            closed = level.close_operand()
            level.sign = 1 if token == "*" else -1
            return closed
        case "^":
            return level.operand is not None
        case "(":
            levels.append(_Level())
            return level.operand is None
        case ")":
            if len(levels) == 1 or not level.close_operand():
                return False
            levels.pop()
            levels[-1].operand = tuple(level.product)
            return True
    return _add_word(level, token)


def _add_word(level: _Level, word: str) -> bool:
    if level.operand is None:
        level.operand, level.is_word = ((word, 1),), True
        return True
    if not level.is_word:
        return False
    level.operand = ((f"{level.operand[0][0]}_{word}", 1),)
    return True


def _raise(level: _Level, token: str) -> bool:
    """Raise the operand to the power written in `token`."""
    if level.operand is None or not _INTEGER.fullmatch(token):
        return False
    raised = tuple((name, exponent * int(token)) for name, exponent in level.operand)
    level.operand, level.is_word = raised, False
    return all(abs(exponent) <= LARGEST_EXPONENT for _, exponent in raised)
