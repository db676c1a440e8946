"""Facts about `jourstod doctor`: exit codes, order of harm, and a first start that reads clean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jourstod import settings
from jourstod.cli import main
from jourstod.domain.doctor import RULES
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.folder import shipped_example
from jourstod.reading.shelf import Shelf
from jourstod.reading.station_reader import read_station_file

EXAMPLE = shipped_example()
ON = ["--on", "2026-11-24"]


@pytest.fixture
def new_home(tmp_path: Path) -> Path:
    """The home of a station that was set up a moment ago."""
    home = tmp_path / "home"
    settings.set_up(home, settings.FirstStart("AB", "Anna Berg", "Jouren", ("Söder", "Norr")))
    return home


@pytest.fixture
def no_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers with nothing in them: what is found is then the station's alone."""
    sound = Shelf.current

    def current(self: Shelf) -> tuple[Rulebook, bytes]:
        book, content = sound(self)
        return Rulebook(book.bundle, {}, {}, book.calendar), content

    monkeypatch.setattr(Shelf, "current", current)


@pytest.mark.usefixtures("no_registers")
def test_a_station_with_nothing_amiss_exits_with_nought(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["doctor", str(EXAMPLE), *ON]) == 0
    assert "Inget saknas, är gammalt eller har gått ut." in capsys.readouterr().out


def test_the_example_is_only_told_that_lvu_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(EXAMPLE), *ON, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    of_the_station = [one for one in found if Path(one["file"]).name == EXAMPLE.name]
    assert of_the_station == []
    assert any("slutar gälla 2026-12-31" in one["sentence"] for one in found)


def test_a_later_day_finds_what_will_have_ended_then(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(EXAMPLE), "--on", "2028-01-01", "--json"]) == 1
    rules = {one["rule"] for one in json.loads(capsys.readouterr().out)}
    assert {"ingen-far-besluta-lvu-6", "mandat-utganget", "gammalt"} <= rules


def test_what_was_set_up_reads_clean_and_says_where_to_go_on(new_home: Path) -> None:
    path = new_home / settings.STATION_FILE
    station, findings = read_station_file(path)
    assert findings == []
    assert station is not None
    assert [board.name for board in station.boards] == ["Söder", "Norr"]
    text = path.read_text(encoding="utf-8")
    assert "jourstod doctor --example" in text
    assert "gissas aldrig" in text


def test_a_new_station_is_told_the_worst_first_under_headings(
    new_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--home", str(new_home), *ON]) == 1
    told = capsys.readouterr().out
    headings = ["NÅGON KAN BLI UTAN SKYDD I NATT", "ETT BESLUT KAN SAKNA GRUND",
                "SKYDDADE UPPGIFTER KAN KOMMA FEL", "TID GÅR FÖRLORAD"]  # fmt: skip
    places = [told.index(heading) for heading in headings]
    assert places == sorted(places)
    assert told.count(RULES["ingen-far-besluta-lvu-6"][1]) == 1, "why is said once, not per nämnd"
    assert "Söder har ingen med uppdrag" in told
    assert "Norr har ingen med uppdrag" in told


def test_json_gives_each_finding_with_its_harm_place_and_reason(
    new_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--home", str(new_home), "--json", *ON]) == 1
    found = json.loads(capsys.readouterr().out)
    harms = [one["harm"] for one in found]
    assert harms == sorted(harms)
    assert all(one["line"] >= 1 and one["hint"] for one in found)


def test_a_mistake_in_the_file_comes_before_everything_else(
    new_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = new_home / settings.STATION_FILE
    path.write_text(path.read_text(encoding="utf-8") + "mandatt: []\n", encoding="utf-8")
    assert main(["doctor", "--home", str(new_home), *ON]) == 1
    told = capsys.readouterr().out
    assert "Menade du «mandat»?" in told
    assert told.index("FEL I FILEN") < told.index("NÅGON KAN BLI UTAN SKYDD I NATT")


def test_a_provision_the_register_does_not_have_is_a_mistake(
    new_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = new_home / settings.STATION_FILE
    line = "mandat:\n  - { person: A, roll: ledamot, nämnd: n1, lagrum: lvu-66, från: 2026-01-01, "
    text = path.read_text(encoding="utf-8") + line + "källa: P }\n"
    path.write_text(text, encoding="utf-8")
    assert main(["doctor", "--home", str(new_home), *ON]) == 1
    assert "Lagrummet «lvu-66» finns inte" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_exits_with_four(
    new_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (new_home / settings.STATION_FILE).write_text("station: [\n", encoding="utf-8")
    assert main(["doctor", "--home", str(new_home)]) == 4
    told = capsys.readouterr().out
    assert "station.yaml:1:10: fel:" in told
    assert "INGET I DEN RÄKNAS" in told
    assert main(["doctor", str(new_home / "borta.yaml")]) == 4


def test_a_station_that_is_not_set_up_is_refused_with_five(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--home", str(tmp_path / "ny")]) == 5
    assert "Stationen är inte inrättad" in capsys.readouterr().err
    assert not (tmp_path / "ny").exists()


def test_a_day_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(EXAMPLE), "--on", "julafton"]) == 2
    assert "«julafton» är ingen dag" in capsys.readouterr().err


def test_the_example_is_printed_as_it_is_and_can_be_used_as_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--example"]) == 0
    printed = capsys.readouterr().out
    assert printed == EXAMPLE.read_text(encoding="utf-8")
    copy = tmp_path / "station.yaml"
    copy.write_text(printed, encoding="utf-8")
    assert read_station_file(copy)[1] == []
