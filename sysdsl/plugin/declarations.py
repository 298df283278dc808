"""What hooks return: declarations of checks, analyses, figures, report sections, formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from sysdsl.diagnostics import Diagnostic, Outcome, Rule
from sysdsl.model.element import Element
from sysdsl.model.model import Model

if TYPE_CHECKING:
    # A check does not wait for what draws pictures: these are types only.
    from sysdsl.render.document import Section
    from sysdsl.render.view import View

Lookup = Callable[[str], Element[Any] | None]
"""Finds another element by its qualified name; what is looked up is remembered, so that a
check is repeated when one of those elements changes."""


@attrs.frozen(kw_only=True)
class Check:
    """A function that looks for broken rules.

    Give `each` to look at one element at a time (fast in an editor: only what changed is
    looked at again), or `whole` to look at the model, with the kinds it reads, so that it runs
    again only when elements of those kinds change.

    Attributes:
        rules: The rules it may report.
        each: Function of an element and a lookup, called for every element of the `kinds`.
        prepare: Function of the model whose value `each_prepared` gets; elements are looked at
            again when it changes, so keep it small: units declared, the unit of time.
        each_prepared: As `each`, with the prepared value as third argument.
        whole: Function of the model.
        key: For `whole`: a value of the model; the check runs again only when it changes.
        kinds: Names of the kinds it reads; for `whole`, empty means the whole model.
        equations: Whether `whole` reads free-standing equations too.
    """

    rules: tuple[Rule, ...]
    each: Callable[[Element[Any], Lookup], Iterable[Diagnostic]] | None = None
    prepare: Callable[[Model], Any] | None = None
    each_prepared: Callable[[Element[Any], Lookup, Any], Iterable[Diagnostic]] | None = None
    whole: Callable[[Model], Iterable[Diagnostic]] | None = None
    key: Callable[[Model], object] | None = None
    kinds: tuple[str, ...] = ()
    equations: bool = False


@attrs.frozen(kw_only=True)
class Analysis:
    """One question that a method answers about a model.

    Attributes:
        name: What follows `sysdsl analyse MODEL`, in lower case with hyphens.
        title: Heading of its result.
        doc: What it answers, for users.
        settings: Frozen attrs class; every field has a default and becomes an option.
            A field's metadata `doc` documents the option.
        result: Frozen attrs class of the result: plain values, written as JSON by field.
        run: The function. It is pure: the same model and settings give an equal result.
        text: Writes the result for people at a terminal.
        applies: Whether the model has anything for it to work on.
    """

    name: str
    title: str
    doc: str
    settings: type
    result: type
    run: Callable[[Model, Any], Outcome[Any]]
    text: Callable[[Any], str]
    applies: Callable[[Model], bool]


@attrs.frozen(kw_only=True)
class Figure:
    """A kind of picture that a method draws.

    Attributes:
        name: What `sysdsl render --figure` takes, in lower case with hyphens.
        title: What it is called.
        doc: What it shows and how to read it, for users.
        views: The views of a model, none when there is nothing to draw. Layout and drawing
            come later and are not the method's concern.
    """

    name: str
    title: str
    doc: str
    views: Callable[[Model], Iterable[View]]


@attrs.frozen(kw_only=True)
class ReportSection:
    """A part of the report.

    Attributes:
        name: Short name, in lower case with hyphens.
        order: Its place: 100 situation, 200 feedback, 300 simulation, 400 organisation,
            500 futures, 600 options, 700 evidence, 900 appendix.
        build: The section for a model, None when there is nothing to say.
    """

    name: str
    order: int
    build: Callable[[Model], Section | None]


@attrs.frozen(kw_only=True)
class Exchange:
    """A file format of another tool.

    Attributes:
        name: What `--to` takes.
        suffixes: File endings it reads, with the dot.
        read: From bytes and a file name to sysdsl text, or None when it only writes.
        write: From a model to bytes, or None when it only reads.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Outcome[str]] | None = None
    write: Callable[[Model], Outcome[bytes]] | None = None


@attrs.frozen(kw_only=True)
class Evaluator:
    """A way to tell what a model comes to under changed values, whatever the method behind it.

    Attributes:
        name: Name of the method, e.g. `simulation`.
        applies: Whether it can evaluate the model.
        outcomes: Names of the elements it can give a value for.
        evaluate: From the model and names of scenarios and interventions in force to the final
            (or otherwise characteristic) value of each outcome.
    """

    name: str
    applies: Callable[[Model], bool]
    outcomes: Callable[[Model], tuple[str, ...]]
    evaluate: Callable[[Model, tuple[str, ...]], Outcome[Mapping[str, float]]]
