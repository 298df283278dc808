"""The method as a plugin."""

from __future__ import annotations

from collections.abc import Iterable

from sysdsl.plugin import Analysis, Check, Figure, ReportSection, hookimpl

SYSDSL_API = 1


@hookimpl
def sysdsl_elements() -> Iterable[type]:
    """Return named feedback loops and claimed archetypes."""
    from sysdsl_plugins.causal.elements import ClaimedArchetype, Feedback

    return (Feedback, ClaimedArchetype)


@hookimpl
def sysdsl_checks() -> Iterable[Check]:
    """Return the checks of names, links, loops and leverage."""
    from sysdsl_plugins.causal.checks import CHECKS

    return CHECKS


@hookimpl
def sysdsl_analyses() -> Iterable[Analysis]:
    """Return loops, archetypes, structure, paths, perspectives and leverage."""
    from sysdsl_plugins.causal.analyses import ANALYSES

    return ANALYSES


@hookimpl
def sysdsl_figures() -> Iterable[Figure]:
    """Return the causal map."""
    from sysdsl_plugins.causal.figures import FIGURES

    return FIGURES


@hookimpl
def sysdsl_report_sections() -> Iterable[ReportSection]:
    """Return the part about feedback."""
    from sysdsl_plugins.causal.report import SECTIONS

    return SECTIONS
