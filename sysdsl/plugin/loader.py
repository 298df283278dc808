"""Loading of plugins, each on its own, in the order of their names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

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


@attrs.frozen(kw_only=True)
class Plugin:
    """A plugin and what it brings."""

    name: str
    doc: str
    kinds: tuple[Kind, ...] = ()
    checks: tuple[Check, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    evaluators: tuple[Evaluator, ...] = ()


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
    rules: dict[str, Rule] = {r.code: r for r in (*MODEL_RULES, *PLUGIN_RULES, *core_rules)}
    for plugin in plugins:
        for check in plugin.checks:
            for rule in check.rules:
                if rules.setdefault(rule.code, rule) != rule:
                    diagnostics.append(
                        _broken(plugin.name, f"the code `{rule.code}` is taken by another")
                    )
    registry = Registry(plugins=tuple(plugins), kinds=kinds, catalogue=Catalogue.of(rules.values()))
    return Outcome(registry, tuple(diagnostics))


_HOOKS: tuple[tuple[str, str, type], ...] = (
    ("sysdsl_checks", "checks", Check),
    ("sysdsl_analyses", "analyses", Analysis),
    ("sysdsl_figures", "figures", Figure),
    ("sysdsl_report_sections", "sections", ReportSection),
    ("sysdsl_exchanges", "exchanges", Exchange),
    ("sysdsl_outcomes", "evaluators", Evaluator),
)


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
    found: dict[str, Any] = {"kinds": _kinds(manager, source.name, diagnostics)}
    for hook, field, wanted in _HOOKS:
        found[field] = _declared(manager, hook, wanted, source.name, diagnostics)
    doc = (
        (sys.modules[module.__name__.rpartition(".")[0]].__doc__ or "")
        if "." in (getattr(module, "__name__", ""))
        else (module.__doc__ or "")
    )
    return Plugin(name=source.name, doc=doc.strip(), **found)


def _declared(
    manager: pluggy.PluginManager,
    hook: str,
    wanted: type[T],
    name: str,
    diagnostics: list[Diagnostic],
) -> tuple[T, ...]:
    found: list[T] = []
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        outcome: tuple[object, ...] | Failure = guarded(_listing(implementation.function))
        if isinstance(outcome, Failure):
            diagnostics.append(_broken(name, f"`{hook}` failed: {outcome.reason}"))
            continue
        for item in outcome:
            if isinstance(item, wanted):
                found.append(item)
            else:
                returned = f"`{hook}` returned {type(item).__name__}, not {wanted.__name__}"
                diagnostics.append(_broken(name, returned))
    return tuple(found)


def _listing(function: Callable[[], Iterable[object]]) -> Callable[[], tuple[object, ...]]:
    # A generator raises only while it is read, so reading belongs inside the guard.
    return lambda: tuple(function())


def _kinds(
    manager: pluggy.PluginManager, name: str, diagnostics: list[Diagnostic]
) -> tuple[Kind, ...]:
    kinds: list[Kind] = []
    for cls in _declared(manager, "sysdsl_elements", type, name, diagnostics):
        outcome = guarded(partial(kind_of, cls))
        if isinstance(outcome, Failure):
            diagnostics.append(_broken(name, outcome.reason))
        else:
            kinds.append(attrs.evolve(outcome, method=name))
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
