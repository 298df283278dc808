"""`sysdsl simulate`: run a model and write what it does over time."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import click

from sysdsl.cli.commands.render import refuse_errors
from sysdsl.cli.files import open_workspace
from sysdsl.cli.output import progress, status, write_text
from sysdsl.diagnostics import Severity
from sysdsl.model.json import plain


@click.command("simulate")
@click.argument("path", type=click.Path())
@click.option("--scenario", help="Name of a scenario to run.")
@click.option("--intervention", multiple=True, help="Name of an intervention in force.")
@click.option("--set", "changes", multiple=True, metavar="NAME=VALUE", help="Change a constant.")
@click.option("--format", "form", type=click.Choice(["csv", "json", "tab"]), default="csv")
@click.option("-o", "--output", default="-", help="Write to a file.")
def command(
    *,
    path: str,
    scenario: str | None,
    intervention: tuple[str, ...],
    changes: tuple[str, ...],
    form: str,
    output: str,
) -> int:
    """Run a model and write its results.

    CSV has the column `time` first and a column for each variable, `name[member]` for members.
    """
    workspace = open_workspace((path,))
    checked = workspace.model()
    refuse_errors(checked)
    engine = workspace.engine
    analysis = engine.analyses(checked.model).get("simulate")
    if analysis is None or not analysis.applies(checked.model):
        raise click.ClickException(f"`{path}` has no stocks or equations to simulate.")
    settings = analysis.settings(
        scenario=scenario or "", interventions=intervention, changes=changes
    )
    with progress("Simulating"):
        outcome = engine.analyse(checked.folder, "simulate", settings)
    failed = False
    for diagnostic in outcome.diagnostics:
        failed = failed or diagnostic.severity is Severity.ERROR
        hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
        status(f"{diagnostic.severity}: {diagnostic.message}{hint}")
    if failed:
        return 1
    write_text(output, run_text(outcome.value, form))
    return 0


def run_text(run: Any, form: str) -> str:  # noqa: ANN401  a result of the analysis `simulate`
    """Return a run as `csv`, `tab` or `json`."""
    if form == "json":
        columns = {name: plain(values) for name, values in run.columns.items()}
        return json.dumps({"time": plain(run.times), "columns": columns}) + "\n"
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t" if form == "tab" else ",", lineterminator="\n")
    writer.writerow(["time", *(_cell(name) for name in run.columns)])
    for i, time in enumerate(run.times):
        writer.writerow([repr(time), *(repr(values[i]) for values in run.columns.values())])
    return text.getvalue()


def _cell(name: str) -> str:
    """Return a name that a spreadsheet takes for text, not for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
