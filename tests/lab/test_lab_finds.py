"""The laboratory finds what is lost: each experiment is handed a program that does lose it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lab.outcome import Outcome, Size, Tally
from lab.place import folder_in
from lab.table import page_with
from tests.desk.sample import Jour, Now, open_child

from bench import __main__ as benchmark
from jourstod.commands import log
from jourstod.desk.desk import Desk
from jourstod.domain.case import Case
from jourstod.domain.entries import Entry
from jourstod.store.place import open_vault
from jourstod.text import talk
from lab import __main__ as laboratory
from lab import clock, hostile, kill, leaks, power, shared, soak, tampering, typed

SHORT = Size(short=True)


@pytest.fixture
def folder() -> Iterator[Path]:
    with folder_in() as made:
        yield made


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ptys, forks and /proc of Linux")


def _losses(*tallies: Tally) -> int:
    return sum(len(tally.losses) for tally in tallies)


def test_a_store_that_syncs_less_loses_answers_when_the_power_goes(
    folder: Path,
) -> None:
    outcome = power.run(folder, SHORT, loosened="PRAGMA synchronous=NORMAL")
    assert len(outcome.tallies[0].losses) > 10, "unsynced dropped"


def test_an_act_that_is_confirmed_and_not_stored_is_missed(tmp_path: Path) -> None:
    jour = Jour(vault=open_vault(tmp_path, Now(), practice=True))
    with closing(jour.vault):
        id = open_child(jour.desk())
        seq = jour.desk().case(id).seq
    kill._desk_held(tmp_path, [("open", id, seq)])
    with pytest.raises(AssertionError, match="bekräftade"):
        kill._desk_held(tmp_path, [("open", id, seq), ("note", id, seq + 1)])


def test_a_line_mode_that_says_saved_too_early_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kill, "_killed_line", lambda home, seconds: "Sparat.\nSparat.\n")
    open_vault(tmp_path, Now(), practice=True).close()
    with pytest.raises(AssertionError, match="ärendet är borta"):
        kill._line_held(tmp_path, 0)


def test_a_verification_that_never_looks_finds_no_tampering(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "verify", lambda arguments: 0)
    outcome = tampering.run(folder, SHORT)
    assert outcome.lost > 50


@pytest.mark.parametrize("payload", typed.PAYLOADS[:-1])
def test_every_payload_that_reaches_the_terminal_as_it_is_is_seen(payload: str) -> None:
    assert typed.harm(payload)
    assert not typed.harm("\x1b[1;31mröd\x1b[0m\r\n\x1b[?25l👩‍👧")


def test_a_line_mode_that_does_not_clean_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process: what is said is what would have been painted."""
    from tests.text.lines import typed as played

    monkeypatch.setattr(talk, "clean", lambda text, lines=False: text)
    assert typed.harm(played(Jour(), typed.PAYLOADS[0]))
    monkeypatch.undo()
    assert not typed.harm(played(Jour(), typed.PAYLOADS[0]))


def test_a_secret_in_a_file_in_a_name_or_in_an_incident_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "utkast~").write_text(f"x{leaks.SECRET}", encoding="utf-16-le")
    assert leaks._holds(tmp_path / "utkast~")
    (tmp_path / f"{leaks.SECRET}.pdf").write_bytes(b"")
    assert leaks._holds(tmp_path / f"{leaks.SECRET}.pdf")
    told = Tally("x")
    monkeypatch.setattr("jourstod.tui.incidents._places", lambda error: repr(error))
    leaks._crashed(tmp_path / "home", told, SHORT)
    assert _losses(told) == told.tried > 0


def test_what_steers_a_terminal_in_a_finding_is_found() -> None:
    assert hostile._harmless("En mening.\n  fråga: å")
    assert not hostile._harmless("\x1b[31m") and not hostile._harmless("\u202e")


def test_a_case_that_is_folded_otherwise_than_it_is_replayed_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(id: str, entries: list[Entry]) -> Case:
        from jourstod.domain.case import replay

        return replay(id, entries[:-1])

    monkeypatch.setattr(soak, "replay", forgetful)
    assert soak.run(folder, SHORT).lost > 10
    monkeypatch.setattr(clock, "replay", forgetful)
    order = Tally("x")
    clock._through(folder / "night", clock.AUTUMN, order, Tally("y"))
    assert _losses(order) > 10


def test_two_winners_of_one_step_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    jour = Jour()
    desks: list[Desk] = [jour.desk(), jour.desk("CD", "Carl Dahl")]
    id = open_child(desks[0])
    [visit] = desks[0].case(id).open_visits()
    tally = Tally("x")
    shared._one_won(desks, id, visit.id, {"AB": "", "CD": ""}, tally, 0)
    assert _losses(tally) == 1


def test_a_loss_makes_the_exit_code_one_and_stands_in_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "matning.md"
    document.write_text("# Mätning\n\nText.\n\n## Annat\n\nTabell.\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["lab", "soak", "--short", "--write", str(document)])
    assert laboratory.main() == 0
    monkeypatch.setattr(soak, "replay", lambda id, entries: None)
    assert laboratory.main() == 1
    written = document.read_text(encoding="utf-8")
    assert written.startswith(
        "# Mätning\n\nText.\n\n## Annat\n\nTabell.\n\n## Labbet: lång session\n"
    )
    assert written.count("## Labbet:") == 1
    assert "**" in written
    assert " förlorade. " in capsys.readouterr().out


def test_a_part_is_put_in_anew_where_it_stood() -> None:
    tally = Tally("Något")
    tally.hold(True, "")
    outcome = Outcome("a", (tally,))
    once = page_with("# T\n\n## Labbet: a\n\ngammalt\n\n## B\n\nkvar\n", [outcome], "I dag.")
    assert once.index("## Labbet: a") < once.index("## B")
    assert "gammalt" not in once and "kvar" in once and "- I dag." in once
    assert page_with(once, [outcome], "I dag.") == once


def test_a_whole_run_of_the_benchmark_leaves_the_parts_of_the_laboratory(tmp_path: Path) -> None:
    document = tmp_path / "matning.md"
    document.write_text("# T\n\n## Mätt\n\ngammalt\n\n## Labbet: a\n\nkvar\n", encoding="utf-8")
    benchmark._write(document, [("Datum", "i dag")], [], 3.0)
    written = document.read_text(encoding="utf-8")
    assert "gammalt" not in written and written.endswith("## Labbet: a\n\nkvar\n")


def test_an_experiment_that_breaks_is_a_loss(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(soak, "_whatever", lambda *all: 1 / 0)
    assert laboratory._run("soak", folder, SHORT).lost == 1
    assert "Försöket gick sönder" in capsys.readouterr().out
