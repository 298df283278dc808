"""Diagnostics in every format."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from sysdsl.diagnostics import Edit, Fix, Label, Location, Rule, Severity
from sysdsl.diagnostics.formats import FORMATS, FormatOptions, render_diagnostics
from sysdsl.diagnostics.located import Located, locate
from sysdsl.source import SourceText, Span

Sources = Mapping[str, SourceText]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_diagnostics_in_every_format(
    name: str,
    located: Sequence[Located],
    sources: Sources,
    options: FormatOptions,
    snapshot: SnapshotAssertion,
) -> None:
    """Each format says the same; the expected text is there to be read."""
    assert render_diagnostics(name, located, sources, options) == snapshot


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_diagnostics_are_a_valid_report(
    name: str, sources: Sources, options: FormatOptions, snapshot: SnapshotAssertion
) -> None:
    """A clean run still gives a report that the reader of the format accepts."""
    assert render_diagnostics(name, (), sources, options) == snapshot


def test_colours_only_when_asked(
    located: Sequence[Located], sources: Sources, options: FormatOptions
) -> None:
    """Without colours there is no escape sequence; with them, the text is the same."""
    plain = render_diagnostics("text", located, sources, options)
    coloured = render_diagnostics("text", located, sources, attrs.evolve(options, colour=True))
    assert "\x1b" not in plain
    assert "\x1b[1;31merror[SD-FLOW-UNIT]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_a_long_line_is_cut_around_the_place(options: FormatOptions) -> None:
    """A line of a megabyte is shown around the place, within the width of the terminal."""
    text = "x" * 500_000 + " births " + "y" * 500_000
    place = Location("a.sysdsl", Span(500_001, 500_007))
    rule = Rule(code="A", severity=Severity.ERROR, title="", meaning="", why="", example="",
                instead="")  # fmt: skip
    found = locate([rule.at(place, "here")], where=lambda _anchor: None)
    shown = render_diagnostics("text", found, {"a.sysdsl": SourceText("a.sysdsl", text)}, options)
    lines = shown.splitlines()
    assert max(len(line) for line in lines) <= 100
    source, marks = lines[3], lines[4]
    assert source[marks.index("^") : marks.rindex("^") + 1] == "births"


# What must never reach a terminal: C0 but line feed and tab, DEL, C1, bidirectional controls.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PIECES = st.sampled_from(
    ["\x1b]52;c;aGk=\x07", "\x9b2J", "\u202e", "\u2066", "\r", "\n", "\t", "\x00", "\x7f", "\ud800",
     "]]>", '<&">', "::error::x", "##vso[task.setvariable]", "%0A", "|", "`", "[a](http://x)",
     "\ufffe", "a", "日", "e\u0301", ",", ":"]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=8).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=_TEXTS, message=_TEXTS, data=st.data())
def test_hostile_text_is_harmless_in_every_format(
    text: str, message: str, data: st.DataObject, options: FormatOptions
) -> None:
    """Whatever a model and its file name hold, outputs are clean, encodable and well-formed."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    path = data.draw(_TEXTS)
    place = Location(path, Span(start, end))
    rule = Rule(code="A", severity=data.draw(st.sampled_from(Severity)), title="", meaning="",
                why="", example="", instead="")  # fmt: skip
    diagnostic = rule.at(
        place,
        message,
        note=message,
        others=(Label(place, message),),
        hint=message,
        fixes=(Fix(message, (Edit(place, message),)),),
    )
    found = locate([diagnostic], where=lambda _anchor: None, owner=lambda _place: message)
    sources = {path: SourceText(path, text)}
    for name in FORMATS:
        output = render_diagnostics(name, found, sources, options)
        output.encode("utf-8")
        assert not _HARMFUL.search(output), name
    for name in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(render_diagnostics(name, found, sources, options))
    ET.fromstring(render_diagnostics("junit", found, sources, options))
    for name in ("github", "azure"):
        assert render_diagnostics(name, found, sources, options).count("\n") == 1
    for name, commands in (("azure", 1), ("text", 0), ("concise", 0)):
        assert render_diagnostics(name, found, sources, options).count("##vso[") == commands
    for name in ("text", "concise"):
        output = render_diagnostics(name, found, sources, options)
        assert not re.search("^ *::[a-z]", output, re.MULTILINE)


def test_sarif_has_the_shape_of_the_standard(
    located: Sequence[Located], sources: Sources, options: FormatOptions
) -> None:
    """The log holds what GitHub asks for, and no property that SARIF 2.1.0 does not know."""
    log = json.loads(render_diagnostics("sarif", located, sources, options))
    jsonschema.validate(log, _SARIF)
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    fingerprints = [result["partialFingerprints"]["sysdslFinding/v1"] for result in results]
    assert len(set(fingerprints)) == len(fingerprints)


def _object(*required: str, **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def _array(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


_WORDS = {"type": "string"}
_MESSAGE = _object("text", text={"type": "string", "minLength": 1})
_POSITIVE = {"type": "integer", "minimum": 1}
_REGION = _object(
    "startLine", startLine=_POSITIVE, startColumn=_POSITIVE, endLine=_POSITIVE, endColumn=_POSITIVE
)
_ARTIFACT = _object("uri", uri={"type": "string", "pattern": "^[!-~]+$"})
_PHYSICAL = _object("artifactLocation", artifactLocation=_ARTIFACT, region=_REGION)
_LOGICAL = _object(fullyQualifiedName=_WORDS, kind=_WORDS)
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_REPLACEMENT = _object("deletedRegion", deletedRegion=_REGION, insertedContent=_object(text=_WORDS))
# The part of the OASIS schema that we use, with the names and types it gives them.
_SARIF = _object(
    "version",
    "runs",
    version={"const": "2.1.0"},
    runs=_array(
        _object(
            "tool",
            tool=_object(
                "driver",
                driver=_object(
                    "name",
                    name=_WORDS,
                    version=_WORDS,
                    rules=_array(
                        _object(
                            "id",
                            id=_WORDS,
                            shortDescription=_MESSAGE,
                            fullDescription=_MESSAGE,
                            help=_MESSAGE,
                            defaultConfiguration=_object(level=_LEVEL),
                        )
                    ),
                ),
            ),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            results=_array(
                _object(
                    "message",
                    message=_MESSAGE,
                    ruleId=_WORDS,
                    ruleIndex={"type": "integer", "minimum": 0},
                    level=_LEVEL,
                    locations=_array(
                        _object(
                            physicalLocation=_PHYSICAL,
                            logicalLocations=_array(_LOGICAL),
                        )
                    ),
                    relatedLocations=_array(
                        _object(id=_POSITIVE, message=_MESSAGE, physicalLocation=_PHYSICAL)
                    ),
                    partialFingerprints={"additionalProperties": _WORDS},
                    fixes=_array(
                        _object(
                            "artifactChanges",
                            description=_MESSAGE,
                            artifactChanges=_array(
                                _object(
                                    "artifactLocation",
                                    "replacements",
                                    artifactLocation=_ARTIFACT,
                                    replacements=_array(_REPLACEMENT),
                                )
                            ),
                        )
                    ),
                )
            ),
        )
    ),
    **{"$schema": _WORDS},
)
