"""Signing in on the command line, and what is done with accounts."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file, sealed_home, signed_in
from tests.commands.station import begin_in_clear, sharp_home
from tests.desk.sample import open_child
from tests.vault.at_the_door import DRIFT, OTHER_PHRASE

from jourstod import bootstrap
from jourstod.cli import main
from jourstod.commands.in_use import in_use
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.commands.team_leader import leading
from jourstod.domain.errors import NoRight
from jourstod.domain.people import Handler, Role
from jourstod.domain.secret import Secret

OTHER = OTHER_PHRASE.reveal().decode()


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    return sealed_home(tmp_path, monkeypatch)


@pytest.fixture
def home(made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The station, with Anna's passphrase in a file."""
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    return made[0]


def run(home: Path, *words: str) -> int:
    return main([*words, "--home", str(home)])


def added(home: Path, tmp_path: Path, role: str = "jour") -> None:
    new = str(phrase_file(tmp_path, OTHER))
    words = ("account", "add", "CD", "--name", "Carl Dahl", "--with-role", role)
    assert run(home, *words, "--new-passphrase-file", new) == 0


def test_a_new_store_holds_nothing_in_clear_text_from_its_first_event(home: Path) -> None:
    with signed_in(home) as desk:
        open_child(desk, alias="Rosenqvist-Maja")
        desk.notebook.save("note:x", "Tallbacken 7")
        desk.jour.mark(b"blad")
        held = b"".join(p.read_bytes() for p in home.rglob("jourstod.db*"))
    for word in (
        "Rosenqvist",
        "Tallbacken",
        "store_started",
        "skarp",
        "case_opened",
        "number_given",
    ):
        assert word.encode() not in held, word
    assert not (home / "kvittens.nyckel").exists()


def test_a_locked_store_is_not_opened_without_a_passphrase(
    made: tuple[Path, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for words in (["cases"], ["log", "show", "1"], ["account", "list"], ["clocks"]):
        assert run(made[0], *words) == 7
        assert "Lagret är låst" in capsys.readouterr().err
    with pytest.raises(NoRight):
        bootstrap.open_house(made[0])


def test_a_passphrase_in_a_file_signs_in(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with signed_in(home) as desk:
        open_child(desk, alias="Maja")
    assert run(home, "cases") == 0
    assert "Maja" in capsys.readouterr().out


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_passphrase_file_that_others_can_read_is_refused(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], mode: int,
) -> None:  # fmt: skip
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS, mode)))
    assert run(home, "cases") == 7
    told = capsys.readouterr().err
    assert "Andra på datorn kan läsa filen" in told
    assert WORDS not in told


@pytest.mark.parametrize("content", [b"", b"\n", b"en rad\nen till\n", b"\xff\xfe", b"x" * 5000])
def test_a_passphrase_file_holds_one_line(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = tmp_path / "fras"
    path.write_bytes(content)
    path.chmod(0o600)
    monkeypatch.setenv(FILE_VARIABLE, str(path))
    assert run(home, "cases") == 7
    assert "Filen" in capsys.readouterr().err
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "ingen"))
    assert run(home, "cases") == 7
    assert "går inte att läsa" in capsys.readouterr().err


def test_a_wrong_passphrase_exits_with_seven_and_is_counted(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, OTHER)))
    for said in ("Fel signatur", "Fel signatur", "Nästa försök", "Flera felaktiga försök"):
        assert run(home, "cases") == 7
        assert said in capsys.readouterr().err


