"""Syntax in a few words, for identities of things without a name."""

from __future__ import annotations

from sysdsl.syntax.tree import (
    Date,
    ListValue,
    LoopValue,
    Named,
    Number,
    Range,
    Ref,
    Star,
    String,
    TupleValue,
    Value,
)


def wording(value: Value) -> str:
    """Return a short text for a value: the same for the same words, whatever the spacing."""
    match value:
        case Ref(path=path, index=None):
            return path.text
        case Ref(path=path, index=index):
            return f"{path.text}[{', '.join(wording(part) for part in index or ())}]"
        case Date(text=text) | String(text=text) | Number(text=text):
            return text
        case Star():
            return "*"
        case Range(low=low, high=high):
            return f"{wording(low)} .. {wording(high)}"
        case ListValue(items=items) | TupleValue(items=items):
            return ", ".join(wording(item) for item in items)
        case Named(name=name, value=inner):
            return f"{name.text}: {wording(inner)}"
        case LoopValue(refs=refs):
            return " -> ".join(ref.path.text for ref in refs)
        case _:
            return "..."
