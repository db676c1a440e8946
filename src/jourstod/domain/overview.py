"""What a person sees of a case: the question now, where in the routine, what is open.

Pure read-outs shared by both front ends, so that they never differ; each costs the same however
long the case is (a window, not the whole).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from .answer_keys import choices, listed
from .answers import Answer
from .case import Case
from .case_parts import Item, Silence, Visit
from .checklist import tally
from .facts import Choice, Fact, FactKind
from .forms import FormField, form
from .routine import Routine, Step, StepKind
from .rulebook import Rulebook
from .spoken_time import shown
from .veil import veiled


@dataclass(frozen=True, slots=True)
class Question:
    """Everything a front end needs to ask one open visit; nothing of it decides anything."""

    visit: Visit
    step: Step
    routine: Routine
    fact: Fact | None
    choices: tuple[Choice, ...]
    several: bool
    typed: bool
    fields: tuple[FormField, ...]
    phase: str
    position: int
    in_phase: int
    number: int
    cited: tuple[str, ...]
    former: Answer | None
    again: str

    @property
    def heading(self) -> str:
        """Where we are: «Skydd · 3 av 6»."""
        return f"{self.phase or self.routine.title} · {self.position} av {self.in_phase}"

    @property
    def step_number(self) -> str:
        """The number of the step on paper: «steg 14»."""
        return f"steg {self.number}"

    def fields_with(self, answer: str) -> tuple[FormField, ...]:
        """What is written with an answer; a no to consent has no scope to write."""
        refused = self.step.kind is StepKind.CONSENT and answer == "nej"
        return () if refused else self.fields


@dataclass(frozen=True, slots=True)
class StepMark:
    """One line of the overview: state is done, now, open, left or ahead."""

    step: Step
    state: str
    words: str
    at: datetime | None


def question(case: Case, book: Rulebook, visit: Visit) -> Question:
    """The question of a visit, with its choices in the order they are numbered."""
    routine = book.routines[case.tracks[visit.track].routine]
    step = routine.steps[visit.step]
    fact = book.facts.get(step.fact) if step.fact else None
    phase = _phase_steps(routine, step.phase)
    return Question(
        visit=replace(visit, deferred=veiled(case, book, visit.deferred)),
        step=step,
        routine=routine,
        fact=fact,
        choices=choices(step, fact),
        several=bool(fact and fact.kind is FactKind.MANY) or step.kind is StepKind.CHECKLIST,
        typed=bool(fact and not listed(fact)),
        fields=form(step),
        phase=step.phase,
        position=1 + next((i for i, s in enumerate(phase) if s.id == step.id), 0),
        in_phase=len(phase),
        number=routine.numbers[step.id],
        cited=tuple(citations(book, step)),
        former=former_answer(case, visit),
        again=visit.again,
    )


def questions(case: Case, book: Rulebook) -> tuple[Question, ...]:
    """Every open question; what waits for another routine after the rest, put-aside ones last."""
    return tuple(question(case, book, visit) for visit in _as_asked(case, book))


def _as_asked(case: Case, book: Rulebook) -> list[Visit]:
    """The open visits in the order they are asked: nobody is stopped at a wait."""

    def late(visit: Visit) -> tuple[bool, bool]:
        step = book.step(case.tracks[visit.track].routine, visit.step)
        return bool(visit.deferred), step.kind is StepKind.WAIT

    return sorted(case.open_visits(), key=late)


def asked_now(case: Case, asked: tuple[Question, ...], chosen: str) -> Question | None:
    """The open question in the middle: the visit chosen; when that is settled, what follows it."""
    exact = next((question for question in asked if question.visit.id == chosen), None)
    return exact or following(case, asked, chosen)


def following(case: Case, asked: tuple[Question, ...], left: str) -> Question | None:
    """The question after a visit that was left: on the same track, else the first open one.

    One routine is walked at a time: what was put aside on it does not hold it up, and the other
    tracks wait until it has no more to ask. Where it waits, what the visit started is asked.
    """
    visit = case.visits.get(left)
    same = [
        question
        for question in asked
        if visit is not None
        and question.visit.track == visit.track
        and question.visit.id != left
        and not question.visit.deferred
    ]
    started = [q for q in asked if visit is not None and _started_by(case, q, visit)]
    going_on = [question for question in same if question.step.kind is not StepKind.WAIT]
    return next(iter((*going_on, *started, *asked)), None)


def opened_since(asked: tuple[Question, ...], seq: int) -> str:
    """The first open question that was opened after an entry number: its visit, "" for none."""
    return next((q.visit.id for q in asked if q.visit.opened_seq > seq), "")


def _started_by(case: Case, question: Question, visit: Visit) -> bool:
    by = case.tracks[question.visit.track].by
    return bool(by) and by == visit.settled_by and not question.visit.deferred


def citations(book: Rulebook, step: Step) -> Iterable[str]:
    """Provisions (current number first, unsure ones marked) and sources of a step."""
    for id in step.provisions:
        known = book.provisions.get(id)
        yield known.cited if known else id
    for id in step.sources:
        source = book.sources.get(id)
        yield source.title if source else id


def overview(case: Case, book: Rulebook, track_id: str, limit: int = 12) -> tuple[StepMark, ...]:
    """Steps of a track: those settled last, those open, and what may come; at most `limit`."""
    track = case.tracks[track_id]
    routine = book.routines[track.routine]
    marks: list[StepMark] = []
    seen: set[str] = set()
    for id in reversed(track.settled[-3 * limit :]):
        visit = case.visits[id]
        if visit.voided or visit.step in seen or len(marks) >= limit - len(track.open):
            continue
        seen.add(visit.step)
        step = routine.steps[visit.step]
        at = case.happened(visit.settled_by).earliest
        state = "done" if visit.state == "answered" else "left"
        marks.append(StepMark(step, state, short_words(book, step, visit), at))
    marks.reverse()
    marks += [StepMark(routine.steps[case.visits[v].step], "now", "", None) for v in track.open]
    return tuple(marks[-limit:])


def ahead(case: Case, book: Rulebook, track_id: str, limit: int = 6) -> tuple[Step, ...]:
    """Steps that may still come on a track, in reading order; which ones follows from answers."""
    track = case.tracks[track_id]
    steps = tuple(book.routines[track.routine].steps.values())
    at = {case.visits[visit].step for visit in track.open}
    first = next((n for n, step in enumerate(steps) if step.id in at), len(steps))
    left = (
        s for s in steps[first + 1 :] if s.kind is not StepKind.END and s.id not in track.latest
    )
    return tuple(islice(left, limit))


def phases(case: Case, book: Rulebook, track_id: str) -> tuple[tuple[str, int, int, bool], ...]:
    """The map of a routine: each phase, its settled steps, all its steps, and whether it is now."""
    track = case.tracks[track_id]
    routine = book.routines[track.routine]
    now = {routine.steps[case.visits[visit].step].phase for visit in track.open}
    found = []
    for phase, steps in routine.phases().items():
        asked = [step for step in steps if step.kind is not StepKind.END]
        if asked:
            settled = sum(1 for step in asked if step.id in track.outcomes)
            found.append((phase or routine.title, settled, len(asked), phase in now))
    return tuple(found)


def short_words(book: Rulebook, step: Step, visit: Visit) -> str:
    """The answer in a word or two."""
    if visit.state == "could_not":
        return "gick inte"
    if visit.state == "overridden":
        return "förbigått"
    if visit.state == "not_needed":
        return "ej aktuellt"
    fact = book.facts.get(step.fact) if step.fact else None
    if fact is None:
        return tally(step, visit.answer) or "klart"
    words = fact.shown(visit.answer)
    return words.splitlines()[0][:60] if words else "klart"


def former_answer(case: Case, visit: Visit) -> Answer | None:
    """What was answered the last time this step was asked, voided or not."""
    for id in reversed(case.tracks[visit.track].settled[-200:]):
        other = case.visits[id]
        if other.step == visit.step and other.id != visit.id:
            return other.answer
    return None


def silences(case: Case) -> tuple[Silence, ...]:
    """Who and what must not be informed (yet)."""
    return tuple(s for s in case.silences.values() if not s.lifted)


def silence_words(silence: Silence, now: datetime) -> str:
    """Who or what, relation, ground, who decided and when it is reviewed, in one line."""
    event = silence.event
    relation = f" ({event.relation})" if event.relation else ""
    parts = (
        event.ground,
        f"beslutat av {event.decided_by}" if event.decided_by else "",
        f"omprövas {shown(event.review, now)}" if event.review else "tid för omprövning saknas",
    )
    return f"{event.who}{relation}: {', '.join(part for part in parts if part)}"


def waits(case: Case) -> tuple[Item, ...]:
    """Whom we wait for or shall call back, soonest first."""
    open_ones = [i for i in case.open_items() if i.kind.name == "CALLBACK"]
    return tuple(sorted(open_ones, key=lambda item: item.due or "9"))


def who(case: Case, book: Rulebook) -> str:
    """Who the case is about, without identity: age group and alias."""
    known = case.facts.get("åldersgrupp") or case.facts.get("aldersgrupp")
    fact = book.facts.get("åldersgrupp") or book.facts.get("aldersgrupp")
    group = fact.words(known.answer).lower() if known and fact else ""
    alias = f"«{case.alias}»" if case.alias else ""
    return " ".join(part for part in (group, alias) if part) or "okänd"


def where(case: Case, book: Rulebook) -> str:
    """Läge: the first open question's short name, or what happened last."""
    if case.closed:
        return f"Avslutat: {case.closed}"
    visits = _as_asked(case, book)
    if visits:
        visit = visits[0]
        step = book.step(case.tracks[visit.track].routine, visit.step)
        return step.phase or name_of(step)
    return "Rutinen är klar"


def name_of(step: Step) -> str:
    """A step's id as words: «akut_fara» → «Akut fara»."""
    words = step.id.split(".")[-1].replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _phase_steps(routine: Routine, phase: str) -> tuple[Step, ...]:
    return tuple(
        s for s in routine.steps.values() if s.phase == phase and s.kind is not StepKind.END
    )
