"""Plots: what readers see of results, and that bad numbers never break a picture."""

from __future__ import annotations

import datetime as dt
import math
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.render.plots import (
    Band,
    Cell,
    Column,
    ComparisonPlot,
    Event,
    FanPlot,
    Histogram,
    LinePlot,
    Observations,
    PhasePlot,
    Series,
    StackedArea,
    Swing,
    Table,
    Target,
    TimeAxis,
    Tornado,
    panels_of,
    plot_scene,
    time_plot,
)
from sysdsl.render.plots.apart import pushed_apart
from sysdsl.render.plots.calendar import time_axis, when
from sysdsl.render.plots.histogram import binned, quantile
from sysdsl.render.plots.numbers import percent_change, readable, scaled_unit
from sysdsl.render.plots.ticks import nice_step, value_axis
from sysdsl.render.scene import Group, Label, Shape
from sysdsl.render.svg import write_svg

WEEK = TimeAxis(unit="week")
TIMES = tuple(float(week) for week in range(25))


def falling(name="backlog", unit="cases", factor=0.9):
    """Return a series that decays over 24 weeks."""
    return Series(
        name=name, times=TIMES, values=tuple(100 * factor**time for time in TIMES), unit=unit
    )


def flat(items):
    """Yield shapes and labels without their groups."""
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items)
        else:
            yield item


def texts(scene):
    """Return all words of a picture."""
    return [item.text for item in flat(scene.items) if isinstance(item, Label)]


EVERY_KIND = [
    LinePlot(
        title="Line",
        series=(falling(), falling("queue", factor=0.8)),
        time=WEEK,
        observations=(Observations(name="counted", times=(1.0, 2.0), values=(90.0, 80.0)),),
        targets=(Target(50.0, "target"),),
        events=(Event(6.0, "new rota"),),
    ),
    FanPlot(
        title="Fan",
        middle=falling(),
        bands=(
            Band(name="90 % of runs", times=TIMES, low=(10.0,) * 25, high=(120.0,) * 25),
            Band(name="half of runs", times=TIMES, low=(20.0,) * 25, high=(110.0,) * 25),
        ),
    ),
    ComparisonPlot(title="Compare", base=falling("today"), others=(falling("hire", factor=0.8),)),
    panels_of("Panels", (falling(), falling("cost", "GBP")), WEEK),
    StackedArea(title="Area", parts=(falling(), falling("queue"))),
    PhasePlot(title="Phase", x=falling(), y=falling("queue", factor=0.7)),
    Tornado(
        title="Tornado",
        result="peak",
        base=50.0,
        swings=(Swing(name="rate", low_input="1", high_input="3", low=20.0, high=90.0),),
    ),
    Histogram(title="Histogram", result="peak", values=tuple(TIMES)),
    Table(
        title="Table",
        columns=(Column("Option"), Column("Cost", numeric=True)),
        rows=(("Hire", Cell("3,000", "bad")),),
    ),
]


@pytest.mark.parametrize("plot", EVERY_KIND, ids=lambda plot: plot.title)
def test_every_kind_of_plot_becomes_the_same_portable_picture_twice(plot):
    """Each plot has a title, words for those who cannot see it, and fixed bytes."""
    scene = plot_scene(plot)
    assert scene.title
    assert scene.description
    svg = write_svg(scene)
    assert svg == write_svg(plot_scene(plot))
    assert not re.search(r"style=|var\(|nan|inf[^o]", svg)


@pytest.mark.parametrize("titled", [False, True])
@pytest.mark.parametrize("plot", EVERY_KIND, ids=lambda plot: plot.title)
def test_marks_and_labels_stay_inside_the_picture(plot, titled):
    """Nothing is cut off at the edge of a plot, and a picture that stands alone has a title."""
    scene = plot_scene(plot, titled=titled)
    assert (plot.title in texts(scene)) is titled
    for item in flat(scene.items):
        if isinstance(item, Shape):
            numbers = [
                (float(x), float(y))
                for x, y in re.findall(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)", item.path)
                if "A" not in item.path
            ]
            for x, y in numbers:
                assert -1 <= x <= scene.width + 1
                assert -1 <= y <= scene.height + 1
        else:
            assert -1 <= item.x <= scene.width + 1
            assert 0 <= item.y <= scene.height + 1


