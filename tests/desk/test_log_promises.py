"""The log alone is the case: folded forward, replayed from zero, at a flat cost."""

from __future__ import annotations

import base64
import gc
import pickle
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.desk.random_acts import ACTS, KINDS, Acting, after
from tests.desk.sample import Jour, open_child

from jourstod.desk import rows
from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.case import evolve, replay
from jourstod.domain.case_parts import Case
from jourstod.domain.entries import Entry
from jourstod.domain.events.every import Event

EXAMPLES = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def begun(desk: Desk) -> str:
    """A child's case that has come to its own routine."""
    return open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))


def stored(jour: Jour, id: str) -> list[Entry]:
    """The case's entries as they lie in the store."""
    return rows.unseal(jour.codec, jour.vault.log.read(f"case/{id}"))


@EXAMPLES
@given(ACTS)
def test_folded_forward_at_two_desks_equals_replayed_from_zero(acts: list[tuple[str, int]]) -> None:
    jour = Jour()
    desks = (jour.desk(), jour.desk("CD", "Carl Dahl"))
    id = begun(desks[0])
    for number, (kind, pick) in enumerate(acts):
        Acting(desks[number % 2], id).do(kind, pick)
    replayed = replay(id, stored(jour, id))
    assert [desk.case(id) for desk in desks] == [replayed, replayed]


@EXAMPLES
@given(ACTS)
def test_no_step_is_asked_twice_at_once_and_every_open_item_has_an_owner(
    acts: list[tuple[str, int]],
) -> None:
    jour, id = after(acts, begun)
    case = jour.desk().case(id)
    asked = [(visit.track, visit.step) for visit in case.open_visits()]
    assert len(asked) == len(set(asked))
    assert all(case.tracks[track].latest[step] for track, step in asked)
    assert all(item.owner for item in case.open_items())


@EXAMPLES
@given(ACTS)
def test_nothing_that_was_written_is_ever_lost_or_rewritten(acts: list[tuple[str, int]]) -> None:
    jour = Jour()
    desk = jour.desk()
    id = begun(desk)
    before = [row.sealed for row in jour.vault.log.read(f"case/{id}")]
    for kind, pick in acts:
        Acting(desk, id).do(kind, pick)
        now = [row.sealed for row in jour.vault.log.read(f"case/{id}")]
        assert now[: len(before)] == before
        before = now


def test_every_kind_of_act_is_among_the_random_ones() -> None:
    jour, id = after([(kind, pick) for pick in range(12) for kind in ("answer", *KINDS)], begun)
    kinds = {entry.event.KIND for entry in stored(jour, id)}
    assert len(kinds) > 25, sorted(kinds)


BARRED = """
import base64, pickle, sys
for barred in (
    "transitions", "yaml", "jourstod.reading", "jourstod.domain.machine", "jourstod.domain.routine",
    "jourstod.domain.registers", "jourstod.domain.rulebook", "jourstod.domain.facts",
):
    sys.modules[barred] = None
from jourstod.domain.case import replay
case = replay("x", pickle.loads(base64.b64decode(sys.stdin.read())))
print(len(case.visits), sorted(case.facts), len(case.open_items()), sorted(case.told))
"""


