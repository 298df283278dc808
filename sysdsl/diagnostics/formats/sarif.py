"""Diagnostics as SARIF 2.1.0, for code scanning of repositories.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from sysdsl.diagnostics.catalogue import Rule
from sysdsl.diagnostics.diagnostic import Fix, Location, Severity
from sysdsl.diagnostics.explain import explain
from sysdsl.diagnostics.formats import FormatOptions, Sources
from sysdsl.diagnostics.formats.json import dumps
from sysdsl.diagnostics.located import Located, region
from sysdsl.diagnostics.neutral import neutral

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "note",
    Severity.INFO: "note",
}


def render(located: Sequence[Located], sources: Sources, options: FormatOptions) -> str:
    """Return a SARIF log of one run with the rules that have results."""
    codes = sorted({item.diagnostic.code for item in located})
    driver: dict[str, Any] = {
        "name": "sysdsl",
        "rules": [_rule(code, options.catalogue.rules.get(code)) for code in codes],
    }
    if options.version:
        driver["version"] = options.version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, codes, sources) for item in located],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.meaning},
        "help": {"text": explain(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(item: Located, codes: Sequence[str], sources: Sources) -> dict[str, Any]:
    diagnostic = item.diagnostic
    message = "\n".join(part for part in (diagnostic.message, diagnostic.hint) if part)
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _text(message)},
        "locations": [_location(item, sources)] if item.location or item.element else [],
        "partialFingerprints": {"sysdslFinding/v1": item.fingerprint},
    }
    related = [
        {
            "id": number,
            "message": {"text": _text(note.message)},
            "physicalLocation": _physical(note.location, sources),
        }
        for number, note in enumerate(item.notes, 1)
        if note.location is not None
    ]
    if related:
        result["relatedLocations"] = related
    if item.fixes:
        result["fixes"] = [_fix(fix, sources) for fix in item.fixes]
    return result


def _location(item: Located, sources: Sources) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if item.location is not None:
        location["physicalLocation"] = _physical(item.location, sources)
    if item.element:
        location["logicalLocations"] = [{"fullyQualifiedName": item.element, "kind": "member"}]
    return location


def _physical(location: Location, sources: Sources) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": _uri(location.path)},
        "region": _region(location, sources),
    }


def _region(location: Location, sources: Sources) -> dict[str, int]:
    place = region(location, sources)
    return {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }


def _fix(fix: Fix, sources: Sources) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        if isinstance(edit.place, Location):
            replacement = {
                "deletedRegion": _region(edit.place, sources),
                "insertedContent": {"text": edit.text},
            }
            changes.setdefault(edit.place.path, []).append(replacement)
    return {
        "description": {"text": _text(fix.title)},
        "artifactChanges": [
            {"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _text(text: str) -> str:
    """Return a message without control characters and without links of the model's making.

    SARIF reads `[words](target)` in a message as a link (3.11.6).
    """
    plain = neutral(text)
    return plain.replace("[", "\\[").replace("](", "\\](") if "](" in plain else plain


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "surrogatepass"), safe="/~")
