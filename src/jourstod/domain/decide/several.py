"""Two cases at once: linked both ways, an entry moved to the right one, two that are one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .. import events as ev
from ..case import Case
from ..case_parts import Item, ItemKind
from ..clocks import Clock, clocks
from ..entries import Act, Entry, Written
from ..errors import (
    AlreadySettled,
    AnswerIncomplete,
    CaseClosedAlready,
    NotFoundInCase,
    NotMovable,
    ReasonMissing,
)
from ..rulebook import Rulebook
from .cases import Intake, open_case

Both = tuple[list[Entry], list[Entry]]
"""What is written in the first case, and in the second."""

Free = (
    ev.NoteWritten
    | ev.ContactMade
    | ev.TaskLeft
    | ev.PromiseMade
    | ev.CallbackSet
    | ev.DoNotTellAdded
)
"""What is written beside the routine, and therefore can stand in another case as well."""

CLOCK_TASK = "Klockan löpte i {number}: {name}"


def link_both(case: Case, other: Case, acts: tuple[Act, Act], relation: str, back: str) -> Both:
    """Two cases that belong together, each told of the other."""
    if case.id == other.id:
        raise AnswerIncomplete("välj ett annat ärende än det här")
    if not relation.strip():
        raise AnswerIncomplete("skriv vad personerna är till varandra")
    here, there = Written(acts[0]), Written(acts[1])
    here.add(ev.CaseLinked(other.id, other.number, relation))
    there.add(ev.CaseLinked(case.id, case.number, back or relation))
    return here.entries, there.entries


def open_all(
    cases: Sequence[Case],
    book: Rulebook,
    acts: Sequence[Act],
    numbers: Sequence[str],
    intakes: Sequence[Intake],
    relation: str,
) -> list[list[Entry]]:
    """One case for each person of a list, each told of every other."""
    opened = []
    named = list(zip(cases, numbers, strict=True))
    for (case, number), act, intake in zip(named, acts, intakes, strict=True):
        written = Written(act, open_case(case, book, act, number, intake))
        for other, its_number in named:
            if other is not case:
                written.add(ev.CaseLinked(other.id, its_number, relation))
        opened.append(written.entries)
    return opened


def movable(case: Case, entry: Entry) -> bool:
    """Whether the entry can be moved: written beside the routine, and nothing was done with it."""
    event = entry.event
    if entry.id in case.misfiled or not isinstance(event, Free):
        return False
    if getattr(event, "visit", ""):
        return False
    match event:
        case ev.TaskLeft() | ev.PromiseMade() | ev.CallbackSet():
            item = case.items.get(event.item)
            return item is not None and item.open and not item.tries
        case ev.DoNotTellAdded():
            silence = case.silences.get(event.item)
            gone_along = bool(case.merged_into[0])
            return silence is not None and not silence.lifted and not gone_along
        case ev.NoteWritten() | ev.ContactMade():
            return True


def move(case: Case, other: Case, acts: tuple[Act, Act], entry_id: str, reason: str) -> Both:
    """It was written in the wrong case: hidden here, and written there with where it came from."""
    entry = case.by_id.get(entry_id)
    if entry is None or entry_id in case.misfiled:
        raise NotFoundInCase("anteckningen")
    if case.id == other.id:
        raise AnswerIncomplete("välj ett annat ärende än det här")
    if not reason.strip():
        raise ReasonMissing("att flytta något till ett annat ärende")
    if not movable(case, entry):
        raise NotMovable
    here, there = Written(acts[0]), Written(_as_then(acts[1], entry))
    here.add(ev.CaseMisfiled(entry_id, other.number, reason))
    copy = _copy(there, entry)
    _brought(there, case, "skrivet i fel ärende", ((copy, entry_id),), entry.stamp.who)
    return here.entries, there.entries


def merge(
    gone: Case, stays: Case, books: tuple[Rulebook, Rulebook], acts: tuple[Act, Act], reason: str
) -> Both:
    """The two are one person: `gone` is closed with a pointer, and what is open in it goes on.

    Decisions, consents, placements and who may not be informed are written in `stays` too, and
    every clock that runs goes on running there, or stands there as a task with its last day.
    """
    for case in (gone, stays):
        if case.closed:
            raise CaseClosedAlready(case.number)
    if gone.id == stays.id:
        raise AnswerIncomplete("välj ett annat ärende än det här")
    if gone.board != stays.board:
        raise AlreadySettled("Ärendet", "hos en annan nämnd: avsluta det och länka i stället")
    if not reason.strip():
        raise ReasonMissing("att föra ihop två ärenden")
    away, here = Written(acts[0]), Written(acts[1])
    here.add(ev.CaseMerged(gone.id, gone.number, reason))
    pairs = [*_earlier(gone, stays, here), *_facts(gone, stays, here), *_standing(gone, here)]
    pairs += [*_open_items(gone, stays, here), *_clocks(gone, stays, books, here)]
    _brought(here, gone, "samma person", tuple(pairs), "")
    away.add(ev.CaseMergedAway(stays.id, stays.number, reason))
    return away.entries, here.entries


# --- copies -----------------------------------------------------------------------------------


def _as_then(act: Act, entry: Entry) -> Act:
    """The act with when it happened and who told it as they were written the first time."""
    stamp = entry.stamp
    return replace(act, happened=stamp.happened, told_by=stamp.told_by or _writer(act, entry))


def _writer(act: Act, entry: Entry) -> str:
    return "" if entry.stamp.who == act.handler.signature else entry.stamp.who


def _brought(
    written: Written, source: Case, why: str, pairs: tuple[tuple[str, str], ...], who: str
) -> None:
    written.add(ev.EntriesBrought(source.id, source.number, why, pairs, who))


def _copy(written: Written, entry: Entry) -> str:
    """The same event again, with an item of its own and no visit; gives the new entry's id."""
    event, fresh = entry.event, written.next_id()
    match event:
        case ev.TaskLeft() | ev.PromiseMade() | ev.CallbackSet() | ev.DoNotTellAdded():
            return written.add(replace(event, item=fresh, visit=""))
        case ev.PlacementBegun():
            return written.add(replace(event, item=fresh, visit=""))
        case ev.ContactMade():
            return written.add(replace(event, visit="", replaces=""))
        case ev.ConsentGiven() | ev.ConsentRefused():
            return written.add(replace(event, visit=""))
        case _:
            return written.add(event)


