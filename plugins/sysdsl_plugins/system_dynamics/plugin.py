"""The method as a plugin; what it needs is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from sysdsl.plugin import Analysis, Check, Evaluator, Figure, ReportSection, hookimpl

SYSDSL_API = 1


@hookimpl
def sysdsl_checks() -> Iterable[Check]:
    """Return the checks of equations, units of flows, time step, reference modes."""
    from sysdsl_plugins.system_dynamics.checks import CHECKS

    return CHECKS


@hookimpl
def sysdsl_analyses() -> Iterable[Analysis]:
    """Return the run, the tests, the effect of the time step, the assessment of formulations."""
    from sysdsl_plugins.system_dynamics.analyses import ANALYSES

    return ANALYSES


@hookimpl
def sysdsl_figures() -> Iterable[Figure]:
    """Return the stock-flow diagram, behaviour over time, comparisons of layers."""
    from sysdsl_plugins.system_dynamics.figures import FIGURES

    return FIGURES


@hookimpl
def sysdsl_report_sections() -> Iterable[ReportSection]:
    """Return the part about behaviour over time."""
    from sysdsl_plugins.system_dynamics.report import SECTIONS

    return SECTIONS


@hookimpl
def sysdsl_outcomes() -> Iterable[Evaluator]:
    """Return the simulation as a way to evaluate options."""
    from sysdsl_plugins.system_dynamics.analyses import EVALUATORS

    return EVALUATORS
