"""Facts about the station's own numbers on a line: old ones marked, absent ones said."""

from __future__ import annotations

from datetime import UTC, date, datetime

from jourstod.domain.calendar import Calendar
from jourstod.domain.station import Board, Station
from jourstod.domain.station_file import LocalContact, LocalContactKind
from jourstod.text.local_lines import delegation_lines, local_lines

CALENDAR = Calendar({}, date(2026, 1, 1), date(2027, 12, 31))
NOW = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
STATION = Station(
    "Jouren",
    (Board("soder", "Söder"),),
    contacts=(
        LocalContact(LocalContactKind.INTERPRETER, "Tolken", phone="070-174 06 05",
                     confirmed="2026-01-01"),
        LocalContact(LocalContactKind.CLINIC, "Kliniken", phone="070-174 06 06",
                     confirmed="2026-11-01"),
    ),
)  # fmt: skip


def test_an_old_number_is_marked_and_a_fresh_one_is_not() -> None:
    told = list(local_lines(STATION, CALENDAR, "soder", NOW))
    assert "  Tolken: 070-174 06 05 (OBS: numret bekräftades 2026-01-01, gammalt)" in told
    assert "  Kliniken: 070-174 06 06 (bekräftat 2026-11-01)" in told


def test_what_the_file_does_not_have_is_said_and_not_left_out() -> None:
    told = list(local_lines(STATION, CALENDAR, "soder", NOW))
    assert "Arbetsledare: Står inte i stationens fil." in told


def test_delegation_that_is_not_stated_is_not_guessed() -> None:
    told = list(delegation_lines(STATION, CALENDAR, "soder", NOW))
    assert "  placering i jourhem: inte känt" in told
