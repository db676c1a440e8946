"""Facts about the shipped example of a station: clean, whole and fictional throughout."""

from __future__ import annotations

import re
from pathlib import Path

from jourstod.domain.station import Station
from jourstod.domain.station_file import (
    ASSISTANCE,
    MANDATES,
    DecisionKind,
    LocalClockKind,
    LocalContactKind,
    PersonKind,
    PlacementForm,
)
from jourstod.reading.shelf import Shelf, shipped_routines
from jourstod.reading.station_reader import read_station_file
from jourstod.reading.vocabulary import Names

EXAMPLE = Path(__file__).parents[2] / "station.example.yaml"
SERIES = re.compile(r"070-174 06 (?:0[5-9]|[1-9]\d)")


def example() -> Station:
    station, findings = read_station_file(EXAMPLE, _provisions())
    assert [finding.text() for finding in findings] == []
    assert station is not None
    return station


def test_the_example_reads_clean_against_the_shipped_register() -> None:
    assert len(example().boards) > 1


def test_the_example_shows_everything_the_file_can_hold() -> None:
    station = example()
    assert {m.provision for m in station.mandates} == set(MANDATES)
    assert {m.provision for m in station.officers} == set(ASSISTANCE)
    assert {d.decision for d in station.delegations} == set(DecisionKind)
    assert {d.form for d in station.delegations} >= set(PlacementForm)
    assert {c.kind for c in station.contacts} == set(LocalContactKind)
    assert {c.kind for c in station.clocks} == set(LocalClockKind)
    assert {unit.kind for board in station.boards for unit in board.units} == set(PersonKind)
    assert {bed.form for bed in station.beds} == set(PlacementForm)
    assert station.hours
    assert station.districts


def test_every_number_in_the_example_is_of_the_series_that_is_never_given_out() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    numbers = re.findall(r'(?:telefon|nämndsekreterare): "([^"]*)"', text)
    assert len(numbers) > 30
    assert [number for number in numbers if not SERIES.fullmatch(number)] == []


def _provisions() -> Names:
    book, _ = Shelf(shipped_routines()).current()
    return Names("Lagrummet", "okant-lagrum", "register/lagrum.yaml", book.provisions)
