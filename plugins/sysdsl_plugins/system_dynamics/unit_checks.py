"""Units of all equations: those of the model, of its layers, and what tests compare."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl.check.dimensions import UnitContext, unit_problems
from sysdsl.diagnostics import Anchor, Diagnostic
from sysdsl.model.model import Model
from sysdsl.schema.core import Data, Lookup, Stock, Test
from sysdsl.units import Unit
from sysdsl_plugins.system_dynamics.quantities import Quantities, quantities_of


def check_units(model: Model) -> Iterator[Diagnostic]:
    """Report where the units of equations do not fit."""
    layers = tuple(e.id for e in model.elements.values())
    quantities = quantities_of(model, layers)
    context = UnitContext(
        table=quantities.units,
        unit_of=lambda name: _unit(quantities, name),
        time=run_time(quantities),
    )
    for quantity in quantities.by_id.values():
        if quantity.value is None or quantity.is_a(Lookup) or quantity.is_a(Data):
            continue
        key = "initial" if quantity.is_a(Stock) else "equation"
        declared = _unit(quantities, quantity.id)

        def at(path: tuple[int, ...], element: str = quantity.id, key: str = key) -> Anchor:
            return Anchor(element, key, path)

        yield from unit_problems(quantity.value, declared, context, at, quantity.id)
    for equation in model.equations:
        target = quantities.by_id.get(equation.target)
        if target is not None and not target.is_a(Lookup):

            def there(path: tuple[int, ...], element: str = equation.id) -> Anchor:
                return Anchor(element, "value", path)

            declared = _unit(quantities, equation.target)
            yield from unit_problems(equation.value, declared, context, there, equation.target)
    for test in model.all(Test):
        for index, value in enumerate(test.body.expect):

            def line(path: tuple[int, ...], element: str = test.id, index: int = index) -> Anchor:
                return Anchor(element, "expect", (index, *path))

            yield from unit_problems(value, None, context, line, test.label)


def run_time(quantities: Quantities) -> Unit:
    """Return the unit of time of the run; days where the model names none."""
    if quantities.time_name:
        return quantities.time
    day = quantities.units.parse("day")
    assert isinstance(day, Unit)  # noqa: S101  built in
    return day


def _unit(quantities: Quantities, name: str) -> Unit | None:
    quantity = quantities.by_id.get(name)
    unit = quantities.units.parse(quantity.unit) if quantity and quantity.unit else None
    return unit if isinstance(unit, Unit) else None
