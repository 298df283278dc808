"""Units of all equations: those of elements, of layers, and what tests compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from sysdsl.check.dimensions import UnitContext, unit_problems
from sysdsl.diagnostics import Anchor, Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.plugin.declarations import Lookup as Finder
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Flow, Lookup, Stock, Test, Variable
from sysdsl.units import Unit, UnitTable, describe
from sysdsl_plugins.system_dynamics.formulation_rules import FLOW_UNIT
from sysdsl_plugins.system_dynamics.quantities import model_units, run_time_unit


@attrs.frozen
class RunUnits:
    """What the units of equations rest on, beside the elements they use.

    Attributes:
        table: The units of the model.
        time: The unit of time of the run; days where the model names none.
    """

    table: UnitTable
    time: Unit


def run_units(model: Model) -> RunUnits:
    """Return the units of a model and its unit of time."""
    return model.derived(_run_units)


def _run_units(model: Model) -> RunUnits:
    table = model_units(model)
    return RunUnits(table, run_time_unit(model, table))


def check_units(element: Element[Any], find: Finder, prepared: RunUnits) -> Iterator[Diagnostic]:
    """Report where the units in the equation of an element, or in a test, do not fit."""
    context = UnitContext(
        table=prepared.table, unit_of=_units_by(find, prepared), time=prepared.time
    )
    match element.body:
        case Test(expect=expectations):
            for index, value in enumerate(expectations):
                anchor = _anchors(element.id, "expect", index)
                yield from unit_problems(value, None, context, anchor, element.label)
        case Stock(initial=value) if value is not None:
            yield from _equation(element, "initial", value, context)
        case Const(equation=value) | Variable(equation=value) if value is not None:
            yield from _equation(element, "equation", value, context)
        case Flow(equation=value):
            if value is not None:
                yield from _equation(element, "equation", value, context)
            yield from _flow(element, find, prepared)
        case _:
            pass


def check_override_units(model: Model) -> Iterator[Diagnostic]:
    """Report where the units in free-standing equations do not fit."""
    prepared = run_units(model)
    unit_of = _units_by(model.find, prepared)
    context = UnitContext(table=prepared.table, unit_of=unit_of, time=prepared.time)
    for equation in model.equations:
        target = model.find(equation.target)
        if target is not None and isinstance(target.body, Stock | Flow | Const | Variable):
            anchor = _anchors(equation.id, "value")
            declared = unit_of(equation.target)
            yield from unit_problems(equation.value, declared, context, anchor, equation.target)


def override_key(model: Model) -> object:
    """Return what the units of free-standing equations depend on."""
    used = {name for e in model.equations for name in (e.target, *v.uses(e.value))}
    found = ((name, model.find(name)) for name in sorted(used))
    units = tuple((name, getattr(e.body, "unit", None)) for name, e in found if e is not None)
    return (model.equations, units, run_units(model))


def _equation(
    element: Element[Any], key: str, value: v.Value, context: UnitContext
) -> Iterator[Diagnostic]:
    declared = context.unit_of(element.id)
    anchor = _anchors(element.id, key)
    yield from unit_problems(value, declared, context, anchor, element.id)


def _flow(element: Element[Flow], find: Finder, prepared: RunUnits) -> Iterator[Diagnostic]:
    """Check that a flow is in the unit of its stocks per unit of time."""
    unit_of = _units_by(find, prepared)
    own = unit_of(element.id)
    for end in (element.body.source, element.body.target):
        held = unit_of(end) if isinstance(end, str) else None
        if own is None or held is None or (held / prepared.time).dimension == own.dimension:
            continue
        wanted = describe(held / prepared.time, prepared.table)
        yield FLOW_UNIT.at(
            element.anchor("unit"),
            f"`{element.id}` has unit `{element.body.unit}`, "
            f"but a flow of `{end}` needs `{wanted}`",
            hint=f"write `: {wanted}`, and look at its equation",
        )
        return


def _units_by(find: Finder, prepared: RunUnits) -> Callable[[str], Unit | None]:
    def unit_of(name: str) -> Unit | None:
        element = find(name)
        quantity = element is not None and isinstance(
            element.body, Stock | Flow | Const | Variable | Lookup
        )
        text = getattr(element.body, "unit", None) if quantity and element else None
        unit = prepared.table.parse(text) if text else None
        return unit if isinstance(unit, Unit) else None

    return unit_of


def _anchors(element: str, key: str, *start: int) -> Callable[[tuple[int, ...]], Anchor]:
    return lambda path: Anchor(element, key, (*start, *path))
