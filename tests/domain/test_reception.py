"""Facts about the reception: a sheet lies with the unit it names, and never with nobody."""

from __future__ import annotations

import pytest

from jourstod.domain.errors import UsageError
from jourstod.domain.people import EVERY_UNIT
from jourstod.domain.reception import lies_with, unit_named
from jourstod.domain.station import Board, Station
from jourstod.domain.station_file import DayUnit, District, PersonKind

CHILD, ADULT = DayUnit(PersonKind.CHILD, "Barn och unga"), DayUnit(PersonKind.ADULT, "Vuxna")
STATION = Station(
    "Jouren",
    boards=(
        Board("soder", "Söder", units=(CHILD, ADULT)),
        Board("norr", "Norr", units=(CHILD,)),
        Board("vast", "Väst"),
    ),
    districts=(District("Trollbacka", "norr", "Trollbackas mottagning"),),
)


@pytest.mark.parametrize(
    ("unit", "to", "lies"),
    [
        ("soder/Vuxna", "soder/Vuxna", True),
        ("soder/Vuxna", "soder/Barn och unga", False),
        ("soder/Barn och unga", "norr/Barn och unga", False),  # the same name in another nämnd
        ("soder/Vuxna", "soder/Barn och unga eller Vuxna", True),
        ("norr/Barn och unga", "soder/Barn och unga eller Vuxna", False),
        ("norr/Trollbackas mottagning", "soder/Trollbackas mottagning", True),  # the wrong nämnd
        ("soder/Vuxna", "soder/Trollbackas mottagning", False),
        ("soder/Vuxna", "soder/mottagningen", True),  # no unit is named: some of them must take it
        ("soder/Vuxna", "soder/", True),
        ("norr/Barn och unga", "soder/mottagningen", False),
        ("vast/", "vast/mottagningen", True),
        ("vast/", "soder/Vuxna", False),
        ("", "soder/Vuxna", False),
        ("", "soder/", False),
        (EVERY_UNIT, "soder/Vuxna", True),
        (EVERY_UNIT, "", False),
        ("soder/Vuxna", "", False),
    ],
)
def test_a_sheet_lies_with_the_unit_it_names(unit: str, to: str, lies: bool) -> None:
    assert lies_with(unit, to, STATION) is lies


def test_every_sheet_for_the_day_lies_with_some_unit() -> None:
    units = ["soder/Barn och unga", "soder/Vuxna", "norr/Barn och unga", "vast/",
             "norr/Trollbackas mottagning"]  # fmt: skip
    for board in ("soder", "norr", "vast"):
        for name in ("", "mottagningen", "Barn och unga", "Vuxna", "Nedlagd", "Vuxna eller X"):
            assert any(lies_with(unit, f"{board}/{name}", STATION) for unit in units), (board, name)


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Vuxna", "soder/Vuxna"),
        (" vuxna ", "soder/Vuxna"),
        ("norr/Barn och unga", "norr/Barn och unga"),
        ("Trollbackas mottagning", "norr/Trollbackas mottagning"),
        ("vast", "vast/"),
    ],
)
def test_a_unit_is_named_as_the_station_file_has_it(said: str, unit: str) -> None:
    assert unit_named(STATION, said) == unit


def test_an_unknown_or_doubtful_unit_is_refused_with_the_choices() -> None:
    with pytest.raises(UsageError, match=r"är flera mottagningar\. Välj bland: «soder/Barn"):
        unit_named(STATION, "Barn och unga")
    for said in ("", "Öster", "soder"):
        with pytest.raises(UsageError, match=r"ingen mottagning i stationens fil.*«vast»"):
            unit_named(STATION, said)
