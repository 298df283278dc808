"""Lookups whose argument leaves the range of their points during a run."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl.codegen.reference import evaluate
from sysdsl.diagnostics import Diagnostic
from sysdsl.numerics.program import Apply, Interpolate, Node, nodes_of
from sysdsl.schema.core import Lookup
from sysdsl_plugins.system_dynamics.formulation_rules import LOOKUP_RANGE
from sysdsl_plugins.system_dynamics.runs import ModelRun

SEEN = 500
"""Saved times that are looked at, evenly spread."""

SLACK = 1e-9
"""Share of its range by which an argument may leave it: rounding, nothing more."""


def beyond_points(made: ModelRun) -> Iterator[Diagnostic]:
    """Report each lookup once, with the first time and argument beyond its points."""
    program, run = made.lowered.program, made.run
    every = max(1, len(run.times) // SEEN)
    told: set[str] = set()
    calls = [
        call
        for definition in program.definitions()
        for node in nodes_of(definition)
        for call in _calls(node)
    ]
    for index in range(0, len(run.times) if calls else 0, every):
        values = {name: column[index] for name, column in run.columns.items()}
        values |= run.constants
        values |= _clock(made, run.times[index])
        for call in calls:
            name = call.table.partition("[")[0]
            quantity = made.quantities.by_id.get(name)
            if name in told or quantity is None or not quantity.is_a(Lookup):
                continue
            table = program.tables[call.table]
            argument = evaluate(call.argument, values, program.tables)
            room = SLACK * (table.x[-1] - table.x[0])
            if table.x[0] - room <= argument <= table.x[-1] + room:
                continue
            told.add(name)
            when = f"{run.times[index]:g} {made.quantities.time_name}".strip()
            yield LOOKUP_RANGE.at(
                quantity.element.anchor("points"),
                f"`{name}` is asked for {argument:.4g} at {when}; "
                f"its points end at {table.x[0]:g} and {table.x[-1]:g}",
                hint="add points for the whole range that can occur",
            )


def _clock(made: ModelRun, time: float) -> dict[str, float]:
    grid = made.run.grid
    return {
        "time()": time,
        "step_time()": time,
        "dt()": grid.step,
        "start()": grid.start,
        "stop()": grid.stop,
    }


def _calls(node: Node) -> Iterator[Interpolate]:
    pending = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, Interpolate):
            yield part
            pending.append(part.argument)
        elif isinstance(part, Apply):
            pending.extend(part.operands)
