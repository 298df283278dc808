"""What the parts of an HTML report share: names, numbers of figures and tables, text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

import attrs

from sysdsl.render.document import SimulationBlock
from sysdsl.report.markup import EMPTY, NONE, Content, Markup, element, joined
from sysdsl.report.prose import Piece, Span, label_of, pieces_of, spans_of


@attrs.frozen(kw_only=True)
class Writing:
    """The state of one page while it is written.

    Attributes:
        names: Labels of elements by qualified name.
        figures: Numbers of figures still free.
        tables: Numbers of tables still free.
        pictures: Numbers of pictures still free, for ids.
        simulations: Simulations met so far, in order.
    """

    names: Mapping[str, str]
    figures: Iterator[int] = attrs.field(factory=lambda: count(1))
    tables: Iterator[int] = attrs.field(factory=lambda: count(1))
    pictures: Iterator[int] = attrs.field(factory=lambda: count(1))
    simulations: list[tuple[str, SimulationBlock]] = attrs.field(factory=list)


def inline(text: str, writing: Writing) -> Markup:
    """Write the Markdown of one line."""
    return _spans(spans_of(text), writing)


def prose(text: str, writing: Writing) -> Markup:
    """Write Markdown text as paragraphs and lists."""
    pieces = joined(_piece(piece, writing) for piece in pieces_of(text))
    return element("div", {"class": "prose"}, pieces)


def titled(label: str, text: Content) -> Markup:
    """Write a caption that begins with the number of its figure or table."""
    return joined((element("b", NONE, label), " ", text))


def items(lines: tuple[str, ...], writing: Writing, style: str | None = None) -> Markup | None:
    """Write lines as a list, or nothing."""
    if not lines:
        return None
    entries = joined(element("li", NONE, inline(line, writing)) for line in lines)
    return element("ul", {"class": style}, entries)


def _piece(piece: Piece, writing: Writing) -> Markup:
    lines = [_spans(line, writing) for line in piece.lines]
    match piece.kind:
        case "bullets" | "numbers":
            tag = "ul" if piece.kind == "bullets" else "ol"
            return element(tag, NONE, joined(element("li", NONE, line) for line in lines))
        case "quote":
            return element("blockquote", NONE, element("p", NONE, *lines))
        case "code":
            return element("pre", {"tabindex": "0"}, element("code", NONE, joined(lines, "\n")))
        case "heading":
            return element("p", NONE, element("strong", NONE, *lines))
        case _:
            return joined(element("p", NONE, line) for line in lines)


def _spans(spans: tuple[Span, ...], writing: Writing) -> Markup:
    return joined(_span(span, writing) for span in spans) if spans else EMPTY


def _span(span: Span, writing: Writing) -> Content:
    match span.kind:
        case "strong":
            return element("strong", NONE, _spans(span.children, writing))
        case "emphasis":
            return element("em", NONE, _spans(span.children, writing))
        case "code":
            return element("code", NONE, span.text)
        case "reference":
            return label_of(span.text, writing.names)
        case "link":
            return f"{span.text} ({span.address})"
        case _:
            return span.text
