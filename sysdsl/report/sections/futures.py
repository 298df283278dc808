"""Futures that the work considers."""

from __future__ import annotations

from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.render.document import Block, Paragraph, Section
from sysdsl.report.sections.wording import named, spoken
from sysdsl.schema.core import Scenario


def futures_section(model: Model) -> Section | None:
    """Return the section on scenarios, None when there are none."""
    children = tuple(_scenario(scenario, model) for scenario in model.all(Scenario))
    return (
        Section(id="futures", title="Futures considered", children=children) if children else None
    )


def _scenario(scenario: Element[Scenario], model: Model) -> Section:
    body = scenario.body
    blocks: list[Block] = []
    facts = [spoken(body.type), f"held by {named(body.held_by, model)}" if body.held_by else ""]
    line = ", ".join(fact for fact in facts if fact)
    if line:
        blocks.append(Paragraph(f"*{line[0].upper()}{line[1:]}.*"))
    blocks.extend(Paragraph(text) for text in (body.narrative, scenario.common.doc) if text)
    return Section(id=f"future-{scenario.name or 'x'}", title=scenario.label, blocks=tuple(blocks))
