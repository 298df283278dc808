"""Checks of the model as a whole, without a run: flows at stocks, time step, what is unused."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from sysdsl.diagnostics import Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Data, Flow, Lookup, Pattern, Stock
from sysdsl.units import Unit, describe
from sysdsl_plugins.system_dynamics.clock import grid_of
from sysdsl_plugins.system_dynamics.formulation import walk
from sysdsl_plugins.system_dynamics.formulation_rules import (
    DT_NOT_BINARY,
    DT_TOO_LARGE,
    FLOW_UNIT,
    NO_FIRST_ORDER_CONTROL,
    NO_REFERENCE_MODE,
    UNUSED,
)
from sysdsl_plugins.system_dynamics.quantities import (
    Quantities,
    Quantity,
    quantities_of,
    simulation_of,
)
from sysdsl_plugins.system_dynamics.unit_checks import run_time

QUARTER = 0.25
"""Share of the shortest time constant that a step may take (Forrester 1/5 to 1/2, Sterman 1/4
to 1/10)."""

_DELAYS = frozenset(
    {"smooth", "smooth3", "smooth_n", "delay1", "delay3", "delay_n", "trend", "forecast"}
)
_ORDERS = {"smooth3": 3, "delay3": 3}


def check_structure(model: Model) -> Iterator[Diagnostic]:
    """Check flows, time step and what is left over."""
    quantities = quantities_of(model)
    if not any(q.is_a(Stock) for q in quantities.by_id.values()):
        return
    yield from flow_units(quantities)
    if simulation_of(model) is None:
        return
    yield from _control(quantities)
    yield from _step(quantities)
    yield from _unused(quantities)
    if not model.all(Pattern) and not model.all(Data):
        simulation = simulation_of(model)
        assert simulation is not None  # noqa: S101  asked above
        yield NO_REFERENCE_MODE.at(
            simulation.anchor(),
            "the model does not say which behaviour over time it is to explain",
            hint="add a `pattern` with the shape that was seen, or `data`",
        )


def flow_units(quantities: Quantities) -> Iterator[Diagnostic]:
    """Check that flows are in the unit of their stocks per unit of time."""
    units = quantities.units
    for flow in quantities.by_id.values():
        if not flow.is_a(Flow) or not flow.unit:
            continue
        own = units.parse(flow.unit)
        for end in (flow.element.body.source, flow.element.body.target):
            stock = quantities.by_id.get(end) if isinstance(end, str) else None
            held = units.parse(stock.unit) if stock is not None and stock.unit else None
            if stock is None or not isinstance(own, Unit) or not isinstance(held, Unit):
                continue
            time = run_time(quantities)
            if (held / time).dimension == own.dimension:
                continue
            wanted = describe(held / time, units)
            yield FLOW_UNIT.at(
                flow.element.anchor("unit"),
                f"`{flow.id}` has unit `{flow.unit}`, but a flow of `{stock.id}` needs `{wanted}`",
                hint=f"write `: {wanted}`, and look at its equation",
            )
            break


def _control(quantities: Quantities) -> Iterator[Diagnostic]:
    """Find outflows on which the stock they drain has no influence at the same moment."""
    for flow in quantities.by_id.values():
        source = flow.element.body.source if flow.is_a(Flow) else None
        stock = quantities.by_id.get(source) if isinstance(source, str) else None
        if stock is None or flow.value is None or stock.element.body.non_negative == "yes":
            continue
        if stock.id not in _influences(quantities, flow):
            yield NO_FIRST_ORDER_CONTROL.at(
                flow.element.anchor("equation"),
                f"`{flow.id}` drains `{stock.id}` and does not depend on how much is in it",
                hint=f"let it end with the stock, for instance `min(..., {stock.id} / time)`",
            )


def _influences(quantities: Quantities, quantity: Quantity) -> set[str]:
    """Return what a quantity depends on at the same moment, through auxiliaries and flows."""
    found: set[str] = set()
    pending = [quantity]
    while pending:
        current = pending.pop()
        if current.value is None or (current.is_a(Stock) and current is not quantity):
            continue
        for name in _read(quantities, current):
            if name not in found and name in quantities.by_id:
                found.add(name)
                pending.append(quantities.by_id[name])
    return found


def _read(quantities: Quantities, quantity: Quantity) -> list[str]:
    values = [quantity.value] if quantity.value is not None else []
    values += [e.value for e in quantities.model.equations_of(quantity.id)]
    return [name for value in values for name in v.uses(value)]


def _step(quantities: Quantities) -> Iterator[Diagnostic]:
    simulation = simulation_of(quantities.model)
    grid = grid_of(quantities.model, quantities).value
    if simulation is None or grid is None or simulation.body.step is None:
        return
    shortest = min(_time_constants(quantities), default=None)
    if shortest is not None and grid.step > QUARTER * shortest[0] * (1 + 1e-9):
        unit = quantities.time_name
        yield DT_TOO_LARGE.at(
            simulation.anchor("step"),
            f"the step of {grid.step:g} {unit} is more than a quarter of the shortest time "
            f"constant, {shortest[0]:g} {unit} in `{shortest[1]}`",
            hint=f"choose a step of {_binary_below(QUARTER * shortest[0]):g} {unit} or less",
        )
    if math.frexp(grid.step)[0] != 0.5:
        yield DT_NOT_BINARY.at(
            simulation.anchor("step"),
            f"the step of {grid.step:g} is no power of one half",
            hint=f"{_binary_below(grid.step):g} is the next one below",
        )


def _binary_below(step: float) -> float:
    return math.ldexp(0.5, math.frexp(step)[1])


def _time_constants(quantities: Quantities) -> Iterator[tuple[float, str]]:
    """Yield explicit time constants: of delays, and divisors of stocks in outflows."""
    for quantity in quantities.by_id.values():
        if quantity.value is None or quantity.is_a(Stock):
            continue
        for _, part, _ in walk(quantity.value):
            found: float | None = None
            match part:
                case v.Apply(function=name, arguments=arguments) if name in _DELAYS:
                    time = _argument(arguments, "time", 1)
                    found = _constant(quantities, time)
                    order = _ORDERS.get(name, 1)
                    if name in {"smooth_n", "delay_n"}:
                        order = int(_constant(quantities, _argument(arguments, "order", 2)) or 1)
                    found = found / order if found else None
                case v.Chain(operators=operators, operands=operands) if "/" in operators:
                    found = _divisor(quantities, operators, operands)
                case _:
                    pass
            if found is not None and found > 0.0:
                yield found, quantity.id


def _argument(arguments: tuple[v.Value, ...], name: str, index: int) -> v.Value | None:
    keyed = (a.value for a in arguments if isinstance(a, v.Keyed) and a.name == name)
    plain = arguments[index] if index < len(arguments) else None
    return next(keyed, None if isinstance(plain, v.Keyed) else plain)


def _divisor(
    quantities: Quantities, operators: tuple[str, ...], operands: tuple[v.Value, ...]
) -> float | None:
    """Return the time by which a stock is divided, in the unit of time of the run."""
    first = quantities.by_id.get(operands[0].element) if isinstance(operands[0], v.Use) else None
    if first is None or not first.is_a(Stock) or len(operators) != 1:
        return None
    divisor = operands[1]
    if isinstance(divisor, v.Use):
        used = quantities.by_id.get(divisor.element)
        unit = quantities.units.parse(used.unit) if used and used.unit else None
    elif isinstance(divisor, v.Quantity) and divisor.unit:
        unit = quantities.units.parse(divisor.unit)
    else:
        return None
    if not isinstance(unit, Unit) or unit.dimension != quantities.time.dimension:
        return None
    return _constant(quantities, divisor)


def _constant(quantities: Quantities, value: v.Value | None) -> float | None:
    """Return a number, or the value of a constant, in the base of the run."""
    match value:
        case v.Quantity(value=number, unit=unit):
            return number * float(quantities.scale(unit))
        case v.Use(element=name):
            used = quantities.by_id.get(name)
            if used is None or not used.is_a(Const) or not isinstance(used.value, v.Quantity):
                return None
            unit = used.value.unit
            scale = used.scale if unit is None else quantities.scale(unit)
            return used.value.value * float(scale)
        case _:
            return None


def _unused(quantities: Quantities) -> Iterator[Diagnostic]:
    used = _mentioned(quantities.model)
    for quantity in quantities.by_id.values():
        if (quantity.is_a(Const) or quantity.is_a(Lookup)) and quantity.id not in used:
            yield UNUSED.at(
                quantity.element.anchor(),
                f"nothing uses `{quantity.id}`",
                hint="use it where it belongs, or remove it",
            )


def _mentioned(model: Model) -> set[str]:
    """Return the elements that equations, tests and other elements refer to."""
    found: set[str] = set()
    for equation in model.equations:
        found.update(_names(equation.value))
    for arrow in model.arrows:
        found |= {arrow.step.source, arrow.step.target}
    for element in model.elements.values():
        found.update(_references(element))
    return found


def _references(element: Element[Any]) -> Iterator[str]:
    fields: Mapping[str, Any] = {
        name: getattr(element.body, name)
        for name in getattr(element.body, "__slots__", ())
        if not name.startswith("__")
    }
    for held in fields.values():
        for item in held if isinstance(held, tuple) else (held,):
            if isinstance(item, str):
                yield item
            elif isinstance(item, v.Value):
                yield from _names(item)


def _names(value: v.Value) -> Iterator[str]:
    yield from v.uses(value)
    for _, part, _ in walk(value):
        if isinstance(part, v.Apply):
            yield part.function
