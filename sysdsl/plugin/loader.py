"""Loading of plugins, each on its own, in the order of their names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

import attrs
import pluggy

from sysdsl.diagnostics import Anchor, Catalogue, Diagnostic, Outcome, Rule
from sysdsl.model.rules import RULES as MODEL_RULES
from sysdsl.plugin import hookspecs
from sysdsl.plugin.declarations import (
    Analysis,
    Check,
    Evaluator,
    Exchange,
    Figure,
    ReportSection,
)
from sysdsl.plugin.rules import PLUGIN_BROKEN, PLUGIN_FAILED
from sysdsl.plugin.rules import RULES as PLUGIN_RULES
from sysdsl.schema import Kind, Kinds, kind_of
from sysdsl.schema.core import CORE_KINDS

if TYPE_CHECKING:
    from types import ModuleType

T = TypeVar("T")

GROUP = "sysdsl.plugins"
"""The entry-point group in which plugins are found."""


@attrs.frozen
class Source:
    """A plugin before it is loaded: its name and how to get its module."""

    name: str
    load: Callable[[], ModuleType]


@attrs.define(kw_only=True, eq=False, slots=False)
class Plugin:
    """A plugin and what it brings.

    Kinds and checks are asked for when it is loaded; analyses, figures, sections and formats
    when someone wants them, so that a check does not wait for what draws pictures.

    Attributes:
        name: Name of its entry point.
        doc: Documentation of its package: the method in a paragraph.
        kinds: Element kinds.
        checks: Checks.
        problems: What went wrong so far, one message each.
    """

    name: str
    doc: str
    manager: pluggy.PluginManager = attrs.field(repr=False)
    problems: list[Diagnostic] = attrs.field(factory=list)
    kinds: tuple[Kind, ...] = ()
    checks: tuple[Check, ...] = ()

    @cached_property
    def analyses(self) -> tuple[Analysis, ...]:
        """The analyses."""
        return _declared(self, "sysdsl_analyses", Analysis)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The kinds of pictures."""
        return _declared(self, "sysdsl_figures", Figure)

    @cached_property
    def sections(self) -> tuple[ReportSection, ...]:
        """The parts of the report."""
        return _declared(self, "sysdsl_report_sections", ReportSection)

    @cached_property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The file formats of other tools."""
        return _declared(self, "sysdsl_exchanges", Exchange)

    @cached_property
    def evaluators(self) -> tuple[Evaluator, ...]:
        """The ways to evaluate a model under changed values."""
        return _declared(self, "sysdsl_outcomes", Evaluator)


@attrs.frozen(kw_only=True, eq=False)
class Registry:
    """All that is installed.

    Attributes:
        plugins: In the order of their names.
        kinds: The kinds of the core and of the plugins.
        catalogue: Every rule that may fire.
    """

    plugins: tuple[Plugin, ...]
    kinds: Kinds
    catalogue: Catalogue

    @property
    def analyses(self) -> Mapping[str, Analysis]:
        """The analyses by name."""
        return {a.name: a for plugin in self.plugins for a in plugin.analyses}

    @property
    def figures(self) -> Mapping[str, Figure]:
        """The figures by name."""
        return {f.name: f for plugin in self.plugins for f in plugin.figures}

    @property
    def sections(self) -> tuple[ReportSection, ...]:
        """The report sections in the order of the report."""
        found = [s for plugin in self.plugins for s in plugin.sections]
        return tuple(sorted(found, key=lambda s: (s.order, s.name)))


def installed() -> tuple[Source, ...]:
    """Return the plugins that are installed, sorted by name."""
    from importlib.metadata import entry_points

    found = {point.name: point for point in entry_points(group=GROUP)}
    return tuple(Source(name, found[name].load) for name in sorted(found))


def load(sources: Iterable[Source], core_rules: tuple[Rule, ...] = ()) -> Outcome[Registry]:
    """Load plugins; one that fails becomes a diagnostic and the others stay.

    Args:
        sources: The plugins, in order.
        core_rules: Rules of phases above this one that belong into the catalogue.
    """
    diagnostics: list[Diagnostic] = []
    plugins: list[Plugin] = []
    rules: dict[str, Rule] = {r.code: r for r in (*MODEL_RULES, *PLUGIN_RULES, *core_rules)}
    names: set[str] = set()
    for source in sources:
        if source.name in names:
            diagnostics.append(_broken(source.name, "another plugin has the same name"))
            continue
        names.add(source.name)
        plugin = _plugin(source, diagnostics)
        if plugin is not None:
            plugins.append(plugin)
    kinds = Kinds.of([*CORE_KINDS, *(kind for plugin in plugins for kind in plugin.kinds)])
    for plugin in plugins:
        for check in plugin.checks:
            for rule in check.rules:
                if rules.setdefault(rule.code, rule) != rule:
                    diagnostics.append(
                        _broken(plugin.name, f"the code `{rule.code}` is taken by another")
                    )
    registry = Registry(plugins=tuple(plugins), kinds=kinds, catalogue=Catalogue.of(rules.values()))
    return Outcome(registry, tuple(diagnostics))


def _plugin(source: Source, diagnostics: list[Diagnostic]) -> Plugin | None:
    outcome = guarded(source.load)
    if isinstance(outcome, Failure):
        diagnostics.append(_broken(source.name, outcome.reason))
        return None
    module = outcome
    version = getattr(module, "SYSDSL_API", hookspecs.API_VERSION)
    if version != hookspecs.API_VERSION:
        reason = f"it is written for version {version} of the plugin boundary"
        diagnostics.append(_broken(source.name, f"{reason}, this is {hookspecs.API_VERSION}"))
        return None
    manager = pluggy.PluginManager("sysdsl")
    manager.add_hookspecs(hookspecs.Hooks)
    try:
        manager.register(module, source.name)
        manager.check_pending()
    except (pluggy.PluginValidationError, ValueError) as problem:
        diagnostics.append(_broken(source.name, str(problem).splitlines()[-1]))
        return None
    plugin = Plugin(name=source.name, doc=_doc(module), manager=manager, problems=diagnostics)
    plugin.kinds = _kinds(plugin)
    plugin.checks = _declared(plugin, "sysdsl_checks", Check)
    return plugin


def _doc(module: ModuleType) -> str:
    """Return the documentation of the package that a module of hooks belongs to."""
    package = sys.modules.get(module.__name__.rpartition(".")[0])
    return ((package or module).__doc__ or module.__doc__ or "").strip()


def _declared(plugin: Plugin, hook: str, wanted: type[T]) -> tuple[T, ...]:
    found: list[T] = []
    for implementation in getattr(plugin.manager.hook, hook).get_hookimpls():
        outcome: tuple[object, ...] | Failure = guarded(_listing(implementation.function))
        if isinstance(outcome, Failure):
            plugin.problems.append(_broken(plugin.name, f"`{hook}` failed: {outcome.reason}"))
            continue
        for item in outcome:
            if isinstance(item, wanted):
                found.append(item)
            else:
                returned = f"`{hook}` returned {type(item).__name__}, not {wanted.__name__}"
                plugin.problems.append(_broken(plugin.name, returned))
    return tuple(found)


def _listing(function: Callable[[], Iterable[object]]) -> Callable[[], tuple[object, ...]]:
    # A generator raises only while it is read, so reading belongs inside the guard.
    return lambda: tuple(function())


def _kinds(plugin: Plugin) -> tuple[Kind, ...]:
    kinds: list[Kind] = []
    for cls in _declared(plugin, "sysdsl_elements", type):
        outcome = guarded(partial(kind_of, cls))
        if isinstance(outcome, Failure):
            plugin.problems.append(_broken(plugin.name, outcome.reason))
        else:
            kinds.append(attrs.evolve(outcome, method=plugin.name))
    return tuple(kinds)


@attrs.frozen
class Failure:
    """Why a call into a plugin gave nothing."""

    reason: str


def guarded(call: Callable[[], T]) -> T | Failure:
    """Call into a plugin; whatever it raises becomes a reason, what it prints goes to stderr."""
    try:
        # What a plugin prints must not mix with results that another program reads.
        with redirect_stdout(sys.stderr):  # noqa: TID251  see above
            return call()
    except (Exception, SystemExit) as problem:  # noqa: BLE001  the boundary to foreign code
        text = str(problem).splitlines()
        return Failure(f"{type(problem).__name__}{': ' + text[0] if text else ''}")


def failed(plugin: str, what: str, failure: Failure) -> Diagnostic:
    """Return the message for a plugin that failed on a model."""
    return PLUGIN_FAILED.at(
        Anchor(""),
        f"{what} of the method `{plugin}` failed: {failure.reason}",
        hint="all other results are complete; tell the author of the plugin",
    )


def _broken(plugin: str, reason: str) -> Diagnostic:
    return PLUGIN_BROKEN.at(
        Anchor(""),
        f"the plugin `{plugin}` is left out: {reason}",
        hint="update it, or uninstall it",
    )
