"""The part of a report about behaviour over time: what happens, what if, and how it was computed.

It holds what Rahmandad and Sterman (System Dynamics Review 28, 2012) ask of every report: all
equations, values with units and sources, the method of integration, the time step, the horizon.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    from sysdsl_plugins.system_dynamics.simulation import SimulationResult

LISTED = 12
"""Rows of a table that are shown openly."""


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
                note=f"from {_amount(base, v.name, v.unit, 0)} at the start",
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
    from sysdsl_plugins.system_dynamics.wording import unit_words

    groups = layer_runs(model)
    if not groups:
        return None
    variables = key_variables(model, base)[:6]
    figures = []
    for variable in variables[:3]:
        for group, runs in groups.items():
            view = comparison_view(model, base, (group, runs), variable)
            figures.append(FigureBlock(picture=view, caption=view.caption, text=view.text))
    every = [("Base run", base), *(pair for runs in groups.values() for pair in runs.items())]
    rows = [
        (name, *(_amount(run, v.name, "", -1) if v.name in run.columns else "" for v in variables))
        for name, run in every
    ]
    heads = ((v.label, unit_words(v.unit)) for v in variables)
    table = TableBlock(
        caption=f"Values at the end, {base.times[-1]:g} {base.time_unit}".rstrip(),
        head=("Run", *(f"{label} ({unit})" if unit else label for label, unit in heads)),
        rows=tuple(rows),
        numeric=tuple(range(1, len(variables) + 1)),
    )
    return Section(
        id="simulation-what-if",
        title="Scenarios and interventions",
        blocks=(
            Paragraph("Each scenario and intervention is run on its own against the base run."),
            *figures,
            table,
        ),
    )


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
    rows = tuple(
        (r.title, "holds" if r.passed else "does not hold", "; ".join(r.failures)) for r in results
    )
    said = "All of them hold." if not failed else f"{failed} of {len(results)} do not hold."
    return Section(
        id="simulation-tests",
        title="What must hold",
        blocks=(
            Paragraph(f"The model states {len(results)} tests and reference modes. {said}"),
            TableBlock(caption="Tests in the model", head=("Test", "Result", "Why"), rows=rows),
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
        step_size_text,
    )

    unit = base.time_unit
    method = {"euler": "Euler's method", "rk2": "the midpoint method", "rk4": "Runge-Kutta 4"}
    text = (
        f"Simulated from {base.times[0]:g} to {base.times[-1]:g} {unit} with "
        f"{method[base.method]} and a time step of {base.step:g} {unit}. "
    )
    effect = step_size_text(step_size(model, StepSizeSettings()).value).splitlines()[0]
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


SECTIONS = (ReportSection(name="simulation", order=300, build=simulation_section),)
"""All parts of a report that the method brings."""
