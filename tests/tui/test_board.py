"""Nattens ärenden: ten thousand rows as easily as ten, the most urgent first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.tui.night import Clock, a_case, a_child, a_desk, desk_on, new_vault
from tests.tui.pilot import Night, play

from jourstod.desk.board import Board, BoardRow, to_bytes
from jourstod.tui.board_list import BoardList

ROW = BoardRow("c", "2026-0001", "soder", "barn «Maja»", "Skydd", "AB", 0, 0)


def test_the_board_says_what_is_due_now_and_what_is_going_on() -> None:
    desk = a_desk()
    a_child(desk, "Maja")
    a_case(desk, "Bo")

    async def night(n: Night) -> None:
        assert "Nattens ärenden" in n.lines[0]
        assert "ÖVNING" in n.lines[0]
        row = next(line for line in n.lines if "ÖVN-2026-0001" in line)
        assert "!" in row and "NU · väntat" in row and "AB" in row
        assert "2 öppna" in n.text

    play(desk, night)


def test_only_the_rows_in_sight_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = a_desk()
    many = (replace(ROW, case=f"c{n}", number=f"2026-{n:05}") for n in range(10_000))
    rows = Board([(row.case, to_bytes(row)) for row in many])
    monkeypatch.setattr(desk, "board", lambda: rows)
    drawn: list[int] = []
    real = BoardList.render_line

    def counted(self: BoardList, y: int):  # type: ignore[no-untyped-def]
        drawn.append(y)
        return real(self, y)

    monkeypatch.setattr(BoardList, "render_line", counted)

    async def night(n: Night) -> None:
        assert len(list(n.app.screen.walk_children())) < 20
        assert len(drawn) < 300
        await n.press("end")
        assert "2026-09999" in n.text
        await n.press("pageup", "home")
        assert "2026-00000" in n.text

    play(desk, night)


def test_the_mark_stays_on_its_case_when_others_come_above_it() -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    a_case(mine, "Ett")
    clock.forward(5)
    two = a_case(mine, "Två")

    async def night(n: Night) -> None:
        await n.press("down")
        a_case(theirs, "Tre")
        n.screen.news()
        await n.settle()
        assert "Tre" in n.text
        chosen = n.screen.query_one(BoardList).chosen
        assert chosen is not None and chosen.case == two

    play(mine, night)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50), (200, 60)])
def test_a_row_is_one_line_with_number_clock_and_handler_at_every_size(
    size: tuple[int, int],
) -> None:
    desk = a_desk()
    a_child(desk)

    async def night(n: Night) -> None:
        row = next(line for line in n.lines if "ÖVN-2026-0001" in line)
        assert "NU · väntat" in row
        assert row.endswith("AB")
        assert max(map(len, n.lines)) <= size[0]

    play(desk, night, size=size)


def test_an_empty_board_says_how_a_night_begins() -> None:
    async def night(n: Night) -> None:
        assert "n börjar ett samtal" in n.text

    play(a_desk(), night)


def test_a_case_is_found_by_its_number_or_its_last_digits() -> None:
    desk = a_desk()
    a_case(desk, "Ett")
    a_case(desk, "Två")

    async def night(n: Night) -> None:
        await n.press("f")
        await n.write("2")
        await n.press("enter")
        assert "«Två»" in n.lines[0]

    play(desk, night)


def test_a_shift_end_shows_the_receipt_to_write_down() -> None:
    desk = a_desk()
    a_case(desk)

    async def night(n: Night) -> None:
        await n.press("s", "1")
        assert "Kvittens:" in n.text

    play(desk, night)


def test_somebody_else_sits_down_and_signs_from_then_on() -> None:
    clock = Clock()
    vault = new_vault(clock)

    async def night(n: Night) -> None:
        await n.press("s", "2")
        await n.write("CD")
        await n.press("enter")
        await n.write("Carl")
        await n.press("enter", "enter")
        assert n.lines[0].endswith("CD")

    play(desk_on(vault, clock), night, seat=lambda h: desk_on(vault, clock, h.signature))


def test_a_clock_that_ended_while_the_program_was_closed_is_told_first_thing() -> None:
    clock = Clock()
    vault = new_vault(clock)
    desk = desk_on(vault, clock)
    case = a_child(desk, "Maja")
    (waiting,) = [row for row in desk.board() if row.case == case]
    assert waiting.ends, "the night has a clock that ends"

    async def first(n: Night) -> None:
        assert "löpt ut" not in n.text

    async def later(n: Night) -> None:
        assert "löpt ut sedan du såg tavlan sist" in n.text
        assert "ÖVN-2026-0001" in n.screen.told
        await n.press("down")
        assert "löpt ut sedan" not in n.text

    play(desk, first)
    clock.now += timedelta(days=30)
    play(desk_on(vault, clock), later)
    play(desk_on(vault, clock), first)
