"""What a report tells readers who may not see everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sysdsl.cli.main import cli

EXAMPLE = Path(__file__).parents[2] / "examples" / "leaving_hospital_well"

MAP = """
variable pressure "Pressure"
variable overtime "Overtime"
variable dismissals "Planned dismissals" {
  sensitivity: team
}
variable fatigue "Fatigue"
pressure ->+ overtime
overtime ->- pressure
overtime ->+ dismissals
dismissals ->+ fatigue
fatigue ->+ pressure
"""


def written(path, target, audience):
    """Write a report for an audience and return its text."""
    arguments = ["report", str(path), "--for", audience, "-o", str(target)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """Return the report of the largest example as anybody may read it."""
    return written(EXAMPLE, tmp_path_factory.mktemp("public") / "report.md", "public")


def test_a_public_report_says_how_much_is_withheld(public):
    """The seven judgements of people's standing are counted on the cover."""
    assert "7 withheld" in public


def test_a_public_report_holds_nothing_of_what_is_withheld(public):
    """Neither the judgements nor the words about them are in it."""
    for secret in ("staff to be found", "very_high", "very high", "supportive"):
        assert secret not in public


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_findings_do_not_name_what_is_withheld(tmp_path, suffix):
    """A loop through a withheld variable is no finding of a public report, but one for the team."""
    model = tmp_path / "model.sysdsl"
    model.write_text(MAP, encoding="utf-8")
    team = written(model, tmp_path / f"team.{suffix}", "team")
    public = written(model, tmp_path / f"public.{suffix}", "public")
    assert "Planned dismissals" in team
    for secret in ("Planned dismissals", "planned dismissals", "dismissals"):
        assert secret not in public
