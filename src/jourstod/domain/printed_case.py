"""Printed case: everything that stands on the paper of a running case, as words only."""

from __future__ import annotations

from dataclasses import dataclass

from .printed_routine import PrintedContact, PrintedNumbers, PrintedStep
from .sheet import SheetPart


@dataclass(frozen=True, slots=True)
class PrintedDone:
    """A step that is settled, on one line: number, name, the answer in a word, when, by whom."""

    number: int
    name: str
    answer: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class PrintedTrack:
    """A routine as it runs in the case: what is done, what is asked now, and what may come."""

    title: str
    state: str
    done: tuple[PrintedDone, ...] = ()
    asked: tuple[PrintedStep, ...] = ()
    ahead: tuple[PrintedStep, ...] = ()
    starts: tuple[str, ...] = ()
    """Titles of other routines that an answer here may start; their paper is in the binder."""


@dataclass(frozen=True, slots=True)
class PrintedCase:
    """A running case on paper, for the own jour only: to go on by hand, and to type in again.

    `number` is all that its title and its file are named by; `log` says how far the log had come.
    """

    number: str
    subject: str
    made_at: str
    made_by: str
    station: str
    bundle: str
    log: str
    notice: str
    practice: bool
    first: tuple[SheetPart, ...]
    tracks: tuple[PrintedTrack, ...]
    contacts: tuple[PrintedContact, ...] = ()
    local: tuple[PrintedNumbers, ...] = ()
    local_note: str = ""
    afterwards: tuple[str, ...] = ()
