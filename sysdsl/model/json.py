"""Models and results as JSON: versioned, loss-free, readable by other programs.

Numbers that JSON cannot write are objects: `{"$": "number", "is": "nan"}`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import attrs

from sysdsl.model.element import Allow, Element, Equation, Qualifier, Sides
from sysdsl.model.model import Model
from sysdsl.schema import Kind, Kinds, Property, Record
from sysdsl.schema import types as ty
from sysdsl.schema import value as v
from sysdsl.schema.common import Common

VERSION = 1
"""Version of the format: a reader refuses another one."""

_TAG = "$"
_CLASSES: Mapping[str, type] = {
    cls.__name__: cls
    for cls in (
        v.Quantity, v.Text, v.Day, v.Truth, v.Word, v.Every, v.Use, v.Unresolved, v.Keyed,
        v.Apply, v.Sign, v.Chain, v.Compare, v.Choose, v.Span, v.Items, v.Tuple, v.Grid, v.Step,
        v.Steps, Allow, Element, Equation, Qualifier, Sides, Common, Record, Kind, Property,
        ty.TextType, ty.ChoiceType, ty.FlagType, ty.NumberType, ty.QuantityType, ty.WhenType,
        ty.RefType, ty.ValueType, ty.UnitType, ty.NamesType, ty.LoopType,
    )
}  # fmt: skip
_SPECIAL = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class UnreadableModel(ValueError):  # noqa: N818  it names the state, not a fault
    """JSON that is no model of this version."""


def plain(value: object) -> Any:  # noqa: ANN401  what json.dumps takes
    """Return a value as lists, dictionaries, texts and numbers, without type tags.

    For results of analyses: attrs classes become objects of their fields.
    """
    match value:
        case None | bool() | str() | int():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted(plain(item) for item in value)
        case _ if attrs.has(type(value)):
            return {f.name: plain(getattr(value, f.name)) for f in _fields(value) if f.repr}
        case _:
            return str(value)


def model_to_json(model: Model) -> str:
    """Return a model as JSON text; `model_from_json` gives an equal model back."""
    own = [kind for kind in model.kinds if kind.cls is Record]
    body = {
        "format": "sysdsl-model",
        "version": VERSION,
        "kinds": [_encode(kind) for kind in own],
        "elements": [_encode(element) for element in model.elements.values()],
        "equations": [_encode(equation) for equation in model.equations],
    }
    return json.dumps(body, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def model_from_json(text: str, kinds: Kinds) -> Model:
    """Return the model that JSON text holds.

    Args:
        text: From `model_to_json`.
        kinds: The kinds of core and methods.

    Raises:
        UnreadableModel: It is no model, or of another version.
    """
    try:
        body = json.loads(text)
        if body.get("format") != "sysdsl-model" or body.get("version") != VERSION:
            raise UnreadableModel(f"this is no sysdsl model of version {VERSION}")
        own = [_decode(item, kinds) for item in body["kinds"]]
        kinds = kinds.plus(own) if own else kinds
        elements = [_decode(item, kinds) for item in body["elements"]]
        equations = tuple(_decode(item, kinds) for item in body["equations"])
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise UnreadableModel(f"this is no sysdsl model: {problem}") from problem
    return Model({element.id: element for element in elements}, equations, kinds)


def _fields(value: Any) -> tuple[Any, ...]:  # noqa: ANN401  any attrs value
    found: tuple[Any, ...] = attrs.fields(type(value))
    return found


def _encode(value: object) -> Any:  # noqa: ANN401  what json.dumps takes
    match value:
        case v.Absent():
            return {_TAG: "Absent", "is": value.value}
        case None | bool() | str() | int():
            return value
        case float():
            if math.isfinite(value):
                return value
            return {_TAG: "number", "is": str(value)}
        case tuple():
            return [_encode(item) for item in value]
        case Mapping():
            return {_TAG: "Map", "items": [[key, _encode(item)] for key, item in value.items()]}
        case type():
            return None
        case _:
            return _object(value)


def _object(value: object) -> dict[str, Any]:
    cls = type(value)
    kind = value.kind if isinstance(value, Element) else None
    name = cls.__name__ if cls.__name__ in _CLASSES else "Body"
    out: dict[str, Any] = {_TAG: name}
    for field in _fields(value):
        item = getattr(value, field.name)
        if field.default is not attrs.NOTHING and item == field.default:
            continue
        out[field.name] = _encode(item)
    if isinstance(value, Element) and not isinstance(value.body, Record):
        out["kind"] = kind
    return out


def _decode(value: Any, kinds: Kinds, body: type | None = None) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return tuple(_decode(item, kinds) for item in value)
    if not isinstance(value, dict):
        return value
    tag = value[_TAG]
    if tag == "number":
        return _SPECIAL[value["is"]]
    if tag == "Absent":
        return v.Absent(value["is"])
    if tag == "Map":
        return {key: _decode(item, kinds) for key, item in value["items"]}
    if tag == "Body":
        if body is None:
            raise UnreadableModel("an element of a kind that is not installed")
        return body(**{k: _decode(item, kinds) for k, item in value.items() if k != _TAG})
    cls = _CLASSES[tag]
    fields = {k: item for k, item in value.items() if k != _TAG}
    if cls is Element:
        kind = kinds.find(fields["kind"])
        inner = _decode(fields.pop("body"), kinds, kind.cls if kind else None)
        rest = {k: _decode(item, kinds) for k, item in fields.items()}
        return Element(body=inner, **rest)
    decoded = {k: _decode(item, kinds) for k, item in fields.items()}
    if cls is Kind:
        decoded["cls"] = Record
    return cls(**decoded)
