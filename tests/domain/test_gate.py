"""Facts about the gate: what a sheet says is missing, and that it stops nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.sample import Jour, open_child
from tests.desk.sheet_case import REASONS, sheet, sheet_desk, sheet_jour, tell, whole_night

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.item_forms import settling
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.entries import Act, Entry, Written

WHOLE = {
    "decision": "lvu-6", "what": "Omhändertas", "decider": "Eva Ek", "role": "ledamot",
    "mandate": "lvu-6", "decided_at": "2026-11-23T22:03:00+00:00", "ground": ("lvu-6",),
    "reasons": REASONS, "presenter": "Anna Berg",
}  # fmt: skip


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    return sheet_desk(jour)


def decided(desk: Desk, child: str, **other: object) -> tuple[str, ...]:
    """The flaws of a sheet with one decision, whole but for `other`, and no others."""
    event = replace(ev.DecisionMade(**WHOLE), **other)  # type: ignore[arg-type]
    desk.do(child, new_command(), lambda case, act: one(act, event))
    return tuple(flaw for flaw in sheet(desk, child).flaws if flaw.startswith("Beslutet"))


def test_a_whole_decision_lacks_nothing(desk: Desk) -> None:
    assert decided(desk, open_child(desk)) == ()


def test_an_oral_decision_whose_signature_is_to_come_is_whole_and_open(desk: Desk) -> None:
    child = open_child(desk)
    assert decided(desk, child, oral=True) == ()
    assert [i.kind for i in desk.case(child).open_items()].count(ItemKind.SIGNATURE) == 1


@pytest.mark.parametrize(
    ("other", "lacks"),
    [
        ({"decider": ""}, "beslutsfattare"),
        ({"role": ""}, "roll"),
        ({"mandate": ""}, "känt uppdrag"),
        ({"presenter": ""}, "föredragande"),
        ({"ground": ()}, "grund"),
        ({"reasons": REASONS.replace("bäst för barnet", "rätt")}, "barnets bästa"),
        ({"reasons": REASONS.replace("samtycke", "ja")}, "varför samtycke inte kan inväntas"),
        ({"reasons": REASONS.replace("vänta", "dröja")},
         "varför nämnd eller rätt inte kan inväntas"),
    ],
)  # fmt: skip
def test_each_thing_a_decision_lacks_is_named(
    desk: Desk, other: dict[str, object], lacks: str
) -> None:
    assert decided(desk, open_child(desk), **other) == (f"Beslutet 23:03 saknar {lacks}.",)


def test_a_decision_without_a_time_is_named_by_its_words(desk: Desk) -> None:
    assert decided(desk, open_child(desk), decided_at="") == ("Beslutet «Omhändertas» saknar tid.",)


def test_what_was_written_in_a_line_of_its_own_counts(desk: Desk) -> None:
    """A routine may ask for each thing by itself (`skriv`)."""
    child = whole_night(desk)
    visit = next(v for v in desk.case(child).visits.values() if v.step == "beslut")
    lines = (("barnets_bästa", "Tryggt i natt."), ("varför_samtycke_inte_räcker", "Nej."),
             ("varför_rätten_inte_kan_avvaktas", "Natt."))  # fmt: skip
    plain = (("beslutsfattare", "Eva Ek"), ("roll", "ledamot"), ("skäl", "Fara."),
             ("föredragande", "Anna Berg"))  # fmt: skip
    new = replace(visit.answer, fields=(*plain, *lines))
    desk.correct(child, visit.id, new, "Skrev fel.", new_command())
    assert not [flaw for flaw in sheet(desk, child).flaws if flaw.startswith("Beslutet")]
    bare = replace(new, fields=(*plain, lines[0]))
    desk.correct(child, visit.id, bare, "Skrev fel.", new_command())
    found = [flaw for flaw in sheet(desk, child).flaws if flaw.startswith("Beslutet")]
    assert len(found) == 2 and "samtycke" in found[0] and "rätt" in found[1]


@pytest.mark.parametrize(
    ("age", "report", "lacks"),
    [("barn", "ansökan", True), ("oklart", "ansökan", True), ("vuxen", "ansökan", False),
     ("ung_vuxen", "ansökan", False)],
)  # fmt: skip
def test_a_child_nobody_has_assessed_is_a_flaw_however_it_came_in(
    desk: Desk, age: str, report: str, lacks: bool
) -> None:
    child = open_child(desk)
    opened = desk.case(child)
    opened.report = report  # as if it had come in another way: no clock starts
    tell(desk, child, "åldersgrupp", age)
    assert ("Ingen skyddsbedömning är gjord." in sheet(desk, child).flaws) is lacks


def test_a_child_that_was_assessed_is_none(desk: Desk) -> None:
    assert "Ingen skyddsbedömning är gjord." not in sheet(desk, whole_night(desk)).flaws


def test_a_young_person_who_was_reported_is_to_be_assessed(desk: Desk) -> None:
    child = open_child(desk)
    tell(desk, child, "åldersgrupp", "ung_vuxen")
    assert sheet(desk, child).flaws[0].startswith("Omedelbar skyddsbedömning är inte gjord")


def test_a_promise_nobody_is_to_keep_is_a_flaw(desk: Desk) -> None:
    child = open_child(desk)
    desk.acts.promise(child, "Ringa", "Maja", "2026-11-24T08:00:00+00:00", new_command())
    said = "Utlovat utan ägare, ingen är utsedd att hålla det: Ringa"
    assert said in sheet(desk, child).flaws
    desk.acts.promise(child, "Hämta", "Maja", "", new_command(), "mottagningen")
    assert not [f for f in sheet(desk, child).flaws if "utan ägare" in f and "Hämta" in f]


def test_a_clock_nobody_is_to_see_to_is_a_flaw(desk: Desk) -> None:
    child = whole_night(desk)
    book = desk.book(desk.case(child))
    duties = {id: replace(duty, who="") for id, duty in book.duties.items()}
    desk._books[book.bundle] = replace(book, duties=duties)
    said = "Underställning har ingen ägare: ingen är utsedd att göra det."
    assert said in sheet(desk, child).flaws


def test_a_sheet_left_with_flaws_leaves_each_open_until_a_later_sheet_has_it_no_more(
    desk: Desk,
) -> None:
    child = whole_night(desk)
    cut = sheet_for(desk, child)
    assert cut.lacks and set(cut.lacks) <= set(cut.sheet.flaws)
    hand_over(desk, child, cut, new_command(), "text")
    assert {i.what for i in left_with(desk, child)} == set(cut.lacks)
    assert {i.owner for i in left_with(desk, child)} == {"jouren"}
    tell(desk, child, "vårdnadshavare_informerad", "ja")
    hand_over(desk, child, sheet_for(desk, child), new_command(), "text")
    assert "Det framgår inte" not in " ".join(i.what for i in left_with(desk, child))


def test_a_flaw_left_open_can_be_seen_to_by_itself(desk: Desk) -> None:
    child = whole_night(desk)
    hand_over(desk, child, sheet_for(desk, child), new_command(), "text")
    case = desk.case(child)
    first = left_with(desk, child)[0]
    form = settling(desk, case, first)
    assert form is not None
    form.write({"needed": "ja", "outcome": "Ringde henne."}, new_command(), "")
    assert first.id not in [i.id for i in left_with(desk, child)]


def left_with(desk: Desk, child: str):  # type: ignore[no-untyped-def]
    return [i for i in desk.case(child).open_items() if i.id.startswith("brist:")]


def one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries
