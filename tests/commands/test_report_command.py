"""Facts about `jourstod report`: forms, files, previews, receipts and exit codes."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child

from jourstod.cli import main
from jourstod.desk.command import new_command
from jourstod.domain import events as ev


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sharp station with one case about a child in danger."""
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        child = open_child(desk, ("fara", "ja"), ("åldersgrupp", "barn"))
        desk.acts.note(child, "Modern ringde.", new_command())
    return home


def _chosen(words: tuple[str, ...]) -> tuple[str, ...]:
    """A file leaves in clear text here; how else is tested in test_exports.py."""
    files = "--output" in words or "--paper-all" in words
    return (*words, "--clear", "prov") if files else words


def report(home: Path, *words: str) -> int:
    return main(["report", "--home", str(home), *_chosen(words)])


def left(home: Path) -> list[str]:
    with at_the_desk(home) as desk:
        case = desk.case(desk.board()[0].case)
        kinds = (ev.HandoverOffered, ev.DisclosureMade)
        return [e.event.KIND for e in case.entries if isinstance(e.event, kinds)]


def number(home: Path) -> str:
    with at_the_desk(home) as desk:
        return desk.board()[0].number


def test_the_day_unit_gets_its_sheet_as_text(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(home, number(home)) == 0
    read = capsys.readouterr().out
    assert "ÖVERLÄMNING TILL MOTTAGNINGEN" in read and "Modern ringde." in read
    assert "Utskrift som inte är överlämnad" in read
    assert left(home) == []


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype"),
                                              ("json", b"{")])  # fmt: skip
def test_a_saved_sheet_is_for_its_owner_only(home: Path, tmp_path: Path, form: str,
                                             begins: bytes) -> None:  # fmt: skip
    path = tmp_path / f"blad.{form}"
    assert report(home, number(home), "--format", form, "--output", str(path)) == 0
    assert path.read_bytes().startswith(begins)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_leaving_a_sheet_saves_it_unmarked_and_logs_it(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "blad.json"
    done = report(home, number(home), "--leave", "--format", "json", "--output", str(path))
    assert done == 0
    assert json.loads(path.read_bytes())["preview"] == ""
    assert left(home) == ["handover_offered"]


def test_a_sharp_store_saves_nothing_for_somebody_outside_without_a_receipt(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "blad.pdf"
    words = (number(home), "--to", "polisen", "--format", "pdf", "--output", str(path))
    assert report(home, *words) == 5
    assert "utan kvittens" in capsys.readouterr().err
    assert not path.exists()
    assert report(home, *words, "--leave") == 5
    assert "Skriv varför uppgifterna lämnas utan samtycke" in capsys.readouterr().err
    assert not path.exists()
    assert report(home, *words, "--leave", "--reason", "Fara för liv") == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert left(home) == ["disclosure_made"]


def test_a_preview_for_somebody_outside_is_read_on_the_screen_and_says_so(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(home, number(home), "--to", "polisen") == 0
    read = capsys.readouterr().out
    assert "Förhandsvisning – inte lämnat" in read and "Modern" not in read
    assert left(home) == []


def test_a_sheet_that_cannot_be_saved_is_not_logged_as_left(home: Path, tmp_path: Path) -> None:
    gone = tmp_path / "finns" / "inte.txt"
    assert report(home, number(home), "--leave", "--output", str(gone)) == 2
    assert left(home) == []


def test_journal_text_is_pasted_and_not_left(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(home, number(home), "--to", "journal") == 0
    assert "TEXT ATT FÖRA IN I JOURNALEN" in capsys.readouterr().out
    assert report(home, number(home), "--to", "journal", "--leave") == 2


def test_a_case_or_a_receiver_there_is_not(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(home, "2020-0001") == 5
    assert report(home, number(home), "--to", "tidningen") == 2
    assert "mottagning" in capsys.readouterr().err


def test_a_full_disk_behind_standard_output_is_said() -> None:
    script = (
        "import sys; from jourstod.commands.output import write_out\n"
        "from jourstod.commands.report import NotPrinted\n"
        "try: write_out(b'x' * 99999, lambda why: NotPrinted(why, True))\n"
        "except NotPrinted as said: print(said.sentence, file=sys.stderr); sys.exit(said.exit_code)"
    )
    with open("/dev/full", "wb") as full:
        told = subprocess.run(
            [sys.executable, "-c", script], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert told.returncode == 1
    assert "kunde inte skrivas ut" in told.stderr.decode()
    assert "som lämnat" in told.stderr.decode()
