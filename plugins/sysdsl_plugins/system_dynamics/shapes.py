"""What the checks of a whole model depend on: less than the model, so that they rest more often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import attrs

from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Flow, Lookup, Stock, Variable
from sysdsl_plugins.system_dynamics.quantities import simulation_of

_NUMBERS: Mapping[type, str] = {
    Stock: "initial",
    Flow: "equation",
    Const: "equation",
    Variable: "equation",
}

_READ = frozenset(
    "lookup data dimension simulation unit pattern indicator scenario intervention test "
    "state".split()
)


def runnable_key(model: Model) -> object:
    """Return what decides whether a model can be simulated.

    Whether it can does not depend on the number that a quantity is given: changing a constant,
    a title or a reason leaves the check at rest.
    """
    return tuple([s for s in model.of_each(_shape) if s is not None]), model.equations


def unused(model: Model) -> tuple[str, ...]:
    """Return the constants and lookups that nothing uses, of a model that is simulated."""
    if simulation_of(model) is None or not model.all(Stock):
        return ()
    candidates: tuple[Element[Any], ...] = (*model.all(Const), *model.all(Lookup))
    if not candidates:
        return ()
    used = set(chain.from_iterable(model.of_each(_mentions)))
    for equation in model.equations:
        used.update(_names(equation.value))
    return tuple(element.id for element in candidates if element.id not in used)


def _shape(element: Element[Any]) -> object:
    body = element.body
    if type(body) in _NUMBERS:
        field = _NUMBERS[type(body)]
        number = getattr(body, field)
        if isinstance(number, v.Quantity):
            body = attrs.evolve(body, **{field: attrs.evolve(number, value=0.0)})
    elif element.kind in _READ:
        return element
    elif element.kind != "link":
        return None
    return element.id, element.parent, element.mode, element.implied, body


def _mentions(element: Element[Any]) -> tuple[str, ...]:
    """Return the names that the properties of an element mention."""
    return tuple(_references(element))


def _references(element: Element[Any]) -> Iterator[str]:
    for field in attrs.fields(type(element.body)):
        held = getattr(element.body, field.name)
        for item in held if isinstance(held, tuple) else (held,):
            if isinstance(item, str):
                yield item
            elif isinstance(item, v.Value):
                yield from _names(item)


def _names(value: v.Value) -> Iterator[str]:
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, v.Use):
            yield part.element
        elif isinstance(part, v.Apply):
            yield part.function
        elif isinstance(part, v.Steps):
            yield from v.uses(part)
        pending.extend(v.children(part))
