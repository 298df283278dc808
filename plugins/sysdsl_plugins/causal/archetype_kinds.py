"""The archetypes in words: what they are, what to expect, where to act."""

from __future__ import annotations

import attrs

_SENGE = "Senge, The Fifth Discipline (1990), appendix 2"
_KIM = "Kim, Systems Archetypes I (1992)"


@attrs.frozen(kw_only=True)
class Archetype:
    """A structure known to produce the same behaviour wherever it is found.

    Attributes:
        name: As written in a model.
        title: As practitioners call it.
        needs: What its loops must look like.
        story: What happens, in a sentence or two.
        behaviour: The behaviour over time to look for.
        leverage: What usually helps.
        question: What to ask those who know the system.
        source: Where it is described.
    """

    name: str
    title: str
    needs: str
    story: str
    behaviour: str
    leverage: str
    question: str
    source: str


LIMITS_TO_GROWTH = Archetype(
    name="limits_to_growth",
    title="Limits to growth",
    needs=(
        "a reinforcing loop without delay and a balancing loop that share a variable but no "
        "link, and a limit from outside that feeds the balancing loop"
    ),
    story=(
        "What drives growth works until success itself calls up something that slows it. "
        "Pushing harder on the engine then achieves less and less."
    ),
    behaviour="Growth that flattens (S-shaped); with a delayed limit, overshoot and decline.",
    leverage="Act on the limit before it binds; pushing the growth engine only meets it sooner.",
    question="What would stop this growth, and how long before we would notice?",
    source=_SENGE,
)
SHIFTING_THE_BURDEN = Archetype(
    name="shifting_the_burden",
    title="Shifting the burden",
    needs=(
        "two balancing loops at one symptom, the lasting one delayed, and a side effect of "
        "the quick one that weakens the lasting one"
    ),
    story=(
        "A quick fix relieves the symptom, so the lasting solution seems less urgent, and a side "
        "effect of the fix makes the lasting solution harder still."
    ),
    behaviour="The symptom comes and goes while the capability for a lasting solution declines.",
    leverage=(
        "Build up the fundamental solution while weaning the system off the fix; use the fix "
        "only to gain time."
    ),
    question="What would we do about the problem if the quick fix were not available?",
    source=_SENGE,
)
ERODING_GOALS = Archetype(
    name="eroding_goals",
    title="Eroding goals",
    needs=(
        "two balancing loops that close one gap, one from the side of the condition, one from "
        "the side of the goal"
    ),
    story=(
        "A gap between goal and condition can be closed by acting or by asking for less. Acting "
        "takes longer, so the goal gives way."
    ),
    behaviour="Goal and condition fall together; the gap never stays open for long.",
    leverage="Anchor the goal outside the system, and keep past performance out of it.",
    question="Has what counts as good enough changed, and who noticed?",
    source=_SENGE,
)
ESCALATION = Archetype(
    name="escalation",
    title="Escalation",
    needs=("two balancing loops that meet in one comparison, which each party moves its own way"),
    story=(
        "Two parties each act to restore their standing against the other; each answer is a "
        "threat to the other party, so both do ever more."
    ),
    behaviour="Activity on both sides grows faster and faster until something breaks.",
    leverage="One side stands down first, or both take up a goal that does not compare them.",
    question="Compared with whom does each side judge itself?",
    source=_SENGE,
)
SUCCESS_TO_THE_SUCCESSFUL = Archetype(
    name="success_to_the_successful",
    title="Success to the successful",
    needs=("two reinforcing loops that meet in one allocation, which each party moves its own way"),
    story=(
        "Two activities compete for one resource. The one that does better gets more of it and "
        "therefore does better still."
    ),
    behaviour="The two diverge: one thrives, the other withers, whatever their merit.",
    leverage="Decouple the resource, set a floor for the weaker side, or find a goal for both.",
    question="Did the winner start with an advantage that had nothing to do with merit?",
    source=_SENGE,
)
TRAGEDY_OF_THE_COMMONS = Archetype(
    name="tragedy_of_the_commons",
    title="Tragedy of the commons",
    needs=(
        "two or more reinforcing loops, each slowed by a balancing loop of its own, where the "
        "balancing loops share a path outside all of them"
    ),
    story=(
        "Each user gains by using a common resource more. Together they overburden it, and the "
        "gain of each of them falls."
    ),
    behaviour="Use and gains rise, then collapse for everyone as the resource is overburdened.",
    leverage=(
        "Govern the common resource: make its state visible to all users and tie their use to it."
    ),
    question="Who sees the total, and who may limit it?",
    source=f"Hardin, Science 162 (1968) 1243-1248; {_SENGE}",
)
FIXES_THAT_FAIL = Archetype(
    name="fixes_that_fail",
    title="Fixes that fail",
    needs=("a balancing loop without delay and a delayed reinforcing loop that share a link"),
    story=(
        "A fix helps at once, but has a consequence that arrives later and brings the problem back."
    ),
    behaviour="Relief, then the problem returns, often worse than before.",
    leverage="Look for the delayed consequence before fixing; treat the cause of the problem.",
    question="What did the last fix cost us half a year later?",
    source=_SENGE,
)
GROWTH_AND_UNDERINVESTMENT = Archetype(
    name="growth_and_underinvestment",
    title="Growth and underinvestment",
    needs=(
        "a reinforcing loop, a balancing loop of falling performance, and a delayed balancing "
        "loop of investment that a standard from outside feeds"
    ),
    story=(
        "Growth strains capacity. Because capacity is slow to build and the standard for it is "
        "too low, performance falls, demand falls with it, and the need to invest vanishes."
    ),
    behaviour="Growth stalls again and again while capacity erodes.",
    leverage="Invest ahead of demand, and hold the standard of performance fixed.",
    question="Is falling demand taken as a sign that no more capacity is needed?",
    source=_SENGE,
)
ACCIDENTAL_ADVERSARIES = Archetype(
    name="accidental_adversaries",
    title="Accidental adversaries",
    needs=(
        "two separate balancing loops, joined by a reinforcing loop of mutual support and by "
        "one in which each fix harms the other party"
    ),
    story=(
        "Two partners who gain from each other's success each solve their own problem in a way "
        "that, without intent, obstructs the other."
    ),
    behaviour="Good cooperation at first, then mutual blame and falling success of both.",
    leverage="Agree on the joint goal and show each partner what its own fixes do to the other.",
    question="Which of our own remedies does the partner complain about?",
    source="Kemeny, The Systems Thinker 5 (1994); Braun, The System Archetypes (2002)",
)
ATTRACTIVENESS_PRINCIPLE = Archetype(
    name="attractiveness_principle",
    title="Attractiveness principle",
    needs=(
        "a reinforcing loop without delay and two or more balancing loops that limit it, each "
        "with a limit of its own"
    ),
    story=("Growth meets several limits at once, and resources do not suffice to remove them all."),
    behaviour="Growth slows and stagnates although each single limit could be removed.",
    leverage=(
        "Decide which limit most affects what makes the system attractive, and live with others."
    ),
    question="In which respect may we afford to be unattractive?",
    source=_KIM,
)
