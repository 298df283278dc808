"""What is read, what is refused, and how it is said."""

from __future__ import annotations

import gc

import pytest

from syntax.snippets import BAD, GOOD
from sysdsl.diagnostics import Fix
from sysdsl.syntax import tree as t
from sysdsl.syntax.parse import parse
from sysdsl.syntax.rules import RULES

# Below another statement these belong to that one.
GOES_ON = ("{ x: 1 }", 'because "alone"')


def only(text: str) -> t.StatementNode:
    """Return the only statement of a text."""
    outcome = parse(text, "model.sysdsl")
    assert outcome.diagnostics == ()
    (statement,) = outcome.value.statements
    return statement.node


def safe_fixes(text: str) -> list[Fix]:
    """Return the fixes of a text that a tool may apply unasked."""
    diagnostics = parse(text, "model.sysdsl").diagnostics
    return [fix for diagnostic in diagnostics for fix in diagnostic.fixes if fix.safe]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_is_read_without_a_word(text: str) -> None:
    """Text of the language has no diagnostics and no broken statements."""
    assert parse(text, "model.sysdsl").diagnostics == ()


@pytest.mark.parametrize(("text", "code"), BAD)
def test_one_mistake_has_one_message(text: str, code: str) -> None:
    """A mistake is reported once, by the code that explains it, with a remedy in words."""
    outcome = parse(text, "model.sysdsl")
    assert [code] == [diagnostic.code for diagnostic in outcome.diagnostics]
    for diagnostic in outcome.diagnostics:
        assert "\n" not in diagnostic.message
        assert diagnostic.hint


@pytest.mark.parametrize(("text", "code"), [bad for bad in BAD if bad[0] not in GOES_ON])
def test_a_broken_statement_hides_no_neighbour(text: str, code: str) -> None:
    """What stands above and below a mistake is read as if it were not there."""
    around = f"stock above = 1\n{text}\nstock below = 2\n"
    outcome = parse(around, "model.sysdsl")
    codes = [diagnostic.code for diagnostic in outcome.diagnostics]
    names = [
        node.name.text
        for node in _nodes(outcome.value.statements)
        if isinstance(node, t.Declaration) and node.name is not None
    ]
    assert code in codes
    assert "above" in names
    assert "below" in names


def _nodes(statements: tuple[t.Statement, ...]) -> list[t.StatementNode]:
    found = []
    for statement in statements:
        found.append(statement.node)
        found.extend(_nodes(statement.body or ()))
    return found


@pytest.mark.parametrize(("text", "code"), [bad for bad in BAD if safe_fixes(bad[0])])
def test_a_safe_fix_leaves_nothing_to_say_about_it(text: str, code: str) -> None:
    """Applying the safe fixes of a mistake removes its message."""
    fixes = safe_fixes(text)
    for edit in sorted(fixes[0].edits, key=lambda e: -e.place.span.start):  # type: ignore[union-attr]
        span = edit.place.span  # type: ignore[union-attr]
        text = text[: span.start] + edit.text + text[span.end :]
    assert code not in [d.code for d in parse(text, "model.sysdsl").diagnostics]


def test_a_missing_brace_is_reported_where_the_next_container_shows() -> None:
    """The message stands at the element that cannot belong to the open body, not at the end."""
    text = 'system county {\n  purpose: "p"\n\nactor trust {\n  power: low\n}\nactor carers\n'
    outcome = parse(text, "model.sysdsl")
    (diagnostic,) = outcome.diagnostics
    assert text.index("actor trust") == diagnostic.label.place.span.start  # type: ignore[union-attr]
    assert [3] == [len(outcome.value.statements)]
    assert "opened here" == diagnostic.others[0].message


