"""Write a report as PDF through Typst (extra `pdf`).

The document is Typst code in which every text of the model is a string literal, written by
`literal` alone, so that no text is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

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
from sysdsl.render.fonts import FONT_FAMILY
from sysdsl.render.pdf import typeset
from sysdsl.render.plots.line import line_scene
from sysdsl.render.scene import Scene
from sysdsl.render.svg import write_svg
from sysdsl.render.theme import fill, ink
from sysdsl.report.charts import plots_of, sentences_of
from sysdsl.report.prose import Piece, Span, label_of, one_line, pieces_of, spans_of
from sysdsl.report.table_sizes import column_widths, fits_a_page, rows_fit_a_page
from sysdsl.report.words import SEVERITIES, number_and_unit, withheld_note

_KEPT = "\n\t\N{NO-BREAK SPACE}"
_CODES = ("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", ""), ("\t", " ")
_TONES = {"error": "bad", "warning": "warning", "hint": "good", "info": "info"}
_TALLEST = 190  # millimetres that a picture may take of a page


@attrs.frozen(kw_only=True)
class _Writing:
    names: Mapping[str, str]
    pictures: Iterator[int] = attrs.field(factory=lambda: count(1))
    inputs: dict[str, str] = attrs.field(factory=dict)


def report_pdf(report: Report, *, names: Mapping[str, str], language: str = "en") -> bytes:
    """Write a report as PDF.

    Args:
        report: All its pictures are scenes (see `resolve`).
        names: Labels of elements by qualified name.
        language: Of the texts, two letters.

    Raises:
        MissingExtra: The package `typst` is not installed.
        TypeError: A figure that is not laid out yet.
    """
    source, inputs = report_typst(report, names=names, language=language)
    return typeset(source, inputs)


def report_typst(
    report: Report, *, names: Mapping[str, str], language: str
) -> tuple[str, dict[str, str]]:
    """Return the Typst document of a report, and its pictures as inputs by name."""
    writing = _Writing(names=names)
    parts = [_preamble(report, language), _cover(report)]
    if report.summary:
        parts.append('heading(level: 1, numbering: none, "Summary")')
        parts.extend(_block(block, writing) for block in report.summary)
    for section in report.sections:
        parts.extend(_section(section, 1, writing))
    return "\n".join(["#{", *parts, "}"]), writing.inputs


def literal(text: str) -> str:
    """Return text as a Typst string; the one place where text becomes Typst."""
    shown = "".join(
        character for character in text if character.isprintable() or character in _KEPT
    )
    for plain, code in _CODES:
        shown = shown.replace(plain, code)
    return f'"{shown}"'


def _preamble(report: Report, language: str) -> str:
    accent, muted = ink("info", "light"), ink("muted", "light")
    return f"""