def test_lines_differ_without_colour():
    """Eight lines in one plot have eight dash patterns."""
    plot = LinePlot(title="Many", series=tuple(falling(f"line {n}") for n in range(8)))
    dashes = {
        item.dash
        for item in flat(plot_scene(plot).items)
        if isinstance(item, Shape) and item.role.startswith("series-")
    }
    assert len(dashes) == 8


def test_values_that_are_not_numbers_are_gaps():
    """A line is broken where a value is missing, and the rest is drawn."""
    series = Series(name="a", times=(0, 1, 2, 3, 4), values=(1.0, 2.0, math.nan, 3.0, math.inf))
    scene = plot_scene(LinePlot(title="Gaps", series=(series,)))
    line = next(
        item for item in flat(scene.items) if isinstance(item, Shape) and item.role == "series-1"
    )
    assert line.path.count("M") == 2


def test_a_plot_without_values_says_so():
    """No values give a picture with a sentence, not an error."""
    empty = Series(name="a", times=(0.0,), values=(math.nan,))
    assert "no values to show" in texts(plot_scene(LinePlot(title="None", series=(empty,))))
    assert "no values to show" in texts(plot_scene(LinePlot(title="None", series=())))


def test_a_comparison_says_how_far_a_policy_ends_from_the_base_run():
    """The label carries the percentage with a true minus sign."""
    base = Series(name="today", times=(0.0, 1.0), values=(100.0, 200.0))
    policy = Series(name="hire", times=(0.0, 1.0), values=(100.0, 150.0))
    scene = plot_scene(ComparisonPlot(title="Compare", base=base, others=(policy,)))
    assert "hire (\N{MINUS SIGN}25 %)" in texts(scene)


def test_large_values_are_written_in_words_on_the_axis():
    """An axis up to billions counts in billions of the unit."""
    series = Series(name="cost", times=(0.0, 1.0), values=(0.0, 2.5e9), unit="GBP")
    written = texts(plot_scene(LinePlot(title="Cost", series=(series,))))
    assert "billion GBP" in written
    assert "2.0" in written


def test_series_with_different_units_get_panels_of_their_own():
    """People and pounds never share an axis."""
    mixed = time_plot("Results", (falling(), falling("cost", "GBP")), WEEK)
    assert mixed.title == "Results"
    assert [plot.title for plot in mixed.plots] == ["backlog", "cost"]
    assert isinstance(time_plot("Results", (falling(),), WEEK), LinePlot)


def test_words_about_a_line_name_its_turning_points():
    """The description says start, peak with its time, and end."""
    series = Series(name="ill", times=(0.0, 1.0, 2.0), values=(1.0, 50.0, 2.0), unit="people")
    scene = plot_scene(LinePlot(title="Ill", series=(series,), time=WEEK))
    assert scene.description == "ill: from 1 through a peak of 50 in week 1 to 2 people in week 2."


def test_ten_thousand_points_make_a_small_picture():
    """Points that fall on the same pixel are thinned; peaks stay."""
    times = tuple(index / 100 for index in range(100_000))
    values = tuple(1000.0 if index == 5000 else index % 7 for index in range(100_000))
    svg = write_svg(
        plot_scene(LinePlot(title="Long", series=(Series(name="a", times=times, values=values),)))
    )
    assert len(svg) < 60_000
    assert ",30 " in svg  # the peak is at the top of the drawing area


@given(st.floats(-1e299, 1e299), st.floats(-1e299, 1e299))
def test_an_axis_covers_its_values_with_few_round_ticks(one, other):
    """Whatever the values, an axis has two to eleven different labels and covers them."""
    lower, upper = min(one, other), max(one, other)
    axis = value_axis((lower, upper))
    slack = 1e-6 * max(abs(lower), abs(upper))
    assert axis.lower <= lower + slack
    assert axis.upper >= upper - slack
    labels = [tick.label for tick in axis.ticks]
    assert 2 <= len(labels) <= 11
    assert len(set(labels)) == len(labels)


@given(st.floats(1e-290, 1e290))
def test_steps_are_one_two_or_five(raw):
    """A step is at least what was asked for and at most 2.5 times it."""
    step = nice_step(raw)
    assert raw * 0.999 <= step <= raw * 2.501
    assert f"{step:.0e}"[0] in "125"


