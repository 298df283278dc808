"""Kinds of elements, each declared once as an annotated class.

```python
@element("flow", group="stocks and flows")
class Flow:
    '''A rate that fills or drains stocks.'''

    source: str | None = ref("stock", at="from", doc="Stock drained; none for a source outside.")
    equation: Value | None = formula(at="value", doc="Equation of the rate.")
```
From the class come validation, completion, hover, formatting order, JSON and the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, dataclass_transform

import attrs

from sysdsl.schema.types import (
    ChoiceType,
    FlagType,
    LoopType,
    NamesType,
    NumberType,
    PropertyType,
    QuantityType,
    RefType,
    TextType,
    UnitType,
    ValueType,
    WhenType,
)

T = TypeVar("T")

CLAUSES = (
    "from", "to", "of", "at", "by", "on", "over", "until", "as", "because",
    "within", "for", "with", "via", "when", "in", "per", "against",
)  # fmt: skip
"""Words that begin a clause."""

HEADER = ("subscripts", "unit", "loop", "value")
"""Places in the header of a declaration that a property can be bound to, beside clauses."""


@attrs.frozen(kw_only=True)
class Property:
    """One property of a kind.

    Attributes:
        field: Name of the attribute of the class.
        key: What is written before the colon.
        type: What may be written after it.
        doc: What it means, for users.
        at: Where in the header it may stand: a clause word or one of `HEADER`.
        many: Whether several values may be given; the model holds a tuple then.
        required: Whether a model without it is wrong.
        sided: Whether it may have an `is` and an `ought` (or `before` and `after`) side.
    """

    field: str
    key: str
    type: PropertyType
    doc: str
    at: str | None = None
    many: bool = False
    required: bool = False
    sided: bool = False


@attrs.frozen(kw_only=True, eq=False)
class Kind:
    """A kind of element.

    Attributes:
        name: The word that declares it.
        doc: What it is, for users; the first line is a sentence of its own.
        group: Heading under which the reference lists it.
        cls: Class of the values that hold its properties.
        properties: By key, in the order of declaration, which is the order the reference shows.
        method: Name of the plugin that declares it; set when it is registered.
        inside: Kinds in whose body it may stand; empty for anywhere.
        links: What arrows in its body mean: `causal` feed the causal map as a layer,
            `own` have a meaning of the kind's own, None when arrows make no sense there.
        equations: Whether its body may hold equations `name = value`, which override.
        aliases: Other words for the same kind.
        example: A few lines of text that show it.
    """

    name: str
    doc: str
    group: str
    cls: type
    properties: Mapping[str, Property]
    method: str = "core"
    inside: tuple[str, ...] = ()
    links: str | None = None
    equations: bool = False
    aliases: tuple[str, ...] = ()
    example: str = ""

    def at(self, place: str) -> Property | None:
        """Return the property bound to a place of the header, or None."""
        return next((p for p in self.properties.values() if p.at == place), None)

    def find(self, word: str) -> Property | None:
        """Return the property of a key; its longer name (`held_by` for `by`) serves as well."""
        found = self.properties.get(word)
        if found is None:
            found = next((p for p in self.properties.values() if p.field == word), None)
        return found

    @property
    def summary(self) -> str:
        """The first sentence of the documentation."""
        return self.doc.strip().splitlines()[0]


@attrs.frozen
class Record:
    """The properties of an element whose kind the modeller declared in the language."""

    values: tuple[tuple[str, Any], ...] = ()


_KIND = "sysdsl_kind"
_PROPERTY = "sysdsl_property"


def _spec(type_: PropertyType, options: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Return an attrs field that carries the declaration of a property."""
    many = options.get("many", False)
    default = options.get("default", () if many else None)
    return attrs.field(default=default, metadata={_PROPERTY: (type_, dict(options))}, kw_only=True)


# Each takes doc (required) and, all optional: key, at, many, required, sided, default.
def words(**options: Any) -> Any:  # noqa: ANN401
    """Declare a property that holds words."""
    return _spec(TextType(), options)


