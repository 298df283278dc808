"""Values as written to values of the model: names resolved, positions dropped."""

from __future__ import annotations

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Edit, Fix
from sysdsl.model.rules import AMBIGUOUS_NAME, UNIT_DIVISION, UNKNOWN_NAME
from sysdsl.resolve.symbols import Found, Symbols
from sysdsl.schema import kind_of
from sysdsl.schema import value as v
from sysdsl.schema.core import Pattern
from sysdsl.schema.types import ChoiceType
from sysdsl.syntax import tree as t

_ABSENT = {"none": v.Absent.NONE, "unknown": v.Absent.UNKNOWN}
_SHAPES = kind_of(Pattern).properties["shape"].type
_BEHAVIOURS = frozenset(_SHAPES.options if isinstance(_SHAPES, ChoiceType) else ())
_TIME_UNITS = frozenset(["second", "minute", "hour", "day", "week", "month", "quarter", "year"])


@attrs.define
class Names:
    """Resolves names where one element stands, and remembers what it looked up.

    Attributes:
        symbols: The names of the model.
        scope: The element in whose body names are meant.
        path: The file.
        looked_up: What every name looked up meant; an unchanged element need not be built
            again while all of these mean the same.
        diagnostics: What there is to say.
        links: Links `a -> b` that values refer to, with the places of the references.
    """

    symbols: Symbols
    scope: str | None
    path: str
    looked_up: dict[tuple[tuple[str, ...], str | None], Found] = attrs.field(factory=dict)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    links: list[tuple[str, Anchor]] = attrs.field(factory=list)

    def find(self, names: tuple[str, ...], scope: str | None = None) -> Found:
        """Return what a dotted name means, from the element's own scope unless another is given."""
        at = self.scope if scope is None else scope
        found = self.symbols.find(names, at, self.path)
        self.looked_up[names, at] = found
        return found


@attrs.frozen
class Spot:
    """What is being lowered: for the places of diagnostics, and how strict to be with names.

    Attributes:
        strict: Whether a name must mean an element; else it becomes a `Word`.
    """

    element: str
    key: str
    path: tuple[int, ...] = ()
    strict: bool = False

    def part(self, index: int) -> Spot:
        """Return the spot of a direct part."""
        return attrs.evolve(self, path=(*self.path, index))

    @property
    def anchor(self) -> Anchor:
        """The place of the value."""
        return Anchor(self.element, self.key, self.path)


def lower(value: t.Value, names: Names, spot: Spot) -> v.Value:  # noqa: C901  one case a node
    """Return the value that was written, with names resolved; problems go to `names`."""
    match value:
        case t.Group(inner=inner):
            return lower(inner, names, spot)
        case t.Number():
            return _number(value)
        case t.String(value=text) | t.Prose(value=text):
            return v.Text(text)
        case t.Date(text=text):
            return v.Day(text)
        case t.Truth(value=truth):
            return v.Truth(truth)
        case t.Star():
            return v.Every()
        case t.Ref():
            return _reference(value, names, spot)
        case t.Named(name=name, value=inner):
            return v.Keyed(name.text, lower(inner, names, spot.part(0)))
        case t.Call(function=function, arguments=arguments) if function.text == "csv":
            return v.Apply("csv", tuple(_heading(part, names, spot) for part in arguments))
        case t.Call(function=function, arguments=arguments):
            return _call(function, _parts(arguments, names, spot), names)
        case t.Unary(operator=operator, operand=operand):
            return v.Sign(operator, lower(operand, names, spot.part(0)))
        case t.Chain(operators=operators):
            return v.Chain(operators, _operands(value, names, spot))
        case t.Power(base=base, exponent=exponent):
            return v.Chain(("^",), _parts((base, exponent), names, spot))
        case t.Comparison(operators=operators, operands=operands):
            return v.Compare(operators, _parts(operands, names, spot))
        case t.Conditional(condition=a, consequence=b, alternative=c):
            x, y, z = _parts((a, b, c), names, spot)
            return v.Choose(x, y, z)
        case t.Range(low=low, high=high):
            x, y = _parts((low, high), names, spot)
            return v.Span(x, y)
        case t.ListValue(items=items):
            return v.Items(_parts(items, names, spot))
        case t.TupleValue(items=items):
            return v.Tuple(_parts(items, names, spot))
        case t.Table(rows=rows):
            return _grid(rows, names, spot)
        case t.LoopValue():
            return steps(value, names, spot)


