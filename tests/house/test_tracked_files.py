"""What must not be in the repository."""

import re
import subprocess
from pathlib import Path

import pytest

# Written in pieces, so that this file does not accuse itself.
_HOSTS = (r"pypi\." + "org/simple", r"files\." + "pythonhosted", r"registry\." + "npmjs")
_PATHS = (r"(?<![\w.])/" + "work/", "/" + "root/", "/" + r"home/\w+/", "/" + r"Users/\w+/")
_FORBIDDEN = re.compile("|".join((*_HOSTS, *_PATHS)))
_BINARY = {".png", ".woff", ".woff2", ".ttf", ".otf", ".pdf", ".gz", ".zip", ".xlsx", ".ico"}
_LARGE = 2_000_000


def _tracked(root: Path) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False, timeout=60
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    names = [name for name in listing.stdout.decode().split("\0") if name]
    return [root / name for name in names if (root / name).is_file()]


def test_no_machine_paths_and_no_registry_hosts(root: Path) -> None:
    """Files name neither the machine they were written on nor a package registry."""
    found = [
        f"{path.relative_to(root)}:{number}: {match.group()}"
        for path in _tracked(root)
        if path.suffix not in _BINARY
        for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1)
        if (match := _FORBIDDEN.search(line))
    ]
    assert found == []


def test_no_large_files(root: Path) -> None:
    """No tracked file is larger than 2 MB: a clone stays quick."""
    assert [str(path) for path in _tracked(root) if path.stat().st_size > _LARGE] == []
