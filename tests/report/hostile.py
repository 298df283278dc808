"""Texts that try to become live content, and a report that has them everywhere."""

from __future__ import annotations

from enum import Enum
from itertools import cycle

import attrs

from sysdsl.render.document import Section, SimulationBlock
from sysdsl.render.scene import Group, Label, Shape

PAYLOADS = (
    "<script>window.poisoned = 1</script>",
    "</script><script>window.poisoned = 1</script>",
    "</style><script>window.poisoned = 1</script>",
    "</title><script>window.poisoned = 1</script>",
    "<!--<script>window.poisoned = 1</script>-->",
    "--><img src=x onerror=window.poisoned=1>",
    "<img src=x onerror=window.poisoned=1>",
    "<svg onload=window.poisoned=1>",
    "<svg><script>window.poisoned = 1</script></svg>",
    "]]><script>window.poisoned = 1</script>",
    "<![CDATA[<script>window.poisoned = 1</script>]]>",
    "<iframe src=javascript:window.poisoned=1></iframe>",
    "<a href=javascript:window.poisoned=1>x</a>",
    "[x](javascript:window.poisoned=1)",
    "[x](data:text/html,<script>window.poisoned=1</script>)",
    "[x](https://evil.example/?q=<script>)",
    "![x](https://evil.example/x.png)",
    "[[<img src=x onerror=window.poisoned=1>]]",
    "`<img src=x onerror=window.poisoned=1>`",
    "```\n<script>window.poisoned=1</script>\n```\n<script>window.poisoned=1</script>",
    '" onmouseover="window.poisoned=1" x="',
    "' onfocus='window.poisoned=1' autofocus='",
    '"><script>window.poisoned=1</script>',
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<object data=https://evil.example/></object>",
    "<form action=https://evil.example/><button>x</button></form>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<div style=background:url(https://evil.example/)>",
    "&lt;script&gt;window.poisoned=1&lt;/script&gt;",
    "\\<script>window.poisoned=1</script>",
    '#{sys.inputs} #import "@preview/x:1.0.0" \\" " + read("/etc/passwd") + "',
    "${window.poisoned=1}`\\u2028",
    "\u202eevil\u2066\x00\x07\ufeff",
)

# What the program sets and no model writes.
_FIXED = {
    (SimulationBlock, "script"),
    (SimulationBlock, "start"),
    (Shape, "path"),
    (Shape, "role"),
    (Label, "role"),
    (Label, "anchor"),
    (Group, "kind"),
}


def poisoned(value, payloads=PAYLOADS):
    """Return the value with every text a model may write replaced by payloads in turn."""
    return _poisoned(value, cycle(payloads))


def _poisoned(value, payloads):
    if isinstance(value, str):
        return next(payloads)
    if isinstance(value, tuple):
        return tuple(_poisoned(each, payloads) for each in value)
    if not attrs.has(type(value)) or isinstance(value, Enum):
        return value
    changed = {}
    for field in attrs.fields(type(value)):
        content = getattr(value, field.name)
        fixed = (type(value), field.name) in _FIXED or isinstance(content, Enum)
        if fixed:
            continue
        if isinstance(value, Group) and field.name == "data":
            changed["data"] = tuple((key, next(payloads)) for key, _ in content)
        elif isinstance(value, Section) and field.name == "id":
            changed["id"] = next(payloads)
        else:
            changed[field.name] = _poisoned(content, payloads)
    return attrs.evolve(value, **changed)
