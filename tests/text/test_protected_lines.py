"""Protected identity at the line mode: what is read, shown for a reason, and masked again."""

from __future__ import annotations

from tests.desk.protected_case import LISTED, OTHER, desk_of, leaks, planted_night, protected
from tests.desk.sample import Jour
from tests.text.lines import typed

from jourstod.domain import events as ev
from jourstod.domain.people import Handler
from jourstod.domain.protection import Level
from jourstod.text.menu import DEEDS

ANNA = Handler("AB", "Anna Berg")


def deed(words: str) -> str:
    """The line that does it: «meny» and its place."""
    return next(f"meny {n}" for n, (text, _) in enumerate(DEEDS, 1) if text.startswith(words))


def read(jour: Jour, who: Handler, *lines: str) -> str:
    return typed(jour, *lines, desk=desk_of(jour, who))


def test_the_board_and_the_case_of_one_on_the_list_read_nothing_of_it() -> None:
    jour, _ = planted_night()
    words = read(
        jour, LISTED, "1", deed("Hela tidslinjen"), "", deed("Öppna punkter"), "<", "<", "<"
    )
    assert "SKYDD: skyddad folkbokföring" in words
    assert not leaks(words)


def test_one_who_is_not_on_the_list_is_told_whom_to_ask_and_reads_nothing() -> None:
    jour, _ = planted_night()
    words = read(jour, OTHER, "1", "<")
    assert "Eva Ek" in words and "skyddat" in words
    assert "Söder" not in words and not leaks(words)


def test_an_emergency_opens_it_with_its_reason() -> None:
    jour = Jour()
    case_id = protected(jour)
    words = read(jour, OTHER, "1", "Fara i natt.", "<")
    assert "SKYDD: skyddad folkbokföring" in words
    opened = [e.event for e in desk_of(jour, LISTED).whole(case_id).entries]
    assert ev.ProtectedOpened("Fara i natt.") in opened


def test_it_is_shown_for_a_reason_and_masked_again_when_the_case_is_left() -> None:
    jour, _ = planted_night()
    desk = desk_of(jour, LISTED)
    show = deed("Visa skyddad uppgift")
    words = typed(
        jour, "1", show, "Ringer henne.", deed("Hela tidslinjen"), "", "<", "1",
        deed("Hela tidslinjen"), "", "<", desk=desk,
    )  # fmt: skip
    first, _, second = words.partition("Sparat.")
    assert not leaks(first)
    shown, _, after = second.partition("=== ÖVNING · Nattens ärenden")
    assert leaks(shown)
    assert "SKYDD" in after and not leaks(after)


def test_a_lock_masks_it_again_and_does_not_repeat_what_was_shown() -> None:
    jour, _ = planted_night()
    timeline = deed("Hela tidslinjen")
    lines = ("1", deed("Visa skyddad uppgift"), "Ringer henne.", timeline, "lås", "", "", timeline)
    words = typed(jour, *lines, desk=desk_of(jour, LISTED))
    shown, _, after = words.partition("Paus. Enter går tillbaka.")
    assert leaks(shown)
    assert "Skyddade uppgifter är dolda igen." in after and not leaks(after)


def test_the_number_typed_at_the_board_finds_nothing_for_one_who_is_not_on_the_list() -> None:
    jour = Jour()
    case_id = protected(jour)
    number = desk_of(jour, ANNA).case(case_id).number
    for sought in (number, number.rpartition("-")[2]):
        assert f"inget ärende {sought}" in read(jour, OTHER, sought)


def test_a_call_becomes_a_protected_case_and_takes_no_name() -> None:
    jour = Jour()
    words = read(
        jour, ANNA, "n", "070-123 45 67", "Vill inte säga var hon är", "", "", "7",
        "1", "1", "2", "Skatteverket", "Blå 7", "<",
    )  # fmt: skip
    [row] = desk_of(jour, ANNA).board()
    case = desk_of(jour, ANNA).whole(row.case)
    assert case.protection.level is Level.REGISTERED and case.alias == "Blå 7"
    assert row.who == "skyddad"
    assert "säga var hon" not in words.partition("SKYDD: ")[2]


def test_whether_the_person_is_known_is_asked_in_the_call() -> None:
    jour = Jour()
    protected(jour)
    words = read(jour, ANNA, "n", "", "", "", "", "8", "Maja Lind", "<")
    assert "Inget ärende går att hitta på det" in words
