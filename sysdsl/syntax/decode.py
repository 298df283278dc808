"""Bytes to text: UTF-8, or a diagnostic that says which byte is not."""

from __future__ import annotations

from sysdsl.diagnostics import Diagnostic, Location, Outcome
from sysdsl.source import SourceText, Span
from sysdsl.syntax import rules

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decode(data: bytes, path: str) -> Outcome[SourceText]:
    """Return the text that bytes hold; malformed bytes become U+FFFD and are reported.

    Line ends and a byte-order mark are kept. The diagnostic stands at the first bad character
    and names the offset of its byte, counted from 0.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Outcome(
                SourceText(path, ""),
                (_finding(path, 0, f"The file is {encoding} text, seen at byte 0"),),
            )
    try:
        return Outcome(SourceText(path, data.decode("utf-8")))
    except UnicodeDecodeError as error:
        place = len(data[: error.start].decode("utf-8"))
        message = f"Byte {error.start} is 0x{data[error.start]:02X}, which is not UTF-8"
        text = data.decode("utf-8", errors="replace")
        return Outcome(SourceText(path, text), (_finding(path, place, message),))


def _finding(path: str, place: int, message: str) -> Diagnostic:
    return rules.ENCODING.at(
        Location(path, Span(place, place)),
        message,
        hint="Save the file as UTF-8 in the program it was written with.",
    )
