"""A repository of somebody else's: links, pipes, imports and names that lead elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sysdsl.render.view import file_name

Sysdsl = Callable[..., subprocess.CompletedProcess[bytes]]

_CODE = """
import sys
sys.argv = ["sysdsl", *sys.argv[1:]]
from sysdsl.cli.main import main
main()
"""


@pytest.fixture
def sysdsl(run_python: Sysdsl) -> Sysdsl:
    """Return a function that runs a command; it must end without a traceback."""

    def run(*arguments: object) -> subprocess.CompletedProcess[bytes]:
        result = run_python(_CODE, *map(str, arguments))
        assert b"Traceback" not in result.stderr
        assert b"bug in sysdsl" not in result.stderr
        return result

    return run


def _codes(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [d["code"] for d in json.loads(result.stdout)["diagnostics"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that is a workspace of its own, with a secret beside it."""
    (tmp_path / "secret.sysdsl").write_text("actor secret_name\n")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "sysdsl.toml").write_text("")
    (inside / "ok.sysdsl").write_text("a ->+ b ->- a\n")
    return inside


def test_what_is_no_ordinary_file_is_left_out(sysdsl: Sysdsl, folder: Path) -> None:
    """Pipes, dangling links, links in circles and folders with our ending stop nothing."""
    os.mkfifo(folder / "pipe.sysdsl")
    (folder / "gone.sysdsl").symlink_to("nowhere")
    (folder / "circle.sysdsl").symlink_to("circle.sysdsl")
    (folder / "loop").symlink_to(".")
    (folder / "folder.sysdsl").mkdir()
    result = sysdsl("check", folder, "--format", "json")
    assert _codes(result).count("FIL-UNREADABLE") == 3
    assert result.returncode == 1
    assert sysdsl("fmt", folder, "--check").returncode == 0


@pytest.mark.parametrize("command", ["check", "fmt", "simulate"])
@pytest.mark.parametrize("name", ["pipe.sysdsl", "/dev/zero"])
def test_a_pipe_or_device_that_is_named_is_unreadable_input(
    sysdsl: Sysdsl, folder: Path, command: str, name: str
) -> None:
    """A command does not wait for a pipe, and ends with 2."""
    os.mkfifo(folder / "pipe.sysdsl")
    assert sysdsl(command, folder / name).returncode == 2


def test_no_link_leads_out_of_the_workspace(sysdsl: Sysdsl, folder: Path) -> None:
    """A link to a file outside is neither read nor rewritten, found or named."""
    secret = folder.parent / "secret.sysdsl"
    secret.write_text("actor   secret_name\n")
    (folder / "link.sysdsl").symlink_to(secret)
    for path in (folder, folder / "link.sysdsl"):
        result = sysdsl("check", path, "--format", "json")
        assert "FIL-UNREADABLE" in _codes(result)
        assert b"secret_name" not in result.stdout
    sysdsl("fmt", folder)
    assert secret.read_text() == "actor   secret_name\n"
    assert (folder / "link.sysdsl").is_symlink()


@pytest.mark.parametrize(
    "target",
    [
        *("../secret.sysdsl", "/etc/passwd", "file:///etc/passwd", "..\\secret", "a/../../secret"),
        *("http://x/y.sysdsl", "sysdsl.toml", "x" * 4000, "", "."),
    ],
)
def test_an_import_reads_no_other_file(sysdsl: Sysdsl, folder: Path, target: str) -> None:
    """Imports that lead out of the workspace, or to no model, bring nothing and say so."""
    quoted = target.replace("\\", "\\\\")
    (folder / "ok.sysdsl").write_text(f'import secret_name from "{quoted}"\n')
    result = sysdsl("check", folder, "--format", "json")
    assert set(_codes(result)) & {"MDL-IMPORT-MISSING", "MDL-IMPORT-CYCLE"}
    assert b"root:" not in result.stdout


@pytest.mark.parametrize("number", [1, 2, 30])
def test_a_circle_of_imports_is_one_message(sysdsl: Sysdsl, folder: Path, number: int) -> None:
    """Files that import one another in a circle: one message that names the circle."""
    for i in range(number):
        (folder / f"f{i}.sysdsl").write_text(f'import "f{(i + 1) % number}.sysdsl" as other\n')
    result = sysdsl("check", folder / "f0.sysdsl", "--format", "json")
    (found,) = json.loads(result.stdout)["diagnostics"]
    assert found["code"] == "MDL-IMPORT-CYCLE"
    assert found["message"].count("->") == number


def test_a_file_that_may_not_be_read_is_a_finding(sysdsl: Sysdsl, folder: Path) -> None:
    """A file without permission is left out, and the others are checked."""
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (folder / "closed.sysdsl").touch(mode=0o000)
    assert "FIL-UNREADABLE" in _codes(sysdsl("check", folder, "--format", "json"))


def test_a_file_that_is_too_large_is_not_read(sysdsl: Sysdsl, folder: Path) -> None:
    """A sparse file of a gigabyte is one message."""
    with (folder / "huge.sysdsl").open("wb") as stream:
        stream.truncate(1_000_000_000)
    assert _codes(sysdsl("check", folder / "huge.sysdsl", "--format", "json")) == ["FIL-TOO-LARGE"]


HOSTILE_NAMES = """
perspective `../../evil` "x" { a ->- b }
perspective `c/d` "y" { a ->- b }
a ->+ b ->+ a
simulation { time: 0 .. 10 days; step: 1 day }
stock `../../s` : people = 1
flow f : people/day to `../../s` = 1
scenario hot { f = 2 }
"""


def test_pictures_stay_in_their_folder(sysdsl: Sysdsl, folder: Path) -> None:
    """Names of elements take part in names of files and lead to no other folder."""
    (folder / "ok.sysdsl").write_text(HOSTILE_NAMES)
    out = folder.parent / "out" / "deep"
    assert sysdsl("render", folder / "ok.sysdsl", "-o", out).returncode == 0
    assert all(path.parent == out for path in (folder.parent / "out").rglob("*.svg"))
    layouts = folder / ".sysdsl" / "layout" / "ok"
    assert all(path.parent == layouts for path in folder.rglob("*.json"))


def test_different_names_are_different_files() -> None:
    """A name of a view becomes a plain name of a file, and another name another one."""
    names = ["a", "../a", "a/b", "a_b", "a b", "é", ".", "..", "", "x" * 500, "x" * 501, "\0"]
    made = [file_name(name) for name in names]
    assert len(set(made)) == len(names)
    assert all("/" not in name and not name.startswith(".") for name in made)
    assert all(len(name.encode()) <= 200 for name in made)


def test_layouts_are_not_written_through_a_link(sysdsl: Sysdsl, folder: Path) -> None:
    """A link in place of the folder of layouts does not make us write elsewhere."""
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (folder / ".sysdsl").symlink_to(elsewhere)
    sysdsl("render", folder, "-o", folder.parent / "out")
    assert list(elsewhere.rglob("*")) == []
