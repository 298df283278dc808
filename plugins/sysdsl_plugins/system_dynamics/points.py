"""Tables of lookups and data from their points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from sysdsl.numerics.program import Outside, Table
from sysdsl.schema import value as v
from sysdsl.schema.core import Data
from sysdsl_plugins.system_dynamics.clock import moment
from sysdsl_plugins.system_dynamics.expressions import Lowering
from sysdsl_plugins.system_dynamics.place import Place
from sysdsl_plugins.system_dynamics.quantities import Quantity
from sysdsl_plugins.system_dynamics.rules import LOOKUP_POINTS


def table_of(
    lowering: Lowering, quantity: Quantity, name: str, value: v.Value, place: Place
) -> Table | None:
    """Return the table of a lookup or of data; None, with a message, where there is none."""
    pairs = list(_pairs(value))
    x_scale = y_scale = Fraction(1)
    if not quantity.is_a(Data):
        x_scale, y_scale = lowering.quantities.scale(quantity.element.body.input), quantity.scale
    points = [
        (x, y)
        for pair in pairs
        if (x := _number(lowering, pair[0], x_scale)) is not None
        if (y := _number(lowering, pair[1], y_scale)) is not None
    ]
    problem = ""
    if not pairs:
        problem = f"`{quantity.id}` has no points `(x, y)`"
    elif len(points) < len(pairs):
        problem = f"`{quantity.id}` has a point that is no pair of numbers"
    elif any(a[0] >= b[0] for a, b in pairwise(points)):
        problem = f"the x of the points of `{quantity.id}` do not increase"
    if problem:
        lowering.say(LOOKUP_POINTS, place, problem, "write `points((0, 1), (0.5, 0.9))`")
        return None
    beyond = None if quantity.is_a(Data) else quantity.element.body.beyond
    return Table(
        name=name,
        x=tuple(float(x) for x, _ in points),
        y=tuple(float(y) for _, y in points),
        outside=Outside(beyond) if beyond else Outside.CLAMP,
    )


def _pairs(value: v.Value) -> Iterator[tuple[v.Value, v.Value]]:
    items: tuple[v.Value, ...] = ()
    match value:
        case v.Apply(function="points" | "series", arguments=items):
            pass
        case v.Items(items=items):
            pass
        case v.Tuple(items=(_, _)):
            items = (value,)
        case _:
            pass
    for item in items:
        if isinstance(item, v.Tuple | v.Items) and len(item.items) == 2:
            yield item.items[0], item.items[1]
        else:
            yield v.Absent.UNKNOWN, v.Absent.UNKNOWN


def _number(lowering: Lowering, value: v.Value, scale: Fraction) -> float | None:
    match value:
        case v.Quantity(value=number, unit=None):
            return number
        case v.Quantity(value=number, unit=str(unit)):
            return number * float(lowering.quantities.scale(unit) / scale)
        case v.Sign(operator="-", operand=v.Quantity(value=number)):
            return -number
        case v.Day(value=text):
            return moment(lowering.quantities.model, lowering.quantities, text)
        case _:
            return None
