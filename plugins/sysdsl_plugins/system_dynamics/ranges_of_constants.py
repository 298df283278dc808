"""Ranges that authors give constants with `within`."""

from __future__ import annotations

from sysdsl.schema import value as v
from sysdsl_plugins.system_dynamics.quantities import Quantities, Quantity


def range_of(quantities: Quantities, quantity: Quantity) -> tuple[float, float] | None:
    """Return the range of a quantity in its declared unit; None where there is none."""
    within = getattr(quantity.element.body, "within", None)
    if not isinstance(within, v.Span):
        return None
    unit = getattr(within.high, "unit", None)
    ends = []
    for end in (within.low, within.high):
        number = end.operand if isinstance(end, v.Sign) and end.operator == "-" else end
        if not isinstance(number, v.Quantity):
            return None
        own = number.unit or unit
        scale = float(quantities.scale(own) / quantity.scale) if own else 1.0
        ends.append(number.value * scale if number is end else -number.value * scale)
    return (ends[0], ends[1]) if ends[0] < ends[1] else None
