"""Acts at any moment: notes, contacts and tries, call-backs, promises, tasks, consents, silence.

What has happened is always logged as it happened, also in a closed case (a late note).
"""

from __future__ import annotations

from .. import events as ev
from ..case import Case
from ..case_parts import Item, ItemKind
from ..entries import Act, Entry, Written
from ..errors import AnswerIncomplete, NotFoundInCase
from ..fold_items import LEFT_WITH
from ..lifecycles import DECISION, ITEM, advance


def note(act: Act, text: str, verbatim: bool = False, about: str = "") -> list[Entry]:
    """Write a note; verbatim words keep the question that was asked (`about`)."""
    if not text.strip():
        raise AnswerIncomplete("skriv något i anteckningen")
    return _one(act, ev.NoteWritten(text, verbatim, about))


def contact(act: Act, made: ev.ContactMade) -> list[Entry]:
    """Log a contact or a try."""
    return _one(act, made)


def set_callback(
    act: Act,
    who: str,
    about: str,
    next_try: str,
    *,
    number: str = "",
    we_call: bool = True,
    fallback: str = "",
    visit: str = "",
) -> list[Entry]:
    """Wait for somebody: we call again, or they call us, at `next_try` (ISO UTC)."""
    if not who.strip():
        raise AnswerIncomplete("skriv vem som ska ringas eller väntas på")
    written = Written(act)
    item = written.next_id()
    written.add(ev.CallbackSet(item, who, about, next_try, number, we_call, fallback, visit))
    return written.entries


def try_callback(
    case: Case, act: Act, item_id: str, reached: bool, outcome: str, next_try: str = ""
) -> list[Entry]:
    """A try: reached ends the wait; not reached counts, and the next try is set."""
    item = _item(case, item_id, ItemKind.CALLBACK)
    _turn(item, "finish" if reached else "try_again")
    written = Written(act)
    written.add(ev.CallbackMade(item.id, reached, outcome, next_try))
    written.add(ev.ContactMade("", item.owner, reached, "", outcome, item.number, item.visit))
    return written.entries


def promise(act: Act, what: str, to_whom: str, when: str = "", owner: str = "") -> list[Entry]:
    """Log what we said that we would do."""
    if not what.strip():
        raise AnswerIncomplete("skriv vad som lovades")
    written = Written(act)
    written.add(ev.PromiseMade(written.next_id(), what, to_whom, when, owner=owner))
    return written.entries


def keep_promise(case: Case, act: Act, item_id: str, how: str, kept: bool = True) -> list[Entry]:
    """The promise was kept, or the person told that it could not be."""
    item = _item(case, item_id, ItemKind.PROMISE)
    _turn(item, "finish" if kept else "break_", how)
    return _one(act, ev.PromiseKept(item.id, how, kept))


def leave_task(act: Act, what: str, owner: str, due: str = "", if_then: str = "") -> list[Entry]:
    """Leave something for somebody to do."""
    if not what.strip():
        raise AnswerIncomplete("skriv vad som ska göras")
    if not owner.strip():
        raise AnswerIncomplete("skriv vem som ska göra det")
    written = Written(act)
    written.add(ev.TaskLeft(written.next_id(), what, owner, due, "", if_then))
    return written.entries


def do_task(case: Case, act: Act, item_id: str, outcome: str, needed: bool = True) -> list[Entry]:
    """A task, or a flaw a sheet was left with, was seen to, or not needed (with a reason)."""
    flaw = item_id.startswith(LEFT_WITH)
    kinds = (ItemKind.FLAW,) if flaw else (ItemKind.TASK, ItemKind.QUESTION)
    item = _item(case, item_id, *kinds)
    _turn(item, "finish" if needed else "drop", outcome)
    return _one(act, ev.TaskDone(item.id, outcome, needed))


def ask_the_day(act: Act, what: str, owner: str, due: str = "") -> list[Entry]:
    """A question that somebody answers by day: an open item until there is an answer."""
    if not what.strip():
        raise AnswerIncomplete("skriv frågan")
    if not owner.strip():
        raise AnswerIncomplete("skriv vem som ska frågas")
    written = Written(act)
    written.add(ev.TaskLeft(written.next_id(), what, owner, due, question=True))
    return written.entries


