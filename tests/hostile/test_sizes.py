"""Texts that are deep or long beyond reason: a finding, never an exception or an endless wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

import sysdsl

DEEP: Mapping[str, Callable[[int], str]] = {
    "brackets": lambda n: f"aux x : dmnl = {'(' * n}1{')' * n}",
    "calls": lambda n: f"aux x : dmnl = {'abs(' * n}1{')' * n}",
    "bodies": lambda n: "".join(f"system s{i} {{\n" for i in range(n)) + "}\n" * n,
    "lists": lambda n: f"actor a {{ role: {'[' * n}{']' * n} }}",
}
LONG: Mapping[str, Callable[[int], str]] = {
    "signs": lambda n: f"aux x : dmnl = {'-' * n}1",
    "powers": lambda n: f"aux x : dmnl = {'^'.join('2' * n)}",
    "conditions": lambda n: "aux x : dmnl = " + "if 1 > 0 then 1 else " * (n // 2) + "1",
    "comparisons": lambda n: f"aux x : dmnl = {' < '.join('1' * n)}",
    "dots": lambda n: f"concern c {{ about: {'.'.join('a' * n)} }}",
    "negations": lambda n: f"test t {{ expect: {'not ' * n}true }}",
    "sums": lambda n: "const g : dmnl = 1\naux x : dmnl = " + " + ".join(["g"] * n),
    "links in a chain": lambda n: " ->+ ".join(f"v{i}" for i in range(n // 20)),
    "the same link": lambda n: "a ->+ b\n" * (n // 10),
    "things without a name": lambda n: 'quote "q"\n' * (n // 10),
    "unknown names": lambda n: "".join(
        f"concern c{i} {{ about: zz{i} }}\n" for i in range(n // 20)
    ),
}


@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP)
def test_256_levels_are_read_and_one_more_is_a_finding(make: Callable[[int], str]) -> None:
    """The limit of nesting is 256, whatever nests."""
    assert "SYN-NESTING" not in {f.code for f in sysdsl.check_text(make(256))}
    for depth in (257, 20_000):
        assert [f.code for f in sysdsl.check_text(make(depth)).errors] == ["SYN-NESTING"]


@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_long_texts_are_read(make: Callable[[int], str]) -> None:
    """Nothing is limited by the interpreter's stack, and nothing takes quadratic time."""
    findings = sysdsl.check_text(make(20_000))
    assert "PLG-FAILED" not in {f.code for f in findings}


def test_a_text_beyond_the_limit_is_one_finding() -> None:
    """Two million characters are read, and not one more."""
    findings = sysdsl.check_text("//" + "x" * 2_000_000)
    assert [f.code for f in findings] == ["SYN-SIZE"]
    assert "2,000,000" in findings.errors[0].message
