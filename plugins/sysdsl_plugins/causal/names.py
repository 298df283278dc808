"""Names of variables: quantities that can go up or down, in neutral words.

The word lists are English and deliberately short: a rule that misfires on an ordinary noun
("Housing", "Staffing", "Higher education") teaches people to ignore it. They look at the
beginning of a title only.
"""

from __future__ import annotations

import re

import attrs

_NOUNS = (
    "lack|loss|absence|shortage|scarcity|increase|increases|decrease|decreases|reduction|"
    "reductions|rise|decline|drop|deterioration|improvement|improvements|worsening"
)
_DIRECTED = (
    "more|less|fewer|increased|increasing|decreased|decreasing|reduced|reducing|improved|"
    "improving|diminished|diminishing|declining|rising|worsening|worse|insufficient|"
    "inadequate|excessive"
)
_DIRECTION = re.compile(
    rf"(?:(?P<noun>(?:an? |the )?(?:{_NOUNS}) (?:of|in) )|(?P<adjective>(?:{_DIRECTED}) |"
    r"(?:higher|lower|too much|too many|too few|too little) ))(?P<rest>\S.*)",
    re.IGNORECASE,
)
_ORDINARY = re.compile(
    r"(?:higher education|higher (?:court|degree|learning|national)|lower (?:house|court|limb|"
    r"body|case|bound|limit|school|secondary|back|tier)|rising main|more or less|"
    r"less lethal|increasing returns|diminishing returns|decreasing returns)\b",
    re.IGNORECASE,
)
_VERBS = frozenset({
    "achieve", "adopt", "allocate", "apply", "avoid", "become", "create", "deliver", "develop",
    "employ", "empower", "enable", "encourage", "enhance", "ensure", "establish", "expand",
    "extend", "give", "implement", "improve", "increase", "introduce", "invest", "maintain",
    "manage", "organise", "organize", "prevent", "prioritise", "prioritize", "promote",
    "protect", "provide", "reduce", "remove", "replace", "restore", "send", "solve",
    "strengthen", "tackle", "teach", "understand",
})  # fmt: skip
_NOUN_AFTER = frozenset({
    "by", "in", "of", "per", "rate", "rates", "to",
})  # fmt: skip
_DETERMINERS = frozenset({
    "a", "an", "fewer", "her", "his", "its", "less", "more", "my", "new", "our", "the", "their",
    "these", "your",
})  # fmt: skip
_NO_GERUND = frozenset({
    "according", "anything", "being", "ceiling", "during", "evening", "everything", "excluding",
    "following", "including", "king", "morning", "nothing", "regarding", "ring", "something",
    "spring", "sterling", "string", "thing", "wing",
})  # fmt: skip


@attrs.frozen
class Advice:
    """What is wrong with a name.

    Attributes:
        words: The words that are the trouble.
        instead: A better name, or empty when none can be made from the words.
    """

    words: str
    instead: str


def direction_in(title: str) -> Advice | None:
    """Return advice on a name that says which way the variable moves, or None.

    `Loss of confidence` is advised to become `Confidence`.
    """
    text = title.strip()
    found = _DIRECTION.match(text)
    if found is None or _ORDINARY.match(text):
        return None
    said = (found["noun"] or found["adjective"] or "").strip()
    rest = found["rest"]
    return Advice(said, _cased(rest, text))


def verb_in(title: str) -> Advice | None:
    """Return advice on a name that is an action and no quantity, or None.

    A single word is never blamed; a word on `-ing` only before a determiner: `Hiring more staff`.
    """
    first, _, rest = title.strip().partition(" ")
    if not rest:
        return None
    word, following = first.lower(), rest.split()[0].lower()
    if word in _VERBS and following not in _NOUN_AFTER:
        return Advice(first, "")
    gerund = word.endswith("ing") and word.isalpha() and word not in _NO_GERUND
    if gerund and following in _DETERMINERS:
        return Advice(f"{first} {rest.split()[0]}", "")
    return None


def _cased(rest: str, original: str) -> str:
    return rest[:1].upper() + rest[1:] if original[:1].isupper() else rest
