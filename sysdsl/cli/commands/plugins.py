"""`sysdsl plugins`: the methods that are installed."""

from __future__ import annotations

import json

import click

from sysdsl.cli.output import echo, neutral, status
from sysdsl.engine.engine import open_registry


@click.command("plugins")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(*, form: str) -> int:
    """List the methods that are installed, with what each brings."""
    registry, problems = open_registry()
    if form == "json":
        echo(
            json.dumps(
                [
                    {
                        "name": plugin.name,
                        "summary": (plugin.doc.splitlines() or [""])[0],
                        "kinds": [kind.name for kind in plugin.kinds],
                        "rules": [r.code for check in plugin.checks for r in check.rules],
                        "analyses": [a.name for a in plugin.analyses],
                        "figures": [f.name for f in plugin.figures],
                        "formats": [e.name for e in plugin.exchanges],
                    }
                    for plugin in registry.plugins
                ],
                indent=2,
            )
        )
    else:
        for plugin in registry.plugins:
            echo(neutral(f"{plugin.name}: {(plugin.doc.splitlines() or [''])[0]}"))
            parts = {
                "kinds": [kind.name for kind in plugin.kinds],
                "analyses": [a.name for a in plugin.analyses],
                "figures": [f.name for f in plugin.figures],
            }
            for label, names in parts.items():
                if names:
                    echo(neutral(f"  {label}: {', '.join(names)}"))
    late = [problem for plugin in registry.plugins for problem in plugin.problems]
    for problem in dict.fromkeys([*problems, *late]):
        status(f"{problem.severity}: {problem.message}")
    return int(bool(problems or late))
