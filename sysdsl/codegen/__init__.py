"""Targets that execute a program: a readable reference, generated Python, generated JavaScript.

All follow `sysdsl.numerics.operators`; tests hold each against the reference.
"""

from sysdsl.codegen.limits import DEFAULT_LIMITS, Limits
from sysdsl.codegen.simulate import simulate

__all__ = ["DEFAULT_LIMITS", "Limits", "simulate"]
