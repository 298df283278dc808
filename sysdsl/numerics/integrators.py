"""Integrators as Butcher tableaux: one table that every target unrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import attrs

RightHandSide = Callable[[float, Sequence[float]], Sequence[float]]
"""Rates of change as a function of time and state."""


class Method(StrEnum):
    """How stocks are integrated."""

    EULER = "euler"
    RK2 = "rk2"
    RK4 = "rk4"


@attrs.frozen
class Tableau:
    """An explicit Runge-Kutta method whose stages each build on the one before.

    Attributes:
        nodes: Times of the stages, as a share of the step; also the share of the previous stage's
            rates by which the state is advanced for the stage (the first is 0).
        weights: Weight of each stage.
        order: Order of accuracy.
    """

    nodes: tuple[float, ...]
    weights: tuple[float, ...]
    order: int


TABLEAUX = {
    Method.EULER: Tableau((0.0,), (1.0,), 1),
    Method.RK2: Tableau((0.0, 0.5), (0.0, 1.0), 2),
    Method.RK4: Tableau((0.0, 0.5, 0.5, 1.0), (1 / 6, 1 / 3, 1 / 3, 1 / 6), 4),
}
"""Euler, the midpoint method, and the classical Runge-Kutta method of order four."""


def advance(
    method: Method, rhs: RightHandSide, time: float, state: Sequence[float], step: float
) -> tuple[float, ...]:
    """Return the state one step on.

    Args:
        method: Integrator.
        rhs: Rates of change; must not keep its argument.
        time: Time at the start of the step.
        state: State at that time, shape (n_states,).
        step: Length of the step.
    """
    tableau = TABLEAUX[method]
    stages: list[Sequence[float]] = []
    for node in tableau.nodes:
        at = state
        if stages:
            at = [y + node * step * k for y, k in zip(state, stages[-1], strict=True)]
        stages.append(rhs(time + node * step, at))
    moved = []
    for index, y in enumerate(state):
        slope = 0.0
        for weight, stage in zip(tableau.weights, stages, strict=True):
            if weight:
                slope = slope + weight * stage[index]
        moved.append(y + step * slope)
    return tuple(moved)
