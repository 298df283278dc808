# Recipes for the people who work on sysdsl; `just` alone lists them.

venv := ".venv-dev"

_default:
    @just --list

# What CI runs, without installing anything.
check: lint test

# Style, layers and types: seconds, not minutes.
lint:
    {{venv}}/bin/ruff check .
    {{venv}}/bin/ruff format --check .
    {{venv}}/bin/lint-imports --no-logo
    {{venv}}/bin/mypy

# The tests, or those named: `just test tests/units`.
test *ARGS:
    {{venv}}/bin/pytest {{ARGS}}

# Rewrite expected files, then show what changed: look before you commit.
cases-update *ARGS:
    {{venv}}/bin/pytest --snapshot-update {{ARGS}}
    git --no-pager diff --stat -- tests
    @echo "Read the changes with 'git diff -- tests' before you commit them."

# Draw the pictures of the documentation anew: look at them before you commit.
images:
    PYTHONPATH=.:plugins {{venv}}/bin/python tests/docs/draw_images.py

# Put imports, quotes and line breaks in order.
fmt:
    {{venv}}/bin/ruff check --fix .
    {{venv}}/bin/ruff format .

# Write the reference pages anew from the declarations.
reference:
    {{venv}}/bin/python -m sysdsl.cli.reference docs/reference

# How fast a model of 10,000 lines is checked.
benchmark:
    {{venv}}/bin/python benchmarks/check_10k.py
