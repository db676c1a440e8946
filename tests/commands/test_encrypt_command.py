"""A store in clear text becomes one with a safe: all of it, proved, and the old file by choice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, cheaply, phrase_file, signed_in
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child, reply

from jourstod.bootstrap import utc_now
from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.command import new_command
from jourstod.desk.protection_forms import findable, known
from jourstod.desk.rows import unseal
from jourstod.desk.shift import end_shift
from jourstod.domain.errors import LogBroken
from jourstod.domain.events.station import StoreMoved
from jourstod.store import generation
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cheaply(monkeypatch)
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    return sharp_home(tmp_path, monkeypatch)


def encrypt(home: Path, *words: str) -> int:
    new = str(phrase_file(home.parent, WORDS))
    return main(["store", "encrypt", "--home", str(home), "--new-passphrase-file", new, *words])


def two_cases(home: Path) -> tuple[str, str, str]:
    """Two linked cases, a draft, an ended shift, and the mark of something left."""
    with at_the_desk(home) as desk:
        one, two = open_child(desk, alias="Rosenqvist"), open_child(desk, alias="Bo")
        reply(desk, one, "fara", "nej")
        desk.acts.note(two, "Tallbacken 7", new_command())
        desk.notebook.save("note:x", "Halvskrivet")
        mark = desk.jour.mark(b"blad")
        end_shift(desk)
        desk.acts.note(one, "Efter skiftet.", new_command())
    return one, two, mark


def test_everything_is_there_afterwards_with_its_times_and_ids(home: Path) -> None:
    one, two, mark = two_cases(home)
    with at_the_desk(home) as desk:
        before = desk.case(one), desk.case(two), [row.who for row in desk.board()]
    assert encrypt(home, "--remove-old") == 0
    with signed_in(home) as desk:
        assert (desk.case(one), desk.case(two), [r.who for r in desk.board()]) == before
        assert desk.notebook.text("note:x") == "Halvskrivet"
        assert desk.jour.mark(b"blad") == mark
        assert desk.find("2026-0001") or desk.board()
        desk.acts.note(one, "Vidare.", new_command())


def test_the_first_event_holds_the_old_head_and_the_log_still_holds(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_cases(home)
    old = open_vault(home, utc_now, practice=False)
    before = generation.looked_at(old)
    old.close()
    assert encrypt(home) == 0
    told = capsys.readouterr().out
    assert f"{before.rows} händelser i {len(before.heads)} loggar, och alla stämmer" in told
    assert re.search(r"^    ([2-9A-Z]{5}-){7}[2-9A-Z]{5}$", told, re.MULTILINE)
    assert main(["log", "verify", "--home", str(home)]) == 0
    assert "Alla 2 ärenden" in capsys.readouterr().out
    with signed_in(home) as desk:
        codec, log = desk._codec, desk._vault.log
        [entry] = unseal(codec, log.read("station/generation"))
        assert isinstance(entry.event, StoreMoved)
        assert (entry.event.heads, entry.event.rows) == (before.sum, before.rows)
        end_shift(desk)
    assert main(["log", "verify", "--home", str(home)]) == 0
    assert "Inget har tagits bort sedan passbytet" in capsys.readouterr().out


def test_no_word_of_it_is_left_once_the_old_file_is_removed(home: Path) -> None:
    two_cases(home)
    assert encrypt(home) == 0
    old = home / "jourstod.klartext.db"
    assert b"Tallbacken" in old.read_bytes()
    assert old.stat().st_mode & 0o077 == 0
    assert main(["store", "encrypt", "--home", str(home), "--remove-old"]) == 0
    assert not old.exists()
    assert not (home / "kvittens.nyckel").exists()
    held = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    for word in ("Tallbacken", "Rosenqvist", "Halvskrivet", "case_opened"):
        assert word.encode() not in held, word


def test_a_store_that_is_open_elsewhere_is_left_as_it_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_cases(home)
    with at_the_desk(home) as desk:
        assert encrypt(home) == 6
        assert "öppet i ett annat program" in capsys.readouterr().err
        assert len(desk.board()) == 2
        open_child(desk)
    assert not (home / "jourstod.klartext.db").exists()
    with at_the_desk(home) as desk:
        assert len(desk.board()) == 3


def test_a_move_that_is_interrupted_begins_again_from_the_old_store(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _, _ = two_cases(home)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("hold_against", "put_in_place"):
        with monkeypatch.context() as patched:
            patched.setattr(generation, step, killed)
            assert encrypt(home) == 130
        with at_the_desk(home) as desk:
            assert desk.case(one).seq
    assert encrypt(home) == 0
    with signed_in(home) as desk:
        assert desk.case(one).seq
    assert not (home / "jourstod.db.ny").exists()


def test_a_lost_or_changed_row_is_found_before_the_old_file_gives_way(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_cases(home)
    real = PlainCodec.open

    def changed(self: PlainCodec, key_id: str, sealed: bytes, clear):  # type: ignore[no-untyped-def]
        return real(self, key_id, sealed, clear).replace(b"Tallbacken", b"Granbacken")

    with monkeypatch.context() as patched:
        patched.setattr(PlainCodec, "open", changed)
        assert encrypt(home) == 3
    with at_the_desk(home) as desk:
        assert len(desk.board()) == 2
    assert LogBroken.exit_code == 3


def test_an_encrypted_store_is_not_encrypted_again(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_cases(home)
    assert encrypt(home) == 0
    assert encrypt(home) == 5
    assert "redan krypterat" in capsys.readouterr().err


def test_a_weak_passphrase_changes_nothing(home: Path) -> None:
    two_cases(home)
    weak = str(phrase_file(home.parent, "kort"))
    words = ["store", "encrypt", "--home", str(home), "--new-passphrase-file", weak]
    assert main(words) == 5
    with at_the_desk(home) as desk:
        assert len(desk.board()) == 2


def test_a_case_is_found_by_the_same_name_when_the_store_has_been_encrypted(home: Path) -> None:
    one, _, _ = two_cases(home)
    with at_the_desk(home) as desk:
        form = findable(desk, desk.case(one))
        form.write({"who": "Maja Lind"}, new_command(), "")
        assert "Det finns" in known(desk, "Maja Lind")
    assert encrypt(home, "--remove-old") == 0
    with signed_in(home) as desk:
        assert "Det finns" in known(desk, "Maja Lind")
        assert "Inget ärende" in known(desk, "Maja Lindh")


def test_an_auditor_of_an_encrypted_store_reads_reviews_and_reaches_nothing_else(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    two_cases(home)
    assert encrypt(home) == 0
    theirs, new = (
        phrase_file(tmp_path, "blåa tåg kör i snön"),
        phrase_file(tmp_path, "tre gula hus"),
    )
    own, gun = ("--home", str(home)), ("--home", str(home), "--as", "GR")
    role = ("--with-role", "granskare", "--new-passphrase-file", str(theirs))
    assert main(["account", "add", "GR", "--name", "Gun Rask", *role, *own]) == 0
    monkeypatch.setenv(FILE_VARIABLE, str(theirs))
    changed = ("account", "passphrase", "--new-passphrase-file", str(new))
    assert main([*changed, *gun]) == 0
    monkeypatch.setenv(FILE_VARIABLE, str(new))
    capsys.readouterr()
    assert main(["log", "access", *gun]) == 0
    told = capsys.readouterr().out
    assert "-0001" in told and "-0002" in told and "AB   öppnade" in told
    month = f"{utc_now():%Y-%m}"
    assert main(["log", "review", "--month", month, "--json", *gun]) == 0
    seed = json.loads(capsys.readouterr().out)["seed"]
    outcome = ("--seed", seed, "--outcome", "Inget att anmärka")
    assert main(["log", "review", "--month", month, *outcome, *gun]) == 0
    assert "Utfallet står i åtkomstloggen" in capsys.readouterr().out
    assert main(["log", "verify", *gun]) == 0
    assert "när någon som läser ärenden är inloggad" in capsys.readouterr().out
    assert main(["account", "list", *gun]) == 0
    assert "Gun Rask" not in capsys.readouterr().out
    for words in (("cases",), ("log", "show", "2026-0001"), ("account", "rotate")):
        assert main([*words, *gun]) == 7
    assert "Rosenqvist" not in capsys.readouterr().out
