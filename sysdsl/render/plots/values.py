"""What plots are made of: series of values over time, bands, observations, targets, events."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

import attrs

Tone = Literal["", "good", "warning", "bad", "info", "muted"]
"""What a cell of a table says about its thing."""


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


@attrs.frozen(kw_only=True)
class LinePlot:
    """Lines over time on one value axis.

    Attributes:
        title: Says what is shown; the accessible name.
        series: Drawn in order; the first ones get the strongest colours.
        unit: Title of the value axis; None takes the unit that all series share.
        description: Sentence for those who cannot see it; empty derives one from the values.
        tick_room: Least width kept for the numbers of the value axis, so that plots below one
            another align.
        label_room: Least width kept for the names at the ends of lines.
    """

    title: str
    series: tuple[Series, ...]
    unit: str | None = None
    time: TimeAxis = PLAIN_TIME
    bands: tuple[Band, ...] = ()
    observations: tuple[Observations, ...] = ()
    targets: tuple[Target, ...] = ()
    events: tuple[Event, ...] = ()
    description: str = ""
    size: Size = WIDE
    tick_room: float = 0.0
    label_room: float = 0.0


@attrs.frozen(kw_only=True)
class FanPlot:
    """One quantity under uncertainty: nested bands, widest first, and a line for the middle."""

    title: str
    middle: Series
    bands: tuple[Band, ...]
    time: TimeAxis = PLAIN_TIME
    observations: tuple[Observations, ...] = ()
    targets: tuple[Target, ...] = ()
    events: tuple[Event, ...] = ()
    description: str = ""
    size: Size = WIDE


@attrs.frozen(kw_only=True)
class ComparisonPlot:
    """One quantity in several runs on the same axes: the base run faint, the others in colour.

    The label of each other run says how far from the base run it ends, or peaks where the base
    run ends near zero, since a percentage of little says nothing.
    """

    title: str
    base: Series
    others: tuple[Series, ...]
    time: TimeAxis = PLAIN_TIME
    targets: tuple[Target, ...] = ()
    events: tuple[Event, ...] = ()
    description: str = ""
    size: Size = WIDE


SMALL = Size(width=720.0, height=200.0)


@attrs.frozen(kw_only=True)
class SmallMultiples:
    """Several plots in a grid.

    Attributes:
        plots: One a panel, its title above it; lines are not labelled.
        columns: Panels beside one another.
        shared_values: Give all panels the same value axis, so that heights can be compared.
        size: Width of the whole picture and height of one panel.
    """

    title: str
    plots: tuple[LinePlot, ...]
    columns: int = 3
    shared_values: bool = False
    description: str = ""
    size: Size = SMALL


@attrs.frozen(kw_only=True)
class StackedArea:
    """Parts of a whole, the first one at the bottom.

    Attributes:
        parts: Non-negative series at the same times; where a value is missing or negative the
            part counts as zero.
    """

    title: str
    parts: tuple[Series, ...]
    time: TimeAxis = PLAIN_TIME
    description: str = ""
    size: Size = WIDE


NEARLY_SQUARE = Size(width=560.0, height=440.0)


@attrs.frozen(kw_only=True)
class PhasePlot:
    """The path of a system in the plane of two of its quantities.

    Attributes:
        x: Quantity on the horizontal axis; same times as `y`.
        y: Quantity on the vertical axis.
    """

    title: str
    x: Series
    y: Series
    time: TimeAxis = PLAIN_TIME
    description: str = ""
    size: Size = NEARLY_SQUARE


@attrs.frozen(kw_only=True)
class Swing:
    """The effect of one assumption.

    Attributes:
        name: Name of the assumption.
        low_input, high_input: What it was set to, as text with its unit.
        low, high: The result with each.
        element: Qualified name of the model element varied, if any.
    """

    name: str
    low_input: str
    high_input: str
    low: float
    high: float
    element: str | None = None


GROWING = Size(width=720.0, height=0.0)


@attrs.frozen(kw_only=True)
class Tornado:
    """Bars around a base result, the widest on top.

    Attributes:
        result: Name of the result, title of the axis.
        base: The result with all assumptions at their base values.
    """

    title: str
    result: str
    base: float
    swings: tuple[Swing, ...]
    unit: str = ""
    description: str = ""
    size: Size = GROWING


LOW = Size(width=720.0, height=300.0)


@attrs.frozen(kw_only=True)
class Histogram:
    """The distribution of a result.

    Attributes:
        result: Name of the result, title of the horizontal axis.
        values: One value a run; non-finite ones are left out and counted in the description.
        bins: About how many bars; None takes the square root rule between 8 and 30.
    """

    title: str
    result: str
    values: tuple[float, ...]
    unit: str = ""
    bins: int | None = None
    description: str = ""
    size: Size = LOW


@attrs.frozen
class Cell:
    """A cell with a meaning; the tone colours it, its text must say the same.

    Attributes:
        text: Plain text.
        tone: What the cell says, or empty.
        element: Qualified name of the model element it speaks of, if any.
    """

    text: str
    tone: Tone = ""
    element: str | None = None


@attrs.frozen
class Column:
    """The heading of a column; numbers are set flush right."""

    title: str
    numeric: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """A table; cells are plain text or `Cell`s.

    Attributes:
        title: What it shows.
        columns: Headings; as many as each row has cells.
        rows: In the order shown; the first column names the row.
        note: Small print below it, such as what was withheld.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    note: str = ""
    size: Size = GROWING
