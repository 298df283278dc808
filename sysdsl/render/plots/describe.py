"""Lines in words, for those who cannot see them and for captions."""

from __future__ import annotations

from sysdsl.render.plots.calendar import when
from sysdsl.render.plots.numbers import readable
from sysdsl.render.plots.ticks import drawable
from sysdsl.render.plots.values import Series, TimeAxis
from sysdsl.units import with_unit

_SAME = 2e-3  # of the largest value: what changes less reads the same in three digits


def series_sentence(series: Series, time: TimeAxis) -> str:
    """Say where a line starts, turns and ends: its least and largest values if inside."""
    pairs = [
        pair
        for pair in zip(series.times, series.values, strict=True)
        if drawable(pair[0]) and drawable(pair[1])
    ]
    if not pairs:
        return f"{series.name}: no values."
    first, last = pairs[0], pairs[-1]
    low = min(pairs, key=lambda pair: pair[1])
    high = max(pairs, key=lambda pair: pair[1])
    size = max(abs(low[1]), abs(high[1]))
    if high[1] - low[1] <= _SAME * size:
        return f"{series.name}: constant at {with_unit(readable(last[1]), series.unit)}."
    parts = [f"{series.name}: from {readable(first[1])}"]
    turns = [
        (at[0], f"{word} of {readable(at[1])} {when(at[0], time)}")
        for word, at in (("a low", low), ("a peak", high))
        if abs(at[1] - first[1]) > _SAME * size and abs(at[1] - last[1]) > _SAME * size
    ]
    parts.extend(f"through {text}" for _, text in sorted(turns))
    end = with_unit(readable(last[1]), series.unit)
    parts.append(f"to {end} {when(last[0], time)}")
    return " ".join(parts) + "."
