"""What files import, and what the imported names mean."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import count

import attrs

from sysdsl.diagnostics import Diagnostic, Location, Rule, Severity
from sysdsl.source import Span
from sysdsl.syntax.tree import Declaration, Document, Import, String

STANDARD = "std"
"""The name under which the standard library is imported, and the prefix of its paths."""

IMPORT_MISSING = Rule(
    code="MDL-IMPORT-MISSING",
    severity=Severity.ERROR,
    title="Import that leads nowhere",
    meaning="The imported file, package or name does not exist, or lies outside the workspace.",
    why="Names it should bring are unknown.",
    example="import std.archetypes.limits_to_groth",
    instead="import std.archetypes.limits_to_growth",
)
IMPORT_CYCLE = Rule(
    code="MDL-IMPORT-CYCLE",
    severity=Severity.ERROR,
    title="Files that import each other",
    meaning="A chain of imports leads back to where it began.",
    why="Neither file can be understood before the other.",
    example='import a from "b.sysdsl"   // and b.sysdsl imports from this file',
    instead="Move what both need into a third file.",
)
RULES = (IMPORT_MISSING, IMPORT_CYCLE)


@attrs.frozen
class Wanted:
    """One import statement.

    Attributes:
        target: Path of the file or folder meant, with forward slashes; None when the path
            leaves the workspace.
        written: How it was written.
        names: From the name seen in the file to the name in the target; empty when the module
            itself is imported.
        alias: Name under which the module is seen, None when single names are imported.
        place: Where it stands.
    """

    target: str | None
    written: str
    names: tuple[tuple[str, str], ...]
    alias: str | None
    place: Location


def imports(document: Document, path: str) -> tuple[Wanted, ...]:
    """Return what a file imports."""
    return tuple(
        wanted
        for start, statement in document.frame
        if isinstance(statement.node, Import)
        for wanted in _wanted(start, statement.node, path)
    )


def _wanted(start: int, node: Import, path: str) -> Iterator[Wanted]:
    place = Location(path, Span(node.start, node.end).shifted(start))
    if node.source is not None:
        written = node.source.value if isinstance(node.source, String) else node.source.text
        quoted = isinstance(node.source, String)
        names = tuple(
            ((item.alias.text if item.alias else item.path.names[-1].text), item.path.text)
            for item in node.items
        )
        alias = None
        if not names:
            alias = node.alias.text if node.alias else _stem(written)
        yield Wanted(_target(written, path, quoted=quoted), written, names, alias, place)
        return
    for item in node.items:
        alias = item.alias.text if item.alias else item.path.names[-1].text
        target = _target(item.path.text, path, quoted=False)
        yield Wanted(target, item.path.text, (), alias, place)


def _stem(written: str) -> str:
    return posixpath.basename(written).removesuffix(".sysdsl").replace("-", "_")


def _target(written: str, path: str, *, quoted: bool) -> str | None:
    if not quoted:
        return written.replace(".", "/")
    if written.startswith("/") or ":" in written or "\\" in written:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    return None if joined.startswith("..") else joined


@attrs.frozen(eq=False)
class Linked:
    """Imported files with the names they bring.

    Attributes:
        modules: From path of a file to the name of its module, importers' own files excluded.
        names: From (file, name seen there) to qualified name.
        diagnostics: Imports that lead nowhere or in circles.
        missing: Targets that are not among the files: to be read, if they exist.
    """

    modules: Mapping[str, str]
    names: Mapping[tuple[str, str], str]
    diagnostics: tuple[Diagnostic, ...]
    missing: tuple[str, ...]


@attrs.define
class _Linking:
    documents: Mapping[str, Document]
    own: tuple[str, ...]
    modules: dict[str, str] = attrs.field(factory=dict)
    names: dict[tuple[str, str], str] = attrs.field(factory=dict)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    missing: dict[str, None] = attrs.field(factory=dict)
    by_target: dict[str, str] = attrs.field(factory=dict)


def link(own: tuple[str, ...], documents: Mapping[str, Document]) -> Linked:
    """Follow the imports of a model's files.

    Args:
        own: Paths of the model's own files.
        documents: All files known, by path.
    """
    work = _Linking(documents, own)
    # An explicit stack: a chain of imports may be as long as there are files.
    stack: list[tuple[str, tuple[str, ...]]] = [(path, (path,)) for path in reversed(own)]
    done: set[str] = set()
    while stack:
        path, chain = stack.pop()
        if path in done:
            continue
        done.add(path)
        for wanted in imports(documents[path], path):
            for target in _files(wanted, work):
                if target in chain or target in own:
                    _cycle(wanted, (*chain, target), work)
                elif target not in done:
                    stack.append((target, (*chain, target)))
            _names(path, wanted, work)
    for path, module in work.modules.items():
        for name in _declared(documents[path]):
            work.names.setdefault((path, name), f"{module}.{name}")
    return Linked(work.modules, work.names, tuple(work.diagnostics), tuple(work.missing))


def _files(wanted: Wanted, work: _Linking) -> tuple[str, ...]:
    """Return the files that an import means, and note them as modules."""
    target = wanted.target
    if target is None:
        work.diagnostics.append(
            IMPORT_MISSING.at(
                wanted.place,
                f"`{wanted.written}` leads out of the workspace",
                hint="import from a path inside it, relative to this file",
            )
        )
        return ()
    found = tuple(path for path in (target, f"{target}.sysdsl") if path in work.documents) or tuple(
        path for path in sorted(work.documents) if path.startswith(f"{target}/")
    )
    if not found:
        work.missing[target] = None
        near = get_close_matches(target, work.documents, 1, 0.8)
        work.diagnostics.append(
            IMPORT_MISSING.at(
                wanted.place,
                f"there is no `{wanted.written}` to import",
                hint=f"did you mean `{near[0]}`?" if near else "correct the path, or add the file",
            )
        )
    module = work.by_target.get(target)
    if module is None:
        base = _stem(target)
        taken = set(work.by_target.values())
        numbers = count(2)
        module = base
        while module in taken:
            module = f"{base}_{next(numbers)}"
        work.by_target[target] = module
    for path in found:
        if path not in work.own:
            work.modules.setdefault(path, module)
    return found


def _names(path: str, wanted: Wanted, work: _Linking) -> None:
    module = work.by_target.get(wanted.target or "")
    if module is None:
        return
    if wanted.alias is not None:
        work.names[path, wanted.alias] = module
        return
    targets = [p for p, m in work.modules.items() if m == module]
    known = {name for p in targets for name in _declared(work.documents[p])}
    for seen, name in wanted.names:
        work.names[path, seen] = f"{module}.{name}"
        if targets and name.split(".")[0] not in known:
            near = get_close_matches(name, known, 1, 0.7)
            work.diagnostics.append(
                IMPORT_MISSING.at(
                    wanted.place,
                    f"`{wanted.written}` declares no `{name}`",
                    hint=f"did you mean `{near[0]}`?" if near else "correct the name",
                )
            )


def _declared(document: Document) -> tuple[str, ...]:
    return tuple(
        s.node.name.text
        for s in document.statements
        if isinstance(s.node, Declaration) and s.node.name is not None
    )


def _cycle(wanted: Wanted, chain: tuple[str, ...], work: _Linking) -> None:
    circle = chain[chain.index(chain[-1]) :] if chain.count(chain[-1]) > 1 else chain
    text = " -> ".join(f"`{path}`" for path in circle)
    work.diagnostics.append(
        IMPORT_CYCLE.at(
            wanted.place,
            f"these files import each other: {text}",
            hint="files of one model share their names without imports; else move what both need "
            "into a third file",
        )
    )
