"""The part of a report about behaviour over time: what happens, what if, and how it was computed.

It holds what Rahmandad and Sterman (System Dynamics Review 28, 2012) ask of every report: all
equations, values with units and sources, the method of integration, the time step, the horizon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sysdsl.model.model import Model
from sysdsl.plugin import ReportSection
from sysdsl.render.document import (
    Block,
    Callout,
    Disclosure,
    FigureBlock,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    TableBlock,
)
from sysdsl.schema.core import Simulation

if TYPE_CHECKING:
    from sysdsl_plugins.system_dynamics.simulation import SimulationResult, Variable
    from sysdsl_plugins.system_dynamics.step_size import StepSizeResult

LISTED = 12
"""Rows of a table that are shown openly."""

TURN = 1.2
"""How far above both ends a peak must be to be told."""

COMPARED = 2
"""Key variables drawn under scenarios and interventions."""

MOST_COLUMNS = 5
"""Key variables in a table."""


def simulation_section(model: Model) -> Section | None:
    """Return the section about behaviour over time, None when nothing can be simulated."""
    if not model.all(Simulation):
        return None
    from sysdsl_plugins.system_dynamics.analyses import is_simulated
    from sysdsl_plugins.system_dynamics.simulation import simulate_model

    if not is_simulated(model):
        return None
    made = simulate_model(model)
    if made.value is None:
        told = "\n".join(f"- {d.message}" for d in made.diagnostics)
        return Section(
            id="simulation",
            title="What happens over time",
            blocks=(Callout(title="The model cannot be simulated", text=told),),
        )
    base = made.value
    children = (
        _what_if(model, base),
        _rests_on(model),
        _tests(model),
        _structure(model),
        _reproduce(model, base),
    )
    return Section(
        id="simulation",
        title="What happens over time",
        blocks=tuple(_behaviour(model, base)),
        children=tuple(child for child in children if child is not None),
    )


def _behaviour(model: Model, base: SimulationResult) -> Iterator[Block]:
    from sysdsl_plugins.system_dynamics.behaviour_plots import behaviour_view, key_variables
    from sysdsl_plugins.system_dynamics.live import live_simulation
    from sysdsl_plugins.system_dynamics.quantities import simulation_of

    simulation = simulation_of(model)
    if simulation is None:
        return
    if simulation.body.purpose:
        yield Paragraph(simulation.body.purpose)
    variables = key_variables(model, base)
    yield KeyFigures(
        figures=tuple(
            KeyFigure(
                value=_amount(base, v.name, v.unit, -1),
                label=v.label,
                note=_since(base, v),
            )
            for v in variables[:4]
        )
    )
    live = live_simulation(model, base)
    if live is not None:
        yield live
        return
    view = behaviour_view(model, base, variables)
    yield FigureBlock(picture=view, caption=view.caption, text=view.text)


def _since(base: SimulationResult, variable: Variable) -> str:
    first, last = (_amount(base, variable.name, variable.unit, k) for k in (0, -1))
    values = base.columns[variable.name]
    most = max(range(len(values)), key=values.__getitem__)
    if values[most] > TURN * max(values[0], values[-1], 0.0):
        return f"at the end, after a peak of {_amount(base, variable.name, variable.unit, most)}"
    return "as at the start" if first == last else f"at the end, from {first} at the start"


def _amount(result: SimulationResult, name: str, unit: str, index: int) -> str:
    """Return a value of a run as people say it."""
    from sysdsl_plugins.system_dynamics.wording import amount_text

    values = result.columns[name]
    return amount_text(values[index], unit, scale=max(map(abs, values)))


def _what_if(model: Model, base: SimulationResult) -> Section | None:
    from sysdsl_plugins.system_dynamics.behaviour_plots import (
        comparison_view,
        key_variables,
        layer_runs,
    )

    groups = layer_runs(model)
    if not groups:
        return None
    variables = key_variables(model, base)[:MOST_COLUMNS]
    figures: list[Block] = []
    for variable in variables[:COMPARED]:
        for group, runs in groups.items():
            view = comparison_view(model, base, (group, runs), variable)
            figures.append(FigureBlock(picture=view, caption=view.caption, text=view.text))
    every = {name: run for runs in groups.values() for name, run in runs.items()}
    return Section(
        id="simulation-what-if",
        title="Scenarios and interventions",
        blocks=(
            Paragraph("Each scenario and intervention is run on its own against the base run."),
            *figures,
            _ends(base, every, variables),
        ),
    )


def _ends(
    base: SimulationResult, runs: Mapping[str, SimulationResult], variables: tuple[Variable, ...]
) -> Disclosure:
    from sysdsl.render.plots.calendar import moment
    from sysdsl.units import spoken_unit
    from sysdsl_plugins.system_dynamics.behaviour_plots import axis

    rows = tuple(
        (name, *(_amount(run, v.name, "", -1) if v.name in run.columns else "" for v in variables))
        for name, run in (("Base run", base), *runs.items())
    )
    heads = ((v.label, spoken_unit(v.unit)) for v in variables)
    caption = f"Values at the end, {moment(base.times[-1], axis(base))}"
    table = TableBlock(
        caption=caption,
        head=("Run", *(f"{label} ({unit})" if unit else label for label, unit in heads)),
        rows=rows,
        numeric=tuple(range(1, len(variables) + 1)),
    )
    return Disclosure(summary=f"All {len(rows)} runs in a table", blocks=(table,))


def _rests_on(model: Model) -> Section | None:
    from sysdsl_plugins.system_dynamics.figures import sensitivity_views

    views = tuple(sensitivity_views(model))
    if not views:
        return None
    return Section(
        id="simulation-sensitivity",
        title="What results rest on",
        blocks=(
            Paragraph(
                "Each constant with a range is moved to either end, all others staying as they "
                "are. What is far down matters little, whatever its true value."
            ),
            *(FigureBlock(picture=v, caption=v.caption, text=v.text) for v in views),
        ),
    )


def _tests(model: Model) -> Section | None:
    from sysdsl_plugins.system_dynamics.model_tests import run_tests

    results = run_tests(model)
    if not results:
        return None
    failed = sum(not r.passed for r in results)
    rows: tuple[tuple[str, ...], ...]
    rows = tuple((r.title, "holds" if r.passed else "does not hold") for r in results)
    head: tuple[str, ...] = ("Test", "Result")
    if failed:
        head = (*head, "Why")
        rows = tuple((*row, "; ".join(r.failures)) for row, r in zip(rows, results, strict=True))
    said = "All of them hold." if not failed else f"{failed} of {len(results)} do not hold."
    return Section(
        id="simulation-tests",
        title="What must hold",
        blocks=(
            Paragraph(f"The model states {len(results)} tests and reference modes. {said}"),
            TableBlock(caption="Tests in the model", head=head, rows=rows),
        ),
    )


def _structure(model: Model) -> Section | None:
    from sysdsl_plugins.system_dynamics.figures import stock_flow_views

    views = tuple(stock_flow_views(model))
    if not views:
        return None
    view = views[0]
    return Section(
        id="simulation-structure",
        title="Stocks and flows",
        blocks=(FigureBlock(picture=view, caption=view.caption, text=view.text, wide=True),),
    )


def _reproduce(model: Model, base: SimulationResult) -> Section:
    from sysdsl_plugins.system_dynamics.equations import equation_rows
    from sysdsl_plugins.system_dynamics.step_size import (
        StepSizeSettings,
        step_size,
    )

    unit = base.time_unit
    method = {"euler": "Euler's method", "rk2": "the midpoint method", "rk4": "Runge-Kutta 4"}
    text = (
        f"Simulated from {base.times[0]:g} to {base.times[-1]:g} {unit} with "
        f"{method[base.method]} and a time step of {base.step:g} {unit}. "
    )
    effect = _of_half_a_step(step_size(model, StepSizeSettings()).value, model)
    rows = tuple(equation_rows(model))
    table = TableBlock(
        caption="Equations and values",
        head=("Quantity", "Unit", "Equation or value", "Source"),
        rows=rows,
    )
    block: Block = table
    if len(rows) > LISTED:
        block = Disclosure(summary=f"All {len(rows)} equations and values", blocks=(table,))
    return Section(
        id="simulation-equations",
        title="How it was computed",
        blocks=(Paragraph(text + effect), block),
    )


def _of_half_a_step(result: StepSizeResult | None, model: Model) -> str:
    """Say what half the time step changes."""
    from sysdsl.render.plots.numbers import readable

    if result is None or not result.changes:
        return "Half the step gives the same results."
    most = result.changes[0]
    share = f"{readable(max(100 * most.share, 0.01), digits=2)} %"
    if not result.sensitive:
        return f"Half the step changes no quantity by more than {share} of its largest value."
    return (
        f"With half the step, {model.label(most.name)} differs by up to {share} of its largest "
        "value: a shorter step would be safer."
    )


SECTIONS = (ReportSection(name="simulation", order=300, build=simulation_section),)
"""All parts of a report that the method brings."""
