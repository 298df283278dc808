"""Reports as Markdown: readable as text, with pictures beside them."""

from __future__ import annotations

import re

import pytest

from report.demonstration import NAMES, demonstration_report
from report.hostile import PAYLOADS, poisoned
from sysdsl.render.document import Paragraph, Report, TableBlock
from sysdsl.report import report_markdown


def test_a_report_in_markdown(snapshot):
    """Headings, lists, tables and findings in GitHub's Markdown."""
    report = report_markdown(demonstration_report(), names=NAMES, folder="pictures")
    assert report.text == snapshot


def test_every_picture_the_text_shows_is_there():
    """The text refers to exactly the pictures that come with it, and they are SVG."""
    report = report_markdown(demonstration_report(), names=NAMES, folder="pictures")
    assert re.findall(r"!\[[^\]]*\]\(([^)]+)\)", report.text) == list(report.pictures)
    assert all(svg.startswith("<svg ") for svg in report.pictures.values())


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_of_a_model_becomes_live(payload):
    """No tag, no image and no link of a model outside of code."""
    report = poisoned(demonstration_report(), (payload,))
    text = report_markdown(report, names={}, folder="pictures").text
    outside = re.sub(r"^([> ]*)(```+)\n.*?^\1\2$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert "<" not in outside
    assert not re.findall(r"(?<!\\)\]\((?!pictures/)", outside)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("1. not a list", "1\\. not a list"),
        ("- not a list", "\\- not a list"),
        ("5.8", "5.8"),
        ("# no heading", "\\# no heading"),
        ("a | b", "a \\| b"),
    ],
)
def test_cells_cannot_change_the_structure(text, expected):
    """What would begin a list, a heading or a cell is escaped."""
    block = TableBlock(caption="x", head=("a",), rows=((text,),))
    written = report_markdown(Report(title="x", summary=(block,)), names={}, folder="p").text
    assert f"| {expected} |" in written


def test_code_stays_code_whatever_it_contains():
    """The fence is longer than any run of backticks inside."""
    block = Paragraph("```\na ```` b <script>\n```")
    written = report_markdown(Report(title="x", summary=(block,)), names={}, folder="p").text
    assert "`````\na ```` b <script>\n`````" in written


def test_the_folder_of_pictures_is_a_plain_name():
    """A path that could leave the folder is refused."""
    for folder in ("../x", "..", "", "a\nb", "a\\b"):
        with pytest.raises(ValueError):  # noqa: PT011  the folder is the message
            report_markdown(Report(title="x"), names={}, folder=folder)


def test_the_folder_may_have_spaces_and_umlauts():
    """Addresses in the text are encoded, names of files are not."""
    report = report_markdown(demonstration_report(), names={}, folder="Über uns (1)")
    assert "](%C3%9Cber%20uns%20%281%29/figure-1.svg)" in report.text
    assert "Über uns (1)/figure-1.svg" in report.pictures
