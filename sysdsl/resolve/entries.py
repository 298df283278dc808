"""What a file declares: its statements flattened, each with its identity.

An entry holds no absolute position: its offsets count from the top-level statement it comes
from, so that entries of an unchanged statement can be kept when text above it moves.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from sysdsl.resolve.wording import wording
from sysdsl.schema import Kind, Kinds
from sysdsl.syntax.tree import (
    Arrow,
    Clause,
    Declaration,
    Equation,
    LinkStatement,
    Mode,
    Property,
    Ref,
    Statement,
)


@attrs.frozen(kw_only=True, eq=False)
class Given:
    """A property line in a body, with the mode block it stands in."""

    statement: Statement
    mode: str | None = None
    block: str | None = None


@attrs.frozen(kw_only=True, eq=False)
class Entry:
    """One element, link or equation that a statement declares.

    Attributes:
        id: Qualified name.
        scope: Qualified name of the element in whose body it stands.
        kind: Its kind; None when the word is unknown, and for equations.
        word: The word that was written for the kind; `link` and `=` for the other statements.
        name: Its own name.
        mode: The mode block it stands in.
        statement: The statement.
        arrow: For link statements, which arrow of the chain; else 0.
        given: Property lines of its body.
        module: Module it was imported from.
    """

    id: str
    scope: str | None
    kind: Kind | None
    word: str
    name: str | None
    statement: Statement
    mode: str | None = None
    arrow: int = 0
    given: tuple[Given, ...] = ()
    module: str | None = None


@attrs.frozen
class _Place:
    """Where the walk is: in whose body, in which mode."""

    scope: str | None
    kind: Kind | None
    mode: str | None
    module: str | None


def entries(statement: Statement, kinds: Kinds, module: str | None = None) -> tuple[Entry, ...]:
    """Return what a top-level statement declares, outermost first."""
    return tuple(_walk(statement, _Place(None, None, None, module), kinds))


def _walk(statement: Statement, place: _Place, kinds: Kinds) -> Iterator[Entry]:
    match statement.node:
        case Declaration() as node if not is_block(node, place.kind):
            yield from _declaration(statement, node, place, kinds)
        case LinkStatement() as node:
            yield from _links(statement, node, place)
        case Equation() as node:
            yield _equation(statement, node, place)
        case Mode(word=word):
            inner = attrs.evolve(place, mode=word)
            for _i, child in enumerate(statement.body or ()):
                yield from _walk(child, inner, kinds)
        case _:
            pass


def is_block(node: Declaration, kind: Kind | None) -> bool:
    """Tell whether `client { is: ... }` is a property of the enclosing kind, not an element."""
    bare = node.name is None and node.title is None and node.loop is None
    return bare and kind is not None and node.kind.text in kind.properties


def _declaration(
    statement: Statement,
    node: Declaration,
    place: _Place,
    kinds: Kinds,
) -> Iterator[Entry]:
    kind = kinds.find(node.kind.text)
    own = node.name.text if node.name else unnamed(node)
    identity = qualified(place.scope, place.mode, own, place.module)
    given = tuple(_given(statement, kind))
    yield Entry(
        id=identity,
        scope=place.scope,
        kind=kind,
        word=node.kind.text,
        name=node.name.text if node.name else None,
        statement=statement,
        mode=place.mode,
        given=given,
        module=place.module,
    )
    # The declaration of the model is a label on the folder, not a container.
    inner = place if node.kind.text == "model" else _Place(identity, kind, None, place.module)
    for _i, child in enumerate(statement.body or ()):
        yield from _walk(child, inner, kinds)


def _given(statement: Statement, kind: Kind | None) -> Iterator[Given]:
    for _i, child in enumerate(statement.body or ()):
        match child.node:
            case Property():
                yield Given(statement=child)
            case Mode(word=word):
                for _j, inner in enumerate(child.body or ()):
                    if isinstance(inner.node, Property):
                        yield Given(statement=inner, mode=word)
            case Declaration() as node if is_block(node, kind):
                for _j, inner in enumerate(child.body or ()):
                    if isinstance(inner.node, Property):
                        yield Given(statement=inner, block=node.kind.text)


def _links(statement: Statement, node: LinkStatement, place: _Place) -> Iterator[Entry]:
    given = tuple(_given(statement, None))
    for i, (source, target, _) in enumerate(arrows(node)):
        own = f"{source.path.text} -> {target.path.text}"
        yield Entry(
            id=qualified(place.scope, place.mode, own, place.module),
            scope=place.scope,
            kind=None,
            word="link",
            name=None,
            statement=statement,
            mode=place.mode,
            arrow=i,
            given=given,
            module=place.module,
        )


def arrows(node: LinkStatement) -> tuple[tuple[Ref, Ref, Arrow], ...]:
    """Return the single arrows of a link statement: source, target, arrow."""
    steps = [(a, b, w) for a, b, w in zip(node.refs, node.refs[1:], node.arrows, strict=False)]
    last = node.refs[-1]
    return (*steps, *((last, target, node.arrows[-1]) for target in node.targets))


def arrow_at(node: LinkStatement, index: int) -> tuple[Ref, Ref, Arrow]:
    """Return one of the arrows of a link statement, without making all of them."""
    steps = len(node.refs) - 1
    if index < steps:
        return node.refs[index], node.refs[index + 1], node.arrows[index]
    return node.refs[-1], node.targets[index - steps], node.arrows[-1]


def _equation(statement: Statement, node: Equation, place: _Place) -> Entry:
    own = f"{wording(node.target)} ="
    return Entry(
        id=qualified(place.scope, place.mode, own, place.module),
        scope=place.scope,
        kind=None,
        word="=",
        name=None,
        statement=statement,
        mode=place.mode,
        module=place.module,
    )


def qualified(scope: str | None, mode: str | None, own: str, module: str | None) -> str:
    """Return the qualified name of something in a body, a mode block and a module."""
    outer = scope if scope is not None else module
    parts = [part for part in (outer, mode, own) if part]
    return ".".join(parts)


def unnamed(node: Declaration) -> str:
    """Return the identity of an element without a name: its kind, title and clauses."""
    parts = [node.kind.text]
    if node.title is not None:
        parts.append(f'"{node.title.value}"')
    parts.extend(
        f"{part.word} {wording(part.value)}"
        for part in node.modifiers
        if isinstance(part, Clause) and part.word in ("of", "by", "on", "from", "to", "for")
    )
    return " ".join(parts)
