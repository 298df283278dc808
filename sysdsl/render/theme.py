"""Colours of pictures: a role names what something means, the theme says how it looks.

Sign, loop type and status are never told by colour alone: pictures also carry a glyph, a
letter or a line pattern.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Theme = Literal["light", "dark"]
Use = Literal["text", "graphic", "surface", "decoration"]

BACKGROUND: Mapping[Theme, str] = MappingProxyType({"light": "#ffffff", "dark": "#14181f"})
"""What a picture is drawn on."""


@attrs.frozen(kw_only=True)
class Paint:
    """The colours of a role as `#rrggbb`, each a pair (light theme, dark theme).

    Attributes:
        use: What contrast the ink owes to the background: `text` 4.5, `graphic` 3,
            `surface` and `decoration` none (they carry no information).
        ink: Of text and lines.
        fill: Of filled areas.
    """

    use: Use
    ink: tuple[str, str]
    fill: tuple[str, str]


def _text(light: str, dark: str, fill: tuple[str, str] | None = None) -> Paint:
    return Paint(use="text", ink=(light, dark), fill=fill or (light, dark))


def _graphic(light: str, dark: str, fill: tuple[str, str] | None = None) -> Paint:
    return Paint(use="graphic", ink=(light, dark), fill=fill or (light, dark))


def _surface(light: str, dark: str) -> Paint:
    return Paint(use="surface", ink=(light, dark), fill=(light, dark))


def mix(colour: str, ground: str, share: float) -> str:
    """Return the colour that `colour` at opacity `share` (0 to 1) shows on `ground`."""
    parts = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(ground + (top - ground) * share):02x}" for top, ground in parts)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21.

    Source: W3C, Web Content Accessibility Guidelines 2.2, "contrast ratio".
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = []
    for channel in _channels(colour):
        share = channel / 255
        linear.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# The order is that in which plots take colours; neighbours differ for colour-blind eyes too.
_SERIES = (
    ("#1a5c9e", "#7db5f0"),
    ("#b23a1e", "#f0997d"),
    ("#0b6b57", "#6fd0b4"),
    ("#7a4a00", "#e3b062"),
    ("#6a3fa0", "#c3a5f2"),
    ("#8a2a5b", "#f09cc4"),
    ("#4b5563", "#b4bfcc"),
    ("#3f6b12", "#a9d36f"),
)

SERIES_COUNT = len(_SERIES)
"""How many roles `series-1`, `series-2`, ... there are."""

_BAND_SHARES = (0.14, 0.28, 0.44)


def _series_roles() -> dict[str, Paint]:
    roles: dict[str, Paint] = {}
    for number, (light, dark) in enumerate(_SERIES, start=1):
        roles[f"series-{number}"] = _text(light, dark)
        for band, share in enumerate(_BAND_SHARES, start=1):
            roles[f"band-{number}-{band}"] = _surface(
                mix(light, BACKGROUND["light"], share), mix(dark, BACKGROUND["dark"], share)
            )
    return roles


ROLES: Mapping[str, Paint] = MappingProxyType(
    {
        "background": _surface(BACKGROUND["light"], BACKGROUND["dark"]),
        "surface": _surface("#f3f6fa", "#1c222c"),
        "ink": _text("#1c2430", "#e6ebf2"),
        "muted": _text("#525e6e", "#a6b2c2"),
        "grid": Paint(use="decoration", ink=("#dde3ea", "#2c3542"), fill=("#dde3ea", "#2c3542")),
        "axis": _graphic("#7a8696", "#7d8998"),
        "frame": _graphic("#7a8696", "#7d8998", ("#f7f9fb", "#1a2029")),
        "box": _graphic("#44546a", "#a6b8cf", ("#f3f6fa", "#1c222c")),
        # Causal links and loops.
        "positive": _text("#1a5c9e", "#7db5f0"),
        "negative": _text("#b23a1e", "#f0997d"),
        "unsigned": _text("#525e6e", "#a6b2c2"),
        "link": _text("#566881", "#9db0c9"),
        "reinforcing": _text("#7a4a00", "#e3b062"),
        "balancing": _text("#0b6b57", "#6fd0b4"),
        "undetermined": _text("#525e6e", "#a6b2c2"),
        "variable": _text("#1c2430", "#e6ebf2"),
        "exogenous": _text("#525e6e", "#a6b2c2"),
        "ghost": _text("#667283", "#94a1b3"),
        # Stocks and flows.
        "stock": _graphic("#1a5c9e", "#7db5f0", ("#e8f0fa", "#1b2c42")),
        "flow": _graphic("#3f4f63", "#b3c1d3", ("#ffffff", "#14181f")),
        "cloud": _graphic("#7a8696", "#8d99a8", ("#ffffff", "#14181f")),
        # Viable systems.
        "environment": _text("#4a7239", "#9bcb86", ("#eef5ea", "#1d2a1a")),
        "operation": _text("#8a5508", "#e3b062", ("#fdf3e0", "#33260f")),
        "management": _text("#1a5c9e", "#7db5f0", ("#e8f0fa", "#1b2c42")),
        "coordination": _text("#6a3fa0", "#c3a5f2", ("#f1ebfa", "#281f3a")),
        "audit": _text("#b23a1e", "#f0997d", ("#fcebe6", "#391c13")),
        "algedonic": _text("#b23a1e", "#f0997d"),
        # Futures: three nested cones, from wide to narrow, and what lies in them.
        "possible": _graphic("#6f8fb5", "#6d8bb0", ("#eef3fa", "#19222f")),
        "plausible": _graphic("#5a80af", "#7f9ec6", ("#dbe7f5", "#1e2c40")),
        "probable": _graphic("#3a6aa5", "#95b5df", ("#c1d6ee", "#263b58")),
        "preferred": _text("#0b6b57", "#6fd0b4"),
        "signpost": _graphic("#44546a", "#a6b8cf", ("#ffffff", "#14181f")),
        "wildcard": _text("#b23a1e", "#f0997d"),
        # States of things, for tables of results and for pictures of differences.
        "good": _text("#0b6b57", "#6fd0b4", ("#e3f4ee", "#15302a")),
        "warning": _text("#7a4a00", "#e3b062", ("#fdf3e0", "#33260f")),
        "bad": _text("#b23a1e", "#f0997d", ("#fcebe6", "#391c13")),
        "info": _text("#1a5c9e", "#7db5f0", ("#e8f0fa", "#1b2c42")),
        "added": _text("#0b6b57", "#6fd0b4", ("#e3f4ee", "#15302a")),
        "removed": _text("#b23a1e", "#f0997d", ("#fcebe6", "#391c13")),
        "changed": _text("#6a3fa0", "#c3a5f2", ("#f1ebfa", "#281f3a")),
        **_series_roles(),
    }
)
"""Every role a `Shape` or `Label` may name."""


def ink(role: str, theme: Theme) -> str:
    """Return the colour of text and lines of a role.

    Raises:
        KeyError: There is no such role.
    """
    return ROLES[role].ink[theme == "dark"]


def fill(role: str, theme: Theme) -> str:
    """Return the colour of filled areas of a role.

    Raises:
        KeyError: There is no such role.
    """
    return ROLES[role].fill[theme == "dark"]


def class_rules(roles: Iterable[str], theme: Theme, *, within: str = "") -> str:
    """Return CSS rules that colour the classes `t-`, `s-` and `f-` of roles (text, stroke, fill).

    Args:
        roles: Names of roles.
        theme: Which colours.
        within: A selector put before each class, such as `[data-theme=dark]`.
    """
    scope = f"{within} " if within else ""
    rules = []
    for role in sorted(set(roles)):
        line, area = ink(role, theme), fill(role, theme)
        rules.append(f"{scope}.t-{role}{{fill:{line}}}{scope}.s-{role}{{stroke:{line}}}")
        rules.append(f"{scope}.f-{role}{{fill:{area}}}")
    return "".join(rules)


def theme_css() -> str:
    """Return the style sheet that lets pictures inside a page follow its theme.

    Light is the default, the reader's system may ask for dark, and `data-theme="light"` or
    `"dark"` on the root element overrides both. Each role is also a custom property
    (`--ink-stock`, `--fill-stock`) for the page's own use.
    """
    roles = sorted(ROLES)
    classes = "".join(
        f".t-{role}{{fill:var(--ink-{role})}}.s-{role}{{stroke:var(--ink-{role})}}"
        f".f-{role}{{fill:var(--fill-{role})}}"
        for role in roles
    )
    light, dark = _properties(roles, "light"), _properties(roles, "dark")
    return (
        f":root{{color-scheme:light;{light}}}"
        "@media (prefers-color-scheme:dark){"
        f":root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
        f"{classes}"
    )


def _properties(roles: list[str], theme: Theme) -> str:
    return "".join(
        f"--ink-{role}:{ink(role, theme)};--fill-{role}:{fill(role, theme)};" for role in roles
    )
