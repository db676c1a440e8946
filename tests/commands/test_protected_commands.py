"""Facts about the commands and a protected case: the number at most, and never to a stranger."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.protected_case import leaks

from jourstod.cli import main
from jourstod.desk.case_life import tell_protection
from jourstod.desk.command import new_command
from jourstod.domain.decide.cases import Intake
from jourstod.domain.events import ProtectionTold
from jourstod.domain.protection import Level

ID = "11111111-1111-4111-8111-111111111111"
OVER_ALL = (
    ("cases",), ("cases", "--json"), ("clocks",), ("clocks", "--json"),
    ("report", "--morning", "n1"), ("report", "--shift"), ("routine", "use"),
    ("report", "--shift", "--format", "json"), ("log", "verify"), ("routine", "migrate"),
    ("routine", "migrate", "--json"), ("routine", "use", "--json"), ("doctor",),
)  # fmt: skip
OF_THE_CASE = (
    ("report",), ("report", "--receipts"), ("report", "--paper", "--format", "html"),
    ("report", "--format", "json"), ("log", "show"), ("log", "show", "--json"),
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(made) as desk:
        intake = Intake(
            desk.station.boards[0].id, "Zoraida", "anmälan", "Kvistqvist", "Zoraida på skolan."
        )
        desk.open_case(ID, intake, new_command())
        desk.acts.note(ID, "Zoraida Kvistqvist ringde.", new_command())
        told = ProtectionTold(Level.REGISTERED.value, "Kvistqvist", alias="Blå 7")
        tell_protection(desk, ID, told, new_command())
    return made


def said(home: Path, capfd: pytest.CaptureFixture[str], who: str, *words: str) -> str:
    """All that a command writes, whatever came of it."""
    code = main([*words, "--home", str(home), "--as", who])
    out, error = capfd.readouterr()
    assert code != 2, error
    return out + error


@pytest.mark.parametrize("who", ["AB", "CD"])
@pytest.mark.parametrize("words", OVER_ALL, ids=" ".join)
def test_a_command_over_all_cases_tells_nothing_of_it(
    home: Path, capfd: pytest.CaptureFixture[str], who: str, words: tuple[str, ...]
) -> None:
    told = said(home, capfd, who, *words)
    assert told and not leaks(told)
    assert "Blå 7" not in told and "skyddsbedömning" not in told.casefold()


@pytest.mark.parametrize("words", OF_THE_CASE, ids=" ".join)
def test_a_command_about_it_is_masked_for_its_owner_and_finds_nothing_for_others(
    home: Path, capfd: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    with at_the_desk(home) as desk:
        number = desk.case(ID).number
    at = 2 if words[0] == "log" else 1
    asked = (*words[:at], number, *words[at:])
    assert not leaks(said(home, capfd, "AB", *asked))
    assert f"inget ärende {number}" in said(home, capfd, "CD", *asked)


def test_calendar_files_and_their_names_tell_the_number_alone(
    home: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said(home, capfd, "CD", "clocks", "--ics", str(tmp_path / "frister.ics"))
    folder = tmp_path / "papper"
    refused = said(home, capfd, "CD", "report", "--paper-all", "--output", str(folder))
    assert "skyddat" in refused
    for path in tmp_path.rglob("*"):
        if path.is_file() and "home" not in path.parts and "routines" not in path.parts:
            assert not leaks(path.name) and not leaks(path.read_bytes().decode("latin-1"))
    assert not folder.exists() or not list(folder.iterdir())
