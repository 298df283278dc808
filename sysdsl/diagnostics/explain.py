"""Explanations of rules as text for a terminal."""

from __future__ import annotations

import textwrap

from sysdsl.diagnostics.catalogue import Rule

_WIDTH = 80


def explain(rule: Rule) -> str:
    """Return the explanation of a rule: what it means, why it matters, an example, what instead."""
    parts = [f"{rule.code} ({rule.severity.value})", rule.title]
    sections = (
        ("What it means", _prose(rule.meaning)),
        ("Why it matters", _prose(rule.why)),
        ("Example", _indented(rule.example)),
        ("Instead", _indented(rule.instead)),
        ("Source", _prose(rule.source)),
    )
    parts.extend(f"\n{head}\n{body}" for head, body in sections if body.strip())
    return "\n".join(parts) + "\n"


def _prose(text: str) -> str:
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(
        textwrap.fill(
            " ".join(paragraph.split()), _WIDTH, initial_indent="  ", subsequent_indent="  "
        )
        for paragraph in paragraphs
    )


def _indented(text: str) -> str:
    return textwrap.indent(textwrap.dedent(text).strip("\n"), "    ")
