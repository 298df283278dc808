"""Text and positions in it, nothing else."""

from sysdsl.source.text import Position, SourceText, Span

__all__ = ["Position", "SourceText", "Span"]
