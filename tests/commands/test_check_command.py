"""Facts about `jourstod routine check`: its exit codes, and hostile files beside sound ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.station import SOUND, small_routines

from jourstod.cli import main

HOSTILE = {
    "hundra tusen klamrar": b"titel: " + b"[" * 100_000,
    "femtio megabyte": b"# " + b"a" * 50_000_000,
    "bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: { <<: *b }\n",
    "tagg": b"titel: !!python/object/apply:os.system [ls]\n",
    "dubbel nyckel": b"titel: ett\ntitel: tva\n",
    "tabb": b"steg:\n\tett: tva\n",
    "latin-1": "titel: Människa\n".encode("latin-1"),
    "nul": b"titel: a\0b\n",
    "styrtecken": b'titel: "\\e]52;c;aGVq\\a"\n',
}


@pytest.fixture
def routines(tmp_path: Path) -> Path:
    """The small rulebook in a folder."""
    return small_routines(tmp_path / "routines")


def test_a_clean_folder_exits_with_nought(routines: Path) -> None:
    assert main(["routine", "check", str(routines)]) == 0


def test_a_broken_krav_exits_with_one_and_is_told_as_a_story(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SOUND.replace("akut: skydd, lågt: skydd,", "akut: skydd, lågt: uppgift,")
    assert text != SOUND
    (routines / "barn.yaml").write_text(text, encoding="utf-8")
    assert main(["routine", "check", str(routines)]) == 1
    told = capsys.readouterr().out
    assert "Ingen skyddsbedömning är gjord." in told
    assert "Hur allvarligt är hotet?" in told


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_named_with_its_place_and_the_others_still_work(
    routines: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "språk: 1\nrutin: ond\n".encode()
    (routines / "ond.yaml").write_bytes(head + HOSTILE[name])
    assert main(["routine", "check", "--json", str(routines)]) == 4
    found = json.loads(capsys.readouterr().out)
    assert found
    assert {Path(finding["file"]).name for finding in found} == {"ond.yaml"}
    assert all(finding["line"] >= 1 and finding["column"] >= 1 for finding in found)
    assert main(["routine", "check", str(routines)]) == 4
    told = capsys.readouterr().out
    assert "2 rutiner går att använda" in told
    assert not [sign for sign in told if ord(sign) < 32 and sign != "\n"]


def test_a_folder_that_is_not_there_exits_with_four(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["routine", "check", str(tmp_path / "borta")]) == 4
    assert "Det finns ingen fil eller mapp" in capsys.readouterr().err


def test_a_written_night_is_read_with_its_folder_and_by_itself(
    routines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night = routines / "prov" / "natten.yaml"
    night.parent.mkdir()
    night.write_text("språk: 1\nprov: natten\ntitel: En natt\n", encoding="utf-8")
    for path in (routines, night):
        assert main(["routine", "check", str(path)]) == 1
        told = capsys.readouterr().out
        assert "routines/prov/natten.yaml:1:1: fel: Nycklarna «nämnd», «handläggare»" in told
        assert "«börjar» och «händelser» saknas i provet." in told
    assert main(["routine", "check", str(routines / "barn.yaml")]) == 0
