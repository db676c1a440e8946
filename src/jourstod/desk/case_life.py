"""The life of a case at the desk: whose it is, when it came in, what is shown, what is let go."""

from __future__ import annotations

from ..domain.access_kind import AccessKind
from ..domain.case import Case
from ..domain.decide import acts, cases
from ..domain.decide.protection import VIEW
from ..domain.decide.protection import open_in_emergency as in_emergency
from ..domain.decide.protection import tell_protection as tell_level
from ..domain.entries import Act, Entry, Happened
from ..domain.events import ProtectionTold
from ..domain.protection import level_of
from ..domain.veil import protected, protected_facts
from . import tidy
from .command import Command
from .desk import Desk
from .ledger import Written
from .sight import OPENING


def give(desk: Desk, case_id: str, to: str, reason: str, command: Command) -> Written:
    """Give the case to the jour as a function, or ask a colleague to take it."""
    whom, why = tidy.text(to), tidy.text(reason)
    asked = ("give", whom, why)
    return desk.do(case_id, command, lambda c, a: cases.give(c, a, whom, why), asked)


def correct_report_time(
    desk: Desk, case_id: str, came: Happened, reason: str, command: Command
) -> Written:
    """The report came in at another time than was written."""
    why = tidy.text(reason)
    asked = ("came", came.earliest.isoformat(), came.latest.isoformat(), came.words, why)
    return desk.do(case_id, command, lambda c, a: cases.correct_report_time(c, a, came, why), asked)


def preview_report_time(desk: Desk, case_id: str, came: Happened, reason: str) -> list[Entry]:
    """What `correct_report_time` would write, without writing it."""
    why = tidy.text(reason)
    return desk.dry(case_id, lambda c, b, a: cases.correct_report_time(c, a, came, why))


def tell_late_news(desk: Desk, case_id: str, who: str, how: str, command: Command) -> Written:
    """Whoever has the case has been told what is new."""
    person, words = tidy.text(who), tidy.text(how)
    asked = ("late", person, words)
    return desk.do(case_id, command, lambda c, a: cases.tell_late_news(c, a, person, words), asked)


def show_case(desk: Desk, case_id: str, reason: str, command: Command) -> None:
    """Everything in a case that is kept apart, in this view, when the log has its reason."""
    why = tidy.text(reason)

    def decide(case: Case, act: Act) -> list[Entry]:
        facts = tuple(fact.id for fact in protected_facts(case, desk.book(case)))
        return cases.show_protected(case, act, facts, why, VIEW)

    written = desk.do(case_id, command, decide, ("shown", VIEW, why))
    desk.access.made(AccessKind.UNMASKED, written.case, VIEW, why, again=True)
    desk.sight.uncover(case_id)


def tell_protection(desk: Desk, case_id: str, told: ProtectionTold, command: Command) -> Written:
    """How protected the person is; what made a case findable goes when it is kept apart."""
    neat = ProtectionTold(
        told.level, *(tidy.text(t) for t in (told.source, told.reason, told.alias, told.pointer))
    )
    asked = ("protection", neat.level, neat.source, neat.reason, neat.alias, neat.pointer)
    tokens = desk.whole(case_id).tokens
    written = desk.do(case_id, command, lambda c, a: tell_level(c, a, neat), asked)
    if level_of(neat.level).hides:
        desk.known.forget(case_id, tokens)
    return written


def open_in_emergency(desk: Desk, case_id: str, reason: str, command: Command) -> Written:
    """Somebody who is not on the list opens a case that is kept apart, for a reason."""
    why = tidy.text(reason)
    return desk.do(case_id, command, lambda c, a: in_emergency(c, a, why), (OPENING, why))


def show_protected(
    desk: Desk, case_id: str, reason: str, command: Command
) -> tuple[tuple[str, str], ...]:
    """What is protected, as (heading, value): logged with its reason before it is given."""
    why = tidy.text(reason)

    def decide(case: Case, act: Act) -> list[Entry]:
        facts = tuple(fact.id for fact in protected_facts(case, desk.book(case)))
        return cases.show_protected(case, act, facts, why)

    case = desk.do(case_id, command, decide, ("shown", why)).case
    desk.access.made(AccessKind.UNMASKED, case, "", why, again=True)
    return tuple((fact.heading, value) for fact, value in protected(case, desk.book(case)))


def ask_the_day(
    desk: Desk, case_id: str, what: str, owner: str, due: str, command: Command
) -> Written:
    """A question for the morning."""
    said, whom = tidy.text(what), tidy.text(owner)
    asked = ("ask", said, whom, due)
    return desk.do(case_id, command, lambda c, a: acts.ask_the_day(a, said, whom, due), asked)


def cancel(
    desk: Desk, case_id: str, item: str, could_not: bool, reason: str, command: Command
) -> Written:
    """An open item ends undone: it did not work, or is not needed."""
    why = tidy.text(reason)
    asked = ("cancel", item, could_not, why)
    return desk.do(case_id, command, lambda c, a: acts.cancel(c, a, item, could_not, why), asked)


def end_placement(desk: Desk, case_id: str, item: str, reason: str, command: Command) -> Written:
    """The stay ended."""
    why = tidy.text(reason)
    asked = ("stay ended", item, why)
    return desk.do(case_id, command, lambda c, a: acts.end_placement(c, a, item, why), asked)
