"""A report from invented data with every kind of block, for tests and for looking at."""

from __future__ import annotations

from report.demonstration_pictures import (
    BATHTUB_SCRIPT,
    SIR_SCRIPT,
    bathtub,
    causal_picture,
    comparison_picture,
    fan_picture,
    sir,
    tornado_picture,
)
from sysdsl.diagnostics import Severity
from sysdsl.render.document import (
    Callout,
    Curve,
    Disclosure,
    FigureBlock,
    Finding,
    FindingsBlock,
    Highlight,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quotation,
    Report,
    Section,
    SimulationBlock,
    Slider,
    TableBlock,
)

SUMMARY = (
    Paragraph(
        "Overtime keeps the backlog down for about six weeks. After that, **tired staff "
        "make more errors than overtime clears**, and waits grow again."
    ),
    KeyFigures(
        figures=(
            KeyFigure(value="4,165", label="people ill at the peak", note="no action, week 5.75"),
            KeyFigure(value="\N{MINUS SIGN}62 %", label="lower peak", note="with fewer contacts"),
            KeyFigure(value="3", label="loops hold the backlog", note="one reinforcing"),
            KeyFigure(value="2", label="groups affected, not asked", note="boundary question 11"),
        )
    ),
    Paragraph(
        "We recommend three steps:\n\n1. cap overtime at [[care.overtime_limit]] from week 4;\n"
        "2. start hiring now, since new staff need *eight weeks*;\n"
        "3. ask carers before the rules change."
    ),
    Callout(
        title="What this report does not say",
        text="Costs are not in the model. The figures compare options; they do not forecast.",
    ),
)

FINDINGS = (
    Finding(
        code="Fixes that fail",
        severity=Severity.WARNING,
        message="`Overtime` relieves `Backlog` now and raises it after a delay",
        detail="The relief comes within a week, the side effect after about six.",
        hint="Treat overtime as a bridge: limit it in time, and start the lasting remedy now.",
        evidence=(
            "Rota data 2023 to 2025, weekly (E4)",
            "Interviews with 14 nurses (E7)",
        ),
        bindings=(
            ("Fix", "Overtime"),
            ("Problem", "Backlog"),
            ("Side effect", "Fatigue, Error rate"),
        ),
    ),
    Finding(
        code="CSH-WITNESS",
        severity=Severity.INFO,
        message="Carers are affected, and nobody speaks for them",
        hint="Invite the carers' network to the next session.",
    ),
    Finding(
        code="CLD-LINK-EVIDENCE",
        severity=Severity.HINT,
        message="2 links of loop R1 have no evidence",
    ),
    Finding(
        code="SD-UNITS",
        severity=Severity.ERROR,
        message="`births` has unit `people`, but a flow into `population` needs `people/year`",
    ),
)


def causal_figure() -> FigureBlock:
    """Return the causal map with buttons for its loops."""
    return FigureBlock(
        picture=causal_picture(),
        caption="Overtime clears the backlog at once and feeds it later.",
        text=(
            "R1, reinforcing: Backlog, Overtime, Fatigue, Error rate, Backlog.",
            "B1, balancing: Backlog, Overtime, Backlog.",
            "B2, balancing: Backlog, Hiring, Backlog.",
        ),
        highlights=(
            Highlight(
                label="R1",
                title="R1, Burn-out: overtime tires staff, errors add to the backlog.",
                key="R1",
            ),
            Highlight(
                label="B1",
                title="B1, Overtime: more hours clear the backlog.",
                key="B1",
            ),
            Highlight(
                label="B2",
                title="B2, Hiring: more staff clear the backlog.",
                key="B2",
            ),
        ),
    )


def explanation() -> Section:
    """Return the section on causes."""
    return Section(
        id="explanation",
        title="Why it keeps happening",
        blocks=(
            Paragraph(
                "Three loops explain the pattern. "
                "The reinforcing one takes over when `fatigue` has built up."
            ),
            causal_figure(),
            Quotation(
                text="We fix today's list and write tomorrow's.",
                by="Ward manager, workshop of 3 November",
            ),
        ),
        children=(
            Section(id="findings", title="Findings", blocks=(FindingsBlock(findings=FINDINGS),)),
        ),
    )


