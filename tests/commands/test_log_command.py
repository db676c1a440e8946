"""Facts about `jourstod log`: a chain that holds, one that does not, and what it shows."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child, reply
from tests.store.tamper import behind_its_back, rewrite

from jourstod.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station with one case in it: opened, and one question answered."""
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        case = open_child(desk)
        reply(desk, case, "fara", "nej")
    return home


def _change_bytes_of(home: Path, seq: int) -> None:
    """Change one letter of a stored event behind the program's back."""
    db = sqlite3.connect(home / "jourstod.db")
    db.execute("DROP TRIGGER event_is_not_changed")
    db.execute(
        "UPDATE event SET sealed = CAST(replace(sealed, 'soder', 'norr_') AS BLOB) WHERE seq = ? "
        "AND stream = (SELECT no FROM stream WHERE name LIKE 'case/%')",
        (seq,),
    )
    assert db.total_changes == 1
    db.commit()
    db.close()


def test_a_whole_chain_is_said_to_hold(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "verify", "--home", str(home)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Loggen håller: ")
    assert "i 4 loggar. Lager: skarp." in told


def test_a_changed_event_exits_with_three_and_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change_bytes_of(home, 1)
    assert main(["log", "verify", "--home", str(home)]) == 3
    told = capsys.readouterr().err
    assert told.startswith("Loggen är bruten: case/")
    assert "händelse 1" in told


def test_a_case_is_shown_entry_by_entry_also_as_json(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        [row] = desk.board()
    assert main(["log", "show", row.number, "--home", str(home), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [entry["seq"] for entry in shown] == list(range(1, len(shown) + 1))
    assert shown[0]["kind"] == "case_opened"
    assert {"id", "stored_at", "stamp", "body"} <= set(shown[0])
    assert main(["log", "show", row.case, "--home", str(home)]) == 0
    assert "step_answered" in capsys.readouterr().out


def test_a_case_that_is_not_there_is_refused_with_five(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", "show", "1999-0001", "--home", str(home)]) == 5
    assert "Det finns inget ärende 1999-0001 här." in capsys.readouterr().err


# --- what a chain by itself cannot show --------------------------------------------------


CASE = "(SELECT no FROM stream WHERE name LIKE 'case/%')"


def test_a_case_that_is_gone_with_all_its_rows_exits_with_three(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = f"DELETE FROM event WHERE stream = {CASE}", "DELETE FROM stream WHERE name LIKE 'case/%'"
    behind_its_back(home, *gone)
    assert main(["log", "verify", "--home", str(home)]) == 3
    assert "hela loggen för 2026-0001 saknas" in capsys.readouterr().err


def test_a_cut_tail_shows_against_the_last_shift_end(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        desk.jour.end_shift()
        length = desk.case(desk.board()[0].case).seq
    assert main(["log", "verify", "--home", str(home)]) == 0
    assert "Inget har tagits bort sedan passbytet" in capsys.readouterr().out
    behind_its_back(
        home,
        f"DELETE FROM event WHERE stream = {CASE} AND seq = {length}",
        f"UPDATE stream SET seq = {length - 1}, hash = (SELECT hash FROM event WHERE "
        f"stream = {CASE} AND seq = {length - 1}) WHERE name LIKE 'case/%'",
    )
    assert main(["log", "verify", "--home", str(home)]) == 3
    assert "1 händelser från före passbytet är borta" in capsys.readouterr().err


def test_what_is_written_after_a_shift_end_does_not_disturb_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        desk.jour.end_shift()
        desk.jour.end_call("rådgivning", 3)
        reply(desk, desk.board()[0].case, "ålder", "barn")
        open_child(desk)
    assert main(["log", "verify", "--home", str(home)]) == 0
    assert "Inget har tagits bort sedan passbytet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "code", "said"),
    [
        ("UPDATE event SET board = CAST(x'ff41' AS TEXT)", 6, "Lagrets fil är skadad."),
        ("UPDATE event SET stored_at = '2026-13-40'", 3, "tiden då den lagrades går inte att läsa"),
    ],
)
def test_a_file_that_is_damaged_in_what_is_no_event_is_told_of_in_words(
    home: Path, statement: str, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    behind_its_back(home, f"{statement} WHERE stream = {CASE}")
    assert main(["log", "verify", "--home", str(home)]) == code
    assert said in capsys.readouterr().err


def test_a_table_whose_own_words_are_damaged_is_told_of(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "jourstod.db"
    content = path.read_bytes()
    at = content.index(b"CREATE TRIGGER") + len(b"CREATE TRIGGE")
    path.write_bytes(content[:at] + b"Z" + content[at + 1 :])
    assert main(["log", "verify", "--home", str(home)]) == 6
    assert "Lagrets fil är skadad." in capsys.readouterr().err


# --- what only paper shows ---------------------------------------------------------------


def _sums_on_paper(home: Path) -> tuple[str, str]:
    """The head of the case as a sheet prints it, and the receipt of a shift end."""
    with at_the_desk(home) as desk:
        printed = desk.jour.witness(f"case/{desk.board()[0].case}").case_head
        return printed, desk.jour.end_shift()[:16]


def test_a_sum_from_a_paper_is_found_and_told_where_it_stands(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, shift = _sums_on_paper(home)
    with at_the_desk(home) as desk:
        reply(desk, desk.board()[0].case, "ålder", "barn")
        length = desk.case(desk.board()[0].case).seq
    halves = f"{shift[:8]} {shift[8:]}".upper()
    assert main(["log", "verify", "--home", str(home), "--head", case, "--head", halves]) == 0
    told = capsys.readouterr().out.splitlines()[-2:]
    assert told[0].startswith("Summan på pappret är 2026-0001 vid händelse ")
    seq = int(told[0].partition("händelse ")[2].partition(";")[0])
    assert told[0].endswith(f"; {length - seq} händelser har kommit till sedan dess.")
    assert told[1].startswith("Summan på pappret är passbytet ")
    assert told[1].endswith("; loggarna stämmer med det.")


def test_a_chain_written_anew_as_a_whole_holds_and_is_found_by_the_sum_on_paper(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, shift = _sums_on_paper(home)
    rewrite(home, lambda sealed: sealed.replace(b"soder", b"norr_"))
    assert main(["log", "verify", "--home", str(home)]) == 0
    for printed in (case, shift):
        assert main(["log", "verify", "--home", str(home), "--head", printed]) == 3
        assert f"Summan {printed[:16]} finns inte i loggen." in capsys.readouterr().err


def test_a_shift_end_that_is_kept_while_a_case_is_written_anew_is_found(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, shift = _sums_on_paper(home)
    rewrite(home, lambda sealed: sealed.replace(b"soder", b"norr_"), shift_ends=False)
    with at_the_desk(home) as desk:
        desk.jour.end_shift()  # the last one holds again
    assert main(["log", "verify", "--home", str(home)]) == 0
    assert main(["log", "verify", "--home", str(home), "--head", shift]) == 3
    assert "loggarna stämmer inte med summan från passbytet" in capsys.readouterr().err


@pytest.mark.parametrize("printed", ["abc", "x" * 16, "0123 4567 89ab"])
def test_what_is_no_sum_is_wrong_usage(
    home: Path, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["log", "verify", "--home", str(home), "--head", printed]) == 2
    assert "En summa är minst 16 tecken" in capsys.readouterr().err
