"""The time line: what each entry says in one short Swedish line, for screens in both front ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from . import events as ev
from .answers import Answer
from .case import Case
from .checklist import ticked
from .entries import Entry
from .local_time import local_day, short_day, show_time
from .overview import name_of
from .protection import level_of
from .routine import Step, StepKind
from .rulebook import Rulebook
from .veil import veiled
from .written import beside

UNSHARED = "inte delat ännu"


@dataclass(frozen=True, slots=True)
class Told:
    """One line: when it happened, who wrote and who told it, the words; `struck` is void."""

    at: datetime
    who: str
    words: str
    entry: str
    told_by: str = ""
    struck: bool = False

    @property
    def by(self) -> str:
        """«AB», or «CD→AB» when one told and another wrote."""
        return f"{self.told_by}→{self.who}" if self.told_by else self.who


def recent(case: Case, book: Rulebook, limit: int, after: int = 0) -> tuple[Told, ...]:
    """The last lines, newest first by when it happened; reads a window, never the whole log."""
    found: list[Told] = []
    for entry in reversed(case.entries):
        if entry.seq <= after or len(found) >= limit:
            break
        line = told(case, book, entry)
        if line is not None:
            found.append(line)
    return tuple(sorted(found, key=lambda line: line.at, reverse=True))


def told(case: Case, book: Rulebook, entry: Entry, *, on_paper: bool = False) -> Told | None:
    """The line of one entry; None for what only keeps the books, or is in the wrong case.

    A screen shows it with what is protected masked; a sheet (`on_paper`) is cut for its receiver.
    """
    words = "" if entry.id in case.misfiled else in_words(case, book, entry)
    if not words:
        return None
    stamp = entry.stamp
    if not on_paper:
        words = veiled(case, book, words)
    source = case.brought.get(entry.id)
    words = f"{words} ({source})" if source else words
    words = f"{words} ({UNSHARED})" if entry.id in case.unshared else words
    visit = case.visits.get(getattr(entry.event, "visit", ""))
    struck = bool(visit and visit.voided and isinstance(entry.event, _SETTLED))
    at = case.happened(entry.id).earliest
    return Told(at, stamp.who, words, entry.id, stamp.told_by, struck)


_SETTLED = (
    ev.StepAnswered,
    ev.StepCouldNot,
    ev.StepNotNeeded,
    ev.StepOverridden,
    ev.AnswerCorrected,
)


def in_words(case: Case, book: Rulebook, entry: Entry) -> str:
    """What the entry says, "" for what only keeps the books."""
    event = entry.event
    match event:
        case ev.StepAnswered(reused=True):
            return ""
        case ev.StepAnswered(done=True, fact="") if _tells_itself(case, book, event):
            more = beside(_found(case, book, event.track, event.step), event.answer)
            return f"{_step(case, book, event.track, event.step)}: {more}" if more else ""
        case ev.StepAnswered():
            return _answered(case, book, event.track, event.step, event.fact, event.answer)
        case ev.AnswerCorrected():
            said = _answered(case, book, event.track, event.step, event.fact, event.answer)
            return f"Rättat: {said} ({event.reason})"
        case ev.StepCouldNot():
            return f"{_step(case, book, event.track, event.step)}: gick inte ({event.reason})"
        case ev.StepNotNeeded():
            return f"{_step(case, book, event.track, event.step)}: ej aktuellt ({event.reason})"
        case ev.StepOverridden():
            return f"{_step(case, book, event.track, event.step)}: förbigått ({event.reason})"
        case ev.StepDeferred():
            return f"{_step(case, book, event.track, event.step)}: uppskjutet ({event.reason})"
        case ev.FactNoted():
            return f"{_fact(book, event.fact)}: {_value(book, event.fact, event.answer)}"
        case ev.SituationChanged():
            value = _value(book, event.fact, event.answer)
            return f"Ändrat läge: {_fact(book, event.fact)}: {value} ({event.reason})"
        case ev.TimeCorrected():
            return _retimed(case, event)
        case ev.TrackStarted():
            routine = book.routines.get(event.routine)
            return f"Rutin: {routine.title if routine else event.routine}"
        case _:
            teller = _WORDS.get(type(event))
            return teller(event) if teller else ""


def _tells_itself(case: Case, book: Rulebook, event: ev.StepAnswered) -> bool:
    """Whether the step left an event of its own that says more, or was only read."""
    step = _found(case, book, event.track, event.step)
    return step is not None and step.kind not in (StepKind.CHECKLIST, StepKind.WAIT)


def _answered(case: Case, book: Rulebook, track: str, step: str, fact: str, answer: Answer) -> str:
    name = _step(case, book, track, step)
    found = _found(case, book, track, step)
    value = _value(book, fact, answer) if fact else answer.text
    parts = (value, ticked(found, answer), beside(found, answer))
    said = "; ".join(part for part in parts if part)
    return f"{name}: {said or 'klart'}"


def _step(case: Case, book: Rulebook, track: str, step: str) -> str:
    found = _found(case, book, track, step)
    return name_of(found) if found else step


def _found(case: Case, book: Rulebook, track: str, step: str) -> Step | None:
    known = case.tracks.get(track)
    routine = book.routines.get(known.routine) if known else None
    return routine.steps.get(step) if routine else None


def _fact(book: Rulebook, fact: str) -> str:
    known = book.facts.get(fact)
    return known.heading if known else fact


def _value(book: Rulebook, fact: str, answer: Answer) -> str:
    known = book.facts.get(fact)
    return known.shown(answer) if known else answer.text or ", ".join(answer.values)


def _retimed(case: Case, event: ev.TimeCorrected) -> str:
    """Both times: the one it had, and the one that counts."""
    entry = case.by_id.get(event.entry)
    before = _day_and_time(entry.stamp.happened.earliest) if entry else "okänt"
    now = _day_and_time(datetime.fromisoformat(event.earliest))
    what = "Kom in" if event.entry == case.opened else "Tiden"
    return f"{what}: rättat till {now}, stod {before}{_why(event.reason)}"


def _day_and_time(at: datetime) -> str:
    return f"{short_day(local_day(at))} {show_time(at)}"


def _why(reason: str) -> str:
    return f" ({reason})" if reason else ""


def _contact(event: ev.ContactMade) -> str:
    whom = event.who or event.agency
    said = "; ".join(part for part in (event.outcome, event.reference) if part)
    head = f"Kontakt med {whom}" if event.reached else f"Sökte {whom}, fick inte svar"
    return f"{head}: {said}" if said else head


def _decision(event: ev.DecisionMade) -> str:
    return f"Beslut: {event.what} ({event.decider}{', ' + event.role if event.role else ''})"


_WORDS: dict[type, Callable[..., str]] = {
    ev.CaseOpened: lambda e: f"Ärendet öppnat ({e.report or 'kontakt'})",
    ev.CaseClosed: lambda e: f"Ärendet avslutat: {e.outcome}",
    ev.CaseReopened: lambda e: f"Ärendet öppnat igen: {e.reason}",
    ev.CaseMisfiled: lambda e: f"En rad stod i fel ärende och är flyttad till {e.belongs_to}",
    ev.CaseLinked: lambda e: f"Hör ihop med {e.number} ({e.relation})",
    ev.DistrictTold: lambda e: f"Stadsdel: {e.district}",
    ev.CaseTaken: lambda e: "Tog över ärendet",
    ev.CaseGiven: lambda e: f"Lämnade ärendet till {e.to}{_why(e.reason)}",
    ev.CaseMerged: lambda e: f"{e.number} är samma person och går vidare här{_why(e.reason)}",
    ev.CaseMergedAway: lambda e: f"Samma person som {e.number}: går vidare där{_why(e.reason)}",
    ev.EntriesBrought: lambda e: "",
    ev.LateNewsReceived: lambda e: f"{e.receiver_name} har fått veta det nya{_why(e.how)}",
    ev.ProtectedShown: lambda e: f"Skyddad uppgift visades på skärmen{_why(e.reason)}",
    ev.ProtectionTold: lambda e: (
        f"Skydd: {level_of(e.level).swedish}, uppgift från {e.source}{_why(e.reason)}"
    ),
    ev.ProtectedOpened: lambda e: f"Öppnat i en nödsituation{_why(e.reason)}",
    ev.CaseMadeFindable: lambda e: "Går att hitta igen på namn eller nummer",
    ev.ItemCancelled: lambda e: f"{'Gick inte' if e.could_not else 'Behövs inte'}: {e.reason}",
    ev.TrackEnded: lambda e: f"Rutinen klar: {e.ending}",
    ev.RequirementOverridden: lambda e: f"Gick förbi krav: {e.sentence} ({e.reason})",
    ev.MarkedResting: lambda e: f"Vilar på rättad uppgift: {e.what}",
    ev.NoteWritten: lambda e: f"{e.about} – ”{e.text}”" if e.verbatim else e.text,
    ev.ContactMade: _contact,
    ev.DecisionMade: _decision,
    ev.DecisionEnforced: lambda e: "Beslutet verkställt",
    ev.DecisionSigned: lambda e: f"Beslutet undertecknat av {e.by}",
    ev.ConsentGiven: lambda e: f"Samtycke till {e.receiver}{': ' + e.scope if e.scope else ''}",
    ev.ConsentRefused: lambda e: f"Samtycker inte till {e.receiver}",
    ev.ConsentWithdrawn: lambda e: f"Samtycket till {e.receiver} återtaget",
    ev.DoNotTellAdded: lambda e: f"Får inte informeras (ännu): {e.who}",
    ev.DoNotTellLifted: lambda e: f"Får informeras nu: {e.reason}",
    ev.PlacementBegun: lambda e: f"Placering: {e.form}",
    ev.PlacementEnded: lambda e: f"Placeringen avslutad: {e.reason}",
    ev.TaskLeft: lambda e: f"Uppgift till {e.owner}: {e.what}",
    ev.TaskDone: lambda e: f"Uppgift {'klar' if e.needed else 'behövs inte'}: {e.outcome}",
    ev.PromiseMade: lambda e: f"Utlovat: {e.what}",
    ev.PromiseKept: lambda e: f"Utlovat {'hållet' if e.kept else 'kunde inte hållas'}: {e.how}",
    ev.CallbackSet: lambda e: f"{'Ring' if e.we_call else 'Väntar på'} {e.who}: {e.about}",
    ev.CallbackMade: lambda e: "" if e.reached else f"Inget svar: {e.outcome}",
    ev.HandoverOffered: lambda e: f"Lämnat över till {e.receiver}",
    ev.HandoverAccepted: lambda e: f"Mottaget av {e.receiver_name}: ”{e.said_back}”",
    ev.HandoverReturned: lambda e: f"Åter till jouren: ”{e.question}”",
    ev.DisclosureMade: lambda e: f"Blad lämnat till {e.receiver} ({e.ground})",
    ev.LocalLimitTaken: lambda e: f"Lokal frist: {e.limit} ({e.source})",
    ev.ClockMet: lambda e: f"Klocka uppfylld: {e.how}",
    ev.TransferredToJournal: lambda e: "Införd i journalen",
    ev.BundleAdopted: lambda e: f"Nytt rutinpaket: {e.reason}",
}
