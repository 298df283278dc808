"""Texts that must be read, and texts that must be refused with one code."""

from __future__ import annotations

_TEXTS = r'''
stock waiting : people = 40
%%
stock ward_load[ward] "Load" : people = 100
%%
const fertility[age, sex] : 1/year = 0.02 [1/year]
%%
flow leaving[w] "Leaving" : people/day from ward_load to home = min(ward_load / stay, cap)
%%
flow leaving : people/day
  from ward_load to home
  = min(ward_load / stay,
        cap)
%%
flow leaving : people/day from a to b #core #needs-review = rate {
  source: e7
}
%%
aux total = sum(ward_load[*]) #core because "one number for the board"
%%
rate[*] = 3
%%
load[north, young .. old] = prior[*, cohort - 1] + later[1..3]
%%
waiting = 0; referrals = 1e6 [people/day]
%%
simulation { time: 0 .. 730 days; step: 0.25 days; method: rk4 }
%%
time: 0 .. 104 weeks by 4 weeks
%%
members: [
  north,   // first
  south,

  west,
]
%%
lookup effect : dmnl = points((0, 1), (0.5, 0.9), (1, 0.4))
%%
aux smoothed = smooth(input: referrals, delay: 5 days, at: 3)
%%
aux x = if a > b and not c == d then 1 else if e then 2 else -3
%%
aux x =
  if a > b
  then 1
  else 2
%%
aux x = a
  + b // why
  - c

  * d
%%
expect: at(90 days, home) within 5 % of 120 people
%%
expect: at(90 days, home) within 5% of at(0 days, home) * 2
%%
expect: delayed > 100 people at 90 days
%%
expect: until(a > 3, b) or eventually(x > 100 people, within: 90 days)
%%
expect: 0 <= share <= 1
%%
expect: pattern(delayed) == s_shaped_growth
%%
raise_alarm: true when delayed > 100 people and not winter
%%
client { is: [acute_trust]; ought: [patients, carers] }
%%
client { is { who: acute_trust }; ought { who: carers } }
%%
before { rate = 3 }
after {
  rate = 4
}
could { rate = 5 }
%%
is: north
before: 2026-01
%%
test "An empty system" { waiting = 0; expect: delayed == 0 }
%%
test "no body yet"
%%
/// First line.
/// Second *line*.
stock x
%%
/////////////////// a ruler
stock x // behind
// ---- the end
%%
actor carers {
  doc: """
  Two "quoted" lines \""" and a backslash \\
    deeper
  """
}
%%
`Care Package (x)` ->+ `b c`
%%
stock `Hospital beds` : `care package`/day = `x y` * 3
%%
since: 2026-05-01
until: 2026-05
at: 2026-05-01
%%
cost: 2.5e6 [GBP/year] from 2026-05-01
%%
price: 250 GBP
%%
feedback R1 "Burnout": pressure ->+ overtime ~>+ fatigue ->- productivity ->- pressure
%%
feedback R1: a ->+ b[x] -> a because "It just does" { type: reinforcing }
%%
feedback "Without a name": a ->+ b ->- a
%%
feedback R1 "Burnout":
  pressure ->+ overtime
    ~>+ fatigue
    ->- pressure
%%
pressure ->+ overtime, errors
%%
a ->+ b ~>- c ->? d -> e ~> f ~>? g ->0 h
%%
sys.a ->+ b.c.d, e[north]
%%
delayed ~>+ frailty {
  because: "Ten days"
  evidence: e7
  delay: 5 days
}
%%
about: [delayed -> frailty, a ~>+ b]
%%
a ->+ b because "short" #guess
%%
a ->+ b
  because "a long reason on its own line"
  per e7
%%
kind habitat of element { area: quantity("km^2"); condition: choice(good, poor) }
habitat wood "Wood" { area: 3 [km^2]; condition: good }
%%
allow: "CLD-LOOP-OPEN" because "open on purpose"
%%
allow: ["A-1", "B-2"] because "both"
%%
import std.archetypes
%%
import a, b as c,
  d from "people.sysdsl"
%%
import x from pkg.sub
%%
import "people.sysdsl" as people
%%
critique bc "Boundary critique" of county { client { is: [x] } }
%%
channel c1 from north to s4 { kind: algedonic; state: missing }
%%
system county "C"
{
  purpose: "p"
}
%%
scenario dry { growth = -3%; a ->+ b; stock z = 3 }
%%
capacity = capacity * 1.2 from 90 days over 30 days
%%
const größe : 人/日 = 3 [人/日]
健康 ->+ тиск
%%
stock स्वास्थ्य "स्वास्थ्य" : people = 3
ความดัน ->+ أسرّة
%%
const m[a, b] =
  |       | north | south |
  | north | 0     | -2    |
  | south | +3    |       |
%%
scores: | option | cost | at(3, x) |
  // comment between rows
  | "A b" | 3 GBP | 1 .. 5 |
proxy: true
%%
const birth[region] = [north: 3, south: 4 %, by: 3]
%%
const r : people/(bed*day) = 1
const g : m^-2 = 3 [m^-2]
const h : % = 5 %
%%
aux e = -2 ^ -x ^ 2 - -y + (-3)
%%
x = 26weeks
%%
x = a.b.c * sum(p[*]) / d.e[north]
%%
x = pulse(3, 5 days) ; y = 2
%%
perspective p "The bed" {
  held_by: [acute_trust]
  a ->- b
}
%%
from: north
to: south
of: x
because: "a key may be a clause word"
%%
note "Free text element" at 2026-05-01 { text: "x" }
%%
synthesis of county { x: 1 }
%%
observation of i1 on 2026-12-31 = 96 people
%%
const stay : days = 5 because "Audit 2025" #audited { source: e7 }
%%
power: low { evidence: e7 }
%%
sd.stock x : people = 3
%%
a { b { c { d: 1 } } }
%%
list: [(1, 2), (3, [4, 5]), "s", 1..3, -2, true, false]
%%
expect: (if a then b else c) > 3
%%
x = 1;; y = 2;
%%
x = 3 -
 2
%%
a ->+
 b,
 c
%%
x: ""
y: "a \"b\" \\ \n"
'''
GOOD = (
    *(text.strip("\n") for text in _TEXTS.split("\n%%\n")),
    "",
    "// only a comment",
    "\ufeffstock x",
    "stock x\r\nstock y // c\r\nactor b {\r\n  /// d\r\n  c: 1\r\n}\r\n",
    "stock x\rstock y\r",
    "x =\u00a03\u00a0people",
)

