"""Inkorgen: from the board to a sheet, taken in one's own name or registered for somebody else."""

from __future__ import annotations

from dataclasses import replace

from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night
from tests.tui.pilot import Night, play

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain.people import Handler, Role


def left_to_the_reception() -> tuple[Desk, Desk, str]:
    """The sender's desk and the receiver's, and the case that was left."""
    jour = sheet_jour()
    desk = sheet_desk(jour)
    child = whole_night(desk)
    hand_over(desk, child, sheet_for(desk, child), new_command(), "text")
    karin = sheet_desk(jour)
    karin.handler = Handler("KL", "Karin Lund", Role.RECEPTION)
    return desk, karin, child


def test_the_receiver_reads_the_sheet_takes_it_and_the_inbox_is_empty() -> None:
    desk, karin, child = left_to_the_reception()

    async def night(n: Night) -> None:
        assert "1 inte mottagna" in n.text
        await n.press("i")
        assert "Inkorgen" in n.lines[0] and "punkter är inte mottagna" in n.text
        await n.press("1")
        assert "SVARAR INGEN, RING I DEN HÄR ORDNINGEN" in n.text
        assert "018-10 00 00" in n.text
        await n.press("4")
        assert "Överlämning till" in n.text
        await n.press("escape", "1")
        assert "Du tar emot som Karin Lund" in n.text
        await n.write("Jag ringer skolan")
        await n.press("enter")
        assert "Allt är mottaget." in n.text
        await n.press("escape", "i")
        assert "Inkorgen är tom" in n.text

    play(karin, night, (80, 30))
    assert desk.case(child).handler == "Karin Lund"


def test_the_sender_sees_that_it_will_be_registered_as_written_by_them() -> None:
    desk, _, child = left_to_the_reception()

    async def night(n: Night) -> None:
        await n.press("i", "1", "1")
        assert "registreras av dig" in n.text
        await n.write("Karin Lund")
        await n.press("enter")
        await n.write("Ring skolan")
        await n.press("enter", "1")
        await n.settle()
        await n.press("enter")
        assert "Karin Lund (registrerat av AB)" in " ".join(n.text.split())

    play(desk, night, (100, 40))
    (sheet,) = desk.case(child).handovers.values()
    assert sheet.received and sheet.taken_by == " av Karin Lund (registrerat av AB)"


def test_a_station_that_does_not_say_whom_to_ring_says_so() -> None:
    desk, _, _ = left_to_the_reception()
    desk.station = replace(desk.station, boards=())

    async def night(n: Night) -> None:
        await n.press("i", "1")
        assert "Stationens fil säger inte vem som ska ringas." in n.text

    play(desk, night, (100, 40))
