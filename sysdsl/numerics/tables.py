"""The value of a lookup at an argument: the meaning that every target follows."""

from __future__ import annotations

import math
from bisect import bisect_right

from sysdsl.numerics.program import Outside, Table


def slopes(table: Table) -> tuple[float, ...]:
    """Return the slope after each point; the last point repeats the slope before it."""
    return tuple(_slope(table, index) for index in range(len(table.x)))


def interpolate(table: Table, argument: float) -> float:
    """Return the value of a table.

    Between points the value is linear, or that of the point before (`Outside.STEP`). Beyond the
    ends it is that of the end point, or goes on with the last slope (`Outside.EXTRAPOLATE`).
    Not a number stays so.
    """
    if math.isnan(argument):
        return argument
    index = bisect_right(table.x, argument) - 1
    last = len(table.x) - 1
    if table.outside is Outside.EXTRAPOLATE:
        index = min(max(index, 0), max(last - 1, 0))
    elif index < 0 or index >= last or table.outside is Outside.STEP:
        return table.y[max(index, 0)]
    return table.y[index] + (argument - table.x[index]) * _slope(table, index)


def _slope(table: Table, index: int) -> float:
    last = len(table.x) - 1
    if not last:
        return 0.0
    low = min(index, last - 1)
    return (table.y[low + 1] - table.y[low]) / (table.x[low + 1] - table.x[low])
