"""`sysdsl test`: the tests that models state."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from sysdsl.cli.files import open_workspace
from sysdsl.cli.output import echo, is_terminal, neutral, progress, status, write_text
from sysdsl.diagnostics import Severity
from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine
from sysdsl.model.json import plain


@click.command("test")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("-k", "match", default="", help="Run only tests whose name holds this text.")
@click.option("--format", "form", type=click.Choice(["text", "json", "junit"]), default="text")
@click.option("-o", "--output", default="-", help="Write to a file.")
def command(*, paths: tuple[str, ...], match: str, form: str, output: str) -> int:
    """Run the tests that models state, as `file::test name`.

    Ends with 0 when all hold, 1 when one fails.
    """
    workspace = open_workspace(paths)
    results: list[tuple[str, Any]] = []
    broken = False
    for checked in workspace.models():
        errors = [x for x in checked.diagnostics if x.diagnostic.severity is Severity.ERROR]
        if errors:
            status(f"error: `{checked.folder.root}` has errors; run `sysdsl check` first")
            broken = True
            continue
        with progress(f"Testing {checked.folder.root}"):
            results.extend(_run(checked, workspace.engine, match))
    if form == "json":
        rows = [{"name": name, **plain(result)} for name, result in results]
        write_text(output, json.dumps(rows, indent=2) + "\n")
    elif form == "junit":
        write_text(output, _junit(results))
    else:
        _tell(results)
    return int(broken or any(not result.passed for _, result in results))


def _run(checked: Checked, engine: Engine, match: str) -> Iterator[tuple[str, Any]]:
    analysis = engine.analyses(checked.model).get("tests")
    if analysis is None or not analysis.applies(checked.model):
        return
    outcome = engine.analyse(checked.folder, "tests", analysis.settings(match=match))
    for result in outcome.value.results:
        place = checked.assembly.places.get(result.test)
        yield f"{place.path if place else checked.folder.root}::{result.title}", result


def _tell(results: list[tuple[str, Any]]) -> None:
    colour = is_terminal()
    for name, result in results:
        word = "passed" if result.passed else "FAILED"
        shown = click.style(word, fg="green" if result.passed else "red") if colour else word
        echo(f"{shown}  {neutral(name)}")
        for line in result.failures:
            echo(neutral(f"        {line}"))
    failed = sum(not result.passed for _, result in results)
    if results:
        status(f"{len(results) - failed} passed, {failed} failed")
    else:
        status("there are no tests")


def _junit(results: list[tuple[str, Any]]) -> str:
    from sysdsl.diagnostics.formats.junit import attribute

    failed = sum(not result.passed for _, result in results)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuite name="sysdsl test" tests="{len(results)}" failures="{failed}">')
    for name, result in results:
        path, _, title = name.partition("::")
        head = f'  <testcase classname="{attribute(path)}" name="{attribute(title)}"'
        if result.passed:
            lines.append(f"{head}/>")
            continue
        message = attribute("; ".join(result.failures))
        lines.append(f'{head}><failure message="{message}"/></testcase>')
    return "\n".join([*lines, "</testsuite>"]) + "\n"
