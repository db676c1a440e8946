"""Erasing: two decide, drift carries it out, a tombstone remains, and nothing is ever half done."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest
from tests.commands.sealed import WORDS, cheaply, phrase_file
from tests.commands.station import FIRST, small_routines
from tests.desk.sample import open_child
from tests.vault.at_the_door import ANNA, CARL, DRIFT, OTHER_PHRASE, PHRASE, Still

from jourstod import bootstrap, settings
from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.audit import audit
from jourstod.desk.command import new_command
from jourstod.desk.erasing import carry_out
from jourstod.desk.open_diary import ERASURE, OpenDiary
from jourstod.desk.shift import end_shift
from jourstod.desk.tombstones import told
from jourstod.domain.errors import LogBroken
from jourstod.domain.events.keeping import CaseErased, ErasureApproved, ErasureProposed
from jourstod.safekeeping import SignIn, door, doorway
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec, verify_stream
from jourstod.store.sqlite_erasing import SqliteEraser
from jourstod.vault.door import Door
from jourstod.vault.safe import SignedIn

SECRET = "Tallbacken 7"
OTHER_WORDS = OTHER_PHRASE.reveal().decode()
LONG_AGO = datetime(2019, 3, 1, 22, tzinfo=UTC)


class Station:
    """A station since 2019: one old case, one that is new, and an ended shift after each."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        cheaply(monkeypatch)
        routines = small_routines(tmp_path / "routines")
        monkeypatch.setattr(bootstrap, "shipped_routines", lambda: routines)
        self.home, self.folder, self._env = tmp_path / "home", tmp_path, monkeypatch
        settings.set_up(self.home, FIRST)
        self.at, self.recovery = Still(LONG_AGO), ""
        with_house = self._house(self._begin)
        with_house.close()
        self.old = self._case("Rosenqvist", SECRET)
        self.at.now = datetime.now(UTC)
        self.new = self._case("Maja", "Nytt")
        with doorway(self.home) as entrance:
            safe = entrance.sign_in("AB", PHRASE).safe
            assert safe is not None
            safe.add(CARL, OTHER_PHRASE)
            safe.add(DRIFT, OTHER_PHRASE)
        self.speak(WORDS)

    def _begin(self, door: Door) -> SignedIn:
        signed, self.recovery = door.begin(ANNA, PHRASE)
        return signed

    def _house(self, sign_in: SignIn) -> bootstrap.House:
        return bootstrap.open_house(self.home, sign_in=sign_in, clock=self.at)

    def _case(self, alias: str, note: str) -> str:
        house = self._house(lambda door: door.sign_in("AB", PHRASE))
        case = open_child(house.desk, ("åldersgrupp", "barn"), alias=alias)
        house.desk.acts.note(case, note, new_command())
        house.desk.notebook.save(f"note:{case}", f"Halvskrivet {note}")
        house.desk.close(case, "klart", "Alla steg är gjorda.", new_command())
        end_shift(house.desk)
        house.close()
        return case

    def speak(self, words: str) -> None:
        self._env.setenv(FILE_VARIABLE, str(phrase_file(self.folder, words)))

    def run(self, *words: str, who: str = "AB", home: Path | None = None) -> int:
        self.speak(WORDS if who == "AB" else OTHER_WORDS)
        return main([*words, "--home", str(home or self.home), "--as", who])

    def decide(self) -> None:
        assert self.run("gallring", "propose", self.number, "--ground", "ej-inledd", who="CD") == 0
        assert self.run("gallring", "approve", self.number) == 0

    def erase(self) -> None:
        self.decide()
        assert self.run("gallring", "run", who="DR") == 0

    number = "2019-0001"

    @property
    def stream(self) -> str:
        return f"case/{self.old}"

    def verified(self, home: Path | None = None) -> int:
        return self.run("log", "verify", home=home)

    def stones(self, home: Path | None = None) -> tuple[CaseErased, ...]:
        vault = open_vault(home or self.home, self.at, practice=False)
        try:
            return tuple(one for one, _ in told(vault.log))
        finally:
            vault.close()

    def rows(self, home: Path | None = None) -> int:
        vault = open_vault(home or self.home, self.at, practice=False)
        try:
            return len(vault.log.read(self.stream))
        finally:
            vault.close()


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    return Station(tmp_path, monkeypatch)


def test_two_decide_and_drift_erases_and_the_log_holds_before_and_after(
    station: Station, capsys: pytest.CaptureFixture[str]
) -> None:
    assert station.verified() == 0
    before = station.rows()
    station.erase()
    assert station.verified() == 0
    out = capsys.readouterr().out
    assert "Inget har tagits bort sedan passbytet" in out
    assert "1 av dem är gallrade, med beslut" in out
    (stone,) = station.stones()
    assert (stone.stream, stone.rows) == (station.stream, before)
    assert (stone.proposed_by, stone.approved_by) == ("CD", "AB")
    assert station.rows() == 0
    assert station.run("gallring", "run", who="DR") == 0
    assert len(station.stones()) == 1


