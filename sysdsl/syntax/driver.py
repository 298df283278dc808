"""Drive the shipped LALR table over the lexemes of one statement leaf."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import attrs

from sysdsl.syntax.build import ACTIONS, Action
from sysdsl.syntax.finding import Report
from sysdsl.syntax.literals import LITERALS
from sysdsl.syntax.scanner import Lexeme
from sysdsl.syntax.table import ParseTable, Reduction, load_table

END = "$END"


@attrs.frozen
class Stuck:
    """Where the table had no way on.

    Attributes:
        index: Position of the lexeme that does not fit.
        states: States of the table at that point, the current one last.
    """

    index: int
    states: tuple[int, ...]


# (symbol, size, action, picks) of a reduction ready to run; the action is None where children
# are only collected, picks None where all children count.
_Step = tuple[str, int, Action | None, tuple[int, ...] | None]

PASSES = (-1, -1)
_NO_ACTION = -1_000_000


@attrs.frozen(kw_only=True)
class Driver:
    """A table with what is worked out from it once.

    Attributes:
        shortcuts: Memo of where chains of one-child reductions lead, by the state below, the
            state on top and the next terminal. An operand in an expression takes ten of them.
    """

    table: ParseTable
    steps: tuple[_Step, ...]
    shortcuts: dict[tuple[int, int, str], int]

    def settle(self, below: int, state: int, kind: str) -> int:
        """Return the state after all one-child reductions that a terminal calls for."""
        rows = self.table.rows
        action = rows[state].get(kind)
        top = state
        while action is not None and action < 0 and self.steps[-1 - action][3] is PASSES:
            top = rows[below][self.steps[-1 - action][0]]
            action = rows[top].get(kind)
        self.shortcuts[below, state, kind] = top
        return top

    def accepted(self, states: Sequence[int]) -> frozenset[str]:
        """Return the terminals that can follow, exactly: a row of the table promises more."""
        return frozenset(
            kind
            for kind in self.table.rows[states[-1]]
            if not kind.islower() and self._accepts(list(states), kind)
        )

    def _accepts(self, states: list[int], kind: str) -> bool:
        rows = self.table.rows
        while (action := rows[states[-1]].get(kind)) is not None and action < 0:
            symbol, size, _, _ = self.steps[-1 - action]
            if size:
                del states[-size:]
            states.append(rows[states[-1]][symbol])
        return action is not None or (kind == END and states[-1] == self.table.end)


@cache
def load_driver() -> Driver:
    """Return the driver of the shipped table."""
    table = load_table()
    return Driver(table=table, steps=tuple(map(_step, table.reductions)), shortcuts={})


def _step(reduction: Reduction) -> _Step:
    if reduction.passes:
        return reduction.symbol, reduction.size, None, PASSES
    return (
        reduction.symbol,
        reduction.size,
        ACTIONS[reduction.action] if reduction.action else None,
        None if reduction.picks == tuple(range(reduction.size)) else reduction.picks,
    )


def _picked(values: list[Any], picks: tuple[int, ...]) -> list[Any]:
    """Return the children that count; the list of a list rule is extended in place."""
    children: list[Any] | None = None
    for pick in picks:
        if pick <= -2:
            spliced = values[-2 - pick]
            if children is None:
                children = spliced
            else:
                children.extend(spliced)
        else:
            if children is None:
                children = []
            children.append(None if pick == -1 else values[pick])
    return [] if children is None else children


def drive(lexemes: list[Lexeme], base: int, report: Report) -> object | Stuck:
    """Return what the lexemes of a leaf mean: the docs and the node, or where it got stuck.

    The reduction is written out in the loop: a call for each would cost a fifth of the time.

    Args:
        lexemes: The lexemes of one leaf, without comments and line ends.
        base: Absolute offset of the leaf; the offsets of nodes are relative to it.
        report: Takes findings about single tokens.
    """
    driver = load_driver()
    rows, steps, shortcuts = driver.table.rows, driver.steps, driver.shortcuts
    state = driver.table.start
    states, starts = [state], list[int]()
    values: list[Any] = []
    end = 0
    for index, (kind, text, first, last) in enumerate((*lexemes, (END, "", base, base))):
        while (action := rows[state].get(kind, _NO_ACTION)) < 0:
            if action == _NO_ACTION:
                complete = kind == END and state == driver.table.end
                return values[0] if complete else Stuck(index, tuple(states))
            symbol, size, build, picks = steps[-1 - action]
            if picks is PASSES:
                below = states[-2]
                state = shortcuts.get((below, state, kind)) or driver.settle(below, state, kind)
                states[-1] = state
                continue
            children, start = [], end
            if size:
                children, start = values[-size:], starts[-size]
                del states[-size:], values[-size:], starts[-size:]
            if picks is not None:
                children = _picked(children, picks)
            values.append(children if build is None else build(children, start, end, report))
            starts.append(start)
            state = rows[states[-1]][symbol]
            states.append(state)
        state = action
        states.append(state)
        starts.append(first - base)
        end = last - base
        values.append(LITERALS[kind](text, first - base, end, report) if kind in LITERALS else text)
    return Stuck(len(lexemes), tuple(states))
