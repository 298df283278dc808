"""Checks of structure, without a run: outflows, time constants, time step, what is unused."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.plugin.declarations import Lookup as Finder
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Data, Flow, Pattern, Stock, Variable
from sysdsl.units import Unit
from sysdsl_plugins.system_dynamics.formulation import walk
from sysdsl_plugins.system_dynamics.formulation_rules import (
    DT_NOT_BINARY,
    DT_TOO_LARGE,
    NO_FIRST_ORDER_CONTROL,
    NO_REFERENCE_MODE,
    UNUSED,
)
from sysdsl_plugins.system_dynamics.quantities import simulation_of
from sysdsl_plugins.system_dynamics.shapes import unused
from sysdsl_plugins.system_dynamics.unit_checks import RunUnits, run_units

QUARTER = 0.25
"""Share of the shortest time constant that a step may take (Forrester 1/5 to 1/2, Sterman 1/4
to 1/10)."""

_DELAYS = frozenset(
    {"smooth", "smooth3", "smooth_n", "delay1", "delay3", "delay_n", "trend", "forecast"}
)
_ORDERS = {"smooth3": 3, "delay3": 3}


def check_control(element: Element[Any], find: Finder) -> Iterator[Diagnostic]:
    """Report an outflow on which the stock it drains has no influence at the same moment."""
    body = element.body
    if not isinstance(body, Flow) or body.equation is None or not isinstance(body.source, str):
        return
    stock = find(body.source)
    if stock is None or not isinstance(stock.body, Stock) or stock.body.non_negative == "yes":
        return
    if stock.id not in _influences(body.equation, find):
        yield NO_FIRST_ORDER_CONTROL.at(
            element.anchor("equation"),
            f"`{element.id}` drains `{stock.id}` and does not depend on how much is in it",
            hint=f"let it end with the stock, for instance `min(..., {stock.id} / time)`",
        )


def _influences(equation: v.Value, find: Finder) -> set[str]:
    """Return what an equation depends on at the same moment, through auxiliaries and flows."""
    found: set[str] = set()
    pending = [equation]
    while pending:
        for name in v.uses(pending.pop()):
            if name in found:
                continue
            found.add(name)
            used = find(name)
            passes = used is not None and isinstance(used.body, Flow | Variable)
            if passes and used is not None and used.body.equation is not None:
                pending.append(used.body.equation)
    return found


@attrs.frozen
class StepUnits:
    """The step of a run, and the units in which times are given.

    Attributes:
        step: The step in the unit of time of the run; None where there is none.
        unit: Name of that unit.
        units: Units of the model and of the run.
    """

    step: float | None
    unit: str
    units: RunUnits


def step_units(model: Model) -> StepUnits:
    """Return the step of a run with its units."""
    return model.derived(_step_units)


def _step_units(model: Model) -> StepUnits:
    units = run_units(model)
    simulation = simulation_of(model)
    step = simulation.body.step if simulation else None
    if not isinstance(step, v.Quantity):
        return StepUnits(None, "", units)
    size = step.value * _in_time(units, step.unit)
    span = simulation.body.time if simulation else None
    high = span.high if isinstance(span, v.Span) else None
    name = high.unit if isinstance(high, v.Quantity) and high.unit else step.unit
    return StepUnits(size, name or "", units)


def check_time_constants(
    element: Element[Any], find: Finder, prepared: StepUnits
) -> Iterator[Diagnostic]:
    """Report an equation whose time constant is too short for the step."""
    body = element.body
    if prepared.step is None or not isinstance(body, Flow | Variable) or body.equation is None:
        return
    shortest = min(_time_constants(body.equation, find, prepared.units), default=None)
    if shortest is None or prepared.step <= QUARTER * shortest * (1 + 1e-9):
        return
    unit = prepared.unit
    yield DT_TOO_LARGE.at(
        element.anchor("equation"),
        f"the step of {prepared.step:g} {unit} is more than a quarter of the time constant of "
        f"`{element.id}`, {shortest:g} {unit}",
        hint=f"choose a step of {_binary_below(QUARTER * shortest):g} {unit} or less",
    )


def check_simulation(
    element: Element[Any], _find: Finder, prepared: StepUnits
) -> Iterator[Diagnostic]:
    """Report a step that a computer cannot hold exactly."""
    step = prepared.step
    if step is not None and step > 0.0 and math.frexp(step)[0] != 0.5:
        yield DT_NOT_BINARY.at(
            element.anchor("step"),
            f"the step of {step:g} is no power of one half",
            hint=f"{_binary_below(step):g} is the next one below",
        )


def reference_key(model: Model) -> object:
    """Return what the demand for a reference mode depends on."""
    seen = bool(model.all(Pattern)) or bool(model.all(Data))
    return (simulation_of(model), bool(model.all(Stock)), seen)


def check_reference_mode(model: Model) -> Iterator[Diagnostic]:
    """Ask which behaviour a model is to explain."""
    simulation = simulation_of(model)
    seen = bool(model.all(Pattern)) or bool(model.all(Data))
    if simulation is None or not model.all(Stock) or seen:
        return
    yield NO_REFERENCE_MODE.at(
        simulation.anchor(),
        "the model does not say which behaviour over time it is to explain",
        hint="add a `pattern` with the shape that was seen, or `data`",
    )


def _binary_below(step: float) -> float:
    return math.ldexp(0.5, math.frexp(step)[1])


def _time_constants(value: v.Value, find: Finder, units: RunUnits) -> Iterator[float]:
    """Yield explicit time constants: of delays, and divisors of stocks."""
    for _, part, _ in walk(value):
        found: float | None = None
        match part:
            case v.Apply(function=name, arguments=arguments) if name in _DELAYS:
                found = _constant(_argument(arguments, "time", 1), find, units)
                order: float = _ORDERS.get(name, 1)
                if name in {"smooth_n", "delay_n"}:
                    order = _constant(_argument(arguments, "order", 2), find, units) or 1.0
                found = found / order if found else None
            case v.Chain(operators=("/",), operands=(v.Use(element=first), divisor)):
                stock = find(first)
                if stock is not None and isinstance(stock.body, Stock):
                    found = _time(divisor, find, units)
            case _:
                pass
        if found is not None and found > 0.0:
            yield found


def _time(value: v.Value, find: Finder, units: RunUnits) -> float | None:
    """Return a constant where it is a time."""
    used = find(value.element) if isinstance(value, v.Use) else None
    text = value.unit if isinstance(value, v.Quantity) else None
    if used is not None:
        text = getattr(used.body, "unit", None)
    unit = units.table.parse(text) if text else None
    if not isinstance(unit, Unit) or unit.dimension != units.time.dimension:
        return None
    return _constant(value, find, units)


def _constant(value: v.Value | None, find: Finder, units: RunUnits) -> float | None:
    """Return a number, or the value of a constant, times in the unit of time of the run."""
    match value:
        case v.Quantity(value=number, unit=unit):
            return number * _in_time(units, unit)
        case v.Use(element=name):
            used = find(name)
            if used is None or not isinstance(used.body, Const):
                return None
            given = used.body.equation
            if not isinstance(given, v.Quantity):
                return None
            return given.value * _in_time(units, given.unit or used.body.unit)
        case _:
            return None


def _in_time(units: RunUnits, text: str | None) -> float:
    """Return how many of the run's unit of time a unit is; 1 for what is no time."""
    unit = units.table.parse(text) if text else None
    if not isinstance(unit, Unit) or unit.dimension != units.time.dimension:
        return 1.0
    return float(unit.scale / units.time.scale)


def _argument(arguments: tuple[v.Value, ...], name: str, index: int) -> v.Value | None:
    keyed = (a.value for a in arguments if isinstance(a, v.Keyed) and a.name == name)
    plain = arguments[index] if index < len(arguments) else None
    return next(keyed, None if isinstance(plain, v.Keyed) else plain)


def check_unused(model: Model) -> Iterator[Diagnostic]:
    """Report constants and lookups that nothing uses."""
    for name in unused(model):
        yield UNUSED.at(
            Anchor(name),
            f"nothing uses `{name}`",
            hint="use it where it belongs, or remove it",
        )
