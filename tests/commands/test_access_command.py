"""Facts about `jourstod log access` and `log review`: read, drawn, written and shown again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file, sealed_home, signed_in
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child
from tests.vault.at_the_door import OTHER_PHRASE

from jourstod.cli import main
from jourstod.commands.passphrases import FILE_VARIABLE
from jourstod.desk.access_reading import AccessReading
from jourstod.domain.errors import NoRight
from jourstod.domain.people import Handler, Role

MONTH = f"{date.today():%Y-%m}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station where AB opened three cases and CD read one of them."""
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        ids = [open_child(desk, alias=alias) for alias in ("Maja", "Sara", "Noor")]
    with at_the_desk(home, Handler("CD", "=Cia")) as desk:
        desk.case(ids[0])
    return home


def run(home: Path, *words: str, role: str = "granskare", who: str = "GR") -> int:
    return main(["log", *words, "--home", str(home), "--as", who, "--role", role])


def test_every_access_is_a_line_of_at_most_80_columns_and_names_no_person_of_a_case(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "access") == 0
    out = capsys.readouterr().out
    assert "CD   öppnade" in out and "OBS: varken handläggare eller efterträdare" in out
    assert max(map(len, out.splitlines())) <= 80
    assert not any(name in out for name in ("Maja", "Sara", "Noor"))


def test_a_case_a_person_and_a_day_can_be_asked_for(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    year = date.today().year
    assert run(home, "access", f"{year}-0001") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "öppnade" in line]
    assert {line[17:19] for line in lines} == {"AB", "CD"} and len(lines) == 2
    assert run(home, "access", "--person", "cd", "--json") == 0
    found = json.loads(capsys.readouterr().out)["accesses"]
    assert [(one["who"], one["deed"]) for one in found] == [("CD", "öppnade")]
    assert run(home, "access", "--since", "2999-01-01") == 0
    assert "Ingen åtkomst" in capsys.readouterr().out


def test_that_the_log_was_read_stands_in_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "access")
    capsys.readouterr()
    run(home, "access", "--person", "GR")
    assert "läste åtkomstloggen" in capsys.readouterr().out


def test_the_sample_is_the_same_with_its_seed_and_the_outcome_is_shown_the_next_time(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month = ("review", "--month", MONTH, "--sample", "2")
    assert run(home, *month, "--json") == 0
    first = json.loads(capsys.readouterr().out)
    with at_the_desk(home) as desk:
        desk.board()  # the month goes on
    again = (*month, "--seed", first["seed"])
    assert run(home, *again, "--json") == 0
    second = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in second["sample"]] == [one["id"] for one in first["sample"]]
    assert run(home, *again, "--outcome", "Inget att anmärka", "--found", "2=Fråga AB") == 0
    capsys.readouterr()
    assert run(home, *again) == 0
    out = capsys.readouterr().out
    assert "av GR: Inget att anmärka" in out and "av GR: Fråga AB" in out
    assert "2 rader, 1 med anmärkning" in out
    assert max(map(len, out.splitlines())) <= 80 + len(first["seed"]) + 40


def test_nobody_reviews_what_they_did_themselves(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month = ("review", "--month", MONTH, "--sample", "99", "--json")
    assert run(home, *month, role="arbetsledare", who="AB") == 0
    told = json.loads(capsys.readouterr().out)
    assert {one["who"] for one in told["sample"]} == {"CD"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--month", "november"), 2),
        (("--month", MONTH, "--sample", "0"), 2),
        (("--month", MONTH, "--outcome", "Bra"), 2),
        (("--month", MONTH, "--seed", f"{MONTH}:1:{'0' * 16}"), 2),
        (("--month", MONTH, "--seed", "2020-01:1:ab"), 2),
        (("--month", MONTH, "--seed", "skräp"), 2),
    ],
)
def test_what_is_no_sample_of_this_log_is_refused(
    home: Path, words: tuple[str, ...], code: int
) -> None:
    assert run(home, "review", *words) == code


def test_a_remark_on_a_line_that_is_not_there_is_refused_and_nothing_is_written(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month = ("review", "--month", MONTH, "--sample", "2")
    run(home, *month, "--json")
    seed = json.loads(capsys.readouterr().out)["seed"]
    assert run(home, *month, "--seed", seed, "--outcome", "Bra", "--found", "3=Fråga") == 2
    capsys.readouterr()
    run(home, *month, "--seed", seed)
    assert "Granskat" not in capsys.readouterr().out


def test_no_cell_of_the_spreadsheet_is_a_formula(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert run(home, "access", "--csv", str(path)) == 0
    text = path.read_text(encoding="utf-8-sig")
    assert "'=Cia" in text and ";=Cia" not in text


@pytest.mark.parametrize(
    ("role", "words", "code"),
    [
        ("granskare", ("log", "access"), 0),
        ("granskare", ("cases",), 7),
        ("granskare", ("text",), 7),
        ("granskare", ("account", "rotate"), 7),
        ("drift", ("log", "verify"), 0),
        ("drift", ("log", "access"), 7),
        ("drift", ("cases",), 7),
        ("mottagning", ("cases",), 0),
        ("mottagning", ("log", "show", "1"), 7),
        ("jour", ("log", "access"), 7),
        ("arbetsledare", ("log", "access"), 0),
    ],
)
def test_in_a_sealed_store_the_role_of_the_account_is_what_counts(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    role: str,
    words: tuple[str, ...],
    code: int,
) -> None:
    home, _ = sealed_home(tmp_path, monkeypatch)
    with signed_in(home) as desk:
        open_child(desk)
    monkeypatch.setenv(FILE_VARIABLE, str(phrase_file(tmp_path, WORDS)))
    theirs, own = phrase_file(tmp_path, OTHER_PHRASE.reveal().decode()), ("--home", str(home))
    new = ("--name", "Gun Rask", "--with-role", role, "--new-passphrase-file", str(theirs))
    assert main(["account", "add", "GR", *new, *own]) == 0
    monkeypatch.setenv(FILE_VARIABLE, str(theirs))
    capsys.readouterr()
    assert main([*words, *own, "--as", "GR"]) == code
    assert "Maja" not in capsys.readouterr().out


def test_a_long_outcome_is_folded_to_80_columns(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month = ("review", "--month", MONTH, "--sample", "1")
    run(home, *month, "--json")
    seed = json.loads(capsys.readouterr().out)["seed"]
    words = "frågat och fått svar, " * 10
    assert run(home, *month, "--seed", seed, "--outcome", "Bra", "--found", f"1={words}") == 0
    out = capsys.readouterr().out.splitlines()
    assert "av GR: frågat" in "\n".join(out)
    assert max(map(len, out)) <= 80


@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.RECEPTION, Role.OPERATIONS])
def test_the_desk_itself_reads_the_access_log_to_nobody_else(home: Path, role: Role) -> None:
    with at_the_desk(home, Handler("X", "X", role)) as desk, pytest.raises(NoRight):
        AccessReading(desk._vault.log, desk._codec, desk)
