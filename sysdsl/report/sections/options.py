"""What could be done."""

from __future__ import annotations

from sysdsl.model.model import Model
from sysdsl.render.document import Section, TableBlock
from sysdsl.report.sections.wording import amount, named, spoken
from sysdsl.schema.core import Intervention


def options_section(model: Model) -> Section | None:
    """Return the section on interventions, None when there are none."""
    interventions = model.all(Intervention)
    if not interventions:
        return None
    rows = tuple(
        (
            option.label,
            option.body.mechanism or option.common.because or option.common.doc or "",
            named(option.common.owner, model),
            amount(option.body.cost),
            spoken(option.body.level),
            named(option.body.requires, model),
        )
        for option in interventions
    )
    head = ("Option", "How it works", "Who answers for it", "Cost", "Leverage level", "Needs")
    kept = [i for i in range(len(head)) if i == 0 or any(row[i] for row in rows)]
    table = TableBlock(
        caption="Options",
        head=tuple(head[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in rows),
    )
    return Section(id="options", title="What could be done", blocks=(table,))
