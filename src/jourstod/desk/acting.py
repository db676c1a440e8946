"""Acts at any moment: what needs no open question, tidied and sent through the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from ..domain import events as ev
from ..domain.case import Case
from ..domain.decide import acts, cases, handovers
from ..domain.entries import Act, Entry
from ..domain.rights import Deed
from .command import Command
from .guard import guarded
from .ledger import Written
from .rights import ACTING
from .tidy import text


class Do(Protocol):
    """The desk's four lines (Desk.do)."""

    def __call__(
        self,
        case_id: str,
        command: Command,
        act: Callable[[Case, Act], list[Entry]],
        asked: tuple[object, ...] = (),
        place: str = "",
    ) -> Written: ...


@guarded(ACTING)
class Acting:
    """What a handler can do at any moment. Refusals are JourError with a Swedish sentence."""

    def __init__(
        self,
        do: Do,
        demand: Callable[[Deed | None], None],
        taken_here: Callable[[Case, str], None],
    ) -> None:
        self._do, self.demand, self._taken_here = do, demand, taken_here

    def note(
        self, case: str, typed: str, command: Command, verbatim: bool = False, about: str = ""
    ) -> Written:
        """Write a note; verbatim words keep the question asked (`about`). Never conflicts."""
        neat, topic = text(typed), text(about)
        asked = ("note", neat, verbatim, topic)
        return self._do(
            case, command, lambda c, a: acts.note(a, neat, verbatim, topic), asked, f"note:{case}"
        )

    def tell_district(self, case: str, district: str, command: Command) -> Written:
        """Tell which part of town the person belongs to."""
        asked = ("district", district)
        return self._do(case, command, lambda c, a: cases.tell_district(c, a, district), asked)

    def contact(self, case: str, made: ev.ContactMade, command: Command) -> Written:
        """Log a contact, or a try (`reached` false)."""
        neat = replace(
            made,
            who=text(made.who),
            reference=text(made.reference),
            outcome=text(made.outcome),
            number=text(made.number),
        )
        return self._do(case, command, lambda c, a: acts.contact(a, neat), ("contact", neat))

    def set_callback(
        self,
        case: str,
        who: str,
        about: str,
        next_try: str,
        command: Command,
        *,
        number: str = "",
        we_call: bool = True,
        fallback: str = "",
        visit: str = "",
    ) -> Written:
        """Wait for somebody, or call again at `next_try` (ISO UTC)."""
        person, topic, phone, then = text(who), text(about), text(number), text(fallback)
        asked = ("callback", person, topic, next_try, phone, we_call, then, visit)

        def decide(c: Case, a: Act) -> list[Entry]:
            return acts.set_callback(
                a, person, topic, next_try,
                number=phone, we_call=we_call, fallback=then, visit=visit,
            )  # fmt: skip

        return self._do(case, command, decide, asked)

    def try_callback(
        self, case: str, item: str, reached: bool, outcome: str, next_try: str, command: Command
    ) -> Written:
        """A try: reached ends the wait, not reached counts and sets the next try."""
        told = text(outcome)
        asked = ("try", item, reached, told, next_try)
        return self._do(
            case,
            command,
            lambda c, a: acts.try_callback(c, a, item, reached, told, next_try),
            asked,
        )

    def promise(
        self, case: str, what: str, to: str, when: str, command: Command, owner: str = ""
    ) -> Written:
        """Log what we said that we would do, and who is to keep it."""
        said, whom, time, who = text(what), text(to), text(when), text(owner)
        asked = ("promise", said, whom, time, who)
        return self._do(case, command, lambda c, a: acts.promise(a, said, whom, time, who), asked)

    def keep_promise(
        self, case: str, item: str, how: str, command: Command, kept: bool = True
    ) -> Written:
        """The promise was kept, or the person told that it could not be."""
        told = text(how)
        return self._do(
            case,
            command,
            lambda c, a: acts.keep_promise(c, a, item, told, kept),
            ("kept", item, told, kept),
        )

    def leave_task(
        self, case: str, what: str, owner: str, due: str, command: Command, if_then: str = ""
    ) -> Written:
        """Leave something for somebody to do."""
        task, who, by, then = text(what), text(owner), text(due), text(if_then)
        return self._do(
            case,
            command,
            lambda c, a: acts.leave_task(a, task, who, by, then),
            ("task", task, who, by, then),
        )

    def do_task(
        self, case: str, item: str, outcome: str, command: Command, needed: bool = True
    ) -> Written:
        """A task was done, or was not needed (with a reason)."""
        told = text(outcome)
        return self._do(
            case,
            command,
            lambda c, a: acts.do_task(c, a, item, told, needed),
            ("done", item, told, needed),
        )

    def withdraw_consent(self, case: str, receiver: str, by: str, command: Command) -> Written:
        """A consent was taken back."""
        who = text(by)
        return self._do(
            case,
            command,
            lambda c, a: acts.withdraw_consent(c, a, receiver, who),
            ("withdrawn", receiver, who),
        )

    def add_silence(
        self,
        case: str,
        who: str,
        relation: str,
        ground: str,
        decided_by: str,
        review: str,
        command: Command,
    ) -> Written:
        """Somebody, or a topic, that must not be informed (yet)."""
        words = tuple(text(part) for part in (who, relation, ground, decided_by, review))
        return self._do(
            case, command, lambda c, a: acts.add_silence(a, *words), ("silence", *words)
        )

    def lift_silence(self, case: str, item: str, reason: str, command: Command) -> Written:
        """The person may be informed from now."""
        why = text(reason)
        return self._do(
            case, command, lambda c, a: acts.lift_silence(c, a, item, why), ("lifted", item, why)
        )

    def enforce(self, case: str, decision: str, at: str, command: Command) -> Written:
        """A decision was carried out at an ISO time (UTC)."""
        return self._do(
            case, command, lambda c, a: acts.enforce(c, a, decision, at), ("enforced", decision, at)
        )

    def sign(self, case: str, decision: str, by: str, command: Command) -> Written:
        """An oral decision has been signed."""
        who = text(by)
        return self._do(
            case, command, lambda c, a: acts.sign(c, a, decision, who), ("signed", decision, who)
        )

    def meet_clock(
        self, case: str, duty: str, how: str, command: Command, start: str = ""
    ) -> Written:
        """A duty was met outside the routine's steps; `start` is the entry that began the clock."""
        told = text(how)
        asked = ("met", duty, told, start)
        return self._do(case, command, lambda c, a: acts.meet_clock(a, duty, told, start), asked)

    def enter_in_journal(self, case: str, system: str, command: Command) -> Written:
        """Everything up to now is införd i journalen."""
        name = text(system)
        return self._do(
            case, command, lambda c, a: acts.enter_in_journal(c, a, name), ("journal", name)
        )

    def offer(
        self,
        case: str,
        receiver: str,
        items: tuple[tuple[str, str], ...],
        digest: str,
        flaws: tuple[str, ...],
        command: Command,
    ) -> Written:
        """Leave a sheet to a receiver, with its flaws on top."""
        return self._do(
            case,
            command,
            lambda c, a: handovers.offer(c, a, receiver, items, digest, flaws),
            ("offer", receiver, items, digest, flaws),
        )

    def accept(
        self, case: str, handover: str, item: str, who: str, said: str, command: Command,
        on_paper: bool = False,
    ) -> Written:  # fmt: skip
        """Register that a receiver took an item, and what was said back."""
        name, words = text(who), text(said)

        def decide(c: Case, a: Act) -> list[Entry]:
            self._taken_here(c, handover)
            return handovers.accept(c, a, handover, item, name, words, on_paper)

        return self._do(case, command, decide, ("accept", handover, item, name, words, on_paper))

    def give_back(
        self, case: str, handover: str, item: str, who: str, question: str, command: Command
    ) -> Written:
        """A receiver handed an item back with a question."""
        name, words = text(who), text(question)

        def decide(c: Case, a: Act) -> list[Entry]:
            self._taken_here(c, handover)
            return handovers.give_back(c, a, handover, item, name, words)

        return self._do(case, command, decide, ("return", handover, item, name, words))

    def disclose(
        self,
        case: str,
        receiver: str,
        ground: str,
        digest: str,
        form: str,
        facts: tuple[str, ...],
        command: Command,
    ) -> Written:
        """A sheet went to a receiver: the receipt."""
        return self._do(
            case,
            command,
            lambda c, a: handovers.disclose(a, receiver, ground, digest, form, facts),
            ("disclosed", receiver, ground, digest, form, facts),
        )
