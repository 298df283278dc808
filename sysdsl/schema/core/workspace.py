"""Kinds that speak of the text itself: the model, the modeller's own kinds, units."""

from __future__ import annotations

from sysdsl.schema.common import Refs
from sysdsl.schema.kind import choice, element, formula, names, ref, units, words
from sysdsl.schema.value import Value


@element(
    "model",
    group="The model",
    example='model discharge "Leaving hospital well" {\n  use: [causal, system_dynamics]\n}',
)
class ModelInfo:
    """The model as a whole; the folder that holds this declaration is one model.

    All files below the folder share their names without imports.
    """

    use: tuple[str, ...] = names(doc="Methods in use; all installed ones when omitted.")
    author: str | None = words(doc="Who wrote it, as shown on the report.")
    version: str | None = words(doc="Version of the model, as shown on the report.")
    summary: str | None = words(doc="A paragraph that opens the report.")
    default_sensitivity: str | None = choice(
        "public", "client", "team", doc="Sensitivity of elements that state none."
    )


@element(
    "kind",
    group="The model",
    example='kind habitat of element {\n  area: quantity("km^2")\n  condition: choice(good, poor)\n}',
)
class OwnKind:
    """A kind of element of your own, with typed properties.

    Each line of the body declares a property: `text()`, `choice(a, b)`, `flag()`, `number()`,
    `quantity("unit")`, `date()`, `ref(kind)`, `list(type)`. `required: [a, b]` names those that
    must be given.
    """

    extends: tuple[str, ...] = names(
        at="of", doc="The kind that it specialises; `element` for none."
    )
    required: tuple[str, ...] = names(doc="Properties that must be given.")


@element(
    "unit",
    group="The model",
    example="unit care_package {\n  aliases: [package, packages]\n}",
)
class UnitDeclaration:
    """A unit of measurement with its other names or its size in another unit.

    Units spring into being by use; declare one to give it aliases or a conversion.
    """

    size: Value | None = formula(
        at="value", doc="Its size in another unit, `unit shift = 8 hours`."
    )
    aliases: tuple[str, ...] = names(doc="Other spellings, plural forms among them.")
    measures: str | None = units(doc="The unit it is another name for.")
    currency: bool | None = choice("yes", "no", doc="Whether reports print it as money.")
    held_by: Refs = ref("actor", many=True, doc="Who uses it.")
