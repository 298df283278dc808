"""The parts of a report that belong to no method: situation, options, evidence, appendix."""

from sysdsl.plugin.declarations import ReportSection
from sysdsl.report.sections.evidence import evidence_section
from sysdsl.report.sections.futures import futures_section
from sysdsl.report.sections.options import options_section
from sysdsl.report.sections.situation import situation_section

CORE_SECTIONS: tuple[ReportSection, ...] = (
    ReportSection(name="situation", order=100, build=situation_section),
    ReportSection(name="futures", order=500, build=futures_section),
    ReportSection(name="options", order=600, build=options_section),
    ReportSection(name="evidence", order=700, build=evidence_section),
)
"""In the order of the report."""

__all__ = ["CORE_SECTIONS"]
