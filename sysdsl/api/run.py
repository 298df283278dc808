"""A run of a model, for programs and notebooks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from sysdsl.api.findings import frame
from sysdsl.api.markup import shown, table
from sysdsl.diagnostics import Diagnostic

if TYPE_CHECKING:
    from sysdsl.api.picture import Picture

# More lines than this on one plot are read by nobody.
_MOST_LINES = 6


@attrs.frozen(kw_only=True, eq=False)
class Run:
    """What a model does over time.

    Attributes:
        title: What the model is called, with the scenario and interventions in force.
        result: The result of the analysis `simulate`, with units and settings.
        diagnostics: What there is to say about the run.
    """

    title: str
    result: Any
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def times(self) -> tuple[float, ...]:
        """The saved times, in the model's unit of time."""
        times: tuple[float, ...] = self.result.times
        return times

    @property
    def columns(self) -> Mapping[str, tuple[float, ...]]:
        """Values over time by name; a member of a subscripted element is `name[member]`."""
        columns: Mapping[str, tuple[float, ...]] = self.result.columns
        return columns

    def __getitem__(self, name: str) -> tuple[float, ...]:
        """Return the values of a variable over time.

        Raises:
            KeyError: The run has no such variable.
        """
        found = self.columns.get(name)
        if found is None:
            raise KeyError(f"the run has no `{name}`{_near(name, self.columns)}")
        return found

    def __contains__(self, name: object) -> bool:
        """Tell whether the run has a variable of this name."""
        return name in self.columns

    def __repr__(self) -> str:
        """Return the title and the size of the run."""
        return f"Run({self.title!r}, {len(self.columns)} variables, {len(self.times)} times)"

    @property
    def final(self) -> dict[str, float]:
        """The last value of every variable."""
        return {name: values[-1] for name, values in self.columns.items()}

    @property
    def units(self) -> dict[str, str]:
        """The unit of every variable as written, empty where none is declared."""
        return {variable.name: variable.unit for variable in self.result.variables}

    def to_pandas(self) -> Any:  # noqa: ANN401  pandas is optional and unknown here
        """Return a data frame: a row for each time, a column for each variable.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        made = frame(dict(self.columns))
        made.index = list(self.times)
        made.index.name = "time"
        return made

    def to_csv(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return the run as CSV, `time` first; write it to a file when a path is given.

        Raises:
            OSError: The file cannot be written.
        """
        from sysdsl.cli.commands.simulate import run_text

        text = run_text(self.result, "csv")
        if path is not None:
            Path(path).write_text(text, "utf-8", newline="")
        return text

    def to_json(self) -> str:
        """Return the run as JSON, as `sysdsl simulate --format json` writes it."""
        from sysdsl.cli.commands.simulate import run_text

        return run_text(self.result, "json")

    def plot(self, *names: str) -> Picture:
        """Return a picture of variables over time; the stocks, up to six, when none is named.

        Raises:
            KeyError: The run has no such variable.
        """
        from sysdsl.api.picture import Picture
        from sysdsl.render.plots import LinePlot, Series, TimeAxis, plot_scene

        chosen = names or self._stocks()
        variables = {variable.name: variable for variable in self.result.variables}
        series = tuple(
            Series(
                name=variables[name].label if name in variables else name,
                times=self.times,
                values=self[name],
                unit=variables[name].unit if name in variables else "",
            )
            for name in chosen
        )
        axis = TimeAxis(unit=self.result.time_unit, start=_day(self.result.start))
        scene = plot_scene(LinePlot(title=self.title, series=series, time=axis))
        return Picture(name="run", title=self.title, scene=scene)

    def _stocks(self) -> tuple[str, ...]:
        stocks = [v.name for v in self.result.variables if v.kind == "stock"]
        return tuple(stocks or [v.name for v in self.result.variables])[:_MOST_LINES]

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{shown(d.severity)}: {shown(d.message)}</p>" for d in self.diagnostics)
        unit = f" {self.result.time_unit}" if self.result.time_unit else ""
        rows = [
            (v.name, f"{self[v.name][0]:g}", f"{self[v.name][-1]:g}", v.unit)
            for v in self.result.variables
        ]
        head = (
            "Variable",
            f"at {self.times[0]:g}{unit}",
            f"at {self.times[-1]:g}{unit}",
            "Unit",
        )
        return f"<h4>{shown(self.title)}</h4>{notes}{self.plot().svg}{table(head, rows)}"


def _day(text: str | None) -> Any:  # noqa: ANN401  a date or None, without importing datetime here
    import datetime as dt

    return None if text is None else dt.date.fromisoformat(text)


def _near(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, 1, 0.6)
    return f"; did you mean `{near[0]}`?" if near else ""
