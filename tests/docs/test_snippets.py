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


def test_the_tutorial_shows_what_one_sees() -> None:
    """Each message that the tutorial prints is one that its steps give."""
    from sysdsl.diagnostics.formats import FormatOptions, render_diagnostics

    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    steps = [found[2] for found in _FENCE.finditer(text) if found[1] == "sysdsl"]
    shown = [found[2] for found in _FENCE.finditer(text) if found[1] == "text"]
    registry, _ = open_registry()
    seen = ""
    for step in (steps[0], steps[1] + steps[2]):
        engine = Engine(registry)
        engine.put("team/team.sysdsl", step)
        checked = engine.check(engine.models()[0])
        options = FormatOptions(catalogue=registry.catalogue, width=200)
        seen += render_diagnostics("text", checked.diagnostics, checked.sources, options)
    assert len(shown) > 1
    for line in "".join(shown).splitlines():
        assert line.strip() in seen


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