def epidemic() -> SimulationBlock:
    """Return the live SIR model."""
    times, susceptible, infectious, recovered = sir(8.0)
    return SimulationBlock(
        title="An infectious winter",
        script=SIR_SCRIPT,
        sliders=(
            Slider(
                name="contacts",
                label="Contacts per person",
                unit="per week",
                low=1.0,
                high=15.0,
                step=0.5,
                value=8.0,
            ),
            Slider(
                name="infectivity",
                label="Infectivity",
                unit="",
                low=0.05,
                high=0.5,
                step=0.01,
                value=0.25,
            ),
            Slider(
                name="duration",
                label="Duration of infection",
                unit="weeks",
                low=0.5,
                high=6.0,
                step=0.5,
                value=2.0,
            ),
        ),
        curves=(
            Curve(
                name="susceptible",
                label="Susceptible",
                unit="people",
                values=susceptible,
            ),
            Curve(
                name="infectious",
                label="Infectious",
                unit="people",
                values=infectious,
            ),
            Curve(name="recovered", label="Recovered", unit="people", values=recovered),
        ),
        times=times,
        time_unit="week",
    )


OPTIONS = TableBlock(
    caption="Options compared.",
    head=("Option", "Peak (people)", "Week of peak", "Who decides"),
    rows=(
        ("No action", "4,165", "5.8", "\N{EN DASH}"),
        ("Fewer contacts", "1,574", "12.5", "Regional health board"),
        (
            "Earlier testing",
            "2,210",
            "8.1",
            "Public health service and primary care together",
        ),
    ),
    numeric=(1, 2),
)


def simulation() -> Section:
    """Return the section on what could happen."""
    policies = Section(
        id="policies",
        title="Two policies",
        blocks=(
            FigureBlock(
                picture=comparison_picture(),
                caption="With fewer contacts the peak stays below the limit of hospitals.",
            ),
            FigureBlock(
                picture=fan_picture(),
                caption="The time of the peak is more certain than its height.",
            ),
            FigureBlock(
                picture=tornado_picture(),
                caption="How long people stay infectious matters most.",
            ),
            OPTIONS,
        ),
    )
    words = Paragraph("Move the sliders to ask your own questions. Nothing leaves this page.")
    return Section(
        id="simulation", title="What could happen", blocks=(words, epidemic()), children=(policies,)
    )


def capacity() -> Section:
    """Return the section with the bathtub."""
    return Section(
        id="capacity",
        title="The bathtub of beds",
        blocks=(
            Paragraph(
                "Beds fill and empty as a tub does:\n\n"
                "- admissions are the tap,\n- discharges are the drain."
            ),
            SimulationBlock(
                title="A bathtub",
                script=BATHTUB_SCRIPT,
                sliders=(
                    Slider(
                        name="tap",
                        label="Tap",
                        unit="litres/minute",
                        low=0.0,
                        high=20.0,
                        step=1.0,
                        value=5.0,
                    ),
                    Slider(
                        name="drain time",
                        label="Time to drain",
                        unit="minutes",
                        low=1.0,
                        high=20.0,
                        step=1.0,
                        value=8.0,
                    ),
                ),
                curves=(
                    Curve(name="water", label="Water", unit="litres", values=bathtub()[1]),
                    Curve(
                        name="drain",
                        label="Drain",
                        unit="litres/minute",
                        values=bathtub()[2],
                    ),
                ),
                times=bathtub()[0],
                time_unit="minute",
                start=None,
            ),
            Disclosure(
                summary="Method and assumptions",
                blocks=(Paragraph("Euler's method with a step of 0.125 weeks."),),
            ),
        ),
    )


def demonstration_report() -> Report:
    """Return the report."""
    return Report(
        title="Keeping winter waits short",
        subtitle="A system to give people urgent care within four hours, by matching staff to "
        "demand "
        "and by slowing infections, owned by the regional health board",
        methods=("Causal loops", "System dynamics", "Critical systems heuristics"),
        facts=(
            ("Date", "22 November 2026"),
            ("Prepared for", "Regional health board"),
            ("Model", "winter.sysdsl"),
        ),
        withheld=3,
        summary=SUMMARY,
        sections=(explanation(), simulation(), capacity()),
    )


NAMES = {"care.overtime_limit": "the overtime limit"}
