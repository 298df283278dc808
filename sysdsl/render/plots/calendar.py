"""Calendar labels for model time that starts at a date."""

from __future__ import annotations

import calendar as _calendar
import datetime as dt
import math

from sysdsl.render.plots.ticks import Axis, Tick, exact_axis
from sysdsl.render.plots.values import TimeAxis
from sysdsl.units.names import singular

_MONTHS = {"month": 1.0, "quarter": 3.0, "year": 12.0}
_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0}
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_DAY_STEPS = (1, 2, 7, 14)
# Without a start date, time is still read in the cycles of its unit: years of 12 months or 52
# weeks, quarters of 13 weeks, days of 24 hours.
_CYCLES = {
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240),
    "quarter": (1, 2, 4, 8, 20, 40, 80),
    "week": (1, 2, 4, 13, 26, 52, 104, 260, 520),
    "hour": (1, 2, 3, 6, 12, 24, 48, 168),
    "minute": (1, 2, 5, 10, 15, 30, 60, 120, 240),
    "second": (1, 2, 5, 10, 15, 30, 60, 120, 300),
}
_LAST_DAY = dt.date.max.toordinal() - 40
_LAST_MONTH = 12 * 9999
_YEAR = 12


def time_axis(lower: float, upper: float, time: TimeAxis, *, count: int) -> Axis:
    """Lay out the axis of time, by the calendar where the time has a start date."""
    unit = time.unit.strip().lower().removesuffix("s")
    axis = None
    if time.start is not None and upper > lower:
        if unit in _MONTHS:
            axis = _by_months(lower, upper, (time.start, _MONTHS[unit]), count)
        elif unit in _DAYS:
            axis = _by_days(lower, upper, (time.start, _DAYS[unit]), count)
    wanted = (upper - lower) / max(count, 1)
    step = next((float(step) for step in _CYCLES.get(unit, ()) if step >= wanted > 0.5), None)
    if step is not None and upper - lower < 2 * step:
        step = None
    return axis or exact_axis(lower, upper, count=count, step=step)


def has_calendar(time: TimeAxis) -> bool:
    """Tell whether ticks on this axis are dates."""
    unit = time.unit.strip().lower().removesuffix("s")
    return time.start is not None and (unit in _MONTHS or unit in _DAYS)


def moment(time: float, axis: TimeAxis) -> str:
    """Write a model time in words: `March 2027`, `4 Mar 2027`, `week 5.9`."""
    from sysdsl.render.plots.numbers import readable

    unit = axis.unit.strip().lower().removesuffix("s")
    if axis.start is not None and unit in _MONTHS:
        month = _month_of(axis.start) + time * _MONTHS[unit] + 1e-6
        if _YEAR <= month < _LAST_MONTH:
            return f"{_calendar.month_name[int(month) % 12 + 1]} {int(month) // 12}"
    if axis.start is not None and unit in _DAYS:
        day = math.floor(axis.start.toordinal() + time * _DAYS[unit] + 1e-6)
        if 1 <= day < _LAST_DAY:
            date = dt.date.fromordinal(day)
            return f"{date.day} {_calendar.month_abbr[date.month]} {date.year}"
    return f"{singular(axis.unit) or 'time'} {readable(time)}"


def when(time: float, axis: TimeAxis) -> str:
    """Write a model time with its preposition: `in March 2027`, `on 4 Mar 2027`, `on day 5`."""
    text = moment(time, axis)
    return (
        f"on {text}"
        if text[0].isdigit() or text.startswith("day ")
        else f"in {text}"
        if axis.unit
        else f"at {text}"
    )


def _month_of(date: dt.date) -> float:
    length = _calendar.monthrange(date.year, date.month)[1]
    return date.year * 12 + date.month - 1 + (date.day - 1) / length


def _by_months(
    lower: float, upper: float, calendar: tuple[dt.date, float], count: int
) -> Axis | None:
    start, length = calendar
    begin = _month_of(start)
    first, last = begin + lower * length, begin + upper * length
    if first < _YEAR or last > _LAST_MONTH:
        return None
    wanted = (last - first) / max(count, 1)
    step = next((step for step in _MONTH_STEPS if step >= wanted), _MONTH_STEPS[-1])
    months = range(math.ceil(first / step - 1e-9) * step, math.floor(last + 1e-9) + 1, step)
    ticks = [
        Tick((month - begin) / length, _month_label(month, step, is_first=index == 0))
        for index, month in enumerate(months)
    ]
    return Axis(lower=lower, upper=upper, ticks=tuple(ticks))


def _month_label(month: int, step: int, *, is_first: bool) -> str:
    if step >= _YEAR:
        return str(month // 12)
    name = _calendar.month_abbr[month % 12 + 1]
    return f"{name} {month // 12}" if is_first or month % 12 < step else name


def _by_days(
    lower: float, upper: float, calendar: tuple[dt.date, float], count: int
) -> Axis | None:
    start, length = calendar
    begin = start.toordinal()
    first, last = begin + lower * length, begin + upper * length
    if first < _YEAR or last > _LAST_DAY:
        return None
    wanted = (last - first) / max(count, 1)
    step = next((step for step in _DAY_STEPS if step >= wanted), None)
    if step is None:
        return _month_starts(lower, upper, calendar, count)
    days = range(math.ceil(first - 1e-9), math.floor(last + 1e-9) + 1, step)
    ticks = []
    for index, day in enumerate(days):
        date = dt.date.fromordinal(day)
        text = f"{date.day} {_calendar.month_abbr[date.month]}"
        label = f"{text} {date.year}" if index == 0 else text
        ticks.append(Tick((day - begin) / length, label))
    return Axis(lower=lower, upper=upper, ticks=tuple(ticks))


def _month_starts(lower: float, upper: float, calendar: tuple[dt.date, float], count: int) -> Axis:
    start, length = calendar
    begin = start.toordinal()
    days = (upper - lower) * length
    wanted = days / 30.44 / max(count, 1)
    step = next((step for step in _MONTH_STEPS if step >= wanted), _MONTH_STEPS[-1])
    first = dt.date.fromordinal(math.ceil(begin + lower * length - 1e-9))
    month = first.year * 12 + first.month - 1 + (1 if first.day > 1 else 0)
    month = math.ceil(month / step) * step
    ticks: list[Tick] = []
    while True:
        day = dt.date(month // 12, month % 12 + 1, 1).toordinal()
        if day > begin + upper * length + 1e-9:
            break
        label = _month_label(month, step, is_first=not ticks)
        ticks.append(Tick((day - begin) / length, label))
        month += step
    return Axis(lower=lower, upper=upper, ticks=tuple(ticks))
