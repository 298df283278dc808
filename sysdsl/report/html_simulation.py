"""Write a live simulation as HTML: sliders, charts, a sentence with the result, a table."""

from __future__ import annotations

from sysdsl.render.document import SimulationBlock, Slider
from sysdsl.render.plots.line import line_scene
from sysdsl.render.plots.numbers import readable
from sysdsl.report.charts import plots_of, sentences_of, table_rows, time_of
from sysdsl.report.html_picture import picture
from sysdsl.report.html_writer import Writing, titled
from sysdsl.report.markup import NONE, Markup, element, joined
from sysdsl.units import spoken_unit, with_unit


def simulation(block: SimulationBlock, writing: Writing) -> Markup:
    """Write a simulation; without scripts it is a chart of the reference run."""
    identifier = f"simulation-{len(writing.simulations) + 1}"
    writing.simulations.append((identifier, block))
    number = next(writing.figures)
    caption = titled(f"Figure {number}", f"{block.title}.")
    note = element("span", {"class": "waits"}, " Faint lines show the reference run.")
    return element(
        "figure",
        {"class": "simulation", "id": identifier},
        element(
            "div",
            {"class": "board"},
            _sliders(block, identifier),
            element("div", NONE, _charts(block, writing)),
        ),
        element("p", {"class": "sentence", "role": "status"}, sentences_of(block)),
        element("figcaption", NONE, caption, note),
        _values(block, number),
    )


def _charts(block: SimulationBlock, writing: Writing) -> Markup:
    scenes = map(line_scene, plots_of(block))
    return joined(picture(scene, writing, "Chart") for scene in scenes)


def _sliders(block: SimulationBlock, identifier: str) -> Markup:
    rows = joined(
        _slider(slider, f"{identifier}-{index}") for index, slider in enumerate(block.sliders)
    )
    reset = element("button", {"type": "button", "data-reset": True}, "Reset to the reference run")
    return element(
        "fieldset",
        {"class": "sliders waits"},
        element("legend", NONE, "What if?"),
        rows,
        element("div", NONE, reset),
    )


def _slider(slider: Slider, identifier: str) -> Markup:
    unit = spoken_unit(slider.unit)
    shown = with_unit(readable(slider.value * slider.factor, digits=4), unit)
    attributes = {
        "type": "range",
        "id": identifier,
        "min": repr(slider.low),
        "max": repr(slider.high),
        "step": repr(slider.step) if slider.step > 0 else "any",
        "value": repr(slider.value),
        "data-parameter": slider.name,
        "aria-valuetext": shown,
    }
    output = {"for": identifier, "data-unit": unit, "data-factor": repr(slider.factor)}
    return element(
        "div",
        {"class": "slider"},
        element("label", {"for": identifier}, slider.label),
        element("output", output, shown),
        element("input", attributes),
    )


def _values(block: SimulationBlock, number: int) -> Markup:
    time = time_of(block)
    first = element("th", {"scope": "col"}, time.unit or "time")
    heads = joined(
        element("th", {"scope": "col", "class": "numeric"}, _head(curve.label, curve.unit))
        for curve in block.curves
    )
    rows = joined(
        element(
            "tr",
            NONE,
            element("th", {"scope": "row"}, readable(block.times[row], digits=4)),
            joined(
                element(
                    "td",
                    {"class": "numeric", "data-curve": curve.name, "data-row": str(row)},
                    readable(curve.values[row]),
                )
                for curve in block.curves
            ),
        )
        for row in table_rows(block)
    )
    table = element(
        "table",
        NONE,
        element("caption", NONE, f"Values of {block.title}"),
        element("thead", NONE, element("tr", NONE, first, heads)),
        element("tbody", NONE, rows),
    )
    frame = {"class": "table", "role": "group", "tabindex": "0", "aria-label": "Values"}
    summary = element("summary", NONE, f"Figure {number} as a table")
    return element("details", NONE, summary, element("div", frame, table))


def _head(label: str, unit: str) -> str:
    spoken = spoken_unit(unit)
    return f"{label} ({spoken})" if spoken else label
