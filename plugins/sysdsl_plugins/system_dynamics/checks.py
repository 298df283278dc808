"""Checks of the method. What they need is imported only when there is something to simulate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sysdsl.check.dimensions import UNITS_MISMATCH
from sysdsl.diagnostics import Diagnostic, Severity
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.plugin import Check
from sysdsl.schema.core import Flow, Intervention, Scenario, Simulation, Stock, Test
from sysdsl_plugins.system_dynamics.formulation import CHECKED, check_equation
from sysdsl_plugins.system_dynamics.formulation_rules import (
    BEHAVIOUR_RULES,
    FORMULATION_RULES,
    STRUCTURE_RULES,
)
from sysdsl_plugins.system_dynamics.rules import RUN_RULES

_KINDS = (
    *CHECKED,
    "data",
    "dimension",
    "simulation",
    "unit",
    "pattern",
    "indicator",
    "scenario",
    "intervention",
    "test",
    "state",
    "link",
)


def check_runnable(model: Model) -> Iterator[Diagnostic]:
    """Report what keeps the model, or a layer of it, from being simulated.

    A model without `simulation` is not asked to run.
    """
    simulated = bool(model.all(Stock)) or bool(model.all(Flow))
    if not model.all(Simulation) or not simulated:
        return
    from sysdsl_plugins.system_dynamics.layers import scopes_of
    from sysdsl_plugins.system_dynamics.lower import lower_model
    from sysdsl_plugins.system_dynamics.model_tests import check_test

    told: dict[Diagnostic, None] = dict.fromkeys(lower_model(model).diagnostics)
    broken = any(d.severity is Severity.ERROR for d in told)
    layers: tuple[Element[Any], ...] = (*model.all(Scenario), *model.all(Intervention))
    for layer in layers:
        if not broken and any(e.scope in scopes_of(layer) for e in model.equations):
            told |= dict.fromkeys(lower_model(model, scopes_of(layer)).diagnostics)
    for test in model.all(Test):
        if not broken:
            told |= dict.fromkeys(check_test(model, test))
    yield from told


def check_units(model: Model) -> Iterator[Diagnostic]:
    """Check the units of equations."""
    if any(e.kind in CHECKED and getattr(e.body, "unit", None) for e in model.elements.values()):
        from sysdsl_plugins.system_dynamics.unit_checks import check_units as check

        yield from check(model)


def check_structure(model: Model) -> Iterator[Diagnostic]:
    """Check flows at stocks, the time step, and what nothing uses."""
    if not model.all(Stock):
        return
    from sysdsl_plugins.system_dynamics.structure import check_structure as check

    yield from check(model)


CHECKS = (
    Check(rules=FORMULATION_RULES, each=check_equation, kinds=CHECKED),
    Check(rules=RUN_RULES, whole=check_runnable, kinds=_KINDS, equations=True),
    Check(rules=(UNITS_MISMATCH,), whole=check_units, kinds=_KINDS, equations=True),
    Check(rules=(*STRUCTURE_RULES, *BEHAVIOUR_RULES), whole=check_structure),
)
"""All checks of the method."""
