"""What comes after a step: a decision carried out, a consent taken back, a duty met elsewhere."""

from __future__ import annotations

from ..desk.command import Command
from ..domain.clocks import line, running
from ..domain.spoken_time import heard
from .case_page import CasePage
from .forms import PAST, Blank, Written, submit


def enforced(page: CasePage) -> None:
    """A decision was carried out: other clocks count from that."""
    waiting = [made for made in page.case.decisions.values() if not made.enforced_at]
    if not waiting:
        page.session.talk.say("Inget beslut väntar på att verkställas.")
        return
    choices = [(made.entry, f"{made.event.what} ({made.event.decider})") for made in waiting]
    decision = page.session.talk.choose(choices, "Vilket beslut:")
    desk = page.session.desk

    def do(written: Written, command: Command, insist: str) -> None:
        at = heard(written["at"], desk.clock()).earliest.isoformat()
        desk.acts.enforce(page.id, decision, at, command)

    blanks = (Blank("at", f"När verkställdes det, {PAST}", True),)
    submit(page.session, "Beslutet är verkställt", blanks, f"enforced:{decision}", do)


def withdrawn(page: CasePage) -> None:
    """A consent was taken back."""
    given = [consent for consent in page.case.consents.values() if consent.given]
    if not given:
        page.session.talk.say("Det finns inget samtycke att ta tillbaka.")
        return
    agencies = page.book.agencies
    names = {c.receiver: getattr(agencies.get(c.receiver), "name", c.receiver) for c in given}
    receiver = page.session.talk.choose(tuple(names.items()), "Samtycke till vem:")

    def do(written: Written, command: Command, insist: str) -> None:
        by = written.get("by", "") or page.case.alias
        page.session.desk.acts.withdraw_consent(page.id, receiver, by, command)

    blanks = (Blank("by", "Av vem (tomt är personen själv)"),)
    place = f"withdrawn:{page.id}:{receiver}"
    submit(page.session, "Samtycket är återtaget", blanks, place, do)


def met(page: CasePage) -> None:
    """A duty was met outside the routine's steps."""
    desk = page.session.desk
    going = running(page.case, page.book, desk.clock())
    if not going:
        page.session.talk.say("Ingen klocka går.")
        return
    choices = [(c.duty.id, f"{c.duty.name}: {line(c, page.book, desk.clock())}") for c in going]
    duty = page.session.talk.choose(choices, "Vilken klocka:")

    def do(written: Written, command: Command, insist: str) -> None:
        desk.acts.meet_clock(page.id, duty, written.get("how", ""), command)

    blanks = (Blank("how", "Hur, och av vem", True),)
    submit(page.session, "Gjort på annat sätt", blanks, f"met:{page.id}:{duty}", do)
