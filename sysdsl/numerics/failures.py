"""What can go wrong with numbers: typed exceptions that name the thing and the place."""

from __future__ import annotations


class NumericsError(Exception):
    """Numbers gone bad; an analysis turns it into a diagnostic at the element."""


class GridError(NumericsError):
    """The time grid makes no sense.

    Attributes:
        setting: Property of `simulation` at fault: `time`, `step`, `save_step`.
        reason: What is the case, as a clause.
    """

    def __init__(self, setting: str, reason: str) -> None:
        super().__init__(f"`{setting}`: {reason}")
        self.setting = setting
        self.reason = reason


class LimitExceededError(NumericsError):
    """A run is larger than allowed.

    Attributes:
        setting: Name of the limit.
        value: Size asked for.
        limit: Size allowed.
    """

    def __init__(self, setting: str, value: int, limit: int) -> None:
        super().__init__(f"`{setting}`: {value} asked for, {limit} allowed")
        self.setting = setting
        self.value = value
        self.limit = limit


class NonFiniteStateError(NumericsError):
    """A value became infinite or not a number.

    Attributes:
        slot: Name of the first slot, in the order of computation, whose value is not finite.
        time: Model time.
        value: The value.
        cause: A few words, e.g. `division by zero`.
        operands: Values of the operands of the operation at fault.
    """

    def __init__(
        self, *, slot: str, time: float, value: float, cause: str, operands: tuple[float, ...]
    ) -> None:
        super().__init__(f"`{slot}` is {value} at time {time:g}: {cause}")
        self.slot = slot
        self.time = time
        self.value = value
        self.cause = cause
        self.operands = operands
