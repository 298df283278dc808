"""Reading of the examples and the standard library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sysdsl.engine.checked import Checked
from workspace import folder_engine


@pytest.fixture(scope="session")
def check_files(root: Path) -> Callable[[str], Checked]:
    """Return a function that checks the one model in a file or folder of the checkout."""

    def check(path: str) -> Checked:
        engine = folder_engine(root, path)
        (folder,) = engine.models()
        return engine.check(folder)

    return check