def _again(written: Written, entry: Entry) -> str:
    """A copy that keeps when it happened and who told it."""
    now = written.act
    written.act = _as_then(now, entry)
    try:
        return _copy(written, entry)
    finally:
        written.act = now


# --- what goes on when two cases are one person ---------------------------------------------


def _earlier(gone: Case, stays: Case, here: Written) -> Iterable[tuple[str, str]]:
    """Of the same kind of report the first one counts."""
    came = gone.happened(gone.opened)
    if gone.report == stays.report and came.earliest < stays.happened(stays.opened).earliest:
        earliest, latest = came.earliest.isoformat(), came.latest.isoformat()
        why = f"Samma person: det kom in först i {gone.number}."
        yield (
            here.add(ev.TimeCorrected(stays.opened, earliest, latest, came.words, why)),
            gone.opened,
        )


def _facts(gone: Case, stays: Case, here: Written) -> Iterable[tuple[str, str]]:
    """What is known only there; what is known here, or asked here now, is left as it is."""
    asked = {visit.fact for visit in stays.open_visits() if visit.fact}
    for fact, known in gone.facts.items():
        if fact not in stays.facts and fact not in asked:
            here_now = here.act
            here.act = _as_then(here_now, gone.by_id[known.since or known.entry])
            yield here.add(ev.FactNoted(fact, known.answer)), known.entry
            here.act = here_now


def _standing(gone: Case, here: Written) -> Iterable[tuple[str, str]]:
    """Decisions, consents, placements and who may not be informed, as they stand."""
    for made in gone.decisions.values():
        fresh = _decision(here, made.event, made.signed, made.enforced_at)
        yield fresh, made.entry
    for consent in gone.consents.values():
        yield _again(here, gone.by_id[consent.entry]), consent.entry
    for placement in gone.placements.values():
        if not placement.ended:
            yield _again(here, gone.by_id[placement.entry]), placement.entry
    for silence in gone.silences.values():
        if not silence.lifted:
            yield _again(here, gone.by_id[silence.entry]), silence.entry


def _decision(here: Written, event: ev.DecisionMade, signed: bool, enforced_at: str) -> str:
    """The decision as it stands; flaws and signature stay open items, and are not left twice."""
    flaws = event.flaws
    return here.add(
        replace(
            event,
            visit="",
            replaces="",
            flaws=flaws,
            oral=event.oral and not signed,
            enforced_at=enforced_at,
        )
    )


_BY_ITSELF = (ItemKind.FLAW, ItemKind.SIGNATURE, ItemKind.LATE)
"""Items that the copied decision leaves by itself, or that the merging makes idle."""


def _open_items(gone: Case, stays: Case, here: Written) -> Iterable[tuple[str, str]]:
    """Every open item goes on as one: with owner, time and what was written of it."""
    for item in gone.open_items():
        source = gone.by_id[item.entry]
        if item.kind in _BY_ITSELF:
            continue
        if isinstance(source.event, ev.TaskLeft | ev.PromiseMade | ev.CallbackSet):
            fresh = _again(here, source)
            yield fresh, item.entry
        else:
            yield _as_task(here, gone, item), item.entry
    running = {track.routine for track in stays.tracks.values()}
    for track in gone.tracks.values():
        if not track.ended and track.routine not in running:
            what = f"Starta rutinen «{track.routine}»: den var påbörjad i {gone.number}"
            yield here.add(ev.TaskLeft(here.next_id(), what, stays.handler)), track.entry
    for visit in gone.open_visits():
        if visit.deferred:
            what = f"{visit.step}: uppskjutet i {gone.number} ({visit.deferred})"
            task = ev.TaskLeft(here.next_id(), what, stays.handler, visit.next_try)
            yield here.add(task), visit.entry


def _as_task(here: Written, gone: Case, item: Item) -> str:
    """What was left open by a step of that case: here it is somebody's task."""
    what = f"{item.kind.value} i {gone.number}: {item.words}"
    return here.add(ev.TaskLeft(here.next_id(), what, item.owner, item.due, item.clock))


def _clocks(
    gone: Case, stays: Case, books: tuple[Rulebook, Rulebook], here: Written
) -> Iterable[tuple[str, str]]:
    """A clock that runs there and cannot run here stands here as a task with its last day."""
    carried = {made.event.decision for made in gone.decisions.values()}
    own = {clock.duty.id for clock in clocks(stays, books[1]) if clock.running}
    for clock in clocks(gone, books[0]):
        if not clock.running or clock.duty.id in own or _starts_again(clock, carried):
            continue
        name = CLOCK_TASK.format(number=gone.number, name=clock.duty.name)
        due = clock.due.ends_at.isoformat() if clock.due else ""
        task = ev.TaskLeft(here.next_id(), name, stays.handler, due, clock.duty.id)
        yield here.add(task), clock.start_entry


def _starts_again(clock: Clock, carried: set[str]) -> bool:
    """Whether the copied decision or placement starts it here."""
    starts = clock.duty.starts_at
    decided = starts in ("beslut", "verkställighet") and clock.duty.starts_on in carried
    return decided or starts == "placering"
