"""Diagrams that tests and the contact sheet draw."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sysdsl.render.cycles import shortest_loops
from sysdsl.render.diagram import DiagramEdge, DiagramGraph, DiagramLoop, DiagramNode
from sysdsl.render.stock_flow import (
    ConverterNode,
    FlowNode,
    InformationLink,
    StockFlowGraph,
    StockNode,
)

# The folder `shared` stands beside the checkout, or further up beside the folder that holds it.
SHARED = next(
    (
        found
        for folder in Path(__file__).resolve().parents[2:]
        if (found := folder / "shared" / "data" / "pictures").is_dir()
    ),
    Path("shared"),
)

_FISHERY = """
Fish + Catch per boat
Catch per boat + Catch
Boats + Catch
Catch - Fish
Catch per boat + Profit
Profit + Boats delayed
Catch - Price
Price + Profit
Fish + Births
Births + Fish delayed
Fish + Crowding
Crowding - Births
Fuel cost - Profit
Quota - Catch disputed
"""


def causal_graph(title: str, links: tuple[DiagramEdge, ...]) -> DiagramGraph:
    """Return a diagram of links with all its short loops named R1, B1, ..."""
    names = sorted({link.source for link in links} | {link.target for link in links})
    index = {name: number for number, name in enumerate(names)}
    signs = {(link.source, link.target): link.sign for link in links}
    fed = {link.target for link in links}
    loops = []
    count = {"R": 0, "B": 0}
    for loop in shortest_loops(len(names), [(index[a], index[b]) for a, b in signs]):
        nodes = tuple(names[number] for number in loop)
        pairs = zip(nodes, (*nodes[1:], nodes[0]), strict=True)
        kind = "B" if sum(signs[pair] == "-" for pair in pairs) % 2 else "R"
        count[kind] += 1
        label = f"{kind}{count[kind]}"
        loops.append(
            DiagramLoop(id=label, label=label, nodes=nodes, type="B" if kind == "B" else "R")
        )
    return DiagramGraph(
        title=title,
        nodes=tuple(
            DiagramNode(id=name, label=name, kind="variable" if name in fed else "exogenous")
            for name in names
        ),
        edges=links,
        loops=tuple(loops),
    )


def fishery() -> DiagramGraph:
    """Return a small causal diagram with two exogenous variables and a disputed link."""
    links = []
    for line in _FISHERY.strip().splitlines():
        sign = "-" if " - " in line else "+"
        source, _, rest = line.partition(f" {sign} ")
        target = rest.removesuffix(" delayed").removesuffix(" disputed")
        links.append(
            DiagramEdge(
                source=source,
                target=target,
                sign="-" if sign == "-" else "+",
                delayed=rest.endswith("delayed"),
                disputed=rest.endswith("disputed"),
                element=f"{source}->{target}",
            )
        )
    return causal_graph("Fishery", tuple(links))


def shared_graph(name: str) -> DiagramGraph:
    """Return a causal diagram of the shared data, or skip the test where it is absent."""
    path = SHARED / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"shared data {path.name} is not beside the repository")
    data = json.loads(path.read_text(encoding="utf-8"))
    links = tuple(
        DiagramEdge(
            source=link["from"],
            target=link["to"],
            sign=link["polarity"],
            delayed=link["delay"],
            element=f"{link['from']}->{link['to']}",
        )
        for link in data["links"]
    )
    return causal_graph(data["title"], links)


def _stock_flow(title: str, stocks: str, flows: str, converters: str, links: str) -> StockFlowGraph:
    """Read a diagram from lists divided by commas; `a > b > c` is a flow b from a to c."""
    kinds = {"*": "constant", "~": "lookup"}
    drawn = []
    for text in _parts(flows):
        source, name, target = (part.strip() for part in text.split(">"))
        drawn.append(FlowNode(id=name, label=name, source=source or None, target=target or None))
    nodes = []
    for text in _parts(converters):
        kind = kinds.get(text[0], "auxiliary")
        name = text.lstrip("*~")
        nodes.append(
            ConverterNode(
                id=name,
                label=name,
                kind="constant"
                if kind == "constant"
                else "lookup"
                if kind == "lookup"
                else "auxiliary",
            )
        )
    arrows = []
    for text in _parts(links):
        source, sign, target = text.partition(" + ") if " + " in text else text.partition(" - ")
        arrows.append(
            InformationLink(source=source, target=target, sign="-" if "-" in sign else "+")
        )
    return StockFlowGraph(
        title=title,
        stocks=tuple(StockNode(id=name, label=name) for name in _parts(stocks)),
        flows=tuple(drawn),
        converters=tuple(nodes),
        links=tuple(arrows),
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", " ").split(",") if part.strip()]


_STOCK_FLOWS = {
    "population": (
        "Population",
        "Population",
        "> births > Population, Population > deaths >",
        "*birth rate, ~crowding, average lifetime",
        (
            "Population + births, birth rate + births, Population + deaths, "
            "average lifetime - deaths, Population + crowding, crowding - average lifetime"
        ),
    ),
    "sir": (
        "SIR model",
        "Susceptible, Infectious, Recovered",
        "Susceptible > infection > Infectious, Infectious > recovery > Recovered",
        "*contact rate, *total population, *infectivity, *average duration",
        (
            "Susceptible + infection, Infectious + infection, contact rate + infection, "
            "infectivity + infection, total population - infection, Infectious + recovery, "
            "average duration - recovery"
        ),
    ),
    "sir_vital": (
        "SIR with vital dynamics",
        "Susceptible, Infectious, Recovered",
        (
            "> births > Susceptible, Susceptible > infection > Infectious, "
            "Infectious > recovery > Recovered, Susceptible > deaths S >, Infectious > deaths I >, "
            "Recovered > deaths R >"
        ),
        (
            "*birth rate, *total population, *infectivity, *contact rate, *mortality rate, "
            "*average duration of infection, force of infection"
        ),
        (
            "birth rate + births, total population + births, total population - force of infection,"
            "infectivity + force of infection, contact rate + force of infection, "
            "Infectious + force of infection, force of infection + infection, "
            "Susceptible + infection, Infectious + recovery, Susceptible + deaths S, "
            "Infectious + deaths I, Recovered + deaths R, mortality rate + deaths S, "
            "mortality rate + deaths I, mortality rate + deaths R, "
            "average duration of infection - recovery"
        ),
    ),
    "predators": (
        "Predators and prey",
        "Hares, Lynx",
        "> hare births > Hares, Hares > hare deaths >, > lynx births > Lynx, Lynx > lynx deaths >",
        (
            "*hare birth fraction, *lynx lifetime, hares caught per lynx, *area, hare density, "
            "~lynx birth fraction"
        ),
        (
            "Hares + hare births, hare birth fraction + hare births, Hares + hare density, "
            "area - hare density, hare density + hares caught per lynx, "
            "hares caught per lynx + hare deaths, Lynx + hare deaths, Lynx + lynx births, "
            "lynx birth fraction + lynx births, hare density + lynx birth fraction, "
            "Lynx + lynx deaths, lynx lifetime - lynx deaths"
        ),
    ),
    "projects": (
        "Workforce and projects",
        "Rookies, Experienced staff, Work to do, Work done, Undiscovered rework, Applicants",
        (
            "> applying > Applicants, Applicants > hiring > Rookies, "
            "Rookies > learning > Experienced staff, Rookies > rookies quitting >, "
            "Experienced staff > experienced quitting >, Experienced staff > retiring >, "
            "Work to do > doing work > Work done, Work to do > making errors > Undiscovered rework,"
            "Undiscovered rework > discovering rework > Work to do"
        ),
        (
            "*time to learn, *quit fraction, productivity, *error fraction, schedule pressure, "
            "*deadline, *time to hire, desired staff, *time to discover rework"
        ),
        (
            "Rookies + learning, time to learn - learning, quit fraction + rookies quitting, "
            "quit fraction + experienced quitting, Rookies + rookies quitting, "
            "Experienced staff + experienced quitting, Experienced staff + retiring, "
            "Experienced staff + productivity, Rookies + productivity, productivity + doing work, "
            "productivity + making errors, error fraction + making errors, "
            "error fraction - doing work, Work to do + schedule pressure, "
            "deadline - schedule pressure, schedule pressure + error fraction, "
            "schedule pressure + desired staff, desired staff + hiring, time to hire - hiring, "
            "time to discover rework - discovering rework, "
            "Undiscovered rework + discovering rework"
        ),
    ),
    "supply": (
        "Supply chain with returns",
        "Raw material, In production, Stock in factory, Stock in shops, In use, Worn out",
        (
            "> purchasing > Raw material, Raw material > starting > In production, "
            "In production > finishing > Stock in factory, "
            "Stock in factory > shipping > Stock in shops, Stock in shops > selling > In use, "
            "In use > wearing out > Worn out, Worn out > recycling > Raw material, "
            "Worn out > dumping >"
        ),
        "*demand, *recycling fraction, *product life",
        (
            "demand + selling, Stock in shops + selling, recycling fraction + recycling, "
            "recycling fraction - dumping, product life - wearing out, In use + wearing out, "
            "Worn out + recycling, Worn out + dumping"
        ),
    ),
}


def stock_flow_samples() -> dict[str, StockFlowGraph]:
    """Return stock-flow diagrams by a short name."""
    return {name: _stock_flow(*texts) for name, texts in _STOCK_FLOWS.items()}