# (text, code of the one message)
BAD = (
    ("x = 5 6", "SYN-UNEXPECTED"),
    ("x = 5 people y = 3", "SYN-SEPARATOR"),
    ("x = 20 people/day [y]", "SYN-UNIT"),
    ("x = 5 [people/day\ny = 3", "SYN-UNCLOSED"),
    ("x = f(a, b\ny = 3", "SYN-UNCLOSED"),
    ("x = f(a, b]", "SYN-UNCLOSED"),
    ("x = a)", "SYN-STRAY-CLOSER"),
    ("a ->+ b, c ->+ d", "SYN-SEPARATOR"),
    ("feedback R1: a ->+ b, c", "SYN-SEPARATOR"),
    ("stock x : care package = 3", "SYN-UNIT"),
    ("const x : m^0.5 = 3", "SYN-UNIT-EXPONENT"),
    ("stock from = 3", "SYN-RESERVED"),
    ("stock if = 3", "SYN-RESERVED"),
    ("x = from + 1", "SYN-RESERVED"),
    ("true: 3", "SYN-RESERVED"),
    ("if = 3", "SYN-RESERVED"),
    ("x = .5", "SYN-NUMBER"),
    ("x = 5.", "SYN-NUMBER"),
    ("x = 007", "SYN-NUMBER"),
    ("x = 0x1F", "SYN-NUMBER"),
    ("x = 1,000", "SYN-NUMBER"),
    ("x = 1e999", "SYN-NUMBER-RANGE"),
    ("x = 1e-999", "SYN-NUMBER-RANGE"),
    ("x = " + "9" * 5000, "SYN-NUMBER-RANGE"),
    ("on: 2026-5-01", "SYN-DATE"),
    ("on: 2026-02-30", "SYN-DATE"),
    ("on: 2026-05-01x", "SYN-DATE"),
    ("x = 1..5..7", "SYN-UNEXPECTED"),
    ('x = "unterminated\ny = 3', "SYN-UNCLOSED"),
    ('doc: """never closed\ny = 3', "SYN-UNCLOSED"),
    ("stock `never closed\ny = 3", "SYN-UNCLOSED"),
    ('x: "C:\\data"', "SYN-ESCAPE"),
    ("client { is: [a] } witness { is: [b] }", "SYN-SEPARATOR"),
    ("actor a {\n  b: 1", "SYN-BRACE-MISSING"),
    ("actor a {\n  b: 1\n\nactor c {\n  d: 1\n}", "SYN-BRACE-MISSING"),
    ("stock x = 3 }", "SYN-STRAY-CLOSER"),
    ("}", "SYN-STRAY-CLOSER"),
    ("{ x: 1 }", "SYN-UNEXPECTED"),
    ("# a comment", "SYN-COMMENT"),
    ("#comment here", "SYN-COMMENT"),
    ("x = 3 # a comment", "SYN-COMMENT"),
    ("/* block */", "SYN-COMMENT"),
    ("x = a = b", "SYN-OPERATOR"),
    ("x == 3", "SYN-OPERATOR"),
    ("x := 3", "SYN-OPERATOR"),
    ("x = a && b", "SYN-OPERATOR"),
    ("x = a || b", "SYN-OPERATOR"),
    ("x = !a", "SYN-OPERATOR"),
    ("x = a <> b", "SYN-OPERATOR"),
    ("x = a ** 2", "SYN-OPERATOR"),
    ("expect: a \u2265 b", "SYN-OPERATOR"),
    ("x = a \u2212 b", "SYN-OPERATOR"),
    ("x = y % 3", "SYN-MODULO"),
    ("x = 5 % y", "SYN-MODULO"),
    ("x = a <- b", "SYN-ARROW"),
    ("a <-+ b", "SYN-ARROW"),
    ("a <- b", "SYN-ARROW"),
    ("a <-> b", "SYN-ARROW"),
    ("a --> b", "SYN-ARROW"),
    ("a => b", "SYN-ARROW"),
    ("a \u2192 b", "SYN-ARROW"),
    ("x = 1 + if a then b else c", "SYN-UNEXPECTED"),
    ("x = if a then b", "SYN-INCOMPLETE"),
    ("x = if a", "SYN-INCOMPLETE"),
    ("x =", "SYN-INCOMPLETE"),
    ("x = 3 +\ny = 4", "SYN-INCOMPLETE"),
    ("a ->+", "SYN-INCOMPLETE"),
    ("waiting", "SYN-INCOMPLETE"),
    ("stock x from", "SYN-INCOMPLETE"),
    ("stock x /// behind", "SYN-DOC-PLACE"),
    ("actor a {\n  /// above nothing\n}", "SYN-DOC-LOOSE"),
    ("x = f(a b)", "SYN-SEPARATOR"),
    ("x = [1 2]", "SYN-SEPARATOR"),
    ("x = [a; b]", "SYN-SEPARATOR"),
    ("stock a.b = 3", "SYN-NAME"),
    ("stock `` = 3", "SYN-UNCLOSED"),
    ("flow f = 3 : people", "SYN-UNEXPECTED"),
    ("x = \u00a35", "SYN-CURRENCY"),
    ("x = $1,000", "SYN-CURRENCY"),
    ("x = 5 days 3 hours", "SYN-QUANTITY"),
    ("a -> 5", "SYN-UNEXPECTED"),
    ("x = 3\n(y)", "SYN-UNEXPECTED"),
    ('because "alone"', "SYN-UNEXPECTED"),
    ("| a | b |", "SYN-TABLE"),
    ("m: | a | b\n  | c | d |", "SYN-TABLE"),
    ("m: | a | b |\n  |---|---|\n  | 1 | 2 |", "SYN-TABLE"),
    ("inside: a, b", "SYN-LIST"),
    ("x = 'single'", "SYN-QUOTES"),
    ("x: \u201ccurly\u201d", "SYN-QUOTES"),
    ("x = \u2018curly\u2019", "SYN-QUOTES"),
    ("stock ho\u202eme", "SYN-CHARACTER"),
    ("stock a\x00b", "SYN-CHARACTER"),
    ("stock x\u200b = 3", "SYN-CHARACTER"),
    ("x = a ~ b", "SYN-CHARACTER"),
    ("x = a ? b", "SYN-CHARACTER"),
    ("stock hom\u0435 = 3", "SYN-MIXED-SCRIPTS"),
    ("stock a\u200db = 3", "SYN-NAME"),
)
