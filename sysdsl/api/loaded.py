"""A model that was read, with everything that can be asked of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import attrs

from sysdsl.api.answer import Answer
from sysdsl.api.errors import UnusableModelError
from sysdsl.api.findings import Findings
from sysdsl.api.markup import shown, table
from sysdsl.api.picture import Picture
from sysdsl.api.run import Run
from sysdsl.diagnostics import Diagnostic, Severity
from sysdsl.engine.checked import Checked
from sysdsl.engine.engine import Engine
from sysdsl.model.element import Element
from sysdsl.model.model import Model
from sysdsl.plugin import Analysis, Figure


@attrs.frozen(kw_only=True, eq=False)
class LoadedModel:
    """A model that was read.

    Attributes:
        checked: The model, where its elements stand and what checks say.
        engine: The methods in use.
        root: Folder of its workspace; None for a model that came as text.
        reading: What there is to say about reading its files.
    """

    checked: Checked
    engine: Engine
    root: Path | None = None
    reading: tuple[Diagnostic, ...] = ()

    @property
    def title(self) -> str:
        """What the model is called."""
        return self.model.title

    @property
    def model(self) -> Model:
        """The typed model, for those who want to work on its elements."""
        return self.checked.model

    def elements(self, kind: str | None = None) -> tuple[Element[Any], ...]:
        """Return the elements in the order of the source, those of one kind when it is named."""
        if kind is None:
            return tuple(self.model.elements.values())
        known = self.model.kinds.find(kind)
        return self.model.by_kind.get(known.name if known else kind, ())

    def __getitem__(self, name: str) -> Element[Any]:
        """Return the element of a qualified name.

        Raises:
            KeyError: The model has no such element.
        """
        found = self.model.find(name)
        if found is None:
            raise KeyError(f"the model has no `{name}`{_near(name, self.model.elements)}")
        return found

    def __repr__(self) -> str:
        """Return the title and the number of elements."""
        return f"LoadedModel({self.title!r}, {len(self.model.elements)} elements)"

    def check(self) -> Findings:
        """Return what checks say about the model."""
        from sysdsl.cli.files import RULES
        from sysdsl.diagnostics import Catalogue
        from sysdsl.diagnostics.located import locate, merged

        found = merged((*locate(self.reading, where=lambda _: None), *self.checked.diagnostics))
        catalogue = Catalogue.of([*self.engine.registry.catalogue, *RULES])
        return Findings(found, self.checked.sources, catalogue)

    def analyses(self) -> dict[str, str]:
        """Return what can be asked of this model: names for `analyse`, with the questions."""
        return {a.name: a.doc for a in self._analyses().values() if a.applies(self.model)}

    def analyse(self, name: str, **settings: object) -> Answer:
        """Answer one question about the model: `model.analyse("loops", cap=1000)`.

        Args:
            name: One of `analyses()`.
            settings: Those of the analysis; `sysdsl analyse --list` shows them.

        Raises:
            ValueError: There is no such analysis or setting.
            UnusableModelError: The model has errors.
        """
        analysis = self._analysis(name)
        known = {field.name: field for field in attrs.fields(analysis.settings)}
        for setting in settings:
            if setting not in known:
                listed = ", ".join(known) or "none"
                raise ValueError(f"`{setting}` is no setting of `{name}`. Settings: {listed}.")
        self._refuse_errors()
        made = analysis.settings(**settings)
        outcome = self.engine.analyse(self.checked.folder, name, made)
        return Answer(
            name=name,
            title=analysis.title,
            value=outcome.value,
            text=analysis.text(outcome.value),
            diagnostics=outcome.diagnostics,
        )

    def simulate(
        self,
        *,
        scenario: str = "",
        interventions: Iterable[str] = (),
        changes: Mapping[str, float] | None = None,
    ) -> Run:
        """Run the model.

        Args:
            scenario: Name of the scenario in force; none when empty.
            interventions: Names of interventions in force.
            changes: New values of constants by name.

        Raises:
            UnusableModelError: The model has errors, has nothing to simulate, or a name is
                unknown.
        """
        layers = tuple(interventions)
        analysis = self._analyses().get("simulate")
        if analysis is None or not analysis.applies(self.model):
            raise UnusableModelError(f"`{self.title}` has no stocks or equations to simulate")
        given = tuple(f"{name}={value!r}" for name, value in (changes or {}).items())
        answer = self.analyse("simulate", scenario=scenario, interventions=layers, changes=given)
        if answer.value is None or _errors(answer.diagnostics):
            raise UnusableModelError(_told(answer.diagnostics) or "the run gave nothing")
        names = [self.model.label(name) for name in (scenario, *layers) if name]
        title = f"{self.title}: {', '.join(names)}" if names else self.title
        return Run(title=title, result=answer.value, diagnostics=answer.diagnostics)

    def test(self, match: str = "") -> dict[str, tuple[str, ...]]:
        """Run the tests that the model states; return what failed by test, nothing if it holds.

        Args:
            match: Run only tests whose name holds this text.

        Raises:
            UnusableModelError: The model has errors.
        """
        tests = self._analyses().get("tests")
        if tests is None or not tests.applies(self.model):
            return {}
        results = self.analyse("tests", match=match).value.results
        return {result.title: tuple(result.failures) for result in results}

    def figures(self, *names: str) -> tuple[Picture, ...]:
        """Return the pictures of the model, those of some figures when they are named.

        Positions that are stored with the model are used, and none are stored.

        Raises:
            ValueError: There is no figure of that name.
            UnusableModelError: The model has errors.
        """
        from sysdsl.render.draw import draw

        self._refuse_errors()
        made = []
        for figure in self._figures(names):
            for view in figure.views(self.model):
                scene = draw(view, self._stored(view)).scene
                made.append(
                    Picture(
                        name=view.file_name,
                        title=view.title,
                        caption=view.caption,
                        text=view.text,
                        scene=scene,
                    )
                )
        return tuple(made)

    def render(
        self, folder: str | os.PathLike[str], *, types: Iterable[str] = ("svg",)
    ) -> tuple[Path, ...]:
        """Write the pictures of the model to a folder; return the files.

        Args:
            folder: Made if it is not there.
            types: Any of `svg`, `png`, `pdf`.

        Raises:
            UnusableModelError: The model has errors.
        """
        target = Path(folder)
        kinds = tuple(types)
        return tuple(
            picture.save(target / f"{picture.name}.{kind}")
            for picture in self.figures()
            for kind in kinds
        )

    def report(
        self, path: str | os.PathLike[str], *, audience: str = "team", date: str | None = None
    ) -> Path:
        """Write a report of the model to a file ending in `.html`, `.md` or `.pdf`.

        Args:
            path: The file.
            audience: `public`, `client` or `team`: what is not for them is withheld.
            date: For the cover; none when omitted.

        Raises:
            ValueError: The file ends otherwise, or there is no such audience.
            UnusableModelError: The model has errors.
        """
        from sysdsl.cli.commands.report import SUFFIXES, report_of, write_report
        from sysdsl.model.redact import AUDIENCES, redact
        from sysdsl.render.draw import draw
        from sysdsl.report.resolve import resolve

        target = Path(path)
        if target.suffix.lower() not in SUFFIXES:
            raise ValueError(f"`{target}` must end with {', '.join(SUFFIXES)}")
        if audience not in AUDIENCES:
            raise ValueError(f"`{audience}` is no audience. Audiences: {', '.join(AUDIENCES)}.")
        self._refuse_errors()
        redacted = redact(self.model, audience)
        made = report_of(self.checked, redacted, self.engine, date)
        made = resolve(made, lambda view: draw(view, self._stored(view), titled=False).scene)
        names = {e.id: e.label for e in redacted.model.elements.values()}
        write_report(made, names, str(target))
        return target

    def to_json(self) -> str:
        """Return the model as JSON, loss-free and versioned."""
        from sysdsl.model.json import model_to_json

        return model_to_json(self.model)

    def _analyses(self) -> Mapping[str, Analysis]:
        return self.engine.analyses(self.model)

    def _analysis(self, name: str) -> Analysis:
        known = self._analyses()
        if name not in known:
            near = _near(name, known) or f"; analyses: {', '.join(known)}"
            raise ValueError(f"there is no analysis `{name}`{near}")
        return known[name]

    def _figures(self, names: tuple[str, ...]) -> Iterator[Figure]:
        known = {f.name: f for p in self.engine.methods(self.model) for f in p.figures}
        for name in names or known:
            if name not in known:
                raise ValueError(f"there is no figure `{name}`; figures: {', '.join(known)}")
            yield known[name]

    def _stored(self, view: Any) -> Any:  # noqa: ANN401  a layout, or None
        from sysdsl.cli.layouts import layouts_of

        if self.root is None:
            return None
        return layouts_of(self.root, self.checked.folder.root).stored(view)

    def _refuse_errors(self) -> None:
        errors = [x.diagnostic for x in self.checked.diagnostics]
        if _errors(errors):
            raise UnusableModelError(f"`{self.title}` has errors: {_told(errors)}")

    def _repr_html_(self) -> str:
        counts = {kind: len(found) for kind, found in self.model.by_kind.items()}
        rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        return (
            f"<h3>{shown(self.title)}</h3><p>{shown(self.check().summary)}</p>"
            f"{table(('Kind', 'Elements'), rows)}"
        )


def _errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [d for d in diagnostics if d.severity is Severity.ERROR]


def _told(diagnostics: Iterable[Diagnostic]) -> str:
    errors = _errors(diagnostics)
    shown = "; ".join(
        f"{d.message} ({d.hint})" if d.hint else d.message for d in errors[:_MOST_ERRORS]
    )
    rest = len(errors) - _MOST_ERRORS
    return f"{shown}; and {rest} more" if rest > 0 else shown


_MOST_ERRORS = 3


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1, 0.6)
    return f"; did you mean `{near[0]}`?" if near else ""