def test_nothing_of_the_case_is_left_in_any_file(station: Station) -> None:
    vault = open_vault(station.home, station.at, practice=False)
    sealed = [row.sealed for row in vault.log.read(station.stream)]
    key = vault.keys.data_key(station.stream)
    vault.close()
    assert key is not None
    station.erase()
    for path in station.home.iterdir():
        if path.is_file():
            raw = path.read_bytes()
            assert key.wrapped not in raw
            assert not [part for part in sealed if part in raw]
    vault = open_vault(station.home, station.at, practice=False)
    gone = vault.keys.data_key(station.stream)
    assert gone is not None
    assert gone.wrapped == b""
    assert vault.summaries.get(station.stream) is None
    assert vault.drafts.get(f"note:{station.old}", "AB") is None
    vault.close()


def test_the_list_tells_what_is_due_why_and_from_which_entry(
    station: Station, capsys: pytest.CaptureFixture[str]
) -> None:
    assert station.run("gallring", "list") == 0
    told_ = capsys.readouterr().out
    assert "Inget ärende ska gallras nu." in told_
    assert f"{station.number}  bedöms: " in told_
    assert "2026-" not in told_.split("bedöms")[0]


def test_a_case_that_is_not_due_is_refused(station: Station) -> None:
    assert station.run("gallring", "propose", station.number) == 5  # nobody said it was not opened
    new = "2026-0001" if station.at.now.year == 2026 else f"{station.at.now.year}-0001"
    assert station.run("gallring", "propose", new, "--ground", "ej-inledd") == 5


def test_one_person_alone_drift_or_one_who_is_not_drift_does_not_erase(station: Station) -> None:
    propose = ("gallring", "propose", station.number, "--ground", "ej-inledd")
    assert station.run(*propose, who="DR") == 7
    assert station.run(*propose) == 0
    assert station.run("gallring", "approve", station.number) == 7
    assert station.run("gallring", "approve", station.number, who="DR") == 7
    assert station.run("gallring", "run", who="DR") == 0
    assert station.rows() > 0  # only proposed
    assert station.run("gallring", "approve", station.number, who="CD") == 0
    assert station.run("gallring", "run") == 7
    assert station.rows() > 0


def test_a_proposal_taken_back_is_not_carried_out(station: Station) -> None:
    station.decide()
    assert station.run("gallring", "withdraw", station.number) == 0
    assert station.run("gallring", "run", who="DR") == 0
    assert station.rows() > 0


def test_a_case_written_in_after_the_proposal_is_not_erased(station: Station) -> None:
    station.decide()
    house = bootstrap.open_house(station.home, sign_in=lambda door: door.sign_in("AB", PHRASE))
    house.desk.acts.note(station.old, "Nytt sedan dess.", new_command())
    house.close()
    assert station.run("gallring", "run", who="DR") == 0
    assert station.rows() > 0
    assert station.stones() == ()


def test_a_tombstone_without_a_sealed_approval_is_a_broken_log(station: Station) -> None:
    """Whoever has the file but no key writes the diary's clear rows, and removes a case."""
    vault = open_vault(station.home, station.at, practice=False)
    head = vault.log.head(station.stream)
    assert head is not None
    diary = OpenDiary(vault.log, PlainCodec(), station.at, ERASURE)
    event = ErasureProposed(head.stream, "sol-16-1", "2024-03-01", head.seq, head.hash.hex())
    diary.write(CARL, lambda _: [event])
    diary.write(ANNA, lambda there: [ErasureApproved(there[0].id, head.stream)])
    eraser = SqliteEraser(station.home / "jourstod.db", station.at)
    carry_out(vault.log, eraser, diary, DRIFT, safe=True)
    eraser.close()
    vault.close()
    assert station.rows() == 0
    assert station.verified() == 3


