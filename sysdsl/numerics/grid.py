"""The times of a run: step boundaries without drift, and those that are saved."""

from __future__ import annotations

import math

import attrs

from sysdsl.numerics.failures import GridError

WHOLE = 1e-9
"""Relative distance from a whole number up to which a count of steps is taken as whole: beyond
the rounding of decimal steps such as 0.1, and far below anything a modeller means."""


@attrs.frozen(kw_only=True)
class Grid:
    """Step boundaries `start + k * step`, computed by multiplication so that nothing drifts.

    Attributes:
        start: First time.
        step: Length of a step, in model time.
        steps: Number of steps.
        save_every: Each so-manieth boundary is saved, the first included.
    """

    start: float
    step: float
    steps: int
    save_every: int = 1

    @property
    def stop(self) -> float:
        """Last time."""
        return self.time(self.steps)

    def time(self, index: int) -> float:
        """Return the time of a step boundary."""
        return self.start + index * self.step

    def saved(self) -> tuple[float, ...]:
        """Return the times that are saved."""
        return tuple(self.time(k) for k in range(0, self.steps + 1, self.save_every))

    def halved(self) -> Grid:
        """Return the grid with half the step that saves the same times."""
        return attrs.evolve(
            self, step=self.step / 2, steps=self.steps * 2, save_every=self.save_every * 2
        )


def grid(start: float, stop: float, step: float, save_step: float | None = None) -> Grid:
    """Return the grid from start to stop.

    Args:
        start: First time, in model time units.
        stop: Last time; a whole number of steps after the start.
        step: Length of a step.
        save_step: Distance of saved times, a whole number of steps; one step if None.

    Raises:
        GridError: If the steps are not positive, or do not fit into the time.
    """
    if not all(map(math.isfinite, (start, stop, step))) or stop < start:
        raise GridError("time", f"{stop:g} is not after {start:g}")
    if step <= 0:
        raise GridError("step", f"{step:g} is not greater than 0")
    steps = _whole((stop - start) / step)
    if steps is None:
        raise GridError("step", f"{step:g} does not divide {stop - start:g} into whole steps")
    every = 1 if save_step is None else _whole(save_step / step)
    if not every or every < 0:
        raise GridError("save_step", f"{save_step:g} is not a whole number of steps of {step:g}")
    return Grid(start=start, step=step, steps=steps, save_every=every)


def _whole(ratio: float) -> int | None:
    if not math.isfinite(ratio):
        return None
    nearest = round(ratio)
    return nearest if abs(ratio - nearest) <= WHOLE * max(1.0, abs(ratio)) else None
