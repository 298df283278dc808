"""One model, assembled and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from sysdsl.diagnostics import Anchor, Diagnostic, Label, Location, Severity
from sysdsl.diagnostics.located import Located, locate
from sysdsl.diagnostics.severities import with_severities
from sysdsl.engine.checking import CheckMemo, apply_allowances, run_checks
from sysdsl.engine.core_checks import CORE_CHECKS
from sysdsl.engine.settings import Settings
from sysdsl.model.assemble import Assembly, Memo, ModelFile, assemble
from sysdsl.model.delimited import Sheet
from sysdsl.model.model import Model
from sysdsl.model.rules import MISSING_METHOD, TWO_MODELS, UNKNOWN_KIND
from sysdsl.model.tables import Shelf, TableMemo, fill_tables
from sysdsl.plugin.loader import Registry
from sysdsl.resolve.folders import ModelFolder, model_declarations
from sysdsl.resolve.imports import Linked
from sysdsl.source import SourceText, Span
from sysdsl.syntax.parsed import Parsed


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
class Workings:
    """What is kept of a model between edits, for reuse where nothing changed."""

    memo: Memo = attrs.field(factory=Memo)
    checks: CheckMemo = attrs.field(factory=CheckMemo)
    tables: TableMemo = attrs.field(factory=TableMemo)


@attrs.frozen(kw_only=True, eq=False)
class Inputs:
    """What a model is made of.

    Attributes:
        folder: Which files it is made of.
        files: Its files and those they import, by path.
        linked: What imported names mean.
        tables: Data files that its files name, with their cells.
    """

    folder: ModelFolder
    files: Mapping[str, Parsed]
    linked: Linked
    tables: Sequence[tuple[SourceText, Sheet]]


def check_folder(
    inputs: Inputs, registry: Registry, settings: Settings, workings: Workings
) -> Checked:
    """Return a model with everything there is to say about it.

    Args:
        inputs: Its files.
        registry: The methods.
        settings: Those of the workspace.
        workings: Updated; give the same ones again after an edit.
    """
    folder, files, linked = inputs.folder, inputs.files, inputs.linked
    sources = [
        ModelFile(path, found.outcome.value, linked.modules.get(path))
        for path, found in files.items()
    ]
    assembly = assemble(sources, registry.kinds, workings.memo, linked.names)
    shelf = Shelf(
        sheets={sheet.path: sheet for _, sheet in inputs.tables},
        file_of=lambda name: assembly.places[name].path,
        symbols=assembly.symbols,
    )
    model, data_problems = fill_tables(assembly.model, shelf, workings.tables)
    assembly = attrs.evolve(assembly, model=model)
    found: list[Diagnostic] = [
        diagnostic for path in folder.files for diagnostic in files[path].outcome.diagnostics
    ]
    found.extend(linked.diagnostics)
    found.extend(data_problems)
    found.extend(_two_models(folder, files))
    own = set(folder.files)
    problems = (d for d in assembly.diagnostics if _stands_in(d, assembly, own))
    found.extend(_of_installed_methods(problems, assembly, registry))
    checks = run_checks(assembly.model, registry, CORE_CHECKS, workings.checks)
    about_own = (d for d in checks if _stands_in(d, assembly, own))
    found.extend(_not_following(about_own, assembly.diagnostics))
    allowance = apply_allowances(assembly.model, found, registry.catalogue.rules)
    severe = with_severities(allowance.kept, settings.severities)
    located = locate(severe, where=assembly.locate)
    texts = {path: SourceText(path, file.text) for path, file in files.items()}
    texts |= {source.path: source for source, _ in inputs.tables}
    return Checked(folder, assembly, located, allowance.suppressed, texts)


def _two_models(folder: ModelFolder, files: Mapping[str, Parsed]) -> Iterable[Diagnostic]:
    places = [
        Location(path, Span(start, start + statement.end))
        for path in folder.files
        for start, statement in model_declarations(files[path].outcome.value)
    ]
    for place in places[1:]:
        yield TWO_MODELS.at(
            place,
            f"`{places[0].path}` declares a `model` for the same folder",
            hint="give each model a folder of its own",
            others=(Label(places[0], "the first one"),),
        )


def _of_installed_methods(
    problems: Iterable[Diagnostic], assembly: Assembly, registry: Registry
) -> Iterable[Diagnostic]:
    """Tell unknown kinds of a method that is not installed as a hint; say it once, outermost."""
    info = assembly.model.info
    installed = {plugin.name for plugin in registry.plugins}
    missing = [name for name in (info.body.use if info else ()) if name not in installed]
    for problem in problems:
        place = problem.label.place
        if problem.code != UNKNOWN_KIND.code or not isinstance(place, Anchor):
            yield problem
            continue
        scope = assembly.places[place.element].entry.scope
        around = assembly.places.get(scope) if scope is not None else None
        if around is not None and around.entry.kind is None:
            continue
        if missing and not problem.fixes:
            names = " or ".join(f"`{name}`" for name in missing)
            word = assembly.places[place.element].entry.word
            message = f"`{word}` belongs to a method that is not installed, perhaps {names}"
            problem = MISSING_METHOD.at(place, message, hint="install the plugin that brings it")  # noqa: PLW2901
        yield problem


def _not_following(
    checks: Iterable[Diagnostic], problems: Iterable[Diagnostic]
) -> Iterable[Diagnostic]:
    """Leave out what follows from a mistake already reported: one message a mistake.

    An element that could not be read in full lacks what was wrong in it, so advice about what
    it lacks would mislead.
    """
    unread = {
        problem.label.place.element
        for problem in problems
        if problem.severity is Severity.ERROR and isinstance(problem.label.place, Anchor)
    }
    for diagnostic in checks:
        place = diagnostic.label.place
        if (
            diagnostic.severity is Severity.ERROR
            or not isinstance(place, Anchor)
            or place.element not in unread
        ):
            yield diagnostic


def _stands_in(diagnostic: Diagnostic, assembly: Assembly, own: set[str]) -> bool:
    """Tell whether a diagnostic is about the model's own files, not about an imported one."""
    place = diagnostic.label.place
    if isinstance(place, Anchor):
        found = assembly.places.get(place.element)
        return found is None or found.path in own
    return place.path in own
