"""Links as arcs: what the geometry promises to layout and drawing."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sysdsl.render.link_arc import (
    Box,
    crossings,
    distance,
    heading,
    length,
    link_arc,
    on,
    part_arc,
    place_at,
    points,
    touches_box,
)

SOURCE, TARGET = Box(0, 0, 30, 12), Box(200, 60, 40, 12)
bends = st.floats(-0.6, 0.6)


@given(bends, st.floats(-1, 1))
def test_points_lie_on_the_circle(bend: float, s: float) -> None:
    """Every point of an arc has the circle's distance from its centre."""
    arc = link_arc(SOURCE, TARGET, bend)
    if arc.radius:
        x, y = on(arc, s)
        assert hypot(x - arc.centre[0], y - arc.centre[1]) == pytest.approx(arc.radius, rel=1e-6)
    assert distance(arc, on(arc, s)) == pytest.approx(0, abs=1e-5)


@given(bends)
def test_ends_are_at_the_rims(bend: float) -> None:
    """The visible part starts and ends outside the boxes, close to them."""
    arc = link_arc(SOURCE, TARGET, bend)
    for (x, y), box in ((arc.start, SOURCE), (arc.end, TARGET)):
        across, down = abs(x - box.x) / (box.half_width + 4), abs(y - box.y) / (box.half_height + 4)
        assert across**3 + down**3 == pytest.approx(1, abs=0.02)


@given(bends)
def test_the_frame_holds_the_arc(bend: float) -> None:
    """No point leaves the frame."""
    arc = link_arc(SOURCE, TARGET, bend)
    left, upper, right, lower = arc.frame
    for x, y in points(arc, 40):
        assert left - 1e-6 <= x <= right + 1e-6
        assert upper - 1e-6 <= y <= lower + 1e-6


@given(bends, st.floats(0.05, 0.95))
def test_distances_along_an_arc_add_up(bend: float, share: float) -> None:
    """A place at a distance from the start cuts off that length."""
    arc = link_arc(SOURCE, TARGET, bend)
    whole = length(arc)
    s = place_at(arc, share * whole)
    first = part_arc(arc.start, arc.end, arc.bend, (-1.0, s))
    assert length(first) == pytest.approx(share * whole, rel=0.02)


def test_positive_bends_go_left() -> None:
    """Travelling right on the screen, a positive bend rises."""
    arc = link_arc(Box(0, 0, 5, 5), Box(100, 0, 5, 5), 0.3)
    assert on(arc, 0.0)[1] < -20
    assert heading(arc, 1.0)[1] > 0


def test_crossings_are_counted() -> None:
    """Straight lines cross once, a line meets an arc twice, arcs apart not at all."""
    level = part_arc((0, 0), (100, 0), 0.0, (-1.0, 1.0))
    upright = part_arc((50, -50), (50, 50), 0.0, (-1.0, 1.0))
    low = part_arc((0, 10), (100, 10), 0.3, (-1.0, 1.0))
    bowl = part_arc((0, -10), (100, -10), -0.3, (-1.0, 1.0))
    far = part_arc((0, 200), (100, 200), 0.2, (-1.0, 1.0))
    assert crossings(level, upright) == 1
    assert crossings(level, low) == 2
    assert crossings(low, bowl) == 2
    assert crossings(low, upright) == 1
    assert crossings(low, far) == 0


def test_boxes_are_touched_by_what_passes_through() -> None:
    """An arc over a box does not touch it, one through it does, also when it ends inside."""
    over = part_arc((0, 0), (100, 0), 0.5, (-1.0, 1.0))
    box = Box(50, 0, 10, 5)
    assert not touches_box(over, box, 4.0)
    assert touches_box(part_arc((0, 0), (100, 0), 0.0, (-1.0, 1.0)), box, 0.0)
    assert touches_box(part_arc((0, 0), (50, 0), 0.0, (-1.0, 1.0)), box, 0.0)
    assert touches_box(over, Box(50, -48, 10, 5), 0.0)
