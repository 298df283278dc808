"""Grammar rules to nodes: one function a rule, named as in `grammar/`.

Each takes the children that count, the start and end offsets, and where findings go. Children
are nodes, `None` for an absent part, and the plain text of marks and words that count.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from sysdsl.syntax import rules
from sysdsl.syntax.finding import Finding, Report, replacing
from sysdsl.syntax.literals import number_value
from sysdsl.syntax.scanner import quoted
from sysdsl.syntax.tree import (
    Arrow,
    Call,
    Chain,
    Clause,
    Comparison,
    Conditional,
    Declaration,
    Equation,
    Group,
    Import,
    ImportItem,
    LinkStatement,
    ListValue,
    LoopValue,
    Mode,
    Modifier,
    Name,
    Named,
    Number,
    Path,
    Power,
    Property,
    Range,
    Ref,
    Star,
    Table,
    Tag,
    TupleValue,
    Unary,
    UnitExpr,
    Value,
)

Children = list[Any]
Action = Callable[[Children, int, int, Report], object]

_MAX_EXPONENT = 64


# ---- statements -----------------------------------------------------------------------------


def _leaf(c: Children, _s: int, _e: int, _r: Report) -> tuple[str | None, object]:
    return ("\n".join(c[:-1]) if len(c) > 1 else None), c[-1]


def _value_and_modifiers(parts: Children) -> tuple[Value | None, tuple[Modifier, ...]]:
    modifiers = tuple(part for part in parts if type(part) in (Clause, Tag))
    values = [part for part in parts if part is not None and type(part) not in (Clause, Tag)]
    return (values[0] if values else None), modifiers


def _named_declaration(c: Children, s: int, e: int, _r: Report) -> Declaration:
    value, modifiers = _value_and_modifiers(c[5:])
    return Declaration(c[0], c[1], c[2] or (), c[3], c[4], None, value, modifiers, s, e)


def _named_loop(c: Children, s: int, e: int, _r: Report) -> Declaration:
    return Declaration(c[0], c[1], (), c[2], None, c[3], None, tuple(c[4:]), s, e)


def _titled_declaration(c: Children, s: int, e: int, _r: Report) -> Declaration:
    value, modifiers = _value_and_modifiers(c[2:])
    return Declaration(c[0], None, (), c[1], None, None, value, modifiers, s, e)


def _titled_loop(c: Children, s: int, e: int, _r: Report) -> Declaration:
    return Declaration(c[0], None, (), c[1], None, c[2], None, tuple(c[3:]), s, e)


def _clause_declaration(c: Children, s: int, e: int, _r: Report) -> Declaration:
    value, modifiers = _value_and_modifiers(c[1:])
    return Declaration(c[0], None, (), None, None, None, value, modifiers, s, e)


def _bare_declaration(c: Children, s: int, e: int, _r: Report) -> Declaration:
    return Declaration(c[0], start=s, end=e)


def _mode(c: Children, s: int, e: int, _r: Report) -> Mode:
    return Mode(c[0], s, e)


def _property(c: Children, s: int, e: int, _r: Report) -> Property:
    return Property(c[0], c[1], tuple(c[2:]), s, e)


def _equation(c: Children, s: int, e: int, _r: Report) -> Equation:
    return Equation(c[0], c[1], tuple(c[2:]), s, e)


def _link(c: Children, s: int, e: int, _r: Report) -> LinkStatement:
    modifiers = tuple(part for part in c if type(part) in (Clause, Tag))
    arrows = tuple(part for part in c if type(part) is Arrow)
    refs = [part for part in c if type(part) is Ref]
    sources = len(arrows)
    return LinkStatement(tuple(refs[:sources]), arrows, tuple(refs[sources:]), modifiers, s, e)


def _import_names(c: Children, s: int, e: int, _r: Report) -> Import:
    items = tuple(part for part in c if type(part) is ImportItem)
    return Import(items, c[-1], None, s, e)


def _import_file(c: Children, s: int, e: int, _r: Report) -> Import:
    return Import((), c[1], c[3], s, e)


def _import_item(c: Children, s: int, e: int, _r: Report) -> ImportItem:
    return ImportItem(c[0], c[2], s, e)


def _loop(c: Children, s: int, e: int, _r: Report) -> LoopValue:
    return LoopValue(tuple(c[::2]), tuple(c[1::2]), s, e)


def _subscripts(c: Children, _s: int, _e: int, _r: Report) -> tuple[Name, ...]:
    return tuple(c)


def _clause(c: Children, s: int, e: int, _r: Report) -> Clause:
    return Clause(c[0], c[1], s, e)


def _key(c: Children, s: int, e: int, _r: Report) -> Name:
    child = c[0]
    return child if type(child) is Name else Name(child, s, e)


# ---- values ---------------------------------------------------------------------------------


def _range(c: Children, s: int, e: int, _r: Report) -> Range:
    return Range(c[0], c[1], s, e)


def _list(c: Children, s: int, e: int, _r: Report) -> ListValue:
    return ListValue(tuple(c), s, e)


def _table(c: Children, s: int, e: int, _r: Report) -> Table:
    return Table(tuple(c), s, e)


def _row(c: Children, _s: int, _e: int, _r: Report) -> tuple[Value | None, ...]:
    return tuple(cell for cell in c if type(cell) is not str)


def _cell(c: Children, _s: int, _e: int, _r: Report) -> Value | None:
    return c[0]  # type: ignore[no-any-return]  # children are untyped


def _named(c: Children, s: int, e: int, _r: Report) -> Named:
    return Named(c[0], c[1], s, e)


def _conditional(c: Children, s: int, e: int, _r: Report) -> Conditional:
    return Conditional(c[1], c[3], c[5], s, e)


def _chain(c: Children, s: int, e: int, _r: Report) -> Chain:
    return Chain(tuple(c[1::2]), tuple(c[::2]), s, e)


def _comparison(c: Children, s: int, e: int, _r: Report) -> Comparison:
    return Comparison(tuple(c[1::2]), tuple(c[::2]), s, e)


def _unary(c: Children, s: int, e: int, _r: Report) -> Unary:
    return Unary(c[0], c[1], s, e)


def _exponentiation(c: Children, s: int, e: int, _r: Report) -> Power:
    return Power(c[0], c[2], s, e)


def _group(c: Children, s: int, e: int, _r: Report) -> Group:
    return Group(c[0], s, e)


def _tuple(c: Children, s: int, e: int, _r: Report) -> TupleValue:
    return TupleValue(tuple(c), s, e)


def _quantity(c: Children, s: int, e: int, r: Report) -> Number:
    text, extra = c
    value = number_value(text, s, s + len(text), r)
    if extra is None:
        return Number(text, value, False, None, s, e)  # noqa: FBT003  positional for speed
    if extra == "%":
        return Number(text, value, True, None, s, e)  # noqa: FBT003  positional for speed
    if type(extra) is Name:
        extra = UnitExpr(quoted(extra.text), ((extra.text, 1),), extra.start, extra.end)
    return Number(text, value, False, extra, s, e)  # noqa: FBT003  positional for speed


def _call(c: Children, s: int, e: int, _r: Report) -> Call:
    return Call(c[0], tuple(c[1:]), s, e)


def _clause_name(c: Children, s: int, e: int, _r: Report) -> Path:
    return Path((Name(c[0], s, e),), s, e)


def _ref(c: Children, s: int, e: int, report: Report) -> Ref:
    path, index = c
    if index is None:
        return Ref(path, None, s, e)
    start, items = index
    if start != path.end:
        report(
            Finding(
                rule=rules.UNIT_BRACKETS,
                start=start,
                end=e,
                message=f"There is a space between `{path.text}` and its subscript",
                hint="Write the subscript without a space; a compound unit stands in brackets"
                " directly behind its number: `20 [people/day]`.",
                remedy=replacing("Remove the space", path.end, start, ""),
            )
        )
    return Ref(path, items, s, e)


def _index(c: Children, s: int, _e: int, _r: Report) -> tuple[int, tuple[Value, ...]]:
    return s, tuple(c)


def _star(_c: Children, s: int, e: int, _r: Report) -> Star:
    return Star(s, e)


def _path(c: Children, s: int, e: int, _r: Report) -> Path:
    return Path(tuple(c), s, e)


# ---- units ----------------------------------------------------------------------------------


def _unit(c: Children, s: int, e: int, _r: Report) -> UnitExpr:
    factors: list[tuple[str, int]] = []
    text: list[str] = []
    sign = 1
    for part in c:
        if type(part) is str:
            sign = -1 if part == "/" else 1
            text.append(part)
        else:
            factors.extend((name, sign * power) for name, power in part.factors)
            text.append(part.text)
    return UnitExpr("".join(text), tuple(factors), s, e)


def _unit_factor(c: Children, s: int, e: int, r: Report) -> UnitExpr:
    atom, caret, minus, exponent = c
    if type(atom) is str:
        atom = UnitExpr(atom, ((atom, 1),), s, e)
    elif type(atom) is Name:
        atom = UnitExpr(quoted(atom.text), ((atom.text, 1),), s, e)
    if caret is None:
        return atom  # type: ignore[no-any-return]  # children are untyped
    power = int(exponent) if exponent.isdigit() and len(exponent) <= 2 else None
    if power is None:
        report_exponent(exponent, e, r)
        power = 1
    factors = tuple((name, p * (-power if minus else power)) for name, p in atom.factors)
    return UnitExpr(f"{atom.text}^{minus or ''}{exponent}", factors, s, e)


def report_exponent(exponent: str, end: int, report: Report) -> None:
    """Report an exponent of a unit that is no whole number up to 64."""
    report(
        Finding(
            rule=rules.UNIT_EXPONENT,
            start=end - len(exponent),
            end=end,
            message=f"The exponent `{exponent}` of a unit is no whole number up to {_MAX_EXPONENT}",
            hint="Write a small whole number, as in `m^2`.",
        )
    )


def _unit_group(c: Children, s: int, e: int, _r: Report) -> UnitExpr:
    return UnitExpr(f"({c[0].text})", c[0].factors, s, e)


def _unit_brackets(c: Children, _s: int, _e: int, _r: Report) -> UnitExpr:
    return c[0]  # type: ignore[no-any-return]  # children are untyped


ACTIONS: MappingProxyType[str, Action] = MappingProxyType(
    {
        "leaf": _leaf,
        "named_declaration": _named_declaration,
        "named_loop": _named_loop,
        "titled_declaration": _titled_declaration,
        "titled_loop": _titled_loop,
        "clause_declaration": _clause_declaration,
        "bare_declaration": _bare_declaration,
        "mode": _mode,
        "property": _property,
        "equation": _equation,
        "link": _link,
        "import_names": _import_names,
        "import_file": _import_file,
        "import_item": _import_item,
        "loop": _loop,
        "subscripts": _subscripts,
        "clause": _clause,
        "key": _key,
        "range": _range,
        "list": _list,
        "table": _table,
        "row": _row,
        "cell": _cell,
        "named": _named,
        "conditional": _conditional,
        "disjunction": _chain,
        "conjunction": _chain,
        "sum": _chain,
        "product": _chain,
        "comparison": _comparison,
        "unary": _unary,
        "exponentiation": _exponentiation,
        "group": _group,
        "tuple": _tuple,
        "quantity": _quantity,
        "call": _call,
        "clause_name": _clause_name,
        "ref": _ref,
        "index": _index,
        "star": _star,
        "path": _path,
        "unit": _unit,
        "unit_factor": _unit_factor,
        "unit_group": _unit_group,
        "unit_brackets": _unit_brackets,
    }
)
