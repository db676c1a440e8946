"""A planted address, in every typed field in turn, is on no sheet that is not cleared for it.

The fields are found from the events themselves, so that a new one is covered the day it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from tests.desk.sample import Jour
from tests.desk.sheet_case import sheet_desk, sheet_jour, tell, whole_night
from tests.domain.planting import everywhere_planted, planted
from tests.reports.read import words_of

from jourstod.desk.command import Command, new_command
from jourstod.desk.desk import Desk
from jourstod.desk.night_sheets import morning, shift
from jourstod.desk.sheets import hand_over, passages, receivers, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.entries import Act, Entry, Written
from jourstod.domain.errors import SheetStopped
from jourstod.domain.sheet import Sheet
from jourstod.domain.spoken_time import heard
from jourstod.reports import file_name, render

SECRET = "Krongatan 12, Luleå"
TRACES = ("krongat", "luleå", "lulea")
CLEARED = ("boendet",)
"""The only receiver the address is cleared for."""


def night() -> tuple[Jour, Desk, str]:
    """A night where the address was told once as what it is, and everything else has happened."""
    jour = sheet_jour()
    desk = sheet_desk(jour)
    child = whole_night(desk)
    tell(desk, child, "adress", text=SECRET)
    desk.acts.set_callback(child, "Ek", "svar", "2026-11-24T02:00:00+00:00", new_command())
    hand_over(desk, child, sheet_for(desk, child), new_command(), "text")
    return jour, desk, child


def sheets(desk: Desk, child: str) -> Iterator[tuple[str, Sheet]]:
    """Every sheet there is, also with every passage picked; one that is stopped goes nowhere."""
    for receiver, _, own in receivers(desk, child):
        if receiver in CLEARED:
            continue
        found = () if own else tuple(id for id, _ in passages(desk, child, receiver))
        for picked in {(), found, *((one,) for one in found[-1:])}:
            try:
                yield receiver, sheet_for(desk, child, receiver, picked).sheet
            except SheetStopped as stopped:
                assert not own, f"{receiver}: the own nämnd's sheet is struck, never stopped"
                assert not leaks(stopped.sentence), receiver
    yield "morgonblad", morning(desk)
    yield "skiftrapport", shift(desk)


def leaks(words: str) -> bool:
    plain = words.casefold()
    bare = "".join(sign for sign in plain if sign.isalnum())
    return any(trace in plain or trace in bare for trace in TRACES)


def add(desk: Desk, child: str, event: ev.CaseEvent) -> None:
    desk.do(child, new_command(), lambda case, act: _one(act, event))


_, _DESK, _CHILD = night()
FIELDS = [(name, event) for name, event in planted(_DESK.case(_CHILD), SECRET)]


def test_every_kind_of_event_with_a_typed_field_is_planted() -> None:
    kinds = {name.partition(".")[0] for name, _ in FIELDS}
    without = {kind.KIND for kind in get_args(ev.CaseEvent)} - kinds
    assert without == {"transferred_to_journal", "decision_enforced", "visits_voided"} - kinds
    assert len(FIELDS) > 100


@pytest.mark.parametrize("kind", get_args(ev.CaseEvent), ids=lambda kind: kind.KIND)
def test_the_address_in_a_typed_field_is_on_no_sheet(kind: type) -> None:
    """Field by field, in text, HTML and JSON, and in the file's name."""
    names = [name for name, event in FIELDS if type(event) is kind]
    for number, name in enumerate(names):
        _, desk, child = night()
        event = [e for n, e in planted(desk.case(child), SECRET) if type(e) is kind][number]
        add(desk, child, event)
        for receiver, sheet in sheets(desk, child):
            for form in ("text", "html", "json"):
                words = words_of(form, render(sheet, form))
                assert not leaks(words), f"{name}: {receiver}, {form}"
                assert not leaks(file_name(sheet, form)), f"{name}: {receiver}"


@pytest.mark.parametrize("kind", get_args(ev.CaseEvent), ids=lambda kind: kind.KIND)
def test_the_address_in_all_fields_of_an_event_is_in_no_pdf(kind: type) -> None:
    """The text of the pages, the metadata and every string of the file."""
    _, desk, child = night()
    add(desk, child, everywhere_planted(desk.case(child), kind, SECRET))
    for receiver, sheet in sheets(desk, child):
        if receiver in ("mottagning", "polisen", "regionkoordinator", "beslut-1", "journal"):
            assert not leaks(words_of("pdf", render(sheet, "pdf"))), receiver


@pytest.mark.parametrize(
    "said",
    ["krongatan 12", "KRONGATAN", "Krongatans hörn", "K r o n g a t a n", "Kron-gatan 12",
     "Krongatan\u200b12", "på krongatan", "Krongatan12", "i Luleå", "Luleås"],
)  # fmt: skip
def test_the_ways_of_writing_it_that_the_tripwire_promises(said: str) -> None:
    _, desk, child = night()
    desk.acts.note(child, f"Hon är {said} nu.", new_command())
    for receiver, sheet in sheets(desk, child):
        assert not leaks(words_of("text", render(sheet, "text"))), receiver


def test_who_told_it_and_the_words_for_when_are_typed_too() -> None:
    jour, desk, child = night()
    for told_by, when in ((SECRET, "22:10"), ("CD", "22:10")):
        at = heard(when, jour.now())
        desk.acts.note(child, "Kom hem.", Command(new_command().id, at, told_by))
    for receiver, sheet in sheets(desk, child):
        assert not leaks(words_of("text", render(sheet, "text"))), receiver


def test_the_walls_are_there_at_all() -> None:
    """The receiver that is cleared for it reads it: the plant is not lost on the way."""
    _, desk, child = night()
    told = next(id for id, words in passages(desk, child, "boendet") if "Krongatan" in words)
    sheet = sheet_for(desk, child, "boendet", (told,)).sheet
    assert leaks(words_of("text", render(sheet, "text")))


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries
