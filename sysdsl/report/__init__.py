"""Write reports (`sysdsl.render.document`) as HTML, Markdown or PDF.

All text of a model is escaped in one place for each format: a report is words and pictures,
never live content.
"""

from __future__ import annotations

from sysdsl.report.html import report_html
from sysdsl.report.markdown import MarkdownReport, report_markdown
from sysdsl.report.pdf import report_pdf
from sysdsl.report.resolve import resolve

__all__ = ["MarkdownReport", "report_html", "report_markdown", "report_pdf", "resolve"]
