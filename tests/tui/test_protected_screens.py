"""Protected identity on the screens: masked, shown for a reason, and masked again when left."""

from __future__ import annotations

from tests.desk.protected_case import LISTED, OTHER, desk_of, leaks, planted_night, protected
from tests.desk.sample import Jour, open_child
from tests.tui.pilot import Night, Size, play

from jourstod.domain import events as ev

SIZES: tuple[Size, ...] = ((80, 24), (160, 50))


def test_no_screen_of_a_masked_case_has_the_name() -> None:
    jour, _ = planted_night()

    async def night(n: Night) -> None:
        seen = [n.text]
        await n.press("enter")
        seen.append(n.text)
        assert "SKYDD" in n.text
        for key in ("f2", "f3", "f4", "f5", "f6", "f7"):
            await n.press(key)
            seen.append(n.text)
            while type(n.screen).__name__ != "CaseScreen":
                await n.press("escape")
        for words in ("tidslinjen", "kvittenser", "sedan du", "föredragning"):
            await n.press("f8")
            await n.write(words)
            await n.press("enter")
            seen.append(n.text)
            while type(n.screen).__name__ != "CaseScreen":
                await n.press("escape")
        assert len({*seen}) > 8
        assert not [text for text in seen if leaks(text)]
        assert not leaks(n.app.title + str(n.app.sub_title))

    for size in SIZES:
        play(desk_of(jour, LISTED), night, size=size)


async def show(n: Night) -> None:
    await n.press("enter", "f8")
    await n.write("visa skyddad")
    await n.press("enter")
    await n.write("Ringer")
    await n.press("enter")


def test_it_is_shown_for_a_reason_and_masked_when_the_case_is_left() -> None:
    jour, case_id = planted_night()

    async def night(n: Night) -> None:
        await show(n)
        assert "Allt visas" in n.text and leaks(n.text)
        await n.press("escape")
        assert not leaks(n.text)
        assert n.app.desk.sight.is_covered(n.app.desk.whole(case_id))
        await n.press("enter")
        assert "dolt" in n.text and not leaks(n.text)

    play(desk_of(jour, LISTED), night, size=(160, 50))


def test_another_case_on_top_masks_what_was_shown() -> None:
    jour, _ = planted_night()
    other = open_child(desk_of(jour, LISTED), alias="Blå 8")

    async def night(n: Night) -> None:
        await show(n)
        assert leaks(n.text)
        n.app.open_case(other)
        await n.settle()
        assert "Blå 8" in n.text
        await n.press("escape")
        assert "dolt" in n.text and not leaks(n.text)

    play(desk_of(jour, LISTED), night, size=(160, 50))


def test_f9_masks_what_was_shown() -> None:
    jour, _ = planted_night()

    async def night(n: Night) -> None:
        await show(n)
        assert leaks(n.text)
        await n.press("f9", "f9")
        assert "dolt" in n.text and not leaks(n.text)

    play(desk_of(jour, LISTED), night, size=(160, 50))


def test_one_who_is_not_on_the_list_opens_only_in_an_emergency() -> None:
    jour = Jour()
    case_id = protected(jour)

    async def night(n: Night) -> None:
        assert "skyddad" in n.text and "Söder" not in n.text
        await n.press("enter")
        assert "Eva Ek" in n.text and "SKYDD" not in n.text
        await n.press("escape")
        assert type(n.screen).__name__ == "BoardScreen"
        await n.press("enter")
        await n.write("Fara")
        await n.press("enter")
        assert "SKYDD" in n.text

    play(desk_of(jour, OTHER), night)
    opened = [e.event for e in desk_of(jour, LISTED).whole(case_id).entries]
    assert ev.ProtectedOpened("Fara") in opened


def test_the_case_is_left_when_it_is_closed_to_whoever_sits_there() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, OTHER)

    async def night(n: Night) -> None:
        await n.press("enter")
        await n.write("Fara")
        await n.press("enter")
        assert "SKYDD" in n.text
        jour.now.at = jour.now.at.replace(day=jour.now.at.day + 2)
        n.screen._tick()
        await n.settle()
        assert type(n.screen).__name__ == "BoardScreen"

    assert case_id
    play(desk, night)


def test_the_number_finds_nothing_for_one_who_is_not_on_the_list() -> None:
    jour = Jour()
    protected(jour)

    async def night(n: Night) -> None:
        await n.press("f")
        await n.write("1")
        await n.press("enter")
        assert "inget ärende" in n.text

    play(desk_of(jour, OTHER), night)
