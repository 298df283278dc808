"""Names of units: English singular and plural, time, currencies."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

# How many days one unit of time is; exact. A year is the Julian year, a month its twelfth, as
# in Vensim's and Stella's own tables (unverified) and in the SI brochure's usage for the year.
DAYS: Mapping[str, Fraction] = {
    "second": Fraction(1, 86400),
    "minute": Fraction(1, 1440),
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "fortnight": Fraction(14),
    "month": Fraction(1461, 48),
    "quarter": Fraction(1461, 16),
    "year": Fraction(1461, 4),
    "decade": Fraction(7305, 2),
}

# The base that every unit of time is measured in.
TIME_BASE = "day"

_TIME_SHORT: Mapping[str, str] = {
    "sec": "second",
    "min": "minute",
    "hr": "hour",
    "wk": "week",
    "mo": "month",
    "mth": "month",
    "qtr": "quarter",
    "yr": "year",
}

_DIMENSIONLESS = ("1", "dmnl", "dimensionless", "unitless", "fraction")

_PERCENT = ("%", "percent", "pct")

# ISO 4217 codes with the sign they are printed with. Each is a dimension of its own: an exchange
# rate is a quantity of the model, not a constant of ours.
CURRENCIES: Mapping[str, str] = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "C$",
    "CHF": "CHF",
    "CNY": "CN¥",
    "CZK": "Kč",
    "DKK": "DKK",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "HUF": "Ft",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "MXN": "MX$",
    "NOK": "NOK",
    "NZD": "NZ$",
    "PLN": "zł",
    "SEK": "SEK",
    "SGD": "S$",
    "TRY": "₺",
    "USD": "$",
    "ZAR": "R",
}

_CURRENCY_WORDS: Mapping[str, str] = {
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "€": "EUR",
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
}

_IRREGULAR: Mapping[str, str] = {
    "analyses": "analysis",
    "axes": "axis",
    "caches": "cache",
    "calories": "calorie",
    "children": "child",
    "cookies": "cookie",
    "crises": "crisis",
    "criteria": "criterion",
    "diagnoses": "diagnosis",
    "feet": "foot",
    "lives": "life",
    "men": "man",
    "mice": "mouse",
    "movies": "movie",
    "niches": "niche",
    "people": "person",
    "persons": "person",
    "teeth": "tooth",
    "women": "woman",
}

# Words that end in s without being plural, or are the same in both numbers.
_UNCHANGED = frozenset({"gas", "lens", "series", "species", "premises", "headquarters", "news"})
_SINGULAR_ENDINGS = ("ss", "us", "is")
_ES_ENDINGS = ("ches", "shes", "sses", "xes", "zzes")


def singular(name: str) -> str:
    """Return the singular of an English count noun; any other name comes back as it is.

    The last word of a joined name counts: `care_packages` is `care_package`.
    """
    stem, joint, word = name.rpartition("_")
    return f"{stem}{joint}{_singular_word(word)}"


def plural(name: str) -> str:
    """Return the plural of an English count noun in the singular."""
    stem, joint, word = name.rpartition("_")
    return f"{stem}{joint}{_plural_word(word)}"


def canonical(name: str) -> str:
    """Return the name a unit is known by: singular, short forms spelt out, in lower case if ours.

    Names of nothing (`dmnl`) become `1`, of a hundredth `%`, of a currency its code.
    """
    lowered = name.lower()
    if lowered in _DIMENSIONLESS:
        return "1"
    if lowered in _PERCENT:
        return "%"
    known = singular(lowered)
    known = _TIME_SHORT.get(known, known)
    if known in DAYS or known == "person":
        return known
    if known in _CURRENCY_WORDS:
        return _CURRENCY_WORDS[known]
    return singular(name)


def _singular_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s") or word in _UNCHANGED or word.endswith(_SINGULAR_ENDINGS):
        return word
    stem = word[:-1]
    if stem in _TIME_SHORT or (len(stem) > 1 and stem.isupper()):
        return stem  # `yrs`, `GPs`
    if len(stem) < 3 or not stem[-1].islower():
        return word  # `gas`, `kWs`
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_ES_ENDINGS) else stem


_IRREGULAR_PLURAL: Mapping[str, str] = {
    one: many for many, one in _IRREGULAR.items() if many != "persons"
}


def _plural_word(word: str) -> str:
    if word in _IRREGULAR_PLURAL:
        return _IRREGULAR_PLURAL[word]
    if not word or word in _UNCHANGED:
        return word
    if word.endswith("y") and word[-2:-1] not in {"a", "e", "i", "o", "u", ""}:
        return f"{word[:-1]}ies"
    if word.endswith(("ch", "sh", "ss", "x", "zz")):
        return f"{word}es"
    return f"{word}s"
