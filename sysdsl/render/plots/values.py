"""What plots are made of: series of values over time, bands, observations, targets, events."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs


class LineStyle(StrEnum):
    """How strongly a line speaks: the result, or something it is read against."""

    NORMAL = "normal"
    FAINT = "faint"


@attrs.frozen(kw_only=True)
class Series:
    """Values of one quantity over time; non-finite values are drawn as gaps.

    Attributes:
        name: Written at the end of the line.
        times: Model times, increasing; as long as `values`.
        values: One value a time, in `unit`.
        unit: Unit of the values as text, empty for dimensionless.
        element: Qualified name of the model element shown, if any.
        slot: Place in the palette (colour and dash pattern); None takes the next in order.
        style: Normal, or faint for a line in the background.
    """

    name: str
    times: tuple[float, ...]
    values: tuple[float, ...]
    unit: str = ""
    element: str | None = None
    slot: int | None = None
    style: LineStyle = LineStyle.NORMAL


@attrs.frozen(kw_only=True)
class Observations:
    """Reference data, drawn as dots.

    Attributes:
        name: Written beside the last dot.
        times: Model times; as long as `values`.
        values: Observed values in the unit of the plot.
        slot: Palette place of the series they belong to.
    """

    name: str
    times: tuple[float, ...]
    values: tuple[float, ...]
    slot: int = 0


@attrs.frozen(kw_only=True)
class Band:
    """The space between two lines, e.g. the middle 90 % of many runs.

    Attributes:
        name: Written at the right end, e.g. `90 % of runs`.
        times: Model times; as long as `low` and `high`.
        low: Lower edge.
        high: Upper edge.
    """

    name: str
    times: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@attrs.frozen
class Target:
    """A value to reach or not to pass, drawn as a labelled horizontal line."""

    value: float
    name: str


@attrs.frozen
class Event:
    """A moment worth knowing, drawn as a labelled vertical line (e.g. a policy starts)."""

    time: float
    name: str


@attrs.frozen(kw_only=True)
class TimeAxis:
    """How model time is written.

    Attributes:
        unit: Name of the unit of time, singular (`week`).
        start: Calendar date of model time 0; gives calendar labels when the unit is a calendar one.
    """

    unit: str = ""
    start: dt.date | None = None


@attrs.frozen(kw_only=True)
class Size:
    """Width and height of a picture or a panel in pixels at scale 1."""

    width: float = 720.0
    height: float = 340.0


PLAIN_TIME = TimeAxis()
"""Time as plain numbers."""

WIDE = Size()
"""As wide as the text column of a report."""
