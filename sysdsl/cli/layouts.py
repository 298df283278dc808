"""Side files with the layout of pictures: `.sysdsl/layout/<view>.json` in the model's folder."""

from __future__ import annotations

from pathlib import Path

import attrs
import click

from sysdsl.cli.output import status, write_text
from sysdsl.render.draw import Drawn, draw, has_layout
from sysdsl.render.layout_cache import LayoutCache, UnreadableLayout, from_json, to_json
from sysdsl.render.view import View


@attrs.define
class Layouts:
    """The layouts of one model.

    Attributes:
        folder: Where side files are; None keeps nothing.
        fresh: Whether stored layouts are ignored (`--relayout`).
        frozen: Whether a picture that its side file does not cover is refused (`--frozen`).
    """

    folder: Path | None
    fresh: bool = False
    frozen: bool = False

    def draw(self, view: View, *, titled: bool = True) -> Drawn:
        """Draw a view by its stored layout, and store what is new.

        Raises:
            click.ClickException: The layout is frozen and the picture differs from it.
        """
        stored = None if self.fresh else self.stored(view)
        if self.frozen and stored is None and has_layout(view):
            raise click.ClickException(f"`{view.name}` has no stored layout, and --frozen is set.")
        drawn = draw(view, stored, titled=titled)
        if drawn.layout is not None and not _same(drawn.layout, stored):
            if self.frozen:
                raise click.ClickException(
                    f"`{view.name}` differs from its stored layout: render it without --frozen "
                    "and commit the side file."
                )
            self._write(view, drawn.layout)
        return drawn

    def _path(self, view: View) -> Path | None:
        return None if self.folder is None else self.folder / f"{view.file_name}.json"

    def stored(self, view: View) -> LayoutCache | None:
        """Return the stored layout of a view, None when there is none that can be read."""
        path = self._path(view)
        if path is None or not has_layout(view) or not path.is_file():
            return None
        try:
            return from_json(path.read_text("utf-8"))
        except (UnreadableLayout, OSError, UnicodeDecodeError) as problem:
            status(f"warning: `{path}` is no layout and is made anew ({problem})")
            return None

    def _write(self, view: View, layout: LayoutCache) -> None:
        path = self._path(view)
        if path is None:
            return
        try:
            write_text(str(path), to_json(layout))
        except click.ClickException:
            # A read-only folder: the picture is drawn all the same.
            self.folder = None


def _same(layout: LayoutCache, stored: LayoutCache | None) -> bool:
    return stored is not None and to_json(layout) == to_json(stored)


def layouts_of(root: Path, folder: str, *, fresh: bool = False, frozen: bool = False) -> Layouts:
    """Return the layouts of a model that is a folder; a single file keeps its beside it."""
    path = root / folder
    home = path if path.is_dir() else path.parent
    if not (home / ".sysdsl" / "layout").resolve().is_relative_to(root):
        # A link that leads out of the workspace: nothing is written there.
        return Layouts(None, fresh, frozen)
    if folder.endswith(".sysdsl"):
        home = home / ".sysdsl" / "layout" / Path(folder).stem
        return Layouts(home, fresh, frozen)
    return Layouts(home / ".sysdsl" / "layout", fresh, frozen)
