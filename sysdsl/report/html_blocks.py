"""Write the blocks of a report as HTML."""

from __future__ import annotations

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
    SimulationBlock,
    TableBlock,
)
from sysdsl.render.scene import Scene
from sysdsl.report.html_picture import picture
from sysdsl.report.html_simulation import simulation
from sysdsl.report.html_writer import Writing, inline, items, prose, titled
from sysdsl.report.markup import NONE, Content, Markup, element, joined
from sysdsl.report.table_sizes import fits_a_page
from sysdsl.report.words import SEVERITIES, is_code, number_and_unit

_LONG = 40  # a cell of more characters needs a wide column, also on a narrow screen
_WIDE = 760.0  # a picture drawn wider than this gets more room than the text


def block_html(block: Block, writing: Writing) -> Markup:
    """Write one block.

    Raises:
        TypeError: A figure that is not laid out yet.
    """
    match block:
        case Paragraph():
            return prose(block.text, writing)
        case FigureBlock():
            return _figure(block, writing)
        case TableBlock():
            return table(block, writing)
        case FindingsBlock():
            cards = joined(_finding(finding, writing) for finding in block.findings)
            return element("ul", {"class": "findings"}, cards)
        case KeyFigures():
            return _key_figures(block, writing)
        case Callout():
            title = element("p", {"class": "title"}, inline(block.title, writing))
            return element("aside", {"class": "callout"}, title, prose(block.text, writing))
        case Quotation():
            return _quotation(block, writing)
        case Disclosure():
            inner = joined(block_html(each, writing) for each in block.blocks)
            return element(
                "details", NONE, element("summary", NONE, inline(block.summary, writing)), inner
            )
        case SimulationBlock():
            return simulation(block, writing)


def _figure(block: FigureBlock, writing: Writing) -> Markup:
    scene = block.picture
    if not isinstance(scene, Scene):
        raise TypeError(f"{scene.name} is not laid out: use sysdsl.report.resolve")
    name = f"Figure {next(writing.figures)}"
    caption = titled(name, inline(block.caption or scene.title, writing))
    style = "figure wide" if block.wide or scene.width > _WIDE else "figure"
    return element(
        "figure",
        {"class": style, "data-highlights": bool(block.highlights)},
        picture(scene, writing),
        element("figcaption", NONE, caption),
        _highlights(block),
        _in_words(block.text, f"{name} in words", writing),
    )


def _highlights(block: FigureBlock) -> Markup | None:
    if not block.highlights:
        return None
    buttons = joined(
        element(
            "button",
            {
                "type": "button",
                "aria-pressed": "false",
                "data-highlight": highlight.key,
                "data-title": highlight.title,
                "title": highlight.title,
            },
            highlight.label,
        )
        for highlight in block.highlights
    )
    return element(
        "div",
        {"class": "highlights waits", "role": "group", "aria-label": "Highlight in the picture"},
        element("span", NONE, "Highlight"),
        buttons,
        element("p", {"role": "status"}),
    )


def _in_words(lines: tuple[str, ...], summary: str, writing: Writing) -> Markup | None:
    if not lines:
        return None
    return element("details", NONE, element("summary", NONE, summary), items(lines, writing))


def table(block: TableBlock, writing: Writing) -> Markup:
    """Write a table; the first column heads its rows."""
    name = f"Table {next(writing.tables)}"
    caption = titled(name, inline(block.caption, writing))
    heads = joined(_head(block, index, writing) for index in range(len(block.head)))
    rows = joined(element("tr", NONE, _row(row, block, writing)) for row in block.rows)
    return element(
        "div",
        {
            "class": "table short" if fits_a_page(block) else "table",
            "role": "group",
            "tabindex": "0",
            "aria-label": name,
        },
        element(
            "table",
            NONE,
            element("caption", NONE, element("span", NONE, caption)),
            element("thead", NONE, element("tr", NONE, heads)),
            element("tbody", NONE, rows),
        ),
    )


def _head(block: TableBlock, index: int, writing: Writing) -> Markup:
    style = _column_class(block, index)
    if not block.head[index]:
        return element("td", {"class": style})  # an empty head would be announced as one
    return element("th", {"scope": "col", "class": style}, inline(block.head[index], writing))


def _column_class(block: TableBlock, index: int) -> str | None:
    if index in block.numeric:
        return "numeric"
    longest = max((len(row[index]) for row in block.rows), default=0)
    return "long" if longest > _LONG else None


def _row(row: tuple[str, ...], block: TableBlock, writing: Writing) -> Markup:
    cells = []
    for index, cell in enumerate(row):
        style = "numeric" if index in block.numeric else None
        heads_row = index == 0 and style is None
        cells.append(
            element(
                "th" if heads_row else "td",
                {"scope": "row" if heads_row else None, "class": style},
                inline(cell, writing),
            )
        )
    return joined(cells)


def _finding(finding: Finding, writing: Writing) -> Markup:
    glyph, word = SEVERITIES[finding.severity]
    kind = element(
        "p",
        {"class": "kind"},
        element("span", {"class": "glyph", "aria-hidden": "true"}, glyph),
        element("strong", NONE, word),
        element("span", {"class": "code" if is_code(finding.code) else None}, finding.code),
    )
    hint = None
    if finding.hint:
        label = element("span", {"class": "label"}, "What to do: ")
        hint = element("p", NONE, label, inline(finding.hint, writing))
    evidence = None
    if finding.evidence:
        label = element("p", {"class": "label"}, "Evidence")
        evidence = joined((label, items(finding.evidence, writing, "evidence")))
    return element(
        "li",
        {"class": f"finding {finding.severity.value}"},
        kind,
        element("p", {"class": "message"}, inline(finding.message, writing)),
        prose(finding.detail, writing) if finding.detail else None,
        _bindings(finding, writing),
        hint,
        evidence,
    )


def _bindings(finding: Finding, writing: Writing) -> Markup | None:
    if not finding.bindings:
        return None
    pairs = joined(
        joined(
            (element("dt", NONE, inline(role, writing)), element("dd", NONE, inline(who, writing)))
        )
        for role, who in finding.bindings
    )
    return element("dl", {"class": "bindings"}, pairs)


def _key_figures(block: KeyFigures, writing: Writing) -> Markup:
    cards = joined(
        element(
            "div",
            NONE,
            element("dt", NONE, inline(figure.label, writing)),
            element("dd", {"class": "value"}, _measured(figure.value)),
            element("dd", {"class": "note"}, inline(figure.note, writing)) if figure.note else None,
        )
        for figure in block.figures
    )
    return element("dl", {"class": "figures"}, cards)


def _measured(value: str) -> Content:
    """Write the unit of a number smaller than the number."""
    number, unit = number_and_unit(value)
    return (
        joined((element("span", NONE, number), " ", element("span", {"class": "unit"}, unit)))
        if unit
        else value
    )


def _quotation(block: Quotation, writing: Writing) -> Markup:
    by = element("footer", NONE, inline(block.by, writing)) if block.by else None
    words = element("p", NONE, inline(block.text, writing))
    return element("blockquote", {"class": "quotation"}, words, by)