def test_the_role_follows_the_account(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(home, tmp_path)
    with signed_in(home, "CD", OTHER_PHRASE) as desk:
        assert desk.handler.role is Role.DUTY_OFFICER
    assert run(home, "cases", "--role", "arbetsledare") == 0
    assert run(home, "cases", "--role", "mottagning") == 7
    assert "Rollen följer med kontot: AB är arbetsledare" in capsys.readouterr().err


def test_nobody_sits_down_as_somebody_else(home: Path) -> None:
    house = bootstrap.open_house(home, sign_in=lambda door: door.sign_in("AB", Secret.typed(WORDS)))
    try:
        with pytest.raises(NoRight, match="CD är inte inloggad"):
            house.seat(Handler("CD", "Carl Dahl", Role.TEAM_LEADER))
        seated = house.seat(Handler("AB", "Falsk", Role.RECEPTION)).handler
        assert (seated.name, seated.role) == ("Anna Berg", Role.TEAM_LEADER)
    finally:
        house.close()


def test_another_person_signs_in_on_the_same_store(home: Path, tmp_path: Path) -> None:
    added(home, tmp_path)
    house = bootstrap.open_house(home, sign_in=lambda door: door.sign_in("AB", Secret.typed(WORDS)))
    try:
        case = open_child(house.desk)
        assert house.signed is not None
        other_safe = house.signed.safe
        other = house.sign_in(lambda door: door.sign_in("CD", OTHER_PHRASE))
        assert other.handler.signature == "CD"
        assert other.case(case).seq
        with pytest.raises(NoRight):
            house.sign_in(lambda door: door.sign_in("AB", OTHER_PHRASE))
        assert other_safe is not None
        other_safe.add(DRIFT, OTHER_PHRASE)
        with pytest.raises(NoRight, match="läser inga ärenden"):
            house.sign_in(lambda door: door.sign_in("DR", OTHER_PHRASE))
        assert house.signed is not None
        assert house.signed.handler.signature == "CD"
    finally:
        house.close()


def test_accounts_are_added_listed_and_removed(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(home, tmp_path, "granskare")
    assert run(home, "account", "list") == 0
    listed = capsys.readouterr().out
    assert "CD     granskare                  Carl Dahl" in listed
    assert run(home, "account", "list", "--json") == 0
    assert [one["role"] for one in json.loads(capsys.readouterr().out)] == [
        "team_leader",
        "auditor",
    ]
    assert run(home, "account", "remove", "CD") == 0
    assert run(home, "account", "list") == 0
    assert "Carl" not in capsys.readouterr().out.split("bytt.")[1]


def test_drift_verifies_and_lists_but_reads_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with signed_in(home) as desk:
        open_child(desk, alias="Maja")
    added(home, tmp_path, "drift")
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, OTHER)))
    capsys.readouterr()
    drift = ("--as", "CD")
    assert run(home, "log", "verify", *drift) == 0
    assert "Loggen håller" in capsys.readouterr().out
    assert run(home, "account", "list", *drift) == 0
    assert "Anna" not in capsys.readouterr().out
    for words in (("cases",), ("log", "show", "2026-0001"), ("clocks",), ("report", "2026-0001"),
                  ("account", "rotate"), ("account", "remove", "AB")):  # fmt: skip
        assert run(home, *words, *drift) == 7, words
        told = capsys.readouterr()
        assert "Maja" not in told.out + told.err


def test_a_passphrase_is_changed_by_its_owner_and_by_a_team_leader(
    home: Path, tmp_path: Path
) -> None:
    added(home, tmp_path)
    third = "sju gamla båtar ror"
    new = ("--new-passphrase-file", str(phrase_file(tmp_path, third)))
    assert run(home, "account", "passphrase", "CD", *new) == 0
    with signed_in(home, "CD", Secret.typed(third)):
        pass
    assert run(home, "account", "passphrase", *new) == 0
    with signed_in(home, "AB", Secret.typed(third)):
        pass
    with pytest.raises(NoRight):
        bootstrap.open_house(home, sign_in=lambda d: d.sign_in("AB", Secret.typed(WORDS)))


def test_a_forgotten_passphrase_is_replaced_with_the_printed_key(
    made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    home, printed = made
    new = ("--new-passphrase-file", str(phrase_file(tmp_path, OTHER)))
    monkeypatch.setattr(
        "sys.stdin", io.StringIO(("x" if printed[0] != "X" else "y") + printed[1:] + "\n")
    )
    assert run(home, "account", "recover", "AB", *new) == 5
    assert "Grupp 1" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(printed.lower() + "\n"))
    assert run(home, "account", "recover", "AB", *new) == 0
    with signed_in(home, "AB", OTHER_PHRASE):
        pass


