"""`sysdsl report`: a document to take to those who decide."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sysdsl.cli.commands.render import refuse_errors
from sysdsl.cli.files import open_workspace
from sysdsl.cli.layouts import Layouts, layouts_of
from sysdsl.cli.output import echo, progress, status, write_bytes, write_text
from sysdsl.diagnostics import Anchor
from sysdsl.engine.engine import Checked, Engine
from sysdsl.model.model import Model
from sysdsl.model.redact import AUDIENCES, redact
from sysdsl.render.document import Report
from sysdsl.render.extras import MissingExtra
from sysdsl.report.compose import Findings, compose
from sysdsl.report.resolve import resolve

_SUFFIXES = (".html", ".md", ".pdf")


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
    if suffix not in _SUFFIXES:
        raise click.UsageError(f"`{output}` must end with {', '.join(_SUFFIXES)}.")
    workspace = open_workspace((path,))
    checked = workspace.model()
    refuse_errors(checked)
    redacted = redact(checked.model, audience)
    layouts = layouts_of(workspace.root, checked.folder.root, frozen=frozen)
    with progress("Writing the report"):
        report = _report(checked, redacted.model, workspace.engine, redacted.withheld)
        if day:
            report = _dated(report, day)
        report = resolve(report, lambda view: layouts.draw(view, titled=False).scene)
        names = {e.id: e.label for e in redacted.model.elements.values()}
        written = _write(report, names, output, suffix)
    if form == "json":
        echo(json.dumps({"written": written, "withheld": redacted.withheld}))
    else:
        status(f"wrote {output}")
    return 0


def _report(checked: Checked, model: Model, engine: Engine, withheld: int) -> Report:
    visible = [
        item
        for item in checked.diagnostics
        if not isinstance(item.diagnostic.label.place, Anchor)
        or item.diagnostic.label.place.element in model.elements
        or withheld == 0
    ]
    findings = Findings(
        open=tuple(visible),
        suppressed=checked.suppressed if withheld == 0 else (),
        titles={rule.code: rule.title for rule in engine.registry.catalogue},
    )
    return compose(model, engine.methods(model), findings, withheld=withheld)


def _dated(report: Report, day: str) -> Report:
    import attrs

    return attrs.evolve(report, facts=(("Date", day), *report.facts))


def _write(report: Report, names: dict[str, str], output: str, suffix: str) -> list[str]:
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


__all__ = ["Layouts", "command"]
