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
    DT_NOT_BINARY,
    DT_TOO_LARGE,
    FLOW_UNIT,
    FORMULATION_RULES,
    NO_FIRST_ORDER_CONTROL,
    NO_REFERENCE_MODE,
    UNUSED,
)
from sysdsl_plugins.system_dynamics.function_names import check_function_names, is_run
from sysdsl_plugins.system_dynamics.rules import RUN_RULES, UNKNOWN_FUNCTION
from sysdsl_plugins.system_dynamics.shapes import runnable_key, unused
from sysdsl_plugins.system_dynamics.structure import (
    check_control,
    check_reference_mode,
    check_simulation,
    check_time_constants,
    check_unused,
    reference_key,
    step_units,
)
from sysdsl_plugins.system_dynamics.unit_checks import (
    check_override_units,
    check_units,
    override_key,
    run_units,
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


_SOURCED = ("stock", "flow", "variable", "const", "test")

CHECKS = (
    Check(rules=FORMULATION_RULES, each=check_equation, kinds=CHECKED),
    Check(
        rules=(UNITS_MISMATCH, FLOW_UNIT),
        prepare=run_units,
        each_prepared=check_units,
        kinds=_SOURCED,
    ),
    Check(rules=(UNITS_MISMATCH,), whole=check_override_units, key=override_key),
    Check(rules=(NO_FIRST_ORDER_CONTROL,), each=check_control, kinds=("flow",)),
    Check(
        rules=(DT_TOO_LARGE,),
        prepare=step_units,
        each_prepared=check_time_constants,
        kinds=("flow", "variable"),
    ),
    Check(
        rules=(DT_NOT_BINARY,),
        prepare=step_units,
        each_prepared=check_simulation,
        kinds=("simulation",),
    ),
    Check(
        rules=(NO_REFERENCE_MODE,),
        whole=check_reference_mode,
        key=reference_key,
        kinds=("simulation", "stock", "pattern", "data"),
    ),
    Check(
        rules=(UNKNOWN_FUNCTION,),
        prepare=is_run,
        each_prepared=check_function_names,
        kinds=("stock", "flow", "variable", "const"),
    ),
    Check(rules=(UNUSED,), whole=check_unused, key=unused),
    Check(rules=(*RUN_RULES, *BEHAVIOUR_RULES), whole=check_runnable, key=runnable_key),
)
"""All checks of the method."""
