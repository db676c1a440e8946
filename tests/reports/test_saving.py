"""Facts about saving a sheet: a whole file or none, for one reader, and never through a link."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from jourstod.domain.errors import UsageError
from jourstod.reports.saving import NotSaved, saved, typed_place


def test_a_file_is_whole_and_readable_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "2026-0142.pdf"
    path.write_bytes(b"gammalt")
    path.chmod(0o644)
    with saved(path, b"nytt"):
        assert path.read_bytes() == b"gammalt", "nothing before the block is done"
    assert path.read_bytes() == b"nytt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["2026-0142.pdf"]


def test_nothing_is_left_when_the_receipt_could_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "blad.txt"
    with pytest.raises(ZeroDivisionError), saved(path, b"x"):
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    other = tmp_path / "annat"
    other.write_text("kvar")
    link = tmp_path / "blad.txt"
    link.symlink_to(other)
    with pytest.raises(UsageError), saved(link, b"x"):
        pass
    assert other.read_text() == "kvar"


@pytest.mark.parametrize("where", ["", "finns/inte.txt"])
def test_a_folder_or_a_missing_one_is_refused(tmp_path: Path, where: str) -> None:
    with pytest.raises(UsageError), saved(tmp_path / where, b"x"):
        pass


def test_a_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved), saved(tmp_path / "blad.txt", b"x"):
        pass
    assert os.listdir(tmp_path) == []


def test_a_place_that_is_typed_has_nothing_in_its_name_that_steers_a_terminal() -> None:
    typed = "blad\x1b[5;8m/\u202enatt\x07\x9b5i/Åsa 1"
    assert typed_place(typed) == Path("blad[5;8m/natt5i/Åsa 1")
    assert typed_place("~/blad") == Path.home() / "blad"
