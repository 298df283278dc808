"""Places in the model to places in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sysdsl.model.convert import spread
from sysdsl.resolve.entries import Entry, arrow_at, is_block
from sysdsl.schema import Property
from sysdsl.schema.common import COMMON
from sysdsl.schema.types import NamesType
from sysdsl.source import Span
from sysdsl.syntax import tree as t


def span_of(entry: Entry, statement: t.Statement, key: str | None, path: tuple[int, ...]) -> Span:
    """Return the range that a place in the model stands for, from the start of the statement.

    The start is that of the top-level statement, so that the answer outlives edits above.

    Args:
        entry: The entry of the element.
        statement: Its statement.
        key: Property or part, None for the element as a whole.
        path: Way into the value, `(-1,)` for the key itself.
    """
    offset = statement.offset
    if key is None:
        return _whole(entry, statement.node).shifted(offset)
    node = _header_part(entry, statement.node, key)
    property_ = (entry.kind.find(key) if entry.kind else None) or COMMON.get(key)
    keys = {key, property_.key, property_.field} if property_ else {key}
    lines = list(_lines(statement, keys, entry))
    if path[:1] == (-1,) and lines:
        line, at = lines[0]
        return _span(line.key).shifted(at)
    values: list[tuple[t.Value, int]] = []
    if isinstance(node, t.Value):
        values.extend((part, offset) for part in _spread(node, property_))
    for line, at in lines:
        values.extend((part, at) for part in _spread(line.value, property_))
    if not values:
        return (_span(node) if node is not None else _whole(entry, statement.node)).shifted(offset)
    return _within(values, path, listed=_listed(property_))


def _within(values: list[tuple[t.Value, int]], path: tuple[int, ...], *, listed: bool) -> Span:
    first, rest = 0, path
    if path and listed:
        first, rest = path[0], path[1:]
    elif len(values) > 1 and path:
        first, rest = path[0], ()
    value, at = values[min(first, len(values) - 1)]
    return _span(_descend(value, rest)).shifted(at)


def _listed(property_: Property | None) -> bool:
    return property_ is not None and (property_.many or isinstance(property_.type, NamesType))


def _spread(value: t.Value, property_: Property | None) -> tuple[t.Value, ...]:
    return (value,) if property_ is None else spread(value, property_)


def _whole(entry: Entry, node: t.StatementNode) -> Span:
    match node:
        case t.Declaration(name=t.Name() as name):
            return _span(name)
        case t.Declaration(title=t.String() as title, kind=kind):
            return Span(kind.start, title.end)
        case t.LinkStatement():
            source, target, _ = arrow_at(node, entry.arrow)
            return Span(source.start, target.end)
        case t.Equation(target=target):
            return _span(target)
        case t.Declaration(kind=kind, modifiers=modifiers):
            return Span(kind.start, modifiers[-1].end if modifiers else kind.end)
        case _:
            return _span(node)


def _header_part(entry: Entry, node: t.StatementNode, key: str) -> _Node | None:
    """Return the node in the header of a statement that a key stands for."""
    property_ = (entry.kind.find(key) if entry.kind else None) or COMMON.get(key)
    place = property_.at if property_ and property_.at else key
    match node:
        case t.Declaration():
            parts = {
                "kind": node.kind,
                "name": node.name,
                "title": node.title,
                "unit": node.unit,
                "loop": node.loop,
                "value": node.value,
                "subscripts": node.subscripts[0] if node.subscripts else None,
            }
            return parts.get(place) or _clause(node.modifiers, place)
        case t.LinkStatement():
            if place == "loop":
                source, target, arrow = arrow_at(node, entry.arrow)
                return t.LoopValue((source, target), (arrow,), source.start, target.end)
            return _clause(node.modifiers, place)
        case t.Equation():
            return {"value": node.value, "target": node.target}.get(place) or _clause(
                node.modifiers, place
            )
        case _:
            return None


def _clause(modifiers: tuple[t.Modifier, ...], word: str) -> t.Value | None:
    return next(
        (part.value for part in modifiers if isinstance(part, t.Clause) and part.word == word),
        None,
    )


def _lines(
    statement: t.Statement, keys: set[str], entry: Entry
) -> Iterator[tuple[t.Property, int]]:
    """Yield the lines of a body that give a property, with the offset of each."""
    for child in statement.body or ():
        match child.node:
            case t.Property() as line if line.key.text in keys:
                yield line, child.offset
            case t.Mode():
                yield from _lines(child, keys, entry)
            case t.Declaration() as node if is_block(node, entry.kind) and node.kind.text in keys:
                for inner in child.body or ():
                    if isinstance(inner.node, t.Property):
                        yield inner.node, inner.offset
            case _:
                pass


class _Node(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _span(node: _Node) -> Span:
    return Span(node.start, node.end)


def parts(value: t.Value) -> tuple[t.Value, ...]:
    """Return the direct parts of a value as written, in the order of `schema.value.children`."""
    match value:
        case t.Ref(index=index):
            return index or ()
        case t.Named(value=inner) | t.Unary(operand=inner):
            return (inner,)
        case t.Call(arguments=found) | t.Chain(operands=found) | t.Comparison(operands=found):
            return found
        case t.ListValue(items=found) | t.TupleValue(items=found):
            return found
        case t.LoopValue(refs=refs):
            return refs
        case t.Power(base=base, exponent=exponent):
            return (base, exponent)
        case t.Conditional(condition=a, consequence=b, alternative=c):
            return (a, b, c)
        case t.Range(low=low, high=high):
            return (low, high)
        case _:
            return ()


def _descend(value: t.Value, path: tuple[int, ...]) -> t.Value:
    for index in path:
        while isinstance(value, t.Group):
            value = value.inner
        if isinstance(value, t.Table):
            cells = [cell for row in value.rows for cell in row]
            cell = cells[index] if 0 <= index < len(cells) else None
            if cell is None:
                return value
            value = cell
            continue
        found = parts(value)
        if not 0 <= index < len(found):
            return value
        value = found[index]
    return value
