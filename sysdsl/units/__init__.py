"""Units of measure: dimensions, conversions, names and printing.

Units spring into being by use: a name nobody declared is a dimension of its own, and its plural
is the same unit. Built in are time, percent, `dmnl` and currencies; there are no SI prefixes.
"""

from sysdsl.units.dimension import (
    DIMENSIONLESS,
    DMNL,
    Dimension,
    ExponentOutOfRangeError,
    Unit,
    compatible,
    factor,
    same,
)
from sysdsl.units.names import CURRENCIES, DAYS, TIME_BASE
from sysdsl.units.near_misses import near_misses
from sysdsl.units.notation import read_factors
from sysdsl.units.printing import currency_of, describe
from sysdsl.units.rules import RULES, UnitProblem
from sysdsl.units.table import UnitDeclaration, UnitTable, names_in, unit_table
from sysdsl.units.wording import spoken_unit, with_unit

__all__ = [
    "CURRENCIES",
    "DAYS",
    "DIMENSIONLESS",
    "DMNL",
    "RULES",
    "TIME_BASE",
    "Dimension",
    "ExponentOutOfRangeError",
    "Unit",
    "UnitDeclaration",
    "UnitProblem",
    "UnitTable",
    "compatible",
    "currency_of",
    "describe",
    "factor",
    "names_in",
    "near_misses",
    "read_factors",
    "same",
    "spoken_unit",
    "unit_table",
    "with_unit",
]
