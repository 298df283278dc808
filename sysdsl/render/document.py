"""A document as a value: sections of text, figures and tables, before any format.

Methods return `Section`s from their report hook; `sysdsl.report` writes them as HTML, Markdown
or PDF. Text is Markdown of a small, safe subset (paragraphs, emphasis, lists, `code`); names of
elements may stand in it as `[[name]]`.
"""

from __future__ import annotations

import attrs

from sysdsl.diagnostics import Severity
from sysdsl.render.scene import Scene
from sysdsl.render.view import View


@attrs.frozen
class Paragraph:
    """Text in Markdown."""

    text: str


@attrs.frozen(kw_only=True)
class Highlight:
    """A button below a figure that lifts some elements out of it, a loop for instance.

    Attributes:
        label: Text of the button.
        title: What is highlighted, in a sentence.
        key: Matches one of the words in the `data` entry `loops` of the scene's groups.
    """

    label: str
    title: str
    key: str


@attrs.frozen(kw_only=True)
class FigureBlock:
    """A picture with its caption and its content in words.

    Attributes:
        picture: A `View` still to be laid out, or a finished `Scene`.
        caption: What to see, in a sentence.
        text: The same content as lines of text.
        highlights: Buttons below it.
        wide: Whether it may be wider than the text.
    """

    picture: View | Scene
    caption: str
    text: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    wide: bool = False


@attrs.frozen(kw_only=True)
class TableBlock:
    """A table; cells are Markdown text.

    Attributes:
        caption: What it shows.
        head: Heads of the columns.
        rows: Rows of cells, as many as heads.
        numeric: Indices of columns that hold numbers, aligned right.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Finding:
    """A result that someone should see, with what it rests on.

    Attributes:
        code: Code of the rule, or a short label of the result (`Fixes that fail`).
        severity: How much it matters.
        message: One line.
        detail: More, in Markdown.
        hint: What to do.
        evidence: Lines of evidence, each with its source.
        bindings: Role and who or what plays it.
    """

    code: str
    severity: Severity
    message: str
    detail: str = ""
    hint: str = ""
    evidence: tuple[str, ...] = ()
    bindings: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class FindingsBlock:
    """Findings as cards."""

    findings: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class KeyFigure:
    """One number that matters."""

    value: str
    label: str
    note: str = ""


@attrs.frozen(kw_only=True)
class KeyFigures:
    """A row of numbers."""

    figures: tuple[KeyFigure, ...]


@attrs.frozen(kw_only=True)
class Callout:
    """A remark set off from the text."""

    title: str
    text: str


@attrs.frozen(kw_only=True)
class Quotation:
    """What someone said."""

    text: str
    by: str = ""


@attrs.frozen(kw_only=True)
class Disclosure:
    """Content that is closed until someone opens it."""

    summary: str
    blocks: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class Slider:
    """A parameter that readers may move.

    Attributes:
        name: Key in what the script's function takes.
        label: What it is called.
        unit: Unit of what is shown, as written in the model; `%` for shares.
        low, high, step, value: In the unit of the parameter.
        factor: What is shown is the parameter times this: 100 for a share in per cent.
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    value: float
    factor: float = 1.0


@attrs.frozen(kw_only=True)
class Curve:
    """A result drawn over time.

    Attributes:
        name: Key in the result of the script's function.
        label: What it is called.
        unit: Its unit, as written in the model.
        values: The reference run, as many as `SimulationBlock.times`.
    """

    name: str
    label: str
    unit: str
    values: tuple[float, ...]


@attrs.frozen(kw_only=True)
class SimulationBlock:
    """A live simulation.

    Attributes:
        title: Its heading.
        script: Source of a JavaScript function expression that takes an object of parameter
            values by name and returns an object of arrays by curve name.
        sliders: What can be moved.
        curves: What is drawn.
        times: Saved times of the reference run, in `time_unit`.
        time_unit: Unit of the time axis, in words.
        start: Calendar date of time zero, ISO form, or None.
    """

    title: str
    script: str
    sliders: tuple[Slider, ...]
    curves: tuple[Curve, ...]
    times: tuple[float, ...]
    time_unit: str
    start: str | None = None


Block = (
    Paragraph
    | FigureBlock
    | TableBlock
    | FindingsBlock
    | KeyFigures
    | Callout
    | Quotation
    | Disclosure
    | SimulationBlock
)


@attrs.frozen(kw_only=True)
class Section:
    """A part of a document.

    Attributes:
        id: Anchor, in lower case with hyphens.
        title: Heading.
        blocks: Content.
        children: Sections below it.
        findings: What of it everybody should see, the most important first; the summary of a
            report shows a few.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    children: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()


@attrs.frozen(kw_only=True)
class Report:
    """A whole document.

    Attributes:
        title: Title on the cover.
        subtitle: A line below it: the system and its purpose.
        summary: Blocks that open it, before any section.
        sections: The parts.
        methods: Methods used, shown on the cover.
        facts: Further lines on the cover: date, author, version (label and text).
        withheld: How many elements were left out because of their sensitivity.
    """

    title: str
    subtitle: str = ""
    summary: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    methods: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    withheld: int = 0
