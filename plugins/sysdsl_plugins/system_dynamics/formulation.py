"""Checks of single equations and lookups, without a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sysdsl.diagnostics import Diagnostic
from sysdsl.model.element import Element
from sysdsl.plugin.declarations import Lookup as Finder
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Dimension, Flow, Lookup, Stock, Test, Variable
from sysdsl_plugins.system_dynamics.formulation_rules import (
    COMPLEX_EQ,
    CONST_EMBEDDED,
    DT_MENTIONED,
    FLOW_LOOSE,
    LOOKUP_ENDSLOPE,
    LOOKUP_NONMONOTONE,
    UNITS_MISSING,
)

MANY_INPUTS = 3
"""Inputs of an equation beyond which it is hard to read (Richardson's rule)."""

FLAT = 0.05
"""Share of the mean slope below which the end of a lookup counts as level."""

Path = tuple[int, ...]


def check_equation(element: Element[Any], find: Finder) -> Iterable[Diagnostic]:
    """Check one quantity."""
    match element.body:
        case Lookup(points=points) if points is not None:
            yield from _lookup(element, points)
        case Stock(initial=value) if value is not None:
            yield from _unit(element)
        case Const(equation=value) if value is not None:
            yield from _unit(element)
        case Variable(equation=value) if value is not None:
            yield from _unit(element)
            yield from _equation(element, value, find)
        case Flow(equation=value):
            if value is not None:
                yield from _unit(element)
                yield from _equation(element, value, find)
            yield from _ends(element)
        case _:
            pass


def walk(value: v.Value) -> Iterator[tuple[Path, v.Value, v.Value | None]]:
    """Iterate over the parts of a value: way to it, part, and what holds it."""
    pending: list[tuple[Path, v.Value, v.Value | None]] = [((), value, None)]
    while pending:
        path, part, holder = pending.pop()
        yield path, part, holder
        parts = v.children(part)
        pending.extend(((*path, i), p, part) for i, p in reversed(list(enumerate(parts))))


def is_literal(value: v.Value) -> bool:
    """Return whether a value is a plain number, or a list of such for members."""
    match value:
        case v.Quantity() | v.Sign(operand=v.Quantity()):
            return True
        case v.Items(items=items):
            return all(is_literal(i.value if isinstance(i, v.Keyed) else i) for i in items)
        case _:
            return False


def points_of(value: v.Value) -> tuple[tuple[float, float], ...]:
    """Return the points of a lookup that are plain numbers."""
    items = value.arguments if isinstance(value, v.Apply) else ()
    found = []
    for item in items:
        if isinstance(item, v.Tuple) and len(item.items) == 2:
            numbers = [_plain(x) for x in item.items]
            if None not in numbers:
                found.append((numbers[0] or 0.0, numbers[1] or 0.0))
    return tuple(found)


def _plain(value: v.Value) -> float | None:
    match value:
        case v.Quantity(value=number):
            return number
        case v.Sign(operator="-", operand=v.Quantity(value=number)):
            return -number
        case _:
            return None


def _unit(element: Element[Any]) -> Iterator[Diagnostic]:
    if element.body.unit is None:
        yield UNITS_MISSING.at(
            element.anchor(),
            f"`{element.id}` has no unit",
            hint="write its unit after a colon, `dmnl` if it has none",
        )


def _equation(element: Element[Any], value: v.Value, find: Finder) -> Iterator[Diagnostic]:
    if not is_literal(value):
        yield from _embedded(element, value)
    mentioned = next(
        (p for p, part, _ in walk(value) if isinstance(part, v.Apply) and _is_step(part)), None
    )
    if mentioned is not None:
        yield DT_MENTIONED.at(
            element.anchor("equation", *mentioned),
            f"`{element.id}` depends on the time step of the computation",
            hint="name the time that it takes in the world as a constant",
        )
    used = ((name, find(name)) for name in v.uses(value))
    inputs = [n for n, e in used if e is None or not isinstance(e.body, Dimension)]
    holder = find(element.parent) if element.parent else None
    testing = holder is not None and isinstance(holder.body, Test)
    if len(inputs) > MANY_INPUTS and not testing:
        listed = ", ".join(f"`{name}`" for name in inputs)
        yield COMPLEX_EQ.at(
            element.anchor("equation"),
            f"`{element.id}` uses {len(inputs)} quantities: {listed}",
            hint="give a part of it a name of its own",
        )


def _is_step(part: v.Apply) -> bool:
    return part.function == "time_step"


def _embedded(element: Element[Any], value: v.Value) -> Iterator[Diagnostic]:
    for path, part, holder in walk(value):
        if not isinstance(part, v.Quantity) or part.value in {0.0, 1.0}:
            continue
        exponent = isinstance(holder, v.Chain) and holder.operators[0] == "^" and path[-1] > 0
        ordered = isinstance(holder, v.Keyed) and holder.name == "order"
        listed = isinstance(holder, v.Items | v.Tuple)
        if exponent or ordered or listed:
            continue
        shown = f"{part.value:g}{f' {part.unit}' if part.unit else ''}"
        yield CONST_EMBEDDED.at(
            element.anchor("equation", *path),
            f"the equation of `{element.id}` holds the number `{shown}`, which has no name",
            hint="declare it as a `const` with a unit and a source",
        )
        return


def _ends(element: Element[Flow]) -> Iterator[Diagnostic]:
    if not isinstance(element.body.source, str) and not isinstance(element.body.target, str):
        yield FLOW_LOOSE.at(
            element.anchor(),
            f"the flow `{element.id}` neither fills nor drains a stock",
            hint="say `from` or `to` which stock it goes, or declare it as `aux`",
        )


def _lookup(element: Element[Lookup], value: v.Value) -> Iterator[Diagnostic]:
    points = points_of(value)
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points) if b[0] > a[0]]
    if not slopes:
        return
    if min(slopes) < 0.0 < max(slopes):
        yield LOOKUP_NONMONOTONE.at(
            element.anchor("points"),
            f"the lookup `{element.id}` rises in one part and falls in another",
            hint="look whether two effects are mixed in it",
        )
    mean = sum(map(abs, slopes)) / len(slopes)
    steep = abs(slopes[0]) > FLAT * mean and abs(slopes[-1]) > FLAT * mean
    if steep and element.body.beyond is None and len(slopes) > 1:
        yield LOOKUP_ENDSLOPE.at(
            element.anchor("points"),
            f"the lookup `{element.id}` is not level at either end",
            hint="add points until the effect levels off, or say `beyond: extrapolate`",
        )


CHECKED = ("stock", "flow", "variable", "const", "lookup")
"""Kinds that `check_equation` looks at."""
