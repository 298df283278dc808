"""`sysdsl report`: a document to take to those who decide."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import click

from sysdsl.cli.commands.render import refuse_errors
from sysdsl.cli.files import open_workspace
from sysdsl.cli.layouts import layouts_of
from sysdsl.cli.output import echo, progress, status, write_bytes, write_text
from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine
from sysdsl.model.redact import AUDIENCES, Redacted, redact
from sysdsl.render.document import Report
from sysdsl.render.extras import MissingExtra
from sysdsl.report.compose import Findings, compose
from sysdsl.report.resolve import resolve
from sysdsl.report.visible import visible_findings

SUFFIXES = (".html", ".md", ".pdf")


@click.command("report")
@click.argument("path", type=click.Path())
@click.option("-o", "--output", default="report.html", show_default=True, help="FILE.html|.md|.pdf")
@click.option("--for", "audience", type=click.Choice(AUDIENCES), default="team", show_default=True)
@click.option("--date", "day", help="Date on the cover; none when omitted.")
@click.option("--frozen", is_flag=True, help="Refuse pictures that stored layouts do not cover.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(
    *, path: str, output: str, audience: str, day: str | None, frozen: bool, form: str
) -> int:
    """Write a report of a model: findings, pictures, simulations, evidence.

    The HTML report is one file that needs no network. `--for public` withholds what is not for
    everybody and says how much that is.
    """
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise click.UsageError(f"`{output}` must end with {', '.join(SUFFIXES)}.")
    workspace = open_workspace((path,))
    checked = workspace.model()
    refuse_errors(checked)
    redacted = redact(checked.model, audience)
    layouts = layouts_of(workspace.root, checked.folder.root, frozen=frozen)
    with progress("Writing the report"):
        report = report_of(checked, redacted, workspace.engine, day)
        report = resolve(report, lambda view: layouts.draw(view, titled=False).scene)
        names = {e.id: e.label for e in redacted.model.elements.values()}
        written = write_report(report, names, output)
    if form == "json":
        echo(json.dumps({"written": written, "withheld": redacted.withheld}))
    else:
        status(f"wrote {output}")
    return 0


def report_of(checked: Checked, redacted: Redacted, engine: Engine, day: str | None) -> Report:
    """Return the report of a model, its pictures still to be drawn.

    Args:
        checked: The model with its findings.
        redacted: What the audience may see of it.
        engine: The methods in use.
        day: Date on the cover.
    """
    model = redacted.model
    findings = Findings(
        open=visible_findings(checked.diagnostics, checked.model, model),
        suppressed=checked.suppressed if redacted.withheld == 0 else (),
        titles={rule.code: rule.title for rule in engine.registry.catalogue},
    )
    report = compose(model, engine.methods(model), findings, withheld=redacted.withheld)
    return attrs.evolve(report, facts=(("Date", day), *report.facts)) if day else report


def write_report(report: Report, names: dict[str, str], output: str) -> list[str]:
    """Write a finished report to a file ending in one of `SUFFIXES`; return the files written.

    Raises:
        click.ClickException: It cannot be written, or an optional package is missing.
    """
    suffix = Path(output).suffix.lower()
    if suffix == ".html":
        from sysdsl.report.html import report_html

        write_text(output, report_html(report, names=names))
        return [output]
    if suffix == ".pdf":
        from sysdsl.report.pdf import report_pdf

        try:
            write_bytes(output, report_pdf(report, names=names))
        except MissingExtra as problem:
            raise click.ClickException(str(problem)) from problem
        return [output]
    from sysdsl.report.markdown import report_markdown

    target = Path(output)
    made = report_markdown(report, names=names, folder=f"{target.stem}_pictures")
    written = [output]
    for name, text in made.pictures.items():
        picture = target.parent / name
        write_text(str(picture), text)
        written.append(picture.as_posix())
    write_text(output, made.text)
    return written
