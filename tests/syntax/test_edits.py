"""Edits: what is read again after one equals what is read afresh."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from sysdsl.syntax.parsed import Parsed, edit, read
from sysdsl.syntax.tree import Statement

PLACE = """
/// A place.
system north "North" {
  purpose: "Home"; inside: [a, b]
}
actor a "A" { type: group }; actor b
// --- feedback
feedback R1 "One": x ->+ y ~>- z ->- x { because: "so" }
x ->+ w, v
stock waiting "Waiting" : people = 10 { evidence: e }
flow seen : people/week from waiting
  = min(waiting / 2 [weeks], 5)
test "Nothing is lost" {
  seen = 0
  expect: always(waiting >= 0)
}
kind matrix of element { scores: value() }
matrix m {
  scores:
    | a | b |
    | 1 | 2 |
}
intervention i { after { actor c } }
"""
TEXT = PLACE * 12
PIECES = (
    *("", "", "a", "{", "}", "\n", "// x\n", " ", 'actor q { role: "x" }\n', ";", "/// d\n"),
    *('"', "}\n", "\n\n", "|", '"""', "=", "->+ y", "(", "é", "\r\n"),
)


def _flat(statements: Iterable[Statement]) -> list[object]:
    """Return statements with their offsets, which equality leaves out."""
    found: list[object] = []
    waiting = list(statements)
    while waiting:
        s = waiting.pop()
        found.append((s.offset, s.end, s.doc, s.node, s.body is None))
        waiting.extend(s.body or ())
    return found


def _assert_same(after: Parsed) -> None:
    fresh = read(after.text, after.path)
    assert _flat(fresh.outcome.value.statements) == _flat(after.outcome.value.statements)
    assert fresh.outcome.diagnostics == after.outcome.diagnostics


@pytest.mark.parametrize("seed", range(4))
def test_a_text_after_edits_is_what_it_would_be_read_afresh(seed: int) -> None:
    """After any edit, statements, their offsets and all findings equal those of a fresh reading."""
    rng = random.Random(seed)
    start = read(TEXT, "m.sysdsl")
    assert start.outcome.diagnostics == ()
    now = start
    for _ in range(60):
        begin = rng.randrange(len(now.text))
        end = min(len(now.text), begin + rng.choice((0, 0, 0, 1, 1, 2, 5, 40, 200)))
        after = edit(now, begin, end, rng.choice(PIECES))
        _assert_same(after)
        # A broken text is left after a while, or nothing whole would ever be edited again.
        now = after if rng.random() < 0.7 and len(after.outcome.diagnostics) < 3 else start


def test_statements_that_an_edit_does_not_touch_are_kept() -> None:
    """The very same statements stand before and after it; only where they start has changed."""
    before = read(TEXT, "m.sysdsl")
    document = before.outcome.value
    first = document.statements
    line = TEXT.index("\n", len(TEXT) // 2)
    after = edit(before, line, line, " // note").outcome.value
    longer = after.statements
    assert longer[0] is first[0]
    assert longer[-1] is first[-1]
    assert after.starts[-1] == document.starts[-1] + len(" // note")
