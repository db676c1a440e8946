"""Wrong from the start and changed situations: voided, kept, asked again, clocks moved."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.sample import Jour, asked, open_child, reply, visit

from jourstod.desk import rows
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain.answers import UNKNOWN, Answer
from jourstod.domain.case import replay
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.clocks import clocks
from jourstod.domain.entries import Happened
from jourstod.domain.errors import JourError, ReasonMissing, UnknownChoice


def in_child_routine(desk: Desk, threat: str = "akut") -> str:
    """A child's case at the protection assessment."""
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", threat)
    return id


def latest(desk: Desk, id: str, step: str) -> str:
    """The latest visit of a step."""
    return [v.id for v in desk.case(id).visits.values() if v.step == step][-1]


def decide(desk: Desk, id: str, **fields: str) -> None:
    """A decision by one with a mandate, unless the fields say otherwise."""
    whole = {
        "beslutsfattare": "Eva Ek",
        "roll": "ledamot",
        "föredragande": "AB",
        "skäl": "Barnets bästa; samtycke går inte att få; rätten hinner inte.",
    }
    reply(desk, id, "beslut", **{**whole, **fields})


def test_a_correction_voids_only_what_rested_on_it_and_asks_what_is_missing() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "nej", reason="Mormor.")
    reply(desk, id, "chef", vem="Lisa")
    desk.correct(id, latest(desk, id, "hot"), Answer(values=("lågt",)), "Fel barn.", new_command())
    case = desk.case(id)
    assert not case.visits[latest(desk, id, "skydd")].voided
    assert asked(desk, id) == ["uppgift"]
    desk.correct(id, latest(desk, id, "ålder"), Answer(("vuxen",)), "Passet.", new_command())
    gone = {v.step for v in desk.case(id).visits.values() if v.voided}
    assert gone == {"börja_barn", "hot", "skydd", "uppgift"} and asked(desk, id) == []


def test_a_preview_of_a_correction_writes_nothing_and_tells_the_same_events() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "nej", reason="Mormor.")
    before = desk.case(id).seq
    target, new = latest(desk, id, "hot"), Answer(values=("lågt",))
    foretold = [e.event for e in desk.preview_correction(id, target, new, "Fel.")]
    assert desk.case(id).seq == before
    written = desk.correct(id, target, new, "Fel.", new_command()).entries
    assert [type(e.event) for e in written] == [type(event) for event in foretold]


def test_an_act_in_the_world_is_never_voided_but_marked_and_left_open() -> None:
    desk = Jour().desk()
    id = open_child(desk, ("fara", "ja"))
    reply(desk, id, "larma", vem="RLC", referens="5000-K1")
    desk.correct(id, latest(desk, id, "fara"), Answer(values=("nej",)), "Hörde fel.", new_command())
    case = desk.case(id)
    assert [contact.event.reference for contact in case.contacts] == ["5000-K1"]
    assert [item.kind for item in case.open_items()] == [ItemKind.RESTING]
    assert asked(desk, id) == ["ålder"]


def test_a_correction_reaches_the_tracks_that_a_voided_step_started() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    target = latest(desk, id, "ålder")
    desk.correct(id, target, Answer(values=("vuxen",)), "Passet visar 25 år.", new_command())
    assert asked(desk, id) == []
    assert "hot" not in desk.case(id).facts


def test_the_old_answer_of_a_corrected_visit_stays_in_the_log() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    desk.correct(id, latest(desk, id, "hot"), Answer(values=("lågt",)), "Fel.", new_command())
    told = [
        e.event.answer.values for e in desk.case(id).entries if isinstance(e.event, ev.StepAnswered)
    ]
    assert ("akut",) in told and desk.case(id).facts["hot"].answer.values == ("lågt",)


def test_a_correction_needs_a_reason() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    with pytest.raises(ReasonMissing):
        desk.correct(id, latest(desk, id, "hot"), Answer(values=("lågt",)), " ", new_command())


def test_a_changed_situation_keeps_what_was_true_and_asks_what_depends_on_it() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk, "lågt")
    reply(desk, id, "skydd", "nej", reason="Tryggt.")
    assert asked(desk, id) == ["uppgift"]
    desk.change(id, "hot", Answer(values=("akut",)), "Pappan är på väg.", new_command())
    case = desk.case(id)
    assert not any(v.voided for v in case.visits.values() if v.step in ("hot", "skydd"))
    assert sorted(asked(desk, id)) == ["fara", "skydd"]


