"""Systems thinking as text: one language and one model for many systems methods."""

__version__ = "0.1.0"
