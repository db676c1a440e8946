"""Owners and receivers: each task has somebody who sees to it, each receiver a ground."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, Severity
from ..registers import Agency
from ..routine import Step, StepKind
from .starts import Starts, Walked

NOBODY = ("journal",)
"""Units of the own nämnd where things are kept and nobody works."""


def check_owners(starts: Starts) -> Iterator[Finding]:
    """Tasks nobody owns, and receivers outside that nothing says may be told."""
    book = starts.book
    for one in starts.walked.values():
        for step in one.routine.steps.values():
            if step.kind is StepKind.TASK and step.handed_to in book.agencies:
                yield from _owner(book.agencies[step.handed_to], step)
            elif step.kind is StepKind.CONTACT and step.agency in book.agencies:
                yield from _ground(starts, one, book.agencies[step.agency], step)


def _owner(agency: Agency, step: Step) -> Iterator[Finding]:
    if agency.own_board and agency.id not in NOBODY:
        return
    why = "där arbetar ingen" if agency.own_board else "den är utanför den egna nämnden"
    yield Finding(
        Severity.WARNING,
        "uppgift-utan-agare",
        step.place,
        f"Uppgiften «{step.id}» lämnas till «{agency.id}», men {why}: ingen hos er ser till att "
        "den blir gjord.",
        "Lämna den till mottagning, jouren eller arbetsledare. Säg i texten vem som ska kontaktas.",
        "lämnas till: mottagning",
    )


def _ground(starts: Starts, one: Walked, agency: Agency, step: Step) -> Iterator[Finding]:
    book = starts.book
    if agency.own_board or not book.secrecy:
        return
    rules = [rule for rule in book.secrecy.values() if agency.id in rule.receivers]
    if rules and any(rule.without_consent for rule in rules):
        return
    if rules and _asked(starts, one, agency.id):
        return
    told = (
        "får bara veta något med samtycke, och inget steg frågar om det"
        if rules
        else "står inte i sekretessregistret, så inget säger vad den får veta"
    )
    yield Finding(
        Severity.WARNING,
        "mottagare-utan-grund",
        step.place,
        f"«{step.id}» ringer «{agency.id}», som {told}.",
        "Fråga om samtycke före steget." if rules else "För in den i register/sekretess.yaml.",
        f"samtycke: {agency.id}" if rules else "",
    )


def _asked(starts: Starts, one: Walked, agency: str) -> bool:
    """Whether this routine, or one that starts it, asks for consent to tell the agency.

    Where in the routine is left to its krav: a call about nobody in particular needs none.
    """
    routines = (one.routine, *(starts.walked[id].routine for id in starts.above(one.routine.id)))
    steps = (step for routine in routines for step in routine.steps.values())
    return any(step.kind is StepKind.CONSENT and step.agency == agency for step in steps)
