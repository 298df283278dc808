"""Write a report as Markdown (GitHub flavoured) with its pictures as files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from urllib.parse import quote

import attrs

from sysdsl.render.document import (
    Block,
    Callout,
    Disclosure,
    FigureBlock,
    Finding,
    FindingsBlock,
    KeyFigures,
    Paragraph,
    Quotation,
    Report,
    Section,
    SimulationBlock,
    TableBlock,
)
from sysdsl.render.plots.line import line_scene
from sysdsl.render.scene import Scene
from sysdsl.render.svg import write_svg
from sysdsl.report.charts import plots_of, sentences_of
from sysdsl.report.prose import Piece, Span, label_of, one_line, pieces_of, plain, spans_of
from sysdsl.report.words import SEVERITIES, withheld_note

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$])")
_LINE_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)](?=\s|$)))", re.MULTILINE)
_DEEPEST = 6


@attrs.frozen(kw_only=True)
class MarkdownReport:
    """A report in Markdown.

    Attributes:
        text: The document.
        pictures: SVG documents by the path the text refers to them.
    """

    text: str
    pictures: Mapping[str, str]


@attrs.frozen(kw_only=True)
class _Writing:
    names: Mapping[str, str]
    folder: str
    figures: Iterator[int] = attrs.field(factory=lambda: count(1))
    tables: Iterator[int] = attrs.field(factory=lambda: count(1))
    pictures: dict[str, str] = attrs.field(factory=dict)


def report_markdown(report: Report, *, names: Mapping[str, str], folder: str) -> MarkdownReport:
    """Write a report as Markdown.

    Args:
        report: All its pictures are scenes (see `resolve`).
        names: Labels of elements by qualified name.
        folder: Name of the folder beside the document that the pictures go to.

    Raises:
        TypeError: A figure that is not laid out yet.
        ValueError: A folder that is not a plain name.
    """
    if folder in ("", ".", "..") or re.search(r"[/\\\x00-\x1f]", folder):
        raise ValueError(folder)
    writing = _Writing(names=names, folder=folder)
    parts = [f"# {_one_line(report.title or 'Report')}"]
    if report.subtitle:
        parts.append(f"*{_one_line(report.subtitle)}*")
    if report.methods:
        parts.append("Methods: " + ", ".join(_one_line(method) for method in report.methods))
    if report.facts:
        parts.append(
            "\n".join(f"- {_one_line(key)}: {_one_line(text)}" for key, text in report.facts)
        )
    if note := withheld_note(report.withheld):
        parts.append(escaped(note))
    if report.summary:
        parts.append("## Summary")
        parts.extend(_block(block, writing) for block in report.summary)
    for number, section in enumerate(report.sections, start=1):
        parts.extend(_section(section, (number,), writing))
    text = "\n\n".join(part for part in parts if part) + "\n"
    return MarkdownReport(text=text, pictures=writing.pictures)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is; the one place where text becomes Markdown."""
    flat = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINE_START.sub(_not_a_list, _SPECIAL.sub(r"\\\1", flat.replace("\r", "")))


def _not_a_list(match: re.Match[str]) -> str:
    space, bullet, digits, point = match.groups()
    return f"{space}\\{bullet}" if bullet else f"{space}{digits}\\{point}"


def _section(section: Section, number: tuple[int, ...], writing: _Writing) -> list[str]:
    level = min(len(number) + 1, _DEEPEST)
    heading = f"{'#' * level} {'.'.join(map(str, number))} {_one_line(section.title)}"
    parts = [heading, *(_block(block, writing) for block in section.blocks)]
    for index, child in enumerate(section.children, start=1):
        parts.extend(_section(child, (*number, index), writing))
    return parts


def _block(block: Block, writing: _Writing) -> str:
    match block:
        case Paragraph():
            return _prose(block.text, writing)
        case FigureBlock():
            return _figure(block, writing)
        case TableBlock():
            return _table(block, writing)
        case FindingsBlock():
            return "\n\n".join(_finding(finding, writing) for finding in block.findings)
        case KeyFigures():
            return "\n".join(
                f"- **{_one_line(figure.value)}** {_inline(figure.label, writing)}"
                + (f" ({_inline(figure.note, writing)})" if figure.note else "")
                for figure in block.figures
            )
        case Callout():
            text = f"**{_inline(block.title, writing)}**\n\n{_prose(block.text, writing)}"
            return _quoted(text)
        case Quotation():
            by = f"\n\n\N{EM DASH} {_inline(block.by, writing)}" if block.by else ""
            return _quoted(f"{_inline(block.text, writing)}{by}")
        case Disclosure():
            inner = "\n\n".join(_block(each, writing) for each in block.blocks)
            return f"**{_inline(block.summary, writing)}**\n\n{inner}"
        case SimulationBlock():
            return _simulation(block, writing)


