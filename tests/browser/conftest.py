"""Where the browser and what drives it are found."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def visit():
    """Return a function that runs a script of this folder in node and reads what it prints."""
    node, npm = shutil.which("node"), shutil.which("npm")
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not (node and npm and chromium):
        pytest.skip("node, npm and chromium are needed to open a report page")
    if not (HERE / "node_modules" / "puppeteer-core").exists():
        install = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock"]
        done = subprocess.run(install, cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip("puppeteer-core and axe-core cannot be installed here")

    def run(script, *pages):
        command = [node, str(HERE / script), *map(str, pages), chromium]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
