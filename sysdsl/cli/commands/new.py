"""`sysdsl new`: a model to start from."""

from __future__ import annotations

from pathlib import Path

import click

from sysdsl.cli.output import status, write_text
from sysdsl.resources import template_files, template_names


@click.command("new")
@click.argument("template", required=False)
@click.argument("folder", required=False, type=click.Path())
@click.option("--list", "listing", is_flag=True, help="List the templates.")
def command(*, template: str | None, folder: str | None, listing: bool) -> int:
    """Start a model from a template: `sysdsl new causal-map my-model`."""
    names = template_names()
    if listing or template is None:
        for name, summary in names.items():
            click.echo(f"{name}: {summary}")
        return 0
    if template not in names:
        raise click.UsageError(f"There is no template `{template}`. Templates: {', '.join(names)}.")
    target = Path(folder or template)
    if target.exists() and not target.is_dir():
        raise click.ClickException(f"`{target}` is a file: name a new folder.")
    if target.exists() and any(target.iterdir()):
        raise click.ClickException(f"`{target}` is not empty: name a new folder.")
    for name, text in template_files(template):
        write_text(str(target / name), text)
    status(f"Made `{target}`. Next: sysdsl check {target}")
    return 0
