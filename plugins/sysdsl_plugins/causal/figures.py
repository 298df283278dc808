"""The pictures of the method; what draws them is imported when something is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from sysdsl.model.model import Model
from sysdsl.plugin import Figure
from sysdsl.render.view import View


def causal_views(model: Model) -> Iterable[View]:
    """Return the map, then the map as each perspective has it."""
    if not model.arrows:
        return ()
    from sysdsl_plugins.causal import map_views

    return map_views.causal_views(model)


def archetype_views(model: Model) -> Iterable[View]:
    """Return one small picture for each archetype found."""
    if not model.arrows:
        return ()
    from sysdsl_plugins.causal import map_views

    return map_views.archetype_views(model)


FIGURES = (
    Figure(
        name="causal-map",
        title="Causal map",
        doc=(
            "Variables and how they act on each other, with the named feedback loops. Read it "
            "loop by loop: follow the arrows round, and count the minus signs."
        ),
        views=causal_views,
    ),
    Figure(
        name="archetypes",
        title="Known structures",
        doc=(
            "The loops of each archetype that the map is consistent with, on their own. A "
            "structure is a question, not a proof: does the behaviour over time match?"
        ),
        views=archetype_views,
    ),
)
"""All pictures of the method."""