set document(title: {literal(report.title or "Report")}, date: none)
set text(font: {literal(FONT_FAMILY)}, size: 10pt, lang: {literal(language[:2])})
set text(fill: rgb("{ink("ink", "light")}"))
set page(paper: "a4", margin: (x: 24mm, top: 24mm, bottom: 26mm), numbering: none)
set par(leading: 0.72em, spacing: 1.15em)
set list(indent: 0.4em)
set heading(numbering: "1.1  ")
show heading: it => block(above: 2.2em, below: 1em, sticky: true, it)
show heading.where(level: 1): it => {{
  pagebreak(weak: true)
  block(below: 1.4em, sticky: true, {{
    line(length: 100%, stroke: 1.5pt + rgb("{ink("ink", "light")}"))
    v(-0.6em)
    text(size: 19pt, weight: 600, it)
  }})
}}
show heading.where(level: 2): set text(size: 14pt, weight: 600)
show heading.where(level: 3): set text(size: 11.5pt, weight: 600)
show figure.caption: it => align(left, text(fill: rgb("{muted}"), it))
show figure: set block(above: 1.6em, below: 1.8em)
show figure.where(kind: table): set figure.caption(position: top)
show figure.where(kind: table): set block(breakable: true)
show figure.caption.where(kind: table): it => block(width: 100%, sticky: true, it)
show table.cell.where(y: 0): set text(weight: 600)
show table: set text(size: 9pt)
set table(stroke: none, inset: (x: 5pt, y: 6pt))
let accent = rgb("{accent}")
let muted = rgb("{muted}")
let picture(name, title, across) = layout(size => {{
  let source = bytes(sys.inputs.at(name))
  let drawn = image(source, format: "svg", width: across * size.width, alt: title)
  if measure(drawn).height <= {_TALLEST}mm {{ drawn }} else {{
    image(source, format: "svg", height: {_TALLEST}mm, alt: title)
  }}
}})
let card(edge, body) = block(
  width: 100%, breakable: false, inset: (x: 12pt, y: 10pt), radius: 2pt,
  stroke: (left: 3pt + edge, rest: 0.5pt + rgb("{ink("grid", "light")}")), body,
)"""


def _cover(report: Report) -> str:
    lines = ["v(48mm)", "rect(width: 14mm, height: 1.4mm, fill: accent)", "v(3mm)"]
    lines.append(f"text(size: 30pt, weight: 600, {literal(report.title or 'Report')})")
    if report.subtitle:
        lines.append(
            f"v(2mm); par(text(size: 13pt, fill: muted, {literal(report.subtitle)})); v(4mm)"
        )
    if report.methods:
        methods = "   \N{MIDDLE DOT}   ".join(report.methods)
        lines.append(f"par(text(size: 10pt, {literal(methods)}))")
    lines.append("v(4mm)")
    lines.extend(
        f"text(fill: muted, {literal(f'{label}: ')}); strong({literal(text)}); linebreak()"
        for label, text in report.facts
    )
    if note := withheld_note(report.withheld):
        lines.append(f"v(6mm); par(text(fill: muted, {literal(note)}))")
    lines.append("pagebreak()")
    lines.append('set page(numbering: "1")')
    if report.sections:
        lines.append('outline(title: "Contents", depth: 2, indent: 1.2em)')
    return "\n".join(lines)


def _section(section: Section, level: int, writing: _Writing) -> list[str]:
    parts = [f"heading(level: {level}, {literal(section.title)})"]
    parts.extend(_block(block, writing) for block in section.blocks)
    for child in section.children:
        parts.extend(_section(child, level + 1, writing))
    return parts


def _block(block: Block, writing: _Writing) -> str:
    match block:
        case Paragraph():
            return _prose(block.text, writing)
        case FigureBlock():
            return _laid_out(block, writing)
        case TableBlock():
            return _table(block, writing)
        case FindingsBlock():
            return "\n".join(_finding(finding, writing) for finding in block.findings)
        case KeyFigures():
            return _key_figures(block, writing)
        case Callout():
            body = f"strong({_inline(block.title, writing)}); {_prose(block.text, writing)}"
            ground = fill("info", "light")
            return (
                f'block(width: 100%, fill: rgb("{ground}"), inset: 12pt, radius: 2pt, '
                f"breakable: false, {{ {body} }})"
            )
        case Quotation():
            return _quotation(block, writing)
        case Disclosure():
            inner = "\n".join(_block(each, writing) for each in block.blocks)
            return f"par(strong({_inline(block.summary, writing)}))\n{inner}"
        case SimulationBlock():
            charts = "; ".join(_picture(line_scene(p), writing) for p in plots_of(block))
            figure = _figure(charts, literal(f"{block.title}. {sentences_of(block)}"))
            return f"{{ show figure: set block(breakable: true); {figure} }}"


def _laid_out(block: FigureBlock, writing: _Writing) -> str:
    scene = block.picture
    if not isinstance(scene, Scene):
        raise TypeError(f"{scene.name} is not laid out: use sysdsl.report.resolve")
    return _figure(_picture(scene, writing), _inline(block.caption or scene.title, writing))


def _quotation(block: Quotation, writing: _Writing) -> str:
    by = f", attribution: {_inline(block.by, writing)}" if block.by else ""
    return f"quote(block: true{by}, {_inline(block.text, writing)})"


def _picture(scene: Scene, writing: _Writing) -> str:
    name = f"picture-{next(writing.pictures)}"
    writing.inputs[name] = write_svg(scene, prefix=name)
    share = min(1.0, max(0.45, scene.width / 700))
    return f"picture({literal(name)}, {literal(scene.title)}, {share:.2f})"


def _figure(body: str, caption: str) -> str:
    return f"figure({{ {body} }}, caption: {caption}, kind: image)"


def _table(block: TableBlock, writing: _Writing) -> str:
    columns = "".join(f"{width:.1f}fr, " for width in column_widths(block))
    aligned = "".join(
        "right, " if index in block.numeric else "left, " for index in range(len(block.head))
    )
    head = ", ".join(_inline(cell, writing) for cell in block.head)
    rows = (", ".join(_inline(cell, writing) for cell in row) for row in block.rows)
    lines = "".join(f"table.hline(stroke: 0.4pt + muted), {row},\n" for row in rows)
    table = (
        f"table(columns: ({columns}), align: ({aligned}), table.header({head}), "
        f"table.hline(stroke: 1pt),\n{lines})"
    )
    figure = f"figure({table}, caption: {_inline(block.caption, writing)}, kind: table)"
    whole = f"show figure: set block(breakable: {_truth(not fits_a_page(block))})"
    rows_whole = f"set table.cell(breakable: {_truth(not rows_fit_a_page(block))})"
    return f"{{ {whole}; {rows_whole}; {figure} }}"


def _truth(value: object) -> str:
    return "true" if value else "false"


def _finding(finding: Finding, writing: _Writing) -> str:
    glyph, word = SEVERITIES[finding.severity]
    edge = f'rgb("{ink(_TONES[finding.severity.value], "light")}")'
    kind = f"{glyph} {word}"
    lines = [
        f"text(size: 9pt, fill: {edge}, weight: 600, {literal(kind)})",
        f"h(0.8em); text(size: 9pt, fill: muted, {literal(finding.code)})",
        f"par(text(size: 11pt, weight: 600, {_inline(finding.message, writing)}))",
    ]
    if finding.detail:
        lines.append(_prose(finding.detail, writing))
    lines.extend(
        f"par({{ text(fill: muted, {_inline(role, writing)}); h(1em); {_inline(by, writing)} }})"
        for role, by in finding.bindings
    )
    if finding.hint:
        lines.append(f'par({{ strong("What to do: "); {_inline(finding.hint, writing)} }})')
    if finding.evidence:
        lines.append('par(strong("Evidence"))')
        lines.append(f"list({', '.join(_inline(line, writing) for line in finding.evidence)})")
    return f"card({edge}, {{ {'; '.join(lines)} }})"


def _key_figures(block: KeyFigures, writing: _Writing) -> str:
    cells = []
    for figure in block.figures:
        note = ""
        if figure.note:
            note = f"linebreak(); text(size: 9pt, fill: muted, {_inline(figure.note, writing)})"
        number, unit = number_and_unit(figure.value)
        value = f"text(size: 21pt, weight: 600, fill: accent, {literal(number)})"
        if unit:
            value += f"; text(size: 11pt, weight: 600, fill: accent, {literal(f' {unit}')})"
        label = f"text(weight: 600, {_inline(figure.label, writing)})"
        cells.append(f"{{ {value}; linebreak(); {label}; {note} }}")
    across = min(len(cells), 4) or 1
    grid = f"grid(columns: (1fr,) * {across}, gutter: 14pt, {', '.join(cells)})"
    return f"block(above: 2em, below: 2.2em, breakable: false, {grid})"


def _prose(text: str, writing: _Writing) -> str:
    return "; ".join(_piece(piece, writing) for piece in pieces_of(text)) or '""'


def _piece(piece: Piece, writing: _Writing) -> str:
    lines = [_spans(line, writing) for line in piece.lines]
    match piece.kind:
        case "bullets":
            return f"list({', '.join(lines)})"
        case "numbers":
            return f"enum({', '.join(lines)})"
        case "quote":
            return f"quote(block: true, {lines[0]})"
        case "heading":
            return f"par(strong({lines[0]}))"
        case "code":
            code = "\n".join(span.text for line in piece.lines for span in line)
            return f"raw(block: true, {literal(code)})"
        case _:
            return "; ".join(f"par({line})" for line in lines)


def _inline(text: str, writing: _Writing) -> str:
    return _spans(spans_of(one_line(text)), writing)


def _spans(spans: tuple[Span, ...], writing: _Writing) -> str:
    return f"{{ {'; '.join(_span(span, writing) for span in spans)} }}" if spans else '""'


def _span(span: Span, writing: _Writing) -> str:
    match span.kind:
        case "strong":
            return f"strong({_spans(span.children, writing)})"
        case "emphasis":
            return f"emph({_spans(span.children, writing)})"
        case "reference":
            return literal(label_of(span.text, writing.names))
        case "link":
            return literal(f"{span.text} ({span.address})")
        case _:
            return literal(span.text)
