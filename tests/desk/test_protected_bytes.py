"""A name in every typed field of a protected case is in no bytes that leave the desk.

For one who wrote it in and one on the list (both see it masked), and for one who is neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta

import pytest
from tests.desk.protected_case import LISTED, OTHER, desk_of, leaks, planted_night
from tests.reports.read import words_of

from jourstod.desk.all_clocks import all_clocks
from jourstod.desk.board import to_bytes
from jourstod.desk.case_life import show_case
from jourstod.desk.case_papers import paper_of, papers
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.inbox import inbox
from jourstod.desk.looked import ended_since, looked
from jourstod.desk.moving import passages as moves
from jourstod.desk.night_sheets import morning, shift
from jourstod.desk.protection_forms import known
from jourstod.desk.receipts import receipts
from jourstod.desk.rows import plain
from jourstod.desk.sheets import passages, receivers, sheet_for
from jourstod.desk.step_use import step_use
from jourstod.domain.errors import JourError, SheetStopped
from jourstod.domain.open_list import open_list
from jourstod.domain.overview import questions
from jourstod.domain.people import Handler
from jourstod.domain.protection import ProtectedCase
from jourstod.domain.timeline import recent
from jourstod.reports import file_name, render
from jourstod.reports.as_calendar import DueDay, as_calendar
from jourstod.reports.case_paper import render_case

JOUR, CASE = planted_night()
ANNA = Handler("AB", "Anna Berg")
ADMITTED = [ANNA, LISTED]
EVERYBODY = [*ADMITTED, OTHER]


def over_all(desk: Desk) -> Iterator[tuple[str, str]]:
    """What anybody gets of all cases at once."""
    for row in desk.board():
        yield "board", to_bytes(row).decode()
        yield "cases --json", json.dumps(asdict(row), ensure_ascii=False)
    yield "clocks", repr([(r.number, r.clock.duty.name, r.line) for r in all_clocks(desk)])
    days = [DueDay(r.number, r.key, r.clock.due.ends_at) for r in all_clocks(desk) if r.clock.due]
    yield "calendar", as_calendar(days, desk.clock()).decode()
    for sheet in (morning(desk, "soder"), shift(desk)):
        for form in ("text", "html", "json", "pdf"):
            yield f"{sheet.heading} {form}", words_of(form, render(sheet, form))
            yield f"{sheet.heading} file name", file_name(sheet, form)
    looked(desk)
    yield "ended", ended_since(desk, desk.board())
    yield "inbox", repr(inbox(desk))
    yield "statistics", repr(step_use(desk))
    yield "migrate", repr(list(moves(desk)))
    yield "known", known(desk, "Zoraida Kvistqvist")
    for number, paper in papers(desk):
        try:
            yield number, words_of("html", render_case(paper(), "html"))
        except JourError as refusal:
            yield number, refusal.sentence


def of_the_case(desk: Desk) -> Iterator[tuple[str, str]]:
    """What one who may open the case gets of it, masked."""
    yield from on_paper(desk)
    case = desk.case(CASE)
    book = desk.book(case)
    yield "log show --json", json.dumps([plain(e) for e in case.entries], ensure_ascii=False)
    yield "time line", repr(recent(case, book, 10_000))
    yield "open", repr(open_list(case, book))
    yield "questions", repr(questions(case, book))
    yield "since", repr(desk.since(CASE, 0))
    yield "the whole case", repr(case)


def on_paper(desk: Desk) -> Iterator[tuple[str, str]]:
    """Every sheet in every form, the paper, and the receipts."""
    for receiver, name, own in receivers(desk, CASE):
        yield "receivers", name
        found = () if own else tuple(id for id, _ in passages(desk, CASE, receiver))
        for picked in {(), found}:
            try:
                sheet = sheet_for(desk, CASE, receiver, picked).sheet
            except SheetStopped as stopped:
                yield receiver, stopped.sentence
                continue
            for form in ("text", "html", "json"):
                yield f"{receiver} {form}", words_of(form, render(sheet, form))
                yield f"{receiver} file name", file_name(sheet, form)
        yield f"{receiver} passages", repr(passages(desk, CASE, receiver))
    yield "pdf", words_of("pdf", render(sheet_for(desk, CASE).sheet, "pdf"))
    yield "receipts", repr(receipts(desk, CASE))
    for form in ("html", "pdf"):
        yield "paper", words_of(form, render_case(paper_of(desk, CASE), form))


def test_the_name_was_planted_at_all() -> None:
    whole = repr(desk_of(JOUR, OTHER).whole(CASE).entries).casefold()
    assert whole.count("kvistqvist") > 100


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda one: one.signature)
def test_nothing_over_all_cases_has_the_name(who: Handler) -> None:
    desk = desk_of(JOUR, who)
    JOUR.now.at += timedelta(minutes=1)
    assert not [where for where, words in over_all(desk) if leaks(words)]


@pytest.mark.parametrize("who", ADMITTED, ids=lambda one: one.signature)
def test_nothing_of_a_masked_case_has_the_name(who: Handler) -> None:
    found = dict(of_the_case(desk_of(JOUR, who)))
    assert len(found) > 20
    assert not [where for where, words in found.items() if leaks(words)]


def test_paper_has_not_the_name_while_the_screen_shows_it() -> None:
    jour, case = planted_night()
    desk = desk_of(jour, ANNA)
    show_case(desk, case, "Ringer henne.", new_command())
    assert leaks(repr(desk.case(case).entries))
    desk_here = desk_of(JOUR, ANNA)
    show_case(desk_here, CASE, "Ringer henne.", new_command())
    assert not [where for where, words in on_paper(desk_here) if leaks(words)]
    assert not [where for where, words in over_all(desk_here) if leaks(words)]


def test_one_who_is_not_on_the_list_gets_nothing_of_the_case() -> None:
    desk = desk_of(JOUR, OTHER)
    for attempt in (
        lambda: desk.case(CASE),
        lambda: receivers(desk, CASE),
        lambda: sheet_for(desk, CASE),
        lambda: receipts(desk, CASE),
        lambda: desk.since(CASE),
        lambda: paper_of(desk, CASE),
    ):
        with pytest.raises(ProtectedCase) as refusal:
            attempt()
        assert not leaks(refusal.value.sentence)


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda one: one.signature)
def test_neither_routine_nor_duty_nor_namnd_stands_on_the_board(who: Handler) -> None:
    desk = desk_of(JOUR, who)
    words = "".join(json.dumps(asdict(row), ensure_ascii=False) for row in desk.board())
    words += repr([(r.clock.duty.id, r.clock.duty.name, r.line) for r in all_clocks(desk)])
    for name in ("soder", "Söder", "barn", 'skydd"', "skyddsbed", "underst", "Underst", "Blå 7"):
        assert name not in words
