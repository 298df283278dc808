"""Settings of a workspace, from its `sysdsl.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import attrs

from sysdsl.diagnostics import Location, Outcome, Rule, Severity
from sysdsl.source import Span

SETTINGS = Rule(
    code="CFG-SETTINGS",
    severity=Severity.ERROR,
    title="Settings that cannot be read",
    meaning="The file `sysdsl.toml` has a mistake.",
    why="Its settings are not in force.",
    example='[severity]\nCLD-NO-LOOP = "loud"',
    instead='[severity]\nCLD-NO-LOOP = "error"',
)

RULES = (SETTINGS,)


@attrs.frozen(kw_only=True)
class Settings:
    """What a workspace decides for all its models.

    Attributes:
        severities: Severity by code; None switches a rule off.
        fail_on: The least severity at which `check` ends with status 1.
        max_characters: The longest file read.
    """

    severities: Mapping[str, Severity | None] = attrs.field(factory=dict)
    fail_on: Severity = Severity.WARNING
    max_characters: int = 2_000_000


def read_settings(text: str, path: str) -> Outcome[Settings]:
    """Return the settings in the text of a `sysdsl.toml`; mistakes leave the defaults."""

    def wrong(message: str, hint: str) -> Outcome[Settings]:
        return Outcome(Settings(), (SETTINGS.at(Location(path, Span(0, 0)), message, hint=hint),))

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        return wrong(f"`{path}` is no valid TOML: {problem}", "correct the line it names")
    unknown = sorted(set(table) - {"severity", "check", "limits"})
    if unknown:
        return wrong(
            f"`{unknown[0]}` is no section of `{path}`", "sections: severity, check, limits"
        )
    severities: dict[str, Severity | None] = {}
    for code, word in table.get("severity", {}).items():
        if word != "off" and word not in set(Severity):
            options = ", ".join(f"`{s}`" for s in Severity)
            return wrong(
                f"the severity of `{code}` cannot be `{word}`", f"write {options} or `off`"
            )
        severities[code] = None if word == "off" else Severity(word)
    fail_on = table.get("check", {}).get("fail_on", "warning")
    if fail_on not in set(Severity):
        return wrong(f"`fail_on` cannot be `{fail_on}`", "write `error`, `warning` or `hint`")
    limit = table.get("limits", {}).get("max_characters", 2_000_000)
    if not isinstance(limit, int) or limit < 1:
        return wrong("`max_characters` must be a whole number above 0", "for instance 2_000_000")
    settings = Settings(severities=severities, fail_on=Severity(fail_on), max_characters=limit)
    return Outcome(settings)
