"""Two stations, a receiver and a clock, at random: nothing handed over is lost, doubled or unowned.

The model beside the program is small on purpose: who has each case, what each sheet still holds,
which decisions run and when their week is over.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.desk.sample import Jour, open_child
from tests.desk.sheet_case import sheet_desk, sheet_jour

from jourstod.desk import case_life
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.inbox import inbox
from jourstod.desk.receiving_forms import given_back, in_own_hand, left, taken
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.clocks import passed, running
from jourstod.domain.entries import Act, Entry, Written
from jourstod.domain.errors import SelfReceived
from jourstod.domain.half_page import item_id
from jourstod.domain.local_time import day_ends, local_day
from jourstod.domain.people import Handler, Role

KARIN = "Karin Lund"
DESKS = (
    Handler("AB", "Anna Berg"),
    Handler("CD", "Cia Dahl"),
    Handler("KL", KARIN, Role.RECEPTION),
)
which = st.integers(0, 30)
at_desk = st.sampled_from((0, 1, 2))
at_jour = st.sampled_from((0, 1))


@dataclass
class Modelled:
    """What must be true of one case."""

    handler: str
    received: bool = False
    sheets: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    """By sheet: who left it, and the items nobody has taken."""
    questions: int = 0
    decided: list[datetime] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    late: int = 0


class HandedOver(RuleBasedStateMachine):
    """Three people at one store; time goes on between what they do."""

    def __init__(self) -> None:
        super().__init__()
        self.jour: Jour = sheet_jour()
        self.desks: list[Desk] = []
        for handler in DESKS:
            desk = sheet_desk(self.jour)
            desk.handler = handler
            self.desks.append(desk)
        self.model: dict[str, Modelled] = {}
        self.names = count()

    @initialize()
    def begin(self) -> None:
        for alias in "XY":
            self.model[open_child(self.desks[0], alias=alias)] = Modelled("AB")

    def _pick(self, pick: int) -> tuple[str, Modelled]:
        return list(self.model.items())[pick % len(self.model)]

    # --- what they do ------------------------------------------------------------------------

    @rule(at=at_jour, pick=which)
    def leave_a_task(self, at: int, pick: int) -> None:
        id, one = self._pick(pick)
        self.desks[at].acts.leave_task(
            id, f"sak{next(self.names)}", "mottagning", "", new_command()
        )
        self._news(one)

    @rule(at=at_jour, pick=which)
    def note(self, at: int, pick: int) -> None:
        id, one = self._pick(pick)
        self.desks[at].acts.note(id, f"ord{next(self.names)}", new_command())
        self._news(one)

    @rule(at=at_jour, pick=which, ago=st.integers(0, 30))
    def decide(self, at: int, pick: int, ago: int) -> None:
        id, one = self._pick(pick)
        when = self.jour.now.at - timedelta(hours=ago)
        made = ev.DecisionMade("lvu-6", "Omhändertas", "Eva", "ledamot", "lvu-6", when.isoformat())
        self.desks[at].do(id, new_command(), lambda case, act: _one(act, made))
        one.decided.append(when)
        self._news(one)

    @rule(at=at_jour, pick=which, clock=which)
    def meet(self, at: int, pick: int, clock: int) -> None:
        id, one = self._pick(pick)
        desk = self.desks[at]
        going = [c for c in self._running(id) if c.duty.starts_at == "beslut"]
        if going:
            met = going[clock % len(going)]
            desk.acts.meet_clock(id, met.duty.id, "Inlämnat.", new_command(), met.start_entry)
            one.met.add(met.start_entry)

    @rule(at=at_jour, pick=which)
    def leave_a_sheet(self, at: int, pick: int) -> None:
        id, one = self._pick(pick)
        desk = self.desks[at]
        before = set(desk.case(id).handovers)
        cut = sheet_for(desk, id)
        open_now = [item_id(item) for item in desk.case(id).open_items()]
        assert Counter(key for key, _ in cut.sheet.items) == Counter(["ärendet", *open_now])
        hand_over(desk, id, cut, new_command(), "text")
        (sheet,) = set(desk.case(id).handovers) - before
        one.sheets[sheet] = (desk.handler.signature, {key for key, _ in cut.sheet.items})

    @rule(at=at_desk, pick=which, sheet=which, whole=st.booleans())
    def receive(self, at: int, pick: int, sheet: int, whole: bool) -> None:
        id, one = self._pick(pick)
        if not one.sheets:
            return
        desk, case = self.desks[at], self.desks[at].case(id)
        name = list(one.sheets)[sheet % len(one.sheets)]
        handover, sender = case.handovers[name], one.sheets[name][0]
        items = left(handover) if whole else left(handover)[:1]
        if not items:
            return
        own = in_own_hand(desk, case, handover)
        assert own is (at == 2), "only the reception takes in their own name"
        told = {"said": "Ringer skolan.", "who": KARIN, "how": "said"}
        form = taken(desk, case, handover, items, "Tas emot")
        if not own and sender == desk.handler.signature:
            self._the_sender_is_refused(id, form, told, desk)
        form.write(told, new_command(), "")
        self._took(one, name, set(items))

    def _the_sender_is_refused(self, id: str, form, told: dict[str, str], desk: Desk) -> None:  # type: ignore[no-untyped-def]
        before = desk.case(id).seq
        try:
            form.write({**told, "who": desk.handler.name}, new_command(), "")
        except SelfReceived:
            assert desk.case(id).seq == before
            return
        raise AssertionError("the sender ticked their own sheet")

    def _took(self, one: Modelled, sheet: str, items: set[str]) -> None:
        one.sheets[sheet][1].difference_update(items)
        if "ärendet" in items:
            one.handler, one.received, one.late = KARIN, True, 0

    @rule(at=at_desk, pick=which, sheet=which)
    def give_back(self, at: int, pick: int, sheet: int) -> None:
        id, one = self._pick(pick)
        waiting = [name for name, (_, rest) in one.sheets.items() if rest]
        if not waiting:
            return
        desk, case = self.desks[at], self.desks[at].case(id)
        handover = case.handovers[waiting[sheet % len(waiting)]]
        offered = [i for i in left(handover) if handover.item(i).state == "offered"]
        if not offered:
            return
        form = given_back(desk, case, handover, offered[-1])
        form.write({"who": KARIN, "question": f"fråga{next(self.names)}"}, new_command(), "")

    @rule(at=at_jour, pick=which)
    def tell_the_late_news(self, at: int, pick: int) -> None:
        id, one = self._pick(pick)
        if one.late:
            case_life.tell_late_news(self.desks[at], id, KARIN, "I telefon.", new_command())
            one.late = 0

    @rule(at=at_jour, pick=which)
    def take_back(self, at: int, pick: int) -> None:
        id, one = self._pick(pick)
        self.desks[at].take(id, new_command())
        one.handler, one.received, one.late = self.desks[at].handler.signature, False, 0

    @rule(hours=st.sampled_from((1, 7, 24, 100, 24 * 9)))
    def time_goes_on(self, hours: int) -> None:
        self.jour.now.at += timedelta(hours=hours)

    def _news(self, one: Modelled) -> None:
        if one.received:
            one.late += 1

    # --- what always holds -------------------------------------------------------------------

    def _running(self, id: str) -> tuple:  # type: ignore[type-arg]
        case = self.desks[0].case(id)
        return running(case, self.desks[0].book(case), self.jour.now.at)

    @invariant()
    def a_case_goes_over_only_when_somebody_else_has_said_it_back(self) -> None:
        for id, one in self.model.items():
            assert self.desks[1].case(id).handler == one.handler

    @invariant()
    def every_sheet_waits_in_the_inbox_until_all_of_it_is_taken(self) -> None:
        waiting = Counter(
            {
                name: len(rest)
                for m in self.model.values()
                for name, (_, rest) in m.sheets.items()
                if rest
            }
        )
        found = Counter({letter.handover: letter.open_items for letter in inbox(self.desks[2])})
        assert found == waiting
        top = [row.unreceived or bool(row.returned) for row in self.desks[0].board()]
        assert top == sorted(top, reverse=True)

    @invariant()
    def every_decision_has_its_own_clock_until_that_one_is_met(self) -> None:
        now = self.jour.now.at
        for id, one in self.model.items():
            case = self.desks[0].case(id)
            clocks = [c for c in self._running(id) if c.duty.starts_at == "beslut"]
            starts = {
                m.entry: datetime.fromisoformat(m.event.decided_at) for m in case.decisions.values()
            }
            assert sorted(starts.values()) == sorted(one.decided)
            assert {c.start_entry for c in clocks} == set(starts) - one.met
            for clock in clocks:
                last = _week_later(local_day(starts[clock.start_entry]))
                assert clock.due is not None and clock.due.unextended == last
                assert passed(clock, now) is (now >= day_ends(clock.due.last_lawful))

    @invariant()
    def every_open_item_has_somebody_and_every_question_stands_once(self) -> None:
        for id in self.model:
            case = self.desks[1].case(id)
            assert all(item.owner for item in case.open_items())
            asked = [i.what for i in case.open_items() if i.kind is ItemKind.RETURNED]
            assert len(asked) == len(set(asked))
            returned = {
                h.item(key).words
                for h in case.handovers.values()
                for key, _ in h.event.items
                if h.item(key).state == "returned"
            }
            assert set(asked) <= returned

    @invariant()
    def what_is_written_after_the_handover_is_news_to_the_one_who_has_the_case(self) -> None:
        for id, one in self.model.items():
            case = self.desks[0].case(id)
            news = [i for i in case.open_items() if i.kind is ItemKind.LATE]
            assert len(news) == one.late, (len(news), one)
            assert all(item.owner == KARIN for item in news)


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries


def _week_later(day: date) -> date:
    return day + timedelta(days=7)


TestHandedOver = HandedOver.TestCase
TestHandedOver.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
