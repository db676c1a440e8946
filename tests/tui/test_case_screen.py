"""Ärendet: digits answer, what is answered is stored before the next question shows."""

from typing import Any

import pytest
from tests.tui.night import Clock, a_case, a_child, a_desk, answer, desk_on, new_vault
from tests.tui.pilot import Night, play

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.answers import Answer
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.errors import StoreAway
from jourstod.domain.paper import SHORT


def at_protection(desk: Desk) -> str:
    """A child's case that stands at the question of protection."""
    id = a_child(desk)
    answer(desk, id, "hot", "akut")
    answer(desk, id, "tecken", "hot")
    answer(desk, id, "språk", "s1")
    answer(desk, id, "tolk", vem="Ali")
    return id


def test_a_digit_answers_and_the_next_question_shows() -> None:
    desk = a_desk()
    id = a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "Hur är hotet?" in n.text
        await n.press("1")
        assert desk.case(id).facts["hot"].answer.values == ("akut",)
        assert "Vilka tecken ser du?" in n.text
        assert "Hot  Akut" in n.text

    play(desk, night)


def test_when_the_store_is_away_nothing_is_marked_done_and_the_same_command_goes_through_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = a_desk()
    id = a_child(desk)
    real, commands = desk.answer, []

    def refused(*args: Any, **more: Any) -> Any:
        commands.append(args[3].id)
        raise StoreAway("Disken är full.")

    def again(*args: Any, **more: Any) -> Any:
        commands.append(args[3].id)
        return real(*args, **more)

    async def night(n: Night) -> None:
        await n.press("enter")
        monkeypatch.setattr(desk, "answer", refused)
        await n.press("1")
        assert "INTE SPARAT. Disken är full." in n.text
        assert "Hur är hotet?" in n.text
        assert "hot" not in desk.case(id).facts
        monkeypatch.setattr(desk, "answer", again)
        await n.press("1")
        assert "INTE SPARAT" not in n.text
        assert "Vilka tecken ser du?" in n.text

    play(desk, night)
    assert commands[0] == commands[1]


def test_a_reason_is_asked_for_after_the_digit_and_kept_with_the_answer() -> None:
    desk = a_desk()
    id = at_protection(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "1")
        assert "Motivering" in n.text
        assert desk.case(id).facts.get("skydd") is None
        await n.write("hotad av bosse")
        await n.press("enter")

    play(desk, night)
    told = desk.case(id).facts["skydd"].answer
    assert told.values == ("ja",)
    assert told.reason == "hotad av bosse"


def test_enter_without_the_needed_reason_says_so_and_stores_nothing() -> None:
    desk = a_desk()
    id = at_protection(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "1", "enter")
        assert "behövs" in n.text
        assert desk.case(id).facts.get("skydd") is None

    play(desk, night)


def test_digits_in_a_text_field_are_text_and_esc_gives_them_back() -> None:
    desk = a_desk()
    id = at_protection(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "1")
        await n.write("112 ringt")
        await n.press("escape", "9")
        assert desk.case(id).visits["barn/skyddsbedömning/5"].outcome == "vet_inte"

    play(desk, night)


def test_more_than_seven_answers_make_two_pages_and_the_ways_out_stand_on_both() -> None:
    desk = a_desk()
    id = a_child(desk)
    answer(desk, id, "hot", "akut")
    answer(desk, id, "tecken", "hot")

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "Språk 7" in n.text and "Språk 8" not in n.text
        assert "9  Vet inte" in n.text
        await n.press("0")
        assert "Språk 12" in n.text and "9  Vet inte" in n.text
        await n.press("5")

    play(desk, night)
    assert desk.case(id).facts["språk"].answer.values == ("s12",)


def test_several_answers_are_marked_and_enter_confirms() -> None:
    desk = a_desk()
    id = a_child(desk)
    answer(desk, id, "hot", "akut")

    async def night(n: Night) -> None:
        await n.press("enter", "1", "3", "2", "2")
        assert "tecken" not in desk.case(id).facts
        await n.press("enter")

    play(desk, night)
    assert desk.case(id).facts["tecken"].answer.values == ("hot", "vakt")


