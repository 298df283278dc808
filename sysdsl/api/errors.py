"""What goes wrong in a program that uses models."""

from __future__ import annotations


class ModelNotFoundError(FileNotFoundError):
    """A path that leads to no model."""


class SeveralModelsError(ValueError):
    """A folder that holds more than one model: one has to be named."""


class UnusableModelError(ValueError):
    """A model with errors, or one that a run or an analysis cannot work on.

    The message is what `sysdsl check` would say.
    """


class MissingLibraryError(ImportError):
    """An optional library that is not installed."""
