"""Calls of functions and lookups in equations."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from sysdsl.numerics.delays import CallSite, expand
from sysdsl.numerics.function import Function, Role
from sysdsl.numerics.functions import FUNCTIONS, similar_function
from sysdsl.numerics.program import Apply as Operation
from sysdsl.numerics.program import Const, Interpolate, Node, Read, Slot, State
from sysdsl.schema import value as v
from sysdsl.schema.core import Lookup
from sysdsl_plugins.system_dynamics.expressions import Lowering
from sysdsl_plugins.system_dynamics.place import ONE, Place, scaled
from sysdsl_plugins.system_dynamics.quantities import Quantity, slot_name
from sysdsl_plugins.system_dynamics.reductions import reduction
from sysdsl_plugins.system_dynamics.rules import ARGUMENTS, TEST_ONLY, UNKNOWN_FUNCTION

LARGEST_ORDER = 1000
"""Most stages of a delay."""


def call(lowering: Lowering, value: v.Apply, place: Place) -> Node:
    """Return the node of a call."""
    quantity = lowering.quantities.by_id.get(value.function)
    if quantity is not None and quantity.is_a(Lookup):
        return _lookup(lowering, quantity, value, place)
    function = FUNCTIONS.get(value.function)
    if function is None:
        similar = similar_function(value.function)
        return lowering.say(
            UNKNOWN_FUNCTION,
            place,
            f"there is no function or lookup `{value.function}`",
            f"did you mean `{similar}`?" if similar else "declare a `lookup` of that name",
        )
    match function.role:
        case Role.TEST if function.name == "cumulative" and place.testing:
            return cumulative(lowering, value, place)
        case Role.TEST:
            return lowering.say(
                TEST_ONLY,
                place,
                f"`{function.name}` looks at a whole run and works only in a test",
                f"move it to an `expect` line of a `test`: `expect: {function.signature} ...`",
            )
        case Role.CLOCK:
            bind(lowering, function, value, place)
            return Operation(function.operator)
        case Role.REDUCTION:
            return reduction(lowering, function, value, place)
        case _:
            return _plain(lowering, function, value, place)


def bind(
    lowering: Lowering, function: Function, value: v.Apply, place: Place
) -> dict[str, tuple[v.Value, int]] | None:
    """Return the arguments given, by name, with their index; None if they do not fit."""
    names = [argument.name for argument in function.arguments]
    bound: dict[str, tuple[v.Value, int]] = {}
    problem = ""
    for index, argument in enumerate(value.arguments):
        name = names[index] if index < len(names) else ""
        given: v.Value = argument
        if isinstance(argument, v.Keyed):
            name, given = argument.name, argument.value
        if name not in names or name in bound:
            problem = f"`{function.name}` takes no argument `{name}`" if name else ""
            problem = problem or f"`{function.name}` takes {_count(len(names))}"
            break
        bound[name] = (given, index)
    missing = [a.name for a in function.arguments if a.default is None and a.name not in bound]
    if not problem and missing:
        problem = f"`{function.name}` is called without `{missing[0]}`"
    if problem:
        lowering.say(ARGUMENTS, place, problem, f"write `{function.signature}`")
        return None
    return bound


def _count(number: int) -> str:
    words = {0: "no arguments", 1: "one argument"}
    return words.get(number, f"at most {number} arguments")


def _plain(lowering: Lowering, function: Function, value: v.Apply, place: Place) -> Node:
    bound = bind(lowering, function, value, place)
    if bound is None:
        return Const(1.0)
    nodes: dict[str, Node] = {}
    kept = dict(function.units.result)
    alike = next((g for g in function.units.alike if g[0] in kept), ())
    for argument in function.arguments:
        if argument.name in bound:
            given, index = bound[argument.name]
            keyed = isinstance(value.arguments[index], v.Keyed)
            inner = place.part(index).part(0) if keyed else place.part(index)
            shares = kept.get(argument.name) == 1 or argument.name in alike
            nodes[argument.name] = lowering.node(given, inner if shares else inner.plain())
        elif isinstance(argument.default, str):
            nodes[argument.name] = _default(argument.default, nodes)
        else:
            nodes[argument.name] = Const(float(argument.default or 0.0))
    if function.role is Role.OPERATOR:
        return Operation(function.operator, tuple(nodes.values()))
    order = _order(lowering, nodes.get("order"), place)
    site = CallSite(prefix=prefix(lowering, place), arguments=nodes, order=order)
    expansion = expand(function.name, site)
    lowering.made.extend(expansion.definitions)
    return expansion.value


def _default(name: str, nodes: Mapping[str, Node]) -> Node:
    if name in nodes:
        return nodes[name]
    return Operation(FUNCTIONS[name].operator)


def _order(lowering: Lowering, node: Node | None, place: Place) -> int:
    if node is None:
        return 1
    if isinstance(node, Const) and node.value == int(node.value):
        order = int(node.value)
        if 1 <= order <= LARGEST_ORDER:
            return order
    lowering.say(
        ARGUMENTS,
        place,
        f"`order` of a delay is no whole number from 1 to {LARGEST_ORDER}",
        "write the number of stages as a plain number",
    )
    return 1


def prefix(lowering: Lowering, place: Place) -> str:
    """Return a name for the slots of the next call in a slot."""
    count = lowering.calls.get(place.owner, 0) + 1
    lowering.calls[place.owner] = count
    return f"{place.owner}.call{count}"


def cumulative(lowering: Lowering, value: v.Apply, place: Place) -> Node:
    """Return the integral of a rate since the start."""
    bound = bind(lowering, FUNCTIONS["cumulative"], value, place)
    if bound is None:
        return Const(0.0)
    name = f"{prefix(lowering, place)}.cumulative"
    rate = lowering.node(bound["x"][0], place.plain().part(0))
    slot = Slot(name=name, saved=False)
    lowering.made.append(State(slot=slot, initial=Const(0.0), rate=rate))
    return Read(name)


def _lookup(lowering: Lowering, quantity: Quantity, value: v.Apply, place: Place) -> Node:
    if len(value.arguments) != 1 or isinstance(value.arguments[0], v.Keyed):
        return lowering.say(
            ARGUMENTS,
            place,
            f"the lookup `{quantity.id}` takes one argument",
            f"write `{quantity.id}(x)`",
        )
    use = v.Use(quantity.id)
    members = lowering.members_of(use, quantity.subscripts, place)
    if members is None:
        return Const(1.0)
    scale = lowering.quantities.scale(quantity.element.body.input)
    inner = attrs.evolve(place.part(0), hint=scale)
    argument = scaled(lowering.node(value.arguments[0], inner), ONE / scale)
    table = slot_name(quantity.id, members)
    return scaled(Interpolate(table, argument), quantity.scale)