def _parts(values: tuple[t.Value, ...], names: Names, spot: Spot) -> tuple[v.Value, ...]:
    # A plain loop: a comprehension would cost a frame of recursion depth.
    parts = []
    for i, part in enumerate(values):
        parts.append(lower(part, names, spot.part(i)))
    return tuple(parts)


def _number(value: t.Number) -> v.Quantity:
    if value.percent:
        # A stated unit: `const share : % = 5 %` must not read as 0.05 %.
        return v.Quantity(value.value * 0.01, "dmnl")
    return v.Quantity(value.value, value.unit.text if value.unit else None)


def _reference(value: t.Ref, names: Names, spot: Spot) -> v.Value:
    parts = tuple(name.text for name in value.path.names)
    found = names.find(parts)
    if found.id is not None:
        return v.Use(found.id, _index(value, names, spot))
    if len(parts) == 1 and parts[0] in _ABSENT and value.index is None:
        return _ABSENT[parts[0]]
    if found.rivals and spot.strict:
        names.diagnostics.append(_ambiguous(value.path.text, found, spot))
        return v.Unresolved(value.path.text)
    if spot.strict and value.path.text not in _BEHAVIOURS:
        names.diagnostics.append(unknown_name(value.path.text, names, spot.anchor))
        return v.Unresolved(value.path.text)
    return v.Word(value.path.text)


def _index(value: t.Ref, names: Names, spot: Spot) -> tuple[v.Value, ...]:
    lenient = attrs.evolve(spot, strict=False)
    parts: list[v.Value] = []
    for i, part in enumerate(value.index or ()):
        plain = isinstance(part, t.Ref) and part.index is None
        if plain and isinstance(part, t.Ref):
            # A member of a dimension, not an element that happens to have the same name.
            parts.append(v.Word(part.path.names[-1].text))
        else:
            parts.append(lower(part, names, lenient.part(i)))
    return tuple(parts)


def _call(function: t.Path, arguments: tuple[v.Value, ...], names: Names) -> v.Value:
    """Return a call: of a lookup of the model, named by its identity, or of a function."""
    found = names.find(tuple(name.text for name in function.names))
    if found.id is not None and names.symbols.words.get(found.id) == "lookup":
        return v.Apply(found.id, arguments)
    return v.Apply(function.text, arguments)


def _heading(value: t.Value, names: Names, spot: Spot) -> v.Value:
    """Return an argument of `csv`: names of columns are words of the file, not of the model."""
    match value:
        case t.Named(name=name, value=t.Ref(path=path, index=None)):
            return v.Keyed(name.text, v.Text(path.text))
        case _:
            return lower(value, names, attrs.evolve(spot, strict=False))


def _operands(chain: t.Chain, names: Names, spot: Spot) -> tuple[v.Value, ...]:
    """Return the operands; a unit that stands where a bare `/` divides is reported."""
    parts: list[v.Value] = []
    for i, node in enumerate(chain.operands):
        divided = i > 0 and chain.operators[i - 1] == "/" and spot.strict
        if divided and isinstance(node, t.Ref) and _means_unit(node, names):
            names.diagnostics.append(_unit_division(chain, i, node.path.text, spot))
            parts.append(v.Unresolved(node.path.text))
        else:
            parts.append(lower(node, names, spot.part(i)))
    return tuple(parts)


