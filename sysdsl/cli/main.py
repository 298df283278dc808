"""The `sysdsl` command."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from sysdsl.version import __version__

COMMANDS = {
    "new": ("new", "Start a model from a template."),
    "check": ("check", "Check models and say what is wrong or worth knowing."),
    "fmt": ("fmt", "Format files."),
    "test": ("test", "Run the tests that models state."),
    "simulate": ("simulate", "Run a simulation and write its results."),
    "analyse": ("analyse", "Answer one question about a model."),
    "render": ("render", "Draw the pictures of models."),
    "report": ("report", "Write a report of a model."),
    "explain": ("explain", "Explain a code, a kind, a function or a method."),
    "plugins": ("plugins", "List the methods that are installed."),
    "completion": ("completion", "Print the completion script of a shell."),
}
"""Name of a command to its module and its line of help, so that help imports no command."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported; None makes click suggest a near one."""
        found = COMMANDS.get(cmd_name)
        if found is None:
            return None
        command: click.Command = import_module(f"sysdsl.cli.commands.{found[0]}").command
        del ctx
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that arguments name; say which one is near a misspelt name."""
        if args and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1, 0.6)
            hint = f" Did you mean `{near[0]}`?" if near else " See `sysdsl --help`."
            raise click.UsageError(f"There is no command `{args[0]}`.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands with their lines of help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sysdsl", message="%(prog)s %(version)s")
def cli() -> None:
    """Systems thinking as text: one model, many methods.

    MODEL is a file or a folder. Start with `sysdsl new causal-map my-model`.
    """


def main() -> None:
    """Run the command line; a bug in sysdsl ends in one line that says so."""
    from sysdsl.cli.failure import run

    sys.exit(run(cli))
