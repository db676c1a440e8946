"""Copies of the store: made while others write, tried, and restored whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file, sealed_home, signed_in
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child
from tests.store.tamper import behind_its_back
from tests.vault.at_the_door import CARL, DRIFT, OTHER_PHRASE, PHRASE

from jourstod import copies
from jourstod.bootstrap import utc_now
from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.command import new_command
from jourstod.desk.open_diary import COPIES, OpenDiary
from jourstod.desk.ports import Head
from jourstod.desk.shift import end_shift
from jourstod.domain.errors import LogBroken, StoreAway
from jourstod.domain.events.keeping import BackupMade, BackupRestored, BackupTested
from jourstod.safekeeping import doorway
from jourstod.store import copying
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec, verify_stream
from jourstod.store.sqlite import SqliteLog
from jourstod.vault.sealed_file import SealedWriter

SECRET = "Tallbacken 7"
OTHER_WORDS = OTHER_PHRASE.reveal().decode()


class Hall:
    """What the tests below share: a home with a safe, and a place for copies."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.printed = sealed_home(tmp_path, monkeypatch)
        self.file, self.new = tmp_path / "kopia", tmp_path / "ny"
        self._env, self._folder = monkeypatch, tmp_path
        self.speak(WORDS)
        with signed_in(self.home) as desk:
            self.case = open_child(desk, alias="Rosenqvist")
            desk.acts.note(self.case, SECRET, new_command())
            desk.notebook.save("note:x", f"Halvskrivet: {SECRET}")
            end_shift(desk)
            desk.acts.note(self.case, "Efter skiftet.", new_command())

    def speak(self, words: str) -> None:
        self._env.setenv(FILE_VARIABLE, str(phrase_file(self._folder, words)))

    def run(self, *words: str, home: Path | None = None, who: str = "AB") -> int:
        return main(["backup", *words, "--home", str(home or self.home), "--as", who])

    def create(self) -> None:
        assert self.run("create", str(self.file)) == 0

    def told(self, home: Path | None = None) -> list[object]:
        vault = open_vault(home or self.home, utc_now, practice=False)
        try:
            diary = OpenDiary(vault.log, PlainCodec(), utc_now, COPIES)
            return [entry.event for entry in diary.entries()]
        finally:
            vault.close()

    def left(self) -> set[str]:
        """What lies about where copies are made and restored."""
        return {path.name for path in (*self.file.parent.iterdir(), *self.home.iterdir())}


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hall:
    return Hall(tmp_path, monkeypatch)


def test_a_restored_store_has_everything_and_goes_on(hall: Hall) -> None:
    with signed_in(hall.home) as desk:
        before = desk.case(hall.case), desk.notebook.text("note:x"), desk.station
    hall.create()
    assert hall.run("restore", str(hall.file), home=hall.new) == 0
    with signed_in(hall.new) as desk:
        assert (desk.case(hall.case), desk.notebook.text("note:x"), desk.station) == before
        desk.acts.note(hall.case, "Vidare.", new_command())
    assert main(["log", "verify", "--home", str(hall.new), "--as", "AB"]) == 0
    made, restored = hall.told(hall.home)[0], hall.told(hall.new)[-1]
    assert isinstance(made, BackupMade)
    assert isinstance(restored, BackupRestored)
    assert (restored.digest, restored.heads) == (made.digest, made.heads)


def test_the_walls_of_a_restored_file_stand_as_in_any_other(hall: Hall) -> None:
    hall.create()
    assert hall.run("restore", str(hall.file), home=hall.new) == 0
    schemas = []
    for home in (hall.home, hall.new):
        db = sqlite3.connect(home / "jourstod.db")
        schemas.append(set(db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()))
        with pytest.raises(sqlite3.Error, match="never removed"):
            db.execute("DELETE FROM event")
        db.close()
    assert schemas[0] == schemas[1]


def test_nothing_that_was_written_stands_readable_in_the_file(hall: Hall) -> None:
    hall.create()
    raw = hall.file.read_bytes()
    for word in (SECRET, "Rosenqvist", "Anna Berg", "2026-0001", "Jouren City", hall.case):
        assert word.encode() not in raw
    assert hall.file.stat().st_mode & 0o077 == 0


