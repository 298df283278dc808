"""Bytes to text."""

from __future__ import annotations

from sysdsl.diagnostics import Location, Outcome, Rule, Severity
from sysdsl.source import SourceText, Span

ENCODING = Rule(
    code="SYN-ENCODING",
    severity=Severity.ERROR,
    title="File that is not UTF-8",
    meaning="The bytes of the file are no UTF-8 text.",
    why="Its letters could only be guessed at.",
    example="a file saved as Latin-1 or UTF-16",
    instead="Save the file as UTF-8.",
)


def decode(data: bytes, path: str) -> Outcome[SourceText]:
    """Return the text that bytes hold; what is no UTF-8 is replaced and reported once."""
    try:
        return Outcome(SourceText(path, data.decode("utf-8")))
    except UnicodeDecodeError as problem:
        text = data.decode("utf-8", "replace")
        start = len(data[: problem.start].decode("utf-8", "replace"))
        diagnostic = ENCODING.at(
            Location(path, Span(start, start + 1)),
            f"The file is not UTF-8: byte {problem.start} cannot be read",
            hint="Save the file as UTF-8.",
        )
        return Outcome(SourceText(path, text), (diagnostic,))