def test_a_case_replays_with_no_routine_no_register_no_reader_and_no_machine(
    tmp_path: Path,
) -> None:
    acts = [(kind, pick) for pick in range(6) for kind in ("answer", *KINDS)]
    jour, id = after(acts, begun)
    entries = stored(jour, id)
    told = subprocess.run(
        [sys.executable, "-c", BARRED], input=base64.b64encode(pickle.dumps(entries)).decode(),
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    case = replay(id, entries)
    items, facts = len(case.open_items()), sorted(case.facts)
    expected = f"{len(case.visits)} {facts} {items} {sorted(case.told)}"
    assert told.stdout.strip() == expected, told.stderr


# ── the cost of one more entry ──────────────────────────────────────────────────────────────────


def _long_case(length: int) -> Case:
    """A case with as many visits, facts, items, contacts and handovers as is told."""
    jour, id = after([(kind, pick) for pick in range(4) for kind in ("answer", *KINDS)], begun)
    entries = stored(jour, id)
    case = replay("c", entries)
    stamp = entries[0].stamp
    for n in range(length):
        visit = f"barn/hot/x{n}"
        answer = Answer(("akut",))
        more: tuple[Event, ...] = (
            ev.VisitOpened("barn", visit, "hot"),
            ev.StepAnswered("barn", visit, "hot", f"f{n}", answer, "akut", "skydd"),
            ev.NoteWritten("Anteckning."),
            ev.ContactMade("polisen", "RLC", True),
            ev.TaskLeft(f"t{n}", "Läs", "jouren"),
            ev.CallbackSet(f"r{n}", "Ek", "Var", ""),
            ev.DecisionMade("x", "Beslut", "Eva", "", "", "2026-11-23T20:00:00+00:00"),
        )
        for number, event in enumerate(more):
            evolve(case, Entry(f"{n}-{number}", stamp, event))
    return case


def _next_entries(case: Case) -> list[Entry]:
    """One more of what a case gets, also what settles, corrects, voids and signs."""
    stamp = case.entries[0].stamp
    made = next(iter(case.decisions))
    handover = ev.HandoverOffered("h", "mottagning", (("1", "Läs"),), "x")
    events: tuple[Event, ...] = (
        ev.VisitOpened("barn", "v", "hot"),
        ev.StepAnswered("barn", "v", "hot", "hot", Answer(("akut",)), "akut", "skydd"),
        ev.AnswerCorrected("last-1", "barn", "v", "hot", "hot", Answer(), "lågt", "skydd", "Fel."),
        ev.SituationChanged("hot", Answer(("lågt",)), "Nytt."),
        ev.VisitsVoided(("v",), "x", "rättat"),
        ev.NoteWritten("Anteckning."),
        ev.TaskLeft("t", "Läs", "jouren"),
        ev.TaskDone("t", "Läst."),
        ev.DecisionSigned(made, "Eva"),
        ev.DecisionMade("x", "B", "Eva", "", "", "2026-11-23T20:00:00+00:00", replaces=made),
        handover,
        ev.HandoverReturned("h", "1", "Karin", "Vilken?"),
        ev.HandoverAccepted("h", "1", "Karin", "Den."),
    )
    return [Entry(f"last-{n}", stamp, event) for n, event in enumerate(events)]


@pytest.fixture
def no_rubbish() -> Iterator[None]:
    """What earlier tests left is thrown away before, and not among the steps that are counted."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _work(case: Case) -> list[int]:
    """The number of steps that the interpreter takes for each further entry."""
    found = []
    for entry in _next_entries(case):
        steps = 0

        def count(frame, event, arg):  # type: ignore[no-untyped-def]
            nonlocal steps
            frame.f_trace_opcodes = True
            steps += event == "opcode"
            return count

        sys.settrace(count)
        try:
            evolve(case, entry)
        finally:
            sys.settrace(None)
        found.append(steps)
    return found


@pytest.mark.usefixtures("no_rubbish")
def test_one_more_entry_takes_as_many_steps_in_a_long_case_as_in_a_short_one() -> None:
    _work(_long_case(3))  # what is made once in a process is made now
    assert _work(_long_case(3)) == _work(_long_case(300))


def test_no_entry_copies_what_the_case_holds_already() -> None:
    def median(length: int) -> float:
        case, peaks = _long_case(length), []
        tracemalloc.start()
        try:
            for entry in _next_entries(case):
                tracemalloc.reset_peak()
                before = tracemalloc.get_traced_memory()[0]
                evolve(case, entry)
                peaks.append(tracemalloc.get_traced_memory()[1] - before)
        finally:
            tracemalloc.stop()
        return statistics.median(peaks)

    assert median(1_000) <= median(10) + 500  # a list of a thousand is eight thousand bytes
