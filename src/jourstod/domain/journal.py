"""Journal text for one person's file, ready to paste: what is new since it was last entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import events as ev
from .case import Case
from .case_parts import JOURNAL as JOURNAL
from .case_parts import Decision
from .entries import Entry
from .facts import FactKind
from .local_time import local_day, long_day, show_time
from .people import Role
from .rulebook import Rulebook
from .sheet_parts import decision_words
from .sheet_words import day_and_time, first_sentence, one_line
from .time_rows import as_corrected, said_when, void, words_for
from .timeline import told

_BOOKKEEPING = (
    ev.CaseTaken, ev.CaseLinked, ev.TrackStarted, ev.TrackEnded, ev.TransferredToJournal,
    ev.BundleAdopted, ev.CaseMisfiled, ev.CaseGiven, ev.EntriesBrought, ev.LateNewsReceived,
    ev.ProtectedShown, ev.ProtectedOpened, ev.CaseMadeFindable, ev.ProtectionTold,
    ev.HandoverAccepted, ev.HandoverReturned, ev.StepDeferred,
)  # fmt: skip
"""What keeps the night going and is no part of anybody's file."""


def journal_text(case: Case, book: Rulebook) -> str:
    """The text in the order it happened, day by day, each decision as a block of its own."""
    lines = [_head(case)]
    day = None
    new = sorted(_new(case, book), key=lambda entry: case.happened(entry.id).earliest)
    for entry in new:
        today = local_day(case.happened(entry.id).earliest)
        if today != day:
            lines += ["", long_day(today)]
            day = today
        lines.append(_block(case, book, entry))
    if day is None:
        lines += ["", "Inget nytt att föra in."]
    return "\n".join((*lines, "", *_signatures(new)) if new else lines)


def entered(case: Case) -> str:
    """How far the journal has come, in words; "" when nothing is entered."""
    for entry in reversed(case.entries):
        if isinstance(entry.event, ev.TransferredToJournal):
            at = day_and_time(entry.stamp.recorded_at)
            system = f" i {entry.event.system}" if entry.event.system else ""
            return f"Infört{system} {at}, till och med händelse {entry.event.upto}."
    return ""


def _head(case: Case) -> str:
    before = entered(case)
    return f"Ärende {case.number}. {before} Nytt sedan dess:" if before else f"Ärende {case.number}"


def _new(case: Case, book: Rulebook) -> Iterator[Entry]:
    """Entries that belong in this person's file and are not in it, without what is void."""
    gone = void(case)
    for entry in case.entries[case.journal_upto :]:
        if entry.id in gone or isinstance(entry.event, _BOOKKEEPING) or _of_others(entry, book):
            continue
        if _of_the_jour(case, book, entry):
            continue
        if told(case, book, entry, on_paper=True) is not None:
            yield entry


def _of_others(entry: Entry, book: Rulebook) -> bool:
    """Whether it tells of a sibling or another person, who has a file of their own."""
    event = entry.event
    if isinstance(event, ev.TaskLeft | ev.TaskDone):
        return "/barn-" in event.item
    fact = book.facts.get(getattr(event, "fact", ""))
    return fact is not None and fact.kind is FactKind.CHILDREN


def _of_the_jour(case: Case, book: Rulebook, entry: Entry) -> bool:
    """Whether it comes of a routine about the jour's own work."""
    item = case.items.get(getattr(entry.event, "item", ""))
    visit = case.visits.get(getattr(entry.event, "visit", "") or (item.visit if item else ""))
    track = case.tracks.get(visit.track) if visit else None
    routine = book.routines.get(track.routine) if track else None
    return routine is not None and routine.outside_file


def _block(case: Case, book: Rulebook, entry: Entry) -> str:
    stamp, event = as_corrected(case, entry), entry.event
    when = said_when(stamp) or show_time(stamp.happened.earliest)
    source = f"Uppgift från {stamp.told_by}." if stamp.told_by else ""
    if isinstance(event, ev.DecisionMade):
        made = case.decisions.get(entry.id) or Decision(entry.id, event, event.enforced_at)
        said = f"BESLUT: {first_sentence(event.what)}. {decision_words(made, book)}"
    else:
        line = told(case, book, entry, on_paper=True)
        assert line is not None
        said = words_for(case, book, JOURNAL, entry, one_line(line.words))
    reason = one_line(getattr(getattr(event, "answer", None), "reason", ""))
    why = _sentence(f"Motivering: {reason}") if reason and reason not in said else ""
    return " ".join(part for part in (when, _sentence(said), why, source, f"/{stamp.who}") if part)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!", "”", "»", "…")) else f"{words}."


def _signatures(entries: Iterable[Entry]) -> Iterator[str]:
    """Who signed: «AB Anna Berg, socialsekreterare (jour)»."""
    for who, name, role in dict.fromkeys(
        (e.stamp.who, e.stamp.name, e.stamp.role) for e in entries
    ):
        yield f"/{who} = {name}, {_role(role)}"


def _role(role: str) -> str:
    try:
        return Role(role).swedish
    except ValueError:
        return role
