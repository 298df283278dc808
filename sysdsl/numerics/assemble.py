"""Definitions in any order to a program: phases, orders of computation, algebraic loops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from sysdsl.numerics.operators import CLOCK
from sysdsl.numerics.program import (
    Const,
    Definition,
    Formula,
    Pipeline,
    Program,
    State,
    Table,
    nodes_of,
    operators,
    reads,
)


@attrs.frozen
class AlgebraicLoop:
    """Equations that need one another at the same moment.

    Attributes:
        slots: Names along the loop: each needs the next, the last the first.
        at_start: True when only the initial values depend on one another.
    """

    slots: tuple[str, ...]
    at_start: bool = False


def assemble(
    definitions: Iterable[Definition], tables: Mapping[str, Table] | None = None
) -> Program | AlgebraicLoop:
    """Sort definitions into a program, or return the first algebraic loop found.

    Raises:
        KeyError: If an equation reads a slot that is not defined.
        ValueError: If two definitions share a name.
    """
    by_name: dict[str, Definition] = {}
    for definition in definitions:
        if definition.slot.name in by_name:
            message = f"slot defined twice: {definition.slot.name}"
            raise ValueError(message)
        by_name[definition.slot.name] = definition
    formulas = {name: reads(d.equation) for name, d in by_name.items() if isinstance(d, Formula)}
    needs = {name: tuple(n for n in read if n in formulas) for name, read in formulas.items()}
    order = _sorted(needs)
    if isinstance(order, AlgebraicLoop):
        return order
    constants, invariants, steps = _phases(order, by_name)
    changing = {f.slot.name for f in steps}
    start = _start(by_name, changing)
    if isinstance(start, AlgebraicLoop):
        return start
    return Program(
        constants=tuple(constants),
        invariants=tuple(invariants),
        steps=tuple(steps),
        states=tuple(d for d in by_name.values() if isinstance(d, State)),
        pipelines=tuple(d for d in by_name.values() if isinstance(d, Pipeline)),
        start=start,
        tables=dict(tables or {}),
    )


def prune(program: Program, outputs: Iterable[str]) -> Program:
    """Return the program without what the outputs do not need."""
    by_name = {d.slot.name: d for d in program.definitions()}
    needed: set[str] = set()
    pending = [name for name in outputs if name in by_name]
    while pending:
        name = pending.pop()
        if name not in needed:
            needed.add(name)
            for node in nodes_of(by_name[name]):
                pending.extend(reads(node))
    return attrs.evolve(
        program,
        constants=tuple(d for d in program.constants if d.slot.name in needed),
        invariants=tuple(d for d in program.invariants if d.slot.name in needed),
        steps=tuple(d for d in program.steps if d.slot.name in needed),
        states=tuple(d for d in program.states if d.slot.name in needed),
        pipelines=tuple(d for d in program.pipelines if d.slot.name in needed),
        start=tuple(name for name in program.start if name in needed),
    )


def _phases(
    order: Sequence[str], by_name: Mapping[str, Definition]
) -> tuple[list[Formula], list[Formula], list[Formula]]:
    constants: list[Formula] = []
    invariants: list[Formula] = []
    steps: list[Formula] = []
    settled: set[str] = set()
    for name in order:
        formula = by_name[name]
        assert isinstance(formula, Formula)  # noqa: S101  order holds formulas alone
        if isinstance(formula.equation, Const):
            constants.append(formula)
        elif settled.issuperset(reads(formula.equation)) and not _timed(formula):
            invariants.append(formula)
        else:
            steps.append(formula)
            continue
        settled.add(name)
    return constants, invariants, steps


def _timed(formula: Formula) -> bool:
    return not operators(formula.equation).isdisjoint(CLOCK)


def _start(
    by_name: Mapping[str, Definition], changing: set[str]
) -> tuple[str, ...] | AlgebraicLoop:
    """Order what the first values rest on: states, pipelines, the formulas that they read."""
    needs: dict[str, tuple[str, ...]] = {}
    pending = [name for name, d in by_name.items() if not isinstance(d, Formula)]
    for name in pending:  # grows while it is read
        match by_name[name]:
            case State(initial=initial):
                read = reads(initial)
            case Pipeline(delay=delay, initial=initial):
                read = (*reads(delay), *reads(initial))
            case Formula(equation=equation):
                read = reads(equation)
        needs[name] = tuple(n for n in read if n in changing or not isinstance(by_name[n], Formula))
        pending.extend(n for n in dict.fromkeys(needs[name]) if n not in needs)
    order = _sorted(needs)
    if isinstance(order, AlgebraicLoop):
        return attrs.evolve(order, at_start=True)
    return tuple(order)


def _sorted(needs: Mapping[str, Sequence[str]]) -> list[str] | AlgebraicLoop:
    """Order names so that each comes after what it needs; depth first, in the order given."""
    order: list[str] = []
    done: set[str] = set()
    for root in needs:
        if root in done:
            continue
        path = {root: iter(needs[root])}
        while path:
            name = next(reversed(path))
            for needed in path[name]:
                if needed in path:
                    names = list(path)
                    return AlgebraicLoop(tuple(names[names.index(needed) :]))
                if needed not in done:
                    path[needed] = iter(needs[needed])
                    break
            else:
                del path[name]
                done.add(name)
                order.append(name)
    return order
