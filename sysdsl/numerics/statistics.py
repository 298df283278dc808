"""How well a simulated series reproduces a measured one.

Source: Sterman 2000, Business Dynamics, section 21.4.9; Theil 1966 for the decomposition.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs


@attrs.frozen(kw_only=True)
class Fit:
    """Agreement of a simulated with a measured series.

    Attributes:
        count: Number of pairs.
        r2: Square of the correlation; None where a series does not vary.
        mae: Mean absolute error, in the unit of the series.
        mape: Mean absolute error as a share of the measured values; None where one of them is 0.
        rmse: Root of the mean square error, in the unit of the series.
        bias, variation, covariation: Theil's shares of the mean square error: unequal means,
            unequal spread, the rest. They sum to 1; all are 0 where there is no error.
    """

    count: int
    r2: float | None
    mae: float
    mape: float | None
    rmse: float
    bias: float
    variation: float
    covariation: float


def fit(simulated: Sequence[float], measured: Sequence[float]) -> Fit:
    """Compare two series, value by value.

    Args:
        simulated: Values, shape (n,), n at least 1.
        measured: Values at the same times, shape (n,).

    Raises:
        ValueError: If the series are empty or of unequal length.
    """
    if not simulated or len(simulated) != len(measured):
        raise ValueError(f"series of {len(simulated)} and {len(measured)} values")
    count = len(simulated)
    errors = [s - a for s, a in zip(simulated, measured, strict=True)]
    mean_s, mean_a = _mean(simulated), _mean(measured)
    spread_s = math.sqrt(_mean([(s - mean_s) ** 2 for s in simulated]))
    spread_a = math.sqrt(_mean([(a - mean_a) ** 2 for a in measured]))
    together = _mean(
        [(s - mean_s) * (a - mean_a) for s, a in zip(simulated, measured, strict=True)]
    )
    square = _mean([e * e for e in errors])
    # (1 - r) * 2 * spread_s * spread_a without the division that r would need.
    parts = (
        (mean_s - mean_a) ** 2,
        (spread_s - spread_a) ** 2,
        max(0.0, 2.0 * (spread_s * spread_a - together)),
    )
    whole = math.fsum(parts)
    shares = [part / whole if whole > 0.0 and square > 0.0 else 0.0 for part in parts]
    varies = spread_s * spread_a > 0.0
    return Fit(
        count=count,
        r2=(together / (spread_s * spread_a)) ** 2 if varies else None,
        mae=_mean([abs(e) for e in errors]),
        mape=_mean([abs(e / a) for e, a in zip(errors, measured, strict=True)])
        if all(measured)
        else None,
        rmse=math.sqrt(square),
        bias=shares[0],
        variation=shares[1],
        covariation=shares[2],
    )


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