def test_a_checklist_tells_done_from_not_needed() -> None:
    desk = a_desk()
    id = at_protection(desk)
    answer(desk, id, "skyddsbedömning", "nej", reason="trygg")
    answer(desk, id, "chef", vem="Eva")
    answer(desk, id, "plats", text="stationen")

    async def night(n: Night) -> None:
        await n.press("enter", "1", "2", "2", "enter")

    play(desk, night)
    settled = next(v for v in desk.case(id).visits.values() if v.step == "mat")
    assert settled.answer.values == ("mat", "sömn:not_needed")


def test_a_krav_in_the_way_is_told_and_walked_past_only_with_a_reason() -> None:
    desk = a_desk()
    id = at_protection(desk)
    answer(desk, id, "skyddsbedömning", "vet_inte")
    answer(desk, id, "chef", vem="Eva")
    answer(desk, id, "plats", text="stationen")
    answer(desk, id, "mat", "mat")
    answer(desk, id, "år", text="15")
    answer(desk, id, "lova", vad="ringa")

    async def night(n: Night) -> None:
        await n.press("enter", "1", "enter")
        assert "Skyddsbedömningen är inte gjord." in n.text
        assert "Skäl att gå förbi ändå" in n.text
        assert not desk.case(id).tracks["barn"].ended
        await n.write("hämtas nu")
        await n.press("enter")

    play(desk, night)
    case = desk.case(id)
    assert case.tracks["barn"].ended
    assert any(i.kind is ItemKind.REQUIREMENT for i in case.open_items())


def test_arrows_choose_among_open_questions_and_the_choice_outlives_the_screen() -> None:
    desk = a_desk()
    id = a_case(desk, fara="nej", åldersgrupp="barn")
    desk.start_routine(id, "barn", new_command())

    async def first(n: Night) -> None:
        await n.press("enter")
        assert "Det här är ett barn." in n.text
        await n.press("down")
        assert "Hur är hotet?" in n.text

    async def then(n: Night) -> None:
        assert "Hur är hotet?" in n.text

    play(desk, first)
    play(desk, then)


def test_after_an_answer_the_same_routine_goes_on_also_when_another_is_open() -> None:
    desk = a_desk()
    id = a_case(desk, fara="nej", åldersgrupp="barn")
    desk.start_routine(id, "barn", new_command())

    async def on_the_second(n: Night) -> None:
        await n.press("enter", "down")
        assert "Hur är hotet?" in n.text
        await n.press("3")
        assert "Vilka tecken ser du?" in n.text

    async def still_there(n: Night) -> None:
        assert "Vilka tecken ser du?" in n.text

    play(desk, on_the_second)
    play(desk, still_there)


def test_what_is_put_aside_gives_way_to_the_next_open_question() -> None:
    desk = a_desk()
    id = a_case(desk, fara="nej", åldersgrupp="barn")
    desk.start_routine(id, "barn", new_command())

    async def night(n: Night) -> None:
        await n.press("enter", "down", "f5", "3")
        await n.write("Hon sover.")
        await n.press("enter", "enter")
        assert "Det här är ett barn." in n.text
        await n.press("down")
        assert "Uppskjutet: Hon sover." in n.text

    play(desk, night)


def test_an_answer_told_by_a_colleague_keeps_who_told_it_and_when() -> None:
    desk = a_desk()
    id = a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f5", "5")
        await n.write("21:40")
        await n.press("enter")
        await n.write("CD")
        await n.press("enter")
        assert "Hände 21:40 · uppgift från CD" in n.text
        await n.press("2")

    play(desk, night)
    entry = desk.case(id).by_id[desk.case(id).facts["hot"].entry]
    assert entry.stamp.told_by == "CD"
    assert entry.stamp.happened.words == "21:40"
    assert entry.stamp.happened.earliest < entry.stamp.recorded_at


