"""Entries to elements: what each statement says, typed by its kind."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Edit, Fix
from sysdsl.model.convert import Reading, convert, spread
from sysdsl.model.element import Allow, Element, Equation, Qualifier, Sides
from sysdsl.model.lower import Names, Spot, lower, step
from sysdsl.model.rules import (
    HEADER_PART,
    MISSING_PROPERTY,
    REPEATED_PROPERTY,
    STATEMENT_PLACE,
    UNKNOWN_CLAUSE,
    UNKNOWN_KIND,
    UNKNOWN_PROPERTY,
)
from sysdsl.resolve.entries import Entry, Given, arrow_at
from sysdsl.resolve.symbols import Found, Symbols
from sysdsl.schema import CLAUSES, HEADER, Kind, Kinds, Property, Record, kind_of
from sysdsl.schema import value as v
from sysdsl.schema.common import COMMON, Common
from sysdsl.schema.core import Link, Variable
from sysdsl.schema.types import NamesType, article, describe
from sysdsl.syntax import tree as t

_LINK = kind_of(Link)
_SIDES = ("is", "ought", "could", "before", "after")


@attrs.frozen(eq=False)
class Built:
    """What one entry became, with what it depends on.

    Attributes:
        element: The element, if it is one.
        equation: The equation, if it is one.
        diagnostics: What there is to say about it.
        looked_up: Names it looked up, where, the kind's word and what they meant.
        link_references: Links `a -> b` it refers to, with the places of the references.
    """

    element: Element[Any] | None
    equation: Equation | None
    diagnostics: tuple[Diagnostic, ...]
    looked_up: tuple[tuple[tuple[tuple[str, ...], str | None], str | None, Found], ...]
    link_references: tuple[tuple[str, Anchor], ...] = ()


@attrs.define
class _Draft:
    """An element being put together."""

    identity: str
    entry: Entry
    kind: Kind
    names: Names
    kinds: Kinds
    fields: dict[str, Any] = attrs.field(factory=dict)
    common: dict[str, Any] = attrs.field(factory=dict)
    sides: dict[str, list[tuple[str, object]]] = attrs.field(factory=dict)
    qualifiers: list[Qualifier] = attrs.field(factory=list)
    allows: list[Allow] = attrs.field(factory=list)

    def say(self, diagnostic: Diagnostic) -> None:
        self.names.diagnostics.append(diagnostic)


def build(identity: str, entry: Entry, path: str, symbols: Symbols, kinds: Kinds) -> Built:
    """Return the element or equation that an entry stands for.

    Args:
        identity: Its qualified name, unique in the model.
        entry: What was written.
        path: The file, for names it imports.
        symbols: The names of the model.
        kinds: The kinds in force.
    """
    names = Names(symbols, entry.scope, path)
    element: Element[Any] | None = None
    equation: Equation | None = None
    match entry.statement.node:
        case t.Declaration() as node:
            if entry.kind is None:
                names.diagnostics.append(_unknown_kind(identity, entry.word, kinds))
            else:
                names.scope = identity if entry.word != "model" else None
                draft = _Draft(identity, entry, entry.kind, names, kinds)
                element = _declared(draft, node)
        case t.LinkStatement() as node:
            element = _link(_Draft(identity, entry, _LINK, names, kinds), node)
        case t.Equation() as node:
            equation = _equation(identity, entry, node, names)
    # The body of a link statement holds for each of its arrows; its problems are told once.
    told = () if entry.arrow else tuple(names.diagnostics)
    looked_up = tuple(
        (key, symbols.words.get(found.id) if found.id else None, found)
        for key, found in names.looked_up.items()
    )
    return Built(element, equation, told, looked_up, tuple(names.links))


def _declared(draft: _Draft, node: t.Declaration) -> Element[Any]:
    _header(draft, node)
    _modifiers(draft, node.modifiers)
    _body(draft)
    _required(draft)
    return _element(draft, node.title.value if node.title else None, node.modifiers)


def _element(draft: _Draft, title: str | None, modifiers: tuple[t.Modifier, ...]) -> Element[Any]:
    kind, entry = draft.kind, draft.entry
    if entry.statement.doc and "doc" not in draft.common:
        draft.common["doc"] = entry.statement.doc
    body: Any
    if kind.cls is Record:
        body = Record(tuple((key, draft.fields[key]) for key in draft.fields))
    else:
        body = kind.cls(**draft.fields)
    return Element(
        id=draft.identity,
        kind=kind.name,
        body=body,
        common=Common(**draft.common),
        name=entry.name,
        title=title,
        parent=entry.scope,
        mode=entry.mode,
        tags=tuple(part.text for part in modifiers if isinstance(part, t.Tag)),
        sides=tuple((key, Sides(values=tuple(found))) for key, found in draft.sides.items()),
        qualifiers=tuple(draft.qualifiers),
        allows=tuple(draft.allows),
        origin=entry.module,
    )


def _header(draft: _Draft, node: t.Declaration) -> None:
    held = {
        "subscripts": tuple(name.text for name in node.subscripts),
        "unit": node.unit.text if node.unit else None,
    }
    values = {"loop": node.loop, "value": node.value}
    for place in HEADER:
        if not (held.get(place) or values.get(place)):
            continue
        property_ = draft.kind.at(place)
        if property_ is None:
            message = f"`{draft.kind.name}` takes no {place} here"
            draft.say(HEADER_PART.at(Anchor(draft.identity, place), message))
        elif place in held:
            draft.fields[property_.field] = held[place]
        elif (written := values[place]) is not None:
            _store(draft, property_, written)


def _modifiers(draft: _Draft, modifiers: tuple[t.Modifier, ...]) -> None:
    for part in modifiers:
        if not isinstance(part, t.Clause):
            continue
        property_ = draft.kind.at(part.word) or _common_at(part.word)
        if property_ is None:
            draft.say(
                UNKNOWN_CLAUSE.at(
                    Anchor(draft.identity, part.word),
                    f"`{part.word}` means nothing for a `{draft.kind.name}`",
                    hint=_clauses_hint(draft.kind),
                )
            )
        else:
            _store(draft, property_, part.value)


def _clauses_hint(kind: Kind) -> str:
    own = [p.at for p in kind.properties.values() if p.at in CLAUSES]
    listed = ", ".join(f"`{word}`" for word in (*own, "because") if word)
    return f"{article(kind.name)} `{kind.name}` takes {listed}"


def _common_at(word: str) -> Property | None:
    return next((p for p in COMMON.values() if p.at == word), None)


def _store(draft: _Draft, property_: Property, value: t.Value, mode: str | None = None) -> None:
    """Convert what was written for a property and keep it."""
    is_common = property_.key in COMMON and property_.key not in draft.kind.properties
    target = draft.common if is_common else draft.fields
    listed = property_.many or isinstance(target.get(property_.field), tuple)
    values: list[object] = []
    for item in spread(value, property_):
        index = (_count(target, property_) + len(values),) if _is_list(property_) else ()
        spot = Spot(draft.identity, property_.key, index)
        held = convert(item, Reading(draft.names, draft.kinds, property_, spot))
        if held is not None:
            values.append(held)
    if mode is not None:
        held_value: object = tuple(values) if _is_list(property_) else next(iter(values), None)
        draft.sides.setdefault(property_.key, []).append((mode, held_value))
        return
    if _is_list(property_):
        absent = next((x for x in values if isinstance(x, v.Absent)), None)
        before = target.get(property_.field, ())
        earlier = before if isinstance(before, tuple) else ()
        target[property_.field] = absent if absent is not None else (*earlier, *values)
    elif property_.field in target and not listed:
        draft.say(
            REPEATED_PROPERTY.at(
                Anchor(draft.identity, property_.key, (1,)),
                f"`{property_.key}` is given twice; the first one counts",
            )
        )
    elif values:
        target[property_.field] = values[0]


def _is_list(property_: Property) -> bool:
    return property_.many or isinstance(property_.type, NamesType)


def _count(target: dict[str, Any], property_: Property) -> int:
    before = target.get(property_.field, ())
    return len(before) if isinstance(before, tuple) else 0


def _body(draft: _Draft) -> None:
    for given in draft.entry.given:
        line = given.statement.node
        if isinstance(line, t.Property):
            _line(draft, given, line)


def _line(draft: _Draft, given: Given, line: t.Property) -> None:
    key = line.key.text
    if given.block is not None:
        _side_line(draft, given.block, line)
        return
    if key == "allow":
        _allow(draft, line)
        return
    property_ = draft.kind.find(key) or COMMON.get(key)
    if property_ is None:
        if draft.kind.name != "kind":
            draft.say(_unknown_property(draft, key))
        return
    index = _count(draft.fields, property_) if _is_list(property_) else 0
    _store(draft, property_, line.value, given.mode)
    _qualify(draft, given, line, property_, index)


def _side_line(draft: _Draft, block: str, line: t.Property) -> None:
    """Read a line `is: x` inside `client { ... }`."""
    property_ = draft.kind.properties[block]
    word = line.key.text
    if word in _SIDES:
        given = any(side == word for side, _ in draft.sides.get(block, ()))
        if given:
            message = f"`{word}` of `{block}` is given twice; the first one counts"
            draft.say(REPEATED_PROPERTY.at(Anchor(draft.identity, block), message))
        else:
            _store(draft, property_, line.value, word)
        return
    if word not in COMMON:
        draft.say(_unknown_side(draft, block, word))
        return
    value = lower(line.value, draft.names, Spot(draft.identity, block))
    draft.qualifiers.append(Qualifier(key=block, index=0, clauses=((word, value),), mode="both"))


def _unknown_side(draft: _Draft, block: str, word: str) -> Diagnostic:
    near = next(iter(get_close_matches(word, (*_SIDES, *COMMON), 1, 0.6)), None)
    sides = ", ".join(f"`{side}`" for side in _SIDES)
    return UNKNOWN_PROPERTY.at(
        Anchor(draft.identity, block),
        f"`{block}` has no side `{word}`",
        hint=f"did you mean `{near}`?" if near else f"its sides are {sides}",
    )


def _qualify(
    draft: _Draft, given: Given, line: t.Property, property_: Property, index: int
) -> None:
    """Keep clauses after a value and properties in the body of a property."""
    key = property_.key
    clauses: list[tuple[str, v.Value]] = []
    for part in line.modifiers:
        if isinstance(part, t.Clause):
            clauses.append((part.word, _aside(draft, key, part.value)))
    for child in given.statement.body or ():
        if isinstance(child.node, t.Property):
            clauses.append((child.node.key.text, _aside(draft, key, child.node.value)))
    if clauses:
        draft.qualifiers.append(
            Qualifier(key=key, index=index, clauses=tuple(clauses), mode=given.mode)
        )


def _aside(draft: _Draft, key: str, value: t.Value) -> v.Value:
    return lower(value, draft.names, Spot(draft.identity, key))


def _allow(draft: _Draft, line: t.Property) -> None:
    reason = next(
        (
            part.value.value
            for part in line.modifiers
            if isinstance(part, t.Clause)
            and part.word == "because"
            and isinstance(part.value, t.String | t.Prose)
        ),
        None,
    )
    items = line.value.items if isinstance(line.value, t.ListValue) else (line.value,)
    for item in items:
        if isinstance(item, t.String):
            allow = Allow(code=item.value, reason=reason, index=len(draft.allows))
            draft.allows.append(allow)


def _unknown_property(draft: _Draft, key: str) -> Diagnostic:
    known = (*draft.kind.properties, *(p.field for p in draft.kind.properties.values()), *COMMON)
    near = next(iter(get_close_matches(key, known, 1, 0.7)), None)
    anchor = Anchor(draft.identity, key, (-1,))
    return UNKNOWN_PROPERTY.at(
        anchor,
        f"{article(draft.kind.name)} `{draft.kind.name}` has no property `{key}`",
        hint=f"did you mean `{near}`?" if near else f"see `sysdsl explain {draft.kind.name}`",
        fixes=(Fix(f"Change to `{near}`", (Edit(anchor, near),)),) if near else (),
    )


def _required(draft: _Draft) -> None:
    for property_ in draft.kind.properties.values():
        given = property_.field in draft.fields or property_.key in draft.sides
        if property_.required and not given:
            draft.say(
                MISSING_PROPERTY.at(
                    Anchor(draft.identity),
                    f"`{draft.identity}` has no `{property_.key}`",
                    hint=f"add `{property_.key}`: {describe(property_.type)}",
                )
            )


def _unknown_kind(identity: str, word: str, kinds: Kinds) -> Diagnostic:
    near = kinds.similar(word)
    anchor = Anchor(identity, "kind")
    return UNKNOWN_KIND.at(
        anchor,
        f"`{word}` is no kind of element",
        hint=f"did you mean `{near}`?"
        if near
        else f"install the method that brings `{word}`, or declare `kind {word} of element {{ }}`",
        fixes=(Fix(f"Change to `{near}`", (Edit(anchor, near),)),) if near else (),
    )


def _link(draft: _Draft, node: t.LinkStatement) -> Element[Any]:
    source, target, arrow = arrow_at(node, draft.entry.arrow)
    scope = draft.entry.scope
    enclosing = draft.kinds.find(draft.names.symbols.words.get(scope, "")) if scope else None
    if scope is not None and enclosing is not None and enclosing.links is None:
        draft.say(
            STATEMENT_PLACE.at(
                Anchor(draft.identity), f"arrows mean nothing inside a `{enclosing.name}`"
            )
        )
    one = step(source, target, arrow, draft.names, Spot(draft.identity, "loop"))
    draft.fields["path"] = v.Steps((one,))
    _modifiers(draft, node.modifiers)
    _body(draft)
    return _element(draft, None, node.modifiers)


def _equation(identity: str, entry: Entry, node: t.Equation, names: Names) -> Equation | None:
    target = tuple(name.text for name in node.target.path.names)
    found = names.find(target)
    spot = Spot(identity, "target")
    if found.id is None:
        lower(node.target, names, attrs.evolve(spot, strict=True))
        return None
    used = lower(node.target, names, spot)
    return Equation(
        id=identity,
        scope=entry.scope,
        target=found.id,
        index=used.index if isinstance(used, v.Use) else (),
        value=lower(node.value, names, Spot(identity, "value", strict=True)),
        clauses=tuple(
            (part.word, lower(part.value, names, Spot(identity, part.word)))
            for part in node.modifiers
            if isinstance(part, t.Clause)
        ),
        origin=entry.module,
    )


def implied_variable(name: str) -> Element[Variable]:
    """Return the variable that links mention and nobody declares."""
    return Element(id=name, kind="variable", body=kind_of(Variable).cls(), name=name, implied=True)
