"""What each option comes to in each scenario, by whatever method can tell."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import partial

from sysdsl.diagnostics import Outcome
from sysdsl.model.model import Model
from sysdsl.plugin.declarations import Evaluator
from sysdsl.plugin.loader import Failure, Plugin, guarded
from sysdsl.render.document import Block, Paragraph, Section, TableBlock
from sysdsl.render.plots.numbers import fixed, readable
from sysdsl.schema.core import Indicator, Intervention, Scenario, Simulation
from sysdsl.units import spoken_unit

_MOST_RUNS = 100
_MOST_OUTCOMES = 3
# Below this share of the largest value in a table, a value is what rounding left of nothing.
_NOTHING = 1e-9
_HUGE = 1e15

Values = Mapping[tuple[str, str], Mapping[str, float]]
"""Values of outcomes by option and scenario; an empty name stands for none."""


def appraisal_section(model: Model, methods: Iterable[Plugin]) -> Section | None:
    """Return options over scenarios, None when no method can evaluate the model.

    Args:
        model: The model.
        methods: The methods in use; the first whose evaluator applies is asked.
    """
    options = [option.id for option in model.all(Intervention)]
    scenarios = [scenario.id for scenario in model.all(Scenario)]
    if not options or (len(options) + 1) * (len(scenarios) + 1) > _MOST_RUNS:
        return None
    for plugin in methods:
        for evaluator in plugin.evaluators:
            applies = guarded(partial(evaluator.applies, model))
            if applies is True:
                return _section(model, evaluator, options, scenarios)
    return None


def _section(
    model: Model, evaluator: Evaluator, options: list[str], scenarios: list[str]
) -> Section | None:
    named = guarded(partial(evaluator.outcomes, model))
    if isinstance(named, Failure) or not named:
        return None
    outcomes = _worth_showing(model, named)
    values: dict[tuple[str, str], Mapping[str, float]] = {}
    for option in ["", *options]:
        for scenario in ["", *scenarios]:
            names = tuple(name for name in (scenario, option) if name)
            found = guarded(partial(evaluator.evaluate, model, names))
            if isinstance(found, Outcome) and not found.has_errors:
                values[option, scenario] = found.value
    if not values:
        return None
    text = (
        "Each option is evaluated in each scenario. What matters is not which option is best in "
        "one future, but which holds up in all of them."
    )
    if any(_direction(model, outcome) for outcome in outcomes):
        text += " The best of each column is in bold where options differ."
    opening = Paragraph(text)
    blocks: list[Block] = [opening]
    blocks.extend(_table(model, outcome, options, scenarios, values) for outcome in outcomes)
    return Section(
        id="options-over-scenarios", title="Options over scenarios", blocks=tuple(blocks)
    )


def _worth_showing(model: Model, outcomes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the outcomes that an indicator judges, then the key variables of the simulation."""
    key = [
        name for s in model.all(Simulation) if isinstance(s.body.key, tuple) for name in s.body.key
    ]
    judged = [name for name in outcomes if _direction(model, name)]
    chosen = [name for name in dict.fromkeys([*judged, *key]) if name in outcomes]
    return tuple((chosen or list(outcomes))[:_MOST_OUTCOMES])


def _table(
    model: Model, outcome: str, options: list[str], scenarios: list[str], values: Values
) -> TableBlock:
    direction = _direction(model, outcome)
    columns = ["", *scenarios]
    size = max((abs(v[outcome]) for v in values.values() if outcome in v), default=0.0)
    found = {
        key: 0.0 if abs(value[outcome]) < _NOTHING * size else value[outcome]
        for key, value in values.items()
        if outcome in value
    }
    decimals = max(0, 2 - math.floor(math.log10(size))) if _NOTHING < size < _HUGE else 0
    written = {key: _written(value, decimals) for key, value in found.items()}
    best = {s: _best(found, written, s, direction) for s in columns}
    rows = []
    for option in ["", *options]:
        cells = [model.label(option) if option else "Nothing is done"]
        for scenario in columns:
            shown = written.get((option, scenario), "no result")
            cells.append(f"**{shown}**" if shown == best[scenario] else shown)
        rows.append(tuple(cells))
    element = model.find(outcome.partition("[")[0])
    unit = spoken_unit(getattr(element.body, "unit", None)) if element is not None else ""
    said = f", {unit}" if unit else ""
    note = {"less": "; less is better", "more": "; more is better"}.get(direction, "")
    return TableBlock(
        caption=f"{model.label(outcome)} at the end{said}{note}",
        head=("Option", *(model.label(s) if s else "As things are" for s in columns)),
        rows=tuple(rows),
        numeric=tuple(range(1, len(columns) + 1)),
    )


def _direction(model: Model, outcome: str) -> str:
    """Return which way is better, as an indicator of the outcome says; empty when none does."""
    for indicator in model.all(Indicator):
        measures = indicator.body.measures
        if isinstance(measures, tuple) and outcome in measures and indicator.body.direction:
            return indicator.body.direction
    return ""


def _written(value: float, decimals: int) -> str:
    """Write a value with as many decimals as the others of its table."""
    return fixed(value, decimals) if abs(value) < _HUGE else readable(value)


def _best(
    found: Mapping[tuple[str, str], float],
    written: Mapping[tuple[str, str], str],
    scenario: str,
    direction: str,
) -> str | None:
    """Return the best value of a scenario as it is written; None where all look the same."""
    keys = [key for key in found if key[1] == scenario]
    if not direction or len({written[key] for key in keys}) < 2:
        return None
    return written[(min if direction == "less" else max)(keys, key=found.__getitem__)]
