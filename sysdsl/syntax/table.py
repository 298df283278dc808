"""The parse table that ships with sysdsl, built by `python -m sysdsl.syntax.generate`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import attrs

from sysdsl.resources import parse_table_path


@attrs.frozen(kw_only=True)
class Reduction:
    """What a grammar rule does when it is complete.

    Attributes:
        symbol: The nonterminal that comes about.
        size: How many symbols it takes from the stack.
        action: Name of the function in `sysdsl.syntax.build`; empty for a rule that only
            collects a list or passes its only child on.
        picks: Which children count, in order: the index of a child, -1 for an absent
            optional, `-2 - index` for a child that is a list to be spliced in.
        passes: Whether the rule stands for its only child.
    """

    symbol: str
    size: int
    action: str
    picks: tuple[int, ...]
    passes: bool


@attrs.frozen(kw_only=True)
class ParseTable:
    """An LALR(1) table.

    Attributes:
        start: The first state.
        end: The state in which a leaf is complete.
        reductions: The rules, by number.
        rows: For each state, by terminal or nonterminal: the state to go to, or `-1 - rule`.
        terminals: The regular expression of each terminal.
    """

    start: int
    end: int
    reductions: tuple[Reduction, ...]
    rows: tuple[Mapping[str, int], ...]
    terminals: Mapping[str, str]


@cache
def load_table() -> ParseTable:
    """Return the shipped table."""
    return table_of(json.loads(parse_table_path().read_text(encoding="utf-8")))


def table_of(data: Mapping[str, object]) -> ParseTable:
    """Return the table that JSON data describes; rows that occur often are shared there."""
    names: list[str] = data["symbols"]  # type: ignore[assignment]
    rules: list[list[object]] = data["rules"]  # type: ignore[assignment]
    rows: list[list[int]] = data["rows"]  # type: ignore[assignment]
    order: list[int] = data["states"]  # type: ignore[assignment]
    distinct = [{names[s]: to for s, to in zip(r[::2], r[1::2], strict=True)} for r in rows]
    return ParseTable(
        start=data["start"],  # type: ignore[arg-type]
        end=data["end"],  # type: ignore[arg-type]
        reductions=tuple(
            Reduction(symbol=s, size=n, action=a, picks=tuple(p), passes=t)  # type: ignore[arg-type]
            for s, n, a, p, t in rules
        ),
        rows=tuple(distinct[index] for index in order),
        terminals=data["terminals"],  # type: ignore[arg-type]
    )
