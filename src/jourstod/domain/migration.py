"""Migration: whether a case can move from its rulebook to another, why not, and what changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from . import events as ev
from .answers import WAYS_OUT
from .case import Case, evolve
from .case_parts import Visit
from .clock_words import line, titled
from .clocks import running
from .conditions import Valuation
from .facts import Fact
from .monitors import breaches
from .routine import Step
from .rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as one rulebook shows it: its running clocks, and its open questions in words."""

    clocks: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The dry run of a move: both bundles, what stands in the way, before and after."""

    number: str
    bundle_from: str
    bundle_to: str
    obstacles: tuple[str, ...]
    before: Seen
    after: Seen

    @property
    def there(self) -> bool:
        """Whether the case stands on that version already."""
        return self.bundle_from == self.bundle_to

    @property
    def possible(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.there and not self.obstacles


def passage(case: Case, old: Rulebook, new: Rulebook, now: datetime) -> Passage:
    """The dry run; after is shown only of what can be read in the new rulebook."""
    blocked = obstacles(case, old, new)
    before = seen(case, old, now)
    after = Seen((), ()) if blocked else seen(case, new, now)
    return Passage(case.number, case.bundle, new.bundle, blocked, before, after)


def seen(case: Case, book: Rulebook, now: datetime) -> Seen:
    """The running clocks and open questions of the case by a rulebook."""
    clocks = (f"{titled(one)}: {line(one, book, now)}" for one in running(case, book, now))
    return Seen(tuple(clocks), tuple(_step(case, book, v).text for v in case.open_visits()))


def obstacles(case: Case, old: Rulebook, new: Rulebook) -> tuple[str, ...]:
    """Why the case cannot move, in sentences; none when it can."""
    if case.bundle == new.bundle:
        return ()
    gone = tuple(_gone(case, old, new))
    if gone:
        return gone  # the rest reads the steps that are gone
    told = (*_visits(case, old, new), *_facts(case, old, new), *_receivers(case, old, new))
    return tuple(dict.fromkeys(told or _krav(case, new)))


def valuation(case: Case, book: Rulebook) -> Valuation:
    """The facts of a case as the conditions of a rulebook see them."""
    return {
        id: book.facts[id].value_of(known.answer)
        for id, known in case.facts.items()
        if id in book.facts
    }


def overridden(case: Case) -> set[tuple[str, str, str]]:
    """Track, krav and step of every krav that was walked past with a reason."""
    events = (entry.event for entry in case.entries)
    return {(e.track, e.krav, e.step) for e in events if isinstance(e, ev.RequirementOverridden)}


def _gone(case: Case, old: Rulebook, new: Rulebook) -> Iterator[str]:
    for track in case.tracks.values():
        title = old.routines[track.routine].title
        if track.routine not in new.routines:
            yield f"Rutinen «{title}» som ärendet går i finns inte längre."
            continue
        steps = new.routines[track.routine].steps
        for visit in (case.visits[id] for id in track.visits):
            if visit.step not in steps and not visit.voided:
                how = "som är frågat nu" if visit.open else "som är besvarat"
                yield f"Steget «{_name(visit.step)}» {how} finns inte längre i «{title}»."
            if visit.to and visit.to not in steps and not visit.voided:
                to = _name(visit.to)
                yield f"Steget «{to}» dit ett svar ledde finns inte längre i «{title}»."
        if track.end_step and track.end_step not in steps:
            yield f"Slutet «{_name(track.end_step)}» som är nått finns inte längre i «{title}»."


def _visits(case: Case, old: Rulebook, new: Rulebook) -> Iterator[str]:
    for visit in case.visits.values():
        if visit.voided:
            continue
        before, after, name = _step(case, old, visit), _step(case, new, visit), _name(visit.step)
        if (before.kind, before.fact) != (after.kind, after.fact):
            yield f"Steget «{name}» frågar nu efter något annat."
        elif visit.open and _asks(before, old) != _asks(after, new):
            yield f"Den öppna frågan «{name}» har fått andra svar att välja bland."
        elif visit.outcome and visit.outcome not in after.outcomes:
            yield f"Svaret på «{name}» finns inte längre att välja."


def _facts(case: Case, old: Rulebook, new: Rulebook) -> Iterator[str]:
    for id, told in case.told.items():
        before, after = old.facts.get(id), new.facts.get(id)
        if before is None:
            continue
        if after is None:
            yield f"Uppgiften «{before.heading}» som är besvarad finns inte längre."
        elif after.kind is not before.kind:
            yield f"Uppgiften «{before.heading}» besvaras nu på ett annat sätt."
        else:
            for value in dict.fromkeys(v for known in told for v in known.answer.values):
                if _lost(value, before, after):
                    words = before.label(value)
                    yield f"Värdet «{words}» av uppgiften «{before.heading}» finns inte längre."


def _lost(value: str, before: Fact, after: Fact) -> bool:
    was, now = ({choice.id for choice in fact.choices} for fact in (before, after))
    return value in was and value not in now


def _receivers(case: Case, old: Rulebook, new: Rulebook) -> Iterator[str]:
    for receiver in case.consents:
        if receiver in old.agencies and receiver not in new.agencies:
            name = old.agencies[receiver].name
            yield f"Mottagaren «{name}» som samtycket gäller finns inte längre."


def _krav(case: Case, new: Rulebook) -> Iterator[str]:
    """The krav that the way already gone breaks, as things were at each step of it."""
    past, held = Case(case.id), overridden(case)
    for entry in case.entries:
        event = entry.event
        match event:
            case ev.VisitOpened() if not case.visits[event.visit].voided:
                track, step = event.track, event.step
            case ev.TrackEnded() if case.tracks[event.track].end_step == event.step:
                track, step = event.track, event.step
            case _:
                evolve(past, entry)
                continue
        routine = new.routines[case.tracks[track].routine]
        last = partial(past.last_outcome, track)
        for breach in breaches(routine.krav, step, last, valuation(past, new)):
            if (track, breach.krav.id, step) not in held:
                yield f"Ett krav är redan brutet på den väg ärendet har gått: {breach.sentence}"
        evolve(past, entry)


def _asks(step: Step, book: Rulebook) -> tuple[object, ...]:
    """What may be answered at a step, by ids: words are free to change."""
    fact = book.facts.get(step.fact)
    choices = frozenset(choice.id for choice in fact.choices) if fact else frozenset()
    named = tuple(frozenset(c.id for c in part) for part in (step.items, step.fields))
    return (choices, step.outcomes - set(WAYS_OUT), *named)


def _step(case: Case, book: Rulebook, visit: Visit) -> Step:
    return book.step(case.tracks[visit.track].routine, visit.step)


def _name(step: str) -> str:
    return step.replace("_", " ")
