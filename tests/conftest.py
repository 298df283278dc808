"""What every test may ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test depends on how busy the machine is. A build server tries the same examples each time,
# people at their desks new ones.
settings.register_profile(
    "steady",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parent.parent

# `-P` keeps the current folder off the path, as a console script does.
_PYTHON = (sys.executable, "-P")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def run_python() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Return a function that runs code in a fresh interpreter that can import the checkout.

    `run_python(code, *arguments, HASHSEED="1")`: keyword arguments become environment variables.
    """

    def run(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        path = os.pathsep.join(str(ROOT / folder) for folder in (".", "plugins", "lsp"))
        return subprocess.run(
            [*_PYTHON, "-c", code, *arguments],
            env={**os.environ, "PYTHONPATH": path, **environment},
            capture_output=True,
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture(scope="session")
def under_two_hash_seeds(
    run_python: Callable[..., subprocess.CompletedProcess[bytes]],
) -> Callable[..., bytes]:
    """Return a function that runs code under two hash seeds, asserts equal output, returns it.

    Use it for anything whose order could come from a set: `under_two_hash_seeds("print(...)")`.
    """

    def run(code: str, *arguments: str) -> bytes:
        first, second = (
            run_python(code, *arguments, PYTHONHASHSEED=seed) for seed in ("0", "4242")
        )
        assert first.returncode == 0, first.stderr.decode(errors="replace")
        assert second.returncode == 0, second.stderr.decode(errors="replace")
        assert first.stdout == second.stdout
        return first.stdout

    return run
