"""A model without what an audience may not see.

Withheld elements go, and with them their names in lists, arrows and texts. A quantity that
equations of visible elements need stays in the arithmetic under a name that tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from sysdsl.model.element import Element, Equation
from sysdsl.model.model import Model
from sysdsl.schema import value as v
from sysdsl.schema.common import COMMON, Common
from sysdsl.schema.types import RefType

AUDIENCES = ("public", "client", "team")
"""Who may read, from anybody to those who did the work; each sees what those before it see."""

HIDDEN = "(withheld)"


@attrs.frozen
class Redacted:
    """What an audience may see.

    Attributes:
        model: The model without the rest.
        withheld: How many elements were taken out or made nameless.
    """

    model: Model
    withheld: int


def redact(model: Model, audience: str) -> Redacted:
    """Return a model as an audience may see it.

    Args:
        model: The whole model.
        audience: One of `AUDIENCES`.
    """
    secret = {e.id: e for e in model.elements.values() if _is_hidden(e, model, audience)}
    if not secret:
        return Redacted(model, 0)
    needed = [name for name in secret if _is_needed(name, model, secret)]
    nameless = {name: f"withheld_{n}" for n, name in enumerate(needed, 1)}
    work = _Redaction(frozenset(secret), nameless, _pattern(secret))
    elements: dict[str, Element[Any]] = {}
    for element in model.elements.values():
        kept = work.element(element, model)
        if kept is not None:
            elements[kept.id] = kept
    equations = tuple(
        work.equation(equation)
        for equation in model.equations
        if equation.scope not in secret
        and (equation.target not in secret or equation.target in nameless)
    )
    return Redacted(Model(elements, equations, model.kinds), len(secret))


def _is_hidden(element: Element[Any], model: Model, audience: str) -> bool:
    """Tell whether an element, or one around it, is for a narrower audience."""
    allowed = AUDIENCES.index(audience)
    around: Element[Any] | None = element
    while around is not None:
        level = around.common.sensitivity
        if level is not None and AUDIENCES.index(level) > allowed:
            return True
        around = model.elements.get(around.parent) if around.parent else None
    return False


def _is_needed(name: str, model: Model, secret: Mapping[str, Element[Any]]) -> bool:
    """Tell whether the equation of a visible element uses a withheld one."""
    for element in model.elements.values():
        if element.id not in secret and name in _formula_uses(element, model):
            return True
    return any(
        name in v.uses(equation.value) or name == equation.target
        for equation in model.equations
        if equation.scope not in secret
    )


def _formula_uses(element: Element[Any], model: Model) -> set[str]:
    kind = model.kinds.find(element.kind)
    place = kind.at("value") if kind else None
    formula = getattr(element.body, place.field, None) if place else None
    plain = formula is None or isinstance(formula, tuple)
    found = set() if plain else set(v.uses(formula))
    if element.kind == "flow":
        found |= {end for end in (element.body.source, element.body.target) if end}
    return found


def _pattern(secret: Mapping[str, Element[Any]]) -> re.Pattern[str]:
    """Return what finds names and titles of withheld elements in texts."""
    words: set[str] = set()
    for element in secret.values():
        if element.title:
            words.add(element.title)
        if element.name:
            words.update((element.name, element.name.replace("_", " ")))
    found = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    whole = rf"\[\[(?:{found})\]\]|(?<!\w)(?:{found})(?!\w)"
    return re.compile(whole if found else r"(?!)", re.IGNORECASE)


@attrs.frozen
class _Redaction:
    secret: frozenset[str]
    nameless: Mapping[str, str]
    pattern: re.Pattern[str]

    def element(self, element: Element[Any], model: Model) -> Element[Any] | None:
        if element.id in self.nameless:
            return self._made_nameless(element, model)
        if element.id in self.secret:
            return None
        body = self._fields(element.body, self._keys(element, model))
        if body is None:
            return None
        common = self._fields(element.common, {p.field: p.type for p in COMMON.values()})
        return attrs.evolve(
            element,
            # The identity of an element without a name holds its title.
            id=element.id if element.name else self.text(element.id),
            parent=self.text(element.parent) if element.parent else None,
            title=self.text(element.title) if element.title else element.title,
            body=body,
            common=common or Common(),
            qualifiers=(),
        )

    def _made_nameless(self, element: Element[Any], model: Model) -> Element[Any]:
        name = self.nameless[element.id]
        body = self._fields(element.body, self._keys(element, model)) or element.body
        return Element(id=name, kind=element.kind, body=body, name=name, title="Withheld")

    def _keys(self, element: Element[Any], model: Model) -> dict[str, object]:
        kind = model.kinds.find(element.kind)
        return {p.field: p.type for p in kind.properties.values()} if kind else {}

    def _fields(self, body: Any, types: Mapping[str, object]) -> Any:  # noqa: ANN401
        """Return an attrs value without what is withheld; None when an arrow loses an end."""
        changes: dict[str, Any] = {}
        for field in attrs.fields(type(body)):
            before = getattr(body, field.name)
            after = self._value(before, reference=isinstance(types.get(field.name), RefType))
            if isinstance(before, v.Steps) and len(after.steps) != len(before.steps):
                return None
            if after != before:
                changes[field.name] = after
        return attrs.evolve(body, **changes) if changes else body

    def _value(self, value: Any, *, reference: bool) -> Any:  # noqa: ANN401
        match value:
            case v.Absent() | None | bool() | int() | float():
                return value
            case str():
                return self._name(value) if reference else self.text(value)
            case tuple():
                kept = [self._value(item, reference=reference) for item in value]
                return tuple(item for item in kept if item is not None)
            case v.Steps(steps=steps):
                return v.Steps(tuple(s for s in steps if not {s.source, s.target} & self.secret))
            case _:
                return self.formula(value) if attrs.has(type(value)) else value

    def _name(self, name: str) -> str | None:
        if name in self.nameless:
            return self.nameless[name]
        ends = set(name.split(" -> "))
        return None if ends & self.secret else name

    def formula(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value with withheld quantities under their nameless names."""
        if isinstance(value, v.Use) and value.element in self.nameless:
            return attrs.evolve(value, element=self.nameless[value.element])
        if isinstance(value, v.Text):
            return v.Text(self.text(value.value))
        if not attrs.has(type(value)):
            return value
        changes: dict[str, Any] = {}
        for field in attrs.fields(type(value)):
            part = getattr(value, field.name)
            if isinstance(part, tuple):
                changes[field.name] = tuple(self.formula(item) for item in part)
            elif attrs.has(type(part)):
                changes[field.name] = self.formula(part)
        return attrs.evolve(value, **changes) if changes else value

    def equation(self, equation: Equation) -> Equation:
        return attrs.evolve(
            equation,
            target=self.nameless.get(equation.target, equation.target),
            value=self.formula(equation.value),
        )

    def text(self, text: str) -> str:
        return self.pattern.sub(HIDDEN, text)
