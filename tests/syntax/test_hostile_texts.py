"""Texts made to break a reader give diagnostics, in time that grows with their length."""

from __future__ import annotations

import sys

import pytest

from hostile.texts import HOSTILE, PATHOLOGICAL
from syntax.snippets import GOOD
from sysdsl.diagnostics import Severity
from sysdsl.syntax.decode import decode
from sysdsl.syntax.format import format_text
from sysdsl.syntax.parse import parse
from sysdsl.syntax.printer import print_document
from sysdsl.syntax.scanner import scan


@pytest.mark.parametrize("name", HOSTILE)
def test_nesting_ends_in_a_message_never_in_an_exception(name: str) -> None:
    """256 levels are read, more are refused with a code, however many there are."""
    text, code = HOSTILE[name]
    outcome = parse(text, "m")
    codes = [d.code for d in outcome.diagnostics]
    if code is None:
        assert "SYN-NESTING" not in codes or name == "units"
    else:
        assert code in codes
    print_document(outcome.value)


def test_a_long_sum_is_printed_and_formatted() -> None:
    """Twenty thousand terms are one flat chain."""
    text = "x = a" + " + a" * 20_000 + "\n"
    assert text == print_document(parse(text, "m").value)
    assert text == format_text(text, "m").value


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_scanning_takes_time_in_proportion(piece: str) -> None:
    """Four times the text takes about four times the calls."""

    def calls(count: int) -> int:
        text = piece * count
        made = 0

        def count_one(_frame: object, _event: str, _argument: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(count_one)
        try:
            parse(text, "m")
        finally:
            sys.setprofile(None)
        return made

    calls(10)
    assert calls(2_000) < 6 * calls(500) + 1_000


@pytest.mark.parametrize("text", [text for text in GOOD if len(text) > 60][:30])
def test_every_prefix_is_read(text: str) -> None:
    """A text cut off anywhere gives a document, and keeps what stands above the cut."""
    whole = f"stock above = 1\n{text}"
    for end in range(len("stock above = 1\n"), len(whole)):
        outcome = parse(whole[:end], "m")
        assert outcome.value.statements


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"stock caf\xe9", "Byte 9"),
        (b"stock x\n\xff\xfe", "Byte 8"),
        (b"\xff\xfes\x00", "UTF-16"),
        (b"\xfe\xff\x00s", "UTF-16"),
        (b"x = \xed\xa0\x80", "Byte 4"),
        (b"x = \xc0\xaf", "Byte 4"),
        (b"x = \xf4\x90\x80\x80", "Byte 4"),
        (b'x: "\xe2\x82', "Byte 4"),
    ],
)
def test_bytes_that_are_no_text_are_named(data: bytes, words: str) -> None:
    """The message names the byte; the text is valid Unicode nevertheless."""
    outcome = decode(data, "m")
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.severity is Severity.ERROR
    assert words in diagnostic.message
    outcome.value.text.encode("utf-8")


def test_utf_8_is_kept_as_it_is() -> None:
    """A byte-order mark and line ends survive decoding."""
    data = "\ufeffstock größe\r\n".encode()
    assert () == decode(data, "m").diagnostics
    assert data == decode(data, "m").value.text.encode()


def test_spaces_apart_every_character_is_in_a_lexeme() -> None:
    """Nothing in a text goes unseen."""
    text = "stock x ? ~ £ “a” 'b' `c\n\"d\n&& ¬ 5. .5 007 €5 -->\n\u200b@"
    seen = "".join(value for _, value, _, _ in scan(text))
    assert "".join(text.split()) == "".join(seen.split())
