"""The reference: an interpreter that is meant to be read, and that explains what goes wrong."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import attrs

from sysdsl.codegen.limits import DEFAULT_LIMITS, Limits, require_pipeline_within
from sysdsl.numerics.failures import NonFiniteStateError
from sysdsl.numerics.grid import Grid
from sysdsl.numerics.integrators import Method, advance
from sysdsl.numerics.operators import CLOCK, OPERATORS, cause_of
from sysdsl.numerics.program import (
    Apply,
    Const,
    Formula,
    Interpolate,
    Node,
    Pipeline,
    Program,
    Read,
    State,
    Table,
    reads,
)
from sysdsl.numerics.run import Run
from sysdsl.numerics.tables import interpolate

Values = dict[str, float]
"""Values of slots by name, and of the clock by the name of its operator with `()`."""


@attrs.frozen
class _Table:
    """A step that looks a value up."""

    name: str


Step = float | str | _Table | tuple[Callable[..., float], int]
"""A step on a stack: a number, the name of a value, a table, an operator with its operands."""


def run_reference(
    program: Program,
    grid: Grid,
    method: Method,
    parameters: Mapping[str, float] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Run:
    """Simulate by interpretation.

    Raises:
        NonFiniteStateError: At the first value that is not finite.
        LimitExceededError: If fixed delays hold more steps than allowed.
    """
    values: Values = {"dt()": grid.step, "start()": grid.start, "stop()": grid.stop}
    constants = _constants(program, values, parameters or {})
    _set_clock(values, grid.start, grid.start)
    queues = _start(program, values, grid, limits)
    rows: list[list[float]] = []
    names = [slot.name for slot in program.dynamic()]
    for index in range(grid.steps + 1):
        time = grid.time(index)
        _set_clock(values, time, time)
        for formula in program.steps:
            _assign(program, values, formula.slot.name, formula.equation)
        if index % grid.save_every == 0:
            rows.append([values[name] for name in names])
        if index < grid.steps:
            _advance(program, values, queues, method)
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if names else {}
    return Run(grid=grid, method=method, constants=constants, columns=columns)


def evaluate(node: Node, values: Mapping[str, float], tables: Mapping[str, Table]) -> float:
    """Return the value of an equation; values hold slots and the clock by name."""
    stack: list[float] = []
    for step in _postfix(node):
        match step:
            case float():
                stack.append(step)
            case str():
                stack.append(values[step])
            case _Table(name=name):
                stack.append(interpolate(tables[name], stack.pop()))
            case (meaning, count):
                operands = stack[len(stack) - count :]
                del stack[len(stack) - count :]
                stack.append(meaning(*operands))
    return stack[0]


@lru_cache(maxsize=20_000)
def _postfix(node: Node) -> tuple[Step, ...]:
    """Return the steps that compute an equation on a stack; nodes are told apart by identity."""
    steps: list[Step] = []
    pending: list[Node | Step] = [node]
    while pending:
        match pending.pop():
            case Const(value=value):
                steps.append(float(value))
            case Read(slot=slot):
                steps.append(slot)
            case Interpolate(table=table, argument=argument):
                pending += [_Table(table), argument]
            case Apply(operator=operator) if operator in CLOCK:
                steps.append(f"{operator}()")
            case Apply(operator=operator, operands=operands):
                pending.append((OPERATORS[operator][1], len(operands)))
                pending.extend(reversed(operands))
            case (_Table() | (_, _)) as step:
                steps.append(step)
    return tuple(steps)


def _set_clock(values: Values, time: float, step_time: float) -> None:
    values["time()"] = time
    values["step_time()"] = step_time


def _constants(program: Program, values: Values, parameters: Mapping[str, float]) -> Values:
    for formula in program.constants:
        name = formula.slot.name
        values[name] = parameters.get(name, evaluate(formula.equation, {}, {}))
        _require_finite(name, values, "number too large")
    for formula in program.invariants:
        _set_clock(values, values["start()"], values["start()"])
        _assign(program, values, formula.slot.name, formula.equation)
    return {f.slot.name: values[f.slot.name] for f in (*program.constants, *program.invariants)}


def _start(program: Program, values: Values, grid: Grid, limits: Limits) -> dict[str, deque[float]]:
    by_name = {d.slot.name: d for d in program.definitions()}
    queues: dict[str, deque[float]] = {}
    held = 0
    for name in program.start:
        match by_name[name]:
            case Formula(equation=equation):
                _assign(program, values, name, equation)
            case State(initial=initial):
                _assign(program, values, name, initial)
            case Pipeline(initial=initial, delay=delay):
                _assign(program, values, name, initial)
                length = pipeline_steps(evaluate(delay, values, program.tables), grid)
                held += length
                require_pipeline_within(held, limits)
                queues[name] = deque([values[name]] * length)
    return queues


def pipeline_steps(delay: float, grid: Grid) -> int:
    """Return how many steps a fixed delay holds: at least one, at most those of the run and one."""
    if not delay / grid.step < grid.steps + 1:
        return grid.steps + 1
    return max(1, math.floor(delay / grid.step + 0.5))


def _advance(
    program: Program, values: Values, queues: Mapping[str, deque[float]], method: Method
) -> None:
    time = values["time()"]
    moving = [s for s in program.states if s.rate is not None]
    following = {
        s.slot.name: evaluate(s.following, values, program.tables)
        for s in program.states
        if s.following is not None
    }
    for pipeline in program.pipelines:
        name = pipeline.slot.name
        queues[name].append(evaluate(pipeline.input, values, program.tables))
        queues[name].popleft()
        following[name] = queues[name][0]

    def rates(at: float, state: Sequence[float]) -> Sequence[float]:
        values["time()"] = at
        for definition, level in zip(moving, state, strict=True):
            values[definition.slot.name] = level
        if at != time:
            for formula in program.steps:
                values[formula.slot.name] = evaluate(formula.equation, values, program.tables)
        return [_rate(program, values, definition) for definition in moving]

    before = [values[s.slot.name] for s in moving]
    after = advance(method, rates, time, before, values["dt()"])
    for definition, level in zip(moving, after, strict=True):
        values[definition.slot.name] = level
        _require_finite(definition.slot.name, values, "number too large")
    for name, level in following.items():
        values[name] = level
        _require_finite(name, values, "number too large")


def _rate(program: Program, values: Values, state: State) -> float:
    assert state.rate is not None  # noqa: S101  the caller selects those
    value = evaluate(state.rate, values, program.tables)
    if not math.isfinite(value):
        _explain(program, values, state.slot.name, state.rate)
    return value


def _assign(program: Program, values: Values, name: str, equation: Node) -> None:
    values[name] = evaluate(equation, values, program.tables)
    if not math.isfinite(values[name]):
        _explain(program, values, name, equation)


def _require_finite(name: str, values: Values, cause: str) -> None:
    if not math.isfinite(values[name]):
        raise NonFiniteStateError(
            slot=name,
            time=values.get("time()", values["start()"]),
            value=values[name],
            cause=cause,
            operands=(),
        )


def _explain(program: Program, values: Values, name: str, equation: Node) -> None:
    """Raise with the innermost operation that made finite operands into what is not finite."""
    name, equation = _first_at_fault(program, values, name, equation)
    known = _all_values(equation, values, program.tables)
    node = equation
    while not isinstance(node, Const | Read):
        chosen = (node.argument,) if isinstance(node, Interpolate) else node.operands
        if isinstance(node, Apply) and node.operator == "select":
            chosen = (chosen[1] if known[id(chosen[0])] != 0.0 else chosen[2],)
        bad = next((o for o in chosen if not math.isfinite(known[id(o)])), None)
        if bad is None:
            break
        node = bad
    cause, operands = "number too large", tuple[float, ...]()
    if isinstance(node, Apply):
        operands = tuple(known[id(o)] for o in node.operands)
        cause = cause_of(node.operator, operands, known[id(node)])
    raise NonFiniteStateError(
        slot=name,
        time=values["time()"],
        value=known[id(equation)],
        cause=cause,
        operands=operands,
    )


def _first_at_fault(
    program: Program, values: Values, name: str, equation: Node
) -> tuple[str, Node]:
    """Return the first formula that is not finite among those that an equation rests on."""
    formulas = {f.slot.name: f.equation for f in program.steps}
    needed: set[str] = set()
    pending = list(reads(equation))
    while pending:
        read = pending.pop()
        if read in formulas and read not in needed and not math.isfinite(values[read]):
            needed.add(read)
            pending.extend(reads(formulas[read]))
    return next(((n, e) for n, e in formulas.items() if n in needed), (name, equation))


def _all_values(
    node: Node, values: Mapping[str, float], tables: Mapping[str, Table]
) -> dict[int, float]:
    """Return the value of each node by its identity; iterative, whatever the depth."""
    known: dict[int, float] = {}
    pending: list[tuple[Node, bool]] = [(node, False)]
    while pending:
        current, ready = pending.pop()
        match current:
            case Const(value=value):
                known[id(current)] = value
            case Read(slot=slot):
                known[id(current)] = values[slot]
            case Interpolate(table=table, argument=argument) if ready:
                known[id(current)] = interpolate(tables[table], known[id(argument)])
            case Interpolate(argument=argument):
                pending += [(current, True), (argument, False)]
            case Apply(operator=operator) if operator in CLOCK:
                known[id(current)] = values[f"{operator}()"]
            case Apply(operator=operator, operands=operands) if ready:
                meaning = OPERATORS[operator][1]
                known[id(current)] = meaning(*(known[id(o)] for o in operands))
            case Apply(operands=operands):
                pending.append((current, True))
                pending.extend((o, False) for o in reversed(operands))
    return known
