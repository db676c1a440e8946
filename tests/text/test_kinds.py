"""Facts about asking line by line: pages of answers, several answers, typed ones, and forms."""

from __future__ import annotations

from tests.desk.every_kind import jour as every_kind
from tests.desk.sample import Jour, asked, open_child
from tests.text.lines import typed

from jourstod.domain import events as ev
from jourstod.domain.case import Case


def opened() -> tuple[Jour, str]:
    jour = every_kind()
    return jour, open_child(jour.desk())


def answered(*lines: str) -> Case:
    """The case after these lines, typed on its page."""
    jour, id = opened()
    typed(jour, "1", *lines)
    return jour.desk().case(id)


def test_answers_past_seven_are_on_another_page_and_the_ways_out_on_both() -> None:
    jour, id = opened()
    read = typed(jour, "1", "8", "<", "0", "1")
    assert "7  Flyg" in read
    assert "8  Ej aktuellt" in read
    assert "0  Fler svar (sida 1 av 2)" in read
    assert "1  Skola" in read
    assert jour.desk().case(id).facts["plats"].answer.values == ("h",)


def test_why_it_is_asked_stands_in_the_help() -> None:
    jour, _ = opened()
    assert "Varför frågar vi? Det styr vem som åker." in typed(jour, "1", "?")


def test_several_answers_are_picked_page_by_page() -> None:
    case = answered("9", "1, 2", "1")
    assert case.facts["språk"].answer.values == ("sv", "ro", "ar")


def test_a_number_among_several_that_is_not_there_is_asked_for_again() -> None:
    jour, id = opened()
    read = typed(jour, "1", "9", "1 12", "2", "")
    assert "«1 12» går inte att läsa. Skriv till exempel 1, 3." in read
    assert jour.desk().case(id).facts["språk"].answer.values == ("ro",)


def test_no_answer_among_several_is_no_answer() -> None:
    jour, id = opened()
    read = typed(jour, "1", "9", "", "")
    assert "välj ett svar" in read
    assert asked(jour.desk(), id) == ["språk"]


def test_typed_answers_are_the_line_and_ways_out_are_words() -> None:
    case = answered("9", "9", "9", "mellan 22 och 23", "vet inte", "Var bor du? ”Hos en tant.”")
    assert case.facts["år"].answer.text == "9", "a digit is the number it is"
    assert case.facts["sett"].answer.text == "mellan 22 och 23"
    assert case.facts["far"].answer.values == ("vet_inte",)
    assert case.facts["berättelse"].answer.text == "Var bor du? ”Hos en tant.”"


def test_a_number_that_is_none_is_refused_and_stands_to_be_changed() -> None:
    jour, id = opened()
    read = typed(jour, "1", "9", "9", "femton", "15")
    assert "Inget sparades: " in read
    assert "Utkast: femton. Enter behåller det." in read
    assert jour.desk().case(id).facts["år"].answer.text == "15"


AS_FAR_AS_THE_CHILDREN = ("9", "9", "15", "nyss", "Bo Ek", "Inget.")


def test_each_child_is_a_line_and_an_open_item() -> None:
    case = answered(*AS_FAR_AS_THE_CHILDREN, "Ali, 4 år", "Bea, 2 år", "")
    assert case.facts["barnen"].answer.text == "Ali, 4 år\nBea, 2 år"
    assert [i.what for i in case.open_items() if i.what.startswith("Öppna eget")] == [
        "Öppna eget ärende för Ali, 4 år",
        "Öppna eget ärende för Bea, 2 år",
    ]


def test_children_half_told_are_still_there() -> None:
    jour, id = opened()
    typed(jour, "1", *AS_FAR_AS_THE_CHILDREN, "Ali, 4 år", end="Bea, 2")
    read = typed(jour, "1", "")
    assert "Utkast: Ali, 4 år / Bea, 2. Enter behåller det." in read
    assert jour.desk().case(id).facts["barnen"].answer.text == "Ali, 4 år\nBea, 2"


def test_a_checklist_tells_done_from_not_needed() -> None:
    jour, id = opened()
    read = typed(jour, "1", *AS_FAR_AS_THE_CHILDREN, "ej aktuellt", "Ensam.", "1, -3")
    assert "Gå igenom" in read
    settled = [v for v in jour.desk().case(id).visits.values() if v.step == "lista"]
    assert settled[0].answer.values == ("mat", "sömn:not_needed")


def test_places_silences_and_promises_are_written_and_a_wait_is_let_go_of_with_a_reason() -> None:
    jour, id = opened()
    typed(
        jour, "1", *AS_FAR_AS_THE_CHILDREN, "vet inte", "alla",
        "1", "jourhem", "via jouren", "SoL", "Eva Ek", "",
        "1", "Fadern", "far", "misstänkt", "", "i morgon 12",
        "1", "Vi ringer kl. 8", "08:00", "",
        "8", "Åldern syns på passet.",
    )  # fmt: skip
    case = jour.desk().case(id)
    assert next(iter(case.placements.values())).event.form == "jourhem"
    assert next(iter(case.silences.values())).event.who == "Fadern"
    assert any(isinstance(entry.event, ev.PromiseMade) for entry in case.entries)
    assert case.tracks["inkommande"].ended == "klart"


def test_the_way_back_in_a_form_is_one_line_at_a_time_and_then_the_answers() -> None:
    jour, id = opened()
    read = typed(
        jour, "1", *AS_FAR_AS_THE_CHILDREN, "vet inte", "alla",
        "1", "jourhem", "<", "<", "8", "Sover hemma.",
    )  # fmt: skip
    assert "Nu står: jourhem" in read
    assert asked(jour.desk(), id) == ["tyst"]
    assert jour.desk().case(id).placements == {}
