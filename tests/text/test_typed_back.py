"""Facts about a case that went on by hand: typed in by the paper's numbers, with its own times."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.desk.sample import Jour, open_child, reply
from tests.text.lines import typed
from tests.text.test_case import pick

from jourstod.desk.case_papers import paper_of
from jourstod.desk.command import new_command
from jourstod.domain import events as ev
from jourstod.domain.local_time import show_time
from jourstod.domain.printed_routine import PrintedStep


@pytest.fixture
def jour() -> Jour:
    return Jour()


@pytest.fixture
def child(jour: Jour) -> str:
    """Two routines ask: the first one, and the child's own."""
    id = open_child(jour.desk(), ("fara", "nej"), ("åldersgrupp", "barn"))
    jour.desk().start_routine(id, "barn", new_command())
    reply(jour.desk(), id, "hot", "akut")
    return id


def step_of(jour: Jour, child: str, text: str) -> PrintedStep:
    """The step as it stands on the paper, asked or to come."""
    tracks = paper_of(jour.desk(), child).tracks
    [found] = [s for t in tracks for s in (*t.asked, *t.ahead) if s.text == text]
    return found


def test_a_ticked_step_typed_in_by_its_number_has_the_time_and_the_writer_of_the_paper(
    jour: Jour, child: str
) -> None:
    printed = paper_of(jour.desk(), child)
    asked = step_of(jour, child, "Behöver barnet omedelbart skydd?")
    [ticked] = [b for turn in asked.turns for b in turn.boxes if b.label == "Behöver skydd"]
    at = ("meny", pick("Gick inte"), "5", "22:10", "CD")
    typed(jour, "1", f"steg {asked.number} {printed.bundle}", *at, ticked.key, "Hon är rädd.")

    case = jour.desk().case(child)
    entry = next(
        e for e in case.entries
        if isinstance(e.event, ev.StepAnswered) and e.event.step == "skydd"
    )  # fmt: skip
    assert show_time(case.happened(entry.id).earliest) == "22:10"
    assert (entry.stamp.happened.words, entry.stamp.told_by) == ("22:10", "CD")
    assert entry.stamp.recorded_at > entry.stamp.happened.latest
    assert isinstance(entry.event, ev.StepAnswered) and entry.event.answer.values == ("ja",)

    again = [done for track in paper_of(jour.desk(), child).tracks for done in track.done]
    [line] = [done for done in again if done.number == asked.number and done.name == "Skydd"]
    assert line.at.endswith("22:10") and line.by == "CD→AB" and line.answer == "Behöver skydd"


def test_the_arrow_of_the_paper_leads_to_the_step_that_the_program_asks_then(
    jour: Jour, child: str
) -> None:
    asked = step_of(jour, child, "Behöver barnet omedelbart skydd?")
    [turn] = [t for t in asked.turns if any(box.label == "Behöver skydd" for box in t.boxes)]
    [way] = turn.ways
    typed(jour, "1", f"steg {asked.number}", turn.boxes[0].key, "Hon är rädd.")
    after = {step.number for track in paper_of(jour.desk(), child).tracks for step in track.asked}
    assert way.number in after


def test_a_row_of_the_time_line_becomes_a_note_with_its_time(jour: Jour, child: str) -> None:
    typed(jour, "1", "meny", pick("Anteckna"), "Patrullen kom.", "22:10", "CD")
    case = jour.desk().case(child)
    [note] = [e for e in case.entries if isinstance(e.event, ev.NoteWritten)]
    assert show_time(case.happened(note.id).earliest) == "22:10" and note.stamp.told_by == "CD"


def test_the_case_and_all_cases_are_put_on_paper_line_by_line(
    jour: Jour, child: str, tmp_path: Path
) -> None:
    number = jour.desk().case(child).number
    read = typed(jour, "1", "meny", pick("Ärendet på papper"), str(tmp_path / "ett"))
    assert "1 ärende på papper:" in read
    assert [path.name for path in (tmp_path / "ett").iterdir()] == [f"{number}.pdf"]
    open_child(jour.desk())
    assert "2 ärenden på papper:" in typed(jour, "s", "5", str(tmp_path / "alla"))
    assert len(list((tmp_path / "alla").iterdir())) == 2
