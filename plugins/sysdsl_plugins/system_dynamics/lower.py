"""The model to a program: stocks, flows, members, layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from sysdsl.diagnostics import Diagnostic, Outcome
from sysdsl.model.element import Equation
from sysdsl.model.model import Model
from sysdsl.numerics.assemble import AlgebraicLoop, assemble
from sysdsl.numerics.grid import Grid
from sysdsl.numerics.integrators import Method
from sysdsl.numerics.program import Apply as Operation
from sysdsl.numerics.program import (
    Const,
    Definition,
    Formula,
    Interpolate,
    Node,
    Program,
    Read,
    Slot,
    State,
    Table,
)
from sysdsl.schema import value as v
from sysdsl.schema.core import Data, Flow, Lookup, Stock
from sysdsl_plugins.system_dynamics.calls import call
from sysdsl_plugins.system_dynamics.clock import grid_of, method_of
from sysdsl_plugins.system_dynamics.expressions import Lowering
from sysdsl_plugins.system_dynamics.layers import blended, holds_for, is_plain, overrides
from sysdsl_plugins.system_dynamics.place import ONE, Place, scaled
from sysdsl_plugins.system_dynamics.points import table_of
from sysdsl_plugins.system_dynamics.quantities import (
    Quantities,
    Quantity,
    quantities_of,
    slot_name,
)
from sysdsl_plugins.system_dynamics.rules import ALG_LOOP, MEMBER_MISSING, SUBSCRIPT
from sysdsl_plugins.system_dynamics.stock_rates import rates_of

_KEYS: Mapping[type, str] = {Stock: "initial", Lookup: "points", Data: "values"}


@attrs.frozen(kw_only=True)
class Lowered:
    """A model ready to run.

    Attributes:
        program: What to run.
        grid: When.
        method: How.
        quantities: What its slots mean.
    """

    program: Program
    grid: Grid
    method: Method
    quantities: Quantities


@attrs.define
class Translation:
    """A model on its way to a program, to which tests may add slots of their own."""

    lowering: Lowering
    definitions: list[Definition]
    tables: dict[str, Table]


def lower_model(
    model: Model, scopes: tuple[str, ...] = (), changes: Mapping[str, float] | None = None
) -> Outcome[Lowered | None]:
    """Return the program of a model.

    Args:
        model: The model.
        scopes: Layers in force, in the order in which they apply.
        changes: Numbers that replace equations, by slot; initial values of stocks.

    Returns:
        The program, or None with the reasons why there is none.
    """
    return finish(translate(model, scopes, changes))


def translate(
    model: Model, scopes: tuple[str, ...] = (), changes: Mapping[str, float] | None = None
) -> Translation:
    """Return the definitions of all quantities of a model."""
    quantities = quantities_of(model, scopes)
    translation = Translation(Lowering(quantities, call), [], {})
    for quantity in quantities.by_id.values():
        if quantity.value is not None and _has_dimensions(translation.lowering, quantity):
            _define(translation, quantity, changes or {})
    rates = rates_of(translation.lowering)
    translation.definitions = [
        attrs.evolve(d, rate=rates.rate.get(d.slot.name)) if isinstance(d, State) else d
        for d in rates.cut(translation.definitions)
    ]
    return translation


def translate_overrides(model: Model, scopes: tuple[str, ...]) -> Translation:
    """Return the definitions of what layers replace or add, without the rest of the model.

    It is no program; its diagnostics are those that the base model does not have.
    """
    quantities = quantities_of(model, scopes)
    translation = Translation(Lowering(quantities, call), [], {})
    added = quantities.by_id.keys() - quantities_of(model).by_id.keys()
    replaced = {e.target for scope in scopes for e in model.equations_in(scope)}
    for name in sorted(added | replaced):
        quantity = quantities.by_id.get(name)
        if quantity is None or quantity.value is None:
            continue
        if _has_dimensions(translation.lowering, quantity):
            _define(translation, quantity, {})
    return translation


def finish(translation: Translation) -> Outcome[Lowered | None]:
    """Return the program of a translation."""
    lowering = translation.lowering
    quantities = lowering.quantities
    times = grid_of(quantities.model, quantities)
    diagnostics = (*lowering.diagnostics, *times.diagnostics)
    if lowering.broken or times.value is None:
        return Outcome(None, diagnostics)
    program = assemble((*translation.definitions, *lowering.made), translation.tables)
    if isinstance(program, AlgebraicLoop):
        return Outcome(None, (*diagnostics, loop_message(quantities, program)))
    method = method_of(quantities.model)
    lowered = Lowered(program=program, grid=times.value, method=method, quantities=quantities)
    return Outcome(lowered, diagnostics)


def owner_of(slot: str, quantities: Quantities) -> str:
    """Return the element that a slot belongs to, also one made for a call or an override."""
    plain = slot.partition("[")[0]
    while plain not in quantities.by_id and "." in plain:
        plain = plain.rpartition(".")[0]
    return plain


def loop_message(quantities: Quantities, loop: AlgebraicLoop) -> Diagnostic:
    """Return the message about equations that need one another."""
    names = list(dict.fromkeys(owner_of(slot, quantities) for slot in loop.slots))
    chain = " -> ".join(f"`{name}`" for name in (*names, names[0]))
    what = "at the start" if loop.at_start else "at the same moment"
    quantity = quantities.by_id.get(names[0])
    key = _KEYS.get(type(quantity.element.body), "equation") if quantity else "equation"
    anchor = Place(owner=names[0], element=names[0], key=key).anchor
    message = f"each needs the next {what}: {chain}"
    if len(names) == 1:
        message = f"`{names[0]}` needs its own value {what}"
    return ALG_LOOP.at(
        anchor, message, hint="put a stock or a `smooth` where information takes time to arrive"
    )


def _has_dimensions(lowering: Lowering, quantity: Quantity) -> bool:
    for index, dimension in enumerate(quantity.subscripts):
        if not lowering.quantities.members.get(dimension):
            place = Place(owner=quantity.id, element=quantity.id, key="subscripts", path=(index,))
            lowering.say(
                SUBSCRIPT,
                place,
                f"`{quantity.id}` runs over `{dimension}`, which is no dimension with members",
                f"write `dimension {dimension} {{ members: [a, b] }}`",
            )
            return False
    return True


def _define(translation: Translation, quantity: Quantity, changes: Mapping[str, float]) -> None:
    lowering = translation.lowering
    layered = overrides(lowering, quantity)
    for members in lowering.quantities.combinations(quantity.subscripts):
        name = slot_name(quantity.id, members)
        if quantity.is_a(Lookup) or quantity.is_a(Data):
            _tabulate(translation, quantity, members, layered)
            continue
        node = _staged(translation, quantity, members, layered)
        changed = changes.get(name, changes.get(quantity.id))
        if changed is not None:
            node = Const(changed)
        slot = _slot(quantity, members)
        if quantity.is_a(Stock):
            translation.definitions.append(State(slot=slot, initial=node))
            continue
        if quantity.is_a(Flow) and quantity.element.body.polarity == "uniflow":
            node = Operation("max", (node, Const(0.0)))
        translation.definitions.append(Formula(slot, node))


def _slot(quantity: Quantity, members: tuple[str, ...]) -> Slot:
    return Slot(
        name=slot_name(quantity.id, members),
        unit=quantity.unit,
        array=quantity.id if members else "",
        members=members,
    )


def _staged(
    translation: Translation,
    quantity: Quantity,
    members: tuple[str, ...],
    layered: tuple[Equation, ...],
) -> Node:
    """Return the equation of one member under the layers in force, in its declared unit."""
    lowering = translation.lowering
    name = slot_name(quantity.id, members)
    plain = [e for e in layered if holds_for(lowering, e, quantity, members)]
    if all(is_plain(e) for e in layered):
        source = plain[-1] if plain else None
        return _equation(lowering, quantity, members, source, "")
    node = _equation(lowering, quantity, members, None, "")
    for index, equation in enumerate(layered):
        stage = f".before{index + 1}"
        before = Slot(name=name + stage, saved=False)
        translation.definitions.append(Formula(before, node))
        node = Read(before.name)
        if equation in plain:
            after = _equation(lowering, quantity, members, equation, stage)
            node = blended(lowering, equation, quantity, node, after)
    return node


def _equation(
    lowering: Lowering,
    quantity: Quantity,
    members: tuple[str, ...],
    override: Equation | None,
    stage: str,
) -> Node:
    """Return one equation of one member in the quantity's declared unit."""
    value, place = source_of(lowering, quantity, members, override)
    if value is None:
        return Const(1.0)
    place = attrs.evolve(place, stage=stage, target=quantity.id if stage else "")
    if isinstance(value, v.Quantity):
        scale = (
            ONE if value.unit is None else lowering.quantities.scale(value.unit) / quantity.scale
        )
        return scaled(Const(value.value), scale)
    return scaled(lowering.node(value, place), ONE / quantity.scale)


