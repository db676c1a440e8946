"""Facts about `jourstod text`: the first start, practice, and a script on standard input."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from tests.desk.sample import FILES
from tests.text.test_night import CALL

from jourstod import bootstrap
from jourstod.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that nobody has used, and the small rulebook as the routines that are shipped."""
    routines = tmp_path / "routines"
    for name, text in FILES.items():
        path = routines / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(bootstrap, "shipped_routines", lambda: routines)
    return tmp_path / "home"


def text(
    monkeypatch: pytest.MonkeyPatch, home: Path, *lines: str, options: tuple[str, ...] = ()
) -> int:
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
    return main(["text", "--home", str(home), *options])


def test_the_first_start_asks_four_lines_and_leads_to_the_first_call(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("1", "AB", "Anna Berg", "", "Jouren City", "Söder, Norr")
    assert text(monkeypatch, home, *lines, *CALL, "slut") == 0
    read = capsys.readouterr().out
    assert "Välkommen till jourstod." in read
    assert "Den raden behövs." in read
    assert "ÖVNING" not in read
    assert " · Jouren City · AB ===" in read
    assert text(monkeypatch, home, "1") == 0
    assert "Nu börjar barnrutinen." in capsys.readouterr().out


def test_the_way_back_from_the_first_lines_leads_to_the_choice_and_keeps_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert text(monkeypatch, home, "1", "AB", "<", "?") == 0
    assert capsys.readouterr().out.count("Vad vill du göra:") == 3
    assert not home.exists()


def test_practice_has_a_store_of_its_own_and_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert text(monkeypatch, home, "2", *CALL) == 0
    read = capsys.readouterr().out
    assert "ÖVN-20" in read
    assert "=== ÖVNING · Nattens ärenden" in read
    assert (home / "ovning").exists()
    assert not (home / "station.yaml").exists()
    assert text(monkeypatch, home, options=("--practice",)) == 0
    assert "barn «Maja»" in capsys.readouterr().out


def test_another_signature_sits_at_the_same_store(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text(monkeypatch, home, "1", "AB", "Anna Berg", "Jouren City", "Söder")
    assert text(monkeypatch, home, "", options=("--as", "CD")) == 0
    assert " · CD ===" in capsys.readouterr().out
