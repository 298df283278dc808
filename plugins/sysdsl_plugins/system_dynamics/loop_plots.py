"""Loops that matter as a picture: the share of behaviour that each accounts for, over time."""

from __future__ import annotations

from collections.abc import Iterator

from sysdsl.model.model import Model
from sysdsl.render.plots import StackedArea
from sysdsl.render.plots.values import Series
from sysdsl.render.view import View
from sysdsl_plugins.system_dynamics.analyses import is_simulated
from sysdsl_plugins.system_dynamics.behaviour_plots import axis
from sysdsl_plugins.system_dynamics.loop_scores import LoopScore, LoopScoresSettings, loop_scores
from sysdsl_plugins.system_dynamics.simulation import simulate_model

SHOWN = 5
"""Loops drawn; the rest is one area."""

_LETTERS = {"reinforcing": "R", "balancing": "B", "changing": "U"}


def loop_views(model: Model) -> Iterator[View]:
    """Yield the shares of the strongest loops over time."""
    if not is_simulated(model):
        return
    found = loop_scores(model, LoopScoresSettings()).value
    base = simulate_model(model).value
    if found is None or base is None or len(found.loops) < 2 or not found.loops[0].share:
        return
    named = _named(found.loops[:SHOWN])
    parts = [
        Series(name=name, times=found.times, values=tuple(map(abs, loop.relative)))
        for name, loop in named
    ]
    rest = found.loops[SHOWN:]
    if rest:
        left = (sum(abs(loop.relative[k]) for loop in rest) for k in range(len(found.times)))
        parts.append(Series(name="other loops", times=found.times, values=tuple(left)))
    title = f"{model.title}: loops that matter"
    yield View(
        name="loops-that-matter",
        title=title,
        figure="loops-that-matter",
        content=StackedArea(title=title, parts=tuple(parts), time=axis(base)),
        caption="The share of behaviour that each feedback loop accounts for, over time.",
        text=tuple(
            f"{name} ({loop.polarity}, {loop.share:.0%} on average): "
            + " -> ".join(map(model.label, (*loop.elements, loop.elements[0])))
            for name, loop in named
        ),
    )


def _named(loops: tuple[LoopScore, ...]) -> list[tuple[str, LoopScore]]:
    """Return loops with a letter for their polarity and a number."""
    counts: dict[str, int] = {}
    named = []
    for loop in loops:
        letter = _LETTERS[loop.polarity]
        counts[letter] = counts.get(letter, 0) + 1
        named.append((f"{letter}{counts[letter]}", loop))
    return named
