"""Reports as PDF: the same words, nothing read as markup."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from report.demonstration import NAMES, demonstration_report
from report.hostile import PAYLOADS, poisoned
from sysdsl.report.pdf import report_pdf, report_typst

pytest.importorskip("typst", reason="the extra `pdf` is not installed")


def test_a_report_is_the_same_pdf_twice():
    """No date and no identifier of the machine gets into the file."""
    first = report_pdf(demonstration_report(), names=NAMES)
    assert first.startswith(b"%PDF-")
    assert first == report_pdf(demonstration_report(), names=NAMES)


def test_the_pdf_holds_the_words_of_the_report(tmp_path):
    """Titles, captions, findings, the labels in pictures and the redaction note can be found."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is needed to read the words of a PDF")
    path = tmp_path / "report.pdf"
    path.write_bytes(report_pdf(demonstration_report(), names=NAMES))
    done = subprocess.run([reader, str(path), "-"], capture_output=True, text=True, check=True)
    for words in (
        "Keeping winter waits short",
        "3 withheld",
        "Why it keeps happening",
        "What to do: Treat overtime as a bridge",
        "hospital limit",
        "Figure 1",
        "Table 1",
        "the overtime limit from week 4",
    ):
        assert words in done.stdout


def test_hostile_texts_are_only_words():
    """A report with payloads in every text field is typeset without reading anything."""
    assert report_pdf(poisoned(demonstration_report()), names={}).startswith(b"%PDF-")


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_every_text_is_a_string_literal(payload):
    """Outside its string literals, the document holds nothing that a model wrote."""
    source, _ = report_typst(poisoned(demonstration_report(), (payload,)), names={}, language="en")
    code = re.sub(r'"(?:\\.|[^"\\])*"', "", source)
    assert '"' not in code
    assert not re.search(r"poisoned|evil|script|read\(|import|[`$@]", code)
