"""The boundary to methods: hooks that return declarations, and how plugins are loaded."""

from sysdsl.plugin.declarations import Analysis, Check, Evaluator, Exchange, Figure, ReportSection
from sysdsl.plugin.marker import hookimpl

__all__ = ["Analysis", "Check", "Evaluator", "Exchange", "Figure", "ReportSection", "hookimpl"]
