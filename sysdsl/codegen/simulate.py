"""Run a program by the fastest target at hand, with the meaning of the reference."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress

from sysdsl.codegen.limits import DEFAULT_LIMITS, Limits, require_within
from sysdsl.codegen.python import CompiledRun, compile_run
from sysdsl.codegen.reference import run_reference
from sysdsl.numerics.grid import Grid
from sysdsl.numerics.integrators import Method
from sysdsl.numerics.program import Const, Program
from sysdsl.numerics.run import Run


def simulate(
    program: Program,
    grid: Grid,
    method: Method = Method.EULER,
    parameters: Mapping[str, float] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Run:
    """Simulate a program.

    Args:
        program: What to run.
        grid: Times.
        method: Integrator.
        parameters: Values of constants that replace those of the program, by slot.
        limits: Largest sizes allowed.

    Raises:
        NonFiniteStateError: At the first value that is not finite.
        LimitExceededError: If the run is larger than allowed.
    """
    require_within(program, grid, limits)
    return run_compiled(compile_run(program, method), grid, parameters, limits)


def run_compiled(
    compiled: CompiledRun,
    grid: Grid,
    parameters: Mapping[str, float] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Run:
    """Run a compiled program, as often as wanted with other parameters; see `simulate`."""
    program = compiled.program
    require_within(program, grid, limits)
    given = parameters or {}
    constants = {}
    for formula in program.constants:
        assert isinstance(formula.equation, Const)  # noqa: S101  what a constant is
        name = formula.slot.name
        constants[name] = float(given.get(name, formula.equation.value))
    answer = None
    # Only the reference looks at fixed delays before it makes room for them.
    if len(program.pipelines) * (grid.steps + 1) <= limits.max_pipeline:
        with suppress(ArithmeticError, ValueError):
            answer = compiled.body(grid, tuple(constants.values()))
    if answer is None or not all(map(math.isfinite, constants.values())):
        return run_reference(program, grid, compiled.method, given, limits)
    rows, invariants = answer
    names = [slot.name for slot in program.dynamic()]
    constants |= {
        f.slot.name: value for f, value in zip(program.invariants, invariants, strict=True)
    }
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if names else {}
    return Run(grid=grid, method=compiled.method, constants=constants, columns=columns)
