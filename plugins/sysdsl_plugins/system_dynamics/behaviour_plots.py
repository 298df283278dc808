"""Behaviour over time as plots: the base run, and layers against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.render.plots import ComparisonPlot, LinePlot, Observations, Swing, Tornado, time_plot
from sysdsl.render.plots.calendar import when
from sysdsl.render.plots.numbers import readable
from sysdsl.render.plots.values import Series, TimeAxis
from sysdsl.render.view import View
from sysdsl.schema.core import Data, Intervention, Scenario
from sysdsl.units import spoken_unit
from sysdsl_plugins.system_dynamics.analyses import is_simulated
from sysdsl_plugins.system_dynamics.key_variables import key_elements
from sysdsl_plugins.system_dynamics.sensitivity import Effect, SensitivityResult
from sysdsl_plugins.system_dynamics.simulation import (
    SimulationResult,
    SimulationSettings,
    Variable,
    simulate_model,
)
from sysdsl_plugins.system_dynamics.wording import (
    amount_text,
    is_share,
    number_text,
    setting_text,
)

MOST_LINES = 6
"""Lines of a comparison, the base run among them."""

MOST_SWINGS = 12
"""Constants of a tornado, the strongest first."""

FEW_POINTS = 400
"""Saved values of a line beyond which every so-manieth is drawn."""


def key_variables(model: Model, result: SimulationResult) -> tuple[Variable, ...]:
    """Return the variables that matter most: those the model names, or else its stocks."""
    return tuple(v for name in key_elements(model) for v in result.of(name))


def behaviour_views(model: Model) -> Iterator[View]:
    """Yield the plot of the key variables in the base run."""
    base = simulate_model(model).value if is_simulated(model) else None
    if base is None:
        return
    variables = key_variables(model, base)
    if variables:
        yield behaviour_view(model, base, variables)


def behaviour_view(model: Model, base: SimulationResult, variables: tuple[Variable, ...]) -> View:
    """Return the plot of some variables in a run."""
    title = f"{model.title}: behaviour over time"
    series = tuple(series_of(base, v) for v in variables)
    plot: Any = time_plot(title, series, axis(base))
    observed = tuple(_observations(model, base, variables))
    if observed and isinstance(plot, LinePlot):
        plot = LinePlot(title=title, series=series, time=axis(base), observations=observed)
    span = f"{base.times[0]:g} to {base.times[-1]:g} {base.time_unit}".strip()
    return View(
        name="behaviour",
        title=title,
        figure="behaviour",
        content=plot,
        caption=f"The base run, {span}.",
        text=tuple(_line(base, v) for v in variables),
    )


def comparison_views(model: Model) -> Iterator[View]:
    """Yield plots of each key variable: the base run with scenarios, and with interventions."""
    if not is_simulated(model):
        return
    base = simulate_model(model).value
    groups = layer_runs(model)
    if base is None:
        return
    for variable in key_variables(model, base):
        for group, runs in groups.items():
            yield comparison_view(model, base, (group, runs), variable)


def layers_of(model: Model, cls: type) -> tuple[Element[Any], ...]:
    """Return the layers of a kind that change an equation."""
    from sysdsl_plugins.system_dynamics.layers import scopes_of

    changing = {e.scope for e in model.equations if e.scope}
    layers: tuple[Element[Any], ...] = model.all(cls)
    return tuple(x for x in layers if not changing.isdisjoint(scopes_of(x)))


def layer_runs(model: Model) -> Mapping[str, Mapping[str, SimulationResult]]:
    """Return the runs under each scenario and each intervention that changes an equation."""
    found: dict[str, Mapping[str, SimulationResult]] = {}
    for group, cls in (("scenarios", Scenario), ("interventions", Intervention)):
        runs = {}
        for layer in layers_of(model, cls):
            made = simulate_model(model, SimulationSettings(interventions=(layer.id,))).value
            if made is not None:
                runs[layer.label] = made
        if runs:
            found[group] = runs
    return found


def comparison_view(
    model: Model,
    base: SimulationResult,
    group: tuple[str, Mapping[str, SimulationResult]],
    variable: Variable,
) -> View:
    """Return the plot of one variable in the base run and under a group of layers."""
    word, runs = group
    shown = {n: r for n, r in runs.items() if variable.name in r.columns}
    drawn = dict(list(shown.items())[: MOST_LINES - 1])
    plot = ComparisonPlot(
        title=variable.label,
        base=series_of(base, variable, "base run"),
        others=tuple(series_of(run, variable, name) for name, run in drawn.items()),
        time=axis(base),
    )
    safe = variable.name.replace("[", "-").replace("]", "").replace(",", "-")
    left = len(shown) - len(drawn)
    more = f" {left} more are in the table." if left else ""
    return View(
        name=f"{word}-{safe}",
        title=f"{model.title}: {variable.label}",
        figure="comparison",
        content=plot,
        caption=f"{variable.label}: the base run and {word}, each on its own.{more}",
        text=tuple(
            f"{name}: {amount_text(run.columns[variable.name][-1], variable.unit)}"
            for name, run in (("base run", base), *shown.items())
        ),
    )


def series_of(result: SimulationResult, variable: Variable, name: str = "") -> Series:
    """Return a column as a line, thinned where it has more points than can be seen."""
    every = max(1, len(result.times) // FEW_POINTS)
    last = len(result.times) - 1
    kept = [i for i in range(len(result.times)) if i % every == 0 or i == last]
    values = result.columns[variable.name]
    return Series(
        name=name or variable.label,
        times=tuple(result.times[i] for i in kept),
        values=tuple(values[i] for i in kept),
        unit=spoken_unit(variable.unit),
        element=variable.element,
    )


def axis(result: SimulationResult) -> TimeAxis:
    """Return the axis of time of a run."""
    start = date.fromisoformat(result.start) if result.start else None
    return TimeAxis(unit=result.time_unit, start=start)


def _observations(
    model: Model, base: SimulationResult, variables: tuple[Variable, ...]
) -> Iterator[Observations]:
    from sysdsl_plugins.system_dynamics.lower import translate

    if not model.all(Data):
        return
    tables = translate(model).tables
    for slot, variable in enumerate(variables):
        for data in model.all(Data):
            measured = data.body.of if isinstance(data.body.of, tuple) else ()
            table = tables.get(data.id)
            if variable.element in measured and table is not None:
                inside = [
                    (x, y)
                    for x, y in zip(table.x, table.y, strict=True)
                    if base.times[0] <= x <= base.times[-1]
                ]
                yield Observations(
                    name=data.label,
                    times=tuple(x for x, _ in inside),
                    values=tuple(y for _, y in inside),
                    slot=slot,
                )


def _line(result: SimulationResult, variable: Variable) -> str:
    values = result.columns[variable.name]
    first, last = readable(values[0]), amount_text(values[-1], variable.unit)
    high = max(range(len(values)), key=values.__getitem__)
    peak = f", at most {readable(values[high])} {when(result.times[high], axis(result))}"
    return f"{variable.label}: from {first} to {last}{peak}"


def sensitivity_views(model: Model) -> Iterator[View]:
    """Yield a tornado of the first key variable, and the spread of an ensemble."""
    from sysdsl_plugins.system_dynamics.sensitivity import SensitivitySettings, sensitivity

    found = sensitivity(model, SensitivitySettings()).value if is_simulated(model) else None
    if found is None or not any(e.swing for e in found.effects):
        return
    base = simulate_model(model).value
    for name in tuple(found.base)[:1]:
        variable = next((v for v in base.variables if v.name == name), None) if base else None
        if variable is not None:
            yield tornado_view(model, found, variable)


def tornado_view(model: Model, found: SensitivityResult, variable: Variable) -> View:
    """Return the effects of constants on one variable, the strongest on top."""
    effects = [e for e in found.effects if e.variable == variable.name and e.swing][:MOST_SWINGS]
    swings = tuple(_swing(model, e) for e in effects)
    title = f"{variable.label}: what it rests on"
    plot = Tornado(
        title=title,
        result=variable.label,
        base=found.base[variable.name],
        swings=swings,
        unit=spoken_unit(variable.unit),
    )
    return View(
        name="sensitivity",
        title=title,
        figure="sensitivity",
        content=plot,
        caption=f"{variable.label} at the end when each constant is moved over its range alone.",
        text=tuple(
            f"{s.name} from {s.low_input} to {s.high_input}: "
            f"{number_text(s.low)} to {amount_text(s.high, variable.unit)}"
            for s in swings
        ),
    )


def _swing(model: Model, effect: Effect) -> Swing:
    element = model.find(effect.constant.partition("[")[0])
    unit = getattr(element.body, "unit", None) or "" if element is not None else ""
    ends = effect.low_input, effect.high_input
    share = is_share(unit, min(ends), max(ends))
    low, high = (setting_text(end, unit, share=share) for end in ends)
    return Swing(
        name=model.label(effect.constant),
        low=effect.low or 0.0,
        high=effect.high or 0.0,
        low_input=low,
        high_input=high,
    )
