"""Facts about `jourstod clock` and `jourstod clocks`: what they count, and what they never tell."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.commands.station import sharp_home

from jourstod import settings
from jourstod.cli import main
from jourstod.reading.folder import shipped_example, shipped_routines

LVU = "understallning-lvu-6"


def counted(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(["clock", *arguments, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_jo_malmo_2019_both_days_and_why_come_out_for_other_programs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = counted(capsys, LVU, "--start", "2019-04-12", "--home", str(tmp_path))
    assert (found["due"], found["last_lawful"]) == ("2019-04-19", "2019-04-23")
    assert found["uncertain"] is False and found["kind"] == "lag"
    why = found["why"]
    assert isinstance(why, list) and [said for said in why if "långfredagen" in said]


def test_jo_9081_2020_a_wrong_start_is_told_as_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    stated = ["--start", "2020-10-27", "--wrong", "2020-11-12", "--home", str(tmp_path)]
    assert main(["clock", LVU, *stated]) == 0
    out = capsys.readouterr().out
    assert "Räknat från verkställigheten hade det blivit torsdag 19 november 2020: fel." in out
    assert "Lagrum: LVU 7 §." in out


def test_the_local_clock_is_the_one_of_the_stated_board(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / settings.STATION_FILE).write_bytes(shipped_example().read_bytes())
    home = ["--home", str(tmp_path), "--start", "2026-12-18 23:30"]
    noon = counted(capsys, "jourens-placering", *home)
    assert noon["due"] == "2026-12-21T12:00:00+01:00"
    weeks = counted(capsys, "forsvunnet-barn-oppet", "--board", "fjarilsnas", *home)
    months = counted(capsys, "forsvunnet-barn-oppet", "--board", "ekdungen", *home)
    nobody = counted(capsys, "forsvunnet-barn-oppet", "--board", "annan", *home)
    assert (weeks["due"], months["due"], nobody["due"]) == ("2027-01-08", "2027-03-18", None)
    assert nobody["uncertain"] is True
    adult = counted(capsys, "forsvunnen-vuxen-oppet", "--board", "fjarilsnas", *home)
    assert adult["due"] == "2027-01-01"


def test_what_is_due_at_once_has_no_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = counted(
        capsys, "omedelbar-skyddsbedomning", "--start", "2026-11-20 16:00", "--home", str(tmp_path)
    )
    assert (found["due"], found["last_lawful"], found["at_once"]) == (None, None, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["understalning", "--start", "2026-12-24"], f"Menade du «{LVU}»?"),
        ([LVU, "--start", "i förrgår kväll typ"], "i förrgår kväll typ"),
        ([LVU, "--start", "2026-03-29 02:30"], "fanns inte"),
    ],
)
def test_what_cannot_be_counted_is_said_in_a_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["clock", *arguments, "--home", str(tmp_path)]) != 0
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err


@pytest.fixture
def played(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The home of a practice store in which a night has been played."""
    home = str(tmp_path / "natt")
    night = shipped_routines() / "prov" / "flicka-pa-hotell.yaml"
    assert main(["play", str(night), "--home", home]) == 0
    capsys.readouterr()
    return home


def test_no_clock_is_said_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["clocks", "--home", str(sharp_home(tmp_path, monkeypatch))]) == 0
    assert capsys.readouterr().out == "Ingen klocka går.\n"


def test_the_clocks_of_all_cases_come_most_urgent_first_and_tell_their_kind(
    played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clocks", "--home", played, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    days = [one["due"] or "" for one in found]
    assert len({one["number"] for one in found}) == 2 and days == sorted(days)
    assert main(["clocks", "--home", played]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == len(found)
    assert [line for line in told if "Underställning av LVU 6 § (lag):" in line]
    assert [line for line in told if "Jourens placering prövas på nytt (lokal rutin):" in line]


def test_a_placement_of_the_night_lapses_at_the_local_hour(
    played: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clocks", "--home", played, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (placed,) = [one for one in found if one["duty"] == "jourens-placering"]
    assert placed["due"].endswith("T12:00:00+01:00")


def test_the_calendar_tells_nothing_of_a_case_but_its_number(played: str, tmp_path: Path) -> None:
    saved = tmp_path / "frister.ics"
    assert main(["clocks", "--home", played, "--ics", str(saved)]) == 0
    assert saved.stat().st_mode & 0o777 == 0o600
    days = Calendar.from_ical(saved.read_bytes()).walk("VEVENT")
    assert len(days) > 3
    for day in days:
        assert set(day) == {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "CLASS", "TRANSP"}
        assert re.fullmatch(r"ÖVN-2026-\d{4} (frist|sista dag)", str(day["SUMMARY"]))
        assert day["CLASS"] == "PRIVATE"


def test_a_new_calendar_file_moves_an_entry_instead_of_adding_one(
    played: str, tmp_path: Path
) -> None:
    files = (tmp_path / "a.ics", tmp_path / "b.ics")
    for file in files:
        assert main(["clocks", "--home", played, "--ics", str(file)]) == 0
    first, second = (
        [str(day["UID"]) for day in Calendar.from_ical(file.read_bytes()).walk("VEVENT")]
        for file in files
    )
    assert first == second and len(set(first)) == len(first)
