"""Generated documents and texts: parse, print, format, edit."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from syntax.snippets import BAD, GOOD
from sysdsl.syntax import tree as t
from sysdsl.syntax.format import format_text
from sysdsl.syntax.parse import parse
from sysdsl.syntax.parsed import edit, read
from sysdsl.syntax.printer import print_document
from sysdsl.syntax.scanner import scan
from sysdsl.syntax.walk import same

_WORDS = (
    'a b2 größe `x y` 5 1.5e3 2026-05-01 "s" """p""" + - * / ^ % | = == .. . , : ; ( ) [ ] { } '
    "-> ~>+ from because to if then else and or not import true is after #tag /// // # ' \\ £5 && "
    "\n \r\n @ ? ! \u200b"
)
PIECES = (*_WORDS.split(" "), "\n", "\n", "\n  ", " ", "stock x = 3\n", "a ->+ b\n", "a {\n", "}\n")
soup = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)

names = st.sampled_from(("a", "beds", "größe", "hospital beds", "from", "is", "true", "人"))
name = names.map(t.Name)
path = st.lists(name, min_size=1, max_size=2).map(lambda ns: t.Path(tuple(ns)))
unit = st.sampled_from(
    (
        t.UnitExpr("days", (("days", 1),)),
        t.UnitExpr("people/day", (("people", 1), ("day", -1))),
        t.UnitExpr("m^2", (("m", 2),)),
        t.UnitExpr("`care package`", (("care package", 1),)),
        t.UnitExpr("1/year", (("1", 1), ("year", -1))),
    )
)
number = st.one_of(
    st.integers(0, 10**6).map(lambda n: t.Number(str(n), float(n))),
    st.sampled_from((t.Number("1e6", 1e6), t.Number("2_500", 2500.0), t.Number("0.5", 0.5))),
    st.integers(0, 99).map(lambda n: t.Number(str(n), float(n), percent=True)),
    unit.map(lambda u: t.Number("3", 3.0, unit=u)),
)
string = st.sampled_from(
    (t.String('"a"', "a"), t.String('"say \\"x\\""', 'say "x"'), t.String('""', ""))
)
date = st.sampled_from((t.Date("2026-05-14"), t.Date("2026-05")))


def _operand(inner: st.SearchStrategy[t.Value]) -> st.SearchStrategy[t.Value]:
    return inner.map(
        lambda v: v if isinstance(v, t.Ref | t.Number | t.Group | t.Call) else t.Group(v)
    )


def _values(inner: st.SearchStrategy[t.Value]) -> st.SearchStrategy[t.Value]:
    operand = _operand(inner)
    operands = st.lists(operand, min_size=2, max_size=4).map(tuple)

    def chain(operators: tuple[str, ...]) -> st.SearchStrategy[t.Value]:
        return operands.flatmap(
            lambda items: st.lists(
                st.sampled_from(operators), min_size=len(items) - 1, max_size=len(items) - 1
            ).map(lambda ops: t.Chain(tuple(ops), items))
        )

    return st.one_of(
        chain(("+", "-")),
        chain(("*", "/")),
        chain(("and",)),
        st.tuples(operand, operand).map(lambda p: t.Power(*p)),
        st.tuples(operand, operand).map(lambda p: t.Comparison(("<=",), p)),
        st.tuples(st.sampled_from(("-", "+", "not")), operand).map(lambda p: t.Unary(*p)),
        st.tuples(operand, operand, operand).map(lambda p: t.Conditional(*p)),
        st.tuples(path, st.lists(st.one_of(operand, st.builds(t.Named, name, operand)))).map(
            lambda p: t.Call(p[0], tuple(p[1]))
        ),
        st.tuples(path, st.lists(st.one_of(operand, st.just(t.Star())), min_size=1)).map(
            lambda p: t.Ref(p[0], tuple(p[1]))
        ),
    )


scalar: st.SearchStrategy[t.Value] = st.recursive(
    st.one_of(path.map(t.Ref), number), _values, max_leaves=6
)
operand = _operand(scalar)
loop = st.lists(path.map(t.Ref), min_size=2, max_size=4).map(
    lambda refs: t.LoopValue(
        tuple(refs), tuple(t.Arrow("+-?0"[i % 4], i % 2 == 1) for i in range(len(refs) - 1))
    )
)
cell = st.one_of(st.none(), operand, string)
table = (
    st.integers(1, 3)
    .flatmap(
        lambda width: st.lists(
            st.lists(cell, min_size=width, max_size=width).map(tuple), min_size=1, max_size=3
        )
    )
    .map(lambda rows: t.Table(tuple(rows)))
)
value = st.one_of(
    scalar,
    string,
    date,
    loop,
    table,
    st.tuples(operand, operand).map(lambda p: t.Range(*p)),
    st.lists(st.one_of(operand, string, loop)).map(lambda v: t.ListValue(tuple(v))),
    st.lists(operand, min_size=2, max_size=3).map(lambda v: t.TupleValue(tuple(v))),
)
assigned = st.one_of(scalar, string, date, table)
modifiers = st.lists(
    st.one_of(
        st.sampled_from((t.Tag("core"), t.Tag("needs-review"))),
        st.tuples(st.sampled_from(("from", "because", "as", "per")), operand).map(
            lambda p: t.Clause(*p)
        ),
        operand.map(lambda v: t.Clause("when", t.Comparison((">",), (v, v)))),
    ),
    max_size=3,
).map(tuple)
statement_node: st.SearchStrategy[t.StatementNode] = st.one_of(
    st.builds(
        t.Declaration,
        path,
        name=name,
        subscripts=st.lists(name, max_size=2).map(tuple),
        title=st.none() | string,
        unit=st.none() | unit,
        value=st.none() | assigned,
        modifiers=modifiers,
    ),
    st.builds(t.Declaration, path, name=name, loop=loop, modifiers=modifiers),
    st.builds(t.Declaration, path, title=string, modifiers=modifiers),
    st.builds(t.Property, name, value, modifiers),
    st.builds(t.Equation, path.map(t.Ref), assigned, modifiers),
    loop.flatmap(
        lambda c: st.builds(
            t.LinkStatement,
            st.just(c.refs[:-1]),
            st.just(c.arrows),
            st.just(c.refs[-1:]),
            modifiers,
        )
    ),
    st.builds(
        t.Import,
        st.lists(st.builds(t.ImportItem, path, st.none() | name), min_size=1, max_size=3).map(
            tuple
        ),
        st.none() | string | path,
    ),
)
doc = st.none() | st.sampled_from(("One line.", "Two\nlines.", ""))
statement = st.recursive(
    st.builds(t.Statement, statement_node, doc),
    lambda inner: st.builds(
        t.Statement,
        st.one_of(
            st.builds(t.Declaration, path, name=name),
            st.sampled_from((t.Mode("is"), t.Mode("after"))),
            path.map(t.Declaration),
        ),
        doc,
        st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=6,
)
document = st.lists(statement, max_size=5).map(lambda s: t.Document(tuple(s)))


@settings(max_examples=80, deadline=None)
@given(document)
def test_a_document_is_printed_and_read_back(built: t.Document) -> None:
    """Whatever the tree can hold, its text says; and the text is formatted already."""
    text = print_document(built)
    outcome = parse(text, "m")
    assert () == outcome.diagnostics
    assert built == outcome.value
    formatted = format_text(text, "m")
    assert () == formatted.diagnostics
    assert same(built, parse(formatted.value, "m").value)


@settings(max_examples=150, deadline=None)
@given(st.one_of(soup, st.text(max_size=60)))
def test_any_text_is_read_and_formatted(text: str) -> None:
    """No text raises; formatting it is safe; no diagnostic stands outside of it."""
    outcome = parse(text, "m")
    for diagnostic in outcome.diagnostics:
        span = diagnostic.label.place.span  # type: ignore[union-attr]
        assert 0 <= span.start <= span.end <= len(text)
        assert "\n" not in diagnostic.message
    assert () == format_text(text, "m").diagnostics
    print_document(outcome.value)
    assert all(text[start:end] == value for _, value, start, end in scan(text))


@settings(max_examples=100, deadline=None)
@given(soup)
def test_one_letter_of_another_script_changes_no_other_lexeme(text: str) -> None:
    """Text of ASCII alone is scanned with simpler expressions, to the same lexemes."""
    plain = text.encode("ascii", "ignore").decode()
    assert scan(plain) == scan(f"{plain}\nß")[: len(scan(plain))]


def placed(document: t.Document) -> list[tuple[object, ...]]:
    """Return where all statements of a document begin and end, outermost first."""
    found: list[tuple[object, ...]] = []
    waiting = list(zip(document.starts, document.statements, strict=True))
    while waiting:
        start, statement = waiting.pop()
        found.append((start + statement.offset, start + statement.end, statement.node))
        waiting.extend((start, inner) for inner in statement.body or ())
    return [*found, *document.frame]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([*GOOD, *(text for text, _ in BAD if len(text) < 200)]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), soup), min_size=1, max_size=6),
)
def test_edits_give_what_reading_anew_gives(text: str, edits: list[tuple[float, int, str]]) -> None:
    """After any edits the leaves, the document and the diagnostics are those of a fresh read."""
    parsed = read("\n".join([*GOOD[:40], text, *GOOD[40:]]), "m")
    for place, length, replacement in edits:
        start = int(place * len(parsed.text))
        parsed = edit(parsed, start, min(start + length, len(parsed.text)), replacement)
        fresh = read(parsed.text, "m")
        assert fresh.leaves == parsed.leaves
        assert fresh.outcome == parsed.outcome
        assert placed(fresh.outcome.value) == placed(parsed.outcome.value)
