"""Findings about how deep interventions reach."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl.diagnostics import Anchor, Diagnostic, Label
from sysdsl.model.model import Model
from sysdsl_plugins.causal import loop_rules as rules
from sysdsl_plugins.causal.causal_map import read_map
from sysdsl_plugins.causal.interventions import reaches

SEVERAL = 2
"""Interventions from which their spread over the levels says something."""


def leverage_findings(model: Model) -> Iterator[Diagnostic]:
    """Yield interventions that claim too much, and portfolios that stay shallow."""
    found = reaches(model, read_map(model))
    for reach in found:
        if reach.overclaims and reach.level is not None and reach.claimed is not None:
            yield rules.CLAIM.at(
                Anchor(reach.name, "level"),
                f"`{reach.title}` claims to act on {reach.claimed.title.lower()} (level "
                f"{reach.claimed.number}), but its changes reach {reach.level.title.lower()} "
                f"(level {reach.level.number})",
                hint="claim the level reached, or add the change that reaches the one claimed",
            )
    acting = [reach for reach in found if reach.level is not None]
    if len(acting) >= SEVERAL and all(reach.level and reach.level.shallow for reach in acting):
        first, *others = acting
        yield rules.SHALLOW.at(
            Anchor(first.name),
            f"all {len(acting)} interventions change numbers, buffers, flows or delays",
            others=tuple(Label(Anchor(other.name), "as well") for other in others),
            hint="ask who should know what, which rule rewards the behaviour, whose goal it serves",
        )
