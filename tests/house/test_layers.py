"""The order of the phases."""

import os
import subprocess
import sys
from pathlib import Path


def test_layers_cycles_and_method_boundaries_hold(root: Path) -> None:
    """A phase imports only earlier ones, methods are independent, nothing goes in circles."""
    path = os.pathsep.join(str(root / folder) for folder in (".", "plugins", "lsp"))
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run(
        [sys.executable, "-P", "-c", linter, "--no-logo", "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout + result.stderr
