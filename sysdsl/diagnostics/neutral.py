"""Text of a model made harmless for terminals and logs.

A model may come from anybody. Its text must not move the cursor, write to the clipboard, make
links or turn the reading order of a line round, so every control character that reaches an
output is replaced by something visible.
"""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls, DEL, bidirectional controls and marks, line and paragraph separators, the
# byte-order mark, invisible joiners outside emoji, tag characters, lone surrogates.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)

_COMMAND = re.compile(r"##(?:vso)?\[")
_AT_START = re.compile(r"^([^\S\n]*)::(?=[\w-])", re.MULTILINE)


def neutral(text: str) -> str:
    """Return a text of several lines with what could harm a terminal made visible.

    Line ends become line feeds; tabs stay. C0 controls become their pictures (`␛`), others their
    code (`<U+202E>`).
    """
    return _HARMFUL.sub(_visible, text.replace("\r\n", "\n").replace("\r", "\n"))


def neutral_line(text: str) -> str:
    """Return a text as one harmless line: line ends and tabs become spaces."""
    return neutral(text).replace("\n", " ").replace("\t", " ")


def inert(log: str) -> str:
    """Return a log without commands to the build server that runs us.

    GitHub obeys `::command` at the beginning of a line, Azure `##vso[command]` anywhere in it;
    a file or an element may be called so.
    """
    return _COMMAND.sub(lambda match: f"{match.group()[:-1]}(", _AT_START.sub(r"\1: :", log))


def width(text: str) -> int:
    """Return how many columns of a terminal a harmless text takes.

    Wide East Asian characters take two, combining marks none (Unicode Standard Annex 11).
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
