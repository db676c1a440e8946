"""The folder of the store is the user's own, and lies on a disk of this computer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.store.sealing import TestClock, put

from jourstod.domain.errors import PracticeOnly, StoreAway
from jourstod.store import place
from jourstod.store.place import FILE_NAME, network_kind, open_vault
from jourstod.store.seal import PlainCodec

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:31 / /srv/delad rw,relatime shared:1 - nfs4 fil.example:/x rw
31 27 0:32 / /srv/Min\\040disk rw master:1 - cifs //fil/x rw
32 27 0:33 / /mnt/ssh rw - fuse.sshfs a@b: rw
33 27 0:34 / /mnt/c rw - 9p drvfs rw
34 27 0:35 / /srv/dubbel rw - nfs fil:/y rw
35 34 0:36 / /srv/dubbel rw - ext4 /dev/vdb rw
36 30 0:37 / /srv/delad/egen rw - xfs /dev/vdc rw
37 27 0:38 / /mnt/usb rw - fuseblk /dev/sdb rw
en rad som inte är någon rad
"""


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@contextmanager
def _open_umask() -> Iterator[None]:
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


def test_everything_that_is_made_is_the_user_s_own(tmp_path: Path) -> None:
    home = tmp_path / "delar" / "jourstod"
    with _open_umask():
        vault = open_vault(home, TestClock(), practice=False)
        put(vault, PlainCodec(), "case/1", 0, "ett")
    assert _mode(home) == 0o700
    assert _mode(home.parent) == 0o700
    files = {file.name: _mode(file) for file in home.iterdir()}
    assert files == {FILE_NAME + end: 0o600 for end in ("", "-wal", "-shm")}
    vault.close()


def test_a_folder_and_a_file_that_stood_open_are_closed(tmp_path: Path) -> None:
    home = tmp_path / "jourstod"
    open_vault(home, TestClock(), practice=False).close()
    home.chmod(0o755)
    (home / FILE_NAME).chmod(0o644)
    open_vault(home, TestClock(), practice=False).close()
    assert _mode(home) == 0o700
    assert _mode(home / FILE_NAME) == 0o600


def test_a_folder_shared_with_others_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "tmp"
    home.mkdir()
    home.chmod(0o1777)
    with pytest.raises(StoreAway, match="delas med andra"):
        open_vault(home, TestClock(), practice=False)
    assert _mode(home) == 0o777
    assert list(home.iterdir()) == []


def test_a_file_in_the_way_of_the_folder_is_told_of(tmp_path: Path) -> None:
    home = tmp_path / "fil"
    home.write_text("jag är en fil")
    with pytest.raises(StoreAway, match="ingen mapp"):
        open_vault(home, TestClock(), practice=False)
    with pytest.raises(StoreAway, match="ligger i vägen"):
        open_vault(home / "under", TestClock(), practice=False)


def test_a_relative_folder_is_meant_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    vault = open_vault(Path("natt"), TestClock(), practice=False)
    monkeypatch.chdir("/")
    put(vault, PlainCodec(), "case/1", 0, "ett")
    vault.close()
    assert (tmp_path / "natt" / FILE_NAME).exists()


def test_a_second_opening_goes_on_with_the_same_store(tmp_path: Path) -> None:
    first = open_vault(tmp_path, TestClock(), practice=True)
    put(first, PlainCodec(), "case/1", 0, "ett")
    second = open_vault(tmp_path, TestClock(), practice=True)
    assert second.log.head("case/1") == first.log.head("case/1")
    assert second.practice
    first.close()
    second.close()


def test_practice_in_a_sharp_folder_is_refused(tmp_path: Path) -> None:
    sharp = open_vault(tmp_path, TestClock(), practice=False)
    put(sharp, PlainCodec(), "case/1", 0, "ett")
    sharp.close()
    with pytest.raises(PracticeOnly):
        open_vault(tmp_path, TestClock(), practice=True)


@pytest.mark.parametrize(
    ("home", "kind"),
    [
        ("/home/anna", None),
        ("/srv", None),
        ("/srv/delad", "nfs4"),
        ("/srv/delad/jour/natt", "nfs4"),
        ("/srv/delad-inte", None),
        ("/srv/delad/egen/natt", None),
        ("/srv/Min disk/natt", "cifs"),
        ("/mnt/ssh/natt", "fuse.sshfs"),
        ("/mnt/c/Users/anna", None),
        ("/mnt/usb/natt", None),
        ("/srv/dubbel/natt", None),
        ("\\\\fil\\jour", "UNC"),
    ],
)
def test_the_innermost_mount_tells_the_kind_of_disk(home: str, kind: str | None) -> None:
    assert network_kind(Path(home), MOUNTS) == kind


def test_without_a_list_of_mounts_a_disk_is_taken_for_local() -> None:
    assert network_kind(Path("/home/anna"), "") is None


def test_a_network_disk_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / / rw - ext4 x rw\n2 1 0:2 / {share} rw - nfs4 y rw\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    link = tmp_path / "hem"
    link.symlink_to(share)
    for home in (share / "natt", link / "natt"):
        with pytest.raises(StoreAway, match=r"nätverksdisk \(nfs4\).*PostgreSQL"):
            open_vault(home, TestClock(), practice=False)
    assert list(share.iterdir()) == []
