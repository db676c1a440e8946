"""The list of tombstones beside a copy: it cannot be emptied, changed, aged or left out unseen."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file, sealed_home
from tests.commands.test_gallring_command import Station

from jourstod.bootstrap import utc_now
from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.open_diary import COPIES, OpenDiary
from jourstod.domain.events.keeping import BackupRestored
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec
from jourstod.tombstone_file import WHAT
from jourstod.vault.cipher import key_pair
from jourstod.vault.hand import Hand
from jourstod.vault.sealed_file import SealedWriter, for_account, header_of, in_clear


class Shelf(Station):
    """A station whose old case was erased after a copy; copy and lists lie on a shelf."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(tmp_path, monkeypatch)
        self.copy, self.fresh = tmp_path / "kopior" / "kopia", tmp_path / "ny"
        self.copy.parent.mkdir()
        assert self.run("backup", "create", str(self.copy)) == 0
        self.first = self.copy.with_name("kopia.gallrat")
        self.erase()
        self.later = self.copy.with_name("senare.gallrat")
        shutil.copy(self.home / "gallrat", self.later)

    def restore(self, *more: str) -> int:
        return self.run("backup", "restore", str(self.copy), *more, home=self.fresh)

    def forged(self, marks: list[str], *, sealed: bool = True) -> bytes:
        """An empty list, made by one who has the copies and every public key, and no other."""
        vault, whole = open_vault(self.home, self.at, practice=False), BytesIO()
        accounts = vault.keys.accounts()
        vault.close()
        locks = [for_account(one) for one in accounts] if sealed else [in_clear]
        writer = SealedWriter(whole, WHAT, datetime.now(UTC).isoformat(), locks)
        writer.write(json.dumps({"stones": "[]", "marks": marks}).encode())
        writer.finish()
        return whole.getvalue()

    def restored(self) -> BackupRestored:
        vault = open_vault(self.fresh, self.at, practice=False)
        diary = OpenDiary(vault.log, PlainCodec(), self.at, COPIES)
        event = diary.entries()[-1].event
        vault.close()
        assert isinstance(event, BackupRestored)
        return event


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    return Shelf(tmp_path, monkeypatch)


def test_the_list_of_a_later_copy_in_the_folder_is_replayed_and_the_log_says_which(
    shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shelf.restore() == 0
    assert "gallrade på nytt: 1" in capsys.readouterr().out
    assert shelf.rows(shelf.fresh) == 0
    assert shelf.restored().tombstones > shelf.restored().made


def test_nothing_in_the_list_can_be_read_or_guessed(shelf: Shelf) -> None:
    raw = shelf.later.read_bytes()
    for word in (shelf.old, "CD", '"AB"', "sol-16", "case/"):
        assert word.encode() not in raw
    assert shelf.later.stat().st_mode & 0o077 == 0
    with shelf.later.open("rb") as file:
        assert not header_of(file).in_clear


@pytest.mark.parametrize("sealed", [True, False])
def test_an_emptied_list_made_by_one_without_an_account_is_not_used(
    shelf: Shelf, sealed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    own = Hand(key_pair()[1])
    vault = open_vault(shelf.home, shelf.at, practice=False)
    marks = [own.mark(one.public, b"x").hex() for one in vault.keys.accounts()]
    vault.close()
    shelf.first.write_bytes(shelf.forged(marks, sealed=sealed))
    shelf.later.write_bytes(shelf.forged([], sealed=sealed))
    assert shelf.restore() == 2
    told = capsys.readouterr().err
    assert told.count("inte gjord av någon som hade konto") == 2
    assert not shelf.fresh.exists()


def test_a_list_that_is_missing_is_said_to_be_and_left_out_only_by_choice(
    shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.first.unlink()
    shelf.later.unlink()
    assert shelf.restore() == 2
    assert "kan gallrade ärenden komma tillbaka" in capsys.readouterr().err
    assert not shelf.fresh.exists()
    assert shelf.restore("--no-tombstones") == 0
    assert shelf.restored().tombstones == ""
    assert shelf.rows(shelf.fresh) > 0


def test_an_older_list_in_the_place_of_the_copys_own_is_refused(shelf: Shelf) -> None:
    copy = shelf.copy.with_name("andra")
    assert shelf.run("backup", "create", str(copy)) == 0
    shutil.copy(shelf.first, copy.with_name("andra.gallrat"))
    shelf.later.unlink()
    assert shelf.run("backup", "restore", str(copy), home=shelf.fresh) == 2
    assert not shelf.fresh.exists()


@pytest.mark.parametrize("at", [30, -5])
def test_an_altered_list_restores_nothing(shelf: Shelf, at: int) -> None:
    raw = bytearray(shelf.later.read_bytes())
    raw[at] ^= 1
    shelf.later.write_bytes(bytes(raw))
    assert shelf.restore() == 4
    assert not shelf.fresh.exists()


def test_the_list_of_another_store_in_the_same_folder_is_told_of_and_left(
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other, _ = sealed_home(tmp_path / "b", monkeypatch)
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    copy = shelf.copy.with_name("främmande")
    assert main(["backup", "create", str(copy), "--home", str(other), "--as", "AB"]) == 0
    assert shelf.restore() == 0
    assert "främmande.gallrat används inte" in capsys.readouterr().err


def test_drift_restores_with_the_list_and_reads_nothing(shelf: Shelf) -> None:
    words = ("backup", "restore", str(shelf.copy))
    assert shelf.run(*words, who="DR", home=shelf.fresh) == 0
    assert shelf.rows(shelf.fresh) == 0


def test_what_was_erased_stays_erased_in_the_restored_file(shelf: Shelf) -> None:
    copy = shelf.copy.with_name("efter")
    assert shelf.run("backup", "create", str(copy)) == 0
    assert shelf.run("backup", "restore", str(copy), home=shelf.fresh) == 0
    assert shelf.verified(shelf.fresh) == 0
    db = sqlite3.connect(shelf.fresh / "jourstod.db")
    ((name, seq),) = db.execute("SELECT name, seq FROM erased").fetchall()
    assert (name, seq) == (shelf.stream, shelf.stones()[0].rows)
    with pytest.raises(sqlite3.Error, match="does not begin again"):
        db.execute(
            "INSERT INTO stream (name, seq, hash) VALUES (?, 0, zeroblob(32))", (shelf.stream,)
        )
    for statement in ("DELETE FROM erased", "DELETE FROM event", "DELETE FROM stream"):
        with pytest.raises(sqlite3.Error):
            db.execute(statement)
    db.close()
    vault = open_vault(shelf.fresh, utc_now, practice=False)
    assert vault.log.head(shelf.stream) is None
    vault.close()
