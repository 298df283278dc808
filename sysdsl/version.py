"""The version of sysdsl."""

__version__ = "0.1.0"