def test_the_recovery_key_alone_restores_on_another_computer(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.create()
    shutil.rmtree(hall.home)
    monkeypatch.delenv(FILE_VARIABLE)
    reading, writing = os.pipe()
    os.write(writing, f"{hall.printed}\n".encode())
    os.close(writing)
    with os.fdopen(reading) as typed:
        monkeypatch.setattr(sys, "stdin", typed)
        assert (
            main(["backup", "restore", str(hall.file), "--home", str(hall.new), "--recovery"]) == 0
        )
    with signed_in(hall.new) as desk:
        assert SECRET in str(desk.case(hall.case).entries)


def test_a_tried_copy_is_told_of_in_the_log_and_nothing_of_it_is_left(
    hall: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    hall.create()
    before = hall.left()
    assert hall.run("test", str(hall.file)) == 0
    assert "stämmer med det senaste passbytet" in capsys.readouterr().out
    tried = hall.told()[-1]
    assert isinstance(tried, BackupTested)
    assert (tried.result, tried.against, tried.digest) == (
        "whole",
        "shift",
        copies.digest_of(hall.file),
    )
    assert hall.left() == before


def test_the_doctor_tells_of_the_last_trial_in_words_and_as_json(
    hall: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    hall.create()
    for said in ("Ingen säkerhetskopia har återställts", "återställdes på prov i dag"):
        capsys.readouterr()
        main(["doctor", "--home", str(hall.home), "--json"])
        *_, last = json.loads(capsys.readouterr().out)
        assert last["rule"] == "sakerhetskopia"
        assert said in last["sentence"]
        main(["doctor", "--home", str(hall.home)])
        assert capsys.readouterr().out.splitlines()[-1] == last["sentence"]
        assert hall.run("test", str(hall.file)) == 0


def test_drift_makes_and_tries_a_copy_without_being_able_to_read_it(
    hall: Hall, capsys: pytest.CaptureFixture[str]
) -> None:

    with doorway(hall.home) as door:
        signed = door.sign_in("AB", PHRASE)
        assert signed.safe is not None
        signed.safe.add(DRIFT, OTHER_PHRASE)
    hall.speak(OTHER_WORDS)
    assert hall.run("create", str(hall.file), who="DR") == 0
    assert hall.run("test", str(hall.file), who="DR") == 0
    assert "Passbytet prövas när en arbetsledare" in capsys.readouterr().out
    assert hall.run("restore", str(hall.file), home=hall.new, who="DR") == 0
    assert main(["log", "show", "2026-0001", "--home", str(hall.new), "--as", "DR"]) == 7
    for path in hall.new.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()


def test_a_duty_officer_makes_no_copy(hall: Hall) -> None:

    with doorway(hall.home) as door:
        signed = door.sign_in("AB", PHRASE)
        assert signed.safe is not None
        signed.safe.add(CARL, OTHER_PHRASE)
    hall.speak(OTHER_WORDS)
    assert hall.run("create", str(hall.file), who="CD") == 7
    assert not hall.file.exists()


@pytest.mark.parametrize("how", ["cut", "changed", "foreign", "newer", "wrong"])
def test_what_is_not_whole_and_ours_restores_nothing(
    hall: Hall, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hall.create()
    raw = bytearray(hall.file.read_bytes())
    if how == "cut":
        raw = raw[: len(raw) // 2]
    elif how == "changed":
        raw[-200] ^= 1
    elif how == "foreign":
        raw = bytearray(b"SQLite format 3\0" + bytes(5000))
    elif how == "newer":
        raw[16] += 1
    else:
        hall.speak(OTHER_WORDS)
    hall.file.write_bytes(bytes(raw))
    before = hall.left()
    code = hall.run("restore", str(hall.file), home=hall.new)
    assert code == {"wrong": 7, "newer": 6}.get(how, 4)
    assert capsys.readouterr().err.endswith(".\n")
    assert not hall.new.exists()
    assert hall.left() == before


def test_a_copy_that_is_broken_is_told_of_as_a_failed_trial(hall: Hall) -> None:
    hall.create()
    hall.file.write_bytes(hall.file.read_bytes()[:-3])
    assert hall.run("test", str(hall.file)) == 4
    tried = hall.told()[-1]
    assert isinstance(tried, BackupTested)
    assert tried.result == "unreadable"


def test_a_copy_of_another_store_is_no_trial_of_this_one(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").mkdir()
    other = Hall(tmp_path / "b", monkeypatch)
    other.create()
    assert hall.run("test", str(other.file)) == 2
    assert not [e for e in hall.told() if isinstance(e, BackupTested)]


def test_a_row_left_out_by_whoever_made_the_copy_is_found(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = copying._stretches
    monkeypatch.setattr(
        copying, "_stretches", lambda log, head: [part[:-1] for part in rows(log, head)]
    )
    hall.create()
    monkeypatch.setattr(copying, "_stretches", rows)
    assert hall.run("test", str(hall.file)) in (3, 4)
    assert hall.run("restore", str(hall.file), home=hall.new) in (3, 4)
    assert not hall.new.exists()


def test_a_whole_stream_left_out_of_the_copy_does_not_fit_the_shift_end(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = SqliteLog.heads

    def fewer(log: SqliteLog) -> tuple[Head, ...]:
        return tuple(head for head in heads(log) if not head.stream.startswith("case/"))

    monkeypatch.setattr(SqliteLog, "heads", fewer)
    hall.create()
    monkeypatch.undo()
    hall.speak(WORDS)
    assert hall.run("test", str(hall.file)) == 3


def test_a_copy_is_of_one_moment_while_others_write(hall: Hall) -> None:
    done, codes = threading.Event(), []

    def write() -> None:
        with signed_in(hall.home) as desk:
            for _ in range(30):
                desk.acts.note(hall.case, "Samtidigt.", new_command())
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    for n in range(4):
        hall.file = hall.file.with_name(f"kopia-{n}")
        codes.append(hall.run("create", str(hall.file)))
    writer.join()
    assert done.is_set()
    assert codes == [0] * 4
    assert hall.run("restore", str(hall.file), home=hall.new) == 0
    vault = open_vault(hall.new, utc_now, practice=False)
    for head in vault.log.heads():
        verify_stream(vault.log, head)
    vault.close()


def test_a_row_written_while_the_copy_is_made_is_not_half_in_it(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = copying._stretches
    written: list[Head] = []

    def reading(log, head):  # type: ignore[no-untyped-def]
        if not written:
            written.append(head)
            with signed_in(hall.home) as desk:
                desk.acts.note(hall.case, "Mitt i.", new_command())
        return rows(log, head)

    monkeypatch.setattr(copying, "_stretches", reading)
    hall.create()
    assert hall.run("test", str(hall.file)) == 0
    assert written


def test_a_full_disk_leaves_no_copy(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:

    def full(self: SealedWriter) -> None:
        raise OSError(28, "No space left on device")

    before = hall.left()
    monkeypatch.setattr(SealedWriter, "finish", full)
    assert hall.run("create", str(hall.file)) == 1
    assert hall.left() == before
    assert hall.told() == []


def test_a_full_disk_in_the_middle_restores_nothing(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:

    hall.create()
    before = hall.left()

    def full(*_: object) -> None:
        raise StoreAway("Disken är full.")

    monkeypatch.setattr(copying, "put_rows", full)
    assert hall.run("restore", str(hall.file), home=hall.new) == 6
    assert not hall.new.exists()
    assert hall.left() == before


def test_a_file_or_a_folder_that_is_in_use_is_left_as_it_is(hall: Hall) -> None:
    hall.create()
    raw = hall.file.read_bytes()
    assert hall.run("create", str(hall.file)) == 2
    assert hall.file.read_bytes() == raw
    assert hall.run("restore", str(hall.file), home=hall.home) == 2
    hall.new.mkdir()
    (hall.new / "annat").touch()
    assert hall.run("restore", str(hall.file), home=hall.new) == 2


def test_a_file_in_the_copy_cannot_be_put_outside_the_folder(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, bad = copying.copy_out, {"../utanför": b"x"}
    monkeypatch.setattr(
        copies, "copy_out", lambda vault, _, write, kept: out(vault, lambda: bad, write, kept)
    )
    hall.create()
    assert hall.run("restore", str(hall.file), home=hall.new) == 4
    assert not (hall.file.parent / "utanför").exists()


def test_a_trial_that_is_killed_leaves_nothing_readable_and_is_swept(hall: Hall) -> None:
    hall.create()
    script = (
        "import os,signal,sys\n"
        "from jourstod import copies\n"
        "from jourstod.cli import main\n"
        "copies._held_against = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"main(['backup','test',{str(hall.file)!r},'--home',{str(hall.home)!r},'--as','AB'])\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], env=dict(os.environ), check=False)
    assert ended.returncode == -signal.SIGKILL
    left = hall.home / copies.TRIAL
    assert left.stat().st_mode & 0o077 == 0
    for path in left.rglob("*"):
        for word in (SECRET, "Rosenqvist"):
            assert word.encode() not in path.read_bytes()
    assert hall.run("test", str(hall.file)) == 0
    assert not left.exists()


def test_a_restoring_that_is_killed_has_restored_nothing(hall: Hall) -> None:
    hall.create()
    script = (
        "import os,signal,sys\n"
        "from jourstod import copies\n"
        "from jourstod.cli import main\n"
        "copies.settled = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"main(['backup','restore',{str(hall.file)!r},'--home',{str(hall.new)!r},'--as','AB'])\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], env=dict(os.environ), check=False)
    assert ended.returncode == -signal.SIGKILL
    assert not hall.new.exists()
    assert hall.run("restore", str(hall.file), home=hall.new) == 0
    assert not list(hall.file.parent.glob(".ny.*"))


def test_a_store_in_clear_text_is_copied_only_when_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, file = sharp_home(tmp_path, monkeypatch), tmp_path / "kopia"

    with at_the_desk(home) as desk:
        case = open_child(desk)
    assert main(["backup", "create", str(file), "--home", str(home)]) == 5
    assert "klartext" in capsys.readouterr().err
    assert main(["backup", "create", str(file), "--home", str(home), "--clear"]) == 0
    assert main(["backup", "test", str(file), "--home", str(home)]) == 0
    new = tmp_path / "ny"
    assert main(["backup", "restore", str(file), "--home", str(new)]) == 0
    with at_the_desk(new) as desk:
        assert desk.case(case).number


def test_a_row_changed_in_the_store_is_not_copied(
    hall: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    behind_its_back(hall.home, "UPDATE event SET key_id = 'x' WHERE seq = 2")
    assert hall.run("create", str(hall.file)) == 3
    assert "händelse 2: innehållet stämmer inte" in capsys.readouterr().err
    assert not hall.file.exists()


def test_a_chain_broken_in_the_store_is_not_copied(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LogBroken("case/x", 1, "prov")

    monkeypatch.setattr(copying, "follows", broken)
    assert hall.run("create", str(hall.file)) == 3
    assert not hall.file.exists()
