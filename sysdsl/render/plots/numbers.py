"""How numbers are written in pictures and reports: separators, digits, words for large powers."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

MINUS = "\N{MINUS SIGN}"
_POWERS = ((15, "quadrillion"), (12, "trillion"), (9, "billion"), (6, "million"))
_WIDE = Context(prec=400)
_PLAIN_BELOW = 1e15
_PLAIN_FROM = 1e-4


def fixed(value: float, decimals: int) -> str:
    """Write a number with thousands separators, a true minus sign and no negative zero.

    Halves are rounded away from zero, as people do and as the script of report pages does.
    """
    unit = Decimal(1).scaleb(-decimals)
    text = f"{Decimal(value).quantize(unit, ROUND_HALF_UP, _WIDE):,f}"
    if text.startswith("-"):
        return text[1:] if float(text.replace(",", "")) == 0 else MINUS + text[1:]
    return text


def readable(value: float, *, digits: int = 3) -> str:
    """Write a number for reading: all digits before the point, `digits` significant ones in all.

    What is not finite is no value.
    """
    if not math.isfinite(value):
        return "no value"
    if value == 0:
        return "0"
    size = abs(value)
    if size >= _PLAIN_BELOW or size < _PLAIN_FROM:
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
    decimals = max(0, digits - 1 - math.floor(math.log10(size)))
    text = fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_change(before: float, after: float) -> str | None:
    """Write a relative change with its sign, or None where there is none to speak of."""
    if not (math.isfinite(before) and math.isfinite(after)) or before == 0:
        return None
    change = (after - before) / abs(before) * 100
    if not math.isfinite(change):
        return None
    text = fixed(abs(change), 1 if 0 < abs(change) < 10 else 0)
    sign = MINUS if change < 0 else "+"
    return "no change" if float(text.replace(",", "")) == 0 else f"{sign}{text} %"


def power_of_ten(largest: float) -> int:
    """Return the power that an axis up to `largest` is divided by (0 for none)."""
    if largest == 0 or not math.isfinite(largest):
        return 0
    exponent = math.floor(math.log10(largest))
    if exponent >= 18:
        return exponent
    if exponent >= 6:
        return next(power for power, _ in _POWERS if power <= exponent)
    return exponent if exponent < -3 else 0


def scaled_unit(power: int, unit: str) -> str:
    """Write the title of an axis whose numbers are divided by ten to the `power`."""
    if power == 0:
        return unit
    word = dict(_POWERS).get(power, f"\N{MULTIPLICATION SIGN}1e{power}".replace("-", MINUS))
    return f"{word} {unit}".strip()
