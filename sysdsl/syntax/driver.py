"""Drive the shipped LALR table over the lexemes of one statement leaf."""

from __future__ import annotations

from collections.abc import Sequence  # noqa: TC003
from functools import cache
from typing import Any

import attrs

from sysdsl.syntax.build import ACTIONS, Action
from sysdsl.syntax.finding import Report  # noqa: TC001  attrs resolves annotations at run time
from sysdsl.syntax.literals import LITERALS
from sysdsl.syntax.scanner import Lexeme  # noqa: TC001
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


@attrs.frozen(kw_only=True)
class _Step:
    """A reduction ready to run: `action` is None where children are only collected."""

    symbol: str
    size: int
    action: Action | None
    picks: tuple[int, ...] | None
    passes: bool


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
        while action is not None and action < 0 and self.steps[-1 - action].passes:
            top = rows[below][self.steps[-1 - action].symbol]
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
            step = self.steps[-1 - action]
            if step.size:
                del states[-step.size :]
            states.append(rows[states[-1]][step.symbol])
        return action is not None or (kind == END and states[-1] == self.table.end)


@cache
def load_driver() -> Driver:
    """Return the driver of the shipped table."""
    table = load_table()
    return Driver(table=table, steps=tuple(map(_step, table.reductions)), shortcuts={})


def _step(reduction: Reduction) -> _Step:
    whole = tuple(range(reduction.size))
    return _Step(
        symbol=reduction.symbol,
        size=reduction.size,
        action=ACTIONS[reduction.action] if reduction.action else None,
        picks=None if reduction.picks == whole else reduction.picks,
        passes=reduction.passes,
    )


def _picked(values: list[Any], picks: tuple[int, ...]) -> list[Any]:
    """Return the children that count; the list of a list rule is extended in place."""
    children: list[Any] | None = None
    for pick in picks:
        if pick <= -2:  # noqa: PLR2004  see Reduction.picks
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

    Args:
        lexemes: The lexemes of one leaf, without comments and line ends.
        base: Absolute offset of the leaf; the offsets of nodes are relative to it.
        report: Takes findings about single tokens.
    """
    driver = load_driver()
    rows, steps, shortcuts = driver.table.rows, driver.steps, driver.shortcuts
    literal = LITERALS.get
    states, values, starts = [driver.table.start], [], []
    state = driver.table.start
    end = 0
    length = len(lexemes)
    for index in range(length + 1):
        kind, text, first, last = lexemes[index] if index < length else (END, "", 0, 0)
        while True:
            action = rows[state].get(kind)
            if action is None:
                complete = kind == END and state == driver.table.end
                return values[0] if complete else Stuck(index, tuple(states))
            if action >= 0:
                break
            step = steps[-1 - action]
            if step.passes:
                below = states[-2]
                settled = shortcuts.get((below, state, kind))
                state = driver.settle(below, state, kind) if settled is None else settled
                states[-1] = state
                continue
            _reduce(step, states, values, starts, end, report)
            state = rows[states[-1]][step.symbol]
            states.append(state)
        state = action
        states.append(state)
        starts.append(first - base)
        end = last - base
        make = literal(kind)
        values.append(make(text, first - base, end, report) if make else text)
    return Stuck(length, tuple(states))


def _reduce(step, states, values, starts, end, report) -> None:
    size = step.size
    if size:
        children = values[-size:]
        start = starts[-size]
        del states[-size:], values[-size:], starts[-size:]
    else:
        children, start = [], end
    if step.picks is not None:
        children = _picked(children, step.picks)
    action = step.action
    values.append(children if action is None else action(children, start, end, report))
    starts.append(start)
