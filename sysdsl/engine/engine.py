"""Files in, models and diagnostics out; an edit repeats only what it touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Label, Location
from sysdsl.diagnostics.located import Located, locate
from sysdsl.diagnostics.severities import with_severities
from sysdsl.engine.checking import (
    Allowance,
    CheckMemo,
    apply_allowances,
    methods_in_use,
    run_checks,
)
from sysdsl.engine.core_checks import CORE_CHECKS
from sysdsl.engine.pause import collector_paused
from sysdsl.engine.settings import RULES as SETTINGS_RULES
from sysdsl.engine.settings import Settings
from sysdsl.model.assemble import Assembly, Memo, ModelFile, assemble
from sysdsl.model.model import Model
from sysdsl.model.rules import TWO_MODELS
from sysdsl.plugin.loader import Plugin, Registry, Source, installed, load
from sysdsl.resolve.folders import ModelFolder, model_declarations, model_folders
from sysdsl.resolve.imports import RULES as IMPORT_RULES
from sysdsl.resolve.imports import Linked, link
from sysdsl.source import SourceText, Span
from sysdsl.syntax.parsed import Parsed, edit, read
from sysdsl.syntax.rules import RULES as SYNTAX_RULES
from sysdsl.syntax.tree import Document

CORE_RULES = (*SYNTAX_RULES, *IMPORT_RULES, *SETTINGS_RULES)


@attrs.frozen(eq=False)
class Checked:
    """A model with everything there is to say about it.

    Attributes:
        folder: Its files.
        assembly: The model and where its elements stand.
        diagnostics: Problems and findings, with their places, worst last in no file's order:
            sorted by file and place.
        suppressed: What the model allows itself, with the reasons given.
        sources: The texts by path.
    """

    folder: ModelFolder
    assembly: Assembly
    diagnostics: tuple[Located, ...]
    suppressed: tuple[tuple[Diagnostic, str | None], ...]
    sources: Mapping[str, SourceText]

    @property
    def model(self) -> Model:
        """The model."""
        return self.assembly.model


@attrs.define
class _State:
    """What is kept about one model between edits."""

    memo: Memo = attrs.field(factory=Memo)
    checks: CheckMemo = attrs.field(factory=CheckMemo)
    checked: tuple[tuple[object, ...], Checked] | None = None


def open_registry(
    sources: Iterable[Source] | None = None,
) -> tuple[Registry, tuple[Diagnostic, ...]]:
    """Load plugins, the installed ones unless others are given, with the rules of the core."""
    outcome = load(installed() if sources is None else sources, CORE_RULES)
    return outcome.value, outcome.diagnostics


class Engine:
    """The files of a workspace and everything computed from them.

    It reads nothing: give it texts with `put`, take models and diagnostics with `check`.
    """

    def __init__(self, registry: Registry, settings: Settings | None = None) -> None:
        """Start with no files.

        Args:
            registry: The methods, from `open_registry`.
            settings: Those of the workspace.
        """
        self.registry = registry
        self.settings = settings or Settings()
        self._parsed: dict[str, Parsed] = {}
        self._library: set[str] = set()
        self._states: dict[str, _State] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of the files, the standard library's left out."""
        return tuple(path for path in self._parsed if path not in self._library)

    def put(self, path: str, text: str, *, library: bool = False) -> None:
        """Add a file or replace its text.

        Args:
            path: Relative to the workspace, with forward slashes.
            text: Its text.
            library: Whether it belongs to the standard library or an installed package: it is
                there to be imported and makes no model of its own.
        """
        before = self._parsed.get(path)
        if before is not None and before.text == text:
            return
        self._parsed[path] = read(text, path, limit=self.settings.max_characters)
        if library:
            self._library.add(path)

    def edit(self, path: str, start: int, end: int, replacement: str) -> None:
        """Replace a range of a file's text."""
        with collector_paused():
            self._parsed[path] = edit(self._parsed[path], start, end, replacement)

    def remove(self, path: str) -> None:
        """Forget a file."""
        self._parsed.pop(path, None)
        self._library.discard(path)

    def text(self, path: str) -> str:
        """Return the text of a file."""
        return self._parsed[path].text

    def document(self, path: str) -> Document:
        """Return the statements of a file."""
        return self._parsed[path].outcome.value

    def models(self) -> tuple[ModelFolder, ...]:
        """Return the models that the files make up."""
        with collector_paused():
            return model_folders({path: self.document(path) for path in self.paths})

    def missing_imports(self) -> tuple[str, ...]:
        """Return paths that files import and that are not here, for whoever can read them."""
        found: dict[str, None] = {}
        for folder in self.models():
            found.update(dict.fromkeys(self._linked(folder).missing))
        return tuple(found)

    def check(self, folder: ModelFolder) -> Checked:
        """Return a model with everything there is to say about it."""
        state = self._states.setdefault(folder.root, _State())
        inputs = (folder, self.settings, *self._parsed.items())
        if state.checked is not None and _identical(state.checked[0], inputs):
            return state.checked[1]
        with collector_paused():
            checked = self._check(folder, state)
        state.checked = (inputs, checked)
        return checked

    def methods(self, model: Model) -> tuple[Plugin, ...]:
        """Return the methods that a model uses."""
        return methods_in_use(model, self.registry)

    def _linked(self, folder: ModelFolder) -> Linked:
        return link(folder.files, {path: self.document(path) for path in self._parsed})

    def _check(self, folder: ModelFolder, state: _State) -> Checked:
        linked = self._linked(folder)
        files = [
            ModelFile(path, self._parsed[path].text, self._parsed[path].outcome.value, module)
            for path, module in (
                *((path, None) for path in folder.files),
                *linked.modules.items(),
            )
        ]
        assembly = assemble(files, self.registry.kinds, state.memo, linked.names)
        found: list[Diagnostic] = [
            diagnostic
            for path in folder.files
            for diagnostic in self._parsed[path].outcome.diagnostics
        ]
        found.extend(linked.diagnostics)
        found.extend(self._two_models(folder))
        own = set(folder.files)
        found.extend(d for d in assembly.diagnostics if _stands_in(d, assembly, own))
        found.extend(run_checks(assembly.model, self.registry, CORE_CHECKS, state.checks))
        allowance: Allowance = apply_allowances(
            assembly.model, found, self.registry.catalogue.rules
        )
        severe = with_severities(allowance.kept, self.settings.severities)
        located = locate(severe, where=assembly.locate)
        sources = {
            path: SourceText(path, self._parsed[path].text)
            for path in (*folder.files, *linked.modules)
        }
        return Checked(folder, assembly, located, allowance.suppressed, sources)

    def _two_models(self, folder: ModelFolder) -> Iterable[Diagnostic]:
        places = [
            Location(path, Span(statement.offset, statement.end))
            for path in folder.files
            for statement in model_declarations(self.document(path))
        ]
        for place in places[1:]:
            yield TWO_MODELS.at(
                place,
                f"`{places[0].path}` declares a `model` for the same folder",
                hint="give each model a folder of its own",
                others=(Label(places[0], "the first one"),),
            )


def _identical(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(
        a is b or (isinstance(a, tuple | ModelFolder | Settings) and a == b)
        for a, b in zip(before, now, strict=True)
    )


def _stands_in(diagnostic: Diagnostic, assembly: Assembly, own: set[str]) -> bool:
    """Tell whether a diagnostic is about the model's own files, not about an imported one."""
    place = diagnostic.label.place
    if isinstance(place, Anchor):
        found = assembly.places.get(place.element)
        return found is None or found.path in own
    return place.path in own
