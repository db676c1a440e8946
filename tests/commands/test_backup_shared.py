"""Copies of a shared store, on a real server: made while others write, restored whole elsewhere."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file, sealed_home, signed_in
from tests.commands.station import FIRST, at_the_desk, sharp_home
from tests.desk.sample import open_child
from tests.store.pg_proxy import Cable
from tests.store.pg_server import MISSING, Server, emptied, programs, running_server
from tests.vault.at_the_door import ANNA, CARL, DRIFT, OTHER_PHRASE, PHRASE

from jourstod import settings
from jourstod.bootstrap import utc_now
from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.command import new_command
from jourstod.desk.erasing import carry_out
from jourstod.desk.open_diary import ERASURE, OpenDiary
from jourstod.desk.ports import Head
from jourstod.desk.shift import end_shift
from jourstod.domain.events.keeping import ErasureApproved, ErasureProposed
from jourstod.safekeeping import doorway, unopened
from jourstod.store import postgres_schema
from jourstod.store.place import open_vault
from jourstod.store.postgres import PostgresVault
from jourstod.store.postgres_door import connected
from jourstod.store.postgres_erased import let_erase
from jourstod.store.postgres_erasing import PostgresEraser
from jourstod.store.seal import PlainCodec, verify_stream

SECRET = "Tallbacken 7"
OTHER_WORDS = OTHER_PHRASE.reveal().decode()

pytestmark = pytest.mark.skipif(programs() is None, reason=MISSING)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with running_server(fsync="off") as server:
        with connected(server.address()) as db:
            for role in ("other", "narrow"):
                db.execute(f"CREATE ROLE {role} LOGIN")
            postgres_schema.join(db, "other", "jour-b", ("*",))
            postgres_schema.join(db, "narrow", "jour-a", ("n1",))
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    emptied(running)
    return running


class Shared:
    """A store with a safe that was moved to a database, and two stations that use it."""

    def __init__(self, folder: Path, env: pytest.MonkeyPatch, server: Server) -> None:
        self.home, self.printed = sealed_home(folder, env)
        self.file, self.new, self.second = folder / "kopia", folder / "ny", folder / "andra"
        self._env, self._folder, self.server = env, folder, server
        self.address = server.address("station")
        with signed_in(self.home) as desk:
            self.case = open_child(desk, alias="Rosenqvist")
            desk.acts.note(self.case, SECRET, new_command())
            end_shift(desk)
        with doorway(self.home) as door:
            safe = door.sign_in("AB", PHRASE).safe
            assert safe is not None
            safe.add(DRIFT, OTHER_PHRASE)
        move = ["store", "move", self.address, "--home", str(self.home)]
        self.speak(OTHER_WORDS)
        assert main([*move, "--as", "DR"]) == 0
        settings.set_up(self.second, FIRST)
        settings.remember_database(self.second, self.address)

    def speak(self, words: str) -> None:
        self._env.setenv(FILE_VARIABLE, str(phrase_file(self._folder, words)))

    def run(self, *words: str, who: str = "DR", home: Path | None = None) -> int:
        self.speak(WORDS if who == "AB" else OTHER_WORDS)
        return main(["backup", *words, "--home", str(home or self.home), "--as", who])

    def heads(self) -> dict[str, Head]:
        vault = PostgresVault(self.address)
        try:
            return {head.stream: head for head in vault.log.heads()}
        finally:
            vault.close()

    def restore_by_paper(self, *more: str) -> int:
        """Restore with nothing but the file and the printed recovery key."""
        self._env.delenv(FILE_VARIABLE, raising=False)
        reading, writing = os.pipe()
        os.write(writing, f"{self.printed}\n".encode())
        os.close(writing)
        with os.fdopen(reading) as typed, self._env.context() as env:
            env.setattr(sys, "stdin", typed)
            words = ["backup", "restore", str(self.file), "--home", str(self.new), "--recovery"]
            return main([*words, *more])


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> Shared:
    return Shared(tmp_path, monkeypatch, server)


def test_a_copy_made_while_another_station_writes_is_tried_and_restored_by_the_recovery_key(
    shared: Shared, capsys: pytest.CaptureFixture[str]
) -> None:
    begun, enough = threading.Event(), threading.Event()

    def write() -> None:
        with signed_in(shared.second) as desk:
            while not enough.is_set():
                desk.acts.note(shared.case, "Samtidigt.", new_command())
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(30)
    before = shared.heads()[f"case/{shared.case}"]
    assert shared.run("create", str(shared.file)) == 0
    assert shared.run("test", str(shared.file)) == 0
    enough.set()
    writer.join()
    assert shared.run("test", str(shared.file), who="AB") == 0
    assert "stämmer med det senaste passbytet" in capsys.readouterr().out
    assert shared.restore_by_paper() == 0
    there = shared.heads()
    vault = open_vault(shared.new, utc_now, practice=False)
    found = {head.stream: head for head in vault.log.heads()}
    assert set(there) - {"station/copies"} <= set(found)
    for head in found.values():
        verify_stream(vault.log, head)
        if head.stream != "station/copies":  # where the restoring itself is written
            assert head.seq <= there[head.stream].seq
    assert before.seq <= found[f"case/{shared.case}"].seq
    vault.close()
    with signed_in(shared.new) as desk:
        assert SECRET in str(desk.case(shared.case).entries)
        desk.acts.note(shared.case, "Vidare.", new_command())
    shared.speak(WORDS)
    assert main(["log", "verify", "--home", str(shared.new), "--as", "AB"]) == 0


def test_what_came_back_is_moved_to_a_new_database_and_the_desk_goes_on(shared: Shared) -> None:
    assert shared.run("create", str(shared.file)) == 0
    assert shared.restore_by_paper() == 0
    shared.speak(OTHER_WORDS)
    move = ["store", "move", shared.server.address("other"), "--home", str(shared.new)]
    assert main([*move, "--as", "DR"]) == 0
    with signed_in(shared.new) as desk:
        assert SECRET in str(desk.case(shared.case).entries)
        desk.acts.note(shared.case, "Vidare i den nya.", new_command())
    shared.speak(WORDS)
    assert main(["log", "verify", "--home", str(shared.new), "--as", "AB"]) == 0


@pytest.mark.parametrize("how", ["cut", "changed", "wrong"])
def test_what_is_not_whole_restores_nothing_and_leaves_the_database_as_it_was(
    shared: Shared, how: str
) -> None:
    assert shared.run("create", str(shared.file)) == 0
    raw = bytearray(shared.file.read_bytes())
    if how == "cut":
        raw = raw[: len(raw) // 2]
    elif how == "changed":
        raw[-200] ^= 1
    else:
        shared.printed = "0000 " * 8
    shared.file.write_bytes(bytes(raw))
    before, lies = shared.heads(), {path.name for path in shared.file.parent.iterdir()}
    assert shared.restore_by_paper() != 0
    assert not shared.new.exists()
    assert {path.name for path in shared.file.parent.iterdir()} == lies
    assert shared.heads() == before


def test_what_a_station_has_not_shared_yet_is_in_its_copy_and_decided_where_it_is_restored(
    shared: Shared,
) -> None:
    cable = Cable(shared.server.socket)
    settings.remember_database(shared.home, shared.server.address("station", cable.host))
    try:
        with signed_in(shared.home) as desk:
            desk.case(shared.case)
            cable.pull()
            desk.acts.note(shared.case, "I mörkret.", new_command())
            desk.notebook.save("visit:x", "en halv mening")
            assert desk.unshared == 1
    finally:
        cable.close()
    settings.remember_database(shared.home, shared.address)
    assert shared.run("create", str(shared.file)) == 0
    assert b"en halv mening" not in shared.file.read_bytes()
    assert shared.restore_by_paper() == 0
    with signed_in(shared.new) as desk:
        assert "I mörkret." in str(desk.case(shared.case).entries)
        assert (desk.unshared, desk.notebook.text("visit:x")) == (0, "en halv mening")


def test_half_typed_texts_follow_the_station_when_its_store_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        desk.notebook.save("visit:x", "en halv mening")
    move = ["store", "move", server.address("station"), "--home", str(home), "--role", "drift"]
    assert main(move) == 0
    with at_the_desk(home) as desk:
        assert desk.notebook.text("visit:x") == "en halv mening"


def test_the_key_of_receipts_follows_a_shared_store_without_a_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    home, file, new = sharp_home(tmp_path, monkeypatch), tmp_path / "kopia", tmp_path / "ny"
    with at_the_desk(home) as desk:
        open_child(desk)
    move = ["store", "move", server.address("station"), "--home", str(home), "--role", "drift"]
    assert main(move) == 0
    with unopened(home) as vault:
        marked = vault.mark(b"ett blad")
    assert main(["backup", "create", str(file), "--home", str(home), "--clear"]) == 0
    assert main(["backup", "restore", str(file), "--home", str(new)]) == 0
    with unopened(new) as vault:
        assert vault.mark(b"ett blad") == marked


def test_a_role_that_sees_some_boards_makes_no_copy(
    shared: Shared, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.remember_database(shared.home, shared.server.address("narrow"))
    assert shared.run("create", str(shared.file)) == 5
    assert "ser bara vissa nämnder" in capsys.readouterr().err
    assert not shared.file.exists()


def test_a_case_erased_in_the_database_since_is_erased_before_anybody_sees_the_old_copy(
    shared: Shared, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shared.run("create", str(shared.file)) == 0
    with connected(shared.server.address()) as db:
        let_erase(db, "station")
    head = shared.heads()[f"case/{shared.case}"]
    vault, eraser = PostgresVault(shared.address), PostgresEraser(shared.address)
    diary = OpenDiary(vault.log, PlainCodec(), utc_now, ERASURE)
    proposed = ErasureProposed(head.stream, "sol-16-1", "2024-03-01", head.seq, head.hash.hex())
    diary.write(CARL, lambda _: [proposed])
    diary.write(ANNA, lambda there: [ErasureApproved(there[0].id, head.stream)])
    assert len(carry_out(vault.log, eraser, diary, DRIFT, safe=True)) == 1
    eraser.close()
    vault.close()
    later = shared.file.with_name("senare")
    assert shared.run("create", str(later)) == 0
    assert shared.restore_by_paper() == 0
    assert "gallrade på nytt: 1" in capsys.readouterr().out
    restored = open_vault(shared.new, utc_now, practice=False)
    assert restored.log.head(head.stream) is None
    restored.close()
