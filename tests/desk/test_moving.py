"""A running case and a new version of the routines: it stays, or moves by a reason and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.sample import Jour, asked, open_child, reply, visit

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.moving import FORMER, dry, move, passages
from jourstod.domain.answers import Answer
from jourstod.domain.case import replay
from jourstod.domain.errors import (
    AlreadySettled,
    CannotMove,
    CaseClosedAlready,
    NotFoundInCase,
    ReasonMissing,
)
from jourstod.domain.events import BundleAdopted

BARN, FAKTA, FRISTER = "barn.yaml", "fakta.yaml", "register/frister.yaml"
LONGER = (FRISTER, "längd: 1 vecka", "längd: 2 veckor")
NEW_WORDS = (BARN, "Behöver barnet omedelbart skydd?", "Ska barnet skyddas nu?")


def publish(jour: Jour, *changes: tuple[str, str, str]) -> None:
    """Replace passages in the folder, as when a new version is published."""
    for path, old, new in changes:
        assert old in jour.shelf.files[path], old
        jour.shelf.files[path] = jour.shelf.files[path].replace(old, new)


def at_protection(jour: Jour) -> tuple[Desk, str]:
    """A child's case with the threat answered and the protection asked."""
    desk = jour.desk()
    id = open_child(desk)
    reply(desk, id, "fara", "nej")
    reply(desk, id, "ålder", "barn")
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "lågt")
    assert asked(desk, id) == ["skydd"]
    return desk, id


def words(desk: Desk, id: str, step: str) -> str:
    return desk.book(desk.case(id)).step("barn", step).text


def test_a_running_case_stays_on_its_version() -> None:
    jour = Jour()
    desk, id = at_protection(jour)
    publish(jour, NEW_WORDS)
    reply(desk, id, "skydd", "nej", reason="Hon är trygg.")
    fresh = jour.desk()
    assert words(fresh, id, "skydd") == "Behöver barnet omedelbart skydd?"
    new = open_child(fresh)
    assert words(fresh, new, "skydd") == "Ska barnet skyddas nu?"


def test_a_move_is_an_event_and_moving_back_is_another() -> None:
    jour = Jour()
    desk, id = at_protection(jour)
    publish(jour, NEW_WORDS)
    before = desk.case(id).bundle
    move(desk, id, "current", "Ny lag.", new_command())
    assert words(desk, id, "skydd") == "Ska barnet skyddas nu?"
    assert words(jour.desk(), id, "skydd") == "Ska barnet skyddas nu?"
    event = desk.case(id).entries[-1].event
    assert event == BundleAdopted(desk.case(id).bundle, before, "Ny lag.")
    move(desk, id, FORMER, "Fel version.", new_command())
    assert desk.case(id).bundle == before
    assert words(desk, id, "skydd") == "Behöver barnet omedelbart skydd?"
    assert asked(desk, id) == ["skydd"]


def test_the_dry_run_shows_clocks_and_questions_before_and_after_and_writes_nothing() -> None:
    jour = Jour()
    desk, id = at_protection(jour)
    reply(desk, id, "skydd", "ja", reason="Hot.")
    reply(desk, id, "beslut", beslutsfattare="Eva Ek", reason="Hot.")
    publish(jour, LONGER, (BARN, "Får vi kontakta regionkoordinatorn?", "Får vi ringa?"))
    seq = desk.case(id).seq
    ((_, told),) = passages(desk)
    assert told.possible
    assert told.before.questions == ("Får vi kontakta regionkoordinatorn?",)
    assert told.after.questions == ("Får vi ringa?",)
    assert told.before.clocks != told.after.clocks
    assert desk.case(id).seq == seq


HINDERS: list[tuple[list[tuple[str, str, str]], str]] = [
    ([(BARN, "  hot:\n", "  fara_nu:\n"), (BARN, "börjar: hot", "börjar: fara_nu")],
     "Steget «hot» som är besvarat finns inte längre i «Barn i fara»."),
    ([(BARN, "  skydd:\n", "  skyddas:\n"), (BARN, "{ akut: skydd, lågt: skydd, vet inte: skydd }",
      "{ akut: skyddas, lågt: skyddas, vet inte: skyddas }"),
      (BARN, "ska: skydd,", "ska: skyddas,")],
     "Steget «skydd» som är frågat nu finns inte längre i «Barn i fara»."),
    ([(FAKTA, "värden: { ja: Behöver skydd, nej: Behöver inte skydd }",
       "värden: { ja: Behöver skydd, nej: Behöver inte skydd, osäkert: Oklart }"),
      (BARN, "      ja: beslut\n", "      ja: beslut\n      osäkert: chef\n")],
     "Den öppna frågan «skydd» har fått andra svar att välja bland."),
    ([(FAKTA, "värden: { akut: Akut, lågt: Lågt }", "värden: { akut: Akut, ringa: Ringa }"),
      (BARN, "lågt: skydd", "ringa: skydd"), (BARN, "hot: lågt", "hot: ringa")],
     "Värdet «Lågt» av uppgiften «Hot» finns inte längre."),
    ([(BARN, "krav:\n", "krav:\n  - { id: aldrig-så, aldrig: skydd, när: { hot: lågt },\n"
       "      lagrum: sol-20-1, säg: Vid lågt hot frågas inget. }\n")],
     "Ett krav är redan brutet på den väg ärendet har gått: Vid lågt hot frågas inget."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "why"), HINDERS)
