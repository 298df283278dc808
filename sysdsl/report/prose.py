"""The Markdown that models may write: paragraphs, emphasis, lists, quotes, code, references.

Reading takes time proportional to the length of the text, and every text can be read: what is
no markup is plain text. Links stay words with their address; raw HTML is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import attrs

SpanKind = Literal["text", "strong", "emphasis", "code", "reference", "link"]
PieceKind = Literal["paragraph", "bullets", "numbers", "heading", "quote", "code"]

_INLINE = re.compile(
    r"(?P<escape>\\[\\`*_{}\[\]()#+\-.!<>|])"
    r"|\[\[(?P<reference>[^\[\]\n]{1,300})\]\]"
    r"|`(?P<code>[^`\n]+)`"
    r"|\[(?P<words>[^\[\]\n]{1,500})\]\((?P<address>https?://[^()\s<>\"]{1,2000})\)"
    r"|(?P<mark>\*\*|__|\*|_)"
)
_SPACES = re.compile("[^\\S\N{NO-BREAK SPACE}]+")
_BULLET = re.compile(r" {0,3}[-*+] +(.*)")
_NUMBER = re.compile(r" {0,3}\d{1,9}[.)] +(.*)")
_HEADING = re.compile(r" {0,3}#{1,6} +(.*?)(?: +#+)? *")


@attrs.frozen(kw_only=True)
class Span:
    """A stretch of text in a line.

    Attributes:
        kind: `strong` and `emphasis` have children, all others text.
        text: Words; the name for a reference.
        children: What is emphasised.
        address: Where a link leads.
    """

    kind: SpanKind
    text: str = ""
    children: tuple[Span, ...] = ()
    address: str = ""


@attrs.frozen
class Piece:
    """A paragraph, a heading, a quote, code, or a list with one line an item."""

    kind: PieceKind
    lines: tuple[tuple[Span, ...], ...]


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Read Markdown as paragraphs and lists."""
    pieces: list[Piece] = []
    gathered: list[str] = []
    kind: PieceKind = "paragraph"

    def close() -> None:
        if gathered:
            pieces.append(_piece(kind, tuple(gathered)))
            gathered.clear()

    in_code = False
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip().startswith("```"):
            close()
            in_code = not in_code
            kind = "code" if in_code else "paragraph"
            continue
        found, words = ("code", line) if in_code else _line(line)
        if found is None:
            close()
            kind = "paragraph"
        elif found == "paragraph" and gathered and kind != "heading":
            gathered[-1] += f" {words}"
        else:
            if found != kind or found == "heading":
                close()
            kind = found
            gathered.append(words)
    close()
    return tuple(pieces)


def _line(line: str) -> tuple[PieceKind | None, str]:
    if not line.strip():
        return None, ""
    if match := _HEADING.fullmatch(line):
        return "heading", match[1]
    if match := _BULLET.fullmatch(line):
        return "bullets", match[1]
    if match := _NUMBER.fullmatch(line):
        return "numbers", match[1]
    if line.lstrip().startswith(">"):
        return "quote", line.lstrip()[1:].strip()
    return "paragraph", line.strip()


def _piece(kind: PieceKind, lines: tuple[str, ...]) -> Piece:
    if kind == "code":
        return Piece(kind, tuple((Span(kind="text", text=line),) for line in lines))
    if kind == "quote":
        return Piece(kind, (spans_of(" ".join(lines)),))
    return Piece(kind, tuple(spans_of(line) for line in lines))


def spans_of(text: str) -> tuple[Span, ...]:
    """Read the markup inside one line."""
    open_marks: list[tuple[str, list[Span]]] = [("", [])]
    at = 0
    for match in _INLINE.finditer(text):
        _add_text(open_marks[-1][1], text[at : match.start()])
        at = match.end()
        mark = match["mark"]
        if mark is None:
            open_marks[-1][1].append(_span(match))
        elif _closes(mark, text, match, open_marks):
            _close(mark, open_marks)
        elif _opens(mark, text, match, open_marks):
            open_marks.append((mark, []))
        else:
            _add_text(open_marks[-1][1], mark)
    _add_text(open_marks[-1][1], text[at:])
    while len(open_marks) > 1:
        _unopen(open_marks)
    return tuple(open_marks[0][1])


def _span(match: re.Match[str]) -> Span:
    if match["reference"] is not None:
        return Span(kind="reference", text=match["reference"].strip())
    if match["code"] is not None:
        return Span(kind="code", text=match["code"])
    if match["address"] is not None:
        return Span(kind="link", text=match["words"], address=match["address"])
    return Span(kind="text", text=match["escape"][1:])


def _opens(
    mark: str, text: str, match: re.Match[str], open_marks: list[tuple[str, list[Span]]]
) -> bool:
    after = text[match.end() : match.end() + 1]
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    if not after or after.isspace() or any(mark == each for each, _ in open_marks):
        return False
    return mark[0] == "*" or not before.isalnum()


def _closes(
    mark: str, text: str, match: re.Match[str], open_marks: list[tuple[str, list[Span]]]
) -> bool:
    if not any(mark == each for each, _ in open_marks) or open_marks[-1] == (mark, []):
        return False
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return not before.isspace() and (mark[0] == "*" or not after.isalnum())


def _close(mark: str, open_marks: list[tuple[str, list[Span]]]) -> None:
    while open_marks[-1][0] != mark:
        _unopen(open_marks)
    _, children = open_marks.pop()
    kind: SpanKind = "strong" if len(mark) == 2 else "emphasis"
    open_marks[-1][1].append(Span(kind=kind, children=tuple(children)))


def _unopen(open_marks: list[tuple[str, list[Span]]]) -> None:
    """Turn a mark that was never closed back into text."""
    mark, children = open_marks.pop()
    _add_text(open_marks[-1][1], mark)
    open_marks[-1][1].extend(children)


def _add_text(spans: list[Span], text: str) -> None:
    if text:
        spans.append(Span(kind="text", text=text))


def one_line(text: str) -> str:
    """Return text without line breaks and doubled spaces; what shall not break stays together."""
    return _SPACES.sub(" ", text).strip()


def plain(spans: tuple[Span, ...], names: Mapping[str, str]) -> str:
    """Return the words alone."""
    parts = []
    for span in spans:
        match span.kind:
            case "strong" | "emphasis":
                parts.append(plain(span.children, names))
            case "reference":
                parts.append(label_of(span.text, names))
            case "link":
                parts.append(f"{span.text} ({span.address})")
            case _:
                parts.append(span.text)
    return "".join(parts)


def label_of(name: str, names: Mapping[str, str]) -> str:
    """Return the words for a referenced element: its label, or its name made readable."""
    return names.get(name) or name.rpartition(".")[2].replace("_", " ")
