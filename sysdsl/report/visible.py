"""Which findings an audience may read: those that say nothing of what is withheld from it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sysdsl.diagnostics import Anchor, Diagnostic
from sysdsl.diagnostics.located import Located
from sysdsl.model.model import Model


def visible_findings(
    findings: Iterable[Located], whole: Model, shown: Model
) -> tuple[Located, ...]:
    """Return the findings that neither stand at a withheld element nor name one.

    Args:
        findings: What checks found in the whole model.
        whole: The model with everything.
        shown: The model as the audience may see it.
    """
    hidden = [e for e in whole.elements.values() if e.id not in shown.elements]
    if not hidden:
        return tuple(findings)
    words = {word for e in hidden for word in (e.id, e.name, e.title, e.label) if word}
    named = re.compile(
        "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words)), re.IGNORECASE
    )
    return tuple(finding for finding in findings if _may_be_read(finding.diagnostic, shown, named))


def _may_be_read(diagnostic: Diagnostic, shown: Model, named: re.Pattern[str]) -> bool:
    labels = (diagnostic.label, *diagnostic.others)
    texts = (diagnostic.message, diagnostic.hint or "", *(label.message for label in labels))
    if any(named.search(text) for text in texts):
        return False
    return all(
        isinstance(label.place, Anchor) and label.place.element in shown.elements
        for label in labels
    )
