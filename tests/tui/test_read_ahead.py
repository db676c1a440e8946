"""Facts about reading ahead: the routines are there before the first call, and read only once."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from time import sleep

from tests.reading.small_folder import lay_out
from tests.tui.night import a_desk
from tests.tui.pilot import Night, play

from jourstod.domain.findings import Finding
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import Shelf


def test_the_routines_are_read_before_anybody_asks_for_them() -> None:
    desk = a_desk()
    asked: list[str] = []
    real = desk.current_book

    def counted() -> Rulebook:
        asked.append("asked")
        return real()

    desk.current_book = counted  # type: ignore[method-assign]

    async def night(n: Night) -> None:
        await n.pilot.pause(0.2)
        assert asked == ["asked"]

    play(desk, night)


def test_whoever_asks_meanwhile_waits_and_nothing_is_checked_twice(tmp_path: Path) -> None:
    checked: list[str] = []

    def slow(book: Rulebook) -> list[Finding]:
        checked.append(book.bundle)
        sleep(0.05)
        return []

    shelf = Shelf(lay_out(tmp_path), slow)
    found: list[str] = []
    asking = [Thread(target=lambda: found.append(shelf.current()[0].bundle)) for _ in range(5)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(set(found)) == 1 and len(found) == 5
    assert len(checked) == 1