def source_of(
    lowering: Lowering,
    quantity: Quantity,
    members: tuple[str, ...],
    override: Equation | None = None,
) -> tuple[v.Value | None, Place]:
    """Return the text that defines a member, and its place."""
    bound = dict(zip(quantity.subscripts, members, strict=True))
    name = slot_name(quantity.id, members)
    key = _KEYS.get(type(quantity.element.body), "equation")
    place = Place(owner=name, element=quantity.id, key=key, members=bound, hint=quantity.scale)
    chosen = override
    if chosen is None:
        own = lowering.quantities.model.equations_of(quantity.id)
        fitting = [e for e in own if holds_for(lowering, e, quantity, members)]
        chosen = fitting[-1] if fitting else None
    value = quantity.value
    if chosen is not None:
        value = chosen.value
        place = attrs.evolve(place, element=chosen.id, key="value")
    left = members if chosen is None or not chosen.index else ()
    assert value is not None  # noqa: S101  quantities without a value are not defined
    return _pick(lowering, quantity, value, left, place)


def _pick(
    lowering: Lowering,
    quantity: Quantity,
    value: v.Value,
    members: tuple[str, ...],
    place: Place,
) -> tuple[v.Value | None, Place]:
    """Descend into lists of member values."""
    for dimension, member in zip(quantity.subscripts, members, strict=False):
        if not isinstance(value, v.Items):
            break
        order = lowering.quantities.members[dimension]
        found: v.Value | None = None
        for index, item in enumerate(value.items):
            if isinstance(item, v.Keyed):
                if item.name == member:
                    found, place = item.value, place.part(index).part(0)
                    break
            elif index < len(order) and order[index] == member:
                found, place = item, place.part(index)
                break
        if found is None:
            lowering.say(
                MEMBER_MISSING,
                place,
                f"`{quantity.id}` lists values and has none for `{member}`",
                f"add `{member}: ...` to the list",
            )
            return None, place
        value = found
    return value, place


def _tabulate(
    translation: Translation,
    quantity: Quantity,
    members: tuple[str, ...],
    layered: Iterable[Equation],
) -> None:
    lowering = translation.lowering
    fitting = [e for e in layered if holds_for(lowering, e, quantity, members)]
    value, place = source_of(lowering, quantity, members, fitting[-1] if fitting else None)
    if value is None:
        return
    name = slot_name(quantity.id, members)
    if quantity.is_a(Data) and isinstance(value, v.Apply) and value.function == "csv":
        return  # Read by the programs around the core; absent here, it drives nothing.
    table = table_of(lowering, quantity, name, value, place)
    if table is None:
        return
    translation.tables[name] = table
    if quantity.is_a(Data):
        now = Interpolate(name, Operation("time"))
        translation.definitions.append(Formula(_slot(quantity, members), now))
