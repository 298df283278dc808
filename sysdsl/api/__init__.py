"""Models in Python: load one, check it, run it, ask it, draw it, write its report.

What a function returns shows itself in a notebook: findings and runs as tables, pictures as
pictures. Nothing here changes a file that was not named.
"""

from sysdsl.api.answer import Answer
from sysdsl.api.errors import ModelNotFoundError, SeveralModelsError, UnusableModelError
from sysdsl.api.findings import Finding, Findings
from sysdsl.api.loaded import LoadedModel
from sysdsl.api.loading import check_text, load, load_text
from sysdsl.api.picture import Picture
from sysdsl.api.run import Run

__all__ = [
    "Answer",
    "Finding",
    "Findings",
    "LoadedModel",
    "ModelNotFoundError",
    "Picture",
    "Run",
    "SeveralModelsError",
    "UnusableModelError",
    "check_text",
    "load",
    "load_text",
]
