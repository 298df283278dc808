"""Rules that no mutation of an example can break, with the reason and the test that breaks them."""

from __future__ import annotations

from collections.abc import Mapping

_BESIDE = "tests/rules/test_rules_beside_models.py"

ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "CFG-SETTINGS": ("stands in sysdsl.toml", _BESIDE),
    "CLD-LOOPS-TRUNCATED": ("needs a map of thousands of loops", _BESIDE),
    "FIL-TOO-LARGE": ("is about a file, not its text", _BESIDE),
    "FIL-UNREADABLE": ("is about a file, not its text", _BESIDE),
    "PLG-BROKEN": ("needs a plugin that is broken", _BESIDE),
    "PLG-FAILED": ("needs a plugin that fails", "tests/plugin/test_isolation.py"),
    "SYN-ENCODING": ("is about bytes, not text", _BESIDE),
    "SYN-FORMAT": ("guards against mistakes in sysdsl itself", _BESIDE),
}
"""From code to why, and the test that shows it."""
