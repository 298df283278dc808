"""What the work rests on: claims, evidence, assumptions, gaps, indicators."""

from __future__ import annotations

from sysdsl.model.model import Model
from sysdsl.render.document import Block, Section, TableBlock
from sysdsl.report.sections.wording import amount, dated, named, spoken
from sysdsl.schema.core import Assumption, Claim, Evidence, Gap, Indicator, Observation


def evidence_section(model: Model) -> Section | None:
    """Return the section on evidence, None when the model gives none."""
    children = tuple(
        Section(id=identity, title=title, blocks=(table,))
        for identity, title, table in (
            ("claims", "What we claim", _claims(model)),
            ("sources", "What we know it from", _sources(model)),
            ("assumptions", "What we take for granted", _assumptions(model)),
            ("gaps", "What we do not know", _gaps(model)),
            ("indicators", "How we would notice a change", _indicators(model)),
        )
        if table is not None
    )
    return Section(id="evidence", title="What it rests on", children=children) if children else None


def _table(
    caption: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> TableBlock | None:
    """Return a table without columns that are empty throughout, None when it has no rows."""
    if not rows:
        return None
    kept = [i for i in range(len(head)) if i == 0 or any(row[i] for row in rows)]
    return TableBlock(
        caption=caption,
        head=tuple(head[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in rows),
    )


def _claims(model: Model) -> Block | None:
    rows = tuple(
        (
            claim.label,
            spoken(claim.body.likelihood),
            spoken(claim.common.confidence),
            named(claim.common.evidence, model),
        )
        for claim in model.all(Claim)
    )
    return _table("Claims", ("Claim", "How likely", "Confidence", "Evidence"), rows)


def _sources(model: Model) -> Block | None:
    rows = tuple(
        (
            evidence.label,
            spoken(evidence.body.type),
            dated(evidence.body.on),
            _grade(evidence.body.reliability, evidence.body.credibility),
            evidence.body.limitations or "",
        )
        for evidence in model.all(Evidence)
    )
    head = ("Source", "Kind", "Date", "Grade", "What it cannot show")
    return _table("Evidence, graded by reliability (A to F) and credibility (1 to 6)", head, rows)


def _grade(reliability: str | None, credibility: float | str | None) -> str:
    return f"{reliability or ''}{spoken(credibility)}"


def _assumptions(model: Model) -> Block | None:
    rows = tuple(
        (
            assumption.label,
            named(assumption.body.about, model),
            spoken(assumption.body.criticality),
            dated(assumption.body.review_by),
        )
        for assumption in model.all(Assumption)
    )
    return _table("Assumptions", ("Assumption", "About", "How critical", "Review by"), rows)


def _gaps(model: Model) -> Block | None:
    rows = tuple(
        (
            gap.label,
            gap.body.matters_because or gap.common.because or "",
            named(gap.body.decision, model),
            dated(gap.body.due),
        )
        for gap in model.all(Gap)
    )
    return _table("Gaps", ("Gap", "Why it matters", "What waits for it", "Due"), rows)


def _indicators(model: Model) -> Block | None:
    latest: dict[str, str] = {}
    for observation in model.all(Observation):
        of = observation.body.of
        for name in of if isinstance(of, tuple) else ():
            reading = amount(observation.body.reading)
            latest[name] = f"{reading} ({dated(observation.body.on)})"
    rows = tuple(
        (
            indicator.label,
            named(indicator.body.measures, model),
            amount(indicator.body.baseline),
            latest.get(indicator.id, ""),
            amount(indicator.body.target),
            indicator.body.gaming_risk or "",
        )
        for indicator in model.all(Indicator)
    )
    head = ("Indicator", "Measures", "Baseline", "Latest", "Target", "How it could mislead")
    return _table("Indicators", head, rows)
