"""Files in, models and diagnostics out; an edit repeats only what it touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from sysdsl.diagnostics import Diagnostic, Outcome
from sysdsl.engine.checked import Checked, Inputs, Workings, check_folder
from sysdsl.engine.checking import methods_in_use
from sysdsl.engine.inputs import PARSED, PATHS, TABLES, Documents, KnownFile, parsed_file
from sysdsl.engine.pause import collector_paused
from sysdsl.engine.settings import RULES as SETTINGS_RULES
from sysdsl.engine.settings import Settings
from sysdsl.engine.store import Query, Store, query
from sysdsl.model.delimited import Sheet, read_sheet
from sysdsl.model.model import Model
from sysdsl.model.tables import tables_named
from sysdsl.plugin.declarations import Analysis
from sysdsl.plugin.loader import Plugin, Registry, Source, installed, load
from sysdsl.resolve.folders import ModelFolder, declares_model, model_folders
from sysdsl.resolve.imports import RULES as IMPORT_RULES
from sysdsl.resolve.imports import Linked, link
from sysdsl.source import SourceText
from sysdsl.syntax.parsed import edit, read
from sysdsl.syntax.rules import RULES as SYNTAX_RULES
from sysdsl.syntax.tree import Document
from sysdsl.units.rules import RULES as UNIT_RULES

CORE_RULES = (*SYNTAX_RULES, *IMPORT_RULES, *SETTINGS_RULES, *UNIT_RULES)


def open_registry(
    sources: Iterable[Source] | None = None,
) -> tuple[Registry, tuple[Diagnostic, ...]]:
    """Load plugins, the installed ones unless others are given, with the rules of the core."""
    outcome = load(installed() if sources is None else sources, CORE_RULES)
    return outcome.value, outcome.diagnostics


class Engine:
    """The files of a workspace and everything computed from them.

    It reads nothing: give it texts with `put`, take models and diagnostics with `check`.
    Each question is a query of a store, so that an edit of one file leaves alone the models it
    is no part of, and an analysis is kept as long as the model says the same.
    """

    def __init__(self, registry: Registry, settings: Settings | None = None) -> None:
        """Start with no files.

        Args:
            registry: The methods, from `open_registry`.
            settings: Those of the workspace.
        """
        self.registry = registry
        self.settings = settings or Settings()
        self._store = Store()
        self._workings: dict[str, Workings] = {}
        self._queries = queries(self)

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of the files, the standard library's left out."""
        return tuple(file.path for file in PATHS(self._store, None) if not file.library)

    def put(self, path: str, text: str, *, library: bool = False) -> None:
        """Add a file or replace its text.

        Args:
            path: Relative to the workspace, with forward slashes.
            text: Its text.
            library: Whether it belongs to the standard library or an installed package: it is
                there to be imported and makes no model of its own.
        """
        before = PARSED(self._store, path)
        if before is not None and before.text == text:
            return
        with collector_paused():
            parsed = read(text, path, limit=self.settings.max_characters)
        self._store.put(PARSED, path, parsed)
        if before is None:
            known = PATHS(self._store, None)
            self._store.put(PATHS, None, (*known, KnownFile(path, library)))

    def put_table(self, path: str, text: str) -> None:
        """Add a data file that `csv(...)` names, or replace its text.

        Args:
            path: Relative to the workspace, with forward slashes.
            text: Its text.
        """
        before = TABLES(self._store, path)
        if before is None or before.text != text:
            self._store.put(TABLES, path, SourceText(path, text))

    def edit(self, path: str, start: int, end: int, replacement: str) -> None:
        """Replace a range of a file's text.

        Raises:
            KeyError: There is no such file.
        """
        with collector_paused():
            before = parsed_file(self._store, path)
            self._store.put(PARSED, path, edit(before, start, end, replacement))

    def remove(self, path: str) -> None:
        """Forget a file."""
        self._store.remove(PARSED, path)
        known = PATHS(self._store, None)
        self._store.put(PATHS, None, tuple(file for file in known if file.path != path))

    def text(self, path: str) -> str:
        """Return the text of a file.

        Raises:
            KeyError: There is no such file.
        """
        return parsed_file(self._store, path).text

    def document(self, path: str) -> Document:
        """Return the statements of a file.

        Raises:
            KeyError: There is no such file.
        """
        return parsed_file(self._store, path).outcome.value

    def models(self) -> tuple[ModelFolder, ...]:
        """Return the models that the files make up."""
        with collector_paused():
            return self._queries.folders(self._store, None)

    def missing_imports(self) -> tuple[str, ...]:
        """Return paths that files import and that are not here, for whoever can read them."""
        found: dict[str, None] = {}
        for folder in self.models():
            found.update(dict.fromkeys(self._queries.linked(self._store, folder).missing))
        return tuple(found)

    def missing_tables(self) -> tuple[str, ...]:
        """Return paths of data files that files name and that are not here."""
        found = (
            path
            for file in PATHS(self._store, None)
            for path in tables_named(parsed_file(self._store, file.path).text, file.path)
        )
        return tuple(path for path in dict.fromkeys(found) if TABLES(self._store, path) is None)

    def check(self, folder: ModelFolder) -> Checked:
        """Return a model with everything there is to say about it."""
        with collector_paused():
            return self._queries.checked(self._store, folder)

    def analyse(self, folder: ModelFolder, analysis: str, settings: Any) -> Outcome[Any]:  # noqa: ANN401
        """Return what an analysis of a method in use says about a model.

        Args:
            folder: The model.
            analysis: Name of the analysis.
            settings: A value of its settings class.

        Raises:
            KeyError: No method in use has such an analysis.
        """
        return self._queries.analysed(self._store, (folder, analysis, settings))

    def analyses(self, model: Model) -> Mapping[str, Analysis]:
        """Return the analyses of the methods that a model uses, by name."""
        return {a.name: a for plugin in self.methods(model) for a in plugin.analyses}

    def methods(self, model: Model) -> tuple[Plugin, ...]:
        """Return the methods that a model uses."""
        return methods_in_use(model, self.registry)

    def workings(self, root: str) -> Workings:
        """Return what is kept of a model between edits."""
        return self._workings.setdefault(root, Workings())


