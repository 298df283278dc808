"""Values to what a property's type holds, with a message where they do not fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

import attrs

from sysdsl.diagnostics import Edit, Fix
from sysdsl.model.lower import Names, Spot, lower, steps, unknown_name
from sysdsl.model.rules import TEXT_REFERENCE, WRONG_REFERENCE, WRONG_VALUE
from sysdsl.schema import Kinds, Property
from sysdsl.schema import types as ty
from sysdsl.schema import value as v
from sysdsl.syntax import tree as t

_REFERENCE = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")


@attrs.frozen
class Reading:
    """How to read one value: where names are looked up, where problems are placed."""

    names: Names
    kinds: Kinds
    property: Property
    spot: Spot

    def reject(self, message: str, hint: str | None = None, fixes: tuple[Fix, ...] = ()) -> None:
        """Report that the value does not fit the property."""
        self.names.diagnostics.append(
            WRONG_VALUE.at(self.spot.anchor, message, hint=hint, fixes=fixes)
        )


def convert(value: t.Value, reading: Reading) -> object | None:
    """Return what the property holds for a value, or None after saying why it does not fit."""
    while isinstance(value, t.Group):
        value = value.inner
    return _CONVERTERS[type(reading.property.type)](value, reading)


def spread(value: t.Value, property_: Property) -> tuple[t.Value, ...]:
    """Return the single values of a list, where a list is expected; else the value itself."""
    listed = property_.many or isinstance(property_.type, ty.NamesType)
    while listed and isinstance(value, t.Group):
        value = value.inner
    if listed and isinstance(value, t.ListValue):
        return value.items
    return (value,)


def _text(value: t.Value, reading: Reading) -> object | None:
    if isinstance(value, t.String | t.Prose):
        _references(value.value, reading)
        return value.value
    word = _word(value)
    if word is not None:
        fix = Fix("Put it in quotes", (Edit(reading.spot.anchor, f'"{word}"'),), safe=True)
        reading.reject(
            f"`{reading.property.key}` takes text in quotes", f'write `"{word}"`', (fix,)
        )
        return None
    if isinstance(value, t.Number | t.Date):
        return value.text
    return _misfit(reading)


def _references(text: str, reading: Reading) -> None:
    """Report names in a text, `[[name]]`, that lead nowhere."""
    for match in _REFERENCE.finditer(text) if "[[" in text else ():
        name = match.group(1).strip()
        if reading.names.find(tuple(name.split("."))).id is not None:
            continue
        near = reading.names.symbols.similar(name)
        reading.names.diagnostics.append(
            TEXT_REFERENCE.at(
                reading.spot.anchor,
                f"`[[{name}]]` in this text leads nowhere",
                hint=f"did you mean `[[{near}]]`?" if near else "correct the name",
            )
        )


def _choice(value: t.Value, reading: Reading) -> object | None:
    kind = reading.property.type
    options = kind.options if isinstance(kind, ty.ChoiceType) else ()
    word = _word(value)
    if isinstance(value, t.Truth):
        word = "yes" if value.value else "no"
    if word in options:
        return word
    if word is None:
        return _misfit(reading)
    near = next(iter(get_close_matches(word, options, 1, 0.6)), None)
    fixes = (Fix(f"Change to `{near}`", (Edit(reading.spot.anchor, near),)),) if near else ()
    hint = f"did you mean `{near}`?" if near else f"write {ty.describe(kind)}"
    reading.reject(f"`{reading.property.key}` cannot be `{word}`", hint, fixes)
    return None


def _flag(value: t.Value, reading: Reading) -> object | None:
    if isinstance(value, t.Truth):
        return value.value
    word = _word(value)
    if word in ("yes", "no"):
        return word == "yes"
    return _misfit(reading)


def _number(value: t.Value, reading: Reading) -> object | None:
    kind = reading.property.type
    if not isinstance(kind, ty.NumberType):
        return None
    word = _word(value)
    if word is not None and word in kind.words:
        return word
    lowered = lower(value, reading.names, reading.spot)
    if isinstance(lowered, v.Quantity) and lowered.unit in (None, "dmnl"):
        low = -float("inf") if kind.low is None else kind.low
        high = float("inf") if kind.high is None else kind.high
        if low <= lowered.value <= high:
            return lowered.value
    return _misfit(reading)


def _quantity(value: t.Value, reading: Reading) -> object | None:
    if isinstance(value, t.Chain):
        told = len(reading.names.diagnostics)
        lower(value, reading.names, attrs.evolve(reading.spot, strict=True))
        return _misfit(reading) if len(reading.names.diagnostics) == told else None
    lowered = lower(value, reading.names, reading.spot)
    match lowered:
        case v.Absent():
            return lowered
        case v.Quantity() | v.Span(low=v.Quantity(), high=v.Quantity()):
            return lowered
        case v.Sign(operator="-", operand=v.Quantity(value=number, unit=unit)):
            return v.Quantity(-number, unit)
        case v.Span(low=v.Sign() | v.Quantity(), high=v.Sign() | v.Quantity()):
            return lowered
        case _:
            return _misfit(reading)


def _when(value: t.Value, reading: Reading) -> object | None:
    match value:
        case t.Date(text=text) | t.String(value=text):
            return text
        case t.Number(text=text, unit=None):
            return text
        case t.Range(low=t.Date(text=low), high=t.Date(text=high)):
            return (low, high)
        case _:
            return _misfit(reading)


def _ref(value: t.Value, reading: Reading) -> object | None:
    kind = reading.property.type
    if not isinstance(kind, ty.RefType):
        return None
    if isinstance(value, t.LoopValue):
        return _link(value, kind, reading)
    if isinstance(value, t.String) and kind.words:
        return value.value
    if not isinstance(value, t.Ref):
        return _misfit(reading)
    found = reading.names.find(tuple(name.text for name in value.path.names))
    if found.id is None:
        return _missing(value, found.rivals, kind, reading)
    word = reading.names.symbols.words.get(found.id, "variable")
    actual = reading.kinds.find(word)
    plain = actual.name if actual else word
    if kind.kinds and plain not in kind.kinds and not _extends(plain, kind.kinds, reading.kinds):
        wanted = " or ".join(f"`{name}`" for name in kind.kinds)
        reading.names.diagnostics.append(
            WRONG_REFERENCE.at(
                reading.spot.anchor,
                f"`{reading.property.key}` needs {wanted}, but `{found.id}` is a `{plain}`",
            )
        )
        return None
    return found.id


def _extends(name: str, wanted: tuple[str, ...], kinds: Kinds) -> bool:
    """Tell whether a kind of the modeller's own specialises one of those wanted."""
    kind = kinds.find(name)
    return kind is not None and kind.method in wanted


