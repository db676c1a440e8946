"""Första starten: from nothing to the first question in under a minute, or into practice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.tui.night import a_desk
from tests.tui.pilot import Night, play

from jourstod.desk.desk import Desk
from jourstod.domain.errors import JourError
from jourstod.settings import FirstStart
from jourstod.tui.first_start import first_screen

PHRASE = "gröna hästar äter sent"
KEY = "22222-33333-44444-55555-66666-77777-88888-99999"


async def _choose_passphrase(n: Night, again: str = PHRASE) -> None:
    """Twice, and the recovery key is on paper."""
    for line in (PHRASE, again):
        await n.write(line)
        await n.press("enter")
    await n.settle()


def _never(*_: object) -> Any:
    raise AssertionError("not asked for")


def _first(
    set_up: Callable[[FirstStart], tuple[Desk, str]] = _never, practice: Callable[[], Desk] = _never
) -> object:
    return first_screen(set_up, practice)


def test_four_lines_lead_to_the_board_and_a_call_to_the_first_question() -> None:
    asked: list[FirstStart] = []

    def set_up(first: FirstStart) -> tuple[Desk, str]:
        asked.append(first)
        return a_desk(), KEY

    async def night(n: Night) -> None:
        await n.press("1")
        for line in ("AB", "Anna", "City", "Söder, Norr"):
            await n.write(line)
            await n.press("enter")
        await _choose_passphrase(n)
        assert "66666   77777   88888   99999" in n.text
        await n.press("escape")
        assert "66666" in n.text, "only on paper is it left"
        await n.press("1")
        assert "Nattens ärenden" in n.text
        await n.press("n")
        assert "Ring tillbaka på" in n.text

    play(None, night, first=_first(set_up))
    assert asked == [FirstStart("AB", "Anna", "City", ("Söder", "Norr"))]
    assert asked[0].passphrase is not None
    assert asked[0].passphrase.reveal().decode() == PHRASE
    assert PHRASE not in repr(asked)


def test_a_missing_line_is_asked_for_and_nothing_is_set_up() -> None:
    async def night(n: Night) -> None:
        await n.press("1", "enter", "enter", "enter", "enter")
        assert "behövs" in n.text

    play(None, night, first=_first())


def test_practice_is_one_key_away() -> None:
    async def night(n: Night) -> None:
        await n.press("2")
        assert "ÖVNING" in n.text and "Nattens ärenden" in n.text

    play(None, night, first=_first(practice=a_desk))


def test_a_refused_start_says_why_and_stays() -> None:
    def set_up(first: FirstStart) -> tuple[Desk, str]:
        raise JourError("Mappen kan inte skrivas.")

    async def night(n: Night) -> None:
        await n.press("1")
        for line in ("AB", "Anna", "City", "Söder"):
            await n.write(line)
            await n.press("enter")
        await _choose_passphrase(n)
        assert "Mappen kan inte skrivas." in n.text and "Lösenfras" in n.text
        assert "*" not in n.text

    play(None, night, first=_first(set_up))


def test_half_written_lines_are_there_for_the_next_program_and_gone_when_set_up(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"

    async def half(n: Night) -> None:
        await n.press("1")
        await n.write("AB")
        await n.press("enter", "A", "n")

    async def rest(n: Night) -> None:
        await n.press("1")
        assert "AB" in n.text and "An" in n.text
        await n.press("enter")
        for line in ("City", "Söder"):
            await n.write(line)
            await n.press("enter")
        await _choose_passphrase(n)
        await n.press("1")
        assert "Nattens ärenden" in n.text

    play(None, half, first=_first(), home=home)
    assert [path.stat().st_mode & 0o777 for path in home.iterdir()] == [0o600]
    play(None, rest, first=_first(lambda first: (a_desk(), KEY)), home=home)
    assert not list(home.iterdir())


def test_an_arrow_moves_one_line_and_esc_stays() -> None:
    async def night(n: Night) -> None:
        await n.press("escape", "down")
        assert "➤ 2  Öva" in n.text

    play(None, night, first=_first())


def test_two_passphrases_that_differ_set_nothing_up_and_none_is_shown_or_kept(
    tmp_path: Path,
) -> None:
    async def night(n: Night) -> None:
        await n.press("1")
        for line in ("AB", "Anna", "City", "Söder"):
            await n.write(line)
            await n.press("enter")
        await n.write(PHRASE)
        assert PHRASE not in n.text and "*" * len(PHRASE) in n.text
        await n.press("enter")
        await n.write("en annan rad")
        await n.press("enter")
        await n.settle()
        assert "De två raderna är inte lika" in n.text
        await n.press("f9")
        assert "*" not in n.text

    play(None, night, first=_first(), home=tmp_path / "home")
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"annan rad" not in kept and PHRASE.encode() not in kept


def test_where_the_station_is_known_only_the_person_is_asked() -> None:
    asked: list[FirstStart] = []

    def set_up(first: FirstStart) -> tuple[Desk, str]:
        asked.append(first)
        return a_desk(), KEY

    async def night(n: Night) -> None:
        await n.press("1")
        for line in ("AB", "Anna"):
            await n.write(line)
            await n.press("enter")
        await _choose_passphrase(n)
        await n.press("1")
        assert "Nattens ärenden" in n.text

    play(None, night, first=first_screen(set_up, _never, station_known=True))
    assert asked == [FirstStart("AB", "Anna", "", ())]
