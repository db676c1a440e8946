"""Föredragning and who may decide: said in order, never longer than it can be listened to."""

from __future__ import annotations

from dataclasses import replace

from tests.tui.night import BOOK, STATION, a_child, a_desk, answer

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.briefing import ABOUT, MOST_WORDS, Briefing, briefing
from jourstod.domain.reaching import deciders, reach
from jourstod.domain.station import Mandate


def _read(desk: Desk, id: str) -> Briefing:
    case = desk.case(id)
    return briefing(case, desk.book(case), "barn «Maja»")


def _part(found: Briefing, heading: str) -> tuple[tuple[str, ...], str]:
    return next((part.lines, part.ask) for part in found.parts if part.heading == heading)


def test_the_parts_come_in_the_order_they_are_listened_to() -> None:
    desk = a_desk()
    headings = [part.heading for part in _read(desk, a_child(desk)).parts]
    assert headings == [
        "Vem det gäller", "Vad som har hänt", "Risken i natt", "Varför inte samtycke",
        "Varför det inte kan vänta", "Vad de själva säger", "Vad jag begär",
    ]  # fmt: skip


def test_what_the_case_does_not_know_is_asked_of_the_one_who_reads() -> None:
    desk = a_desk()
    lines, ask = _part(_read(desk, a_child(desk)), "Varför inte samtycke")
    assert lines == ()
    assert ask.startswith("Säg varför samtycke")


def test_the_decision_that_waits_is_what_is_asked_for_with_its_provision() -> None:
    desk = a_desk()
    id = a_child(desk)
    answer(desk, id, "hot", "akut")
    answer(desk, id, "tecken", "hot")
    answer(desk, id, "språk", "s1")
    answer(desk, id, "tolk", vem="Ali")
    answer(desk, id, "skyddsbedömning", "ja", reason="hotad av bosse")
    lines, ask = _part(_read(desk, id), "Vad jag begär")
    assert lines == ("Föredra för ledamoten: LVU 6 §. (lvu-6)",)
    assert ask == ""


def test_own_words_are_read_as_they_were_said_but_not_the_deciders_own() -> None:
    desk = a_desk()
    id = a_child(desk)
    told = replace(new_command(), told_by="modern")
    desk.acts.note(id, "Ta henne inte hem.", told, verbatim=True, about="Vad vill du")
    desk.acts.note(id, "Jag beslutar.", new_command(), verbatim=True, about=ABOUT)
    assert _part(_read(desk, id), "Vad de själva säger")[0] == ("Modern: ”Ta henne inte hem.”",)


def test_a_long_case_is_still_read_in_four_minutes_and_says_what_it_left_out() -> None:
    desk = a_desk()
    id = a_child(desk)
    for n in range(20):
        desk.acts.note(id, "ord " * 300 + str(n), new_command(), verbatim=True, about="Vad hände")
    found = _read(desk, id)
    words = sum(len(text.split()) for part in found.parts for text in (*part.lines, part.ask))
    assert words <= MOST_WORDS
    assert found.minutes <= 4
    assert any("till, i tidslinjen" in line for line in _part(found, "Vad de själva säger")[0])


def test_what_is_not_known_is_read_aloud_with_words_also_without_a_reason() -> None:
    desk = a_desk()
    id = a_child(desk)
    answer(desk, id, "hot", "vet_inte")
    assert _part(_read(desk, id), "Det vet vi inte")[0] == ("hot",)


def test_those_whose_mandate_holds_today_are_called_first() -> None:
    old = Mandate("Kim Gran", "ledamot", "soder", "lvu-6", "2020-01-01", "2020-12-31")
    station = replace(STATION, mandates=(old, *STATION.mandates))
    desk = a_desk()
    [soder] = deciders(station, BOOK, "soder", desk.clock())
    assert [(m.person, m.holds) for m in soder.mandates] == [
        ("Eva Berg", True),
        ("Kim Gran", False),
    ]


def test_an_old_or_unconfirmed_number_is_said_to_be_that() -> None:
    now = a_desk().clock()
    police, interpreter = BOOK.agencies["polisen"], BOOK.agencies["tolk"]
    assert reach(police, BOOK.calendar, now).fresh
    assert reach(interpreter, BOOK.calendar, now).confirmed.endswith("gammalt")
    assert not reach(replace(police, checked=""), BOOK.calendar, now).fresh
