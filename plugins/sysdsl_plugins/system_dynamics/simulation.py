"""The run of a model as a result: columns of numbers with their titles and units."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Outcome
from sysdsl.model.model import Model
from sysdsl_plugins.system_dynamics.clock import start_date
from sysdsl_plugins.system_dynamics.layers import find_layer, scopes
from sysdsl_plugins.system_dynamics.quantities import quantities_of, simulation_of, slot_name
from sysdsl_plugins.system_dynamics.rules import OVERRIDE
from sysdsl_plugins.system_dynamics.runs import ModelRun, run_model
from sysdsl_plugins.system_dynamics.wording import number_text


def _option(default: object, doc: str) -> Any:  # noqa: ANN401  an attrs field stands for its value
    return attrs.field(default=default, metadata={"doc": doc})


@attrs.frozen(kw_only=True)
class SimulationSettings:
    """What is in force in a run."""

    scenario: str = _option("", "The scenario in force, by name.")
    interventions: tuple[str, ...] = _option((), "Interventions in force, by name.")
    changes: tuple[str, ...] = _option((), "Values to change, as `name=value`.")

    @property
    def layers(self) -> tuple[str, ...]:
        """Scenario and interventions, in the order in which they apply."""
        return (*((self.scenario,) if self.scenario else ()), *self.interventions)


@attrs.frozen(kw_only=True)
class Variable:
    """What a column of a run stands for.

    Attributes:
        name: Its slot: `home`, `treating[medical]`.
        element: Its element.
        kind: Kind of the element.
        label: What to call it.
        unit: Its unit as written.
    """

    name: str
    element: str
    kind: str
    label: str
    unit: str


@attrs.frozen(kw_only=True)
class SimulationResult:
    """What a run gives.

    Attributes:
        times: Saved times, shape (n_times,), in `time_unit`.
        time_unit: Unit of time, empty where the model names none.
        start: Calendar date of time zero in ISO form, or None.
        step: Step of integration.
        method: Integrator.
        layers: Scenarios and interventions in force.
        variables: What the columns stand for, in the order of the source.
        columns: Values by name of slot, each of shape (n_times,); constants among them.
    """

    times: tuple[float, ...]
    time_unit: str
    start: str | None
    step: float
    method: str
    layers: tuple[str, ...]
    variables: tuple[Variable, ...]
    columns: Mapping[str, tuple[float, ...]]

    def of(self, element: str) -> tuple[Variable, ...]:
        """Return the variables of an element: one, or one for each of its members."""
        return tuple(v for v in self.variables if v.element == element)


def simulate_model(
    model: Model, settings: SimulationSettings | None = None
) -> Outcome[SimulationResult | None]:
    """Run a model under the settings."""
    settings = settings or SimulationSettings()
    names = settings.layers
    problems = tuple(_unknown_layer(model, n) for n in names if find_layer(model, n) is None)
    in_force = scopes(model, names)
    changes: dict[str, float] = {}
    for text in settings.changes:
        problem = _change(model, in_force, text, changes)
        problems += (problem,) if problem else ()
    if problems:
        return Outcome(None, problems)
    made = run_model(model, in_force, changes)
    if made.value is None:
        return Outcome(None, made.diagnostics)
    return Outcome(result_of(made.value, names), made.diagnostics)


def result_of(made: ModelRun, layers: tuple[str, ...] = ()) -> SimulationResult:
    """Return the columns of a run."""
    model = made.quantities.model
    started = start_date(model)
    variables = tuple(_variables(made))
    return SimulationResult(
        times=made.run.times,
        time_unit=made.quantities.time_name,
        start=started.isoformat() if started else None,
        step=made.run.grid.step,
        method=made.run.method.value,
        layers=layers,
        variables=variables,
        columns={variable.name: made.run.series(variable.name) for variable in variables},
    )


def _variables(made: ModelRun) -> list[Variable]:
    found = []
    shown = {*made.run.columns, *made.run.constants}
    for quantity in made.quantities.by_id.values():
        for members in made.quantities.combinations(quantity.subscripts):
            name = slot_name(quantity.id, members)
            if name in shown:
                label = quantity.element.label
                found.append(
                    Variable(
                        name=name,
                        element=quantity.id,
                        kind=quantity.element.kind,
                        label=f"{label}, {', '.join(members)}" if members else label,
                        unit=quantity.unit,
                    )
                )
    return found


def simulation_text(result: SimulationResult | None) -> str:
    """Return the first and last values of a run as lines of text."""
    if result is None:
        return "The model cannot be simulated.\n"
    unit = f" {result.time_unit}" if result.time_unit else ""
    head = (
        f"From {result.times[0]:g} to {result.times[-1]:g}{unit} "
        f"in steps of {result.step:g}{unit} ({result.method})."
    )
    width = max((len(v.name) for v in result.variables), default=0)
    lines = [head]
    for variable in result.variables:
        values = result.columns[variable.name]
        first, last = number_text(values[0]), number_text(values[-1])
        change = first if first == last else f"{first} -> {last}"
        lines.append(f"  {variable.name:<{width}}  {change} {variable.unit}".rstrip())
    return "\n".join(lines) + "\n"


def _change(
    model: Model, in_force: tuple[str, ...], text: str, changes: dict[str, float]
) -> Diagnostic | None:
    name, _, number = text.partition("=")
    name = name.strip()
    quantities = quantities_of(model, in_force)
    slots = {
        slot_name(q.id, m): None
        for q in quantities.by_id.values()
        for m in ((), *quantities.combinations(q.subscripts))
    }
    try:
        changes[name] = float(number)
    except ValueError:
        return _refused(model, f"`{text}` does not give a number", "write `name=value`")
    if name in slots:
        return None
    near = next(iter(get_close_matches(name, slots, 1, 0.7)), None)
    hint = f"did you mean `{near}`?" if near else "only what is simulated can be set"
    return _refused(model, f"there is no `{name}` in the simulation", hint)


def _unknown_layer(model: Model, name: str) -> Diagnostic:
    known = [
        e.name or e.id
        for e in (*model.by_kind.get("scenario", ()), *model.by_kind.get("intervention", ()))
    ]
    near = next(iter(get_close_matches(name, known, 1, 0.6)), None)
    listed = ", ".join(f"`{k}`" for k in known[:8])
    hint = f"did you mean `{near}`?" if near else f"the model has {listed or 'none'}"
    return _refused(model, f"there is no scenario or intervention `{name}`", hint)


def _refused(model: Model, message: str, hint: str) -> Diagnostic:
    simulation = simulation_of(model)
    return OVERRIDE.at(simulation.anchor() if simulation else Anchor("model"), message, hint=hint)
