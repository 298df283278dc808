"""A picture of a model, for notebooks and files."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from sysdsl.render.scene import Scene


@attrs.frozen(kw_only=True, eq=False)
class Picture:
    """A finished picture.

    Attributes:
        name: File name without ending.
        title: Its heading.
        caption: A sentence that says what to see.
        text: The same content in words, line by line.
        scene: The drawing.
    """

    name: str
    title: str
    scene: Scene
    caption: str = ""
    text: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return its name and title."""
        return f"Picture({self.name!r}, {self.title!r})"

    @property
    def svg(self) -> str:
        """The picture as SVG."""
        from sysdsl.render.svg import write_svg

        return write_svg(self.scene)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file ending in `.svg`, `.png` or `.pdf`; return its path.

        Raises:
            ValueError: The file ends otherwise.
            sysdsl.render.extras.MissingExtra: PNG or PDF need an optional package.
            OSError: The file cannot be written.
        """
        target = Path(path)
        match target.suffix.lower():
            case ".svg":
                data = self.svg.encode()
            case ".png":
                from sysdsl.render.png import to_png

                data = to_png(self.svg)
            case ".pdf":
                from sysdsl.render.pdf import to_pdf

                data = to_pdf(self.svg, title=self.title)
            case other:
                raise ValueError(f"`{other or target}` is no picture: write .svg, .png or .pdf")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return target

    def _repr_svg_(self) -> str:
        return self.svg
