"""A case over time, line by line: the same words and deeds as on the screens."""

from __future__ import annotations

from tests.desk.sample import Jour, open_child
from tests.text.lines import typed

from jourstod.desk import linking
from jourstod.desk.command import new_command
from jourstod.domain import events as ev
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.decide.cases import Intake
from jourstod.text.menu import DEEDS


def pick(words: str) -> str:
    """The number of a deed in the menu."""
    return next(str(n) for n, (label, _) in enumerate(DEEDS, start=1) if label.startswith(words))


def test_who_may_not_be_told_stands_on_every_page_of_the_case() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    desk.acts.add_silence(id, "Fadern Bo", "far", "misstänkt", "Eva Ek", "", new_command())
    line = "FÅR INTE INFORMERAS (ÄN): Fadern Bo (far): misstänkt, beslutat av Eva Ek"
    case = typed(jour, "1").count(line)
    assert case == 1
    for words in ("Öppna punkter", "Hela tidslinjen", "Föredragning", "Vem når jag", "Anteckna",
                  "Lämna över", "Rätta ett svar", "Blad tas emot", "Sedan du"):  # fmt: skip
        assert typed(jour, "1", f"meny {pick(words)}").count(line) > case, words
    assert line not in typed(jour)


def test_the_list_of_deeds_on_lines_has_all_that_the_screens_have() -> None:
    words = {label for label, _ in DEEDS}
    for deed in (
        "Kontakt, eller försök", "Fråga i morgon", "Öppna ett ärende som hör ihop",
        "Hör ihop med ett annat ärende", "Skrivet i fel ärende", "Rätta när det kom in",
        "Samma person som i ett annat ärende", "Placeringen är slut", "Visa skyddad uppgift",
        "Sedan du sist var här", "Lämna ärendet inom jouren",
        "Den som har ärendet har fått veta det nya",
    ):  # fmt: skip
        assert deed in words


def test_a_case_is_given_to_a_colleague_and_the_shift_end_gives_the_rest_to_the_jour() -> None:
    jour = Jour()
    desk = jour.desk()
    id, other = open_child(desk), open_child(desk, alias="Leo")
    read = typed(jour, "1", "meny", pick("Lämna ärendet"), "2", "CD", "sover")
    assert "Handläggare: AB, CD är tillfrågad." in read
    assert "AB→CD" in typed(jour)
    read = typed(jour, "s", "1")
    assert "Jouren har nu, tills någon tar över" in read
    assert {desk.case(one).handler for one in (id, other)} == {"jouren"}


def test_a_note_in_the_wrong_case_is_moved_and_read_only_in_the_right_one() -> None:
    jour = Jour()
    desk = jour.desk()
    wrong, right = open_child(desk), open_child(desk, alias="Leo")
    desk.acts.note(wrong, "Mormor heter Asta.", new_command())
    number, there = desk.case(wrong).number, desk.case(right).number
    typed(jour, number, "meny", pick("Skrivet i fel"), "1", there[-4:], "blandade ihop")
    assert "Asta" not in typed(jour, number, "meny", pick("Hela tid"))
    read = typed(jour, there, "meny", pick("Hela tid"))
    assert f"Mormor heter Asta. (från {number})" in read


def test_two_cases_of_one_person_become_one_and_what_goes_along_is_told_first() -> None:
    jour = Jour()
    desk = jour.desk()
    gone, stays = open_child(desk), open_child(desk, alias="Okänd")
    desk.acts.leave_task(gone, "Boka tolk", "CD", "", new_command())
    number, there = desk.case(gone).number, desk.case(stays).number
    merge = (number, "meny", pick("Samma person"), there, "samma födelsedatum")
    read = typed(jour, *merge, "2", end="slut\n")
    assert f"{number} avslutas. {there} går vidare." in read
    assert not desk.case(gone).closed  # only told
    read = typed(jour, *merge, "1")
    assert f"=== ÖVNING · {there}" in read.split("Sparat.")[-1]  # on to the one that goes on
    assert [item.what for item in desk.case(stays).open_items()] == ["Boka tolk"]


def test_when_it_came_in_is_put_right_after_the_clocks_are_told() -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    read = typed(jour, "1", "meny", pick("Rätta när"), "22:10", "fel klocka", "1")
    assert "flyttas: var NU" in read and "blir NU" in read
    assert any(isinstance(e.event, ev.TimeCorrected) for e in desk.case(id).entries)


def test_a_linked_case_is_opened_from_the_other_and_back() -> None:
    jour = Jour()
    desk = jour.desk()
    one = open_child(desk)
    other = linking.open_linked(
        desk, one, Intake("soder", "Leo", "anmälan"), "syskon", new_command()
    )
    here, there = desk.case(one).number, desk.case(other).number
    read = typed(jour, here, "meny", pick("Öppna ett"), "1", "meny", pick("Öppna ett"), "1")
    heads = [line for line in read.splitlines() if line.startswith(f"=== ÖVNING · {here[:8]}")]
    assert [here in heads[0], there in heads[2], here in heads[4]] == [True, True, True]
    assert f"Hör ihop med: {there} (syskon)." in read


def test_a_list_of_persons_becomes_a_case_each_from_a_call() -> None:
    jour = Jour()
    call = ("n", "070", "Razzia på hotellet.", "", "", "")
    shared = ("1", "1", "Polisen", "samma plats", "1", "")
    read = typed(jour, *call, "4", *shared, "Ana; Bea; Cia")
    desk = jour.desk()
    assert "3 ärenden är öppnade." in read
    assert sorted(desk.case(row.case).alias for row in desk.board()) == ["Ana", "Bea", "Cia"]


def test_a_question_for_the_morning_and_a_try_without_answer_stand_in_the_open_list() -> None:
    jour = Jour()
    id = open_child(jour.desk())
    typed(jour, "1", "meny", pick("Fråga i"), "Boende i Umeå?", "regionkoordinatorn", "i morgon 09")
    typed(jour, "1", "meny", pick("Kontakt,"), "Mormor", "2", "", "070", "")
    read = typed(jour, "1", "meny", pick("Öppna p"))
    assert "fråga i morgon: Boende i Umeå? · regionkoordinatorn · senast" in read
    assert "inget svar: Mormor · AB · sökt Mormor · försökt 1 ggr · 070" in read
    typed(jour, "1", "meny", pick("Öppna p"), "1", "3", "Svarar inte.")
    kinds = {i.kind: i for i in jour.desk().case(id).items.values()}
    assert kinds[ItemKind.QUESTION].outcome == "gick inte: Svarar inte."


def test_a_colleague_in_the_case_is_told_of_and_the_reader_is_gone_afterwards() -> None:
    jour = Jour()
    desk = jour.desk("CD", "Cilla")
    id = open_child(desk)
    with desk.presence.staying(id):
        assert "Här just nu: CD." in typed(jour, "1")
    assert desk.presence.others(id) == ()
    assert "Här just nu" not in typed(jour, "1")
