"""Dates, amounts and widths of tables in reports."""

from __future__ import annotations

import pytest

from sysdsl.render.document import Curve, SimulationBlock, TableBlock
from sysdsl.report.charts import charts_of, plots_of
from sysdsl.report.sections.wording import amount, dated
from sysdsl.report.table_sizes import column_widths, fits_a_page, rows_fit_a_page
from sysdsl.schema import value as v

TIGHT = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("2026-05-14", f"14{TIGHT}May{TIGHT}2026"),
        ("2029", "2029"),
        (("2004", "2016"), "2004 to 2016"),
        (None, ""),
    ],
)
def test_dates_are_written_out_on_one_line(when, text):
    """A day has its month in words; a year stays a year."""
    assert dated(when) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (v.Quantity(0.41), f"41{TIGHT}%"),
        (v.Quantity(0.05, "dmnl"), f"5{TIGHT}%"),
        (v.Quantity(51.0, "people"), f"51{TIGHT}people"),
        (v.Quantity(5_840_000.0, "GBP/year"), "\N{POUND SIGN}5,840,000 a year"),
        (v.Span(v.Quantity(0.03), v.Quantity(0.07)), f"3{TIGHT}% to 7{TIGHT}%"),
    ],
)
def test_shares_are_per_cent_and_prices_have_their_sign(value, text):
    """Amounts read as people say them; short ones never break."""
    assert amount(value) == text


def test_long_texts_get_the_room_and_no_word_is_cut():
    """Columns share a printed page by their texts."""
    table = TableBlock(
        caption="Loops",
        head=("Loop", "Type", "What happens"),
        rows=(("B1", "reinforcing, slow", "Beds are full, beds are opened. " * 8),) * 3,
    )
    narrow, middle, wide = column_widths(table)
    assert narrow >= len("Loop")
    assert middle >= len("reinforcing,")
    assert wide > narrow + middle


def test_only_what_fits_a_page_is_kept_on_one():
    """A table of many rows may break between them, a row of many lines within itself."""
    short = TableBlock(caption="Short", head=("A", "B"), rows=(("a", "b"),) * 12)
    long = TableBlock(caption="Long", head=("A", "B"), rows=(("a", "b"),) * 200)
    tall = TableBlock(caption="Tall", head=("A", "B"), rows=(("a", "word " * 2000),))
    assert fits_a_page(short)
    assert not fits_a_page(long)
    assert rows_fit_a_page(long)
    assert not rows_fit_a_page(tall)


def simulation(*curves):
    """Return a block with curves of two values each: name, unit, size."""
    return SimulationBlock(
        title="Wards",
        script="() => ({})",
        sliders=(),
        curves=tuple(
            Curve(name=name, label=name, unit=unit, values=(0.0, size))
            for name, unit, size in curves
        ),
        times=(0.0, 1.0),
        time_unit="days",
    )


def test_a_small_curve_is_not_drawn_flat_beside_a_large_one():
    """Curves share a chart where they have the unit and the size in common."""
    block = simulation(
        ("delayed", "people", 51.0), ("waiting", "people", 6182.0), ("treated", "people", 100.0)
    )
    assert [[c.name for c in chart.curves] for chart in charts_of(block)] == [
        ["delayed", "treated"],
        ["waiting"],
    ]


def test_charts_below_one_another_keep_the_same_room():
    """Numbers and names take the same width, so that the axes of time align."""
    block = simulation(("delayed", "people", 51.0), ("spending on beds", "GBP/day", 55_000.0))
    first, second = plots_of(block)
    assert (first.tick_room, first.label_room) == (second.tick_room, second.label_room)
