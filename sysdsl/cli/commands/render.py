"""`sysdsl render`: the pictures of models as files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import click

from sysdsl.cli.files import open_workspace
from sysdsl.cli.layouts import layouts_of
from sysdsl.cli.output import echo, progress, status, write_bytes
from sysdsl.diagnostics import Severity
from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine
from sysdsl.model.model import Model
from sysdsl.plugin.declarations import Figure
from sysdsl.plugin.loader import Failure, guarded
from sysdsl.render.extras import MissingExtra
from sysdsl.render.scene import Scene
from sysdsl.render.svg import write_svg
from sysdsl.render.view import View

Theme = Literal["light", "dark", "auto"]
TYPES = ("svg", "png", "pdf")


@click.command("render")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("-o", "--output", default="pictures", show_default=True, help="Folder to write to.")
@click.option("--figure", multiple=True, help="Draw only figures of this name.")
@click.option("--type", "types", multiple=True, type=click.Choice(TYPES), default=("svg",))
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--relayout", is_flag=True, help="Lay out anew; stored positions are replaced.")
@click.option("--frozen", is_flag=True, help="Refuse pictures that stored layouts do not cover.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(  # noqa: PLR0913  one argument an option
    *,
    paths: tuple[str, ...],
    output: str,
    figure: tuple[str, ...],
    types: tuple[str, ...],
    theme: Theme,
    relayout: bool,
    frozen: bool,
    form: str,
) -> int:
    """Draw the pictures of models: causal maps, stock-and-flow diagrams, behaviour over time.

    Positions are kept in `.sysdsl/layout` in the folder of the model, so that an edit moves
    nothing else; commit these files.
    """
    workspace = open_workspace(paths)
    written: list[str] = []
    models = workspace.models()
    for checked in models:
        refuse_errors(checked)
        folder = Path(output) / _folder_name(checked) if len(models) > 1 else Path(output)
        layouts = layouts_of(workspace.root, checked.folder.root, fresh=relayout, frozen=frozen)
        for view in views(checked, workspace.engine, figure):
            with progress(f"Drawing {view.name}"):
                scene = layouts.draw(view).scene
                written.extend(_write(scene, folder / view.file_name, types, theme))
    if form == "json":
        echo(json.dumps({"written": written}))
    else:
        for path in written:
            status(f"wrote {path}")
        if not written:
            status("there is nothing to draw")
    return 0


def refuse_errors(checked: Checked) -> None:
    """Stop when a model has errors: a picture of half a model would mislead.

    Raises:
        click.ClickException: It has errors.
    """
    errors = [x for x in checked.diagnostics if x.diagnostic.severity is Severity.ERROR]
    if errors:
        raise HasErrors(
            f"`{checked.folder.root}` has {len(errors)} error{'s' * (len(errors) > 1)}: "
            f"run `sysdsl check {checked.folder.root}` first."
        )


class HasErrors(click.ClickException):
    """A model with errors, from which nothing is made."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        """Keep the message."""
        super().__init__(message)


def views(checked: Checked, engine: Engine, wanted: tuple[str, ...] = ()) -> Iterator[View]:
    """Yield the views of a model, those of some figures when they are named.

    Raises:
        click.UsageError: A figure of that name does not exist.
    """
    figures = {f.name: f for plugin in engine.methods(checked.model) for f in plugin.figures}
    for name in wanted:
        if name not in figures:
            raise click.UsageError(f"There is no figure `{name}`. Figures: {', '.join(figures)}.")
    for name, figure in figures.items():
        if wanted and name not in wanted:
            continue
        found = guarded(partial(_listed, figure, checked.model))
        if isinstance(found, Failure):
            status(f"warning: the figure `{name}` failed: {found.reason}")
            continue
        yield from found


def _listed(figure: Figure, model: Model) -> tuple[View, ...]:
    return tuple(figure.views(model))


def _folder_name(checked: Checked) -> str:
    return checked.folder.root.replace("/", "_").removesuffix(".sysdsl")


def _write(scene: Scene, path: Path, types: tuple[str, ...], theme: Theme) -> Iterator[str]:
    svg = write_svg(scene, theme=theme)
    for kind in types:
        target = path.with_name(f"{path.name}.{kind}")
        write_bytes(str(target), _encoded(svg, kind, scene))
        yield target.as_posix()


def _encoded(svg: str, kind: str, scene: Scene) -> bytes:
    if kind == "svg":
        return svg.encode()
    try:
        if kind == "png":
            from sysdsl.render.png import to_png

            return to_png(svg)
        from sysdsl.render.pdf import to_pdf

        return to_pdf(svg, title=scene.title)
    except MissingExtra as problem:
        raise click.ClickException(str(problem)) from problem
