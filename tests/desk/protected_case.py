"""A case about somebody with a protected identity, with something told in every field there is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace

from tests.desk.sample import EVA, Jour, open_child, still
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night
from tests.domain.planting import everywhere_planted

from jourstod.desk.case_life import tell_protection
from jourstod.desk.command import Command, new_command
from jourstod.desk.desk import Desk
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.entries import Act, Entry, Written
from jourstod.domain.people import Handler, Role
from jourstod.domain.protection import Level
from jourstod.domain.spoken_time import heard
from jourstod.domain.station import Board, Station
from jourstod.domain.station_file import LocalContact, LocalContactKind

PLANTED = "Zoraida Kvistqvist"
TRACES = ("zoraida", "kvistqvist", "maja", "bosse", "storgatan", "uppsala", "kuvert14")
"""Of the name, of the alias the case was opened with, and of where the person stays."""
NOT_PLANTED = (ev.ProtectionTold, ev.ProtectedOpened, ev.ProtectedShown, ev.CaseMadeFindable,
               ev.CaseClosed, ev.CaseMergedAway, ev.CaseOpened, ev.CaseMisfiled)  # fmt: skip
"""What would close the case, hide something of it, or is planted in another way."""

LISTED = Handler("EE", "Eva Ek")
OTHER = Handler("CD", "Carl Dahl")
CHIEF = Handler("GG", "Gun Gran", Role.TEAM_LEADER)
STATION = Station(
    "City",
    (Board("soder", "Söder", "018-10 00 00", "M"), Board("norr", "Norr")),
    (EVA,),
    contacts=(
        LocalContact(LocalContactKind.PROTECTED, "Eva Ek", phone="070-1", signature="EE"),
        LocalContact(LocalContactKind.PROTECTED, "Fia Falk", phone="070-2"),
    ),
)


def desk_of(jour: Jour, handler: Handler) -> Desk:
    """A desk at the station with a list of who may open protected files."""
    return still(
        Desk(jour.vault, jour.codec, jour.shelf, jour.now, STATION, handler, "övning"), jour
    )


def planted_night() -> tuple[Jour, str]:
    """A night with the name in every typed field of every event, and then the level is told."""
    jour = sheet_jour()
    first = sheet_desk(jour)
    case_id = whole_night(first)
    first.acts.set_callback(case_id, "Ek", "svar", "2026-11-24T02:00:00+00:00", new_command())
    hand_over(first, case_id, sheet_for(first, case_id), new_command(), "text")
    desk = desk_of(jour, Handler("AB", "Anna Berg"))
    for kind in kinds():
        event = everywhere_planted(desk.case(case_id), kind, PLANTED)
        if isinstance(event, ev.ContactMade | ev.CallbackSet):
            event = replace(event, number=PLANTED)
        add(desk, case_id, event)
    add(desk, case_id, ev.CaseGiven(PLANTED))
    then = replace(heard("22:10", jour.now()), words=PLANTED)
    desk.acts.note(case_id, "Kom hem.", Command(new_command().id, then, PLANTED))
    told = ev.ProtectionTold(
        Level.REGISTERED.value, PLANTED, reason=PLANTED, alias="Blå 7", pointer=PLANTED
    )
    tell_protection(desk, case_id, told, new_command())
    return jour, case_id


def kinds() -> Iterator[type]:
    """Kinds of events that can be told in a case that goes on."""
    from typing import get_args

    return (kind for kind in get_args(ev.CaseEvent) if kind not in NOT_PLANTED)


def protected(jour: Jour, level: Level = Level.REGISTERED) -> str:
    """A child's case that AB opened and told a level of."""
    desk = desk_of(jour, Handler("AB", "Anna Berg"))
    case_id = open_child(desk, alias="Blå 7")
    told = ev.ProtectionTold(level.value, "Skatteverkets avisering")
    tell_protection(desk, case_id, told, new_command())
    return case_id


def add(desk: Desk, case_id: str, event: ev.CaseEvent) -> None:
    """Put an event in the log as it is."""

    def decide(case: object, act: Act) -> list[Entry]:
        written = Written(replace(act, command=str(uuid.UUID(act.command))))
        written.add(event)
        return written.entries

    desk.do(case_id, new_command(), decide)


def leaks(words: str) -> bool:
    """Whether anything of the planted name stands in the words."""
    plain = words.casefold()
    bare = "".join(sign for sign in plain if sign.isalnum())
    return any(trace in plain or trace in bare for trace in TRACES)