@attrs.frozen(eq=False)
class Queries:
    """The questions that an engine answers."""

    folders: Query[None, tuple[ModelFolder, ...]]
    linked: Query[ModelFolder, Linked]
    checked: Query[ModelFolder, Checked]
    analysed: Query[tuple[ModelFolder, str, Any], Outcome[Any]]


def queries(engine: Engine) -> Queries:
    """Return the queries of an engine."""

    @query
    def declaring(store: Store, path: str) -> bool:
        return declares_model(parsed_file(store, path).outcome.value)

    @query
    def folders(store: Store, key: None) -> tuple[ModelFolder, ...]:
        own = [file.path for file in PATHS(store, key) if not file.library]
        return model_folders({path: declaring(store, path) for path in own})

    @query
    def linked(store: Store, folder: ModelFolder) -> Linked:
        return link(folder.files, Documents(store))

    @query
    def table(store: Store, path: str) -> tuple[SourceText, Sheet] | None:
        source = TABLES(store, path)
        return None if source is None else (source, read_sheet(source.text, path))

    @query
    def checked(store: Store, folder: ModelFolder) -> Checked:
        links = linked(store, folder)
        paths = (*folder.files, *links.modules)
        files = {path: parsed_file(store, path) for path in paths}
        named = {name for path, file in files.items() for name in tables_named(file.text, path)}
        tables = [found for name in sorted(named) if (found := table(store, name)) is not None]
        workings = engine.workings(folder.root)
        inputs = Inputs(folder=folder, files=files, linked=links, tables=tables)
        return check_folder(inputs, engine.registry, engine.settings, workings)

    @query
    def model(store: Store, folder: ModelFolder) -> Model:
        return checked(store, folder).model

    @query
    def analysed(store: Store, key: tuple[ModelFolder, str, Any]) -> Outcome[Any]:
        folder, name, settings = key
        found = model(store, folder)
        return engine.analyses(found)[name].run(found, settings)

    return Queries(folders, linked, checked, analysed)
