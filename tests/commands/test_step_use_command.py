"""Facts about `jourstod routine use`: figures by step, and nothing of anybody in any output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child, reply, visit

from jourstod.cli import main
from jourstod.desk.command import new_command

SIGNATURES = ("QX7", "ZW8", "VK9")
WRITTEN = ("Hemliga", "Maja", "Strängt förtroligt", "Kanel", "2026-00", "Polisen")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station where three handlers had fifteen cases with words that nobody else may see."""
    with pytest.MonkeyPatch.context() as patched:
        home = sharp_home(tmp_path_factory.mktemp("station"), patched)
        for n in range(15):
            with at_the_desk(home, SIGNATURES[n % 3]) as desk:
                id = open_child(desk, alias="Hemliga Maja")
                desk.acts.note(id, "Strängt förtroligt", new_command())
                shown = visit(desk, id, "fara")
                desk.defer(id, shown, "Kanel sover.", "", new_command())
                if n < 8:
                    desk.override(id, shown, "Kanel sover.", new_command())
                else:
                    reply(desk, id, "fara", "nej")
                    reply(desk, id, "ålder", "vet_inte", reason="Kanel är hemlig.")
    return home


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    monkeypatch.setattr("jourstod.bootstrap.shipped_routines", lambda: home.parent / "routines")

    def command(*words: str) -> tuple[int, str, str]:
        code = main(["routine", "use", *words, "--home", str(home), "--as", "QX7"])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_the_screen_shows_the_worst_step_first_within_80_columns(run) -> None:  # type: ignore[no-untyped-def]
    code, told, _ = run()
    assert code == 0
    lines = told.splitlines()
    assert max(map(len, lines)) <= 80
    first = next(n for n, line in enumerate(lines) if line.strip().startswith("Fara"))
    assert "15" in lines[first]
    assert "skjutet upp 15" in " ".join(" ".join(lines[first : first + 3]).split())


def test_no_signature_number_or_written_word_is_in_any_output(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "use.csv"
    outputs = [run()[1].encode(), run("inkommande")[1].encode(), run("--json")[1].encode()]
    outputs += [run("--csv", str(file))[1].encode(), file.read_bytes()]
    for output in outputs:
        assert len(output) > 20
        for word in (*SIGNATURES, *WRITTEN):
            assert word.encode() not in output


def test_the_file_opens_in_a_swedish_spreadsheet_with_exact_counts(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "use.csv"
    assert run("--csv", str(file))[0] == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    fara = next(row for row in rows if row["steg"] == "fara")
    assert (fara["visat"], fara["besvarat"], fara["förbigånget"]) == ("15", "7", "8")
    assert fara["skjutet upp"] == "15"
    assert fara["median sekunder"] == "", "what was put aside has no time"
    age = next(row for row in rows if row["steg"] == "ålder")
    assert (age["visat"], age["vet inte"], age["besvarat"]) == ("7", "7", "0")
    assert (age["rutinens namn"], age["version"]) == ("Inkommande", "alla")


def test_the_json_has_the_same_figures(run) -> None:  # type: ignore[no-untyped-def]
    told = json.loads(run("--json")[1])
    assert told["cases"] == 15
    fara = next(step for step in told["steps"] if step["step"] == "fara")
    assert fara["use"]["fates"]["overridden"] == 8
    assert fara["use"]["asides"]["deferred"] == 15


def test_a_routine_that_never_was_is_wrong_usage_and_a_day_that_is_none_too(run) -> None:  # type: ignore[no-untyped-def]
    code, _, said = run("inkomande")
    assert code == 2
    assert "Menade du «inkommande»?" in said
    assert run("--since", "igår")[0] == 2
    code, told, _ = run("barn", "--since", "2999-01-01")
    assert (code, told.strip()) == (0, "Inget steg har visats.")


def test_no_cell_begins_a_formula() -> None:
    from jourstod.domain.use_table import StepWords, UseRow, UseTable
    from jourstod.reports.step_use import use_as_csv

    for sign in "=+-@\t\r＝＋－＠":
        for before in ("", " ", "\n"):
            words = StepWords(f'{before}{sign}HYPERLINK("x")', f"{before}{sign}cmd|x")
            told = use_as_csv(UseTable((UseRow("a", "b", words, None),), 9))
            _, row = csv.reader(io.StringIO(told.decode("utf-8-sig")), delimiter=";")
            assert len(row) >= 5
            assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠")) for cell in row)
