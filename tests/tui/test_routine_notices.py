"""Facts about what the board says of the routines: to whom, where, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tui.night import a_desk
from tests.tui.pilot import Night, play

from jourstod.desk.desk import Desk
from jourstod.domain.people import Role

LATE = "Rutinerna skulle ha granskats 2026-11-01."
BROKEN = "Rutinversionen går inte att läsa."


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = a_desk()
    monkeypatch.setattr(desk, "routine_notices", lambda: (LATE,))
    return desk


def _line(n: Night, words: str) -> int:
    return next(place for place, line in enumerate(n.lines) if words in line)


def test_an_officer_reads_of_a_late_review_below_the_cases_and_nothing_is_stopped(
    desk: Desk,
) -> None:
    async def night(n: Night) -> None:
        assert _line(n, LATE) > len(n.lines) // 2
        assert f"! {LATE}" not in n.text
        await n.press("n")
        assert "Nattens ärenden" not in n.lines[0], "a call begins all the same"

    play(desk, night)


def test_a_team_leader_reads_it_first(desk: Desk) -> None:
    desk.handler = replace(desk.handler, role=Role.TEAM_LEADER)

    async def night(n: Night) -> None:
        assert _line(n, f"! {LATE}") < 3
        assert n.text.count(LATE) == 1

    play(desk, night)


def test_everybody_reads_first_that_a_version_could_not_be_read_also_when_found_later(
    desk: Desk,
) -> None:
    async def night(n: Night) -> None:
        assert BROKEN not in n.text
        desk._shelf.trouble = BROKEN
        n.app.screen.news()  # type: ignore[attr-defined]
        await n.press("f1", "escape")
        assert _line(n, f"! {BROKEN}") < 3

    try:
        play(desk, night)
    finally:
        desk._shelf.trouble = ""
