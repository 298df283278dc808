"""Reading of the examples and the standard library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine, open_registry


@pytest.fixture(scope="session")
def check_files(root: Path) -> Callable[[str], Checked]:
    """Return a function that checks the one model in a file or folder of the checkout."""
    registry, _ = open_registry()

    def check(path: str) -> Checked:
        engine = Engine(registry)
        place = root / path
        for file in sorted(place.rglob("[!.]*.sysdsl")) if place.is_dir() else [place]:
            engine.put(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
        (folder,) = engine.models()
        return engine.check(folder)

    return check
