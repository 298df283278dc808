"""Units that look like a slip: used once, and a letter away from one that is known."""

from __future__ import annotations

from collections.abc import Mapping

from sysdsl.diagnostics.suggestions import nearest
from sysdsl.units.names import CURRENCIES, DAYS
from sysdsl.units.rules import UNIT_NEAR_MISS, UnitProblem
from sysdsl.units.table import UnitTable

# Comparisons of names made at most: a text of ten thousand different units is no model.
_COMPARISONS = 5_000


def near_misses(uses: Mapping[str, int], table: UnitTable) -> tuple[UnitProblem, ...]:
    """Return a problem for each unit written once that is close to a known or frequent one.

    Args:
        uses: How often the model writes each name of a unit, from `names_in`.
        table: The units of the model.
    """
    counts: dict[str, int] = {}
    written_as: dict[str, str] = {}
    for written, times in uses.items():
        name = table.name(written)
        counts[name] = counts.get(name, 0) + times
        written_as.setdefault(name, written)
    frequent = {name: written_as[name] for name, times in counts.items() if times > 1}
    declared = {name: name for name in table.units if name not in CURRENCIES or name in counts}
    known = {**declared, **frequent, **{name: f"{name}s" for name in DAYS}, "person": "people"}
    spellings = {spelling: name for name, spelling in known.items()} | {n: n for n in known}
    doubtful = [
        name
        for name, times in counts.items()
        if times == 1 and name not in table.units and len(name) > 3
    ]
    problems = []
    for name in doubtful[: max(1, _COMPARISONS // len(spellings))]:
        written = written_as[name]
        close = nearest(written, spellings) or nearest(name, spellings)
        if close and spellings[close[0]] != name:
            message = f"unit `{written}` is used once and looks like `{close[0]}`"
            hint = f"Write `{close[0]}`, or declare `unit {written}` if it is a unit of its own."
            problems.append(UnitProblem(UNIT_NEAR_MISS, message, hint, written))
    return tuple(problems)
