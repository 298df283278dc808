"""`sysdsl check`: what is wrong with models, and what is worth knowing."""

from __future__ import annotations

import os
import shutil

import click

from sysdsl.cli.failure import EXIT_USAGE
from sysdsl.cli.files import RULES, Workspace, open_workspace, sources_of
from sysdsl.cli.output import is_terminal, progress, status, write_text
from sysdsl.diagnostics import Catalogue, Severity
from sysdsl.diagnostics.formats import FORMATS, FormatOptions, render_diagnostics
from sysdsl.diagnostics.located import Located, locate, merged
from sysdsl.diagnostics.severities import summary
from sysdsl.version import __version__

# What was asked for and could not be read is no finding about a model.
_UNREAD = {rule.code for rule in RULES}
_LEVELS = [severity.value for severity in Severity]


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--format", "form", type=click.Choice([*FORMATS]), help="How to write the findings.")
@click.option("-o", "--output", default="-", help="Write to a file.")
@click.option("--fail-on", type=click.Choice(_LEVELS), help="Least severity that ends with 1.")
@click.option("--select", multiple=True, metavar="CODE", help="Report only these codes.")
@click.option("--hints/--no-hints", default=True, help="Whether to show craft advice.")
def command(
    *,
    paths: tuple[str, ...],
    form: str | None,
    output: str,
    fail_on: str | None,
    select: tuple[str, ...],
    hints: bool,
) -> int:
    """Check models and say what is wrong or worth knowing.

    PATHS are files or folders; the folder you are in when omitted. Ends with 0 when nothing is
    found at or above the severity of `--fail-on` (warning), 1 otherwise, 2 when it cannot start.
    """
    with progress("Checking"):
        workspace = open_workspace(paths)
        found = collect(workspace)
    if select:
        found = tuple(x for x in found if x.diagnostic.code in select)
    if not hints:
        found = tuple(x for x in found if x.diagnostic.severity is not Severity.HINT)
    name = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    sources = sources_of(workspace.models())
    options = FormatOptions(
        colour=name == "text" and output == "-" and is_terminal(),
        width=shutil.get_terminal_size().columns,
        catalogue=Catalogue.of([*workspace.engine.registry.catalogue, *RULES]),
        version=__version__,
    )
    write_text(output, render_diagnostics(name, found, sources, options))
    if name == "text":
        suppressed = sum(len(checked.suppressed) for checked in workspace.models())
        allowed = f", {suppressed} suppressed with a reason" if suppressed else ""
        status(f"{summary(found, len(sources))}{allowed}")
    if any(x.diagnostic.code in _UNREAD and x.path in workspace.asked for x in found):
        return EXIT_USAGE
    threshold = Severity(fail_on) if fail_on else workspace.engine.settings.fail_on
    return int(any(x.diagnostic.severity.rank <= threshold.rank for x in found))


def collect(workspace: Workspace) -> tuple[Located, ...]:
    """Return all diagnostics of a workspace: of reading, and of each model."""
    found = list(locate(workspace.diagnostics, where=lambda _: None))
    for checked in workspace.models():
        found.extend(checked.diagnostics)
    return merged(found)
