"""Whose it is, who is here, who may not be told and what is masked, on every screen of a case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tui.night import FACTS, Clock, a_case, a_child, desk_on, new_vault
from tests.tui.pilot import Night, Size, play

from jourstod.desk import linking
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.decide.cases import Intake
from jourstod.domain.entries import Act, Entry, Written
from jourstod.domain.facts import Sensitivity

SIZES: tuple[Size, ...] = ((80, 24), (160, 50))


def _silences(desk: Desk, id: str) -> None:
    for who, what in (("Fadern Bo", "misstänkt"), ("Att hon har berättat", "rädd")):
        desk.acts.add_silence(
            id, who, "", f"{what}, fara för liv", "Eva Ek", "2026-11-24T11:00:00+00:00",
            new_command(),
        )  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "keys",
    [
        (), ("f7",), ("f7", "1"), ("f2",), ("f3",), ("f4",), ("f4", "1"), ("f5",), ("f6",),
        ("f6", "1"), ("f8",), ("f1",),
    ],
)  # fmt: skip
def test_who_and_what_may_not_be_told_stands_on_every_screen_of_the_case(
    size: Size, keys: tuple[str, ...]
) -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    _silences(desk, a_child(desk))

    async def night(n: Night) -> None:
        await n.press("enter")
        await n.press("1", *keys)
        head = "\n".join(n.lines[:7])
        assert "FÅR INTE INFORMERAS (ÄN)" in head, n.text
        for part in ("Fadern Bo", "misstänkt", "beslutat av Eva Ek", "omprövas"):
            assert part in head
        assert "Att hon har berättat" in " ".join(head.split())

    play(desk, night, size=size)


@pytest.mark.parametrize("keys", [("escape",), ("f9",), ("escape", "n")])
def test_nothing_of_the_case_stands_on_a_screen_of_no_case(keys: tuple[str, ...]) -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    _silences(desk, a_child(desk))

    async def night(n: Night) -> None:
        await n.press("enter", *keys)
        assert "Fadern Bo" not in n.text

    play(desk, night)


def test_a_call_that_is_gone_to_from_a_case_does_not_show_who_that_case_keeps_out() -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    _silences(desk, a_child(desk))
    desk.notebook.new_call(clock())

    async def night(n: Night) -> None:
        await n.press("enter", "tab")
        assert "Fadern Bo" not in n.text

    play(desk, night)


def test_many_who_may_not_be_told_are_all_named_on_a_small_screen() -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    id = a_child(desk)
    for n in range(6):
        desk.acts.add_silence(id, f"Person{n}", "", "en lång grund " * 6, "", "", new_command())

    async def night(n: Night) -> None:
        await n.press("enter")
        assert all(f"Person{k}" in n.text for k in range(6))

    play(desk, night, size=(80, 24))


def _told_where(desk: Desk, id: str) -> None:
    def decide(case: object, act: Act) -> list[Entry]:
        written = Written(act)
        written.add(ev.FactNoted("plats", Answer(text="Hemliga gatan 12")))
        return written.entries

    desk.do(id, new_command(), decide)
    there, at = "Hemliga gatan 12", "2026-11-24T02:40:00+00:00"
    desk.acts.note(id, f"Hon bor på {there} nu.", new_command())
    desk.acts.leave_task(id, f"Kör till {there}", "CD", "", new_command(), f"Annars {there}")
    desk.acts.promise(id, f"Hämta på {there}", "Maja", "", new_command())
    desk.acts.set_callback(
        id, "Ek", f"Om {there}", at, new_command(), number=there, fallback=f"Åk till {there}"
    )
    desk.defer(id, desk.case(id).open_visits()[0].id, f"Väntar i {there}.", "", new_command())


@pytest.mark.parametrize(
    "keys", [(), ("f7",), ("f7", "down", "enter"), ("f3",), ("f4", "1"), ("f8",)]
)
def test_a_protected_value_is_masked_on_the_screens_also_in_a_note(
    keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = replace(FACTS["plats"], sensitivity=Sensitivity.PROTECTED)
    monkeypatch.setitem(FACTS, "plats", hidden)
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    _told_where(desk, a_child(desk))

    async def night(n: Night) -> None:
        await n.press("enter", "1", *keys)
        assert "Hemliga" not in n.text
        if not keys:
            assert "skyddad uppgift" in n.text

    play(desk, night, size=(160, 50))


def test_a_protected_value_shows_once_for_a_reason_that_is_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hidden = replace(FACTS["plats"], sensitivity=Sensitivity.PROTECTED)
    monkeypatch.setitem(FACTS, "plats", hidden)
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    id = a_child(desk)
    _told_where(desk, id)

    async def night(n: Night) -> None:
        await n.press("enter", "f8")
        await n.write("skyddad")
        await n.press("enter")
        await n.press("enter")
        assert "Hemliga" not in n.text  # no reason, nothing shown
        await n.write("Kör dit")
        await n.press("enter")
        assert "Hemliga gatan 12" in n.text
        await n.press("escape")
        assert "Hemliga" not in n.text

    play(desk, night)
    shown = [e.event for e in desk.case(id).entries if isinstance(e.event, ev.ProtectedShown)]
    assert [(event.facts, event.reason) for event in shown] == [(("plats",), "Kör dit")]


def test_a_colleague_in_the_same_case_is_seen_in_its_head_while_they_are_there() -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    id = a_child(mine)

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "också här" not in n.text
        assert theirs.presence.others(id) == ("AB",)
        with theirs.presence.staying(id):
            n.screen.news()
            await n.settle()
            assert "CD är också här" in n.lines[0]
        n.screen.news()
        await n.settle()
        assert "också här" not in n.text
        await n.press("escape")
        assert theirs.presence.others(id) == ()

    play(mine, night)


def test_what_was_read_is_not_told_again_and_what_came_since_is() -> None:
    clock = Clock()
    vault = new_vault(clock)
    mine, theirs = desk_on(vault, clock), desk_on(vault, clock, "CD")
    id = a_child(theirs)
    theirs.acts.note(id, "Patrullen är framme.", new_command())

    async def night(n: Night) -> None:
        await n.press("enter")
        assert "Du har inte varit här förut. CD har skrivit" in " ".join(n.text.split())
        await n.press("escape", "enter")
        assert "CD har skrivit" not in n.text
        await n.press("escape")
        theirs.acts.note(id, "Mamma ringde.", new_command())
        await n.press("enter")
        assert "Sedan du sist var här har CD skrivit en rad:" in n.text
        assert "Mamma ringde." in n.text

    before = mine.case(id).seq
    play(mine, night, size=(160, 50))
    assert mine.case(id).seq == before + 1  # reading leaves nothing in the log


def test_f12_leads_to_the_case_that_belongs_together_and_esc_leads_back() -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    one = a_child(desk)
    other = linking.open_linked(
        desk, one, Intake("soder", "Leo", "anmälan"), "syskon", new_command()
    )
    here, there = desk.case(one).number, desk.case(other).number

    async def night(n: Night) -> None:
        n.app.open_case(one)
        await n.settle()
        assert n.lines[0].strip().startswith(here) and f"hör ihop: {there} (F12)" in n.text
        await n.press("f12")
        assert n.lines[0].strip().startswith(there)
        await n.press("escape")
        assert n.lines[0].strip().startswith(here)

    play(desk, night, size=(80, 24))


def test_a_list_of_persons_becomes_a_case_each() -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)

    async def night(n: Night) -> None:
        await n.press("n")
        await n.write("070")
        await n.press("enter")
        await n.write("Razzia.")
        await n.press("f6", "4")
        await n.press("1", "1", "enter")
        await n.write("samma plats")
        await n.press("enter", "1", "enter")
        await n.write("Ana, Bea")
        await n.press("enter")
        assert "«Ana»" in n.text and "«Bea»" in n.text, n.text

    play(desk, night, size=(120, 40))
    assert [len(desk.case(row.case).links) for row in desk.board()] == [1, 1]
    assert desk.notebook.calls() == ()


def test_a_deferred_step_stands_in_the_open_list_and_enter_leads_to_it() -> None:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock)
    id = a_case(desk)
    visit = desk.case(id).open_visits()[0]
    desk.defer(id, visit.id, "Tolken ringer.", "2026-11-23T22:30:00+00:00", new_command())

    async def night(n: Night) -> None:
        await n.press("enter", "f7")
        assert "uppskjutet" in n.text and "Tolken ringer." in n.text
        await n.press("enter")
        assert "Uppskjutet: Tolken ringer." in n.text

    play(desk, night)
