"""Documentation: what it shows can be pasted, and what it links to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sysdsl.diagnostics import Severity
from sysdsl.engine.engine import Engine, open_registry

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("*.md")),
)
_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
_COMMAND = re.compile(r"^\s*(?:- (?:run: )?)?sysdsl ([a-z]+)", re.MULTILINE)


def _snippets() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for number, found in enumerate(_FENCE.finditer(text), 1):
            if found[1] == "sysdsl":
                yield f"{page.relative_to(ROOT).as_posix()} {number}", found[2]


@pytest.mark.parametrize(("place", "text"), [pytest.param(*s, id=s[0]) for s in _snippets()])
def test_a_snippet_has_no_errors(place: str, text: str) -> None:
    """A model shown on a page is read without errors or warnings."""
    registry, _ = open_registry()
    engine = Engine(registry)
    engine.put("page.sysdsl", text)
    (folder,) = engine.models()
    found = engine.check(folder).diagnostics
    wrong = {Severity.ERROR, Severity.WARNING}
    assert [x.diagnostic.message for x in found if x.diagnostic.severity in wrong] == [], place


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link leads to a file or folder that is there."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    missing = [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_exist(page: Path) -> None:
    """A command shown on a page is one that sysdsl has."""
    from sysdsl.cli.main import COMMANDS

    shown = {
        command
        for found in _FENCE.finditer(page.read_text(encoding="utf-8"))
        if found[1] in ("sh", "yaml", "")
        for command in _COMMAND.findall(found[2])
    }
    assert shown - set(COMMANDS) == set()
