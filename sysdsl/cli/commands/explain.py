"""`sysdsl explain`: what a code, a kind, a function, a method or an archetype means."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from sysdsl.cli.files import RULES
from sysdsl.cli.library_pages import library_pages
from sysdsl.cli.output import echo
from sysdsl.diagnostics import Catalogue
from sysdsl.diagnostics.explain import explain
from sysdsl.engine.engine import open_registry
from sysdsl.plugin.loader import Registry
from sysdsl.schema import Kind
from sysdsl.schema.common import COMMON
from sysdsl.schema.types import describe

_HEADER = {
    "subscripts": "in brackets after the name",
    "unit": "after a colon",
    "loop": "after a colon",
    "value": "after `=`",
}


@click.command("explain")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(*, name: str | None, form: str) -> int:
    """Explain a code, a kind, a function, a method, an archetype or a pattern of behaviour.

    For instance CLD-LOOP-OPEN, stock, smooth, causal, fixes_that_fail or s_shaped_growth.
    Without a NAME, everything that can be explained is listed.
    """
    registry, _ = open_registry()
    catalogue = Catalogue.of([*registry.catalogue, *RULES])
    pages = _pages(registry, catalogue)
    if name is None:
        listed = {page: text.splitlines()[0] for page, text in pages.items()}
        listed |= {rule.code: f"{rule.title} ({rule.severity})" for rule in catalogue}
        echo(json.dumps(listed, indent=2) if form == "json" else _list(listed))
        return 0
    found = pages.get(name) or pages.get(name.upper())
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(name, pages, 1, 0.6) or get_close_matches(
            name.upper(), pages, 1, 0.6
        )
        hint = f" Did you mean `{near[0]}`?" if near else " `sysdsl explain` lists all."
        raise click.UsageError(f"Nothing is called `{name}`.{hint}")
    echo(json.dumps({"name": name, "text": found}) if form == "json" else found)
    return 0


def _list(pages: Mapping[str, str]) -> str:
    width = max(len(name) for name in pages)
    return "\n".join(f"{name:<{width}}  {line}" for name, line in pages.items())


def _pages(registry: Registry, catalogue: Catalogue) -> dict[str, str]:
    from sysdsl.numerics.functions import FUNCTIONS

    pages = {kind.name: kind_page(kind) for kind in registry.kinds}
    pages.update({alias: kind_page(k) for k in registry.kinds for alias in k.aliases})
    pages.update({plugin.name: plugin.doc for plugin in registry.plugins if plugin.doc})
    pages.update({name: f.page for name, f in FUNCTIONS.items() if name not in pages})
    pages.update({name: text for name, text in library_pages().items() if name not in pages})
    pages.update({rule.code: explain(rule) for rule in catalogue})
    return pages


def kind_page(kind: Kind) -> str:
    """Return the reference page of a kind as text."""
    lines = [kind.doc, ""]
    if kind.aliases:
        lines += [f"Also written: {', '.join(kind.aliases)}", ""]
    if kind.properties:
        lines.append("Properties:")
        for key, p in kind.properties.items():
            where = f" ({_HEADER.get(p.at, f'after the word `{p.at}`')})" if p.at else ""
            must = " Required." if p.required else ""
            many = " Several may be given." if p.many else ""
            many += f" Sides: `{key} {{ is: ...; ought: ... }}`." if p.sided else ""
            lines.append(f"  {key}: {describe(p.type)}{where}. {p.doc}{must}{many}")
        lines.append("")
    lines.append(f"Common to every element: {', '.join(COMMON)}")
    if kind.example:
        lines += ["", "Example:", *(f"  {line}" for line in kind.example.splitlines())]
    return "\n".join(lines)
