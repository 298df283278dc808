"""Texts made to break a reader, and what is said about them."""

DEEP = 100_000
HOSTILE = {
    "parentheses": ("x = " + "(" * DEEP + "1" + ")" * DEEP, "SYN-NESTING"),
    "parentheses_257": ("x = " + "(" * 257 + "1" + ")" * 257, "SYN-NESTING"),
    "unclosed_parentheses": ("x = " + "(" * DEEP, "SYN-NESTING"),
    "signs": ("x = " + "- " * DEEP + "1", "SYN-NESTING"),
    "negations": ("x = " + "not " * 20_000 + "a", "SYN-NESTING"),
    "powers": ("x = a" + " ^ a" * 20_000, "SYN-NESTING"),
    "conditions": ("x = " + "if a then b else " * 20_000 + "c", "SYN-NESTING"),
    "lists": ("x: " + "[" * DEEP + "]" * DEEP, "SYN-NESTING"),
    "calls": ("x = " + "f(" * DEEP + ")" * DEEP, "SYN-NESTING"),
    "units": ("x : " + "(" * DEEP + "m" + ")" * DEEP, None),
    "bodies": ("a {\n" * DEEP + "}\n" * DEEP, "SYN-NESTING"),
    "bodies_257": ("a {\n" * 257 + "}\n" * 257, "SYN-NESTING"),
    "open_bodies": ("a {\n" * 20_000, "SYN-NESTING"),
    "closers": ("}\n" * 20_000, "SYN-STRAY-CLOSER"),
    "sum": ("x = a" + " + a" * DEEP, None),
    "bodies_256": ("a {\n" * 255 + "b: 1\n" + "}\n" * 255, None),
    "parentheses_256": ("x = " + "(" * 256 + "1" + ")" * 256, None),
}
# Each is doubled: the time must not grow with the square of the length.
PATHOLOGICAL = (
    '"',
    '"""',
    '\\"""',
    "`",
    "#",
    "@",
    "'",
    "(",
    "[",
    "|",
    "///\n",
    "a\n",
    "a b ",
    "{",
    "\n",
    "a: (\n",
    "\u201c",
    "0",
    "-",
)
