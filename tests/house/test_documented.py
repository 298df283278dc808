"""Documentation: whatever a user may write or meet is explained, and the pages are up to date."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import attrs
import click
import pytest

import sysdsl
from sysdsl.cli import reference
from sysdsl.cli.main import COMMANDS, cli
from sysdsl.engine.engine import open_registry
from sysdsl.numerics.functions import FUNCTIONS
from sysdsl.plugin.hookspecs import Hooks
from sysdsl.plugin.loader import Registry
from sysdsl.schema.common import COMMON


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Return what is installed."""
    found, problems = open_registry()
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Return the reference pages as they should be."""
    return reference.pages()


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 2 and text.strip().endswith((".", "!", "?", "`"))


def test_the_pages_are_up_to_date(root: Path, pages: dict[str, str]) -> None:
    """The committed reference is what the declarations say: run `just reference` otherwise."""
    folder = root / "docs" / "reference"
    committed = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    assert sorted(committed) == sorted(pages)
    stale = [name for name, text in pages.items() if committed[name] != text]
    assert stale == [], "run `just reference`"


def test_every_kind_and_property_is_explained(registry: Registry) -> None:
    """A kind has a sentence and an example, each property a sentence."""
    faults = [f"{k.name}: doc" for k in registry.kinds if not _is_sentence(k.summary)]
    faults += [f"{k.name}: example" for k in registry.kinds if not k.example.strip()]
    properties = [(k.name, p) for k in registry.kinds for p in k.properties.values()]
    properties += [("common", p) for p in COMMON.values()]
    faults += [f"{kind}.{p.key}" for kind, p in properties if not _is_sentence(p.doc)]
    assert faults == []


def test_an_example_of_a_kind_is_of_that_kind(registry: Registry) -> None:
    """The example of a kind is read, declares that kind, and misses only what stands around it."""
    around = {"MDL-UNKNOWN-NAME", "MDL-UNKNOWN-LINK", "SD-UNITS-UNKNOWN"}
    faults: dict[str, set[str]] = {}
    for kind in registry.kinds:
        model = sysdsl.load_text(kind.example)
        codes = {f.code for f in model.check().errors if f.code.startswith(("SYN-", "MDL-"))}
        if codes - around:
            faults[kind.name] = codes - around
        elif not model.elements(kind.name):
            faults[kind.name] = {"not declared"}
    assert faults == {}


def test_every_function_is_explained() -> None:
    """A function has a sentence and a source."""
    assert [n for n, f in FUNCTIONS.items() if not (_is_sentence(f.doc) and f.source.strip())] == []


def test_every_hook_is_explained() -> None:
    """A hook has documentation of more than a line: what it returns and when it is called."""
    hooks = [h for n, h in inspect.getmembers(Hooks, inspect.isfunction) if n.startswith("sysdsl_")]
    assert len(hooks) >= 7
    assert [h.__name__ for h in hooks if len((inspect.getdoc(h) or "").splitlines()) < 3] == []


def test_every_method_analysis_and_figure_is_explained(registry: Registry) -> None:
    """A method has a page of its own words; analyses, their settings and pictures have a doc."""
    faults = [p.name for p in registry.plugins if len(p.doc.splitlines()) < 3]
    for plugin in registry.plugins:
        for analysis in plugin.analyses:
            faults += [f"{analysis.name}: doc"] * (not _is_sentence(analysis.doc))
            faults += [
                f"{analysis.name}: {field.name}"
                for field in attrs.fields(analysis.settings)
                if not _is_sentence(field.metadata.get("doc", ""))
            ]
        faults += [f"{f.name}: doc" for f in plugin.figures if not _is_sentence(f.doc)]
    assert faults == []


def _commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command


def test_every_command_and_option_is_explained() -> None:
    """A command says what it does; options whose name does not say it all have a help text."""
    plain = {"--format", "--type", "--theme", "--for"}
    faults = []
    for name, command in _commands():
        faults += [f"{name}: help"] * (not _is_sentence((command.help or "").splitlines()[0]))
        faults += [
            f"{name} {option.opts[-1]}"
            for option in command.params
            if isinstance(option, click.Option) and not option.help and option.opts[-1] not in plain
        ]
    assert faults == []


def test_everything_is_on_a_page(registry: Registry, pages: dict[str, str]) -> None:
    """Each kind, function, code, analysis, command and hook has a heading of its own."""
    wanted = {
        "kinds.md": [kind.name for kind in registry.kinds],
        "functions.md": list(FUNCTIONS),
        "rules.md": [rule.code for rule in registry.catalogue],
        "analyses.md": list(registry.analyses),
        "hooks.md": [n for n in vars(Hooks) if n.startswith("sysdsl_")],
    }
    for page, names in wanted.items():
        assert [n for n in names if f"\n### {n}\n" not in pages[page]] == [], page
    assert [n for n in COMMANDS if f"\n## sysdsl {n}\n" not in pages["commands.md"]] == []