def test_a_declaration_has_its_parts() -> None:
    """Kind, name, subscripts, title, unit, value and clauses are told apart."""
    node = only('flow f[w] "F" : people/(bed*day) from a to b #core = x because "y"')
    assert isinstance(node, t.Declaration)
    assert "flow" == node.kind.text
    assert ("w",) == tuple(name.text for name in node.subscripts)
    assert node.unit is not None
    assert (("people", 1), ("bed", -1), ("day", -1)) == node.unit.factors
    assert "people/(bed*day)" == node.unit.text
    words = [m.word if isinstance(m, t.Clause) else f"#{m.text}" for m in node.modifiers]
    assert ["from", "to", "#core", "because"] == words
    assert isinstance(node.value, t.Ref)


def test_operators_bind_as_the_language_says() -> None:
    """`-2^2` is -(2^2), `not a == b` is not (a == b), and chains of one level are flat."""
    power = only("x = -2^2").value  # type: ignore[union-attr]
    assert isinstance(power, t.Unary)
    assert isinstance(power.operand, t.Power)
    negation = only("x = not a == b").value  # type: ignore[union-attr]
    assert isinstance(negation, t.Unary)
    assert isinstance(negation.operand, t.Comparison)
    chain = only("x = a + b * c - d").value  # type: ignore[union-attr]
    assert isinstance(chain, t.Chain)
    assert ("+", "-") == chain.operators


def test_modes_hold_statements_only_before_a_brace() -> None:
    """`is { }` is a mode; `is: x` is a property."""
    outcome = parse("client { is: a; ought { b: c } }", "model.sysdsl")
    first, second = outcome.value.statements[0].body or ()
    assert isinstance(first.node, t.Property)
    assert t.Mode("ought") == second.node


def test_docs_belong_to_the_statement_below() -> None:
    """Lines of `///` are joined and kept with the statement."""
    outcome = parse("/// One.\n///\n/// Two.\nstock x\n", "model.sysdsl")
    assert "One.\n\nTwo." == outcome.value.statements[0].doc


def test_names_are_normalised() -> None:
    """Decomposed and composed letters give the same name."""
    composed, decomposed = only("stock caf\u00e9"), only("stock cafe\u0301")
    assert composed == decomposed


def test_offsets_lead_back_to_the_text() -> None:
    """A node's offsets, from that of its statement in the one around it, cut out its own text."""
    text = "// note\nactor a {\n  held_by: [carers, board]\n}\n"
    document = parse(text, "model.sysdsl").value
    (statement,), (start,) = document.statements, document.starts
    (inner,) = statement.body or ()
    value, at = inner.node.value, start + inner.offset  # type: ignore[union-attr]
    assert "[carers, board]" == text[at + value.start : at + value.end]
    assert "actor a {\n  held_by: [carers, board]\n}" == text[start : start + statement.end]


def test_line_ends_and_byte_order_mark_do_not_matter() -> None:
    """CRLF, CR, a byte-order mark and a missing last line end give the same document."""
    text = "stock x = 3 +\n  4\nactor a {\n  b: 1\n}\n"
    expected = parse(text, "m").value
    for variant in (
        text.replace("\n", "\r\n"),
        text.replace("\n", "\r"),
        "\ufeff" + text,
        text.rstrip("\n"),
    ):
        assert expected == parse(variant, "m").value


def test_text_beyond_the_limit_is_refused_with_the_limit() -> None:
    """One message names the limit; nothing is read."""
    outcome = parse("stock x\n" * 10, "model.sysdsl", limit=50)
    assert ["SYN-SIZE"] == [d.code for d in outcome.diagnostics]
    assert "50" in outcome.diagnostics[0].message


def test_the_garbage_collector_is_left_as_it_was() -> None:
    """Parsing switches collection off only while it runs."""
    assert gc.isenabled()
    parse("stock x", "model.sysdsl")
    assert gc.isenabled()
    gc.disable()
    try:
        parse("stock x", "model.sysdsl")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_every_rule_explains_itself() -> None:
    """Codes are unique, begin with the area, and come with an explanation."""
    assert len(RULES) == len({rule.code for rule in RULES})
    for rule in RULES:
        assert rule.code.startswith("SYN-")
        assert rule.title
        assert rule.meaning
        assert rule.why
        assert rule.example
        assert rule.instead
