"""What a run gives: columns of saved values."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from sysdsl.numerics.grid import Grid
from sysdsl.numerics.integrators import Method


@attrs.frozen(kw_only=True)
class Run:
    """Saved values of one simulation.

    Attributes:
        grid: Times; `grid.saved()` are those of the rows.
        method: Integrator used.
        constants: Values of slots that do not change.
        columns: Values of slots that do, each of shape (n_saved,), states first.
        times: The saved times.
    """

    grid: Grid
    method: Method
    constants: Mapping[str, float]
    columns: Mapping[str, tuple[float, ...]]
    times: tuple[float, ...] = attrs.field(init=False, eq=False, repr=False)

    @times.default
    def _saved_times(self) -> tuple[float, ...]:
        return self.grid.saved()

    def series(self, slot: str) -> tuple[float, ...]:
        """Return the values of a slot at the saved times.

        Raises:
            KeyError: If there is no such slot.
        """
        if slot in self.columns:
            return self.columns[slot]
        return (self.constants[slot],) * len(self.times)
