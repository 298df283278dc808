"""Data files: `csv("file.csv", time: week, value: people)` becomes the values in the file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import attrs

from sysdsl.diagnostics import Diagnostic, Label, Location
from sysdsl.model.delimited import Cell, Sheet
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.model.rules import TABLE_CELL, TABLE_COLUMN, TABLE_FORM, TABLE_MISSING
from sysdsl.resolve.symbols import Symbols
from sysdsl.schema import Record
from sysdsl.schema import types as ty
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Data, Flow, Lookup, Stock, Variable
from sysdsl.source import Span

FUNCTION = "csv"
_NAMED = re.compile(r'\bcsv\s*\(\s*"([^"\n]*)"')
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?")
_TOLD = 10
_EQUATIONS = (Stock, Flow, Const, Variable)

Problems = list[Diagnostic]


def tables_named(text: str, path: str) -> tuple[str, ...]:
    """Return the paths of data files that the text of a model file may name, each once.

    Args:
        text: Of the file.
        path: Of the file; data files are named relative to it.
    """
    if FUNCTION not in text:
        return ()
    found = (table_path(name, path) for name in _NAMED.findall(text))
    return tuple(dict.fromkeys(name for name in found if name is not None))


def table_path(named: str, path: str) -> str | None:
    """Return the path of a data file in the workspace, None when it leads out of it."""
    if not named or named.startswith("/") or ":" in named or "\\" in named:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
    return None if joined.startswith("..") else joined


@attrs.define
class TableMemo:
    """What was filled in before, for reuse where neither element nor file changed."""

    filled: dict[str, tuple[Element[Any], Sheet | None, Element[Any], tuple[Diagnostic, ...]]] = (
        attrs.field(factory=dict)
    )
    last: tuple[Model, Model] | None = None


@attrs.frozen(kw_only=True)
class Shelf:
    """Where data files are looked for.

    Attributes:
        sheets: Those that are there, by path.
        file_of: Returns the path of the file in which an element stands.
        symbols: The names of the model, for tables whose cells name elements.
    """

    sheets: Mapping[str, Sheet]
    file_of: Callable[[str], str]
    symbols: Symbols


def fill_tables(
    model: Model, shelf: Shelf, memo: TableMemo
) -> tuple[Model, tuple[Diagnostic, ...]]:
    """Return a model with the values of its data files, and what is wrong with these.

    Args:
        model: The model as its files say.
        shelf: The data files.
        memo: Updated; give the same one again after an edit.
    """
    wanted = tuple(_wanted(model))
    if not wanted:
        memo.filled.clear()
        return model, ()
    kept = {}
    for element, field, key, call in wanted:
        found, sheet = _sheet(call, shelf, element)
        before = memo.filled.get(element.id)
        if before is None or before[0] is not element or before[1] is not sheet:
            problems: Problems = []
            value = _Reading(element, key, shelf, problems).value(call, found, sheet)
            before = element, sheet, _with(element, field, value), tuple(problems)
        kept[element.id] = before
    same = memo.last is not None and memo.last[0] is model
    same = same and all(memo.filled.get(name) is entry for name, entry in kept.items())
    memo.filled = kept
    if not same or memo.last is None:
        elements = {**model.elements, **{name: entry[2] for name, entry in kept.items()}}
        made = Model(elements, model.equations, model.kinds)
        if memo.last is not None:
            made.remember(memo.last[1])
        memo.last = model, made
    return memo.last[1], tuple(problem for entry in kept.values() for problem in entry[3])


def _wanted(model: Model) -> Iterator[tuple[Element[Any], str, str, v.Apply]]:
    """Yield elements that name a data file: with field, key and the call; one for an element."""
    for name, elements in model.by_kind.items():
        kind = model.kinds.find(name)
        properties = kind.properties.values() if kind else ()
        held = [(p.field, p.key) for p in properties if isinstance(p.type, ty.ValueType)]
        for element in elements if held else ():
            body = element.body
            given = dict(body.values) if isinstance(body, Record) else None
            for field, key in () if isinstance(body, _EQUATIONS) else held:
                value = getattr(body, field) if given is None else given.get(field)
                if isinstance(value, v.Apply) and value.function == FUNCTION:
                    yield element, field, key, value
                    break


def _sheet(call: v.Apply, shelf: Shelf, element: Element[Any]) -> tuple[str | None, Sheet | None]:
    first = call.arguments[0] if call.arguments else None
    named = first.value if isinstance(first, v.Text) else ""
    path = table_path(named, shelf.file_of(element.id))
    return path, shelf.sheets.get(path) if path is not None else None


def _with(element: Element[Any], field: str, value: v.Value) -> Element[Any]:
    body = element.body
    if isinstance(body, Record):
        held = tuple((key, value if key == field else old) for key, old in body.values)
        return attrs.evolve(element, body=Record(held))
    return attrs.evolve(element, body=attrs.evolve(body, **{field: value}))


@attrs.frozen
class _Reading:
    """Reads the file that one element names."""

    element: Element[Any]
    key: str
    shelf: Shelf
    problems: Problems

    def value(self, call: v.Apply, path: str | None, sheet: Sheet | None) -> v.Value:
        if sheet is None:
            first = call.arguments[0] if call.arguments else None
            self._missing(first.value if isinstance(first, v.Text) else "", path)
            return call
        if sheet.trouble is not None:
            trouble = sheet.trouble
            place = Location(sheet.path, trouble.span)
            at_call = Label(self.element.anchor(self.key), "named here")
            message = f"`{sheet.path}` cannot be read: {trouble.message}"
            self.problems.append(
                TABLE_FORM.at(place, message, hint=trouble.hint, others=(at_call,))
            )
            return call
        if not isinstance(self.element.body, Data | Lookup):
            return self._grid(sheet)
        columns = self._columns(call, sheet)
        return call if columns is None else self._series(sheet, *columns)

    def _missing(self, named: str, path: str | None) -> None:
        if not named:
            message, hint = (
                "`csv` names no file",
                'write `csv("data.csv", time: week, value: people)`',
            )
        elif path is None:
            message = f"`{named}` leads out of the workspace"
            hint = "name a file inside it, relative to this file, with forward slashes"
        else:
            near = get_close_matches(path, sorted(self.shelf.sheets), 1, 0.7)
            message = f"there is no data file `{path}`"
            hint = f"did you mean `{near[0]}`?" if near else "add the file, or correct its name"
        self.problems.append(TABLE_MISSING.at(self.element.anchor(self.key, 0), message, hint=hint))

    def _columns(self, call: v.Apply, sheet: Sheet) -> tuple[int, int] | None:
        """Return the columns of times and of values; None, with a message, where one is unclear."""
        heads = [cell.text for cell in sheet.heads]
        x, y = ("time", "value") if isinstance(self.element.body, Data) else ("x", "y")
        said: dict[str, int | None] = {}
        for index, argument in enumerate(call.arguments[1:], 1):
            name = argument.name if isinstance(argument, v.Keyed) else ""
            if name not in (x, y):
                self._column(
                    f"`csv` takes no `{name}`" if name else "`csv` takes one file",
                    f"write `{x}: column, {y}: column` after it",
                    index,
                )
                return None
            said[name] = self._head(argument, heads, sheet, index)
        if None in said.values():
            return None
        first = said.get(x)
        first = 0 if first is None else first
        second = said.get(y)
        others = [i for i in range(len(heads)) if i != first]
        if second is None and len(others) != 1:
            named = ", ".join(f"`{_short(head)}`" for head in heads[:6]) or "none"
            self._column(f"`{sheet.path}` has the columns {named}", f"say which: `{y}: column`", 0)
            return None
        return first, others[0] if second is None else second

    def _head(self, argument: v.Value, heads: list[str], sheet: Sheet, index: int) -> int | None:
        inner = argument.value if isinstance(argument, v.Keyed) else argument
        name = inner.value if isinstance(inner, v.Text) else ""
        if name in heads:
            return heads.index(name)
        near = get_close_matches(name, heads, 1, 0.6)
        named = ", ".join(f"`{_short(head)}`" for head in heads[:6])
        hint = f"did you mean `{near[0]}`?" if near else f"its columns: {named}"
        self._column(f"`{sheet.path}` has no column `{_short(name)}`", hint, index)
        return None

    def _column(self, message: str, hint: str, index: int) -> None:
        place = self.element.anchor(self.key, index)
        self.problems.append(TABLE_COLUMN.at(place, message, hint=hint))

    def _series(self, sheet: Sheet, first: int, second: int) -> v.Value:
        pairs: list[v.Value] = []
        wrong: list[Diagnostic] = []
        before: v.Value | None = None
        for row in sheet.rows:
            if len(row) <= max(first, second) or not row[second].text:
                continue  # Nothing was measured then.
            time, amount = _moment(row[first].text), _number(row[second].text)
            if time is None:
                wrong.append(_no(sheet, row[first], "neither a number nor a date", _DATE_HINT))
            elif amount is None:
                wrong.append(_no(sheet, row[second], "no number", _NUMBER_HINT))
            elif before is not None and not _follows(before, time):
                wrong.append(_no(sheet, row[first], "not later than the row above", _ORDER_HINT))
            else:
                before = time
                pairs.append(v.Tuple((time, amount)))
        self.problems.extend(wrong[:_TOLD])
        if len(wrong) > _TOLD:
            rest = len(wrong) - _TOLD
            place = self.element.anchor(self.key, 0)
            message = f"`{sheet.path}` has {rest:,} more cells that cannot be used"
            self.problems.append(TABLE_CELL.at(place, message, hint="correct the first ones"))
        function = "series" if isinstance(self.element.body, Data) else "points"
        return v.Apply(function, tuple(pairs))

    def _grid(self, sheet: Sheet) -> v.Value:
        rows = (sheet.heads, *sheet.rows)
        return v.Grid(tuple(tuple(self._judged(cell) for cell in row) for row in rows))

    def _judged(self, cell: Cell) -> v.Value:
        if not cell.text:
            return v.Absent.NOT_JUDGED
        number = _number(cell.text)
        if number is not None:
            return number
        path = self.shelf.file_of(self.element.id)
        found = self.shelf.symbols.find(tuple(cell.text.split(".")), self.element.parent, path)
        if found.id is not None:
            return v.Use(found.id)
        return v.Word(cell.text) if cell.text.isidentifier() else v.Text(cell.text)


_DATE_HINT = "write a number, or a date such as `2026-05-14`"
_NUMBER_HINT = "write digits with a point, for instance `1250.5`, or leave the cell empty"
_ORDER_HINT = "sort the rows by time, each time once"


def _no(sheet: Sheet, cell: Cell, what: str, hint: str) -> Diagnostic:
    place = Location(sheet.path, Span(cell.span.start, max(cell.span.end, cell.span.start)))
    shown = f"`{_short(cell.text)}`" if cell.text else "an empty cell"
    return TABLE_CELL.at(place, f"{shown} is {what}", hint=hint)


def _number(text: str) -> v.Quantity | None:
    if len(text) > 40 or not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return v.Quantity(number) if abs(number) < float("inf") else None


def _moment(text: str) -> v.Value | None:
    return v.Day(text) if _DAY.fullmatch(text) else _number(text)


def _follows(before: v.Value, now: v.Value) -> bool:
    match before, now:
        case (v.Quantity(value=a), v.Quantity(value=b)):
            return a < b
        case (v.Day(value=first), v.Day(value=second)):
            return first < second
        case _:
            return False


def _short(text: str) -> str:
    plain = " ".join(text.replace("`", "'").split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
