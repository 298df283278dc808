"""`sysdsl completion`: scripts that complete commands in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(*, shell: str) -> int:
    """Print the completion script of a shell.

    For bash: `sysdsl completion bash >> ~/.bashrc`.
    """
    from sysdsl.cli.main import cli

    found = get_completion_class(shell)
    if found is None:
        raise click.ClickException(f"there is no completion for `{shell}`.")
    click.echo(found(cli, {}, "sysdsl", "_SYSDSL_COMPLETE").source())
    return 0
