"""Facts about a case in the line mode: the menu, corrections, krav, hostile text, no store."""

from __future__ import annotations

import unicodedata

import pytest
from tests.desk.sample import Jour, asked, open_child, reply
from tests.text.lines import typed

from jourstod.desk.command import new_command
from jourstod.domain import events as ev
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.errors import StoreAway
from jourstod.domain.open_list import open_list
from jourstod.text.menu import DEEDS


@pytest.fixture
def jour() -> Jour:
    return Jour()


@pytest.fixture
def child(jour: Jour) -> str:
    """A case where the routine of a child asks about the threat."""
    id = open_child(jour.desk(), ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(jour.desk(), id, "börja_barn")
    return id


def pick(words: str) -> str:
    """The number of a deed in the menu."""
    return next(str(n) for n, (label, _) in enumerate(DEEDS, start=1) if label.startswith(words))


def events(jour: Jour, id: str, kind: type) -> list[object]:
    return [e.event for e in jour.desk().case(id).entries if isinstance(e.event, kind)]


def test_every_page_says_that_it_is_practice(jour: Jour, child: str) -> None:
    read = typed(jour, "1", "meny", pick("Öppna punkter"), "", "<", "v", "", "n")
    heads = [line for line in read.splitlines() if line.startswith("===")]
    assert len(heads) > 5
    assert all(line.startswith("=== ÖVNING · ") for line in heads)


def test_a_sharp_store_is_not_called_practice() -> None:
    jour = Jour()
    read = typed(jour, "", desk=jour.desk(mode="skarp"))
    assert "ÖVNING" not in read


def test_every_prompt_says_how_to_get_help_back_and_out(jour: Jour, child: str) -> None:
    read = typed(jour, "1", "?", "meny", "?", "<", "<", "?")
    assert read.count("(? hjälp, < tillbaka, lås, slut)") >= 7
    assert "Varför" in read or "8 är «ej aktuellt»" in read
    assert "Välj med siffran. < går till frågan." in read
    assert "öppnar ett ärende; också ett avslutat" in read


def test_an_answer_is_given_by_digit_or_by_words_and_nothing_else(jour: Jour, child: str) -> None:
    read = typed(jour, "1", "5", "kanske", "lågt")
    assert "«5» är inget av svaren." in read
    assert "«kanske» är inget av svaren." in read
    assert jour.desk().case(child).facts["hot"].answer.values == ("lågt",)


def test_not_known_and_not_applicable_have_the_digits_of_the_screens(
    jour: Jour, child: str
) -> None:
    typed(jour, "1", "9", "8", "", "Bedömt av polisen.")
    case = jour.desk().case(child)
    assert case.facts["hot"].answer.values == ("vet_inte",)
    assert case.facts["skydd"].answer.values == ("ej_aktuellt",)
    assert case.facts["skydd"].answer.reason == "Bedömt av polisen."


def test_a_krav_is_told_and_walked_past_only_with_a_reason(jour: Jour, child: str) -> None:
    typed(jour, "1", "2", "9", "1", "", "", "")  # low threat, protection unknown, the leader called
    read = typed(jour, "1", "1", "", "")
    assert "Ingen skyddsbedömning är gjord." in read
    assert asked(jour.desk(), child) == ["uppgift"]
    typed(jour, "1", "1", "", "Chefen bestämde det.")
    assert asked(jour.desk(), child) == []
    items = jour.desk().case(child).open_items()
    assert [i for i in items if i.kind is ItemKind.REQUIREMENT]


def test_a_step_that_did_not_work_is_left_open_with_its_reason(jour: Jour, child: str) -> None:
    ways = ("meny", pick("Gick inte"))
    typed(jour, "1", "9", "9", *ways, "1", "Ingen svarade.")
    assert asked(jour.desk(), child) == ["uppgift"]
    left = events(jour, child, ev.StepCouldNot)
    assert [e.reason for e in left if isinstance(e, ev.StepCouldNot)] == ["Ingen svarade."]


def test_a_step_is_put_aside_and_another_open_question_is_chosen(jour: Jour, child: str) -> None:
    typed(jour, "1", "meny", pick("Gick inte"), "3", "Tolken ringer.", "om 20 min")
    read = typed(jour, "1")
    assert "Uppskjutet: Tolken ringer., nästa försök" in read


def test_no_answer_becomes_a_wait_and_a_try_is_logged(jour: Jour, child: str) -> None:
    typed(jour, "1", "9", "9", "meny", pick("Gick inte"), "2", "", "", "1", "om 20 min", "", "")
    waited = next(i for i in jour.desk().case(child).open_items() if i.kind is ItemKind.CALLBACK)
    assert waited.owner == "Arbetsledaren"
    assert asked(jour.desk(), child) == ["chef"], "the step still stands"
    case = jour.desk().case(child)
    kinds = [one.kind for one in open_list(case, jour.desk().book(case))]
    number = kinds.index(ItemKind.CALLBACK.value) + 1
    items = ("1", "meny", pick("Öppna punkter"), str(number))
    typed(jour, *items, "2", "Upptaget", "om 10 min", "")
    assert jour.desk().case(child).items[waited.id].tries == 1
    typed(jour, *items, "1", "Hon kommer.", "", "")
    assert not jour.desk().case(child).items[waited.id].open


def test_an_answer_may_have_happened_earlier_and_come_from_somebody_else(
    jour: Jour, child: str
) -> None:
    read = typed(jour, "1", "meny", pick("Gick inte"), "5", "22:10", "CD", "1")
    assert "Svaret gäller: hände 22:10, uppgift från CD." in read
    entry = next(
        e for e in jour.desk().case(child).entries
        if isinstance(e.event, ev.StepAnswered) and e.event.step == "hot"
    )  # fmt: skip
    assert entry.stamp.told_by == "CD"
    assert entry.stamp.happened.words == "22:10"
    assert "Svaret gäller" not in typed(jour, "1"), "it was for that answer only"


def test_a_time_that_cannot_be_read_is_asked_for_again(jour: Jour, child: str) -> None:
    read = typed(jour, "1", "meny", pick("Gick inte"), "5", "snart", "CD", "22:10", "")
    assert "«snart» går inte att läsa som en tid" in read


def test_a_note_is_ones_own_or_a_colleagues_from_earlier(jour: Jour, child: str) -> None:
    note = ("1", "meny", pick("Anteckna"))
    typed(jour, *note, "Hon sover.", "", "")
    typed(jour, *note, "De är i bilen.", "22:10", "CD")
    typed(jour, "1", "meny", pick("Skriv ordagrant"), "Vad hände?", "Jag sprang.", "", "Maja")
    entries = [e for e in jour.desk().case(child).entries if isinstance(e.event, ev.NoteWritten)]
    assert [e.stamp.told_by for e in entries] == ["", "CD", "Maja"]
    assert isinstance(entries[2].event, ev.NoteWritten)
    assert (entries[2].event.verbatim, entries[2].event.about) == (True, "Vad hände?")


def test_promises_tasks_and_who_may_not_be_informed_are_left_and_seen_to(
    jour: Jour, child: str
) -> None:
    menu = ("1", "meny")
    typed(jour, *menu, pick("Lova"), "Ringa", "", "i morgon 08:00", "jouren")
    typed(jour, *menu, pick("Lämna en uppgift"), "Ring skolan", "mottagning", "före lunch", "")
    read = typed(jour, *menu, pick("Får inte"), "Fadern", "far", "misstänkt", "", "i morgon 12")
    assert "FÅR INTE INFORMERAS (ÄN): Fadern (far): misstänkt, omprövas" in read
    case = jour.desk().case(child)
    assert {i.kind for i in case.open_items()} == {ItemKind.PROMISE, ItemKind.TASK}
    items = (*menu, pick("Öppna punkter"))
    typed(jour, *items, "2", "1", "Ringde.", "")
    typed(jour, *items, "2", "2", "Skolan ringde själv.", "")
    typed(jour, *items, "1", "Häktad.", "")
    case = jour.desk().case(child)
    assert case.open_items() == ()
    assert all(silence.lifted for silence in case.silences.values())


def test_a_correction_shows_its_effect_and_writes_only_on_a_yes(jour: Jour, child: str) -> None:
    reply(jour.desk(), child, "hot", "lågt")
    reply(jour.desk(), child, "skydd", "nej", reason="Trygg.")
    assert asked(jour.desk(), child) == ["uppgift"]
    before = jour.desk().case(child).seq
    put_right = ("1", "meny", pick("Rätta"), "2", "1", "1", "Hörde fel.")
    read = typed(jour, *put_right, "2")
    assert "Det här händer:" in read
    assert "Gäller inte längre: «Uppgift»." in read
    assert jour.desk().case(child).seq == before, "no was answered"
    typed(jour, *put_right, end="")
    assert jour.desk().case(child).seq == before, "the input ended before the yes"
    read = typed(jour, "1", "meny", pick("Rätta"), "2", "1", "", "", "1")
    assert asked(jour.desk(), child) == ["chef"]
    assert len(events(jour, child, ev.AnswerCorrected)) == 1


def test_a_changed_situation_keeps_what_was_true(jour: Jour, child: str) -> None:
    reply(jour.desk(), child, "hot", "lågt")
    typed(jour, "1", "meny", pick("Rätta"), "1", "2", "1", "Han ringde.", "1")
    assert len(events(jour, child, ev.SituationChanged)) == 1
    assert jour.desk().case(child).facts["hot"].answer.values == ("akut",)


def test_another_person_gets_a_case_that_is_linked(jour: Jour, child: str) -> None:
    read = typed(jour, "1", "meny", pick("Eget ärende"), "Lillebror", "syskon", "1")
    assert "Ärende ÖVN-2026-0002 är öppnat." in read
    assert [number for number, _ in jour.desk().case(child).links.values()] == ["ÖVN-2026-0002"]


def test_a_case_is_closed_and_opened_again_by_its_number(jour: Jour, child: str) -> None:
    typed(jour, "1", "meny", pick("Avsluta"), "1", "Dagen tog över.")
    assert jour.desk().board() == []
    read = typed(jour, "ÖVN-2026-0001", "m", pick("Öppna ärendet igen"), "Ringde igen.")
    assert "Ärendet är avslutat: överlämnat." in read
    assert asked(jour.desk(), child) == ["hot"]


def test_pages_to_read_are_read(jour: Jour, child: str) -> None:
    reply(jour.desk(), child, "hot", "akut")
    menu = ("1", "meny")
    assert "AB: Hot: Akut" in typed(jour, *menu, pick("Hela tidslinjen"))
    brief = typed(jour, *menu, pick("Föredragning"))
    assert "RISKEN I NATT" in brief and "Hot: Akut" in brief
    reach = typed(jour, *menu, pick("Vem når jag"))
    assert "LVU 6 §: Eva Ek, ledamot" in reach
    assert "Polisen: öppet dygnet runt" in reach


def test_the_shift_ends_with_a_receipt_and_somebody_else_sits_down(jour: Jour, child: str) -> None:
    read = typed(jour, "s", "1", "s", "2", "CD", "Carl Dal", "", "1", "1")
    assert "Skiftet är avslutat. Kvittens: " in read
    answered = [
        e for e in jour.desk().case(child).entries
        if isinstance(e.event, ev.StepAnswered) and e.event.step == "hot"
    ]  # fmt: skip
    assert [e.stamp.who for e in answered] == ["CD"]


HOSTILE = (
    "a\x1b[31mröd\x1b]0;titel\x07",
    "vänd\u202eom\u2066",
    "[@click=app.bell]x[/]",
    "noll\x00byte\x9b2J",
    "👩‍👧 ok\U000e0041",
    "långt" * 2_100,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_clean_and_shown_harmless(jour: Jour, child: str, text: str) -> None:
    menu = ("1", "meny")
    read = typed(
        jour, *menu, pick("Anteckna"), text, "", text, "<", text, "n", text, text, "<", "1",
        "meny", pick("Får inte"), text, text, "", "", "", "meny", pick("Hela tidslinjen"), "",
    )  # fmt: skip
    wrong = {c for c in read if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn")}
    assert wrong == set()
    assert not {c for c in read if unicodedata.category(c) == "Cf" and c not in "\u200c\u200d"}
    notes = [e for e in events(jour, child, ev.NoteWritten) if isinstance(e, ev.NoteWritten)]
    assert len(notes) == 1
    assert "\x1b" not in notes[0].text and "\u202e" not in notes[0].text


def test_a_line_longer_than_any_text_is_cut_and_the_next_line_is_the_next(
    jour: Jour, child: str
) -> None:
    typed(jour, "1", "meny", pick("Anteckna"), "x" * 200_000, "", "", "1")
    assert len(events(jour, child, ev.NoteWritten)) == 1
    assert asked(jour.desk(), child) == ["skydd"]


def test_when_the_store_is_away_it_is_said_and_the_same_try_is_made_again(
    jour: Jour, child: str
) -> None:
    desk = jour.desk()
    answer, tries = desk.answer, []

    def away_first(*given: object, **more: object) -> object:
        tries.append(given[3])
        if len(tries) == 1:
            raise StoreAway("Disken är full.")
        return answer(*given, **more)  # type: ignore[arg-type]

    desk.answer = away_first  # type: ignore[method-assign,assignment]
    read = typed(jour, "1", "1", "", desk=desk)
    assert "INTE SPARAT. Disken är full." in read
    assert len(tries) == 2
    assert tries[0] == tries[1], "the same command"
    assert asked(jour.desk(), child) == ["skydd"]


def test_a_store_that_stays_away_leaves_the_answer_as_a_draft(jour: Jour, child: str) -> None:
    desk = jour.desk()

    def away(*given: object, **more: object) -> object:
        raise StoreAway("Disken är full.")

    desk.answer = away  # type: ignore[method-assign,assignment]
    read = typed(jour, "1", "1", "<", desk=desk)
    assert "Utkast: Akut." in read
    assert asked(jour.desk(), child) == ["hot"]


def test_a_number_after_the_word_menu_does_it_at_once(jour: Jour, child: str) -> None:
    read = typed(jour, "1", f"meny {pick('Anteckna')}", "Hon sover.", "", "", "m 99", "<")
    assert len(events(jour, child, ev.NoteWritten)) == 1
    assert read.count("· meny ·") == 1, "a number that is none shows the menu"


@pytest.mark.parametrize("number", ["00010000", "0", "9" * 5000, "\u00b2"])
def test_a_number_that_is_none_of_the_list_shows_the_menu(
    jour: Jour, child: str, number: str
) -> None:
    reply(jour.desk(), child, "hot", "akut")
    read = typed(jour, "1", f"meny {number}", "<", number, f"meny {pick('Öppna')}", number)
    assert "meny" in read
    assert asked(jour.desk(), child) == ["skydd"]


def test_who_may_decide_is_read_before_the_decision(jour: Jour, child: str) -> None:
    reply(jour.desk(), child, "hot", "akut")
    reply(jour.desk(), child, "skydd", "ja", reason="Ensam.")
    assert "Får besluta enligt LVU 6 §: Eva Ek (ledamot)." in typed(jour, "1")


def test_what_comes_after_a_step_is_told_from_the_menu(jour: Jour, child: str) -> None:
    desk = jour.desk()
    reply(desk, child, "hot", "akut")
    reply(desk, child, "skydd", "ja", reason="Ensam.")
    reply(desk, child, "beslut", beslutsfattare="Eva Ek")
    reply(desk, child, "lov", "ja")
    typed(jour, "1", f"meny {pick('Beslut verk')}", "1", "i morgon 08:00", "", "nyss")
    typed(jour, "1", f"meny {pick('Samtycke')}", "1", "")
    read = typed(jour, "1", f"meny {pick('Klocka')}", "1", "Nämnden skickade in.")
    assert "Underställning: senast" in read
    case = jour.desk().case(child)
    assert next(iter(case.decisions.values())).enforced_at
    assert not case.consents["regionkoordinator"].given
    assert len(case.clocks_met) == 1
    none_left = typed(
        jour, "1", *(f"meny {pick(w)}" for w in ("Beslut verk", "Samtycke", "Klocka"))
    )
    assert "Inget beslut väntar" in none_left
    assert "inget samtycke" in none_left
    assert "Ingen klocka går." in none_left


def test_a_sheet_is_received_in_other_words_by_somebody_else(jour: Jour, child: str) -> None:
    items = (("1", "Ring skolan"), ("2", "Läs rapporten"))
    jour.desk().acts.offer(child, "mottagning", items, "x", (), new_command())
    receive = ("1", f"meny {pick('Blad tas')}")
    read = typed(jour, *receive, "2", "1", "Mia Mo", "Vilken skola?")
    assert "Blad till Mottagningen" in read
    kinds = {item.kind for item in jour.desk().case(child).open_items()}
    assert ItemKind.RETURNED in kinds
    read = typed(jour, *receive, "1", "Anna Berg", "Ringer skolan.", "1")
    assert "kan inte själv ta emot" in read
    assert not next(iter(jour.desk().case(child).handovers.values())).received
    typed(jour, *receive, "1", "Mia Mo", "", "")
    taken = next(iter(jour.desk().case(child).handovers.values()))
    assert taken.received
    assert taken.item("1").words == "Ringer skolan."
    assert jour.desk().case(child).open_items() == ()
    assert "Inget blad väntar" in typed(jour, *receive)


def test_a_routine_started_by_hand_is_the_one_that_is_asked_now() -> None:
    jour = Jour()
    id = open_child(jour.desk())  # stands at the first question of the first routine
    read = typed(jour, "1", f"meny {pick('Starta en rutin')}", "1")
    assert read.rindex("Hur allvarligt är hotet?") > read.rindex("Är någon i fara just nu?")
    assert "hot" in asked(jour.desk(), id)


def test_after_an_answer_the_same_routine_goes_on_also_when_another_is_open() -> None:
    jour = Jour()
    id = open_child(jour.desk())
    typed(jour, "1", f"meny {pick('Starta en rutin')}", "1")  # another is asked now
    before = asked(jour.desk(), id)
    read = typed(jour, "1", "1")
    assert "Är någon i fara just nu?" not in read.rpartition("Hur allvarligt är hotet?")[2]
    assert "fara" in before
    assert "hot" not in asked(jour.desk(), id)
    assert "fara" in asked(jour.desk(), id)


def test_what_is_not_known_has_words_in_the_list_of_open_items(jour: Jour, child: str) -> None:
    reply(jour.desk(), child, "hot", "vet_inte")
    assert "vet inte: hot" in typed(jour, "1", f"meny {pick('Öppna punkter')}")


def test_when_a_step_must_be_done_stands_with_the_question(jour: Jour, child: str) -> None:
    reply(jour.desk(), child, "hot", "lågt")
    reply(jour.desk(), child, "skydd", "nej", reason="Hos mormor.")
    assert "Senast: kl. 09" in typed(jour, "1")


def test_the_map_says_where_one_is_what_is_done_and_what_may_come(jour: Jour, child: str) -> None:
    told = typed(jour, "1", "meny", pick("Kartan"))
    here = [line for line in told.splitlines() if "(här nu)" in line]
    assert len(here) == 1
    assert "(gjort)" in told
    assert told.index("(här nu)") < told.index("(gjort)"), "the routine asked about stands first"
