"""A tree to canonical text: parsing it gives the same tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any

from sysdsl.syntax.scanner import CLAUSE_WORDS, MODE_WORDS, quoted
from sysdsl.syntax.tree import (
    Arrow,
    Broken,
    Call,
    Chain,
    Clause,
    Comparison,
    Conditional,
    Date,
    Declaration,
    Document,
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
    Prose,
    Range,
    Ref,
    Star,
    Statement,
    String,
    Table,
    Tag,
    Truth,
    TupleValue,
    Unary,
    UnitExpr,
)

# Clauses that say what something is; they stand before `=`, all others behind the value.
_IDENTIFYING = frozenset({"from", "to", "of", "by", "on", "via", "with", "for", "in"})

Parts = Iterable[object]


def print_document(document: Document) -> str:
    """Return a document as text, two spaces a level, one statement a line."""
    lines: list[str] = []
    stack: list[tuple[Statement | None, int]] = [
        (statement, 0) for statement in reversed(document.statements)
    ]
    while stack:
        statement, depth = stack.pop()
        indent = "  " * depth
        if statement is None:
            lines.append(f"{indent}}}")
            continue
        if statement.doc is not None:
            lines.extend(f"{indent}/// {line}".rstrip() for line in statement.doc.split("\n"))
        text = indent + print_node(statement.node, indent=depth)
        if statement.body is None:
            lines.append(text)
        elif not statement.body:
            lines.append(f"{text} {{ }}")
        else:
            lines.append(f"{text} {{")
            stack.append((None, depth))
            stack.extend((inner, depth + 1) for inner in reversed(statement.body))
    return "".join(f"{line}\n" for line in lines)


def print_node(node: object, *, indent: int = 0) -> str:
    """Return a node as text: a value, a unit, a clause, or a statement without its body.

    Args:
        node: The node.
        indent: Level of the statement it belongs to; rows of tables stand one level deeper.
    """
    written: list[str] = []
    stack: list[object] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            written.append(item)
        elif isinstance(item, Table):
            written.append(_table(item, "  " * (indent + 1)))
        else:
            stack.extend(reversed(tuple(_PARTS[type(item)](item))))
    return "".join(written)


def _joined(items: Iterable[object], separator: str = ", ") -> list[object]:
    parts: list[object] = []
    for item in items:
        if parts:
            parts.append(separator)
        parts.append(item)
    return parts


def _alternating(operands: tuple[object, ...], operators: Iterable[object]) -> list[object]:
    parts: list[object] = [operands[0]]
    for operator, operand in zip(operators, operands[1:], strict=True):
        parts += [" ", operator, " ", operand]
    return parts


def _table(table: Table, margin: str) -> str:
    rows = [["" if cell is None else print_node(cell) for cell in row] for row in table.rows]
    return "".join(f"\n{margin}{line}" for line in aligned(rows))


def aligned(rows: list[list[str]]) -> list[str]:
    """Return rows of cells as lines between bars, columns aligned."""
    widths = [
        max(len(row[column]) for row in rows if column < len(row))
        for column in range(max(map(len, rows)))
    ]
    return [
        "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=False)) + " |"
        for row in rows
    ]


# ---- values ---------------------------------------------------------------------------------


def _number(node: Number) -> Parts:
    if node.percent:
        return (node.text, " %")
    unit = node.unit
    if unit is None:
        return (node.text,)
    name = unit.factors[0][0] if unit.factors else ""
    is_bare = len(unit.factors) == 1 and unit.text == quoted(name) and not unit.text.isdigit()
    return (node.text, " ", unit) if is_bare else (node.text, " [", unit, "]")


def _ref(node: Ref) -> Parts:
    if node.index is None:
        return (node.path,)
    return (node.path, "[", *_joined(node.index), "]")


def _call(node: Call) -> Parts:
    names = node.function.names
    is_clause_word = len(names) == 1 and names[0].text in CLAUSE_WORDS
    function = names[0].text if is_clause_word else node.function
    return (function, "(", *_joined(node.arguments), ")")


def _unary(node: Unary) -> Parts:
    return (node.operator, " " if node.operator == "not" else "", node.operand)


def _conditional(node: Conditional) -> Parts:
    return ("if ", node.condition, " then ", node.consequence, " else ", node.alternative)


def _key(name: Name) -> str:
    return name.text if name.text in CLAUSE_WORDS else quoted(name.text)


# ---- statements -----------------------------------------------------------------------------


def _with_modifiers(value: object, modifiers: tuple[Modifier, ...]) -> Parts:
    if not modifiers:
        return (value,)
    gap = "\n    " if isinstance(value, Table) else " "
    return (value, gap, *_joined(modifiers, " "))


def _declaration(node: Declaration) -> Parts:
    is_bare = not (node.name or node.title or node.modifiers or node.value or node.loop)
    word = node.kind.names[0].text
    if is_bare and len(node.kind.names) == 1 and word in MODE_WORDS:
        return (f"`{word}`",)
    parts: list[object] = [node.kind]
    if node.name is not None:
        parts += [" ", node.name]
    if node.subscripts:
        parts += ["[", *_joined(node.subscripts), "]"]
    if node.title is not None:
        parts += [" ", node.title]
    if node.loop is not None:
        parts += [": ", node.loop]
    if node.unit is not None:
        parts += [" : ", node.unit]
    before, after = _split(node)
    for modifier in before:
        parts += [" ", modifier]
    if node.value is not None:
        equals = " =" if isinstance(node.value, Table) else " = "
        parts += [equals, *_with_modifiers(node.value, after)]
    return parts


def _split(node: Declaration) -> tuple[tuple[Modifier, ...], tuple[Modifier, ...]]:
    """Return the modifiers that stand before the value, and those behind it."""
    if node.value is None:
        return node.modifiers, ()
    count = 0
    while count < len(node.modifiers) and (
        isinstance(modifier := node.modifiers[count], Clause) and modifier.word in _IDENTIFYING
    ):
        count += 1
    if node.name is None and node.title is None:
        count = max(count, 1)
    return node.modifiers[:count], node.modifiers[count:]


def _property(node: Property) -> Parts:
    colon = ":" if isinstance(node.value, Table) else ": "
    return (_key(node.key), colon, *_with_modifiers(node.value, node.modifiers))


def _equation(node: Equation) -> Parts:
    equals = " =" if isinstance(node.value, Table) else " = "
    return (node.target, equals, *_with_modifiers(node.value, node.modifiers))


def _link(node: LinkStatement) -> Parts:
    chain = _alternating((*node.refs, node.targets[0]), node.arrows)
    more = [part for target in node.targets[1:] for part in (", ", target)]
    return (*chain, *more, *(part for m in node.modifiers for part in (" ", m)))


def _import(node: Import) -> Parts:
    if not node.items:
        alias = (" as ", node.alias) if node.alias else ()
        return ("import ", node.source or "", *alias)
    source = (" from ", node.source) if node.source else ()
    return ("import ", *_joined(node.items), *source)


def _import_item(node: ImportItem) -> Parts:
    return (node.path, " as ", node.alias) if node.alias else (node.path,)


_PARTS: MappingProxyType[type, Callable[[Any], Parts]] = MappingProxyType(
    {
        Name: lambda n: (quoted(n.text),),
        Path: lambda n: _joined(n.names, "."),
        Number: _number,
        Date: lambda n: (n.text,),
        String: lambda n: (n.text,),
        Prose: lambda n: (n.text,),
        Truth: lambda n: ("true" if n.value else "false",),
        Star: lambda _: ("*",),
        Ref: _ref,
        Named: lambda n: (_key(n.name), ": ", n.value),
        Call: _call,
        Unary: _unary,
        Chain: lambda n: _alternating(n.operands, n.operators),
        Power: lambda n: (n.base, "^", n.exponent),
        Comparison: lambda n: _alternating(n.operands, n.operators),
        Conditional: _conditional,
        Group: lambda n: ("(", n.inner, ")"),
        Range: lambda n: (n.low, " .. ", n.high),
        ListValue: lambda n: ("[", *_joined(n.items), "]"),
        TupleValue: lambda n: ("(", *_joined(n.items), ")"),
        UnitExpr: lambda n: (n.text,),
        Arrow: lambda n: (("~>" if n.delayed else "->") + n.sign,),
        LoopValue: lambda n: _alternating(n.refs, n.arrows),
        Clause: lambda n: (n.word, " ", n.value),
        Tag: lambda n: (f"#{n.text}",),
        Declaration: _declaration,
        Property: _property,
        Equation: _equation,
        LinkStatement: _link,
        Mode: lambda n: (n.word,),
        Import: _import,
        ImportItem: _import_item,
        Broken: lambda n: (n.text,),
    }
)
