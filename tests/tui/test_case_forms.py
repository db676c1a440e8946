"""Facts about the forms a case has on the screen: each writes what the line mode would write."""

from __future__ import annotations

from tests.tui.night import a_case, a_child, a_desk, answer
from tests.tui.pilot import Night, play
from tests.tui.test_case_screen import at_protection

from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain.case_parts import ItemKind


async def _do(n: Night, words: str) -> None:
    """Do what the menu of everything calls that."""
    deed = next(deed for deed in n.screen.deeds() if deed.words == words)
    deed.do()
    await n.settle()


def _decided(desk: Desk) -> str:
    """A child's case with a decision in it."""
    id = at_protection(desk)
    answer(desk, id, "skyddsbedömning", "ja", reason="hot")
    [visit] = [visit.step for visit in desk.case(id).open_visits()]
    answer(desk, id, visit, beslutsfattare="Eva Ek")
    return id


def test_a_decision_that_was_carried_out_gets_its_own_time() -> None:
    desk = a_desk()
    id = _decided(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        await _do(n, "Beslutet är verkställt")
        assert "Eva Ek" in n.text
        await n.press("1")
        await n.write("nyss")
        await n.press("enter")

    play(desk, night)
    [decision] = desk.case(id).decisions.values()
    assert decision.enforced_at
    assert decision.event.enforced_at == ""


def test_what_there_is_nothing_of_is_said_and_no_form_opens() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        await _do(n, "Beslutet är verkställt")
        assert "Inget beslut väntar på att verkställas." in n.text

    play(desk, night)


def test_a_sibling_gets_a_case_of_its_own_linked_both_ways() -> None:
    desk = a_desk()
    id = a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        await _do(n, "Eget ärende för en till person")
        await n.write("olle")
        await n.press("enter")
        await n.write("bror")
        await n.press("enter", "1", "enter")

    play(desk, night)
    [(other, (number, relation))] = desk.case(id).links.items()
    assert relation == "bror"
    assert desk.case(other).number == number
    assert (desk.case(other).alias, desk.case(other).report) == ("olle", "anmälan")
    assert list(desk.case(other).links) == [id]


def test_a_note_by_a_colleague_on_the_phone_keeps_who_told_it_and_when() -> None:
    desk = a_desk()
    id = a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f2")
        await n.write("hon sover")
        await n.press("enter")
        await n.write("nyss")
        await n.press("enter", "C", "D", "enter")

    play(desk, night)
    notes = [(e.event, e.stamp) for e in desk.case(id).entries]
    [(text, stamp)] = [(e.text, s) for e, s in notes if isinstance(e, ev.NoteWritten)]
    assert (text, stamp.told_by, stamp.happened.words) == ("hon sover", "CD", "nyss")


def test_a_krav_in_the_way_of_what_could_not_be_done_is_walked_past_with_a_reason() -> None:
    desk = a_desk()
    id = at_protection(desk)
    for step, given in (("skyddsbedömning", "vet_inte"), ("chef", ""), ("plats", "vet_inte")):
        answer(desk, id, step, *([given] if given else []), reason="Vet inte än.")
    answer(desk, id, "mat", "mat", "sömn", "kläder")
    answer(desk, id, "år", "vet_inte")
    answer(desk, id, "lova", vad="Ringa")

    async def night(n: Night) -> None:
        await n.press("enter", "f5", "1")
        await n.write("ingen svarar")
        await n.press("enter")
        assert "Skyddsbedömningen är inte gjord." in n.text
        assert "Skäl att gå förbi kravet" in n.text
        assert [v.step for v in desk.case(id).open_visits()] == ["lämna"]
        await n.press("enter")  # without a reason it is still refused
        assert [v.step for v in desk.case(id).open_visits()] == ["lämna"]
        await n.write("dagen gör den")
        await n.press("enter")

    play(desk, night)
    case = desk.case(id)
    assert case.open_visits() == ()
    assert [i.note for i in case.open_items() if i.kind is ItemKind.REQUIREMENT] == [
        "dagen gör den"
    ]


def test_a_routine_started_by_hand_is_the_one_that_is_asked_now() -> None:
    desk = a_desk()
    a_case(desk, fara="nej", åldersgrupp="barn")

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "Det här är ett barn." in n.text
        await _do(n, "Starta en rutin")
        number = list(desk.current_book().routines).index("barn") + 1
        await n.press(str(number))
        assert "Hur är hotet?" in n.text

    play(desk, night)


def test_the_field_being_written_is_in_sight_on_a_small_screen_also_when_it_is_far_down() -> None:
    desk = a_desk()
    id = at_protection(desk)
    answer(desk, id, "skyddsbedömning", "ja", reason="hot")

    async def night(n: Night) -> None:
        await n.press("enter", "1")
        for _ in range(7):
            await n.press("enter")
        await n.settle()
        assert "➤ Gäller till" in n.text
        field, scroll = n.screen.query_one("Form Writing"), n.screen.query_one(".scroll")
        assert scroll.region.contains_region(field.region)

    play(desk, night, size=(80, 18))
