"""Diagnostics as a JUnit report: a suite for each file, a failed case for each error.

Warnings, hints and findings are judgements of a method: they are told in the output of a passed
case and never make a build red.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sysdsl.diagnostics.diagnostic import Severity
from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.located import Located, region
from sysdsl.diagnostics.neutral import neutral

# XML 1.0, production 2: what is no character of XML cannot be written even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"})


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return a JUnit report; a file without diagnostics is a suite with one passed case."""
    del options  # JUnit has no place for them
    by_path: dict[str, list[Located]] = {path: [] for path in sorted(sources)}
    for item in located:
        by_path.setdefault(item.path, []).append(item)
    suites = [_suite(path, items, sources) for path, items in by_path.items()]
    errors = sum(item.diagnostic.severity is Severity.ERROR for item in located)
    cases = sum(max(1, len(items)) for items in by_path.values())
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="sysdsl check" tests="{cases}" failures="{errors}" errors="0">',
            *suites,
            "</testsuites>\n",
        )
    )


def _suite(path: str, located: Sequence[Located], sources: Sources) -> str:
    errors = sum(item.diagnostic.severity is Severity.ERROR for item in located)
    name = attribute(path or "model")
    cases = [_case(item, sources) for item in located] or [
        f'    <testcase name="no problems" classname="{name}"/>'
    ]
    head = f'  <testsuite name="{name}" tests="{len(cases)}" failures="{errors}" errors="0">'
    return "\n".join((head, *cases, "  </testsuite>"))


def _case(item: Located, sources: Sources) -> str:
    diagnostic = item.diagnostic
    line = ""
    place = item.path or "model"
    if item.location is not None:
        start = region(item.location, sources).start
        line = f' line="{start.line}"'
        place = f"{item.path}:{start.line}:{start.column}"
    subject = f" {item.element}" if item.element else ""
    name = f"{diagnostic.code}{subject}" + (f" {item.occurrence + 1}" if item.occurrence else "")
    body = "\n".join(
        part
        for part in (f"{place}: {diagnostic.severity.value}: {diagnostic.message}", diagnostic.hint)
        if part
    )
    if diagnostic.severity is Severity.ERROR:
        message = attribute(diagnostic.message)
        inner = f'<failure type="{diagnostic.code}" message="{message}">{_text(body)}</failure>'
    else:
        inner = f"<system-out>{_text(body)}</system-out>"
    classname = attribute(item.path or "model")
    return (
        f'    <testcase name="{attribute(name)}" classname="{classname}"{line}>{inner}</testcase>'
    )


def attribute(text: str) -> str:
    """Return text for an attribute of XML, without characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", neutral(text)).translate(_ESCAPES)


def _text(text: str) -> str:
    return attribute(text).replace("&#10;", "\n")