def test_rotation_and_a_new_recovery_key_are_one_command_each(
    home: Path, made: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with signed_in(home) as desk:
        case = open_child(desk)
    assert run(home, "account", "rotate") == 0
    assert "bytt" in capsys.readouterr().out
    assert run(home, "account", "recovery") == 0
    told = capsys.readouterr().out
    assert made[1] not in told
    assert "lås in den" in told
    with signed_in(home) as desk:
        assert desk.case(case).seq


def test_the_log_is_verified_by_nobody_in_particular_and_more_by_one_who_is_signed_in(
    made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    home, _ = made
    with signed_in(home) as desk:
        case = open_child(desk)
        head = desk.jour.witness(f"case/{case}").case_head
        shift = desk.jour.end_shift()[:16]
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    assert run(home, "log", "verify", "--head", head) == 0
    told = capsys.readouterr().out
    assert "Kedjan prövas utan nyckel" in told
    assert f"Summan på pappret är case/{case} vid händelse" in told
    assert run(home, "log", "verify", "--head", shift) == 3
    assert "måste någon vara inloggad" in capsys.readouterr().err
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    assert run(home, "log", "verify", "--head", head, "--head", shift) == 0
    told = capsys.readouterr().out
    assert "Alla 1 ärenden som fått nummer har en logg" in told
    assert "Summan på pappret är 2026-0001 vid händelse" in told
    assert "Summan på pappret är passbytet" in told


def test_the_routines_in_use_are_known_before_anybody_signs_in(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with signed_in(home) as desk:
        case = desk.case(open_child(desk))
    monkeypatch.delenv(FILE_VARIABLE)
    found = in_use(home)
    assert found is not None
    assert found.book.bundle == case.bundle


def test_a_store_in_clear_text_has_no_accounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = sharp_home(tmp_path, monkeypatch)
    begin_in_clear(home)
    assert run(home, "account", "list") == 5
    assert "jourstod store encrypt" in capsys.readouterr().err


def test_a_new_sharp_store_is_not_begun_without_a_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.commands.station import FIRST

    from jourstod import settings

    settings.set_up(tmp_path / "home", FIRST)
    assert run(tmp_path / "home", "cases") == 7
    assert "inget valv än" in capsys.readouterr().err


def test_a_team_leader_of_a_locked_store_publishes_as_the_account_says(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written as name or role is not taken for who it is."""
    arguments = argparse.Namespace(
        home=str(home),
        signature="AB",
        role=None,
        name="Någon Annan",
        command="jourstod routine publish",
    )
    with leading(arguments) as house:
        acts = house.desk.handler
    assert (acts.signature, acts.name, acts.role) == ("AB", "Anna Berg", Role.TEAM_LEADER)
    monkeypatch.delenv(FILE_VARIABLE)
    with pytest.raises(NoRight), leading(arguments):
        pass


def test_a_receptions_account_is_tied_to_a_unit_that_outlives_rotation_and_a_new_passphrase(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    added(home, tmp_path, "mottagning")
    assert "hör inte till någon mottagning" in capsys.readouterr().out
    assert run(home, "account", "unit", "CD", "Öster") == 2
    assert "Välj bland: «n1», «n2»" in capsys.readouterr().err
    assert run(home, "account", "unit", "AB", "n1") == 5
    assert run(home, "account", "unit", "CD", "n1") == 0
    assert "CD ser det som lämnas till n1, och inget annat." in capsys.readouterr().out
    assert run(home, "account", "rotate") == 0
    new = phrase_file(tmp_path, "fyra vita svanar simmar")
    assert run(home, "account", "passphrase", "CD", "--new-passphrase-file", str(new)) == 0
    capsys.readouterr()
    assert run(home, "account", "list") == 0
    assert "· n1" in capsys.readouterr().out
    with signed_in(home, "CD", Secret.typed("fyra vita svanar simmar")) as desk:
        assert desk.handler.unit == "n1/"
