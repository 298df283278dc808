"""Declarations of codes: what each message means and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from sysdsl.diagnostics.diagnostic import Anchor, Diagnostic, Fix, Label, Location, Severity


@attrs.frozen(kw_only=True)
class Rule:
    """A code with its default severity and its explanation, shown by `sysdsl explain CODE`.

    Attributes:
        code: Stable name, upper case with hyphens, e.g. `CLD-LOOP-OPEN`.
        severity: Default severity; a workspace may change it.
        title: A few words, for lists.
        meaning: What it means, in plain English.
        why: Why it matters to a systems practitioner.
        example: sysdsl text that shows the mistake.
        instead: The same text put right, or advice.
        source: Where the rule comes from: literature with page, standard, or "sysdsl".
    """

    code: str
    severity: Severity
    title: str
    meaning: str
    why: str
    example: str
    instead: str
    source: str = "sysdsl"

    def at(
        self,
        place: Location | Anchor,
        message: str,
        *,
        note: str = "",
        others: tuple[Label, ...] = (),
        hint: str | None = None,
        fixes: tuple[Fix, ...] = (),
    ) -> Diagnostic:
        """Return a diagnostic of this rule at a place."""
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            message=message,
            label=Label(place, note),
            others=others,
            hint=hint,
            fixes=fixes,
        )


@attrs.frozen
class Catalogue:
    """All rules known, by code."""

    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Catalogue:
        """Return a catalogue sorted by code."""
        return cls({rule.code: rule for rule in sorted(rules, key=lambda r: r.code)})

    def __iter__(self) -> Iterator[Rule]:
        """Iterate over the rules in the order of their codes."""
        return iter(self.rules.values())
