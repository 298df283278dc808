"""A large model that looks like one that people wrote: always the same text for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

_NOUNS = (
    "admissions bookings budget calls capacity caseload cohort complaints confidence cover demand "
    "discharges drop_outs effort errors experience fatigue funding goodwill hours housing income "
    "knowledge leavers load money morale need orders overtime patience pressure prices quality "
    "queue rents repairs reputation requests rework safety savings skills spending staff stress "
    "supply support time training transport trust turnover vacancies visits waiting work"
).split()
_PLACES = (
    "north south east west harbour valley hills forest market station bridge mill castle meadow "
    "river coast island quarry orchard priory"
).split()
_REASONS = (
    "People told us so in three workshops",
    "The audit of 2025 found it in four of five wards",
    "More of one leaves less room for the other",
    "It is how the tariff works",
    "Nobody has measured it, everybody expects it",
)


def large_model(lines: int, seed: int = 1) -> str:
    """Return a model of about so many lines."""
    rng = random.Random(seed)
    out = [
        "/// A county in twenty places, each with its people, its feedback and its stocks.",
        'model county "Twenty places" { author: "A generator" }',
        "simulation { time: 0 .. 104 weeks; step: 0.25 weeks; method: rk4 }",
        "",
    ]
    number = 0
    while len(out) < lines:
        out.extend(_place(number, rng))
        number += 1
    return "\n".join(out) + "\n"


def _place_name(number: int) -> str:
    return f"{_PLACES[number % len(_PLACES)]}_{number // len(_PLACES) + 1}"


def _place(number: int, rng: random.Random) -> Iterator[str]:
    place = _place_name(number)
    yield f"// --- {place} {'-' * 40}"
    yield from _people(place, rng)
    yield from _feedback(place, number, rng)
    yield from _stocks(place, rng)
    yield ""


def _people(place: str, rng: random.Random) -> Iterator[str]:
    title = place.replace("_", " ").capitalize()
    yield f'system {place} "{title}" {{'
    yield '  purpose: "People live where they want to"'
    yield f"  inside: [{place}_council, {place}_carers]"
    yield f"  outside: {place}_landlords"
    yield "}"
    for who in ("council", "carers", "landlords"):
        yield f'actor {place}_{who} "{title}: {who}" {{ type: organisation }}'
    for n in range(3):
        yield f'evidence {place}_e{n} "Paper {n + 1} on {title}" on 2026-0{n + 1}-1{n} {{'
        yield f"  type: document; reliability: {rng.choice('ABC')}; credibility: {n + 1}"
        yield "}"
    for n in range(4):
        kind = rng.choice(("hope", "fear", "concern"))
        reason = rng.choice(_REASONS).lower()
        yield f'concern "{title}, worry {n + 1}: {reason}" by {place}_carers {{'
        yield f"  type: {kind}; about: {place}"
        yield "}"
    yield f'quote "Nobody asked about the {rng.choice(_NOUNS)}." by {place}_carers on 2026-05-14 {{'
    yield "  consent: anonymous"
    yield "}"


def _feedback(place: str, number: int, rng: random.Random) -> Iterator[str]:
    names = [f"{place}_{noun}" for noun in rng.sample(_NOUNS, 12)]
    for n, (first, second, third, fourth) in enumerate(zip(*[iter(names)] * 4, strict=True)):
        signs = rng.choice(("+++-", "++--", "++++", "+-++"))
        kind = "R" if signs.count("-") % 2 == 0 else "B"
        chain = [first, second, third, fourth, first]
        arrows = [f"->{sign}" if i else f"~>{sign}" for i, sign in enumerate(signs)]
        path = " ".join(
            word for pair in zip(chain, [*arrows, ""], strict=True) for word in pair if word
        )
        yield f'feedback {kind}_{place}_{n} "Loop {n + 1} of {place}": {path} {{'
        yield f'  because: "{rng.choice(_REASONS)}"'
        yield f"  evidence: {place}_e{n}"
        yield f"  confidence: {rng.choice(('low', 'moderate', 'high'))}"
        yield "}"
    for source, target in ((names[0], names[4]), (names[5], names[8])):
        yield f"{source} ->{rng.choice('+-')} {target} {{"
        yield f'  because: "{rng.choice(_REASONS)}"'
        yield "}"
    yield f"{names[0]} ->+ {place}_asking"
    yield f"{place}_people_waiting ->+ {names[2]}"
    if number:
        neighbour = f"{_place_name(number - 1)}_people_waiting"
        yield f'{neighbour} ->+ {names[6]} because "People move to the next place"'
    yield f'gap {place}_g "Does it hold in {place}?" {{ about: {names[0]} -> {names[4]} }}'


def _stocks(place: str, rng: random.Random) -> Iterator[str]:
    wait, served = f"{place}_people_waiting", f"{place}_people_served"
    yield f"/// People who asked and were not yet seen, {place}."
    yield f'stock {wait} "Waiting" : people = {rng.randint(10, 200)} {{ evidence: {place}_e0 }}'
    yield f'stock {served} "Served" : people = 0'
    yield f"flow {place}_asking : people/week to {wait} = {place}_asking_normal"
    yield f"flow {place}_seen : people/week from {wait} to {served}"
    yield f"  = min({wait} / {place}_least_time, {place}_staff_now * {place}_pace)"
    yield f"flow {place}_leaving : people/week from {served} = {served} / {place}_stay"
    asking = rng.randint(5, 40)
    yield f"const {place}_asking_normal : people/week = {asking} {{ evidence: {place}_e1 }}"
    yield f"const {place}_least_time : weeks = {rng.randint(1, 3)} within 1 .. 4"
    yield f"const {place}_pace : 1/week = {rng.randint(2, 9)}"
    yield f'const {place}_stay : weeks = {rng.randint(4, 20)} because "{rng.choice(_REASONS)}"'
    yield f"aux {place}_staff_now : people = {place}_staff_full * {place}_share"
    yield f"const {place}_staff_full : people = {rng.randint(3, 30)}"
    yield f"aux {place}_share : dmnl = 1 / (1 + {wait} / {place}_crowd)"
    yield f"const {place}_crowd : people = {rng.randint(100, 400)}"
    yield f'test "Nobody waits twice in {place}" {{'
    yield f"  {place}_asking_normal = 0"
    yield f"  expect: always({wait} <= {place}_crowd * 10)"
    yield "}"


if __name__ == "__main__":
    import sys

    sys.stdout.write(large_model(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