def test_a_changed_situation_takes_only_what_the_fact_can_be() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk, "lågt")
    before = desk.case(id).seq
    with pytest.raises(UnknownChoice):
        desk.change(id, "hot", Answer(values=("påhittat",)), "Pappan ringer.", new_command())
    assert desk.case(id).seq == before


def test_a_change_of_the_threat_asks_the_first_minute_again() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    desk.change(id, "hot", Answer(values=("lågt",)), "Gripen.", new_command())
    again = [v for v in desk.case(id).open_visits() if v.again]
    assert [v.step for v in again] == ["fara"]
    reply(desk, id, "fara", "nej")
    assert "skydd" in asked(desk, id) and "ålder" not in asked(desk, id)


def test_a_changed_situation_calls_the_police_again_although_they_were_called_before() -> None:
    desk = Jour().desk()
    id = open_child(desk, ("fara", "ja"), ("åldersgrupp", "barn"))
    reply(desk, id, "larma", vem="RLC")
    desk.change(id, "fara", Answer(values=("nej",)), "Polisen är där.", new_command())
    desk.change(id, "fara", Answer(values=("ja",)), "De åkte; han är tillbaka.", new_command())
    assert "larma" in asked(desk, id)


def test_a_decision_by_one_without_mandate_is_logged_with_its_flaw() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id, beslutsfattare="Anna Berg", roll="socialsekreterare")
    (made,) = desk.case(id).decisions.values()
    assert any("inget känt uppdrag" in flaw for flaw in made.event.flaws)
    assert ItemKind.FLAW in [item.kind for item in desk.case(id).open_items()]


def test_a_decision_by_one_with_mandate_copies_the_mandate_into_the_log() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id)
    (made,) = desk.case(id).decisions.values()
    assert (made.event.mandate, made.event.mandate_source) == ("lvu-6", "§ 14")
    assert not made.event.flaws


def test_an_oral_decision_is_open_until_it_is_signed() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id, muntligt="ja")
    assert ItemKind.SIGNATURE in [item.kind for item in desk.case(id).open_items()]
    (made,) = desk.case(id).decisions
    desk.acts.sign(id, made, "Eva Ek", new_command())
    assert ItemKind.SIGNATURE not in [item.kind for item in desk.case(id).open_items()]


def test_the_week_runs_from_the_decision_as_said_and_not_from_when_it_was_written() -> None:
    jour = Jour()
    desk = jour.desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id, beslutad="i går 22:10")
    case = desk.case(id)
    (clock,) = [c for c in clocks(case, desk.book(case)) if c.duty.id == "understallning"]
    assert clock.started == datetime(2026, 11, 22, 21, 10, tzinfo=UTC)
    assert clock.due is not None and clock.due.unextended.isoformat() == "2026-11-29"
    assert clock.due.last_lawful.isoformat() == "2026-11-30"


def test_the_assessment_meets_its_duty_and_an_unknown_answer_does_not() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", UNKNOWN)
    case = desk.case(id)
    assert [c.duty.id for c in clocks(case, desk.book(case)) if c.running] == ["skyddsbedomning"]
    desk.correct(
        id, latest(desk, id, "skydd"), Answer(values=("nej",), reason="Tryggt."), "Nu vet vi.",
        new_command(),
    )  # fmt: skip
    case = desk.case(id)
    assert not [c for c in clocks(case, desk.book(case)) if c.running]


def test_what_happened_earlier_keeps_its_own_time_beside_when_it_was_written() -> None:
    desk = Jour().desk()
    id = open_child(desk)
    earlier = datetime(2026, 11, 23, 20, 50, tzinfo=UTC)
    command = new_command(Happened(earlier, earlier, "vid tio i tio"), told_by="CD")
    desk.acts.note(id, "Flickan åt.", command)
    stamp = desk.case(id).entries[-1].stamp
    assert stamp.happened.earliest == earlier and stamp.happened.words == "vid tio i tio"
    assert (stamp.who, stamp.told_by) == ("AB", "CD") and stamp.recorded_at > earlier


MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            ["answer", "unknown", "could_not", "override", "correct", "change", "note"]
        ),
        st.integers(0, 6),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(MOVES)
def test_folded_forward_equals_replayed_from_zero(moves: list[tuple[str, int]]) -> None:
    jour = Jour()
    desk = jour.desk()
    id = open_child(desk)
    for kind, pick in moves:
        try:
            _one_move(desk, id, kind, pick)
        except JourError:
            continue
    stored = rows.unseal(jour.codec, jour.vault.log.read(f"case/{id}"))
    assert replay(id, stored) == desk.case(id)


