"""Open cases and routines in one file that opens on any computer, and for nobody else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file, sealed_home, signed_in
from tests.desk.sample import open_child
from tests.vault.at_the_door import DRIFT, OTHER_PHRASE, PHRASE

from jourstod import settings
from jourstod.bootstrap import utc_now
from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.command import new_command
from jourstod.desk.open_diary import COPIES, OpenDiary
from jourstod.desk.shift import end_shift
from jourstod.domain.events.keeping import ContinuityMade
from jourstod.safekeeping import doorway
from jourstod.spare_file import place_in
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec

OTHER_WORDS = OTHER_PHRASE.reveal().decode()


class Night:
    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.printed = sealed_home(tmp_path, monkeypatch)
        self.file, self.to = tmp_path / "reserv", tmp_path / "läsa"
        self._folder, self._env = tmp_path, monkeypatch
        self.speak(WORDS)
        with signed_in(self.home) as desk:
            case = open_child(desk, alias="Rosenqvist")
            desk.acts.note(case, "Tallbacken 7", new_command())

    def speak(self, words: str) -> None:
        self._env.setenv(FILE_VARIABLE, str(phrase_file(self._folder, words)))

    def create(self, *words: str, who: str = "AB") -> int:
        return main(
            ["continuity", "create", str(self.file), "--home", str(self.home), "--as", who, *words]
        )

    def open(self, *words: str) -> int:
        return main(["continuity", "open", str(self.file), "--to", str(self.to), *words])


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    return Night(tmp_path, monkeypatch)


def test_the_file_opens_elsewhere_with_ones_own_passphrase(night: Night) -> None:
    assert night.create() == 0
    vault = open_vault(night.home, utc_now, practice=False)
    told = [e.event for e in OpenDiary(vault.log, PlainCodec(), utc_now, COPIES).entries()]
    vault.close()
    assert isinstance(told[-1], ContinuityMade)
    assert told[-1].cases == 1
    shutil.rmtree(night.home)
    assert night.open("--as", "AB") == 0
    names = sorted(path.name for path in night.to.iterdir())
    assert any("2026" in name or "0001" in name for name in names)
    assert [name for name in names if name.startswith("rutin-")]
    assert len(names) == told[-1].cases + told[-1].routines
    for path in night.to.iterdir():
        assert path.read_bytes().startswith(b"%PDF")
        assert path.stat().st_mode & 0o077 == 0


def test_nothing_in_the_file_can_be_read_without_a_passphrase(night: Night) -> None:
    assert night.create() == 0
    raw = night.file.read_bytes()
    for word in (b"%PDF", b"Rosenqvist", b"Tallbacken", b"2026-0001", b"Anna"):
        assert word not in raw
    night.speak(OTHER_WORDS)
    assert night.open("--as", "AB") == 7
    assert not night.to.exists()


def test_a_file_with_a_passphrase_of_its_own_opens_with_that(night: Night) -> None:
    own = phrase_file(night.home.parent, "fyra vanliga ord till filen")
    assert night.create("--new-passphrase-file", str(own)) == 0
    night.speak("fyra vanliga ord till filen")
    assert night.open() == 0
    assert list(night.to.iterdir())


def test_drift_neither_makes_nor_opens_it(night: Night) -> None:
    with doorway(night.home) as door:
        safe = door.sign_in("AB", PHRASE).safe
        assert safe is not None
        safe.add(DRIFT, OTHER_PHRASE)
    assert night.create() == 0
    night.speak(OTHER_WORDS)
    assert night.open("--as", "DR") == 7
    night.file = night.file.with_name("reserv2")
    assert night.create(who="DR") == 7
    assert not night.file.exists()


def test_a_cut_file_gives_no_papers_at_all(night: Night) -> None:
    assert night.create() == 0
    night.file.write_bytes(night.file.read_bytes()[:-200])
    assert night.open("--as", "AB") == 4
    assert not night.to.exists()


def test_a_copy_of_the_store_is_not_taken_for_it(night: Night) -> None:
    words = ["--home", str(night.home), "--as", "AB"]
    assert main(["backup", "create", str(night.file), *words]) == 0
    assert night.open("--as", "AB") == 4
    night.file.unlink()
    assert night.create() == 0
    new = str(night.home.with_name("ny"))
    assert main(["backup", "restore", str(night.file), "--home", new, "--as", "AB"]) == 4


def _chosen(night: Night, folder: Path) -> None:
    station = night.home / settings.STATION_FILE
    station.write_text(f"{station.read_text('utf-8')}reserv: {folder}\n", "utf-8")


def test_the_end_of_a_shift_writes_it_where_the_station_chose(night: Night) -> None:
    folder = night.file.with_name("minne")
    folder.mkdir()
    _chosen(night, folder)
    with signed_in(night.home) as desk:
        said = end_shift(desk).told[-1]
    [night.file] = folder.iterdir()
    assert said.startswith(f"Reservfilen är skriven: 1 ärende och 2 rutiner i {night.file}")
    assert night.file.stat().st_mode & 0o077 == 0
    assert night.open("--as", "AB") == 0
    assert len(list(night.to.iterdir())) == 3


def test_the_station_keeps_the_newest_files_and_no_older_one(night: Night) -> None:
    folder = night.file.with_name("minne")
    folder.mkdir()
    _chosen(night, folder)
    with signed_in(night.home) as desk:
        mine = place_in(folder, desk).name[: len("reserv-01234567-")]
    for day in (1, 2, 3):
        (folder / f"{mine}2026-01-0{day}-060000.jourstod").touch()
    (folder / "annat").touch()
    with signed_in(night.home) as desk:
        end_shift(desk)
    left = sorted(path.name for path in folder.iterdir())
    assert (left[0], left[1], len(left)) == ("annat", f"{mine}2026-01-03-060000.jourstod", 3)


def test_another_jour_that_shares_the_folder_keeps_its_own_files(night: Night) -> None:
    folder = night.file.with_name("minne")
    folder.mkdir()
    _chosen(night, folder)
    theirs = {f"reserv-01234567-2027-01-0{day}-060000.jourstod" for day in (1, 2, 3)}
    for name in theirs:
        (folder / name).touch()
    with signed_in(night.home) as desk:
        end_shift(desk)
        end_shift(desk)
    assert theirs < {path.name for path in folder.iterdir()}


def test_a_shift_ends_where_the_file_cannot_be_written_and_says_so(night: Night) -> None:
    _chosen(night, night.file.with_name("urdraget"))
    with signed_in(night.home) as desk:
        ended = end_shift(desk)
        assert desk.jour.shift_ended is not None
    assert ended.told[-1].startswith("RESERVFILEN SKREVS INTE. Mappen ")
    assert not night.file.with_name("urdraget").exists()


def test_the_command_without_a_file_uses_the_same_place(night: Night) -> None:
    words = ["continuity", "create", "--home", str(night.home), "--as", "AB"]
    assert main(words) == 2
    folder = night.file.with_name("minne")
    folder.mkdir()
    _chosen(night, folder)
    assert main(words) == 0
    assert len(list(folder.iterdir())) == 1


def test_the_end_of_a_shift_says_how_it_is_made(night: Night) -> None:
    with signed_in(night.home) as desk:
        assert "jourstod continuity create" in end_shift(desk).told[-1]