def test_the_file_itself_lets_go_of_nothing_without_its_tombstone(station: Station) -> None:
    path = station.home / "jourstod.db"
    station.erase()
    name = f"case/{station.new}"
    for connect, refused in ((sqlite3.connect, sqlite3.Error), (apsw.Connection, apsw.Error)):
        db = connect(str(path))
        ((seq, digest),) = db.execute(
            "SELECT seq, hash FROM stream WHERE name = ?", (name,)
        ).fetchall()
        ((stone,),) = db.execute("SELECT tombstone FROM erased").fetchall()
        for statement, values in (
            ("DELETE FROM event WHERE stream = (SELECT no FROM stream WHERE name = ?)", (name,)),
            ("DELETE FROM stream WHERE name = ?", (name,)),
            ("INSERT INTO erased VALUES (?, ?, ?, ?)", (name, seq, digest, "påhittad")),
            ("INSERT INTO erased VALUES (?, ?, ?, ?)", (name, 1, digest, stone)),
            ("INSERT INTO erased VALUES ('station/jour', ?, ?, ?)", (seq, digest, stone)),
            ("DELETE FROM erased", ()),
            ("UPDATE erased SET name = ?", (name,)),
            ("INSERT INTO stream (name, seq, hash) VALUES (?, 0, zeroblob(32))", (station.stream,)),
        ):
            with pytest.raises(refused):
                db.execute(statement, values)
        db.close()


_KILLED = """
import os, signal
from jourstod.cli import main
from jourstod.store.sqlite_erasing import SqliteEraser
made, left = SqliteEraser.__init__, [STOP]
WRITING = ("BEGIN", "INSERT", "DELETE", "UPDATE", "COMMIT", "DROP", "CREATE", "PRAGMA wal")
def init(self, *given):
    made(self, *given)
    def trace(cursor, sql, values):
        if sql.lstrip().startswith(WRITING):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return True
    self._file._db.exec_trace = trace
SqliteEraser.__init__ = init
main(["gallring", "run", "--home", HOME, "--as", "DR"])
"""


@pytest.mark.parametrize("stop", range(12))
def test_killed_at_any_statement_it_is_erased_with_its_tombstone_or_not_at_all(
    station: Station, stop: int
) -> None:
    station.decide()
    before = station.rows()
    script = _KILLED.replace("STOP", str(stop * 2)).replace("HOME", repr(str(station.home)))
    station.speak(OTHER_WORDS)
    ended = subprocess.run(
        [sys.executable, "-c", script], env=dict(os.environ), check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL or stop > 8
    whole, gone = (station.rows(), len(station.stones())), (0, 1)
    assert whole in ((before, 0), gone)
    assert station.verified() == 0
    assert station.run("gallring", "run", who="DR") == 0
    assert (station.rows(), len(station.stones())) == gone


def test_after_an_old_copy_is_restored_the_case_is_erased_again_before_anybody_sees_it(
    station: Station, capsys: pytest.CaptureFixture[str]
) -> None:
    file, new = station.folder / "kopior" / "kopia", station.folder / "ny"
    file.parent.mkdir()
    assert station.run("backup", "create", str(file)) == 0
    station.erase()
    shutil.copy(station.home / "gallrat", file.parent / "gallrat")
    assert station.run("backup", "restore", str(file), home=new) == 0
    assert "gallrade på nytt: 1" in capsys.readouterr().out
    assert station.rows(new) == 0
    (stone,) = station.stones(new)
    assert (stone.again, stone.approved_by) == (True, "AB")
    assert station.verified(new) == 0


def test_a_copy_made_after_carries_the_tombstones(station: Station) -> None:
    file, new = station.folder / "kopia", station.folder / "ny"
    station.erase()
    assert station.run("backup", "create", str(file)) == 0
    assert station.run("backup", "test", str(file)) == 0
    assert station.run("backup", "restore", str(file), home=new) == 0
    assert station.stones(new) == station.stones()
    assert station.verified(new) == 0


def test_a_list_of_tombstones_that_cannot_be_read_restores_nothing(station: Station) -> None:
    file, new = station.folder / "kopia", station.folder / "ny"
    assert station.run("backup", "create", str(file)) == 0
    (station.folder / "gallrat").write_text('{"stream": "station/jour"}\n')
    assert station.run("backup", "restore", str(file), home=new) == 4
    assert not new.exists()


def test_a_case_that_is_erased_is_said_to_be_erased(
    station: Station, capsys: pytest.CaptureFixture[str]
) -> None:
    station.erase()
    capsys.readouterr()
    assert station.run("log", "show", station.number) != 0
    assert "gallra" in capsys.readouterr().err


def test_a_log_back_beside_its_tombstone_is_found(station: Station) -> None:
    station.erase()
    vault = open_vault(station.home, station.at, practice=False)
    station.at.now = datetime.now(UTC)
    codec = door(vault, station.at).sign_in("AB", PHRASE).codec
    assert audit(vault.log, codec).erased == 1
    head = vault.log.head

    def back(stream: str) -> object:
        return head(f"case/{station.new}") if stream == station.stream else head(stream)

    vault.log.head = back  # type: ignore[method-assign, assignment]
    with pytest.raises(LogBroken, match="gallrad"):
        audit(vault.log, codec)
    for one in vault.log.heads():
        verify_stream(vault.log, one)
    vault.close()
