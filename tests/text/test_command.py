"""Facts about `jourstod text`: the first start, practice, and a script on standard input."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from tests.commands.sealed import cheaply, sealed_home
from tests.desk.sample import FILES
from tests.text.test_night import CALL
from tests.vault.at_the_door import CARL, DRIFT, OTHER_PHRASE

from jourstod import bootstrap, settings
from jourstod.cli import main
from jourstod.domain.secret import Secret
from jourstod.safekeeping import doorway


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


PHRASE = "gröna hästar äter sent"


def test_the_first_start_asks_a_few_lines_and_leads_to_the_first_call(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cheaply(monkeypatch)
    lines = ("1", "AB", "Anna Berg", "", "Jouren City", "Söder, Norr", PHRASE, PHRASE, "")
    assert text(monkeypatch, home, *lines, *CALL, "slut") == 0
    read = capsys.readouterr().out
    assert re.search(r"^    ([2-9A-Z]{5}-){7}[2-9A-Z]{5}$", read, re.MULTILINE)
    assert PHRASE not in read
    assert "Välkommen till jourstod." in read
    assert "Den raden behövs." in read
    assert "ÖVNING" not in read
    assert " · Jouren City · AB ===" in read
    assert text(monkeypatch, home, "", PHRASE, "1") == 0
    assert "Nu börjar barnrutinen." in capsys.readouterr().out


def test_the_first_session_of_a_new_station_can_be_locked_too(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cheaply(monkeypatch)
    lines = ("1", "AB", "Anna Berg", "Jouren City", "Söder", PHRASE, PHRASE, "")
    assert text(monkeypatch, home, *lines, "lås", "", "", "fel fras helt", "slut") == 0
    read = capsys.readouterr().out
    assert "Låst. Enter låser upp." in read and "Fel signatur eller lösenfras." in read


def test_a_locked_store_asks_who_it_is_until_the_passphrase_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    assert text(monkeypatch, home, "XX", "fel fras", "", PHRASE, "slut") == 0
    read = capsys.readouterr().out
    assert "Logga in. Signatur (Enter: AB):" in read
    assert "Gick inte: Fel signatur eller lösenfras." in read
    assert "=== Nattens ärenden" in read
    assert PHRASE not in read and "fel fras" not in read
    assert text(monkeypatch, home, "<") == 0
    assert "utan att logga in" in capsys.readouterr().out


def test_one_who_runs_the_program_gets_no_board(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    with doorway(home) as door:
        safe = door.sign_in("AB", Secret.typed(PHRASE)).safe
        assert safe is not None
        safe.add(DRIFT, OTHER_PHRASE)
    assert text(monkeypatch, home, "DR", OTHER_PHRASE.reveal().decode(), "slut") == 0
    read = capsys.readouterr().out
    assert "Rollen drift läser inga ärenden" in read
    assert "Nattens ärenden" not in read


def test_two_passphrases_that_differ_begin_again_and_set_nothing_up(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("1", "AB", "Anna Berg", "Jouren City", "Söder", PHRASE, "en annan rad", "slut")
    assert text(monkeypatch, home, *lines) == 0
    assert "inte lika" in capsys.readouterr().out
    assert not home.exists()


def test_a_weak_passphrase_sets_nothing_up(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("1", "AB", "Anna Berg", "Jouren City", "Söder", "kort", "kort", "slut")
    assert text(monkeypatch, home, *lines) == 0
    assert "Lösenfrasen är för kort" in capsys.readouterr().out
    assert not home.exists()


def test_a_station_whose_file_is_there_asks_only_who_begins(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cheaply(monkeypatch)
    settings.set_up(home, settings.FirstStart("XX", "X", "Jouren Norr", ("Norr",)))
    before = (home / settings.STATION_FILE).read_bytes()
    assert text(monkeypatch, home, "1", "AB", "Anna Berg", PHRASE, PHRASE, "", "slut") == 0
    assert " · Jouren Norr · AB ===" in capsys.readouterr().out
    assert (home / settings.STATION_FILE).read_bytes() == before


def test_somebody_else_signs_in_at_the_shift_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    with doorway(home) as door:
        safe = door.sign_in("AB", Secret.typed(PHRASE)).safe
        assert safe is not None
        safe.add(CARL, OTHER_PHRASE)
    other = OTHER_PHRASE.reveal().decode()
    lines = ("AB", PHRASE, "s", "2", "CD", "fel fras nu", "CD", other, "slut")
    assert text(monkeypatch, home, *lines) == 0
    read = capsys.readouterr().out
    assert "Gick inte: Fel signatur" in read
    assert " · CD ===" in read


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


def test_another_signature_is_proposed_where_somebody_signs_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    assert text(monkeypatch, home, "slut", options=("--as", "CD")) == 0
    assert "(Enter: CD)" in capsys.readouterr().out
