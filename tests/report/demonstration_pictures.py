"""Invented runs and pictures of the demonstration report."""

from __future__ import annotations

import math

from sysdsl.render.paths import circle, polygon, polyline
from sysdsl.render.plots import (
    Band,
    ComparisonPlot,
    Event,
    FanPlot,
    Series,
    Swing,
    Target,
    TimeAxis,
    Tornado,
    plot_scene,
)
from sysdsl.render.scene import Group, Label, Scene, Shape

WEEK = TimeAxis(unit="week")
STEP = 0.125
WEEKS = 24.0

SIR_SCRIPT = """\
(parameters) => {
  const step = 0.125;
  const population = 10000;
  const results = { susceptible: [], infectious: [], recovered: [] };
  let susceptible = population - 10;
  let infectious = 10;
  let recovered = 0;
  for (let index = 0; index <= 192; index += 1) {
    results.susceptible.push(susceptible);
    results.infectious.push(infectious);
    results.recovered.push(recovered);
    const force = (parameters.contacts * parameters.infectivity * infectious) / population;
    const infection = force * susceptible;
    const recovery = infectious / parameters.duration;
    susceptible -= step * infection;
    infectious += step * (infection - recovery);
    recovered += step * recovery;
  }
  return results;
}"""

BATHTUB_SCRIPT = """\
(parameters) => {
  const results = { water: [], drain: [] };
  let water = 50;
  for (let index = 0; index <= 120; index += 1) {
    const drain = water / parameters["drain time"];
    results.water.push(water);
    results.drain.push(drain);
    water += 0.25 * (parameters["tap"] - drain);
  }
  return results;
}"""


def sir(contacts: float) -> tuple[tuple[float, ...], ...]:
    """Integrate the SIR model by Euler's method: times, susceptible, infectious, recovered."""
    state = (9990.0, 10.0, 0.0)
    rows = []
    for index in range(int(WEEKS / STEP) + 1):
        rows.append((index * STEP, *state))
        susceptible, infectious, recovered = state
        infection = contacts * 0.25 * infectious * susceptible / 10000
        recovery = infectious / 2
        state = (
            susceptible - STEP * infection,
            infectious + STEP * (infection - recovery),
            recovered + STEP * recovery,
        )
    return tuple(zip(*rows, strict=True))


def bathtub() -> tuple[tuple[float, ...], ...]:
    """Integrate a draining tub: times, water, drain."""
    water, rows = 50.0, []
    for index in range(121):
        drain = water / 8
        rows.append((index * 0.25, water, drain))
        water += 0.25 * (5 - drain)
    return tuple(zip(*rows, strict=True))


def drawn_link(link: tuple[str, ...], ends: tuple[tuple[int, int], ...]) -> Group:
    """Draw a link between two places."""
    source, target, sign, loops, role = link
    (x1, y1), (x2, y2) = ends
    length = math.dist((x1, y1), (x2, y2))
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    x1, y1 = x1 + 50 * ux - 8 * uy, y1 + 50 * uy + 8 * ux
    x2, y2 = x2 - 50 * ux - 8 * uy, y2 - 50 * uy + 8 * ux
    head = polygon(
        (
            (x2, y2),
            (x2 - 9 * ux - 4 * uy, y2 - 9 * uy + 4 * ux),
            (x2 - 9 * ux + 4 * uy, y2 - 9 * uy - 4 * ux),
        )
    )
    dash = (6.0, 4.0) if role == "negative" else ()
    return Group(
        kind="link",
        element=f"{source} to {target}",
        title=f"{source} to {target}, {sign}",
        data=(("loops", loops),),
        items=(
            Shape(path=polyline(((x1, y1), (x2, y2))), role=role, stroke=1.8, dash=dash),
            Shape(path=head, role=role, fill=True),
            Label(
                text=sign,
                x=x2 - 22 * ux - 14 * uy,
                y=y2 - 22 * uy + 14 * ux + 5,
                role=role,
                size=16,
                weight=600,
            ),
        ),
    )


def causal_picture() -> Scene:
    """Draw two loops by hand."""
    places = {
        "Backlog": (420, 90),
        "Overtime": (180, 90),
        "Fatigue": (180, 290),
        "Error rate": (420, 290),
        "Hiring": (640, 190),
    }
    links = [
        ("Backlog", "Overtime", "+", "B1 R1", "positive"),
        ("Overtime", "Backlog", "\N{MINUS SIGN}", "B1", "negative"),
        ("Overtime", "Fatigue", "+", "R1", "positive"),
        ("Fatigue", "Error rate", "+", "R1", "positive"),
        ("Error rate", "Backlog", "+", "R1", "positive"),
        ("Backlog", "Hiring", "+", "B2", "positive"),
        ("Hiring", "Backlog", "\N{MINUS SIGN}", "B2", "negative"),
    ]
    items = []
    for source, target, sign, loops, role in links:
        items.append(
            drawn_link((source, target, sign, loops, role), (places[source], places[target]))
        )
    for name, (x, y) in places.items():
        ground = Shape(path=circle(x, y, 4), role="background", fill=True)
        label = Label(text=name, x=x, y=y + 5, role="ink", size=15, weight=600)
        items.append(Group(kind="variable", element=name, items=(ground, label)))
    return Scene(
        title="Why the backlog stays",
        description="Overtime reduces the backlog at once and raises it later through errors.",
        width=760,
        height=370,
        items=tuple(items),
    )


def comparison_picture() -> Scene:
    """Compare a policy with no action."""
    times, _, infectious, _ = sir(8.0)
    few = sir(5.0)
    return plot_scene(
        ComparisonPlot(
            title="People ill at the same time",
            base=Series(name="no action", times=times, values=infectious, unit="people"),
            others=(Series(name="fewer contacts", times=times, values=few[2], unit="people"),),
            time=WEEK,
            targets=(Target(2500.0, "hospital limit"),),
            events=(Event(4.0, "rules begin"),),
        )
    )


def fan_picture() -> Scene:
    """Show the uncertainty of a result."""
    times, _, infectious, _ = sir(8.0)
    return plot_scene(
        FanPlot(
            title="People ill, uncertain infectivity",
            middle=Series(name="median", times=times, values=infectious, unit="people"),
            bands=(
                Band(
                    name="90 % of runs",
                    times=times,
                    low=tuple(value * 0.55 for value in infectious),
                    high=tuple(value * 1.4 + 60 for value in infectious),
                ),
                Band(
                    name="half of runs",
                    times=times,
                    low=tuple(value * 0.8 for value in infectious),
                    high=tuple(value * 1.2 + 20 for value in infectious),
                ),
            ),
            time=WEEK,
        )
    )


def tornado_picture() -> Scene:
    """Show what a result depends on."""
    return plot_scene(
        Tornado(
            title="What the peak depends on",
            result="Peak of people ill",
            unit="people",
            base=4165.0,
            swings=(
                Swing(
                    name="duration of infection",
                    low_input="1 week",
                    high_input="3 weeks",
                    low=900.0,
                    high=5800.0,
                ),
                Swing(
                    name="contacts per week",
                    low_input="6",
                    high_input="10",
                    low=2800.0,
                    high=4960.0,
                ),
                Swing(
                    name="infectivity", low_input="0.2", high_input="0.3", low=3100.0, high=4900.0
                ),
            ),
        )
    )
