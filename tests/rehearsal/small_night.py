"""A small night in the small rulebook of the desk's tests, and a way to play it."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.desk.sample import STATION, FixedShelf

from jourstod.desk.desk import Desk
from jourstod.desk.ports import Vault
from jourstod.domain.case import Case
from jourstod.domain.night import Night
from jourstod.domain.people import Handler
from jourstod.reading.night_reader import read_night_text
from jourstod.rehearsal.clock import NightClock
from jourstod.rehearsal.rehearsal import Played, Rehearsal
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import PlainCodec

HEAD = """\
språk: 1
prov: natt
titel: En natt
börjar: 2026-11-23T22:40
nämnd: Söder
handläggare: AB
händelser:
"""
OPEN = "  - { kl: 22:41, nytt ärende: { alias: Maja, anmälan: anmälan } }\n"
TO_CHILD = """\
  - { kl: 22:42, svara: fara, med: nej }
  - { kl: 22:43, svara: ålder, med: barn }
  - { kl: 22:43, svara: börja_barn }
"""
BEGINS = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)


class Theatre:
    """One store where nights are played; each play has a clock and a desk of its own."""

    def __init__(self) -> None:
        self.clock = NightClock(BEGINS)
        self.vault: Vault = MemoryVault(self.clock)
        self.shelf = FixedShelf()

    def desk(self, handler: Handler = Handler("AB", "AB")) -> Desk:  # noqa: B008
        return Desk(self.vault, PlainCodec(), self.shelf, self.clock, STATION, handler, "övning")

    def play(self, lines: str, head: str = HEAD) -> Played:
        return Rehearsal(self.desk(), self.clock, self.desk).play(night(lines, head))

    def case(self, number: str) -> Case:
        desk = self.desk()
        return desk.case(desk.find(number))


def night(lines: str, head: str = HEAD) -> Night:
    """The night that these lines make."""
    read, findings = read_night_text(head + lines, "natt.yaml")
    assert read is not None, [finding.text() for finding in findings]
    return read


def played(lines: str) -> Case:
    """The only case of a night that is played without a failure."""
    theatre = Theatre()
    told = theatre.play(lines)
    assert told.failures == (), told.failures
    assert len(told.numbers) == 1
    return theatre.case(told.numbers[0])
