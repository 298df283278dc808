"""A report page in a real browser: what it asks for, what it says, whom it serves."""

from __future__ import annotations

import pytest

from report.demonstration import NAMES, demonstration_report
from report.hostile import poisoned
from sysdsl.report import report_html

pytestmark = [pytest.mark.browser, pytest.mark.node]


@pytest.fixture(scope="module")
def visited(visit, tmp_path_factory):
    """Open the demonstration report in Chromium and return what was seen."""
    folder = tmp_path_factory.mktemp("page")
    page, hostile = folder / "report.html", folder / "hostile.html"
    page.write_text(report_html(demonstration_report(), names=NAMES), encoding="utf-8")
    hostile.write_text(report_html(poisoned(demonstration_report()), names={}), encoding="utf-8")
    return visit("visit_report.mjs", page, hostile)


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_nobody_is_kept_out(visited, look):
    """There are no violations of accessibility rules in either theme, wide or narrow."""
    assert visited[look]["rules"] == []


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_the_page_asks_for_nothing_but_itself(visited, look):
    """One request, no message on the console, no breach of the content policy."""
    assert visited[look]["requests"] == 1
    assert visited[look]["messages"] == []
    assert visited["use"]["messages"] == []


@pytest.mark.parametrize("look", ["light", "narrow"])
def test_the_page_never_scrolls_sideways(visited, look):
    """Large pictures and tables scroll inside their own frame."""
    assert visited[look]["overflow"] == 0


def test_sliders_run_the_model_and_reset_returns_to_the_reference_run(visited):
    """Chart, sentence, table and the slider's value follow; a reset restores all of them."""
    before, moved, reset = (visited["use"][state] for state in ("before", "moved", "reset"))
    assert moved["output"] == "12 per week"
    assert "peak of 5,572 people in week 3.75 (+34 % on the reference run)" in moved["sentence"]
    assert moved["chart"] != before["chart"]
    assert moved["cell"] == "9,984"
    assert reset == before


def test_a_loop_button_dims_all_other_links_and_releases_them(visited):
    """Links of the chosen loop stay; pressing again restores the picture."""
    assert visited["use"]["dimmed"] == ["B1", "B2", "B2"]
    assert visited["use"]["restored"] == 0


def test_readers_can_choose_dark_and_see_the_focus(visited):
    """The button overrides the system's theme; focus by keyboard has an outline."""
    assert visited["use"]["light"] == "rgb(255, 255, 255)"
    assert visited["use"]["dark"] == "rgb(20, 24, 31)"
    assert visited["use"]["outline"] == "solid"


def test_without_scripts_the_charts_remain_and_no_dead_control_is_shown(visited):
    """A reader whose browser runs no scripts sees the reference run."""
    assert visited["withoutScripts"] == {"controls": 0, "charts": 1}


def test_hostile_texts_do_nothing_in_a_browser(visited):
    """Payloads in every text field run no script, ask for nothing and breach no policy."""
    assert visited["hostile"] == {"poisoned": False, "messages": [], "requests": 1}
