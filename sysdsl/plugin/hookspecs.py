"""The hooks: the reference page for authors of methods.

A plugin is a module with functions of these names, marked with `sysdsl.plugin.hookimpl`, and an
entry point in the group `sysdsl.plugins` that names the module. Every hook is optional, takes no
argument and returns declarations. Plugins are asked in the order of their entry point names.
An implementation that raises, or returns something else, becomes a diagnostic that names the
plugin; the declarations of all other plugins stay. No hook may read files, the clock, the
network or the environment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sysdsl.plugin.declarations import (
        Analysis,
        Check,
        Evaluator,
        Exchange,
        Figure,
        ReportSection,
    )

hookspec = pluggy.HookspecMarker("sysdsl")

API_VERSION = 1
"""Version of this boundary. A plugin may say `SYSDSL_API = 1`; another number refuses it."""


class Hooks(Protocol):
    """The hooks with their types, for authors' type checkers."""

    @hookspec
    def sysdsl_elements(self) -> Iterable[type]:
        """Return the element kinds: classes declared with `sysdsl.schema.element`.

        Called once when plugins are loaded, before any file is read. A kind whose name is taken
        by an earlier plugin stays reachable as `plugin.kind`.
        """
        raise NotImplementedError

    @hookspec
    def sysdsl_checks(self) -> Iterable[Check]:
        """Return the checks with their rules.

        Called once when plugins are loaded. Codes must be unique over all plugins and carry the
        method's prefix. The checks run on every change in an editor: prefer `each` to `whole`.
        """
        raise NotImplementedError

    @hookspec
    def sysdsl_analyses(self) -> Iterable[Analysis]:
        """Return the analyses: one for each question the method answers.

        Called once when plugins are loaded; `run` is called when someone asks, and its result is
        kept until the model or the settings change.
        """
        raise NotImplementedError

    @hookspec
    def sysdsl_figures(self) -> Iterable[Figure]:
        """Return the kinds of pictures the method draws.

        Called once; `views` is called for `sysdsl render`, reports and the live preview.
        """
        raise NotImplementedError

    @hookspec
    def sysdsl_report_sections(self) -> Iterable[ReportSection]:
        """Return the parts that the method adds to a report.

        Called once; `build` is called for each report, sections in the order of `order`.
        """
        raise NotImplementedError

    @hookspec
    def sysdsl_exchanges(self) -> Iterable[Exchange]:
        """Return the file formats of other tools that the method reads or writes.

        Called once; formats are found by file ending, the first plugin by name wins.
        """
        raise NotImplementedError

    @hookspec
    def sysdsl_outcomes(self) -> Iterable[Evaluator]:
        """Return ways to evaluate a model under scenarios and interventions.

        Called once. An options appraisal asks every evaluator that applies, without knowing
        which method stands behind it.
        """
        raise NotImplementedError
