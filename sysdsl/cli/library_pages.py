"""Pages about what the standard library teaches: archetypes, molecules, patterns of behaviour."""

from __future__ import annotations

from collections.abc import Mapping

from sysdsl.resources import library_files
from sysdsl.syntax.parse import parse
from sysdsl.syntax.tree import Declaration, Property, String

_HEADS = {"archetypes": "archetype", "molecules": "model"}

PATTERNS: Mapping[str, str] = {
    "constant": "Nothing changes: flows balance, or nothing happens yet.",
    "linear_growth": "The same amount is added in each period: a flow that does not look at its "
    "stock. Rare for long, since nothing limits it.",
    "linear_decline": "The same amount is lost in each period. Ask what happens at zero.",
    "exponential_growth": "Growth by the same share in each period: a reinforcing loop. Ask what "
    "will limit it.",
    "exponential_decline": "Loss of the same share in each period, fast at first and slow at last: "
    "a balancing loop that drains to zero.",
    "goal_seeking_growth": "Fast at first, then slower as a goal comes near: a balancing loop. Ask "
    "who sets the goal.",
    "goal_seeking_decline": "A fall that slows as it nears a goal: a balancing loop.",
    "s_shaped_growth": "Growth that speeds up, then slows to a level: a reinforcing loop that "
    "meets a limit in time.",
    "s_shaped_decline": "A fall that speeds up, then slows to a level: decline feeds itself until "
    "something holds.",
    "overshoot_and_collapse": "Growth beyond what the limit bears, then a fall: the limit was worn "
    "down by the growth itself.",
    "overshoot_and_settle": "Growth past a level and back: a balancing loop that hears of the "
    "limit late.",
    "decline_then_growth": "Worse before better: an effort that costs first and pays later.",
    "oscillation": "Up and down, again and again: a balancing loop with a delay.",
    "damped_oscillation": "Swings that die away: a balancing loop with a delay that corrects less "
    "than it could.",
    "growing_oscillation": "Swings that grow: a delayed loop that corrects too much.",
}
"""Patterns of behaviour over time with the structure that usually makes them (Sterman, Business
Dynamics, 2000, chapter 4)."""


def library_pages() -> dict[str, str]:
    """Return a page for each pattern, archetype and molecule by name."""
    pages = {name: _pattern_page(name, text) for name, text in PATTERNS.items()}
    for folder, word in _HEADS.items():
        for path, text in library_files(f"std/{folder}"):
            name = path.removeprefix(f"std/{folder}/").removesuffix(".sysdsl").split("/")[0]
            page = _library_page(text, path, word)
            pages[name] = f"{pages[name]}\n\n{page}" if name in pages else page
    return pages


def _pattern_page(name: str, text: str) -> str:
    title = name.replace("_", " ").replace("s shaped", "S-shaped")
    return "\n".join((
        f"{title[0].upper()}{title[1:]} (pattern of behaviour)",
        "",
        text,
        "",
        f"Say what was seen with `pattern ... of stock {{ shape: {name} }}`, and test it with",
        f"`expect: pattern(stock) == {name}`.",
    ))  # fmt: skip


def _library_page(text: str, path: str, word: str) -> str:
    """Return what a file of the library says of itself: title, documentation, stories of loops."""
    heading, doc, loops = path, "", []
    for statement in parse(text, path).value.statements:
        node = statement.node
        if not isinstance(node, Declaration):
            continue
        title = node.title.value if node.title else ""
        if node.kind.text == word:
            heading, doc = f"{title} ({word.replace('model', 'molecule')})", statement.doc or ""
        elif node.kind.text == "feedback":
            stories = [
                child.node.value.value
                for child in statement.body or ()
                if isinstance(child.node, Property)
                and child.node.key.text == "story"
                and isinstance(child.node.value, String)
            ]
            loops.append(f"  {title}: {' '.join(stories)}")
    target = path.removesuffix(".sysdsl").removesuffix("/model").replace("/", ".")
    lines = [heading, "", doc.replace("**", "")]
    if loops:
        lines += ["", "Loops of the example:", *loops]
    return "\n".join((*lines, "", f"Look at it, or refer to its parts, with `import {target}`."))
