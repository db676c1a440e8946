"""Whatever handlers may do to a case, in any order, at random, through the real desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from hypothesis import strategies as st
from tests.desk.sample import Jour

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain.answers import UNKNOWN, Answer
from jourstod.domain.case_parts import ItemKind, Visit
from jourstod.domain.entries import Happened
from jourstod.domain.errors import JourError

EARLIER = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
FIELDS = (("beslutsfattare", "Eva Ek"), ("muntligt", "ja"), ("vem", "Lisa"), ("omfattning", "Allt"))
Part = TypeVar("Part")


class Acting:
    """One handler doing things to one case; `pick` decides among what there is."""

    def __init__(self, desk: Desk, id: str) -> None:
        self.desk, self.id = desk, id

    def do(self, kind: str, pick: int) -> None:
        """Do something of that kind, if there is anything of it to do; refusals are fine."""
        try:
            getattr(self, kind)(pick)
        except JourError:
            return

    def answer(self, pick: int) -> None:
        visit = _one(self.desk.case(self.id).open_visits(), pick)
        if visit:
            command = new_command(Happened(EARLIER, EARLIER, "vid nio") if pick % 2 else None)
            self.desk.answer(self.id, visit.id, self._given(visit, pick), command, insist="Skäl.")

    def unknown(self, pick: int) -> None:
        visit = _one(self.desk.case(self.id).open_visits(), pick)
        if visit:
            self.desk.answer(self.id, visit.id, Answer((UNKNOWN,)), new_command())

    def could_not(self, pick: int) -> None:
        visit = _one(self.desk.case(self.id).open_visits(), pick)
        if visit:
            self.desk.could_not(self.id, visit.id, "Gick inte.", new_command())

    def override(self, pick: int) -> None:
        visit = _one(self.desk.case(self.id).open_visits(), pick)
        if visit:
            self.desk.override(self.id, visit.id, "Bråttom.", new_command())

    def defer(self, pick: int) -> None:
        visit = _one(self.desk.case(self.id).open_visits(), pick)
        if visit:
            self.desk.defer(self.id, visit.id, "Sedan.", "", new_command())

    def correct(self, pick: int) -> None:
        settled = [v for v in self.desk.case(self.id).visits.values() if v.settled_by]
        visit = _one(settled, pick)
        if visit:
            new = self._given(visit, pick // 2)
            self.desk.correct(self.id, visit.id, new, "Fel.", new_command(), "Skäl.")

    def change(self, pick: int) -> None:
        case = self.desk.case(self.id)
        fact = _one(sorted(case.facts), pick)
        if fact:
            choices = self.desk.book(case).facts[fact].choices
            new = Answer((choices[pick % len(choices)].id,))
            self.desk.change(self.id, fact, new, "Nytt.", new_command())

    def ask_again(self, pick: int) -> None:
        visit = _one(list(self.desk.case(self.id).visits.values()), pick)
        if visit:
            self.desk.ask_again(self.id, visit.track, visit.step, "öppen punkt", new_command())

    def note(self, pick: int) -> None:
        self.desk.acts.note(self.id, f"Anteckning {pick}.", new_command())

    def contact(self, pick: int) -> None:
        made = ev.ContactMade("polisen", "RLC", bool(pick % 2), outcome="Kommer.")
        self.desk.acts.contact(self.id, made, new_command())

    def callback(self, pick: int) -> None:
        item = self._item(ItemKind.CALLBACK, pick)
        at = "2026-11-24T02:40:00+00:00"
        if item:
            self.desk.acts.try_callback(self.id, item, bool(pick % 2), "Svar.", at, new_command())
        else:
            self.desk.acts.set_callback(self.id, "Ek", "Var", at, new_command())

    def promise(self, pick: int) -> None:
        item = self._item(ItemKind.PROMISE, pick)
        if item:
            self.desk.acts.keep_promise(self.id, item, "Ringde.", new_command(), bool(pick % 2))
        else:
            self.desk.acts.promise(self.id, "Ringa", "Maja", "", new_command())

    def task(self, pick: int) -> None:
        item = self._item(ItemKind.TASK, pick)
        if item:
            self.desk.acts.do_task(self.id, item, "Gjort.", new_command(), bool(pick % 2))
        else:
            self.desk.acts.leave_task(self.id, "Läs", "mottagning", "", new_command())

    def consent(self, pick: int) -> None:
        self.desk.acts.withdraw_consent(self.id, "regionkoordinator", "Maja", new_command())

    def decision(self, pick: int) -> None:
        made = _one(list(self.desk.case(self.id).decisions), pick)
        if made and pick % 2:
            self.desk.acts.sign(self.id, made, "Eva Ek", new_command())
        elif made:
            self.desk.acts.enforce(self.id, made, EARLIER.isoformat(), new_command())

    def silence(self, pick: int) -> None:
        silenced = _one(list(self.desk.case(self.id).silences), pick)
        if silenced:
            self.desk.acts.lift_silence(self.id, silenced, "Gripen.", new_command())
        else:
            words = ("Far", "far", "hot", "AB", "")
            self.desk.acts.add_silence(self.id, *words, new_command())

    def handover(self, pick: int) -> None:
        left = _one(list(self.desk.case(self.id).handovers), pick)
        if left is None:
            items = (("1", "Skyddet"), ("2", "Skolan"))
            self.desk.acts.offer(self.id, "mottagning", items, "x", (), new_command())
            return
        item, who = str(1 + pick % 2), "Karin Lund"
        if pick % 3:
            self.desk.acts.accept(self.id, left, item, who, "Bedöm.", new_command())
        else:
            self.desk.acts.give_back(self.id, left, item, who, "Vilken?", new_command())

    def disclosure(self, pick: int) -> None:
        facts = ("fara",)
        self.desk.acts.disclose(self.id, "polisen", "sol-20-1", "x", "text", facts, new_command())

    def clock(self, pick: int) -> None:
        self.desk.acts.meet_clock(self.id, "understallning", "Lämnad.", new_command())

    def life(self, pick: int) -> None:
        if self.desk.case(self.id).closed:
            self.desk.reopen(self.id, "Det var vår kommun.", new_command())
        elif pick % 3 == 0:
            self.desk.close(self.id, "annan_kommun", "Bor i Nacka.", new_command())
        elif pick % 3 == 1:
            self.desk.take(self.id, new_command(), "Byte.")
        else:
            self.desk.acts.enter_in_journal(self.id, "Treserva", new_command())

    def _given(self, visit: Visit, pick: int) -> Answer:
        case, book = self.desk.case(self.id), self.desk.book(self.desk.case(self.id))
        step = book.step(case.tracks[visit.track].routine, visit.step)
        choices = book.facts[step.fact].choices if step.fact else ()
        values = (choices[pick % len(choices)].id,) if choices else ()
        return Answer(values, "", FIELDS, "Skäl.")

    def _item(self, kind: ItemKind, pick: int) -> str | None:
        found = [item.id for item in self.desk.case(self.id).open_items() if item.kind is kind]
        return _one(found, pick)


KINDS = tuple(name for name in vars(Acting) if not name.startswith("_") and name != "do")

ACTS = st.lists(
    st.tuples(
        st.sampled_from((*KINDS, *("answer",) * 8, *("correct",) * 3, *("change",) * 2)),
        st.integers(0, 11),
    ),
    max_size=30,
)


def after(acts: Sequence[tuple[str, int]], open_case: Callable[[Desk], str]) -> tuple[Jour, str]:
    """A store in which these acts were done to one case, by two handlers in turn."""
    jour = Jour()
    desks = (jour.desk(), jour.desk("CD", "Carl Dahl"))
    id = open_case(desks[0])
    for number, (kind, pick) in enumerate(acts):
        Acting(desks[number % 2], id).do(kind, pick)
    return jour, id


def _one(among: Sequence[Part], pick: int) -> Part | None:
    return among[pick % len(among)] if among else None