CANCELLABLE = (
    ItemKind.TASK,
    ItemKind.QUESTION,
    ItemKind.PROMISE,
    ItemKind.CALLBACK,
    ItemKind.UNANSWERED,
    ItemKind.RESTING,
)
"""Items that can end undone; a step that was left is taken up again instead."""


def cancel(case: Case, act: Act, item_id: str, could_not: bool, reason: str) -> list[Entry]:
    """An open item ends undone: it did not work, or is not needed; both with the reason."""
    item = case.items.get(item_id)
    if item is None or item.kind not in CANCELLABLE:
        raise NotFoundInCase("en öppen punkt som kan strykas")
    _turn(item, "fail" if could_not else "drop", reason)
    return _one(act, ev.ItemCancelled(item.id, could_not, reason))


def end_placement(case: Case, act: Act, item_id: str, reason: str) -> list[Entry]:
    """The stay ended: what counts from it stops."""
    placement = case.placements.get(item_id)
    if placement is None or placement.ended:
        raise NotFoundInCase("en pågående placering")
    if not reason.strip():
        raise AnswerIncomplete("skriv varför placeringen är slut")
    return _one(act, ev.PlacementEnded(item_id, reason))


def withdraw_consent(case: Case, act: Act, receiver: str, by: str) -> list[Entry]:
    """A consent was taken back."""
    consent = case.consents.get(receiver)
    if consent is None or not consent.given:
        raise NotFoundInCase("ett samtycke till den mottagaren")
    return _one(act, ev.ConsentWithdrawn(receiver, by))


def add_silence(
    act: Act, who: str, relation: str, ground: str, decided_by: str, review: str
) -> list[Entry]:
    """Somebody, or a topic, that must not be informed (yet)."""
    if not who.strip():
        raise AnswerIncomplete("skriv vem eller vilket ämne det gäller")
    written = Written(act)
    item = written.next_id()
    written.add(ev.DoNotTellAdded(item, who, relation, ground, decided_by, review))
    return written.entries


def lift_silence(case: Case, act: Act, item_id: str, reason: str) -> list[Entry]:
    """The person may be informed from now."""
    silence = case.silences.get(item_id)
    if silence is None or silence.lifted:
        raise NotFoundInCase("ett gällande «får inte informeras»")
    if not reason.strip():
        raise AnswerIncomplete("skriv varför personen får informeras nu")
    return _one(act, ev.DoNotTellLifted(item_id, reason))


def enforce(case: Case, act: Act, decision: str, at: str) -> list[Entry]:
    """A decision was carried out at an ISO time (UTC): another clock starts from that."""
    if decision not in case.decisions:
        raise NotFoundInCase("beslutet")
    return _one(act, ev.DecisionEnforced(decision, at))


def sign(case: Case, act: Act, decision: str, by: str) -> list[Entry]:
    """An oral decision has been signed."""
    made = case.decisions.get(decision)
    if made is None:
        raise NotFoundInCase("beslutet")
    state = "signed" if made.signed else "oral" if made.event.oral else "made"
    advance(DECISION, state, "sign", {"by": by}, "Beslutet")
    return _one(act, ev.DecisionSigned(decision, by))


def meet_clock(act: Act, duty: str, how: str, start: str = "") -> list[Entry]:
    """A duty was met outside the routine's steps."""
    return _one(act, ev.ClockMet(duty, how, start))


def enter_in_journal(case: Case, act: Act, system: str) -> list[Entry]:
    """Everything up to now is införd i journalen."""
    return _one(act, ev.TransferredToJournal(case.seq, system))


def _item(case: Case, id: str, *kinds: ItemKind) -> Item:
    item = case.items.get(id)
    if item is None or item.kind not in kinds:
        raise NotFoundInCase(f"en öppen punkt ({kinds[0].value})")
    return item


def _turn(item: Item, trigger: str, outcome: str = "") -> None:
    """Raise unless the item's life cycle allows the move."""
    state = "open" if item.open else "done"
    advance(ITEM, state, trigger, {"outcome": outcome}, f"«{item.what}»")


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries
