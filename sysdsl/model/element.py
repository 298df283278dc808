"""Elements of a model: what every method reads."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

from sysdsl.diagnostics import Anchor
from sysdsl.schema.common import Common
from sysdsl.schema.value import Step, Value

K = TypeVar("K")


@attrs.frozen(kw_only=True)
class Qualifier:
    """What was said about one value of a property: clauses and the body after it.

    Attributes:
        key: The property.
        index: Which of its values, counted from 0.
        clauses: Word and value, in the order written: `within`, `of`, `by`, `because`, ...
        mode: The side it was given for, None for the plain one.
    """

    key: str
    index: int
    clauses: tuple[tuple[str, Value], ...]
    mode: str | None = None

    def clause(self, word: str) -> Value | None:
        """Return the value of a clause, or None."""
        return next((value for name, value in self.clauses if name == word), None)


@attrs.frozen(kw_only=True)
class Allow:
    """A suppression: a rule that may be broken here, with the reason."""

    code: str
    reason: str | None
    index: int


@attrs.frozen(kw_only=True)
class Sides:
    """The values of a property given for modes: `is`, `ought`, `could`, `before`, `after`."""

    values: tuple[tuple[str, object], ...]


@attrs.frozen(kw_only=True)
class Element(Generic[K]):
    """One thing of the model.

    Attributes:
        id: Qualified name, unique in the model: `county.north`; a link is `a -> b`; an element
            without a name is its kind, title and clauses.
        kind: The name of its kind.
        body: Its properties, a value of the class that declares the kind.
        common: The properties that every element has.
        name: The last part of its qualified name, None when it has none.
        title: What people call it.
        parent: Qualified name of the element in whose body it stands.
        mode: `is`, `ought`, `could`, `before` or `after` when it stands in such a block.
        tags: Tags without the hash sign.
        sides: Values of properties given for modes, by key.
        qualifiers: What was said about single values.
        allows: Rules that may be broken here.
        origin: Name of the module it was imported from; None for the model's own.
        implied: True for a variable that only links mention.
    """

    id: str
    kind: str
    body: K
    common: Common = attrs.field(factory=Common)
    name: str | None = None
    title: str | None = None
    parent: str | None = None
    mode: str | None = None
    tags: tuple[str, ...] = ()
    sides: tuple[tuple[str, Sides], ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    allows: tuple[Allow, ...] = ()
    origin: str | None = None
    implied: bool = False

    @property
    def label(self) -> str:
        """What to call it in a picture or a sentence: its title, else its name in words."""
        return self.title or (self.name or self.id).replace("_", " ")

    def anchor(self, key: str | None = None, *path: int) -> Anchor:
        """Return the place of the element, of a property, or of a part of its expression."""
        return Anchor(self.id, key, path)

    def qualifier(self, key: str, index: int = 0) -> Qualifier | None:
        """Return what was said about a value of a property, or None."""
        return next((q for q in self.qualifiers if q.key == key and q.index == index), None)


@attrs.frozen(kw_only=True)
class Equation:
    """An equation that stands on its own: member values at model level, or an override.

    Attributes:
        id: Unique name of the statement, for anchors.
        scope: The scenario, intervention, test or state in whose body it stands; None for the
            model itself.
        target: Qualified name of the element it defines.
        index: Members it holds for; empty for all.
        value: The right-hand side.
        clauses: `from` (when it starts), `over` (ramp), `until`, `because`.
    """

    id: str
    scope: str | None
    target: str
    index: tuple[Value, ...]
    value: Value
    clauses: tuple[tuple[str, Value], ...] = ()
    origin: str | None = None

    def clause(self, word: str) -> Value | None:
        """Return the value of a clause, or None."""
        return next((value for name, value in self.clauses if name == word), None)

    def anchor(self, key: str | None = "value", *path: int) -> Anchor:
        """Return the place of the equation or of a part of its right-hand side."""
        return Anchor(self.id, key, path)


@attrs.frozen(kw_only=True)
class Arrow:
    """One arrow of the causal map, drawn by a link or by a loop.

    Attributes:
        step: Source, target, sign and delay.
        by: The element that draws it.
        layer: The perspective, scenario or intervention it belongs to; None for the base model.
        index: Its place in the chain of `by`.
    """

    step: Step
    by: str
    layer: str | None
    index: int = 0
