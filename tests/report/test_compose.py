"""Reports of models that hold little."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from sysdsl.cli.main import cli


def report_of(tmp_path, text):
    """Write the report of a text as Markdown."""
    model, target = tmp_path / "model.sysdsl", tmp_path / "report.md"
    model.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(cli, ["report", str(model), "-o", str(target)])
    assert done.exit_code == 0, done.output
    return target.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", 'model idea "A first idea"\n'])
def test_a_model_without_content_says_how_to_begin(tmp_path, text):
    """The report is a page that helps on, and names no method."""
    written = report_of(tmp_path, text)
    assert "Nothing to report yet" in written
    assert "Methods:" not in written


def test_a_model_with_actors_only_is_a_report_about_them(tmp_path):
    """The section on the situation stands alone, without empty parts."""
    written = report_of(tmp_path, 'actor nurses "Nurses" { type: group }\n')
    assert "**1** people and organisations" not in written
    assert "| Nurses | group |" in written
    assert "Methods:" not in written
    assert "Nothing to report yet" not in written


def test_a_map_of_one_link_counts_in_the_singular(tmp_path):
    """One link is a link, two variables are variables."""
    written = report_of(tmp_path, "noise ->+ complaints\n")
    assert "2 variables and 1 link," in written
    assert "(1 link)" in written
    assert "Methods: causal" in written


def test_a_simulation_without_sliders_is_a_chart(tmp_path):
    """What happens over time, its structure and how it was computed, and no empty comparison."""
    written = report_of(
        tmp_path,
        "simulation {\n  time: 0 .. 10 weeks\n  step: 0.25 weeks\n}\n"
        'stock water "Water" : litres = 50\n'
        "const emptying : weeks = 5\n"
        'flow drain "Drain" : litres/week = water / emptying from water\n',
    )
    assert "What happens over time" in written
    assert "Scenarios and interventions" not in written
    assert "Methods: system dynamics" in written


def test_a_summary_tells_the_stories_of_declared_archetypes(tmp_path):
    """A story in the author's words comes before anything that checks found on their own."""
    written = report_of(
        tmp_path,
        "feedback B1: pressure ->+ beds ->- pressure\n"
        "feedback R1: pressure ->+ beds ~>+ strain ~>+ pressure\n"
        'archetype winter "Winter beds" {\n  type: fixes_that_fail\n  loops: [B1, R1]\n'
        '  story: "Relief by Friday, trouble by spring."\n}\n',
    )
    summary = written.partition("## Summary")[2].partition("\n## ")[0]
    assert "(Fixes that fail): Winter beds" in summary
    assert "Relief by Friday, trouble by spring." in summary
