"""When a case's time has come: by class, by law, by what the case says, and never by a guess."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from jourstod.domain import erasures
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.case_parts import Case, Known
from jourstod.domain.entries import Entry, Happened, Stamp
from jourstod.domain.erasing import Class, Ground, Verdict, verdict, verdicts
from jourstod.domain.errors import JourError, NoRight
from jourstod.domain.events.keeping import CaseErased, ErasureProposed, KeepingEvent
from jourstod.domain.people import Handler, Role

BEGAN = datetime(2020, 2, 29, 20, tzinfo=UTC)
ANNA = Handler("AB", "Anna", Role.TEAM_LEADER)
CARL = Handler("CD", "Carl", Role.DUTY_OFFICER)


def entry(seq: int, event: object, at: datetime = BEGAN) -> Entry:
    stamp = Stamp("AB", "Anna", "duty_officer", "Jouren", at, Happened(at, at))
    return Entry(f"e{seq}", stamp, event, seq)  # type: ignore[arg-type]


def case(*events: object, age: str = "vuxen", id: str = "a", closed: str = "klart") -> Case:
    made = Case(id, number=f"2020-{id}", closed=closed, opened="e1")
    made.entries = [entry(n, event) for n, event in enumerate((_opened(), *events), 1)]
    made.by_id = {one.id: one for one in made.entries}
    if age:
        made.facts["åldersgrupp"] = Known(Answer(values=(age,)), "e1", 1, "")
    return made


def _opened() -> ev.NoteWritten:
    return ev.NoteWritten("text")


def placed() -> ev.PlacementBegun:
    return ev.PlacementBegun("p", "jourhem", "kuvert", "", "", "2020-02-29")


def decided(what: str) -> ev.DecisionMade:
    return ev.DecisionMade(what, what, "Eva", "", "", "2020-02-29")


def test_a_grown_persons_case_is_due_five_years_after_the_last_note_and_done_the_year_after() -> (
    None
):
    found = verdict(case(ev.NoteWritten("sist")))
    assert (found.kind, found.ground, found.entry) == (Class.ERASED, Ground.FIVE_YEARS, 2)
    assert (found.due, found.by) == (date(2025, 3, 1), date(2026, 12, 31))
    assert not found.is_due(date(2025, 2, 28))
    assert found.is_due(date(2025, 3, 1))


def test_a_placed_child_is_kept_and_a_placed_grown_person_is_not() -> None:
    kept = verdict(case(placed(), age="barn"))
    assert (kept.kind, kept.due, kept.entry) == (Class.KEPT, None, 2)
    assert verdict(case(placed(), age="vuxen")).kind is Class.ERASED


def test_a_childs_investigation_waits_until_thirty_counted_as_if_born_that_day() -> None:
    found = verdict(case(decided("inled-barnutredning"), age="barn"))
    assert (found.ground, found.due) == (Ground.THIRTY, date(2050, 3, 1))
    older = case(decided("inled-barnutredning"), age="barn")
    older.facts["barnets_ålder"] = Known(Answer(values=("från_15",)), "e1", 1, "")
    assert verdict(older).due == date(2035, 3, 1)


@pytest.mark.parametrize("age", ["", "vet_inte"])
def test_an_unknown_age_is_judged_and_never_due(age: str) -> None:
    found = verdict(case(age=age), Ground.NOT_OPENED)
    assert (found.kind, found.due) == (Class.JUDGED, None)


def test_a_person_once_said_to_be_a_child_and_then_grown_is_judged() -> None:
    twice = case(age="vuxen")
    told = [Known(Answer(values=(value,)), "e1", 1, "") for value in ("barn", "vuxen")]
    twice.told["åldersgrupp"] = told
    assert verdict(twice).kind is Class.JUDGED


def test_a_child_without_a_word_on_an_investigation_is_judged_until_a_person_says_so() -> None:
    assert verdict(case(age="barn")).kind is Class.JUDGED
    said = verdict(case(age="barn"), Ground.NOT_OPENED)
    assert (said.ground, said.due) == (Ground.NOT_OPENED, date(2025, 3, 1))


def test_what_a_person_says_never_overrides_a_placement_an_lvu_or_an_opened_investigation() -> None:
    for event, kind in (
        (placed(), Class.KEPT),
        (decided("lvu-6"), Class.JUDGED),
        (decided("inled-utredning"), Class.ERASED),
    ):
        found = verdict(case(event, age="barn"), Ground.NOT_OPENED)
        assert found.kind is kind
        assert not found.is_due(date(2030, 1, 1))


def test_an_open_case_has_no_verdict_and_one_about_the_same_person_is_waited_for() -> None:
    day = date(2026, 1, 1)
    one, two = case(id="a"), case(id="b", closed="")
    one.links["b"] = ("2020-b", "samma person")
    (found,) = verdicts([one, two], day)
    assert (found.case, found.kind) == ("a", Class.WAITS)
    two.closed = "klart"
    assert {v.kind for v in verdicts([one, two], day)} == {Class.ERASED}
    one.links["b"] = ("2020-b", "syskon")
    two.closed = ""
    (alone,) = verdicts([one, two], day)
    assert alone.is_due(day)


def proposed(who: Handler = CARL) -> list[Entry]:
    event = ErasureProposed("case/a", "sol-16-1", "2025-03-01", 2, "ab")
    return [_by(who, event)]


def _by(who: Handler, event: KeepingEvent) -> Entry:
    at = BEGAN + timedelta(days=3000)
    stamp = Stamp(who.signature, "", who.role.value, "", at, Happened(at, at))
    return Entry(f"p-{who.signature}", stamp, event, 1)


def test_two_persons_with_two_roles_of_whom_one_leads_decide() -> None:
    found = erasures.folded(proposed())
    approval = erasures.approve(found, "case/a", ANNA)
    after = erasures.folded([*proposed(), _by(ANNA, approval)])
    stone = erasures.tombstone(after.proposed["case/a"])
    assert (stone.proposed_by, stone.approved_by, stone.rows) == ("CD", "AB", 2)
    gone = erasures.folded([*proposed(), _by(ANNA, approval), _by(ANNA, stone)])
    assert (gone.proposed, list(gone.erased)) == ({}, ["case/a"])
    assert isinstance(gone.erased["case/a"], CaseErased)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ANNA, ANNA),
        (ANNA, Handler("ab", "Anna", Role.DUTY_OFFICER)),
        (ANNA, Handler("EF", "Eva", Role.TEAM_LEADER)),
        (CARL, Handler("EF", "Eva", Role.DUTY_OFFICER)),
        (CARL, Handler("EF", "Eva", Role.RECEPTION)),
        (ANNA, Handler("DR", "Disa", Role.OPERATIONS)),
    ],
)
def test_others_do_not(first: Handler, second: Handler) -> None:
    with pytest.raises(NoRight):
        erasures.approve(erasures.folded(proposed(first)), "case/a", second)


def test_what_is_not_proposed_or_already_approved_is_not_approved() -> None:
    with pytest.raises(JourError):
        erasures.approve(erasures.folded([]), "case/a", ANNA)
    approval = erasures.approve(erasures.folded(proposed()), "case/a", ANNA)
    with pytest.raises(JourError):
        erasures.approve(erasures.folded([*proposed(), _by(ANNA, approval)]), "case/a", ANNA)


def test_a_verdict_is_due_only_when_it_is_to_be_erased() -> None:
    kept = Verdict("a", "1", Class.KEPT, "", 1, due=date(2000, 1, 1))
    assert not kept.is_due(date(2026, 1, 1))