def choice(*words: str, **options: Any) -> Any:  # noqa: ANN401
    """Declare a property that holds one of a few words."""
    return _spec(ChoiceType(words), options)


def flag(**options: Any) -> Any:  # noqa: ANN401
    """Declare a property that is true or false."""
    return _spec(FlagType(), options)


def number(
    low: float | None = None, high: float | None = None, words: tuple[str, ...] = (), **options: Any
) -> Any:  # noqa: ANN401
    """Declare a property that holds a number, or one of some words in its place."""
    return _spec(NumberType(low, high, words), options)


def quantity(unit: str | None = None, **options: Any) -> Any:  # noqa: ANN401
    """Declare a property that holds an amount with a unit."""
    return _spec(QuantityType(unit), options)


def moment(**options: Any) -> Any:  # noqa: ANN401
    """Declare a property that holds a date or a span of dates."""
    return _spec(WhenType(), options)


def ref(*kinds: str, links: bool = False, words: bool = False, **options: Any) -> Any:  # noqa: ANN401
    """Declare a property that refers to an element of one of some kinds."""
    return _spec(RefType(kinds, links, words), options)


def formula(**options: Any) -> Any:  # noqa: ANN401
    """Declare a property that holds any value, an equation for instance."""
    return _spec(ValueType(), options)


def units(**options: Any) -> Any:  # noqa: ANN401
    """Declare a property that holds a unit."""
    return _spec(UnitType(), options)


def names(**options: Any) -> Any:  # noqa: ANN401
    """Declare a property that gives new names; they are held as a tuple."""
    return _spec(NamesType(), {"default": (), **options})


def chain(**options: Any) -> Any:  # noqa: ANN401
    """Declare a property that holds a chain of arrows."""
    return _spec(LoopType(), options)


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(
        words,
        choice,
        flag,
        number,
        quantity,
        moment,
        ref,
        formula,
        units,
        names,
        chain,
    ),
)
def element(name: str, *, group: str, **options: Any) -> Callable[[type[T]], type[T]]:
    """Declare a class as a kind of element.

    Args:
        name: The word that declares an element of the kind.
        group: Heading under which the reference lists it.
        options: `inside`, `links`, `equations`, `aliases`, `example` of `Kind`.
    """

    def declare(cls: type[T]) -> type[T]:
        made = attrs.frozen(cls)
        kind = Kind(
            name=name,
            doc=_dedent(cls.__doc__ or ""),
            group=group,
            cls=made,
            properties=_properties(made),
            **options,
        )
        setattr(made, _KIND, kind)
        return made

    return declare


def kind_of(cls: type) -> Kind:
    """Return the declaration that a class carries.

    Raises:
        TypeError: The class was not declared with `element`.
    """
    kind = cls.__dict__.get(_KIND)
    if not isinstance(kind, Kind):
        message = f"{cls.__name__} is no element kind: declare it with @element(...)"
        raise TypeError(message)
    return kind


def properties_of(cls: type) -> Mapping[str, Property]:
    """Return the properties that a class declares, by key."""
    return _properties(cls)


def _properties(cls: type) -> Mapping[str, Property]:
    found: dict[str, Property] = {}
    for field in attrs.fields(cls):
        type_, options = field.metadata[_PROPERTY]
        at = options.get("at")
        key = options.get("key") or (at if at in CLAUSES else field.name)
        found[key] = Property(
            field=field.name,
            key=key,
            type=type_,
            doc=options["doc"],
            at=at,
            many=options.get("many", False),
            required=options.get("required", False),
            sided=options.get("sided", False),
        )
    return found


def _dedent(doc: str) -> str:
    first, _, rest = doc.strip().partition("\n")
    lines = rest.splitlines()
    margin = min((len(x) - len(x.lstrip()) for x in lines if x.strip()), default=0)
    return "\n".join([first, *(x[margin:].rstrip() for x in lines)]).strip()
