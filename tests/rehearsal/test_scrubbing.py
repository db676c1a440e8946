"""Facts about a real case made into a night: it goes the same steps, and nobody is in it."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.every_field import jour as every_field
from tests.desk.every_field import walk
from tests.desk.sample import open_child, reply
from tests.domain.planting import planted
from tests.domain.test_planted_address import night as planted_night
from tests.rehearsal.small_night import OPEN, TO_CHILD, Theatre, played

from jourstod.cli import main
from jourstod.desk import rows
from jourstod.desk.command import new_command
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.case import Case, evolve
from jourstod.domain.entries import Entry, Happened, Stamp
from jourstod.domain.events.station import ClearFileMade
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.night_reader import read_night_text
from jourstod.rehearsal.night_text import night_text
from jourstod.rehearsal.proposing import BEGINS
from jourstod.rehearsal.scrubbing import scrubbed
from jourstod.store.seal import PlainCodec

SECRET = "Sekreta Hemlund 0701740699 Dolda gatan 9"
NAMES = ("Maja", "Sekreta", "Polisen", "0701740699", "Dolda", "Hemlund", "kommer hem", "Anna")
ACTS = """\
  - { kl: 23:44, svara: hot, med: lågt }
  - { kl: 23:45, rätta: hot, till: akut, skäl: Sekreta ringde. }
  - { kl: 23:46, gick inte: skydd, skäl: Hemlund svarar inte. }
  - { kl: 23:47, ta upp igen: skydd, skäl: Sekreta kommer hem. }
  - { kl: 23:48, svara: skydd, med: ja, motivering: Dolda gatan 9 är känd. }
  - kl: 23:49
    svara: beslut
    skriv: { beslutsfattare: Sekreta Hemlund, roll: ledamot, beslutad: 23:40, muntligt: ja }
  - { kl: 23:50, ändrat läge: hot, till: lågt, skäl: Hemlund åkte. }
  - { kl: 23:51, anteckna: Numret är 0701740699. }
  - { kl: 23:52, uppgift: Ring Sekreta, lämnas till: mottagning }
  - { kl: 23:53, skjut upp: lov, skäl: Sekreta sover., nästa: 23:59 }
"""


def text_of(case: Case, book: Rulebook) -> str:
    return night_text("natt", "Ur ett ärende", BEGINS, "Söder", "AB", scrubbed(case, book, BEGINS))


def steps(case: Case) -> Counter[tuple[str, ...]]:
    return Counter(
        (case.tracks[v.track].routine, v.step, v.state, v.outcome, v.to, str(bool(v.voided)))
        for v in case.visits.values()
    )


def test_the_night_goes_the_same_steps_and_nobody_is_in_it() -> None:
    case = played(OPEN + TO_CHILD + ACTS)
    text = text_of(case, Theatre().shelf.current()[0])
    assert [name for name in NAMES if name in text] == []
    read, findings = read_night_text(text, "natt.yaml")
    assert read is not None, findings
    again = played(text.partition("händelser:\n")[2])
    assert steps(again) == steps(case)
    assert again.facts["hot"].answer.values == case.facts["hot"].answer.values


def test_the_times_keep_their_distance_from_another_evening() -> None:
    case = played(OPEN + TO_CHILD + ACTS)
    lines = scrubbed(case, Theatre().shelf.current()[0], BEGINS)
    assert lines[0][0] == BEGINS
    assert lines[4][0] - lines[3][0] == timedelta(hours=1, minutes=1)


def test_a_step_of_every_kind_leaves_nothing_of_what_was_written() -> None:
    desk = every_field().desk()
    id, typed = walk(desk)
    case = desk.case(id)
    text = text_of(case, desk.book(case))
    meant = [said for _, _, said in typed if said.startswith(("ord-", "skäl-"))]
    assert len(meant) > 30
    assert [said for said in [*meant, "Dolda gatan 9", "Maja", "Anna Berg"] if said in text] == []


def test_a_secret_in_any_field_of_any_event_is_not_in_the_night() -> None:
    _, desk, child = planted_night()
    case, kinds = desk.case(child), set()
    book = desk.book(case)
    for where, event in planted(case, SECRET):
        kinds.add(type(event))
        with_it = copy.deepcopy(case)
        at = case.entries[-1].stamp.recorded_at + timedelta(minutes=1)
        stamp = Stamp(SECRET, SECRET, "", SECRET, at, Happened(at, at, SECRET), SECRET, "x")
        evolve(with_it, Entry("planterad", stamp, event))
        text = text_of(with_it, book).encode()
        for word in (one for one in SECRET.split() if len(one) > 1):  # a digit stands in a time
            assert word.encode() not in text, where
    assert len(kinds) > 30


def test_a_value_that_no_file_declares_is_not_kept() -> None:
    case = played(OPEN + TO_CHILD + ACTS)
    answered = [(e, e.event) for e in case.entries if isinstance(e.event, ev.StepAnswered)]
    first, event = answered[0]
    odd = replace(event, answer=Answer(values=("nej", SECRET)))
    case.entries[case.entries.index(first)] = replace(first, event=odd)
    text = text_of(case, Theatre().shelf.current()[0])
    assert 'svara: fara, med: ["nej"]' in text and "Hemlund" not in text


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        reply(desk, open_child(desk), "fara", "nej")
    return home


def test_a_finished_case_is_written_to_a_file_and_an_open_one_is_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with at_the_desk(home) as desk:
        (row,) = desk.board()
        file = tmp_path / "nagon-natt.yaml"
        told = ["log", "scenario", row.number, "--home", str(home)]
        assert main([*told, "--output", str(file)]) == 5
        assert "Ärendet pågår." in capsys.readouterr().err and not file.exists()
        desk.close(row.case, "överlämnat", "Maja sover.", new_command())
    for where in ((), ("--output", str(file))):
        assert main([*told, *where]) == 5  # its course is the case's own: an export as any other
        assert not file.exists() and not capsys.readouterr().out
    told += ["--clear", "Till proven."]
    assert main([*told, "--output", str(file)]) == 0
    with at_the_desk(home) as desk:
        kept = rows.unseal(PlainCodec(), desk._vault.log.read("station/jour"))
        assert kept[-1].event == ClearFileMade("scenario", row.number, "yaml", "Till proven.")
    text = file.read_text(encoding="utf-8")
    assert "prov: nagon-natt" in text and "svara: fara" in text
    assert "Maja" not in text and row.number not in text
    assert main([*told, "--output", str(file)]) == 5
    assert file.read_text(encoding="utf-8") == text
    routines = tmp_path / "routines"
    assert main(["routine", "test", str(file), "--folder", str(routines)]) == 0
