"""Printing a tree, and formatting a text."""

from __future__ import annotations

import pytest

from syntax.snippets import BAD, GOOD
from sysdsl.syntax.format import format_text
from sysdsl.syntax.parse import parse
from sysdsl.syntax.printer import print_document
from sysdsl.syntax.scanner import scan
from sysdsl.syntax.walk import same


@pytest.mark.parametrize("text", GOOD)
def test_what_is_printed_reads_the_same(text: str) -> None:
    """Printing gives canonical text: parsed again it is the same tree, printed again itself."""
    document = parse(text, "m").value
    printed = print_document(document)
    again = parse(printed, "m")
    assert () == again.diagnostics
    assert document == again.value
    assert printed == print_document(again.value)


@pytest.mark.parametrize("text", [*GOOD, *(text for text, _ in BAD)])
def test_formatting_is_safe_on_any_text(text: str) -> None:
    """It is idempotent, keeps every comment and says the same, also where text is broken."""
    outcome = format_text(text, "m")
    assert () == outcome.diagnostics
    assert outcome.value == format_text(outcome.value, "m").value
    assert same(parse(text, "m").value, parse(outcome.value, "m").value)
    assert _comments(text) == _comments(outcome.value)


def _comments(text: str) -> list[str]:
    return [value.rstrip() for kind, value, _, _ in scan(text) if kind == "COMMENT"]


FORMATTED = (
    ("stock   x:people=3", "stock x : people = 3\n"),
    ("x=a+b*-c^2", "x = a + b * -c^2\n"),
    ("x = 26weeks+5%", "x = 26 weeks + 5 %\n"),
    ("a{b:1;c :2}", "a { b: 1; c: 2 }\n"),
    ("a {\nb: 1\n   c: [\n1,\n2,\n]\n}", "a {\n  b: 1\n  c: [\n    1,\n    2,\n  ]\n}\n"),
    ("a\n\n\n\nb: 1   \n\n", "a\n\nb: 1\n"),
    ("x: 1 // why  \n", "x: 1 // why\n"),
    ("x =\n3 +\n4", "x =\n  3 +\n  4\n"),
    ("const r:people / ( bed*day )=1", "const r : people/(bed*day) = 1\n"),
    ("m:\n| a | bbb |\n| cc || \n", "m:\n  | a  | bbb |\n  | cc |     |\n"),
    ("stock x\r\nstock   y\r\n", "stock x\r\nstock y\r\n"),
    ("\ufeffstock   x", "\ufeffstock x\n"),
    ("x = 5 6  7\ny=1", "x = 5 6  7\ny = 1\n"),
    ("feedback R1:a->+b", "feedback R1: a ->+ b\n"),
    ("", ""),
)


@pytest.mark.parametrize(("text", "expected"), FORMATTED)
def test_the_one_style(text: str, expected: str) -> None:
    """Two spaces a level, one around operators, columns of tables aligned, nothing else."""
    assert expected == format_text(text, "m").value


def test_the_style_of_the_examples_is_the_formatter_s(root) -> None:  # type: ignore[no-untyped-def]
    """Examples in the repository are formatted."""
    for path in sorted((root / "examples").rglob("?*.sysdsl")):
        text = path.read_text(encoding="utf-8")
        assert () == format_text(text, path.name).diagnostics
