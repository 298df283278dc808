"""Data files on disk: only what a model names, only inside the workspace, never for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sysdsl.cli.files import open_workspace

_MODEL = 'stock waiting : people = 0\ndata seen : people of waiting = csv("data/seen.csv")\n'
_DATA = "month,people\n2026-04,88\n2026-05,90\n"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Return a workspace with a model that names a data file; the file is not there."""
    folder = tmp_path / "county"
    (folder / "data").mkdir(parents=True)
    (folder / "sysdsl.toml").write_text("[limits]\nmax_characters = 1000\n", encoding="utf-8")
    (folder / "model.sysdsl").write_text(_MODEL, encoding="utf-8")
    return folder


def _codes(folder: Path) -> list[str]:
    """Return what is said about reading, and then the errors of the model."""
    workspace = open_workspace([str(folder)])
    found = [x.code for x in workspace.diagnostics]
    told = (x.diagnostic.code for x in workspace.model().diagnostics)
    return [*found, *(code for code in told if code.startswith("MDL-"))]


def test_a_file_in_the_workspace(county: Path) -> None:
    """The file is found relative to the one that names it, from wherever the command runs."""
    (county / "data" / "seen.csv").write_text(_DATA, encoding="utf-8")
    assert _codes(county) == []


def test_no_file(county: Path) -> None:
    """Its absence is said once, by the model."""
    assert _codes(county) == ["MDL-TABLE-MISSING"]


def test_a_link_out_of_the_workspace(county: Path) -> None:
    """A link is followed inside the workspace only."""
    secret = county.parent / "secret.csv"
    secret.write_text(_DATA, encoding="utf-8")
    (county / "data" / "seen.csv").symlink_to(secret)
    assert _codes(county) == ["FIL-UNREADABLE", "MDL-TABLE-MISSING"]
    (county / "data" / "seen.csv").unlink()
    (county / "inside.csv").write_text(_DATA, encoding="utf-8")
    (county / "data" / "seen.csv").symlink_to(county / "inside.csv")
    assert _codes(county) == []


def test_a_pipe(county: Path) -> None:
    """A pipe that nobody writes to is named, not waited for."""
    os.mkfifo(county / "data" / "seen.csv")
    assert _codes(county) == ["FIL-UNREADABLE", "MDL-TABLE-MISSING"]


def test_a_folder(county: Path) -> None:
    """A folder is no data file."""
    (county / "data" / "seen.csv").mkdir()
    assert _codes(county) == ["FIL-UNREADABLE", "MDL-TABLE-MISSING"]


def test_too_much(county: Path) -> None:
    """The limit of the workspace holds for data files too."""
    (county / "data" / "seen.csv").write_text(_DATA * 1000, encoding="utf-8")
    assert _codes(county) == ["FIL-TOO-LARGE", "MDL-TABLE-MISSING"]


def test_another_encoding(county: Path) -> None:
    """What is no UTF-8 is said, with the first byte that is not."""
    text = "month,people,remark\n2026-04,88,café\n2026-05,90,\n"
    (county / "data" / "seen.csv").write_bytes(text.encode("latin-1"))
    assert "SYN-ENCODING" in _codes(county)
