"""The script of a page follows the rules of the plots."""

from __future__ import annotations

import json
import math
import random
import shutil
import subprocess
from importlib.resources import files
from itertools import pairwise

import pytest

from sysdsl.render.plots.apart import pushed_apart
from sysdsl.render.plots.numbers import readable, scaled_unit
from sysdsl.render.plots.ticks import nice_step, span_of, value_axis
from sysdsl.units import with_unit

pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def script():
    """Return a function that evaluates an expression after the script's numbers.js."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is needed to run the script of a page")
    source = files("sysdsl.report.page").joinpath("numbers.js").read_text(encoding="utf-8")

    def run(expression, values):
        code = f"{source}\nconst values = {json.dumps(values)};\n"
        code += f"console.log(JSON.stringify(values.map(({expression}))))"
        done = subprocess.run([node, "-"], input=code, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return run


def samples(count=400):
    """Return numbers of all sizes, and the awkward ones."""
    source = random.Random(20261122)
    awkward = [
        0.0,
        1.0,
        -1.0,
        0.1,
        999.5,
        999.95,
        9.995,
        1e-4,
        9.9e-5,
        1e6,
        1e15,
        9.99e14,
        1e18,
        1234.5,
        2.125,
        0.5,
    ]
    return awkward + [
        source.choice((1, -1)) * source.uniform(1, 10) * 10 ** source.uniform(-7, 18)
        for _ in range(count)
    ]


def test_numbers_are_written_alike(script):
    """Python and JavaScript write the same digits, separators and signs."""
    assert script("value => readable(value)", samples()) == [readable(each) for each in samples()]
    assert script("value => readable(value)", [None]) == [readable(math.nan)]


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("people", "51 people"),
        ("\N{POUND SIGN} a day", "\N{POUND SIGN}51 a day"),
        ("CHF a day", "51 CHF a day"),
        ("A$", "A$51"),
        ("%", "51 %"),
        ("", "51"),
    ],
)
def test_units_are_written_alike(script, unit, text):
    """A sign of money goes before the number, every other unit after it."""
    assert script("number => withUnit(number, " + json.dumps(unit) + ")", ["51"]) == [text]
    assert with_unit("51", unit) == text


def test_axes_are_laid_out_alike(script):
    """The same ends, ticks, labels and powers for the same values."""
    source = samples()
    pairs = [[min(pair), max(pair)] for pair in pairwise(source)]
    pairs += [[55_000.0, 55_010.0], [-55_010.0, -55_000.0], [5.0, 5.0], [0.0, 0.0]]
    pairs += [[1000.0 + each, 1000.0 + 1.5 * each] for each in (0.001, 1.0, 10.0)]
    written = script("value => valueAxis(value)", pairs)
    for pair, drawn in zip(pairs, written, strict=True):
        axis = value_axis(span_of(pair))
        assert drawn["labels"] == [tick.label for tick in axis.ticks], pair
        assert drawn["power"] == axis.power
        assert drawn["lower"] == pytest.approx(axis.lower)
        assert drawn["upper"] == pytest.approx(axis.upper)


def test_steps_and_units_are_alike(script):
    """Steps of 1, 2, 5 and words for large powers."""
    positive = [abs(each) for each in samples() if each]
    assert script("value => niceStep(value)", positive) == [nice_step(each) for each in positive]
    powers = [0, 6, 9, 12, 15, 18, -5]
    assert script("value => scaledUnit(value, 'GBP')", powers) == [
        scaled_unit(each, "GBP") for each in powers
    ]


def test_labels_are_pushed_apart_alike(script):
    """The same places for the same wishes."""
    source = random.Random(7)
    columns = [
        [[source.uniform(-20, 320) for _ in range(size)], [15.0 + 15 * (size % 2)] * size]
        for size in range(1, 10)
    ]
    drawn = script("([wanted, gaps]) => pushedApart(wanted, gaps, 0, 300)", columns)
    for (wanted, gaps), places in zip(columns, drawn, strict=True):
        expected = pushed_apart(tuple(wanted), tuple(gaps), 0.0, 300.0)
        assert places == pytest.approx(list(expected))