def _means_unit(node: t.Ref, names: Names) -> bool:
    own = tuple(name.text for name in node.path.names)
    plain = len(own) == 1 and node.index is None
    return plain and names.find(own).id is None and _is_unit(own[0], names)


def _unit_division(chain: t.Chain, index: int, unit: str, spot: Spot) -> Diagnostic:
    number = chain.operands[index - 1]
    fixes: tuple[Fix, ...] = ()
    if isinstance(number, t.Number):
        text = f"{number.text} [{number.unit.text if number.unit else '1'}/{unit}]"
        edit = Edit(spot.part(index - 1).anchor, text, through=spot.part(index).anchor)
        fixes = (Fix(f"Write `{text}`", (edit,), safe=True),)
    return UNIT_DIVISION.at(
        spot.part(index).anchor,
        f"`{unit}` is a unit, and a bare `/` divides by something of that name",
        hint="put the unit into brackets, for instance `20 [people/day]`",
        fixes=fixes,
    )


def _is_unit(name: str, names: Names) -> bool:
    singular = name.removesuffix("s")
    found = names.symbols.scopes.get((None, name))
    declared = found is not None and names.symbols.words.get(found) == "unit"
    return singular in _TIME_UNITS or declared


def _grid(rows: tuple[tuple[t.Value | None, ...], ...], names: Names, spot: Spot) -> v.Grid:
    out: list[tuple[v.Value, ...]] = []
    count = 0
    for row in rows:
        cells: list[v.Value] = []
        for cell in row:
            empty = cell is None
            cells.append(
                v.Absent.NOT_JUDGED
                if empty or cell is None
                else lower(cell, names, attrs.evolve(spot.part(count), strict=False))
            )
            count += 1
        out.append(tuple(cells))
    return v.Grid(tuple(out))


def steps(value: t.LoopValue, names: Names, spot: Spot) -> v.Steps:
    """Return a chain of arrows with its names resolved."""
    ends = [_end(ref, names, spot, i) for i, ref in enumerate(value.refs)]
    return v.Steps(
        tuple(
            v.Step(a, b, arrow.sign, arrow.delayed)
            for a, b, arrow in zip(ends, ends[1:], value.arrows, strict=False)
        )
    )


def step(source: t.Ref, target: t.Ref, arrow: t.Arrow, names: Names, spot: Spot) -> v.Step:
    """Return one arrow with its names resolved."""
    return v.Step(
        _end(source, names, spot, 0), _end(target, names, spot, 1), arrow.sign, arrow.delayed
    )


def _end(ref: t.Ref, names: Names, spot: Spot, index: int) -> str:
    found = names.find(tuple(name.text for name in ref.path.names))
    if found.id is not None:
        return found.id
    place = spot.part(index)
    if found.rivals:
        names.diagnostics.append(_ambiguous(ref.path.text, found, place))
    else:
        names.diagnostics.append(unknown_name(ref.path.text, names, place.anchor))
    return ref.path.text


def unknown_name(name: str, names: Names, anchor: Anchor) -> Diagnostic:
    """Return the message for a name that means nothing, with a fix where a neighbour exists."""
    similar = names.symbols.similar(name)
    if similar is None:
        return UNKNOWN_NAME.at(
            anchor, f"`{name}` is not declared", hint=f"declare `{name}`, or correct the name"
        )
    return UNKNOWN_NAME.at(
        anchor,
        f"`{name}` is not declared",
        hint=f"did you mean `{similar}`?",
        fixes=(Fix(f"Change to `{similar}`", (Edit(anchor, similar),)),),
    )


def _ambiguous(name: str, found: Found, spot: Spot) -> Diagnostic:
    choices = " or ".join(f"`{rival}`" for rival in found.rivals[:3])
    return AMBIGUOUS_NAME.at(
        spot.anchor,
        f"`{name}` is the name of {len(found.rivals)} elements",
        hint=f"say which: {choices}",
    )
