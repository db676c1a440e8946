"""Facts about the versions one may compare with: who sees which, and which way it is told."""

from __future__ import annotations

from tests.desk.sample import BARN, STATION, Jour, open_child, still
from tests.domain.published import KARIN, LENA, proposal

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.routine_list import listed
from jourstod.desk.versions import compared, versions
from jourstod.domain.people import Handler
from jourstod.domain.publications import Standing
from jourstod.reading.shelf import pack

ANNA = Handler("AB", "Anna Berg")


def desk_of(jour: Jour, who: Handler) -> Desk:
    return still(Desk(jour.vault, jour.codec, jour.shelf, jour.now, STATION, who, "skarp"), jour)


def propose(jour: Jour, words: str, start: str = "2026-11-23") -> str:
    """Propose a version in which the first question of the child is asked in other words."""
    files = dict(jour.shelf.files)
    files["barn.yaml"] = BARN.replace("Hur allvarligt är hotet?", words)
    made = pack(files)
    event = proposal(made.id, start, "2027-12-01")
    desk_of(jour, LENA).publishing.propose(event, made.content, new_command())
    return made.id


def said(jour: Jour, who: Handler) -> list[str]:
    return [version.said.partition(" · ")[2] for version in versions(desk_of(jour, who))]


def test_a_duty_officer_sees_no_version_that_nobody_has_approved() -> None:
    jour = Jour()
    open_child(desk_of(jour, ANNA))
    bundle = propose(jour, "Hur farligt är det?")
    assert said(jour, ANNA) == []
    assert said(jour, LENA) == [f"{Standing.WAITS} · från 2026-11-23"]
    desk_of(jour, KARIN).publishing.refuse(bundle, "Fel.", new_command())
    assert said(jour, ANNA) == []
    assert said(jour, LENA) == [f"{Standing.REFUSED} · från 2026-11-23"]


def test_an_approved_version_is_seen_by_all_also_when_it_has_passed() -> None:
    jour = Jour()
    bundle = propose(jour, "Hur farligt är det?")
    desk_of(jour, KARIN).publishing.approve(bundle, "", new_command())
    assert said(jour, ANNA) == [f"{Standing.IN_FORCE} · från 2026-11-23"]
    desk_of(jour, KARIN).publishing.withdraw(bundle, "Fel.", new_command())
    assert said(jour, ANNA) == [f"{Standing.WITHDRAWN} · från 2026-11-23"]


def test_a_version_to_come_tells_what_will_change_and_a_former_what_has() -> None:
    jour = Jour()
    open_child(desk_of(jour, ANNA))
    jour.shelf.files["barn.yaml"] = BARN.replace("Hur allvarligt är hotet?", "Nu-ord?")
    propose(jour, "Kommande ord?", "2027-03-01")
    lena = desk_of(jour, LENA)
    ahead, former = versions(lena)
    assert (ahead.ahead, former.ahead) == (True, False)
    (to_come,) = compared(lena, "barn", ahead)
    (has_been,) = compared(lena, "barn", former)
    assert to_come.sentence == "Steget «hot» har nu texten «Kommande ord?», förut «Nu-ord?»."
    assert "nu texten «Nu-ord?», förut «Hur allvarligt" in has_been.sentence
    assert compared(lena, "inkommande", former) == ()


def test_the_list_says_what_a_version_in_force_has_and_what_was_left_out() -> None:
    jour = Jour()
    found = listed(desk_of(jour, ANNA))
    assert [one.id for one in found] == ["inkommande", "barn"]
    assert found[0].about == "5 steg, 1 fas · från 2026-01-01 · granskas 2027-06-01 · Jouren"
    assert found[0].remarks == ()
