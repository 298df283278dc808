"""Draw the pictures that the documentation shows: `just images`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sysdsl.cli.commands.render import views
from sysdsl.cli.files import open_workspace
from sysdsl.cli.layouts import layouts_of
from sysdsl.engine.engine import Engine, open_registry
from sysdsl.render.draw import draw
from sysdsl.render.svg import write_svg

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "images"
_EXAMPLE = "leaving_hospital_well"
_SNIPPET = re.compile(r"^```sysdsl\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def images() -> Iterator[tuple[str, bytes]]:
    """Yield each picture by its name."""
    yield "burnout", _first_lines()
    yield "leaving_hospital_well", _of_the_example("causal-map", "causal-map")
    yield "waiting", _of_the_example("comparison", "interventions-waiting")


def _first_lines() -> bytes:
    """Draw the map that the first lines of the README describe."""
    found = _SNIPPET.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert found is not None
    engine = Engine(open_registry()[0])
    engine.put("burnout.sysdsl", f'model burnout "Burnout"\n{found[1]}')
    (folder,) = engine.models()
    view = next(views(engine.check(folder), engine, ("causal-map",)))
    return write_svg(draw(view).scene).encode()


def _of_the_example(figure: str, name: str) -> bytes:
    """Draw a view of the large example, by the layout stored with it."""
    workspace = open_workspace([str(ROOT / "examples" / _EXAMPLE)])
    checked = workspace.model()
    layouts = layouts_of(workspace.root, checked.folder.root, frozen=True)
    found = {view.name: view for view in views(checked, workspace.engine, (figure,))}
    return write_svg(layouts.draw(found[name]).scene).encode()


if __name__ == "__main__":
    for image, data in images():
        (FOLDER / f"{image}.svg").write_bytes(data)
