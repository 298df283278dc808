"""The report of the largest example in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sysdsl.cli.main import cli

pytestmark = [pytest.mark.browser, pytest.mark.node]

EXAMPLE = Path(__file__).parents[2] / "examples" / "leaving_hospital_well"
LARGEST = 1_000_000
LEAST_CONTRAST = 4.5


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Write the report as a reader gets it."""
    path = tmp_path_factory.mktemp("example") / "report.html"
    done = CliRunner().invoke(cli, ["report", str(EXAMPLE), "-o", str(path)])
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="module")
def visited(visit, page):
    """Open the report in Chromium and return what was seen."""
    return visit("visit_example.mjs", page)


def test_the_report_can_be_mailed(page):
    """It is one file of at most one megabyte."""
    assert page.stat().st_size <= LARGEST


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_the_report_is_quiet_and_open_to_everybody(visited, look):
    """One request, nothing on the console, no rule of accessibility broken, no sideways scroll."""
    seen = visited[look]
    assert seen["requests"] == 1
    assert seen["messages"] == []
    assert seen["rules"] == []
    assert seen["overflow"] == 0


@pytest.mark.parametrize("look", ["light", "dark"])
def test_words_in_pictures_stand_out(visited, look):
    """Every text in a picture has a contrast of at least 4.5 to 1."""
    assert visited[look]["contrast"] >= LEAST_CONTRAST


def test_every_slider_moves_a_chart(visited):
    """Sliders run the model without a message."""
    assert visited["use"]["sliders"] >= 3
    assert visited["use"]["still"] == []
    assert visited["use"]["messages"] == []


def test_charts_below_one_another_share_their_axis_of_time(visited):
    """They begin at the same place, before and after a slider moved."""
    assert all(max(lefts) - min(lefts) <= 1 for lefts in visited["use"]["aligned"])


def test_every_loop_button_lifts_its_loop(visited):
    """Links of the loop stay, others fade, and its name is said; buttons are in natural order."""
    assert visited["use"]["deaf"] == []
    assert visited["use"]["buttons"] == [
        *(f"B{n}" for n in range(1, 8)),
        *(f"R{n}" for n in range(1, 8)),
    ]


def test_every_link_of_the_report_leads_somewhere(visited):
    """No entry of the contents points at nothing."""
    assert visited["use"]["dead"] == []