def test_what_could_not_be_done_is_an_open_item_with_its_reason() -> None:
    desk = a_desk()
    id = a_child(desk)
    answer(desk, id, "hot", "akut")
    answer(desk, id, "tecken", "hot")
    answer(desk, id, "språk", "s1")

    async def night(n: Night) -> None:
        await n.press("enter", "f5", "1")
        await n.write("ingen svarar")
        await n.press("enter")
        assert "Behöver barnet omedelbart skydd" in n.text

    play(desk, night)
    assert [i.what for i in desk.case(id).open_items()] == ["ingen svarar"]


def test_a_wait_is_left_from_the_step_with_who_and_next_try_and_the_step_stays() -> None:
    desk = a_desk()
    id = a_child(desk)
    answer(desk, id, "hot", "akut")
    answer(desk, id, "tecken", "hot")
    answer(desk, id, "språk", "s1")

    async def night(n: Night) -> None:
        await n.press("enter", "f5", "2", "enter", "enter", "1")
        await n.write("23:40")
        await n.press("enter", "enter", "enter")
        assert "Ring tolk." in n.text
        assert "Tolkförmedlingen  ring 23:40" in n.text

    play(desk, night, size=(120, 36))
    [item] = desk.case(id).open_items()
    assert (item.kind, item.owner, item.visit) == (
        ItemKind.CALLBACK, "Tolkförmedlingen", "barn/tolk/4",
    )  # fmt: skip


def test_a_correction_shows_its_effect_before_it_is_written() -> None:
    desk = a_desk()
    id = at_protection(desk)
    answer(desk, id, "skyddsbedömning", "ja", reason="hotad")

    async def night(n: Night) -> None:
        await n.press("enter", "f3", "1", "1")
        await n.press("2")
        before = desk.case(id).seq
        assert "Det här händer" in n.text
        assert "Gäller inte längre: «Beslut»." in n.text
        assert "Ny fråga: «Chef»." in n.text
        assert desk.case(id).seq == before
        await n.write("fel barn")
        await n.press("enter")
        assert "Ring arbetsledaren." in n.text

    play(desk, night, size=(100, 36))
    assert desk.case(id).facts["skydd"].answer.values == ("nej",)


