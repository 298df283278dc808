"""The assessment of formulations that reviewers know from SDM-Doc, and what a run adds to it.

Source: Martinez-Moyano 2012, System Dynamics Review 28; SDM-Doc user guide (2014).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from sysdsl.diagnostics import Diagnostic, Outcome
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.schema import value as v
from sysdsl.schema.core import Const, Data, Flow, Lookup, Stock
from sysdsl_plugins.system_dynamics.formulation import MANY_INPUTS, check_equation, walk
from sysdsl_plugins.system_dynamics.formulation_rules import INIT_NOT_EQUILIBRIUM
from sysdsl_plugins.system_dynamics.quantities import Quantities, quantities_of, simulation_of
from sysdsl_plugins.system_dynamics.ranges import beyond_points
from sysdsl_plugins.system_dynamics.runs import ModelRun, run_model
from sysdsl_plugins.system_dynamics.structure import check_unused

MOVES = 1e-6
"""Share of its size by which a stock may move in what claims to be an equilibrium."""


@attrs.frozen
class AssessmentSettings:
    """An analysis without options."""


@attrs.frozen(kw_only=True)
class AssessmentItem:
    """One item of the assessment.

    Attributes:
        title: What was looked for.
        elements: Where it was found.
    """

    title: str
    elements: tuple[str, ...]


@attrs.frozen(kw_only=True)
class AssessmentResult:
    """Counts and formulations that deserve a second look.

    Attributes:
        counts: What the model holds, by kind.
        step: Time step, 0 where there is none.
        time_unit: Unit of time.
        items: Formulations, in the order of the SDM-Doc list.
    """

    counts: tuple[tuple[str, int], ...]
    step: float
    time_unit: str
    items: tuple[AssessmentItem, ...]


def assess(model: Model, _settings: AssessmentSettings) -> Outcome[AssessmentResult]:
    """Return the assessment of a model."""
    quantities = quantities_of(model)
    found = run_model(model)
    items = [AssessmentItem(title=t, elements=tuple(e)) for t, e in _items(quantities)]
    made = found.value
    result = AssessmentResult(
        counts=tuple(_counts(quantities)),
        step=made.run.grid.step if made else 0.0,
        time_unit=quantities.time_name,
        items=tuple(items),
    )
    seen = (*_moving(made), *beyond_points(made)) if made else ()
    return Outcome(result, (*found.diagnostics, *seen))


def assessment_text(result: AssessmentResult) -> str:
    """Return the assessment as lines of text."""
    lines = [", ".join(f"{count} {name}" for name, count in result.counts)]
    if result.step:
        lines.append(f"time step {result.step:g} {result.time_unit}".rstrip())
    for item in result.items:
        listed = ", ".join(item.elements[:8])
        more = f" and {len(item.elements) - 8} more" if len(item.elements) > 8 else ""
        lines.append(
            f"  {item.title}: {len(item.elements)}" + (f" ({listed}{more})" if listed else "")
        )
    return "\n".join(lines)


def _counts(quantities: Quantities) -> Iterator[tuple[str, int]]:
    names = (
        ("stocks", Stock),
        ("flows", Flow),
        ("constants", Const),
        ("lookups", Lookup),
        ("data series", Data),
    )
    left = len(quantities.by_id)
    for name, cls in names:
        count = sum(q.is_a(cls) for q in quantities.by_id.values())
        left -= count
        yield name, count
    yield "auxiliaries", left


def _items(quantities: Quantities) -> Iterator[tuple[str, list[str]]]:
    elements = [q.element for q in quantities.by_id.values()]
    by_code: dict[str, list[str]] = {}
    for diagnostic in _formulation(quantities.model, elements):
        place = diagnostic.label.place
        by_code.setdefault(diagnostic.code, []).append(getattr(place, "element", ""))
    yield "without documentation or source", [e.id for e in elements if not _documented(e)]
    yield "numbers hidden in equations", by_code.get("SD-CONST-EMBEDDED", [])
    yield "without a unit", by_code.get("SD-UNITS-MISSING", [])
    yield "lookups that turn", by_code.get("SD-LOOKUP-NONMONOTONE", [])
    yield "lookups of lookups", _calling(quantities, _is_cascade)
    yield "lookups steep at an end", by_code.get("SD-LOOKUP-ENDSLOPE", [])
    yield "`if`", _calling(quantities, lambda _, part: isinstance(part, v.Choose))
    yield "`min` or `max`", _calling(quantities, lambda _, part: _named(part, "min", "max"))
    inputs = ("step", "pulse", "ramp", "pulse_train")
    yield "step, pulse or ramp", _calling(quantities, lambda _, part: _named(part, *inputs))
    yield "unused", by_code.get("SD-UNUSED", [])
    yield (
        "more than three inputs",
        [
            q.id
            for q in quantities.by_id.values()
            if q.value is not None
            and sum(name in quantities.by_id for name in v.uses(q.value)) > MANY_INPUTS
        ],
    )
    yield (
        "initial values that are computed",
        [
            q.id
            for q in quantities.by_id.values()
            if q.is_a(Stock) and q.value is not None and v.uses(q.value)
        ],
    )


def _formulation(model: Model, elements: list[Element[Any]]) -> Iterator[Diagnostic]:
    for element in elements:
        yield from check_equation(element, model.find)
    yield from check_unused(model)


def _documented(element: Element[Any]) -> bool:
    common = element.common
    return any((common.doc, common.source, common.because, common.evidence))


def _named(part: v.Value, *names: str) -> bool:
    return isinstance(part, v.Apply) and part.function in names


def _is_cascade(quantities: Quantities, part: v.Value) -> bool:
    if not isinstance(part, v.Apply) or not _is_lookup(quantities, part.function):
        return False
    inner = (p for a in part.arguments for _, p, _ in walk(a))
    return any(isinstance(p, v.Apply) and _is_lookup(quantities, p.function) for p in inner)


def _is_lookup(quantities: Quantities, name: str) -> bool:
    quantity = quantities.by_id.get(name)
    return quantity is not None and quantity.is_a(Lookup)


def _calling(quantities: Quantities, wanted: Callable[[Quantities, v.Value], bool]) -> list[str]:
    return [
        q.id
        for q in quantities.by_id.values()
        if q.value is not None and any(wanted(quantities, part) for _, part, _ in walk(q.value))
    ]


def _moving(made: ModelRun) -> Iterator[Diagnostic]:
    """Find stocks that move although the model claims to start in equilibrium."""
    simulation = simulation_of(made.quantities.model)
    if simulation is None or simulation.body.equilibrium != "yes":
        return
    for state in made.lowered.program.states:
        values = made.run.series(state.slot.name)
        size = max(map(abs, values))
        quantity = made.quantities.by_id.get(state.slot.name.partition("[")[0])
        if quantity is None or max(values) - min(values) <= MOVES * size:
            continue
        yield INIT_NOT_EQUILIBRIUM.at(
            quantity.element.anchor("initial"),
            f"`{state.slot.name}` goes from {values[0]:g} to {values[-1]:g} in the base run, "
            "which claims to start in equilibrium",
            hint="set initial values so that inflows equal outflows, or drop the claim",
        )
