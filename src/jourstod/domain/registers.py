"""Entries of the registers: provisions, sources, agencies, duties, shalls and secrecy, as read."""

from __future__ import annotations

from dataclasses import dataclass

from .findings import Place


@dataclass(frozen=True, slots=True)
class Provision:
    """A lagrum: current number first, what it requires, and how sure we are."""

    id: str
    current: str
    requires: str
    confidence: str
    place: Place
    former: str = ""
    valid_from: str = ""
    valid_until: str = ""
    text_as_of: str = ""
    check_at: str = ""
    checked: str = ""
    warning: str = ""

    @property
    def cited(self) -> str:
        """As shown: current number, old in brackets, and a mark when not verified."""
        old = f" (f.d. {self.former})" if self.former else ""
        mark = "" if self.confidence == "verifierad" else f" [{self.confidence}]"
        return f"{self.current}{old}{mark}"


@dataclass(frozen=True, slots=True)
class Source:
    """A source other than a provision: manual, guidance, the commissioning document."""

    id: str
    title: str
    place: Place
    where: str = ""
    checked: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """A receiver or actor: role, hours as written, numbers, what it needs."""

    id: str
    name: str
    role: str
    hours: str
    place: Place
    numbers: tuple[tuple[str, str], ...] = ()
    handed_over: str = ""
    needs: str = ""
    source: str = ""
    checked: str = ""
    own_board: bool = False
    """Part of the own nämnd: free text and all facts may go there."""


LOCAL = "lokal"
"""The length of a duty that only the station's file can tell."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty or clock of the register frister.yaml; counted by domain/clocks.py."""

    id: str
    name: str
    kind: str
    starts_at: str
    starts_on: str
    why_start: str
    length: str
    due: str
    who: str
    on_expiry: str
    place: Place
    extends: str = "osäker"
    practice: str = ""
    met_by: tuple[str, ...] = ()
    common_mistake: str = ""
    wrong_start: str = ""
    cases: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    not_ours: str = ""
    """Why no step of a routine has to fulfil it: it is not the jour's task."""
    local: str = ""
    """The station's own clock (`LocalClockKind`) that wins over `length`."""
    same_day: bool = False
    """Practice: done the same day, or the day after what came late (prop. 2012/13:10 s. 60)."""
    opens: str = ""
    """The agency at whose next opening it can be done at the earliest."""


@dataclass(frozen=True, slots=True)
class Shall:
    """Something a provision demands without a clock; fulfilled by steps that cite the provision.

    `done_in` narrows which kinds of steps can fulfil it; empty means any.
    """

    id: str
    sentence: str
    place: Place
    provisions: tuple[str, ...] = ()
    done_in: tuple[str, ...] = ()
    not_ours: str = ""


@dataclass(frozen=True, slots=True)
class SecrecyRule:
    """What may go to a receiver in one situation: by consent, without it, and within what limits.

    `with_consent` and `without_consent` are sentences; "" is a no. `receivers` are the agencies
    it holds for: none for somebody no sheet is made to, like the press.
    """

    id: str
    to: str
    place: Place
    limits: str
    confidence: str
    receivers: tuple[str, ...] = ()
    with_consent: str = ""
    without_consent: str = ""
    provisions: tuple[str, ...] = ()
    checked: str = ""
    note: str = ""
