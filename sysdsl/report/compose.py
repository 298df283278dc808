"""A model to a report: sections of the core and of every method in use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

import attrs

from sysdsl.diagnostics import Diagnostic, Severity
from sysdsl.diagnostics.located import Located
from sysdsl.model.model import Model
from sysdsl.plugin.declarations import ReportSection
from sysdsl.plugin.loader import Failure, Plugin, guarded
from sysdsl.render.document import (
    Block,
    Callout,
    Disclosure,
    Finding,
    FindingsBlock,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Report,
    Section,
    TableBlock,
)
from sysdsl.report.appraisal import appraisal_section
from sysdsl.report.sections import CORE_SECTIONS
from sysdsl.report.words import counted, counted_word
from sysdsl.schema.core import Actor, Evidence, System

_NAMED = re.compile(r"`([^`]+)`")

_BEGINNING = (
    "The model says nothing that a report could show. Begin with what affects what "
    "(`pressure ->+ overtime`), or with who is involved (`actor nurses`)."
)

MOST_TOLD = 4
"""Findings in the summary; the rest is in the sections and the appendix."""


@attrs.frozen(kw_only=True)
class Findings:
    """What checks found, for the report.

    Attributes:
        open: Diagnostics as they stand.
        suppressed: What the model allows itself, with the reasons given.
        titles: Title of a rule by code.
    """

    open: tuple[Located, ...]
    suppressed: tuple[tuple[Diagnostic, str | None], ...]
    titles: dict[str, str]


def compose(
    model: Model, methods: Iterable[Plugin], findings: Findings, *, withheld: int = 0
) -> Report:
    """Return the report of a model.

    Args:
        model: As the audience may see it.
        methods: The methods in use; each contributes its sections.
        findings: What checks found.
        withheld: How many elements the audience may not see.
    """
    methods = tuple(methods)
    declared: list[tuple[ReportSection, str]] = [
        *((section, "") for section in CORE_SECTIONS),
        *((section, plugin.name) for plugin in methods for section in plugin.sections),
    ]
    sections: list[Section] = []
    failures: list[Block] = []
    used: set[str] = set()
    for each, method in sorted(declared, key=lambda pair: (pair[0].order, pair[0].name)):
        built = guarded(partial(each.build, model))
        if isinstance(built, Failure):
            failures.append(Paragraph(f"The section `{each.name}` failed: {built.reason}."))
        elif built is not None:
            sections.append(built)
            used.add(method)
    sections = [_with_appraisal(section, model, methods) for section in sections]
    sections.append(_appendix(model, findings, tuple(failures)))
    info = model.info
    system = next(iter(model.all(System)), None)
    subtitle = (system.body.purpose if system else None) or ""
    facts = []
    if info is not None:
        facts = [
            (label, text)
            for label, text in (("Author", info.body.author), ("Version", info.body.version))
            if text
        ]
    return Report(
        title=model.title,
        subtitle=subtitle,
        summary=_summary(model, findings, sections),
        sections=tuple(sections),
        methods=tuple(p.name.replace("_", " ") for p in methods if p.name in used),
        facts=tuple(facts),
        withheld=withheld,
    )


def _with_appraisal(section: Section, model: Model, methods: tuple[Plugin, ...]) -> Section:
    if section.id != "options":
        return section
    appraisal = appraisal_section(model, methods)
    more = (appraisal,) if appraisal is not None else ()
    return attrs.evolve(section, children=(*section.children, *more))


def _summary(model: Model, findings: Findings, sections: list[Section]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    info = model.info
    if all(section.id == "appendix" for section in sections):
        blocks.append(Callout(title="Nothing to report yet", text=_BEGINNING))
    if info is not None:
        text = info.body.summary or info.common.doc
        if text:
            blocks.append(Paragraph(text))
    figures = tuple(_figures(model))
    if figures:
        blocks.append(KeyFigures(figures=figures))
    told = [finding for section in sections for finding in section.findings]
    shown = told[:MOST_TOLD] or [_finding(d, findings) for d in _notable(findings)]
    if shown:
        blocks.append(FindingsBlock(findings=tuple(shown)))
    return tuple(blocks)


def _notable(findings: Findings) -> list[Diagnostic]:
    """Return the findings to open a report with where no method tells a story."""
    found = [item.diagnostic for item in findings.open]
    by_severity = {
        severity: [d for d in found if d.severity is severity]
        for severity in (Severity.INFO, Severity.WARNING)
    }
    return by_severity[Severity.INFO][:MOST_TOLD] or by_severity[Severity.WARNING][: MOST_TOLD - 1]


def _figures(model: Model) -> Iterable[KeyFigure]:
    actors = len(model.all(Actor))
    if actors:
        voiceless = sum(1 for a in model.all(Actor) if a.body.vulnerable and not a.body.voice)
        note = f"{voiceless} vulnerable without a voice" if voiceless else ""
        yield KeyFigure(value=str(actors), label=_people(actors), note=note)
    links = {arrow.step.link for arrow in model.arrows if arrow.layer is None}
    if links:
        names = {end for link in links for end in link.split(" -> ")}
        yield KeyFigure(
            value=str(len(names)), label="variables in the map", note=counted(len(links), "link")
        )
    loops = model.by_kind.get("feedback", ())
    if loops:
        yield KeyFigure(
            value=str(len(loops)), label=counted_word(len(loops), "named feedback loop")
        )
    evidence = model.all(Evidence)
    if evidence:
        yield KeyFigure(
            value=str(len(evidence)),
            label="piece of evidence" if len(evidence) == 1 else "pieces of evidence",
        )


def _people(count: int) -> str:
    return "person or organisation" if count == 1 else "people and organisations"


def _finding(diagnostic: Diagnostic, findings: Findings) -> Finding:
    return Finding(
        code=findings.titles.get(diagnostic.code, diagnostic.code),
        severity=diagnostic.severity,
        message=diagnostic.message[:1].upper() + diagnostic.message[1:],
        hint=diagnostic.hint or "",
    )


def _quoted(message: str) -> str:
    """Write names in a message between quotation marks, as in running text."""
    text = _NAMED.sub("\N{LEFT DOUBLE QUOTATION MARK}\\1\N{RIGHT DOUBLE QUOTATION MARK}", message)
    return text[:1].upper() + text[1:]


def _appendix(model: Model, findings: Findings, failures: tuple[Block, ...]) -> Section:
    children: list[Section] = []
    if findings.open:
        ordered = sorted(
            findings.open, key=lambda x: (x.diagnostic.severity.rank, x.diagnostic.code)
        )
        block = FindingsBlock(findings=tuple(_finding(x.diagnostic, findings) for x in ordered))
        children.append(
            Section(id="all-findings", title="All findings of the checks", blocks=(block,))
        )
    if findings.suppressed:
        rows = tuple(
            (findings.titles.get(d.code, d.code), _quoted(d.message), reason or "")
            for d, reason in findings.suppressed
        )
        table = TableBlock(
            caption="Rules suppressed on purpose",
            head=("Rule", "What it says", "Why it is accepted"),
            rows=rows,
        )
        children.append(Section(id="suppressed", title="Accepted on purpose", blocks=(table,)))
    children.append(_contents(model))
    return Section(id="appendix", title="Appendix", blocks=failures, children=tuple(children))


def _contents(model: Model) -> Section:
    counts = [(kind, len(elements)) for kind, elements in sorted(model.by_kind.items())]
    rows = tuple((kind.replace("_", " "), f"{count:,}") for kind, count in counts)
    table = TableBlock(
        caption="Elements of the model", head=("Kind", "How many"), rows=rows, numeric=(1,)
    )
    total = sum(count for _, count in counts)
    listed = f"{counted(total, 'element')} of {counted(len(counts), 'kind')}"
    same = f"Reports of the same model have the same fingerprint: `{model.fingerprint}`."
    told = Paragraph(f"{listed}. {same}")
    return Section(
        id="contents",
        title="What the model holds",
        blocks=(told, Disclosure(summary=listed, blocks=(table,))) if rows else (told,),
    )
