"""Rules about what stands beside the text of a model: files, bytes, settings, plugins, size."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

import pytest

from sysdsl.cli.files import open_workspace
from sysdsl.engine.engine import open_registry
from sysdsl.engine.settings import read_settings
from sysdsl.plugin.loader import Source
from sysdsl.syntax.decode import decode
from sysdsl.syntax.format import _failure
from sysdsl.syntax.leaf import LeafCache
from workspace import codes


def _read(folder: Path) -> list[str]:
    """Return the codes of what is said about reading a folder."""
    return [found.code for found in open_workspace([str(folder)]).diagnostics]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a folder that is a workspace, with a file in it."""
    (tmp_path / "sysdsl.toml").write_text("[limits]\nmax_characters = 100\n", encoding="utf-8")
    (tmp_path / "good.sysdsl").write_text("pressure ->+ overtime ->+ pressure\n", encoding="utf-8")
    return tmp_path


def test_nothing_is_said_about_a_workspace_that_is_right(workspace: Path) -> None:
    """A file within the limits is read without a word."""
    assert _read(workspace) == []


def test_a_link_that_leads_nowhere(workspace: Path) -> None:
    """FIL-UNREADABLE: a file that cannot be opened is named, the others are read."""
    (workspace / "gone.sysdsl").symlink_to(workspace / "nowhere")
    assert _read(workspace) == ["FIL-UNREADABLE"]


def test_a_pipe_does_not_hang(workspace: Path) -> None:
    """FIL-UNREADABLE: what is no ordinary file is not waited for."""
    os.mkfifo(workspace / "pipe.sysdsl")
    assert _read(workspace) == ["FIL-UNREADABLE"]


def test_a_file_that_is_too_large(workspace: Path) -> None:
    """FIL-TOO-LARGE: a file beyond the limit of the workspace is left out unread."""
    (workspace / "log.sysdsl").write_text("// log\n" * 100, encoding="utf-8")
    assert _read(workspace) == ["FIL-TOO-LARGE"]


def test_bytes_that_are_no_utf_8(workspace: Path) -> None:
    """SYN-ENCODING: a file of another encoding is reported with the first byte that is not ours."""
    (workspace / "old.sysdsl").write_bytes('actor cafe "Café"\n'.encode("latin-1"))
    assert _read(workspace) == ["SYN-ENCODING"]
    assert (
        "Byte 15 is 0xE9"
        in decode('actor cafe "Café"'.encode("latin-1"), "m").diagnostics[0].message
    )


@pytest.mark.parametrize(
    "text",
    [
        "[severity",
        "[colours]\nred = 1",
        '[severity]\nCLD-NO-LOOP = "loud"',
        '[check]\nfail_on = "never"',
        "[limits]\nmax_characters = 0",
        '[limits]\nmax_characters = "many"',
    ],
)
def test_settings_that_cannot_be_read(text: str) -> None:
    """CFG-SETTINGS: a mistake in `sysdsl.toml` is named, and the defaults hold."""
    found = read_settings(text, "sysdsl.toml")
    assert [x.code for x in found.diagnostics] == ["CFG-SETTINGS"]
    assert found.value == read_settings("", "sysdsl.toml").value


def test_a_plugin_that_cannot_be_imported() -> None:
    """PLG-BROKEN: a method that fails while it is loaded is left out by name."""

    def load() -> ModuleType:
        raise ImportError("no module named `foresight`")

    _, problems = open_registry([Source("foresight", load)])
    assert [found.code for found in problems] == ["PLG-BROKEN"]


def test_a_map_of_too_many_loops() -> None:
    """CLD-LOOPS-TRUNCATED: a map of millions of loops says that only the shortest are looked at."""
    names = [f"part_{letter}" for letter in "abcdefghijkl"]
    text = "\n".join(f"{a} ->+ {b}" for a in names for b in names if a != b)
    assert codes(text).count("CLD-LOOPS-TRUNCATED") == 1


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("stock home", "stock away", "it would say something else"),
        ("stock  home", "stock  home", "formatting it twice would change it again"),
        ("stock home // here\n", "stock home\n", "a comment would be lost"),
    ],
)
def test_a_formatter_that_went_wrong_is_stopped(before: str, after: str, reason: str) -> None:
    """SYN-FORMAT: whatever the formatter did, a result that fails a check is not used."""
    found = _failure(before, after, "m.sysdsl", LeafCache())
    assert found is not None
    assert found.code == "SYN-FORMAT"
    assert reason in found.message
