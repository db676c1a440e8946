"""Consequences: the typed events a settled step leaves besides its answer."""

from __future__ import annotations

from .. import events as ev
from ..answers import Answer
from ..case import Case
from ..case_parts import Visit
from ..consent_scope import sections_said
from ..entries import Act
from ..facts import FactKind
from ..forms import DONE_NOW, is_no, is_yes, own_task
from ..routine import Step, StepKind
from ..rulebook import Rulebook
from ..spoken_time import ahead_or_words
from ..station import Station
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
    match step.kind:
        case StepKind.CONTACT:
            return (_contact(visit, step, given, _contact_before(case, visit)),)
        case StepKind.DECISION:
            return (decision_made(case, book, act, visit, step, given, station),)
        case StepKind.CONSENT:
            return consent(case, visit, step, given)
        case StepKind.PLACEMENT:
            return (_placement(act, visit, given),)
        case StepKind.SILENCE:
            return (_silence(act, visit, given),)
        case StepKind.PROMISE:
            what, when = given.field("vad"), _later(given.field("när"), act)
            owner = given.field("ägare")
            return (ev.PromiseMade(visit.id, what, case.alias, when, visit.id, owner),)
        case StepKind.TASK:
            return _task(case, act, visit, step, given)
        case StepKind.QUESTION if book.facts[step.fact].kind is FactKind.CHILDREN:
            return tuple(_child(visit, number, line) for number, line in _lines(given))
        case _:
            return ()


def _contact(visit: Visit, step: Step, given: Answer, before: str) -> ev.ContactMade:
    return ev.ContactMade(
        agency=step.agency,
        who=given.field("vem"),
        reached=True,
        reference=given.field("referens"),
        outcome=given.field("utfall") or given.text,
        number=step.call,
        visit=visit.id,
        replaces=before,
    )


def _contact_before(case: Case, visit: Visit) -> str:
    """The entry of the contact this visit left before, when its answer is being corrected."""
    return next((c.entry for c in reversed(case.contacts) if c.event.visit == visit.id), "")


def consent(
    case: Case, visit: Visit, step: Step, given: Answer
) -> tuple[ev.ConsentGiven | ev.ConsentRefused, ...]:
    """Consent given or refused; «vet inte» leaves neither, and takes back what was given."""
    first = given.values[0] if given.values else ""
    if first == "ja":
        scope = given.field("omfattning") or given.text
        parts, through = sections_said(given.field("delar")), given.field("tolk")
        return (ev.ConsentGiven(step.agency, scope, case.alias, through, visit.id, parts),)
    before = case.consents.get(step.agency)
    if first == "nej" or (before is not None and before.given):
        return (ev.ConsentRefused(step.agency, case.alias, visit.id),)
    return ()


def _placement(act: Act, visit: Visit, given: Answer) -> ev.PlacementBegun:
    began = act.happened.earliest if act.happened else act.at
    return ev.PlacementBegun(
        item=visit.id,
        form=given.field("form"),
        pointer=given.field("pekare"),
        ground=given.field("grund"),
        decided_by=given.field("beslutad_av"),
        since=began.isoformat(),
        until=_later(given.field("till"), act),
        visit=visit.id,
    )


def _silence(act: Act, visit: Visit, given: Answer) -> ev.DoNotTellAdded:
    return ev.DoNotTellAdded(
        item=visit.id,
        who=given.field("vem"),
        relation=given.field("relation"),
        ground=given.field("grund"),
        decided_by=given.field("beslutad_av"),
        review=_later(given.field("omprövas"), act),
        visit=visit.id,
    )


def _task(
    case: Case, act: Act, visit: Visit, step: Step, given: Answer
) -> tuple[ev.TaskLeft | ev.TaskDone, ...]:
    """The task left; done at once when the jour did it itself before it answered."""
    done = own_task(step) and is_yes(given.field(DONE_NOW.id))
    left = _left(act, visit, step, given, _item(case, visit, given))
    return (left, ev.TaskDone(left.item, "")) if done else (left,)


def _item(case: Case, visit: Visit, given: Answer) -> str:
    """The item of the visit; a new one when what was said to be done was not."""
    before = case.items.get(visit.id)
    undone = before is not None and not before.open and is_no(given.field(DONE_NOW.id))
    return f"{visit.id}/igen" if undone else visit.id


def _left(act: Act, visit: Visit, step: Step, given: Answer, item: str) -> ev.TaskLeft:
    return ev.TaskLeft(
        item=item,
        what=given.text or step.text,
        owner=step.handed_to,
        due=_later(given.field("senast") or step.due_words, act),
        clock=step.clock,
        if_then=step.if_then,
        visit=visit.id,
    )


def _child(visit: Visit, number: int, line: str) -> ev.TaskLeft:
    """Each child is a case of its own: an open item until somebody has opened it."""
    return ev.TaskLeft(
        item=f"{visit.id}/barn-{number}",
        what=f"Öppna eget ärende för {line}",
        owner="jouren",
        visit=visit.id,
    )


def _lines(given: Answer) -> list[tuple[int, str]]:
    lines = [line.strip() for line in given.text.splitlines() if line.strip()]
    return list(enumerate(lines, start=1))


def _later(said: str, act: Act) -> str:
    """A time to come as ISO UTC when the words say one, else the words («före lunch»)."""
    return ahead_or_words(said, act.at) if said else ""
