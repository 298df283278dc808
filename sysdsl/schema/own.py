"""Kinds that a modeller declares in the language itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from sysdsl.schema import types as ty
from sysdsl.schema.kind import Kind, Property, Record
from sysdsl.syntax.tree import Call, Clause, Declaration, ListValue, Named, Ref, Statement, String
from sysdsl.syntax.tree import Property as PropertyLine
from sysdsl.syntax.tree import Value as Written

METHOD = "own"
"""What stands in `Kind.method` for kinds of the modeller's own that extend nothing."""


@attrs.frozen
class OwnKindReading:
    """A kind read from its declaration, with the keys of lines that could not be read."""

    kind: Kind
    unreadable: tuple[str, ...]


def own_kind(statement: Statement) -> OwnKindReading | None:
    """Return the kind that a statement `kind name of other { ... }` declares, or None."""
    node = statement.node
    if not isinstance(node, Declaration) or node.kind.text != "kind" or node.name is None:
        return None
    required: set[str] = set()
    properties: dict[str, Property] = {}
    unreadable: list[str] = []
    for child in statement.body or ():
        line = child.node
        if not isinstance(line, PropertyLine):
            continue
        if line.key.text == "required":
            required.update(_words(line.value))
            continue
        made = _property(line, child.doc)
        if made is None:
            unreadable.append(line.key.text)
        else:
            properties[made.key] = made
    kind = Kind(
        name=node.name.text,
        doc=statement.doc or (node.title.value if node.title else "A kind of this model's own."),
        group="Kinds of your own",
        cls=Record,
        properties={
            key: attrs.evolve(found, required=key in required) for key, found in properties.items()
        },
        method=_extended(node),
    )
    return OwnKindReading(kind, tuple(unreadable))


def _extended(node: Declaration) -> str:
    for part in node.modifiers:
        if isinstance(part, Clause) and part.word == "of" and isinstance(part.value, Ref):
            word = part.value.path.text
            return METHOD if word == "element" else word
    return METHOD


def _property(line: PropertyLine, doc: str | None) -> Property | None:
    value, many = line.value, False
    if isinstance(value, Call) and value.function.text == "list" and value.arguments:
        value, many = value.arguments[0], True
    name, arguments = _call(value)
    make = _TYPES.get(name)
    if make is None:
        return None
    return Property(
        field=line.key.text,
        key=line.key.text,
        type=make(arguments),
        doc=doc or f"{line.key.text.replace('_', ' ').capitalize()}.",
        many=many,
    )


def _call(value: Written) -> tuple[str, tuple[str, ...]]:
    match value:
        case Call(function=function, arguments=arguments):
            return function.text, tuple(word for part in arguments for word in _words(part))
        case Ref(path=path, index=None):
            return path.text, ()
        case _:
            return "", ()


def _words(value: Written) -> tuple[str, ...]:
    match value:
        case Ref(path=path):
            return (path.text,)
        case String(value=text):
            return (text,)
        case ListValue(items=items):
            return tuple(word for item in items for word in _words(item))
        case Named(value=inner):
            return _words(inner)
        case _:
            return ()


_TYPES: Mapping[str, Callable[[tuple[str, ...]], ty.PropertyType]] = {
    "text": lambda _: ty.TextType(),
    "choice": ty.ChoiceType,
    "flag": lambda _: ty.FlagType(),
    "number": lambda _: ty.NumberType(),
    "quantity": lambda words: ty.QuantityType(words[0] if words else None),
    "date": lambda _: ty.WhenType(),
    "ref": lambda words: ty.RefType(tuple(w for w in words if w != "element"), links=True),
    "value": lambda _: ty.ValueType(),
    "unit": lambda _: ty.UnitType(),
}

TYPE_WORDS = (*_TYPES, "list")
"""What may be written as the type of a property of a kind of one's own."""
