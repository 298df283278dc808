"""Rules that no mutation of an example can break, with the reason and the test that breaks them."""

from __future__ import annotations

from collections.abc import Mapping

ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "CFG-SETTINGS": ("stands in sysdsl.toml", "tests/engine/test_settings.py"),
    "CLD-LOOPS-TRUNCATED": ("needs a map of thousands of loops", "tests/causal/test_checks.py"),
    "FIL-TOO-LARGE": ("is about a file, not its text", "tests/hostile/test_files_read.py"),
    "FIL-UNREADABLE": ("is about a file, not its text", "tests/hostile/test_files_read.py"),
    "PLG-BROKEN": ("needs a plugin that is broken", "tests/plugin/test_broken.py"),
    "PLG-FAILED": ("needs a plugin that fails", "tests/plugin/test_broken.py"),
    "SYN-ENCODING": ("is about bytes, not text", "tests/syntax/test_decode.py"),
    "SYN-FORMAT": ("guards against mistakes in sysdsl itself", "tests/syntax/test_decode.py"),
}
"""From code to why, and the test that shows it."""
