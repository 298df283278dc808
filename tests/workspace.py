"""Small models for tests: texts in, models and diagnostics out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine, open_registry
from sysdsl.plugin.loader import Registry


@cache
def registry() -> Registry:
    """Return the methods that ship with sysdsl."""
    found, problems = open_registry()
    assert not problems
    return found


def engine(**files: str) -> Engine:
    """Return an engine that holds files, named by keyword without their ending."""
    made = Engine(registry())
    for name, text in files.items():
        made.put(f"{name.replace('__', '/')}.sysdsl", text)
    return made


def folder_engine(root: Path, place: str) -> Engine:
    """Return an engine that holds a file or folder of the checkout, with its data files."""
    made = Engine(registry())
    start = root / place
    for file in sorted(start.rglob("[!.]*")) if start.is_dir() else [start]:
        path = file.relative_to(root).as_posix()
        if file.suffix == ".sysdsl":
            made.put(path, file.read_text(encoding="utf-8"))
        elif file.suffix == ".csv":
            made.put_table(path, file.read_text(encoding="utf-8"))
    return made


def check(text: str) -> Checked:
    """Return a single file as a model, checked."""
    made = engine(model=text)
    return made.check(made.models()[0])


def codes(text: str) -> list[str]:
    """Return the codes of what is said about a single file."""
    return [item.diagnostic.code for item in check(text).diagnostics]


def said(text: str, code: str) -> list[str]:
    """Return the source text of the places that a code is reported at."""
    checked = check(text)
    found = []
    for item in checked.diagnostics:
        if item.diagnostic.code == code:
            assert item.location is not None
            found.append(text[item.location.span.start : item.location.span.end])
    return found