def _one_move(desk: Desk, id: str, kind: str, pick: int) -> None:
    case, book = desk.case(id), desk.book(desk.case(id))
    open_ones, settled = case.open_visits(), [v for v in case.visits.values() if v.settled_by]
    if kind in ("answer", "unknown", "could_not", "override") and open_ones:
        shown = open_ones[pick % len(open_ones)]
        step = book.step(case.tracks[shown.track].routine, shown.step)
        choices = book.facts[step.fact].choices if step.fact else ()
        values = (choices[pick % len(choices)].id,) if choices else ()
        if kind == "could_not":
            desk.could_not(id, shown.id, "Gick inte.", new_command())
        elif kind == "override":
            desk.override(id, shown.id, "Bråttom.", new_command())
        else:
            chosen = (UNKNOWN,) if kind == "unknown" else values
            filled = (("beslutsfattare", "Eva Ek"),)
            desk.answer(id, shown.id, Answer(chosen, "", filled, "Skäl."), new_command())
    elif kind == "correct" and settled:
        old = settled[pick % len(settled)]
        step = book.step(case.tracks[old.track].routine, old.step)
        choices = book.facts[step.fact].choices if step.fact else ()
        values = (choices[pick % len(choices)].id,) if choices else ()
        filled = (("beslutsfattare", "Eva Ek"),)
        desk.correct(id, old.id, Answer(values, "", filled, "Skäl."), "Fel.", new_command())
    elif kind == "change" and case.facts:
        fact = sorted(case.facts)[pick % len(case.facts)]
        choices = book.facts[fact].choices
        desk.change(id, fact, Answer((choices[pick % len(choices)].id,)), "Nytt.", new_command())
    elif kind == "note":
        desk.acts.note(id, f"Anteckning {pick}.", new_command())


def test_a_case_replays_without_routines_machine_reader_or_transitions() -> None:
    jour = Jour()
    desk = jour.desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "nej", reason="Mormor.")
    desk.correct(id, latest(desk, id, "hot"), Answer(values=("lågt",)), "Fel.", new_command())
    desk.answer(id, visit(desk, id, "uppgift"), Answer(), new_command())
    plain = [rows.to_bytes(entry).decode() for entry in desk.case(id).entries]
    program = """
import sys
for barred in ("transitions", "yaml", "jourstod.reading", "jourstod.domain.machine"):
    sys.modules[barred] = None
from datetime import UTC, datetime
from jourstod.desk import rows
from jourstod.domain.case import replay
lines = sys.stdin.read().splitlines()
at = datetime(2026, 11, 24, tzinfo=UTC)
case = replay("x", [rows.from_bytes(l.encode(), str(n), n, at) for n, l in enumerate(lines, 1)])
print(len(case.visits), sorted(case.facts), len(case.open_items()))
"""
    told = subprocess.run(
        [sys.executable, "-c", program], input="\n".join(plain), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    case = desk.case(id)
    expected = f"{len(case.visits)} {sorted(case.facts)} {len(case.open_items())}"
    assert told.stdout.strip() == expected, told.stderr


def test_a_corrected_decision_time_moves_its_clock_and_both_times_stay_in_the_log() -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id, muntligt="ja")
    whole = (("beslutsfattare", "Eva Ek"), ("föredragande", "AB"), ("skäl", "S"))
    right = Answer(fields=(*whole, ("beslutad", "i går 22:10")))
    desk.correct(id, latest(desk, id, "beslut"), right, "Såg fel på klockan.", new_command())
    case = desk.case(id)
    (clock,) = [c for c in clocks(case, desk.book(case)) if c.duty.id == "understallning"]
    assert clock.due is not None and clock.due.unextended.isoformat() == "2026-11-29"
    made = [e.event.decided_at[:10] for e in case.entries if isinstance(e.event, ev.DecisionMade)]
    assert made == ["2026-11-23", "2026-11-22"]
    assert ItemKind.SIGNATURE not in [item.kind for item in case.open_items()]


@pytest.mark.parametrize("how", ["correct", "change"])
@pytest.mark.parametrize("new", ["nej", UNKNOWN])
def test_a_consent_that_is_corrected_or_changed_to_no_is_no_longer_given(
    how: str, new: str
) -> None:
    desk = Jour().desk()
    id = in_child_routine(desk)
    reply(desk, id, "skydd", "ja", reason="Fara.")
    decide(desk, id)
    reply(desk, id, "lov", "ja")
    assert desk.case(id).consents["regionkoordinator"].given
    if how == "correct":
        desk.correct(id, latest(desk, id, "lov"), Answer((new,)), "Fel.", new_command())
    else:
        desk.change(id, "lov", Answer((new,)), "Ångrade sig.", new_command())
    assert not desk.case(id).consents["regionkoordinator"].given
