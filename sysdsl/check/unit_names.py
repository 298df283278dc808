"""Checks of units across a model: those declared, and those that spring into being by use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.schema import Kind, Kinds, Record
from sysdsl.schema import types as ty
from sysdsl.schema import value as v
from sysdsl.schema.core import UnitDeclaration
from sysdsl.units import UnitDeclaration as Declared
from sysdsl.units import UnitProblem, UnitTable, names_in, near_misses, read_factors, unit_table
from sysdsl.units.rules import UNIT_UNREADABLE

Written = tuple[tuple[str, Anchor], ...]
"""Units as written, in the order of the source, each with its first place."""


def units_written(model: Model) -> tuple[Written, tuple[Element[UnitDeclaration], ...]]:
    """Return what checks of units depend on: units in use, and declarations."""
    return tuple(_written(model)), model.all(UnitDeclaration)


def doubtful_units(model: Model) -> Iterator[Diagnostic]:
    """Report units that are declared wrongly, cannot be read, or look misspelt."""
    texts = tuple(_written(model))
    declarations = model.all(UnitDeclaration)
    table, problems = unit_table(map(declared_unit, declarations))
    places: dict[str, Anchor] = {}
    uses: dict[str, int] = {}
    for text, place in texts:
        for name, times in names_in((text,)).items():
            uses[name] = uses.get(name, 0) + times
            places.setdefault(name, place)
    yield from _misdeclared(problems, declarations)
    yield from _unreadable(texts, table)
    for problem in near_misses(uses, table):
        yield problem.at(places[problem.name])


def declared_unit(element: Element[UnitDeclaration]) -> Declared:
    """Return what a declaration says of a unit."""
    name, body = element.name or element.id, element.body
    if isinstance(body.size, v.Quantity) and body.size.unit:
        of = read_factors(body.size.unit)
        return Declared(name=name, aliases=body.aliases, factor=body.size.value, of=of)
    of = read_factors(body.measures) if body.measures else None
    return Declared(name=name, aliases=body.aliases, of=of)


def _misdeclared(
    problems: tuple[UnitProblem, ...], declarations: tuple[Element[UnitDeclaration], ...]
) -> Iterator[Diagnostic]:
    own: dict[str, Anchor] = {}
    for element in declarations:
        own.setdefault(element.name or element.id, element.anchor())
    repeated = len(own) < len(declarations)
    for problem in problems:
        # The same word declared twice is reported as such, with both places.
        if not (repeated and _same_word(problem, declarations)):
            yield problem.at(own[problem.name])


def _same_word(problem: UnitProblem, declarations: tuple[Element[UnitDeclaration], ...]) -> bool:
    return sum((e.name or e.id) == problem.name for e in declarations) > 1


def _unreadable(texts: Written, table: UnitTable) -> Iterator[Diagnostic]:
    first: dict[str, Anchor] = {}
    for text, place in texts:
        first.setdefault(text, place)
    for text, place in first.items():
        found = table.parse(text)
        # Units outside quotes are read, and reported where they are wrong, by the parser.
        quoted = place.property != "unit" and not place.path
        if isinstance(found, UnitProblem) and (quoted or found.rule is not UNIT_UNREADABLE):
            yield found.at(place)


def _written(model: Model) -> Iterator[tuple[str, Anchor]]:
    return chain.from_iterable(model.of_each(_UnitsOf(model.kinds)))


@attrs.frozen
class _UnitsOf:
    """Finds the units in the properties of an element, which its kind names."""

    kinds: Kinds = attrs.field(eq=id)
    fields: dict[str, Mapping[str, str]] = attrs.field(factory=dict, eq=False)

    def __call__(self, element: Element[Any]) -> Written:
        if element.origin is not None:
            return ()
        fields = self.fields.get(element.kind)
        if fields is None:
            kind = self.kinds.find(element.kind)
            fields = self.fields[element.kind] = _fields(kind) if kind else {}
        return tuple(_texts(element, fields)) if fields else ()


def _fields(kind: Kind) -> Mapping[str, str]:
    """Return the properties in which units stand: from field to key."""
    return {
        held.field: held.key
        for held in kind.properties.values()
        if isinstance(held.type, ty.UnitType | ty.QuantityType) and not held.many
    }


def _texts(element: Element[Any], fields: Mapping[str, str]) -> Iterator[tuple[str, Anchor]]:
    body = element.body
    given = dict(body.values) if isinstance(body, Record) else None
    for field, key in fields.items():
        held = getattr(body, field) if given is None else given.get(field)
        match held:
            case str(text):
                yield text, element.anchor(key)
            case v.Quantity(unit=str(text)):
                yield text, element.anchor(key, 0)
            case v.Span(low=low, high=high):
                for index, end in enumerate((low, high)):
                    if isinstance(end, v.Quantity) and end.unit is not None:
                        yield end.unit, element.anchor(key, index)
            case _:
                pass