def _missing(
    value: t.Ref, rivals: tuple[str, ...], kind: ty.RefType, reading: Reading
) -> object | None:
    word = value.path.text
    if word in ("none", "unknown") and value.index is None:
        return v.Absent(word)
    if kind.words and not rivals and reading.names.symbols.similar(word) is None:
        return word
    if rivals:
        lower(value, reading.names, attrs.evolve(reading.spot, strict=True))
        return None
    reading.names.diagnostics.append(unknown_name(word, reading.names, reading.spot.anchor))
    return None


def _link(value: t.LoopValue, kind: ty.RefType, reading: Reading) -> object | None:
    if not kind.links or len(value.refs) != 2:
        return _misfit(reading)
    link = steps(value, reading.names, reading.spot).steps[0].link
    reading.names.links.append((link, reading.spot.anchor))
    return link


def _value(value: t.Value, reading: Reading) -> object | None:
    return lower(value, reading.names, attrs.evolve(reading.spot, strict=True))


def _unit(value: t.Value, reading: Reading) -> object | None:
    """Accept a unit written as a value: `people`, `people/day`, `"km^2"`."""
    match value:
        case t.String(value=text):
            return text
        case t.Ref(path=path, index=None):
            return path.text
        case t.Chain() | t.Power() | t.Number():
            return _unit_text(value) or _misfit(reading)
        case _:
            return _misfit(reading)


def _unit_text(value: t.Value) -> str | None:
    match value:
        case t.Ref(path=path, index=None):
            return path.text
        case t.Number(text=text, unit=None):
            return text
        case t.Power(base=base, exponent=exponent):
            parts = (_unit_text(base), _unit_text(exponent))
            return None if None in parts else f"{parts[0]}^{parts[1]}"
        case t.Group(inner=inner):
            inside = _unit_text(inner)
            return None if inside is None else f"({inside})"
        case t.Chain(operators=operators, operands=operands):
            texts = [_unit_text(part) for part in operands]
            if None in texts or not set(operators) <= {"*", "/"}:
                return None
            tail = "".join(f"{o}{x}" for o, x in zip(operators, texts[1:], strict=True))
            return f"{texts[0]}{tail}"
        case _:
            return None


def _name(value: t.Value, reading: Reading) -> object | None:
    word = _word(value)
    if word is not None:
        return word
    if isinstance(value, t.String):
        return value.value
    if isinstance(value, t.Number):
        return value.text
    return _misfit(reading)


def _loop(value: t.Value, reading: Reading) -> object | None:
    if isinstance(value, t.LoopValue):
        return steps(value, reading.names, reading.spot)
    return _misfit(reading)


def _misfit(reading: Reading) -> object | None:
    wanted = ty.describe(reading.property.type)
    reading.reject(f"`{reading.property.key}` needs {wanted}", reading.property.doc)
    return None


def _word(value: t.Value) -> str | None:
    if isinstance(value, t.Ref) and value.index is None:
        return value.path.text
    return None


_CONVERTERS: dict[type, Callable[[t.Value, Reading], object | None]] = {
    ty.TextType: _text,
    ty.ChoiceType: _choice,
    ty.FlagType: _flag,
    ty.NumberType: _number,
    ty.QuantityType: _quantity,
    ty.WhenType: _when,
    ty.RefType: _ref,
    ty.ValueType: _value,
    ty.UnitType: _unit,
    ty.NamesType: _name,
    ty.LoopType: _loop,
}
