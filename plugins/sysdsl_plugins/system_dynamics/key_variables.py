"""The variables that matter most: those the model names, or else its stocks."""

from __future__ import annotations

from sysdsl.model.model import Model
from sysdsl.schema.core import Stock
from sysdsl_plugins.system_dynamics.lower import Lowered
from sysdsl_plugins.system_dynamics.quantities import simulation_of, slot_name

MOST = 6
"""Key variables where the model names none."""


def key_elements(model: Model) -> tuple[str, ...]:
    """Return the elements that matter most."""
    simulation = simulation_of(model)
    named = simulation.body.key if simulation else ()
    if isinstance(named, tuple) and named:
        return named
    return tuple(e.id for e in model.all(Stock))[:MOST]


def key_slots(model: Model, lowered: Lowered) -> tuple[str, ...]:
    """Return the slots of the elements that matter most."""
    quantities = lowered.quantities
    known = {d.slot.name for d in lowered.program.definitions()}
    names = (
        slot_name(q.id, members)
        for element in key_elements(model)
        if (q := quantities.by_id.get(element)) is not None
        for members in quantities.combinations(q.subscripts)
    )
    return tuple(name for name in names if name in known)
