"""`sysdsl analyse`: one question about a model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import attrs
import click

from sysdsl.cli.commands.render import refuse_errors
from sysdsl.cli.files import open_workspace
from sysdsl.cli.output import echo, neutral, progress, status, write_text
from sysdsl.engine.engine import open_registry
from sysdsl.model.json import plain
from sysdsl.plugin.declarations import Analysis


@click.command(
    "analyse", context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
@click.argument("path", type=click.Path(), required=False)
@click.argument("analysis", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("-o", "--output", default="-", help="Write to a file.")
@click.option("--list", "listing", is_flag=True, help="List the analyses with their settings.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    path: str | None,
    analysis: str | None,
    form: str,
    output: str,
    listing: bool,
) -> int:
    """Answer one question about a model: `sysdsl analyse MODEL loops`.

    Without the name of an ANALYSIS, all that apply to the model are run. Settings are given as
    `--name value`; `sysdsl analyse --list` shows them.
    """
    if listing or path is None:
        registry, _ = open_registry()
        for found in registry.analyses.values():
            echo(_described(found))
        return 0
    workspace = open_workspace((path,))
    checked = workspace.model()
    refuse_errors(checked)
    engine = workspace.engine
    chosen = _chosen(analysis, engine.analyses(checked.model), checked.model)
    settings = _settings(ctx.args, chosen[0]) if len(chosen) == 1 else {}
    results: dict[str, Any] = {}
    texts: list[str] = []
    for each in chosen:
        with progress(f"Running {each.name}"):
            outcome = engine.analyse(checked.folder, each.name, each.settings(**settings))
        for diagnostic in outcome.diagnostics:
            status(f"{diagnostic.severity}: {diagnostic.message}")
        results[each.name] = plain(outcome.value)
        texts.append(f"{each.title}\n{'=' * len(each.title)}\n{each.text(outcome.value)}")
    if form == "json":
        write_text(output, json.dumps(results, indent=2, allow_nan=False) + "\n")
    else:
        write_text(output, neutral("\n\n".join(texts)) + "\n")
    return 0


def _chosen(name: str | None, analyses: Mapping[str, Analysis], model: Any) -> list[Analysis]:  # noqa: ANN401
    if name is None:
        found = [a for a in analyses.values() if a.applies(model)]
        if not found:
            raise click.ClickException("no analysis has anything to work on in this model.")
        return found
    if name not in analyses:
        from difflib import get_close_matches

        near = get_close_matches(name, analyses, 1, 0.5)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        raise click.UsageError(
            f"There is no analysis `{name}`.{hint} Analyses: {', '.join(analyses)}."
        )
    return [analyses[name]]


def _described(analysis: Analysis) -> str:
    lines = [f"{analysis.name}: {analysis.doc.strip().splitlines()[0]}"]
    for field in attrs.fields(analysis.settings):
        doc = field.metadata.get("doc", "")
        lines.append(f"  --{field.name.replace('_', '-')} (default {field.default!r})  {doc}")
    return "\n".join(lines)


def _settings(arguments: list[str], analysis: Analysis) -> dict[str, Any]:
    """Read `--name value` pairs into the settings of an analysis.

    Raises:
        click.UsageError: A name is unknown or a value does not fit.
    """
    fields = {f.name.replace("_", "-"): f for f in attrs.fields(analysis.settings)}
    given: dict[str, Any] = {}
    words = iter(arguments)
    for word in words:
        name, _, attached = word.removeprefix("--").partition("=")
        if not word.startswith("--") or name not in fields:
            options = ", ".join(f"--{n}" for n in fields) or "none"
            raise click.UsageError(
                f"`{word}` is no setting of {analysis.name}. Settings: {options}."
            )
        field = fields[name]
        value = attached or next(words, None)
        if value is None:
            raise click.UsageError(f"`--{name}` needs a value.")
        given[field.name] = _read(value, field.default, name)
    return given


def _read(text: str, default: object, name: str) -> object:
    try:
        if isinstance(default, bool):
            return {"yes": True, "true": True, "no": False, "false": False}[text.lower()]
        if isinstance(default, int):
            return int(text)
        if isinstance(default, float):
            return float(text)
        if isinstance(default, tuple):
            return tuple(part.strip() for part in text.split(",") if part.strip())
    except (KeyError, ValueError) as problem:
        raise click.UsageError(f"`--{name}` cannot be `{text}`.") from problem
    return text
