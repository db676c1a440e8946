"""The station's own limit is copied however its clock began: an answer, a correction, a change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.sample import FILES, STATION, FixedShelf, Jour, open_child, reply

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.answers import Answer
from jourstod.domain.clocks import running
from jourstod.domain.station_file import LocalClock, LocalClockKind

WATCH = """\
  vaka:
    namn: Vaka
    slag: lokal
    börjar: { händelse: svar, gäller: "hot:akut" }
    varför: Den räknas från hotet.
    längd: lokal
    lokal klocka: försvunnet-barn
    ska göras: Håll ärendet öppet.
    vem: Jouren
    när den löper ut: Någon prövar om det kan avslutas.
"""
OWN = LocalClock(LocalClockKind.MISSING_CHILD, "3 veckor", "soder", "Nämndens rutin")


@pytest.mark.parametrize("way", ["answer", "correction", "change"])
def test_the_limit_is_copied_however_the_clock_began(way: str) -> None:
    jour = Jour()
    jour.shelf = FixedShelf(
        {**FILES, "register/frister.yaml": FILES["register/frister.yaml"] + WATCH}
    )
    desk = jour.desk()
    desk.station = replace(STATION, clocks=(OWN,))
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "akut" if way == "answer" else "lågt")
    akut = Answer(("akut",))
    if way == "correction":
        [visit] = [v.id for v in desk.case(id).visits.values() if v.step == "hot"]
        desk.correct(id, visit, akut, "Fel.", new_command())
    elif way == "change":
        desk.change(id, "hot", akut, "Han är utanför.", new_command())
    (ends,) = _ends(desk, id)
    assert ends == "2026-12-14"
    desk.station = replace(STATION, clocks=(replace(OWN, limit="1 vecka"),))
    assert _ends(desk, id) == [ends], "a file that is changed later moves nothing"


def _ends(desk: Desk, id: str) -> list[str]:
    case = desk.case(id)
    watch = [c for c in running(case, desk.book(case), desk.clock()) if c.duty.id == "vaka"]
    return [clock.due.unextended.isoformat() if clock.due else "" for clock in watch]
