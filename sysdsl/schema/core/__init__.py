"""Kinds that belong to no single method: the ground on which the methods meet."""

from sysdsl.schema.core.evidence import (
    Assumption,
    Claim,
    Evidence,
    Gap,
    Indicator,
    Observation,
    Pattern,
)
from sysdsl.schema.core.layers import Intervention, Perspective, Scenario, Test
from sysdsl.schema.core.map import Link, Variable
from sysdsl.schema.core.quantities import Const, Data, Dimension, Flow, Lookup, Simulation, Stock
from sysdsl.schema.core.situation import (
    Actor,
    Assessment,
    Concern,
    Decision,
    Question,
    Quote,
    Session,
    System,
)
from sysdsl.schema.core.workspace import ModelInfo, OwnKind, UnitDeclaration
from sysdsl.schema.kind import Kind, kind_of

CORE_KINDS: tuple[Kind, ...] = tuple(
    kind_of(cls)
    for cls in (
        ModelInfo,
        OwnKind,
        UnitDeclaration,
        System,
        Actor,
        Concern,
        Quote,
        Session,
        Question,
        Assessment,
        Decision,
        Evidence,
        Gap,
        Assumption,
        Claim,
        Pattern,
        Indicator,
        Observation,
        Variable,
        Link,
        Stock,
        Flow,
        Const,
        Lookup,
        Dimension,
        Data,
        Simulation,
        Perspective,
        Scenario,
        Intervention,
        Test,
    )
)
"""The kinds that are there without any method."""

__all__ = [
    "CORE_KINDS",
    "Actor",
    "Assessment",
    "Assumption",
    "Claim",
    "Concern",
    "Const",
    "Data",
    "Decision",
    "Dimension",
    "Evidence",
    "Flow",
    "Gap",
    "Indicator",
    "Intervention",
    "Link",
    "Lookup",
    "ModelInfo",
    "Observation",
    "OwnKind",
    "Pattern",
    "Perspective",
    "Question",
    "Quote",
    "Scenario",
    "Session",
    "Simulation",
    "Stock",
    "System",
    "Test",
    "UnitDeclaration",
    "Variable",
]
