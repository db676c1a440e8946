"""Two desks on one store, at random: nothing that was left open is lost, doubled or unowned."""

from __future__ import annotations

from collections import Counter
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.desk.sample import Jour, open_child

from jourstod.desk import case_life, linking
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.shift import end_shift
from jourstod.domain.case import replay
from jourstod.domain.case_parts import JOUR, Item
from jourstod.domain.decide.several import movable
from jourstod.domain.errors import JourError
from jourstod.domain.timeline import told

WHO = ("AB", "CD")
which = st.integers(0, 30)
desk_of = st.sampled_from((0, 1))


class TwoDesks(RuleBasedStateMachine):
    """Each thing left open has a name of its own, so that it can be found again wherever it is."""

    def __init__(self) -> None:
        super().__init__()
        self.jour = Jour()
        self.desks: tuple[Desk, Desk] = (self.jour.desk("AB"), self.jour.desk("CD", "Cilla"))
        self.cases: list[str] = []
        self.left: set[str] = set()
        self.done: set[str] = set()
        self.noted: set[str] = set()
        self.names = count()

    @initialize()
    def begin(self) -> None:
        for desk, alias in zip((*self.desks, self.desks[0]), "XYZ", strict=True):
            self.cases.append(open_child(desk, alias=alias))

    def _case(self, pick: int) -> str:
        return self.cases[pick % len(self.cases)]

    def _open(self, pick: int) -> str | None:
        going = [id for id in self.cases if not self.desks[0].case(id).closed]
        return going[pick % len(going)] if going else None

    @rule(at=desk_of, pick=which, kind=st.sampled_from("tpqc"))
    def leave(self, at: int, pick: int, kind: str) -> None:
        id, name, desk = self._open(pick), f"sak{next(self.names)}x", self.desks[at]
        if id is None:
            return
        match kind:
            case "t":
                desk.acts.leave_task(id, name, "CD", "", new_command())
            case "p":
                desk.acts.promise(id, name, "Maja", "", new_command())
            case "q":
                case_life.ask_the_day(desk, id, name, "regionkoordinator", "", new_command())
            case _:
                when = "2026-11-24T02:40:00+00:00"
                desk.acts.set_callback(id, "Ek", name, when, new_command())
        self.left.add(name)

    @rule(at=desk_of, pick=which, which_item=which, could_not=st.booleans())
    def settle(self, at: int, pick: int, which_item: int, could_not: bool) -> None:
        id = self._open(pick)
        mine = [] if id is None else [i for i in self._items(id) if i.what in self.left]
        if id is None or not mine:
            return
        item = mine[which_item % len(mine)]
        case_life.cancel(self.desks[at], id, item.id, could_not, "Skäl.", new_command())
        self.done.add(item.what)

    @rule(at=desk_of, pick=which)
    def note(self, at: int, pick: int) -> None:
        name = f"ord{next(self.names)}x"
        self.desks[at].acts.note(self._case(pick), name, new_command())
        self.noted.add(name)

    @rule(at=desk_of, pick=which, to=which, entry=which)
    def move(self, at: int, pick: int, to: int, entry: int) -> None:
        desk, wrong, right = self.desks[at], self._case(pick), self._open(to)
        case = desk.case(wrong)
        free = [e for e in case.entries if movable(case, e)]
        if right is None or right == wrong or not free:
            return
        chosen = free[entry % len(free)]
        linking.move(desk, wrong, right, chosen.id, "Fel ärende.", new_command())

    @precondition(lambda self: len(self.cases) > 1)
    @rule(at=desk_of, one=which, other=which)
    def merge(self, at: int, one: int, other: int) -> None:
        gone, stays = self._open(one), self._open(other)
        if gone is not None and stays is not None and gone != stays:
            linking.merge(self.desks[at], gone, stays, "Samma.", new_command())

    @rule(at=desk_of, pick=which)
    def close_or_open_again(self, at: int, pick: int) -> None:
        desk, id = self.desks[at], self._case(pick)
        if desk.case(id).closed:
            desk.reopen(id, "Mer hände.", new_command())
        elif not desk.case(id).open_items():
            desk.close(id, "annat", "Klart.", new_command())

    @rule(at=desk_of)
    def open_more(self, at: int) -> None:
        if len(self.cases) < 6:
            self.cases.append(open_child(self.desks[at], alias=f"N{len(self.cases)}"))

    @rule(at=desk_of, pick=which)
    def take(self, at: int, pick: int) -> None:
        self.desks[at].take(self._case(pick), new_command())

    @rule(at=desk_of, pick=which, to=st.sampled_from((*WHO, JOUR)))
    def give(self, at: int, pick: int, to: str) -> None:
        try:
            case_life.give(self.desks[at], self._case(pick), to, "", new_command())
        except JourError:
            return

    @rule(at=desk_of)
    def go_home(self, at: int) -> None:
        end_shift(self.desks[at])
        rows = self.desks[at].board()
        assert WHO[at] not in {row.handler for row in rows}

    # --- what always holds -------------------------------------------------------------------

    def _items(self, id: str) -> tuple[Item, ...]:
        return self.desks[0].case(id).open_items()

    @invariant()
    def nothing_left_is_lost_or_doubled(self) -> None:
        going = [id for id in self.cases if not self.desks[0].case(id).closed]
        found = Counter(
            item.what for id in going for item in self._items(id) if item.what.startswith("sak")
        )
        assert found == Counter(self.left - self.done)

    @invariant()
    def everything_open_has_an_owner_and_every_case_a_handler(self) -> None:
        for id in self.cases:
            case = self.desks[1].case(id)
            assert case.handler in (*WHO, JOUR)
            assert all(item.owner for item in case.open_items())

    @invariant()
    def every_note_is_read_in_one_case(self) -> None:
        desk, read = self.desks[0], Counter[str]()
        for id in self.cases:
            case = desk.case(id)
            for entry in case.entries:
                line = told(case, desk.book(case), entry)
                read.update([line.words.split(" ")[0]] if line else [])
        assert {name: read[name] for name in self.noted} == dict.fromkeys(self.noted, 1)

    @invariant()
    def both_desks_and_a_fresh_one_see_the_same(self) -> None:
        fresh = self.jour.desk("EF")
        for id in self.cases:
            one = fresh.case(id)
            for other in (self.desks[0].case(id), replay(id, one.entries)):
                assert (one.handler, one.closed, list(one.items)) == (
                    other.handler, other.closed, list(other.items),
                )  # fmt: skip

    @invariant()
    def the_board_says_what_the_cases_say(self) -> None:
        rows = {row.case: row for row in self.desks[1].board()}
        for id in self.cases:
            case = self.desks[0].case(id)
            if not case.closed:
                assert rows[id].open_items == len(case.open_items())
                assert rows[id].handler == case.handler


TestTwoDesks = TwoDesks.TestCase
TestTwoDesks.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
