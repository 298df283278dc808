"""Operators of a program and their meaning, the same in every target.

Arithmetic is IEEE 754 double precision; no operator ever raises. A value that is not finite may
arise inside an equation and vanish again, as in `min(stock / 0, capacity)`; a *slot* that is not
finite stops the run (`sysdsl.numerics.failures.NonFiniteState`).

| expression | value |
|---|---|
| `x / 0` | infinity with the sign of x (and of the zero); `0 / 0` is not a number |
| `modulo(x, 0)` | not a number; otherwise the result has the sign of the divisor |
| `ln(0)`, `log10(0)` | minus infinity; of a negative number: not a number |
| `sqrt(x)`, x < 0 | not a number |
| `x ^ y`, x < 0, y not whole | not a number: `(-8) ^ (1/3)` is not -2 |
| `0 ^ y`, y < 0 | infinity (minus infinity for minus zero and odd y) |
| `x ^ 0`, `1 ^ y` | 1, whatever x and y are |
| `exp`, `^`, `*`, `+` too large; `sinh`, `cosh` from 710 | infinity with its sign |
| `arcsin(x)`, `arccos(x)`, abs(x) > 1 | not a number |
| `sin`, `cos`, `tan` of infinity | not a number |
| `min`, `max` with not-a-number | not a number, in any position |
| `max(-0, 0)`, `min(-0, 0)` | the last operand: zeros count as equal |
| comparisons with not-a-number | false; `<>` is true |
| truth of a number | true where it differs from 0; a truth counts as 1 or 0 |
| `if c then a else b` | the branch chosen; the other one has no effect, whatever its value |
| `divide(a, b, otherwise)` | otherwise where b is 0, else `a / b` |
| `round(x)` | nearest whole number, halves away from zero |
| `floor`, `ceil`, `truncate`, `round` of infinity | the same infinity |
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce

MANY = -1
"""Arity of operators that take one operand or more."""


LARGE = 710.0
"""Arguments from which hyperbolic functions count as too large for a number."""


def _division(x: float, y: float) -> float:
    if y != 0.0:
        return x / y
    if x == 0.0 or math.isnan(x):
        return math.nan
    return math.copysign(math.inf, math.copysign(1.0, x) * math.copysign(1.0, y))


def _power(x: float, y: float) -> float:
    try:
        return math.pow(x, y)
    except OverflowError:
        return -math.inf if x < 0.0 and math.fmod(y, 2.0) != 0.0 else math.inf
    except ValueError:
        if x != 0.0:
            return math.nan
        odd = math.fmod(y, 2.0) in {1.0, -1.0}
        return math.copysign(math.inf, x) if odd else math.inf


def _modulo(x: float, y: float) -> float:
    return x % y if y != 0.0 and math.isfinite(x) else math.nan


def _maximum(x: float, y: float) -> float:
    return x if x > y or x != x else y  # noqa: PLR0124  x != x asks for not-a-number


def _minimum(x: float, y: float) -> float:
    return x if x < y or x != x else y  # noqa: PLR0124  x != x asks for not-a-number


def _exponential(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    def logarithm(x: float) -> float:
        if x == 0.0:
            return -math.inf
        return function(x) if x > 0.0 else math.nan

    return logarithm


def _total(function: Callable[[float], float]) -> Callable[[float], float]:
    def total(x: float) -> float:
        try:
            return function(x)
        except ValueError:
            return math.nan

    return total


def _whole(function: Callable[[float], int]) -> Callable[[float], float]:
    def whole(x: float) -> float:
        return float(function(x)) if math.isfinite(x) else x

    return whole


def _round(x: float) -> float:
    rest, whole = math.modf(x)
    return whole + math.copysign(1.0, x) if abs(rest) >= 0.5 else whole


def _sign(x: float) -> float:
    return 1.0 if x > 0.0 else -1.0 if x < 0.0 else x


def _folded(function: Callable[[float, float], float]) -> Callable[..., float]:
    return lambda *operands: reduce(function, operands)


OPERATORS: Mapping[str, tuple[int, Callable[..., float]]] = {
    "add": (MANY, _folded(lambda x, y: x + y)),
    "sub": (2, lambda x, y: x - y),
    "mul": (MANY, _folded(lambda x, y: x * y)),
    "div": (2, _division),
    "pow": (2, _power),
    "mod": (2, _modulo),
    "neg": (1, lambda x: -x),
    "lt": (2, lambda x, y: float(x < y)),
    "le": (2, lambda x, y: float(x <= y)),
    "gt": (2, lambda x, y: float(x > y)),
    "ge": (2, lambda x, y: float(x >= y)),
    "eq": (2, lambda x, y: float(x == y)),
    "ne": (2, lambda x, y: float(x != y)),
    "and": (MANY, lambda *operands: float(all(x != 0.0 for x in operands))),
    "or": (MANY, lambda *operands: float(any(x != 0.0 for x in operands))),
    "not": (1, lambda x: float(x == 0.0)),
    "select": (3, lambda c, x, y: x if c != 0.0 else y),
    "min": (MANY, _folded(_minimum)),
    "max": (MANY, _folded(_maximum)),
    "abs": (1, abs),
    "sign": (1, _sign),
    "floor": (1, _whole(math.floor)),
    "ceil": (1, _whole(math.ceil)),
    "truncate": (1, _whole(math.trunc)),
    "round": (1, lambda x: _round(x) if math.isfinite(x) else x),
    "sqrt": (1, _total(math.sqrt)),
    "exp": (1, _exponential),
    "ln": (1, _logarithm(math.log)),
    "log10": (1, _logarithm(math.log10)),
    "sin": (1, _total(math.sin)),
    "cos": (1, _total(math.cos)),
    "tan": (1, _total(math.tan)),
    "arcsin": (1, _total(math.asin)),
    "arccos": (1, _total(math.acos)),
    "arctan": (1, math.atan),
    "sinh": (1, lambda x: math.copysign(math.inf, x) if abs(x) >= LARGE else math.sinh(x)),
    "cosh": (1, lambda x: math.inf if abs(x) >= LARGE else math.cosh(x)),
    "tanh": (1, math.tanh),
}
"""Number of operands and meaning of each operator."""

CLOCK = ("time", "step_time", "dt", "start", "stop")
"""Operators without operands: the time (also within a step), the time at which the step began,
the length of a step, the first and the last time."""

TRUTHS = frozenset({"lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"})
"""Operators whose value is a truth."""

CAUSES: Mapping[str, str] = {
    "div": "division by zero",
    "mod": "remainder of a division by zero",
    "ln": "logarithm of zero or of a negative number",
    "log10": "logarithm of zero or of a negative number",
    "sqrt": "square root of a negative number",
    "arcsin": "arcsine of a number beyond -1 .. 1",
    "arccos": "arccosine of a number beyond -1 .. 1",
    "exp": "exponential too large for a number",
    "sinh": "exponential too large for a number",
    "cosh": "exponential too large for a number",
}
"""Why an operator may give a value that is not finite; where absent, `cause_of` decides."""


def cause_of(operator: str, operands: tuple[float, ...], value: float) -> str:
    """Say in a few words why an operator on finite operands gave a value that is not finite."""
    if operator == "pow":
        base = operands[0]
        if base < 0.0 and math.isnan(value):
            return "fractional power of a negative number"
        return "negative power of zero" if base == 0.0 else "power too large for a number"
    if operator == "div" and operands[1] != 0.0:
        return "number too large"
    return CAUSES.get(operator, "number too large")
