"""What may be said of every element, whatever its kind."""

from __future__ import annotations

import attrs

from sysdsl.schema.kind import Property, choice, moment, properties_of, ref, words
from sysdsl.schema.value import Absent

Refs = tuple[str, ...] | Absent


@attrs.frozen
class Common:
    """Properties that every element has."""

    doc: str | None = words(doc="Documentation in Markdown; the same as `///` lines above.")
    because: str | None = words(at="because", doc="The reason, the mechanism: why this is so.")
    evidence: Refs = ref(
        "evidence", many=True, at="per", key="evidence", doc="Evidence that supports it."
    )
    contradicted_by: Refs = ref("evidence", many=True, doc="Evidence that speaks against it.")
    confidence: str | None = choice(
        "very_low",
        "low",
        "moderate",
        "high",
        "very_high",
        doc="How sure its author is. Never mixed with `likelihood`.",
    )
    status: str | None = choice(
        "draft", "proposed", "agreed", "disputed", "open", "closed", "planned", "blocked", "done",
        doc="Where it stands in the work.",
    )  # fmt: skip
    since: str | tuple[str, str] | None = moment(doc="Since when it holds.")
    source: str | None = words(doc="Where it comes from, in words: a table, a page, a person.")
    owner: Refs = ref("actor", many=True, doc="Who answers for it.")
    sensitivity: str | None = choice(
        "public",
        "client",
        "team",
        doc="Who may see it; reports for others withhold it and say how much was withheld.",
    )
    was: str | None = words(doc="Its former name, so that comparisons follow a rename.")


COMMON: dict[str, Property] = dict(properties_of(Common))
"""The common properties by key."""
