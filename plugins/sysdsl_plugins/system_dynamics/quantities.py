"""The quantities of a model: what is simulated, over which members, in which units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import attrs

from sysdsl.check.unit_names import declared_unit
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.schema import value as v
from sysdsl.schema.core import (
    Const,
    Data,
    Dimension,
    Flow,
    Intervention,
    Lookup,
    Perspective,
    Scenario,
    Simulation,
    Stock,
    Test,
    UnitDeclaration,
    Variable,
)
from sysdsl.schema.kind import kind_of
from sysdsl.units import Unit, UnitTable, names_in, unit_table

LAYERS = frozenset(kind_of(cls).name for cls in (Scenario, Intervention, Test, Perspective)) | {
    "state"
}
"""Kinds whose body holds things that are there only when the layer is in force."""

_EQUATION: Mapping[type, str] = {
    Stock: "initial",
    Flow: "equation",
    Const: "equation",
    Lookup: "points",
    Data: "values",
    Variable: "equation",
}


@attrs.frozen(kw_only=True)
class Quantity:
    """An element that a simulation computes.

    Attributes:
        element: The element.
        subscripts: Identities of the dimensions it runs over.
        value: Its equation, initial value or points; None where the author gave none.
        scale: Size of its unit in the base of the run, in which the unit of time counts 1.
    """

    element: Element[Any]
    subscripts: tuple[str, ...]
    value: v.Value | None
    scale: Fraction

    @property
    def id(self) -> str:
        """Qualified name."""
        return self.element.id

    @property
    def unit(self) -> str:
        """Unit as written, empty where none was."""
        return self.element.body.unit or ""

    def is_a(self, cls: type) -> bool:
        """Return whether the element is of a kind."""
        return isinstance(self.element.body, cls)


@attrs.frozen(kw_only=True)
class Quantities:
    """All that a simulation needs to know about names, members and units.

    Attributes:
        model: The model.
        scopes: Layers in force, in the order in which they apply.
        by_id: Quantities by qualified name, in the order of the source.
        members: Members of each dimension, in order.
        parents: From a dimension to the one whose members it picks from.
        units: The units of the model.
        time: The unit of time of the run.
        time_name: Its name, empty where the model names none.
    """

    model: Model
    scopes: tuple[str, ...]
    by_id: Mapping[str, Quantity]
    members: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str]
    units: UnitTable
    time: Unit
    time_name: str

    def scale(self, unit: str | None) -> Fraction:
        """Return how many of the run's base a unit is; 1 for none and for what is no unit."""
        return _scale(self.units, self.time, unit)

    def combinations(self, subscripts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Iterate over the members of an array, the last subscript fastest."""
        return product(*(self.members.get(name, ()) for name in subscripts))

    def is_part(self, dimension: str, of: str) -> bool:
        """Return whether a dimension is another one, or picks from its members."""
        seen: set[str] = set()
        while dimension != of and dimension in self.parents and dimension not in seen:
            seen.add(dimension)
            dimension = self.parents[dimension]
        return dimension == of


def slot_name(element: str, members: tuple[str, ...]) -> str:
    """Return the name of a slot: `home`, `treating[medical]`, `beds[north,medical]`."""
    return f"{element}[{','.join(members)}]" if members else element


def quantities_of(model: Model, scopes: tuple[str, ...] = ()) -> Quantities:
    """Return the quantities of a model with some layers in force."""
    base = model.derived(_base_quantities)
    if not scopes:
        return base
    added = {e.id for e in model.derived(_inner_elements) if _in_force(model, e, scopes)}
    if added <= base.by_id.keys():
        return attrs.evolve(base, scopes=scopes)
    # In the order of the source, as columns of a run are.
    by_id = {
        element.id: base.by_id.get(element.id) or _quantity(element, base)
        for element in model.elements.values()
        if element.id in base.by_id or element.id in added
    }
    return attrs.evolve(base, scopes=scopes, by_id=by_id)


def _base_quantities(model: Model) -> Quantities:
    units = model_units(model)
    time_name, time = _time_unit(model, units)
    dimensions = model.all(Dimension)
    empty = Quantities(
        model=model,
        scopes=(),
        by_id={},
        members={e.id: e.body.members for e in dimensions},
        parents={e.id: e.body.of for e in dimensions if e.body.of},
        units=units,
        time=time,
        time_name=time_name,
    )
    found = {
        element.id: _quantity(element, empty)
        for element in model.elements.values()
        if _is_quantity(element) and _in_force(model, element, ())
    }
    return attrs.evolve(empty, by_id=found)


def _inner_elements(model: Model) -> tuple[Element[Any], ...]:
    """Return the quantities that stand in the body of another element."""
    return tuple(e for e in model.elements.values() if e.parent is not None and _is_quantity(e))


def _is_quantity(element: Element[Any]) -> bool:
    field = _EQUATION.get(type(element.body))
    if field is None:
        return False
    if getattr(element.body, field) is not None:
        return True
    return not element.implied and not isinstance(element.body, Data)


def _quantity(element: Element[Any], among: Quantities) -> Quantity:
    by_name = among.model.derived(_dimension_ids)
    return Quantity(
        element=element,
        subscripts=tuple(by_name.get(name, name) for name in element.body.subscripts),
        value=getattr(element.body, _EQUATION[type(element.body)]),
        scale=among.scale(element.body.unit),
    )


def _dimension_ids(model: Model) -> Mapping[str, str]:
    return {e.name or e.id: e.id for e in model.all(Dimension)}


def simulation_of(model: Model) -> Element[Simulation] | None:
    """Return the `simulation` of the model, if it has one."""
    return next((e for e in model.all(Simulation) if e.parent is None), None)


def model_units(model: Model) -> UnitTable:
    """Return the units of a model; what is wrong with them is told elsewhere."""
    texts = dict.fromkeys(model.of_each(_unit_text))
    written = names_in(text for text in texts if isinstance(text, str))
    return unit_table(map(declared_unit, model.all(UnitDeclaration)), written)[0]


def _unit_text(element: Element[Any]) -> object:
    return getattr(element.body, "unit", None)


def run_time_unit(model: Model, units: UnitTable) -> Unit:
    """Return the unit of time of the run; days where the model names none."""
    name, unit = _time_unit(model, units)
    day = units.parse("day")
    assert isinstance(day, Unit)  # noqa: S101  built in
    return unit if name else day


def _scale(units: UnitTable, time: Unit, text: str | None) -> Fraction:
    unit = units.parse(text) if text else None
    if not isinstance(unit, Unit):
        return Fraction(1)
    base = time.dimension[0][0] if time.dimension else ""
    power = next((e for name, e in unit.dimension if name == base), 0)
    # A root of time has no exact scale; the rest of the model does not mind.
    counted = time.scale ** int(power) if power == int(power) else Fraction(1)
    return unit.scale / counted


def _time_unit(model: Model, units: UnitTable) -> tuple[str, Unit]:
    simulation = simulation_of(model)
    found: list[str] = []
    if simulation is not None:
        for given in (simulation.body.time, simulation.body.step, simulation.body.save):
            found.extend(_unit_names(given))
    for name in found:
        unit = units.parse(name)
        if isinstance(unit, Unit) and len(unit.dimension) == 1:
            return name, unit
    return "", Unit(Fraction(1), ())


def _unit_names(given: v.Value | None) -> Iterator[str]:
    match given:
        case v.Quantity(unit=str(unit)):
            yield unit
        case v.Span(low=low, high=high):
            yield from _unit_names(high)
            yield from _unit_names(low)
        case _:
            pass


def _in_force(model: Model, element: Element[Any], scopes: tuple[str, ...]) -> bool:
    if element.mode not in {None, "is", "before"}:
        return False
    parent = element.parent
    while parent is not None:
        holder = model.find(parent)
        if holder is None:
            return False
        if holder.kind in LAYERS and parent not in scopes:
            return False
        parent = holder.parent
    return True
