"""What people get when they install sysdsl."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PARTS = ("pyproject.toml", "README.md", "LICENSE", "grammar", "stdlib", "sysdsl", "plugins", "lsp")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the checkout, without the network."""
    missing = [part for part in PARTS if not (root / part).exists()]
    if missing:
        pytest.skip(f"not there yet: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for part in PARTS:
        if (root / part).is_dir():
            ignore = shutil.ignore_patterns("__pycache__", "node_modules")
            shutil.copytree(root / part, source / part, ignore=ignore)
        else:
            shutil.copy(root / part, source / part)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_passes_the_checker(root: Path, wheel: Path) -> None:
    """check-wheel-contents finds no stray files, no duplicates and only our three packages."""
    result = subprocess.run(
        [sys.executable, "-m", "check_wheel_contents", "--config", root / "pyproject.toml", wheel],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_wheel_holds_grammar_library_licence_and_types(wheel: Path) -> None:
    """The wheel holds what the program needs at run time and nothing of the tests."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert {"sysdsl", "sysdsl_lsp", "sysdsl_plugins"} == tops
    for expected in ("sysdsl/_data/grammar/", "sysdsl/_data/stdlib/", "sysdsl/py.typed"):
        assert any(name.startswith(expected) for name in names), expected
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("entry_points.txt") for name in names)
