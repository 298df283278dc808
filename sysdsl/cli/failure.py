"""How the command line ends when something goes wrong."""

from __future__ import annotations

import io
import os
import sys

import click

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_OUTPUT, EXIT_BUG, EXIT_INTERRUPTED = 0, 1, 2, 4, 70, 130


def run(command: click.Command) -> int:
    """Run a command and return its exit status; no traceback reaches the user."""
    try:
        outcome = command.main(standalone_mode=False)
    except click.ClickException as problem:
        # The message may quote a file name that a hostile repository chose.
        from sysdsl.cli.output import neutral

        shown = io.StringIO()
        problem.show(shown)
        click.echo(neutral(shown.getvalue()), err=True, nl=False)
        return EXIT_USAGE if problem.exit_code == 1 else problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # click turns a closed pipe into an exit; nothing else in it exits by itself.
        _hush()
        return EXIT_CLEAN
    except OSError as problem:
        _say(f"Error: {problem.strerror or problem}: {problem.filename or 'output'}")
        return EXIT_OUTPUT
    except Exception as problem:
        if os.environ.get("SYSDSL_TRACEBACK"):
            raise
        _say(
            f"Error: this is a bug in sysdsl ({type(problem).__name__}: {problem}). "
            "Set SYSDSL_TRACEBACK=1, run it again, and report what it prints."
        )
        return EXIT_BUG
    return outcome if isinstance(outcome, int) else EXIT_CLEAN


def _say(text: str) -> None:
    from sysdsl.cli.output import neutral

    click.echo(neutral(text), err=True)


def _hush() -> None:
    """Let Python end quietly although nobody reads its output any more."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
