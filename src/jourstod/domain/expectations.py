"""Expectations: what a written night says must be so at a moment, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetExpected:
    """What a sheet for a receiver holds and lacks."""

    receiver: str
    holds: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemExpected:
    """An open item: its kind, who sees to it, words in it; or that there is none such."""

    kind: str = ""
    owner: str = ""
    words: tuple[str, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class ClockExpected:
    """A running clock by its duty: the day to work towards, the last lawful day (ISO days).

    `passed` is None when it does not matter whether its last lawful day is over.
    """

    duty: str
    due: str = ""
    last: str = ""
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Expecting:
    """What must be so at this moment; None and "" for what is not looked at.

    `became_due`: words in each thing that became due since the line before; () for nothing.
    `shows`: provisions and sources, by id, that the open questions name (`step` alone, when said).
    """

    step: str = ""
    open_steps: tuple[str, ...] | None = None
    open_items: int | None = None
    clocks: tuple[str, ...] | None = None
    refused: str = ""
    sheet: SheetExpected | None = None
    items: tuple[ItemExpected, ...] = ()
    due: tuple[ClockExpected, ...] = ()
    became_due: tuple[str, ...] | None = None
    shows: tuple[str, ...] = ()
