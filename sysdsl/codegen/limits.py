"""How large a run may be, so that a hostile model cannot take the machine."""

from __future__ import annotations

import attrs

from sysdsl.numerics.failures import LimitExceededError
from sysdsl.numerics.grid import Grid
from sysdsl.numerics.program import Program


@attrs.frozen(kw_only=True)
class Limits:
    """Largest sizes allowed.

    Attributes:
        max_steps: Steps of a run.
        max_slots: Scalar values of a program, members of arrays counted singly.
        max_array_size: Members of one array.
        max_saved_values: Numbers kept: slots times saved rows.
        max_pipeline: Steps that fixed delays hold, all together.
    """

    max_steps: int = 1_000_000
    max_slots: int = 50_000
    max_array_size: int = 10_000
    max_saved_values: int = 10_000_000
    max_pipeline: int = 1_000_000


DEFAULT_LIMITS = Limits()


def require_within(program: Program, grid: Grid, limits: Limits) -> None:
    """Check a run against the limits.

    Raises:
        LimitExceededError: Names the first limit exceeded.
    """
    slots = sum(1 for _ in program.definitions())
    dynamic = len(program.states) + len(program.pipelines) + len(program.steps)
    arrays: dict[str, int] = {}
    for definition in program.definitions():
        if definition.slot.array:
            arrays[definition.slot.array] = arrays.get(definition.slot.array, 0) + 1
    sizes = (
        ("max_steps", grid.steps),
        ("max_slots", slots),
        ("max_array_size", max(arrays.values(), default=0)),
        ("max_saved_values", dynamic * (grid.steps // grid.save_every + 1)),
    )
    for setting, size in sizes:
        limit = getattr(limits, setting)
        if size > limit:
            raise LimitExceededError(setting, size, limit)


def require_pipeline_within(steps: int, limits: Limits) -> None:
    """Check the steps that fixed delays hold.

    Raises:
        LimitExceededError: If there are too many.
    """
    if steps > limits.max_pipeline:
        raise LimitExceededError("max_pipeline", steps, limits.max_pipeline)