def test_what_would_be_lost_is_said_and_refused(
    changes: list[tuple[str, str, str]], why: str
) -> None:
    jour = Jour()
    desk, id = at_protection(jour)
    publish(jour, *changes)
    seq = desk.case(id).seq
    assert why in dry(desk, id, "current").obstacles
    with pytest.raises(CannotMove) as refused:
        move(desk, id, "current", "Ny lag.", new_command())
    assert why in refused.value.sentence
    assert desk.case(id).seq == seq


def test_a_routine_that_is_gone_keeps_the_case_where_it_is() -> None:
    jour = Jour()
    desk, id = at_protection(jour)
    del jour.shelf.files[BARN]
    publish(jour, ("inkommande.yaml", "    startar: [barn]\n", ""))
    assert dry(desk, id, "current").obstacles == (
        "Rutinen «Barn i fara» som ärendet går i finns inte längre.",
    )


def test_a_consent_to_a_receiver_that_is_gone_hinders() -> None:
    jour = Jour()
    desk, id = at_protection(jour)
    reply(desk, id, "skydd", "ja", reason="Hot.")
    reply(desk, id, "beslut", beslutsfattare="Eva Ek", reason="Hot.")
    reply(desk, id, "lov", "ja")
    text = jour.shelf.files["register/myndigheter.yaml"]
    jour.shelf.files["register/myndigheter.yaml"] = text[: text.index("  regionkoordinator:")]
    publish(jour, (BARN, "samtycke: regionkoordinator", "samtycke: polisen"))
    assert dry(desk, id, "current").obstacles == (
        "Mottagaren «Regionkoordinatorn» som samtycket gäller finns inte längre.",
    )


def test_a_krav_that_was_walked_past_with_a_reason_does_not_hinder() -> None:
    jour = Jour()
    publish(jour, (BARN, "krav:\n", "krav:\n  - { id: inte-nu, aldrig: chef, när: { hot: akut },\n"
                   "      lagrum: sol-20-1, säg: Ring inte. }\n"))  # fmt: skip
    desk = jour.desk()
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "akut")
    given = Answer(("nej",), reason="Trygg.")
    desk.answer(id, visit(desk, id, "skydd"), given, new_command(), insist="Måste.")
    publish(jour, NEW_WORDS)
    assert dry(desk, id, "current").possible


def test_what_came_after_the_move_hinders_the_way_back() -> None:
    jour = Jour()
    desk, id = at_protection(jour)
    publish(jour, (BARN, "  chef:\n", "  extra:\n    läs: Läs.\n    källa: manualen\n"
                   "    sedan: slut\n  chef:\n"), (BARN, "    sedan: slut\n  slut", "    sedan: "
                   "extra\n  slut"))  # fmt: skip
    move(desk, id, "current", "Ny lag.", new_command())
    reply(desk, id, "skydd", "nej", reason="Trygg.")
    reply(desk, id, "uppgift")
    reply(desk, id, "extra")
    with pytest.raises(CannotMove, match="«extra» som är besvarat finns inte längre"):
        move(desk, id, FORMER, "Fel.", new_command())


def test_a_move_without_reason_to_the_same_version_or_of_a_closed_case_is_refused() -> None:
    jour = Jour()
    desk, id = at_protection(jour)
    with pytest.raises(AlreadySettled):
        move(desk, id, "current", "Ny.", new_command())
    with pytest.raises(NotFoundInCase):
        move(desk, id, FORMER, "Fel.", new_command())
    publish(jour, NEW_WORDS)
    with pytest.raises(ReasonMissing):
        move(desk, id, "current", " ", new_command())
    desk.close(id, "avslutat", "Klart.", new_command())
    with pytest.raises(CaseClosedAlready):
        move(desk, id, "current", "Ny.", new_command())


VERSIONS: list[Callable[[], list[tuple[str, str, str]]]] = [
    lambda: [NEW_WORDS, LONGER],
    lambda: [(BARN, "vet inte: chef", "vet inte: beslut")],
    *(lambda changes=changes: changes for changes, _ in HINDERS),
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=9), st.sampled_from(VERSIONS))
def test_a_case_that_moved_replays_and_has_lost_nothing(
    ways: list[int], version: Callable[[], list[tuple[str, str, str]]]
) -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    for way in ways:
        _answer_something(desk, id, way)
    publish(jour, *version())
    before = desk.case(id)
    answered = {v.id: (v.step, v.answer, v.outcome) for v in before.visits.values() if not v.open}
    facts, open_now = dict(before.facts), [v.id for v in before.open_visits()]
    if not dry(desk, id, "current").possible:
        return
    move(desk, id, "current", "Ny lag.", new_command())
    case = replay(id, desk.case(id).entries)
    book = jour.desk().book(case)
    kept = {v.id: (v.step, v.answer, v.outcome) for v in case.visits.values() if not v.open}
    assert (kept, case.facts) == (answered, facts)
    assert [v.id for v in case.open_visits()] == open_now
    for shown in case.visits.values():
        assert shown.step in book.routines[case.tracks[shown.track].routine].steps
    if open_now:
        _answer_something(desk, id, 0)
        assert desk.case(id).seq > case.seq


def _answer_something(desk: Desk, id: str, way: int) -> None:
    for shown in desk.case(id).open_visits()[:1]:
        track = desk.case(id).tracks[shown.track]
        book = desk.book(desk.case(id))
        fact = book.facts.get(book.step(track.routine, shown.step).fact)
        values = (fact.choices[way % len(fact.choices)].id,) if fact else ()
        given = Answer(values, fields=(("beslutsfattare", "Eva Ek"),), reason="Skäl.")
        desk.answer(id, shown.id, given, new_command(), insist="Skäl.")
