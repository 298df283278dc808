"""Reference pages, written from the declarations: `python -m sysdsl.cli.reference docs/reference`.

Whatever a user may write or meet is declared with its documentation in one place; these pages
and `sysdsl explain` show it. They are never edited by hand.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from textwrap import dedent

import attrs
import click

from sysdsl.cli.files import RULES as FILE_RULES
from sysdsl.cli.main import COMMANDS, cli
from sysdsl.diagnostics import Catalogue, Rule
from sysdsl.engine.engine import open_registry
from sysdsl.numerics.function import Function, Role, UnitRule
from sysdsl.numerics.functions import FUNCTIONS
from sysdsl.plugin import declarations
from sysdsl.plugin.hookspecs import API_VERSION, Hooks
from sysdsl.plugin.loader import Registry
from sysdsl.schema import Kind, Property
from sysdsl.schema.common import COMMON
from sysdsl.schema.types import describe
from sysdsl.units import CURRENCIES, DAYS

_NOTE = "<!-- Written by `just reference`; do not edit. -->"

_PLACES: Mapping[str, str] = {
    "value": "after `=`",
    "unit": "after the name and `:`",
    "subscripts": "in brackets after the name",
    "loop": "after `:`",
}

_ROLES: Mapping[Role, str] = {
    Role.OPERATOR: "Mathematics",
    Role.CLOCK: "Time",
    Role.EXPANDED: "Delays, tests of input, lookups",
    Role.REDUCTION: "Over the members of a dimension",
    Role.TEST: "Over a whole run: in tests only",
}

_AREAS: Mapping[str, str] = {
    "SYN": "The text",
    "MDL": "The model",
    "UNI": "Units",
    "UNIT": "Units",
    "FIL": "Files",
    "CFG": "Settings",
    "PLG": "Methods that are installed",
    "CLD": "Causal feedback",
    "LEV": "Leverage",
    "SD": "System dynamics",
}


def pages() -> dict[str, str]:
    """Return the reference pages by file name."""
    registry, _ = open_registry()
    catalogue = Catalogue.of([*registry.catalogue, *FILE_RULES])
    return {
        "README.md": _contents(),
        "analyses.md": _analyses(registry),
        "commands.md": _commands(),
        "functions.md": _functions(),
        "hooks.md": _hooks(),
        "kinds.md": _kinds(registry),
        "rules.md": _rules(catalogue),
        "units.md": _units(),
    }


def _page(title: str, lead: str, lines: Iterable[str]) -> str:
    return "\n".join([_NOTE, "", f"# {title}", "", lead, "", *lines]).rstrip() + "\n"


def _contents() -> str:
    return _page(
        "Reference",
        "Everything that can be written, asked and met, from the declarations themselves. "
        "`sysdsl explain NAME` shows the same at a terminal.",
        (
            "- [Kinds of elements](kinds.md) and their properties",
            "- [Functions](functions.md) for equations",
            "- [Units](units.md) that are known without being declared",
            "- [Rules](rules.md): every code, why it matters, what to do",
            "- [Analyses and pictures](analyses.md)",
            "- [Commands](commands.md)",
            "- [Hooks](hooks.md) for those who write a method",
        ),
    )


def _kinds(registry: Registry) -> str:
    lines = ["Properties that every element has stand [at the end](#common-to-every-element).", ""]
    for group, kinds in groupby(registry.kinds, key=lambda kind: kind.group):
        lines += [f"## {group}", ""]
        for kind in kinds:
            lines += _kind(kind)
    lines += ["## Common to every element", ""]
    lines += [
        "Besides: `///` lines above it, tags such as `#needs-review`, and",
        '`allow: "CODE" because "..."`, which suppresses a finding and says why.',
    ]
    lines += ["", *_properties(COMMON.values())]
    return _page("Kinds of elements", "What can be declared, and what can be said of it.", lines)


def _kind(kind: Kind) -> list[str]:
    lines = [f"### {kind.name}", "", dedent(kind.doc).strip(), ""]
    if kind.aliases:
        lines += [f"Also written {_listed(kind.aliases)}.", ""]
    if kind.inside:
        lines += [f"Stands in the body of {_listed(kind.inside)}.", ""]
    lines += ["```text", *kind.example.splitlines(), "```", ""]
    if kind.properties:
        lines += _properties(kind.properties.values())
    return lines


def _properties(properties: Iterable[Property]) -> list[str]:
    lines = ["| property | what it holds | meaning |", "| --- | --- | --- |"]
    for p in properties:
        holds = describe(p.type) + ("; several" if p.many else "")
        place = f" Also {_PLACES.get(p.at, f'after the word `{p.at}`')}." if p.at else ""
        must = " Required." if p.required else ""
        sides = " May have an `is` and an `ought`." if p.sided else ""
        lines.append(f"| `{p.key}` | {_cell(holds)} | {_cell(p.doc)}{must}{place}{sides} |")
    return [*lines, ""]


def _functions() -> str:
    lines: list[str] = []
    for role in Role:
        found = sorted((f for f in FUNCTIONS.values() if f.role is role), key=lambda f: f.name)
        lines += [f"## {_ROLES[role]}", ""]
        for function in found:
            lines += _function(function)
    return _page(
        "Functions",
        "Functions of equations. An argument with a value after its colon may be left out; any may "
        "be given by name, `smooth(x, time: 3 days)`.",
        lines,
    )


def _function(function: Function) -> list[str]:
    elsewhere = [
        f"{tool}: `{name}`"
        for tool, name in (("XMILE", function.xmile), ("Vensim", function.vensim))
        if name
    ]
    facts = [_units_of(function.units), *elsewhere, f"Source: {function.source}"]
    lines = [f"### {function.name}", "", f"`{function.signature}`", "", function.doc, ""]
    return [*lines, *(f"- {fact}" for fact in facts if fact), ""]


def _units_of(rule: UnitRule) -> str:
    parts = [f"{' and '.join(f'`{a}`' for a in group)} share a unit" for group in rule.alike]
    if rule.dimensionless:
        parts.append(f"{_listed(rule.dimensionless)} without a unit")
    if rule.time:
        parts.append(f"{_listed(rule.time)} in time")
    result = " * ".join(f"`{n}`" if power == 1 else f"`{n}`^{power:g}" for n, power in rule.result)
    parts.append(f"result in {result}" if result else "result without a unit")
    return f"Units: {'; '.join(parts)}"


def _rules(catalogue: Catalogue) -> str:
    lines: list[str] = []
    for area, rules in groupby(catalogue, key=lambda rule: rule.code.partition("-")[0]):
        lines += [f"## {_AREAS.get(area, area)}", ""]
        for rule in rules:
            lines += _rule(rule)
    return _page(
        "Rules",
        "Every code that a message may carry. Errors keep a model from being used, warnings are "
        "broken rules of a method, hints are craft advice, infos are results.",
        lines,
    )


def _rule(rule: Rule) -> list[str]:
    lines = [f"### {rule.code}", "", f"*{rule.severity.value}*: {rule.title}", ""]
    lines += [rule.meaning, "", rule.why, ""]
    for word, text in (("Example", rule.example), ("Instead", rule.instead)):
        if not text:
            continue
        if text[:1].isupper() and text.endswith("."):
            lines += [f"{word}: {text}", ""]
        else:
            lines += [f"{word}:", "", "```text", *text.splitlines(), "```", ""]
    return [*lines, f"Source: {rule.source}", ""]


def _analyses(registry: Registry) -> str:
    lines: list[str] = []
    for plugin in registry.plugins:
        lines += [f"## {plugin.name}", ""]
        for analysis in plugin.analyses:
            lines += [f"### {analysis.name}", "", f"{analysis.title}. {analysis.doc.strip()}", ""]
            settings = attrs.fields(analysis.settings)
            if settings:
                lines += ["| setting | default | meaning |", "| --- | --- | --- |"]
                lines += [
                    f"| `--{f.name.replace('_', '-')}` | `{_default(f.default)}` "
                    f"| {_cell(f.metadata.get('doc', ''))} |"
                    for f in settings
                ]
                lines.append("")
        if plugin.figures:
            lines += ["Pictures, for `sysdsl render --figure`:", ""]
            lines += [f"- `{f.name}`: {f.title}. {f.doc}" for f in plugin.figures]
            lines.append("")
    return _page(
        "Analyses and pictures",
        "Questions for `sysdsl analyse MODEL NAME`, by method.",
        lines,
    )


def _default(value: object) -> str:
    return (
        ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value) or "none"
    )


def _commands() -> str:
    lines: list[str] = []
    parent = click.Context(cli, info_name="sysdsl")
    for name in COMMANDS:
        command = cli.get_command(parent, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=parent)
        lines += [f"## sysdsl {name}", "", *inspect.cleandoc(command.help or "").splitlines(), ""]
        lines += ["```text", " ".join(command.get_usage(context).split()), "```", ""]
        options = [p for p in command.get_params(context) if isinstance(p, click.Option)]
        records = [r for p in options if (r := p.get_help_record(context)) is not None]
        lines += [
            f"- `{spelling}`: {text}" if text else f"- `{spelling}`" for spelling, text in records
        ]
        lines.append("")
    lines += [
        "## Exit status",
        "",
        "- 0: clean",
        "- 1: findings at or above the threshold, a failed test, a model with errors",
        "- 2: wrong usage, or input that cannot be read",
        "- 4: output that cannot be written",
        "- 70: a bug in sysdsl",
        "- 130: interrupted",
    ]
    return _page("Commands", "`sysdsl COMMAND --help` says the same.", lines)


def _hooks() -> str:
    lines = ["## Hooks", ""]
    for name, hook in inspect.getmembers(Hooks, inspect.isfunction):
        if name.startswith("sysdsl_"):
            returns = inspect.signature(hook).return_annotation
            lines += [
                f"### {name}",
                "",
                f"Returns `{returns}`.",
                "",
                inspect.getdoc(hook) or "",
                "",
            ]
    lines += ["## Declarations", "", "What hooks return, from `sysdsl.plugin`.", ""]
    for name, cls in inspect.getmembers(declarations, inspect.isclass):
        if cls.__module__ == declarations.__name__:
            lines += [f"### {name}", "", "```text", inspect.getdoc(cls) or "", "```", ""]
    return _page(
        "Hooks",
        "How a method is added. A plugin is a module with functions of these names, marked with "
        f"`sysdsl.plugin.hookimpl`, and an entry point in the group `sysdsl.plugins`. This is "
        f"version {API_VERSION} of the boundary: a plugin may say `SYSDSL_API = {API_VERSION}`.",
        lines,
    )


def _units() -> str:
    lines = ["## Time", "", "| unit | days |", "| --- | --- |"]
    lines += [f"| {name} | {days} |" for name, days in DAYS.items()]
    lines += ["", "## Money", "", "| currency | printed as |", "| --- | --- |"]
    lines += [f"| {code} | {sign} |" for code, sign in CURRENCIES.items()]
    lines += ["", "## Without a dimension", "", "`dmnl` or `1`; `%` is a hundredth.", ""]
    return _page(
        "Units",
        "Any name is a unit; its plural is the same one. These are known without being used "
        "first. Other names and conversions are declared with `unit`. There are no prefixes.",
        lines,
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the pages to the folder named on the command line; remove pages that are gone."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference")
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
