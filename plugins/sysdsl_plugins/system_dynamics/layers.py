"""Layers in force and what they change: scenarios, interventions, tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from sysdsl.model.element import Element, Equation
from sysdsl.model.model import Model
from sysdsl.numerics.delays import reached, select, sub
from sysdsl.numerics.program import Apply as Operation
from sysdsl.numerics.program import Const, Node
from sysdsl.schema import value as v
from sysdsl.schema.core import Intervention, Scenario, Stock, Test
from sysdsl_plugins.system_dynamics.clock import moment
from sysdsl_plugins.system_dynamics.expressions import Lowering
from sysdsl_plugins.system_dynamics.place import Place
from sysdsl_plugins.system_dynamics.quantities import Quantity
from sysdsl_plugins.system_dynamics.rules import OVERRIDE

TIMED = ("from", "over", "until")


def scopes_of(layer: Element[Any]) -> tuple[str, ...]:
    """Return the layers that come with one, in the order in which they apply, itself last."""
    match layer.body:
        case Scenario(states=tuple(states)):
            return (*states, layer.id)
        case _:
            return (layer.id,)


def scopes(model: Model, names: Iterable[str]) -> tuple[str, ...]:
    """Return the layers that names of scenarios and interventions put in force."""
    found: dict[str, None] = {}
    for name in names:
        layer = find_layer(model, name)
        if layer is not None:
            found |= dict.fromkeys(scopes_of(layer))
    return tuple(found)


def test_scopes(model: Model, test: Element[Test]) -> tuple[str, ...]:
    """Return the layers in force in a test: its scenarios, its interventions, its own."""
    named: list[str] = []
    for given in (test.body.scenario, test.body.intervention):
        named.extend(given if isinstance(given, tuple) else ())
    return (*scopes(model, named), test.id)


def find_layer(model: Model, name: str) -> Element[Scenario | Intervention] | None:
    """Return the scenario or intervention of a name, an identity or a title."""
    layers: tuple[Element[Any], ...] = (*model.all(Scenario), *model.all(Intervention))
    for layer in layers:
        if name in {layer.id, layer.name, layer.title}:
            return layer
    return None


def overrides(lowering: Lowering, quantity: Quantity) -> tuple[Equation, ...]:
    """Return the equations of the layers in force that replace a quantity's, in order."""
    model = lowering.quantities.model
    return tuple(
        equation
        for scope in lowering.quantities.scopes
        for equation in model.equations_of(quantity.id, scope)
    )


def is_plain(equation: Equation) -> bool:
    """Return whether an override replaces a quantity from the start and without looking at it."""
    timed = any(equation.clause(word) is not None for word in TIMED)
    return not timed and equation.target not in v.uses(equation.value)


def holds_for(
    lowering: Lowering, equation: Equation, quantity: Quantity, members: tuple[str, ...]
) -> bool:
    """Return whether an equation is about some members of a quantity."""
    if not equation.index:
        return True
    if len(equation.index) != len(members):
        return False
    for index, dimension, member in zip(equation.index, quantity.subscripts, members, strict=True):
        match index:
            case v.Word(value=word) | v.Use(element=word):
                parts = lowering.quantities.members
                named = word == member and member in parts.get(dimension, ())
                if not named and member not in parts.get(word, ()):
                    return False
            case v.Every():
                pass
            case _:
                return False
    return True


def blended(
    lowering: Lowering, equation: Equation, quantity: Quantity, before: Node, after: Node
) -> Node:
    """Return an override that takes effect when its clauses say.

    `from` is when it starts, `over` how long it takes to come into full effect in a straight
    line, `until` when it ends and the value before holds again.
    """
    if not any(equation.clause(word) is not None for word in TIMED):
        return after
    place = Place(owner=quantity.id, element=equation.id)
    if quantity.is_a(Stock):
        return lowering.say(
            OVERRIDE,
            attrs.evolve(place, key=next(w for w in TIMED if equation.clause(w) is not None)),
            f"`{quantity.id}` is a stock: only its value at the start can be replaced",
            "remove the time, or change a flow from then on",
        )
    start = _moment(lowering, equation, "from", place) or Operation("start")
    over = _moment(lowering, equation, "over", place)
    until = _moment(lowering, equation, "until", place)
    if over is None:
        now: Node = select(reached(start), after, before)
    else:
        since = Operation("max", (sub(Operation("time"), start), Const(0.0)))
        length = Operation("max", (over, Operation("dt")))
        share = Operation("min", (Operation("div", (since, length)), Const(1.0)))
        change = Operation("mul", (share, sub(after, before)))
        now = Operation("add", (before, change))
    return now if until is None else select(reached(until), before, now)


def _moment(lowering: Lowering, equation: Equation, word: str, place: Place) -> Node | None:
    value = equation.clause(word)
    if value is None:
        return None
    at = attrs.evolve(place, key=word)
    if isinstance(value, v.Day):
        quantities = lowering.quantities
        time = moment(quantities.model, quantities, value.value)
        if time is not None:
            return Const(time)
        return lowering.say(
            OVERRIDE,
            at,
            f"`{value.value}` is a date, and the simulation does not say on which date it starts",
            "write `start: 2026-04-01` in the `simulation`",
        )
    return lowering.node(value, at)
