"""Facts about `jourstod routine diff`: two folders, or a folder and its past in git, in words."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.reading.small_folder import FILES, altered, lay_out

from jourstod.cli import main

LATER = altered("barn.yaml", "senast: klockan 22:00", "senast: dagen efter")
SAID = "Barn i fara: Steget «vänta» har nu fristen «dagen efter», förut «klockan 22:00»."


def test_differences_exit_with_one_and_sameness_with_nought(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (str(lay_out(tmp_path / n, f)) for n, f in (("a", FILES), ("b", LATER)))
    assert main(["routine", "diff", old, old]) == 0
    assert capsys.readouterr().out == "Ingen skillnad.\n"
    assert main(["routine", "diff", old, new]) == 1
    assert capsys.readouterr().out == f"FRISTER\n- {SAID}\n"


def test_json_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = (str(lay_out(tmp_path / n, f)) for n, f in (("a", FILES), ("b", LATER)))
    assert main(["routine", "diff", old, new, "--json"]) == 1
    (change,) = json.loads(capsys.readouterr().out)
    assert f"{change['var']}: {change['ändring']}" == SAID
    assert (change["gäller"], change["vidgar"]) == ("frister", False)


def test_a_folder_is_compared_with_its_past_in_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = lay_out(tmp_path, FILES)
    name = ["-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "."], [*name, "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    lay_out(tmp_path, LATER)
    assert main(["routine", "diff", str(folder), "--since", "HEAD"]) == 1
    assert SAID in capsys.readouterr().out
    assert main(["routine", "diff", str(folder), "--since", "ingen"]) == 4
    assert main(["routine", "diff", str(folder), "--since=--output=x"]) == 2


def test_what_cannot_be_read_never_looks_as_if_it_were_taken_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = altered("barn.yaml", "    frågas igen: ja\n", "    frågas ibland: ja\n")
    old, new = (str(lay_out(tmp_path / n, f)) for n, f in (("a", FILES), ("b", broken)))
    assert main(["routine", "diff", old, new]) == 4
    assert "Rätta det först" in capsys.readouterr().err
    assert main(["routine", "diff", old, str(tmp_path / "ingen")]) == 4


def test_one_version_alone_is_wrong_usage(tmp_path: Path) -> None:
    assert main(["routine", "diff", str(lay_out(tmp_path))]) == 2