@given(st.lists(st.floats(-50, 350), min_size=1, max_size=15))
def test_labels_pushed_apart_never_overlap_and_stay_in_their_column(wanted):
    """Labels that fit keep their order, their distance and the column."""
    places = pushed_apart(tuple(wanted), (15.0,) * len(wanted), 0.0, 300.0)
    ordered = sorted(places)
    assert all(after - before >= 15 - 1e-6 for before, after in pairwise(ordered))
    assert ordered[0] >= 7.5 - 1e-6
    assert ordered[-1] <= 292.5 + 1e-6


@pytest.mark.parametrize(
    "unit, end, expected",
    [
        ("month", 24.0, ["Jan 2027", "Jul", "Jan 2028", "Jul", "Jan 2029"]),
        ("years", 20.0, ["2030", "2035", "2040", "2045"]),
        ("week", 4.0, ["4 Jan 2027", "11 Jan", "18 Jan", "25 Jan", "1 Feb"]),
        ("day", 365.0, ["Apr 2027", "Jul", "Oct", "Jan 2028"]),
    ],
)
def test_time_with_a_start_date_is_labelled_by_the_calendar(unit, end, expected):
    """Ticks stand at the beginnings of months or years, or at days."""
    start = dt.date(2027, 1, 4 if unit in ("week", "day") else 1)
    axis = time_axis(0.0, end, TimeAxis(unit=unit, start=start), count=5)
    assert [tick.label for tick in axis.ticks] == expected
    assert all(0 <= tick.value <= end for tick in axis.ticks)


@pytest.mark.parametrize(
    "unit, end, expected",
    [
        ("month", 60.0, ["0", "12", "24", "36", "48", "60"]),
        ("weeks", 24.0, ["0", "5", "10", "15", "20"]),
        ("weeks", 52.0, ["0", "13", "26", "39", "52"]),
        ("week", 16.0, ["0", "4", "8", "12", "16"]),
        ("hour", 48.0, ["0", "12", "24", "36", "48"]),
        ("year", 20.0, ["0", "5", "10", "15", "20"]),
        ("week", 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_time_without_a_start_date_is_read_in_the_cycles_of_its_unit(unit, end, expected):
    """Months count in years of twelve, hours in days."""
    axis = time_axis(0.0, end, TimeAxis(unit=unit), count=5)
    assert [tick.label for tick in axis.ticks] == expected


def test_times_beyond_the_calendar_are_plain_numbers():
    """A million years after the start has no date."""
    axis = time_axis(0.0, 1e6, TimeAxis(unit="year", start=dt.date(2027, 1, 1)), count=5)
    assert axis.ticks[-1].label == "1.0"
    assert axis.power == 6


@pytest.mark.parametrize(
    "value, expected",
    [
        (0.0, "0"),
        (4959.31, "4,959"),
        (0.25, "0.25"),
        (5.946, "5.95"),
        (-1234.5, "\N{MINUS SIGN}1,235"),
        (1e18, "1.00e18"),
        (math.nan, "no value"),
    ],
)
def test_numbers_are_written_for_reading(value, expected):
    """Three significant digits, separators of thousands, a true minus sign."""
    assert readable(value) == expected


def test_changes_are_percentages_with_a_sign():
    """A change from zero has no percentage."""
    assert percent_change(100, 112.5) == "+13 %"
    assert percent_change(100, 98.75) == "\N{MINUS SIGN}1.3 %"
    assert percent_change(100, 100) == "no change"
    assert percent_change(0, 5) is None


def test_units_of_large_axes_are_words():
    """Millions and billions, not powers."""
    assert scaled_unit(6, "people") == "million people"
    assert scaled_unit(0, "people") == "people"


def test_when_speaks_of_weeks_and_dates():
    """Times read as in a sentence."""
    assert when(3.0, WEEK) == "in week 3"
    assert when(1.0, TimeAxis(unit="week", start=dt.date(2027, 1, 4))) == "on 11 Jan 2027"
    assert when(1.0, TimeAxis(unit="month", start=dt.date(2027, 1, 1))) == "in February 2027"


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=200))
def test_a_histogram_counts_every_value_once(values):
    """The bars add up to the number of runs."""
    edges, counts = binned(sorted(values), None)
    assert sum(counts) == len(values)
    assert len(edges) == len(counts) + 1
    assert len(counts) <= 35


def test_quantiles_interpolate():
    """The median of four values lies between the middle two."""
    assert quantile([1.0, 2.0, 4.0, 10.0], 0.5) == 3.0