def _figure(block: FigureBlock, writing: _Writing) -> str:
    scene = block.picture
    if not isinstance(scene, Scene):
        raise TypeError(f"{scene.name} is not laid out: use sysdsl.report.resolve")
    number = next(writing.figures)
    caption = f"**Figure {number}.** {_inline(block.caption or scene.title, writing)}"
    lines = "\n".join(f"- {_inline(line, writing)}" for line in block.text)
    parts = [_picture(scene, f"figure-{number}", writing), caption, lines]
    return "\n\n".join(part for part in parts if part)


def _picture(scene: Scene, name: str, writing: _Writing) -> str:
    path = f"{writing.folder}/{name}.svg"
    writing.pictures[path] = write_svg(scene, theme="auto", prefix=name)
    return f"![{_one_line(scene.title)}]({quote(path)})"


def _simulation(block: SimulationBlock, writing: _Writing) -> str:
    number = next(writing.figures)
    parts = [
        _picture(line_scene(plot), f"figure-{number}-{index}", writing)
        for index, plot in enumerate(plots_of(block), start=1)
    ]
    parts.append(f"**Figure {number}.** {_one_line(block.title)}. {escaped(sentences_of(block))}")
    return "\n\n".join(parts)


def _table(block: TableBlock, writing: _Writing) -> str:
    number = next(writing.tables)
    lines = [f"**Table {number}.** {_inline(block.caption, writing)}", ""]
    lines.append(_row(block.head, writing))
    rules = ("---:" if index in block.numeric else "---" for index in range(len(block.head)))
    lines.append(f"| {' | '.join(rules)} |")
    lines.extend(_row(row, writing) for row in block.rows)
    return "\n".join(lines)


def _row(cells: tuple[str, ...], writing: _Writing) -> str:
    return f"| {' | '.join(_inline(cell, writing) for cell in cells)} |"


def _finding(finding: Finding, writing: _Writing) -> str:
    glyph, word = SEVERITIES[finding.severity]
    message = _inline(finding.message, writing)
    lines = [f"- **{escaped(glyph)} {word}** ({_one_line(finding.code)}): {message}"]
    if finding.detail:
        lines.extend(("", *_indented(_prose(finding.detail, writing)), ""))
    lines.extend(
        f"  - {_inline(role, writing)}: {_inline(by, writing)}" for role, by in finding.bindings
    )
    if finding.hint:
        lines.append(f"  - What to do: {_inline(finding.hint, writing)}")
    lines.extend(f"  - Evidence: {_inline(line, writing)}" for line in finding.evidence)
    return "\n".join(lines)


def _prose(text: str, writing: _Writing) -> str:
    return "\n\n".join(_piece(piece, writing) for piece in pieces_of(text))


def _piece(piece: Piece, writing: _Writing) -> str:
    if piece.kind == "code":
        return _fenced([plain(line, writing.names) for line in piece.lines])
    lines = [_spans(line, writing) for line in piece.lines]
    match piece.kind:
        case "bullets":
            return "\n".join(f"- {line}" for line in lines)
        case "numbers":
            return "\n".join(f"{index}. {line}" for index, line in enumerate(lines, start=1))
        case "quote":
            return _quoted("\n\n".join(lines))
        case "heading":
            return f"**{' '.join(lines)}**"
        case _:
            return "\n\n".join(lines)


def _inline(text: str, writing: _Writing) -> str:
    return _spans(spans_of(one_line(text)), writing)


def _spans(spans: tuple[Span, ...], writing: _Writing) -> str:
    return "".join(_span(span, writing) for span in spans)


def _span(span: Span, writing: _Writing) -> str:
    match span.kind:
        case "strong":
            return f"**{_spans(span.children, writing)}**"
        case "emphasis":
            return f"*{_spans(span.children, writing)}*"
        case "code":
            # A code span would show entities as they are written, so code stays plain text.
            return escaped(span.text)
        case "reference":
            return escaped(label_of(span.text, writing.names))
        case "link":
            return escaped(f"{span.text} ({span.address})")
        case _:
            return escaped(span.text)


def _one_line(text: str) -> str:
    return escaped(one_line(text))


def _fenced(lines: list[str]) -> str:
    """Write code between fences that are longer than any run of backticks in it."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence, *lines, fence])


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _indented(text: str) -> list[str]:
    return [f"  {line}".rstrip() for line in text.split("\n")]
