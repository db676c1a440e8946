"""Consequences: the typed events a settled step leaves besides its answer."""

from __future__ import annotations

from .. import events as ev
from ..answers import Answer
from ..case import Case
from ..case_parts import Visit
from ..entries import Act
from ..people import Station
from ..routine import Step, StepKind
from ..rulebook import Rulebook
from .decisions import decision_made


def consequences(
    case: Case,
    book: Rulebook,
    act: Act,
    visit: Visit,
    step: Step,
    given: Answer,
    station: Station,
) -> tuple[ev.CaseEvent, ...]:
    """The events of this step's kind; none for a question, a text to read or a wait."""
    item = f"{visit.id}"
    match step.kind:
        case StepKind.CONTACT:
            return (
                ev.ContactMade(
                    step.agency,
                    given.field("vem"),
                    True,
                    given.field("referens"),
                    given.field("utfall") or given.text,
                    step.call,
                    visit.id,
                ),
            )
        case StepKind.DECISION:
            return (decision_made(case, book, act, visit, step, given, station),)
        case StepKind.CONSENT:
            return _consent(step, given, visit, case)
        case StepKind.PLACEMENT:
            return (
                ev.PlacementBegun(
                    item,
                    given.field("form"),
                    given.field("pekare"),
                    given.field("grund"),
                    given.field("beslutad_av"),
                    _start(act),
                    given.field("till"),
                    visit.id,
                ),
            )
        case StepKind.SILENCE:
            return (
                ev.DoNotTellAdded(
                    item,
                    given.field("vem"),
                    given.field("relation"),
                    given.field("grund"),
                    given.field("beslutad_av"),
                    given.field("omprövas"),
                    visit.id,
                ),
            )
        case StepKind.PROMISE:
            return (
                ev.PromiseMade(item, given.field("vad"), case.alias, given.field("när"), visit.id),
            )
        case StepKind.TASK:
            return (
                ev.TaskLeft(
                    item,
                    given.text or step.text,
                    step.handed_to,
                    given.field("senast") or step.due_words,
                    step.clock,
                    step.if_then,
                    visit.id,
                ),
            )
        case _:
            return ()


def _consent(
    step: Step, given: Answer, visit: Visit, case: Case
) -> tuple[ev.ConsentGiven | ev.ConsentRefused, ...]:
    first = given.values[0] if given.values else ""
    if first == "ja":
        scope = given.field("omfattning") or given.text
        return (ev.ConsentGiven(step.agency, scope, case.alias, given.field("tolk"), visit.id),)
    if first == "nej":
        return (ev.ConsentRefused(step.agency, case.alias, visit.id),)
    return ()


def _start(act: Act) -> str:
    happened = act.happened
    return (happened.earliest if happened else act.at).isoformat()
