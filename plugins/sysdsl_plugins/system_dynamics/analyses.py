"""The questions that the method answers about a model."""

from __future__ import annotations

from collections.abc import Mapping

from sysdsl.diagnostics import Outcome
from sysdsl.model.model import Model
from sysdsl.plugin import Analysis, Evaluator
from sysdsl.schema.core import Flow, Pattern, Simulation, Stock, Test
from sysdsl.schema.core import Variable as Auxiliary
from sysdsl_plugins.system_dynamics.assessment import (
    AssessmentResult,
    AssessmentSettings,
    assess,
    assessment_text,
)
from sysdsl_plugins.system_dynamics.loop_scores import (
    LoopScoresResult,
    LoopScoresSettings,
    loop_scores,
    loop_scores_text,
)
from sysdsl_plugins.system_dynamics.model_tests import (
    TestResults,
    TestSettings,
    run_tests,
    tests_text,
)
from sysdsl_plugins.system_dynamics.sensitivity import (
    SensitivityResult,
    SensitivitySettings,
    UncertaintyResult,
    UncertaintySettings,
    sensitivity,
    sensitivity_text,
    uncertainty,
    uncertainty_text,
)
from sysdsl_plugins.system_dynamics.simulation import (
    SimulationResult,
    SimulationSettings,
    simulate_model,
    simulation_text,
)
from sysdsl_plugins.system_dynamics.step_size import (
    StepSizeResult,
    StepSizeSettings,
    step_size,
    step_size_text,
)


def is_simulated(model: Model) -> bool:
    """Return whether a model has a time to simulate over and something that is computed."""
    if not model.all(Simulation):
        return False
    stocks = (e.body.initial for e in model.all(Stock))
    flows = (e.body.equation for e in model.all(Flow))
    auxiliaries = (e.body.equation for e in model.all(Auxiliary))
    return any(value is not None for value in (*stocks, *flows, *auxiliaries))


def has_tests(model: Model) -> bool:
    """Return whether a model can be simulated and says what must come out."""
    return is_simulated(model) and bool(model.all(Test) or model.all(Pattern))


def run_tests_analysis(model: Model, settings: TestSettings) -> Outcome[TestResults]:
    """Run the tests of a model."""
    results = run_tests(model, settings.match)
    return Outcome(TestResults(results), tuple(d for r in results for d in r.diagnostics))


def outcomes(model: Model) -> tuple[str, ...]:
    """Return what the simulation gives a value for, constants left out."""
    kinds = (Stock, Flow, Auxiliary)
    return tuple(
        e.id
        for e in model.elements.values()
        if isinstance(e.body, kinds)
        and not e.implied
        and not e.body.subscripts
        and getattr(e.body, "initial" if isinstance(e.body, Stock) else "equation") is not None
    )


def evaluate(model: Model, names: tuple[str, ...]) -> Outcome[Mapping[str, float]]:
    """Return the final value of each outcome under scenarios and interventions."""
    made = simulate_model(model, SimulationSettings(interventions=names))
    if made.value is None:
        return Outcome({}, made.diagnostics)
    columns = made.value.columns
    finals = {name: columns[name][-1] for name in outcomes(model) if name in columns}
    return Outcome(finals, made.diagnostics)


ANALYSES = (
    Analysis(
        name="simulate",
        title="Simulation",
        doc="What happens over time, in the base run or under scenarios and interventions?",
        settings=SimulationSettings,
        result=SimulationResult,
        run=simulate_model,
        text=simulation_text,
        applies=is_simulated,
    ),
    Analysis(
        name="tests",
        title="Tests in the model",
        doc="Does what must hold come out of the runs that the tests ask for?",
        settings=TestSettings,
        result=TestResults,
        run=run_tests_analysis,
        text=tests_text,
        applies=has_tests,
    ),
    Analysis(
        name="step-size",
        title="Effect of the time step",
        doc="Do results change when the time step is halved?",
        settings=StepSizeSettings,
        result=StepSizeResult,
        run=step_size,
        text=step_size_text,
        applies=is_simulated,
    ),
    Analysis(
        name="assessment",
        title="Assessment of formulations",
        doc="How large is the model, and which formulations deserve a second look (SDM-Doc)?",
        settings=AssessmentSettings,
        result=AssessmentResult,
        run=assess,
        text=assessment_text,
        applies=is_simulated,
    ),
    Analysis(
        name="sensitivity",
        title="What results rest on",
        doc="Which constants move the key variables most when each goes over its range alone?",
        settings=SensitivitySettings,
        result=SensitivityResult,
        run=sensitivity,
        text=sensitivity_text,
        applies=is_simulated,
    ),
    Analysis(
        name="loop-scores",
        title="Loops that matter",
        doc="Which feedback loops account for the behaviour, and when does dominance shift?",
        settings=LoopScoresSettings,
        result=LoopScoresResult,
        run=loop_scores,
        text=loop_scores_text,
        applies=is_simulated,
    ),
    Analysis(
        name="uncertainty",
        title="Spread of results",
        doc="How far do key variables spread when all constants are drawn from their ranges?",
        settings=UncertaintySettings,
        result=UncertaintyResult,
        run=uncertainty,
        text=uncertainty_text,
        applies=is_simulated,
    ),
)
"""All analyses of the method."""

EVALUATORS = (
    Evaluator(name="simulation", applies=is_simulated, outcomes=outcomes, evaluate=evaluate),
)
"""The simulation as a way to evaluate options."""
