"""Facts about Rutiner: read, seen, compared, counted, printed and tried, and nothing decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.sample import BARN, Jour, open_child, reply
from tests.tui.night import BOOK, Clock, OneBook, a_child, desk_on, new_vault
from tests.tui.pilot import Night, play, typed
from tests.tui.test_hostile_text import HOSTILE

from jourstod.desk.desk import Desk
from jourstod.domain.findings import Finding, Place, Severity
from jourstod.domain.rulebook import Rulebook
from jourstod.store.memory import MemoryVault
from jourstod.tui import themes
from jourstod.tui.board_screen import BoardScreen
from jourstod.tui.preview_screen import BANNER, PreviewScreen
from jourstod.tui.routine_screen import RoutineScreen
from jourstod.tui.routines_screen import RoutinesScreen

NARROW = (80, 24)


def a_station(mode: str = "övning") -> tuple[MemoryVault, Desk, Callable[[str], Desk]]:
    """A store with a case, a desk at it, and how to get one in memory."""
    clock = Clock()
    vault = new_vault(clock)
    desk = desk_on(vault, clock, mode=mode)
    a_child(desk, "Hemliga Maja")
    return vault, desk, lambda bundle: desk_on(new_vault(clock), clock)


def everything_kept(vault: MemoryVault) -> object:
    shelves = vault.log._shelves
    streams = {name: [row.sealed for row in rows] for name, rows in shelves.streams.items()}
    drafts = {at: draft.sealed for at, draft in shelves.drafts.items() if draft.place != "look"}
    return streams, drafts, sorted(shelves.bundles), sorted(shelves.summaries), set(shelves.marks)


def test_the_list_opens_a_routine_that_is_read_a_step_at_a_time() -> None:
    _, desk, _ = a_station()

    async def night(n: Night) -> None:
        await n.press("r")
        assert isinstance(n.screen, RoutinesScreen)
        assert "1  Inkommande" in n.text and "5 steg" in n.text
        await n.press("1")
        assert isinstance(n.screen, RoutineScreen)
        assert "Den första minuten: 1 Fara." in n.text
        await n.press("down")
        assert "Steg 1 av 5 · Läget · Fråga" in n.text
        assert "Är någon i fara just nu?" in n.text
        assert "1  Ja" in n.text and "→ steg 2 Larma" in n.text
        await n.press("enter")
        assert "Går inte att göra ogjort" in n.text and "Ring 112." in n.text
        await n.press("end")
        assert "Här slutar rutinen." in n.text
        await n.press("down", "up", "home")
        assert "Den första minuten" in n.text
        await n.press("escape")
        assert isinstance(n.screen, RoutinesScreen)
        await n.press("escape")
        assert isinstance(n.screen, BoardScreen)

    play(desk, night, size=NARROW)


def test_the_steps_stand_beside_where_there_is_room() -> None:
    _, desk, _ = a_station()

    async def night(n: Night) -> None:
        await n.press("r", "1", "down", "down")
        assert "➤   2  Larma: Pol" in n.text

    play(desk, night, size=(160, 50))


def test_of_many_steps_those_around_the_one_read_are_listed_one_a_line() -> None:
    clock = Clock()
    first = BOOK.routines["inkommande"]
    many = {f"steg_med_ett_mycket_långt_namn_{n}": first.steps["larma"] for n in range(60)}
    steps = {id: replace(step, id=id) for id, step in many.items()}
    long = replace(first, steps={**first.steps, **steps})
    shelf = Told(replace(BOOK, routines={"inkommande": long}))
    desk = desk_on(new_vault(clock), clock, shelf=shelf)

    async def night(n: Night) -> None:
        await n.press("r", "1", *("down",) * 40)
        (here,) = (line for line in n.lines if line.startswith(" ➤"))
        assert "40  Steg med ett m" in here
        listed = [line[3:6].strip() for line in n.lines[3:-2]]
        assert [int(number) for number in listed if number] == list(
            range(int(listed[0]), int(listed[0]) + len(listed))
        )

    play(desk, night, size=(100, 30))


def test_the_tabs_show_the_map_the_krav_the_versions_and_the_use() -> None:
    _, desk, _ = a_station()

    async def night(n: Night) -> None:
        await n.press("r", "2", "2")
        assert "Här börjar rutinen." in n.text
        await n.press("right")
        assert "Skyddsbedömningen är inte gjord. Först steg 5." in n.text
        await n.press("4")
        assert "ingen annan version" in n.text
        await n.press("5")
        assert "Enter läser varje ärendes logg" in " ".join(n.text.split())
        await n.press("enter")
        assert "inte per person." in " ".join(n.text.split()) and "Färre än 5:" in n.text
        assert "Hemliga" not in n.text
        await n.press("down", "left", "left", "left", "left")
        assert "steg." in n.text

    play(desk, night, size=NARROW)


def test_every_key_of_the_routine_can_be_read_at_80_columns() -> None:
    _, desk, _ = a_station()

    async def night(n: Night) -> None:
        for tab in "12345":
            await n.press(*(("r", "1") if tab == "1" else (tab,)))
            for key in ("1-5 flik", "p skriv ut", "f förhandsvisa", "Esc tillbaka", "F1 hjälp"):
                assert key in n.lines[-1], tab

    play(desk, night, size=NARROW)


def test_a_preview_asks_as_in_a_case_and_keeps_nothing(tmp_path: Path) -> None:
    vault, desk, sandbox = a_station("skarp")

    async def night(n: Night) -> None:
        await n.press("r", "2")
        before = everything_kept(vault)
        await n.press("f")
        assert isinstance(n.screen, PreviewScreen)
        assert BANNER in n.lines[1] and "ÖVNING" in n.lines[0]
        assert "Hur är hotet?" in n.text
        await n.press("1")
        assert "Vilka tecken ser du?" in n.text
        await n.press("f5", "2")
        await n.write("Skrivet i luften")
        await n.press("escape")
        await n.press("f2", "f3", "f6", "f7", "tab", "f12")
        assert isinstance(n.screen, PreviewScreen), "only what answers a question acts here"
        await n.press("escape")
        assert isinstance(n.screen, RoutineScreen)
        assert n.app.desk is desk
        assert "ÖVNING" not in n.text
        assert everything_kept(vault) == before
        await n.press("escape", "escape", "enter")
        assert "Maja" in n.text

    play(desk, night, size=NARROW, sandbox=sandbox, home=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_preview_goes_to_its_end_and_keeps_the_look() -> None:
    _, desk, sandbox = a_station()
    desk.notebook.save("look", themes.LIGHT)

    async def night(n: Night) -> None:
        await n.press("r", "1", "f")
        assert n.app.theme == themes.LIGHT
        await n.press("2", "4")
        assert "Rutinen är slut. Esc går tillbaka; inget har sparats." in n.text
        await n.press("f8", *typed("kartan"), "enter")
        assert "Inkommande" in n.text
        await n.press("escape", "escape")
        assert n.app.theme == themes.LIGHT
        assert isinstance(n.screen, RoutineScreen)

    play(desk, night, size=NARROW, sandbox=sandbox)


def test_without_a_place_in_memory_the_preview_says_so() -> None:
    _, desk, _ = a_station()

    async def night(n: Night) -> None:
        await n.press("r", "1", "f")
        assert "Här går det inte att förhandsvisa." in n.screen.told

    play(desk, night)


def test_printing_says_where_the_paper_went(tmp_path: Path) -> None:
    _, desk, _ = a_station()

    async def night(n: Night) -> None:
        await n.press("r", "1", "p", "2")
        made = tmp_path / "papper" / "inkommande.html"
        assert str(made) in "".join(n.screen.told.split()).replace("!", "")
        assert made.read_text(encoding="utf-8").startswith("<!")
        assert made.stat().st_mode & 0o777 == 0o600

    play(desk, night, size=(160, 50), home=tmp_path)


def test_another_version_is_compared_in_words_about_this_routine_only() -> None:
    jour = Jour()
    desk = jour.desk()
    open_child(desk)
    files = jour.shelf.files
    files["barn.yaml"] = BARN.replace("Hur allvarligt är hotet?", "Hur farligt är det?")
    files["inkommande.yaml"] = files["inkommande.yaml"].replace("i fara just nu", "i fara nu")

    async def night(n: Night) -> None:
        await n.press("r", "2", "4")
        assert "➤ version" in n.text
        await n.press("enter")
        assert "Hur farligt är det?" in n.text
        assert "i fara nu" not in n.text
        await n.press("escape")
        assert isinstance(n.screen, RoutineScreen)
        await n.press("f")
        assert asked == [former]

    former = desk.case(desk.board()[0].case).bundle
    asked: list[str] = []

    def sandbox(bundle: str) -> Desk:
        asked.append(bundle)
        return Jour().desk()

    play(desk, night, size=(100, 30), sandbox=sandbox)


def test_the_use_is_counted_in_the_program_as_on_the_line() -> None:
    jour = Jour()
    for signature in ("AB", "CD", "EF", "GH", "IJ", "KL"):
        desk = jour.desk(signature, signature)
        reply(desk, open_child(desk), "fara", "nej")

    async def night(n: Night) -> None:
        await n.press("r", "1", "5", "enter")
        assert "Fara · Inkommande: visat 6, besvarat 6" in n.text
        assert "KL" not in n.text.replace("kl", "").replace("  AB", "")

    play(jour.desk(), night, size=(100, 30))


class Told(OneBook):
    """A shelf with a book and findings of its own."""

    def __init__(self, book: Rulebook, *findings: Finding) -> None:
        self.book, self.told = book, findings

    def current(self) -> tuple[Rulebook, bytes]:
        return self.book, b"{}"

    def findings(self) -> list[Finding]:
        return list(self.told)


def test_what_somebody_should_look_at_is_marked_and_a_broken_routine_is_not_opened() -> None:
    clock = Clock()
    old = replace(BOOK.routines["barn"], review_by="2026-01-01", valid_from="2025-01-01")
    book = replace(BOOK, routines={**BOOK.routines, "barn": old})
    broken = Finding(Severity.ERROR, "x", Place("routines/trasig.yaml"), "Steget finns inte.")
    remark = Finding(Severity.WARNING, "y", Place("routines/barn.yaml"), "Lång fas.")
    desk = desk_on(new_vault(clock), clock, shelf=Told(book, broken, remark))

    async def night(n: Night) -> None:
        await n.press("r")
        assert "! skulle ha granskats 2026-01-01, 1 varning" in " ".join(n.text.split())
        assert "trasig  ! har fel" in n.text
        await n.press("3")
        assert isinstance(n.screen, RoutinesScreen)
        assert "Steget finns inte." in " ".join(n.screen.told.split())
        await n.press("2")
        assert "Lång fas." in n.text

    play(desk, night, size=(100, 30))


@pytest.mark.parametrize("size", [NARROW, (160, 50)])
def test_markup_and_controls_in_a_routine_stand_as_harmless_text(size: tuple[int, int]) -> None:
    clock = Clock()
    first = BOOK.routines["barn"]
    hot = replace(first.steps["hot"], text=HOSTILE, spoken=HOSTILE, why=HOSTILE, phase=HOSTILE)
    bad = replace(first, title=HOSTILE, owner=HOSTILE, steps={**first.steps, "hot": hot})
    book = replace(BOOK, routines={"inkommande": BOOK.routines["inkommande"], "barn": bad})
    shelf = Told(book, Finding(Severity.WARNING, "y", Place("barn.yaml"), HOSTILE))
    desk = desk_on(new_vault(clock), clock, shelf=shelf)

    async def night(n: Night) -> None:
        everything = ""
        for keys in (("r",), ("2",), ("down",), ("2",), ("3",), ("5",), ("enter",), ("f",)):
            await n.press(*keys)
            everything += n.text
        assert not {"\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066"} & set(everything)
        assert "[/]" in everything

    play(
        desk, night, size=size, sandbox=lambda bundle: desk_on(new_vault(clock), clock, shelf=shelf)
    )


@pytest.mark.parametrize("keys", [("r",), ("r", "1"), ("r", "1", "4"), ("r", "1", "f")])
def test_f9_hides_the_routines_too_and_practice_is_marked(keys: tuple[str, ...]) -> None:
    _, desk, sandbox = a_station()

    async def night(n: Night) -> None:
        await n.press(*keys)
        assert "ÖVNING" in n.lines[0]
        await n.press("f9")
        assert n.text.split() == ["Paus.", "F9", "går", "tillbaka."]
        await n.press("f9", "f1")
        assert "Hjälp: " in n.text

    play(desk, night, size=NARROW, sandbox=sandbox)
