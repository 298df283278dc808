"""The model as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

import attrs

from sysdsl.model.element import Arrow, Element, Equation
from sysdsl.schema import Kinds, kind_of
from sysdsl.schema.core import ModelInfo
from sysdsl.schema.value import Steps

K = TypeVar("K")
R = TypeVar("R")


@attrs.frozen(eq=False, repr=False)
class _Gathered:
    """What a function made of each of some elements."""

    elements: Mapping[str, Element[Any]]
    values: tuple[Any, ...]


@attrs.frozen(slots=False, eq=False)
class Model:
    """Everything that is said of a situation.

    Attributes:
        elements: By qualified name, in the order of the source (files by name).
        equations: Equations that stand on their own.
        kinds: The kinds in force, those of the modeller among them.
    """

    elements: Mapping[str, Element[Any]]
    equations: tuple[Equation, ...]
    kinds: Kinds

    def __eq__(self, other: object) -> bool:
        """Compare what the models say."""
        return (
            isinstance(other, Model)
            and tuple(self.elements.items()) == tuple(other.elements.items())
            and self.equations == other.equations
        )

    def __hash__(self) -> int:
        """Hash the fingerprint."""
        return hash(self.fingerprint)

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Element[Any], ...]]:
        """The elements by the name of their kind."""
        found: dict[str, list[Element[Any]]] = {}
        for element in self.elements.values():
            found.setdefault(element.kind, []).append(element)
        return {kind: tuple(elements) for kind, elements in found.items()}

    def all(self, cls: type[K]) -> tuple[Element[K], ...]:
        """Return the elements of a kind, given by its class, in the order of the source."""
        return self.by_kind.get(kind_of(cls).name, ())

    def find(self, name: str) -> Element[Any] | None:
        """Return the element of a qualified name, or None."""
        return self.elements.get(name)

    def label(self, name: str) -> str:
        """Return what to call the element of a qualified name."""
        element = self.elements.get(name)
        return element.label if element else name.replace("_", " ")

    def children(self, parent: str) -> tuple[Element[Any], ...]:
        """Return the elements that stand directly in the body of another."""
        return self._children.get(parent, ())

    @cached_property
    def _children(self) -> Mapping[str, tuple[Element[Any], ...]]:
        found: dict[str, list[Element[Any]]] = {}
        for element in self.elements.values():
            if element.parent is not None:
                found.setdefault(element.parent, []).append(element)
        return {parent: tuple(elements) for parent, elements in found.items()}

    @cached_property
    def info(self) -> Element[ModelInfo] | None:
        """The `model` declaration, if there is one."""
        named = (e for e in self.all(ModelInfo) if e.origin is None and (e.name or e.title))
        return next(named, None)

    @property
    def title(self) -> str:
        """What the model is called."""
        return self.info.label if self.info else "Untitled model"

    def equations_of(self, target: str, scope: str | None = None) -> tuple[Equation, ...]:
        """Return the equations that define an element in a layer, by default the base model."""
        return self._equations.get((scope, target), ())

    def equations_in(self, scope: str | None) -> tuple[Equation, ...]:
        """Return the equations that stand in the body of a layer, or outside all of them."""
        return self._scoped.get(scope, ())

    @cached_property
    def _scoped(self) -> Mapping[str | None, tuple[Equation, ...]]:
        found: dict[str | None, list[Equation]] = {}
        for equation in self.equations:
            found.setdefault(equation.scope, []).append(equation)
        return {scope: tuple(equations) for scope, equations in found.items()}

    @cached_property
    def _equations(self) -> Mapping[tuple[str | None, str], tuple[Equation, ...]]:
        found: dict[tuple[str | None, str], list[Equation]] = {}
        for equation in self.equations:
            found.setdefault((equation.scope, equation.target), []).append(equation)
        return {key: tuple(equations) for key, equations in found.items()}

    def derived(self, function: Callable[[Model], R]) -> R:
        """Return what a pure function makes of the model, computed once."""
        if function not in self._derived:
            self._derived[function] = function(self)
        result: R = self._derived[function]
        return result

    @cached_property
    def _derived(self) -> dict[Callable[[Model], Any], Any]:
        return {}

    def of_each(self, function: Callable[[Element[Any]], R]) -> tuple[R, ...]:
        """Return what a pure function makes of each element, in the order of the source.

        It is asked only about elements that an edit changed, so what a check depends on costs
        little to gather, and parts of it that stayed are the same objects.
        """
        known = self._gathered.get(function)
        if known is None:
            values = tuple([function(element) for element in self.elements.values()])
        elif known.elements is self.elements:
            return known.values
        elif known.elements is self._touched[0]:
            values = self._replaced(known.values, function)
        else:
            before = dict(zip(known.elements, known.values, strict=True))
            values = tuple(
                [
                    before[name] if known.elements.get(name) is element else function(element)
                    for name, element in self.elements.items()
                ]
            )
        self._gathered[function] = _Gathered(self.elements, values)
        return values

    def _replaced(
        self, values: tuple[Any, ...], function: Callable[[Element[Any]], Any]
    ) -> tuple[Any, ...]:
        """Return values with those of touched elements made anew; the same object if equal."""
        changed: dict[int, Any] = {}
        for name in self._touched[1]:
            index, made = self.positions[name], function(self.elements[name])
            if made != values[index]:
                changed[index] = made
        if not changed:
            return values
        return tuple([changed.get(index, value) for index, value in enumerate(values)])

    @cached_property
    def _gathered(self) -> dict[Callable[[Element[Any]], Any], _Gathered]:
        return {}

    @cached_property
    def _touched(self) -> tuple[Mapping[str, Element[Any]] | None, tuple[str, ...]]:
        return None, ()

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Place of each element in the order of the source, by qualified name."""
        return {name: index for index, name in enumerate(self.elements)}

    def remember(self, before: Model, touched: tuple[str, ...] | None = None) -> None:
        """Take over what was made of the elements of the model before an edit.

        Args:
            before: The model before.
            touched: Elements that are no longer the same objects, where no others came or went;
                None where anything may differ.
        """
        known = self.__dict__
        known["_gathered"] = before._gathered
        if touched is not None:
            known["_touched"] = before.elements, touched
            known["positions"] = before.positions

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """Arrows of the causal map, in the order of the source, in all layers.

        Only the model level and containers whose kind says `links="causal"` feed the map.
        """
        found: list[Arrow] = []
        for element in self.elements.values():
            kind = self.kinds.find(element.kind)
            place = kind.at("loop") if kind and kind.links == "causal" else None
            if place is None or not self._feeds_map(element):
                continue
            path = getattr(element.body, place.field)
            if isinstance(path, Steps):
                layer = element.parent
                found.extend(
                    Arrow(step=step, by=element.id, layer=layer, index=i)
                    for i, step in enumerate(path.steps)
                )
        return tuple(found)

    def _feeds_map(self, element: Element[Any]) -> bool:
        if element.parent is None:
            return True
        parent = self.elements.get(element.parent)
        kind = self.kinds.find(parent.kind) if parent else None
        return kind is not None and kind.links == "causal"

    @cached_property
    def link_names(self) -> frozenset[str]:
        """Identities `a -> b` of the arrows of the map, in any layer."""
        return frozenset(arrow.step.link for arrow in self.arrows)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of what the model says; comments, order of files and layout leave it alone."""
        digest = hashlib.sha256()
        for name in sorted(self.elements):
            digest.update(repr(self.elements[name]).encode())
        for equation in sorted(self.equations, key=lambda e: e.id):
            digest.update(repr(equation).encode())
        return digest.hexdigest()[:32]
