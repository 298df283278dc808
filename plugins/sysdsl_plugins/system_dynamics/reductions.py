"""Sums and their like over members of arrays, or over arguments."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from sysdsl.numerics.function import Function
from sysdsl.numerics.program import Apply as Operation
from sysdsl.numerics.program import Const, Node
from sysdsl.schema import value as v
from sysdsl_plugins.system_dynamics.expressions import Lowering
from sysdsl_plugins.system_dynamics.place import Place
from sysdsl_plugins.system_dynamics.rules import ARGUMENTS

_OPERATORS = {"sum": "add", "mean": "add", "product": "mul", "min": "min", "max": "max"}


def reduction(lowering: Lowering, function: Function, value: v.Apply, place: Place) -> Node:
    """Return the node of `sum`, `mean`, `min`, `max`, `product` or `size`."""
    if not value.arguments or any(isinstance(a, v.Keyed) for a in value.arguments):
        return lowering.say(
            ARGUMENTS,
            place,
            f"`{function.name}` needs what it is taken of",
            f"write `{function.name}(x[*])`, or list its arguments",
        )
    keeps = function.name not in {"product", "size"}
    inner = place if keeps else place.plain()
    terms: list[Node] = []
    for index, argument in enumerate(value.arguments):
        at = inner.part(index)
        dimensions = _own_dimensions(lowering, argument)
        if function.name == "size" and dimensions is not None:
            return Const(float(len(lowering.quantities.members[dimensions])))
        alone = len(value.arguments) == 1
        terms.extend(_terms(lowering, argument, at, alone=alone))
    if function.name == "size":
        return Const(float(len(terms)))
    total = terms[0] if len(terms) == 1 else Operation(_OPERATORS[function.name], tuple(terms))
    if function.name == "mean":
        return Operation("div", (total, Const(float(len(terms)))))
    return total


def _own_dimensions(lowering: Lowering, value: v.Value) -> str | None:
    """Return the dimension that a bare name means, as in `size(ward)`."""
    match value:
        case v.Use(element=name, index=()) | v.Word(value=name):
            return name if name in lowering.quantities.members else None
        case _:
            return None


def _terms(lowering: Lowering, value: v.Value, place: Place, *, alone: bool) -> Iterator[Node]:
    """Yield the value for each combination of members that a reduction runs over."""
    dimensions = starred(lowering, value)
    if not dimensions and alone:
        dimensions = _unsaid(lowering, value)
    members = lowering.quantities.combinations(dimensions)
    for combination in members:
        stars = {**place.stars, **dict(zip(dimensions, combination, strict=True))}
        yield lowering.node(value, attrs.evolve(place, stars=stars))


def starred(lowering: Lowering, value: v.Value) -> tuple[str, ...]:
    """Return the dimensions that a value runs over by `*`, each once, in order."""
    found: dict[str, None] = {}
    for use in _uses(value):
        quantity = lowering.quantities.by_id.get(use.element)
        if quantity is not None and len(use.index) == len(quantity.subscripts):
            for index, dimension in zip(use.index, quantity.subscripts, strict=True):
                if isinstance(index, v.Every):
                    found[dimension] = None
    return tuple(found)


def _unsaid(lowering: Lowering, value: v.Value) -> tuple[str, ...]:
    """Return the dimensions of arrays that stand without subscripts, as in `sum(treating)`."""
    found: dict[str, None] = {}
    for use in _uses(value):
        quantity = lowering.quantities.by_id.get(use.element)
        if quantity is not None and not use.index:
            found |= dict.fromkeys(quantity.subscripts)
    return tuple(found)


def _uses(value: v.Value) -> Iterator[v.Use]:
    """Iterate over the uses in a value, not those inside a reduction within it."""
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, v.Use):
            yield part
            continue
        inner = v.children(part)
        nested = isinstance(part, v.Apply) and part.function in _OPERATORS and part is not value
        if nested and len(inner) == 1:
            continue
        pending.extend(reversed(inner))