def test_a_changed_situation_leaves_what_was_true_then() -> None:
    desk = a_desk()
    id = at_protection(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f3", "4", "2", "3")
        await n.write("gripen")
        await n.press("enter")

    play(desk, night)
    case = desk.case(id)
    assert case.facts["hot"].answer.values == ("lågt",)
    assert case.visits["barn/hot/1"].answer.values == ("akut",)


def test_a_colleague_at_another_terminal_shows_here_and_my_text_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    id = at_protection(mine)

    async def night(n: Night) -> None:
        await n.press("enter", "1")
        await n.write("min motivering")
        answer(theirs, id, "skyddsbedömning", "ja", reason="deras")
        n.screen.news()
        await n.settle()
        assert "CD svarade på frågan medan du skrev" in n.text
        assert "Föredra för ledamoten" in n.text

    play(mine, night)
    assert "min motivering" in mine.notebook.text("visit:barn/skyddsbedömning/5")


def test_the_loser_of_a_race_is_told_who_answered_and_keeps_the_text() -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    id = at_protection(mine)

    async def night(n: Night) -> None:
        await n.press("enter", "1")
        await n.write("min motivering")
        answer(theirs, id, "skyddsbedömning", "ja", reason="deras")
        await n.press("enter")
        assert "redan besvarat av CD: Ja" in " ".join(n.text.split())

    play(mine, night)
    case = mine.case(id)
    assert case.facts["skydd"].answer == Answer(("ja",), reason="deras")
    assert "min motivering" in mine.notebook.text("visit:barn/skyddsbedömning/5")


def test_on_return_a_recap_tells_what_others_did_before_the_question() -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    id = a_child(mine)
    theirs.acts.note(id, "mamman ringde", new_command())

    async def night(n: Night) -> None:
        await n.press("enter")
        lines = n.text.splitlines()
        recap = next(i for i, line in enumerate(lines) if "har CD skrivit" in line)
        question = next(i for i, line in enumerate(lines) if "Hur är hotet?" in line)
        assert recap < question
        await n.press("1")
        assert "har CD skrivit" not in n.text

    play(mine, night)


def test_who_may_not_be_informed_stands_on_top_of_the_case() -> None:
    desk = a_desk()
    id = a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter", "f7", "4")
        await n.write("Fadern")
        for _ in range(5):
            await n.press("enter")
        await n.press("escape")
        assert "FÅR INTE INFORMERAS (ÄN)  Fadern" in n.lines[1]

    play(desk, night)
    assert len(desk.case(id).silences) == 1


SIZES = [(80, 24), (100, 30), (120, 40), (160, 50), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
def test_the_question_and_all_its_answers_are_whole_at_every_size(size: tuple[int, int]) -> None:
    desk = a_desk()
    at_protection(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        for words in (
            "Behöver barnet omedelbart skydd i natt?", "1  Ja", "2  Nej, tryggt där hon är",
            "8  Ej aktuellt", "9  Vet inte", "Skyddsbedömning", "NU · väntat", "F1 hjälp", "ÖVNING",
        ):  # fmt: skip
            assert words in n.text, words

    play(desk, night, size=size)


def test_the_map_of_the_routine_stands_there_when_there_is_room() -> None:
    desk = a_desk()
    at_protection(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "RUTINENS DELAR" in n.text

    play(desk, night, size=(160, 50))


@pytest.mark.parametrize("key", ["f2", "f3", "f4", "f5", "f7", "f8", "f1"])
def test_every_page_opened_from_a_case_is_left_with_esc(key: str) -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        case_screen = n.app.screen
        await n.press(key)
        assert n.app.screen is not case_screen
        await n.press("escape")
        assert n.app.screen is case_screen

    play(desk, night)


def test_everything_that_has_a_key_is_in_the_list_of_everything() -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        await n.press("enter")
        listed = {deed.key for deed in n.screen.deeds()}
        bound = {k.upper() for k in n.screen._bindings.key_to_bindings if k[0] == "f"}
        assert bound <= listed

    play(desk, night)


def test_a_letter_among_the_digits_goes_to_the_text_that_is_asked_for() -> None:
    desk = a_desk()
    id = at_protection(desk)
    answer(desk, id, "skyddsbedömning", "nej", reason="Mormor.")
    answer(desk, id, "chef", vem="Eva")

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "Var är barnet nu?" in n.text
        await n.write("hos")
        await n.press("escape")  # to the digits
        await n.write(" mor 3")
        await n.press("enter")

    play(desk, night)
    assert desk.case(id).facts["plats"].answer.text == "hos mor 3"


def test_what_may_fail_and_what_waits_shows_the_key_for_it_first_on_a_small_screen() -> None:
    desk = a_desk()
    id = at_protection(desk)
    answer(desk, id, "skyddsbedömning", "nej", reason="osäkert")
    assert [visit.step for visit in desk.case(id).open_visits()] == ["chef"]

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "F5 gick inte, vänta" in " ".join(n.text.split())

    play(desk, night, size=(80, 24))


def test_the_bundle_of_the_steps_numbers_is_shown_where_there_is_room_and_in_the_help() -> None:
    desk = a_desk()
    named = f"rutinbunt {desk.case(a_child(desk)).bundle[:SHORT]}"

    async def wide(n: Night) -> None:
        await n.press("enter")
        assert named in n.text

    async def small(n: Night) -> None:
        assert named not in n.text
        await n.press("f1")
        assert named in n.text

    play(desk, wide, size=(160, 50))
    play(desk, small, size=(80, 30))
