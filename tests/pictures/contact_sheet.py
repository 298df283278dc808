"""Draw all sample diagrams into one folder, to be looked at.

Run as `PYTHONPATH=.:tests python -m pictures.contact_sheet FOLDER`. Measures guard against
mistakes; whether a picture is good, only an eye can say.
"""

from __future__ import annotations

import sys
from pathlib import Path

import attrs

from pictures.metrics import measure, measure_stock_flow
from pictures.samples import SHARED, fishery, shared_graph, stock_flow_samples
from sysdsl.render.causal_scene import causal_scene
from sysdsl.render.layout_causal import layout_causal
from sysdsl.render.layout_stock_flow import layout_stock_flow
from sysdsl.render.png import to_png
from sysdsl.render.scene import Scene
from sysdsl.render.stock_flow_scene import stock_flow_scene
from sysdsl.render.svg import write_svg


def main(folder: Path) -> None:
    """Write each picture as SVG and as PNG in both themes, and print its measures."""
    folder.mkdir(parents=True, exist_ok=True)
    causal = {"fishery": fishery()}
    if SHARED.is_dir():
        causal |= {path.stem: shared_graph(path.stem) for path in sorted(SHARED.glob("*.json"))}
    for name, graph in causal.items():
        layout = layout_causal(graph)
        _say(name, attrs.asdict(measure(graph, layout)))
        write(folder, name, causal_scene(graph, layout))
    for name, diagram in stock_flow_samples().items():
        layout = layout_stock_flow(diagram)
        _say(name, attrs.asdict(measure_stock_flow(diagram, layout)))
        write(folder, name, stock_flow_scene(diagram, layout))


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def write(folder: Path, name: str, scene: Scene) -> None:
    """Write one picture."""
    (folder / f"{name}.svg").write_text(write_svg(scene, theme="auto"), encoding="utf-8")
    (folder / f"{name}.png").write_bytes(to_png(write_svg(scene), 1.5))
    (folder / f"{name}.dark.png").write_bytes(to_png(write_svg(scene, theme="dark"), 1.5))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
