"""Scrubbing: a real case as a written night, with nothing personal left in it.

What is kept is what the routine's file says itself: steps, outcomes, and values that are declared
there. Every other word is made up, whoever wrote it; the times keep their distances from a made-up
evening. Nothing is copied that was not recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from ..domain import events as ev
from ..domain.abstraction import domains
from ..domain.answers import WAYS_OUT, Answer
from ..domain.case import Case
from ..domain.entries import Entry
from ..domain.facts import Fact, FactKind
from ..domain.forms import form, is_no, is_yes
from ..domain.local_time import show_time
from ..domain.night import (
    Answering,
    Changing,
    Closing,
    Correcting,
    Deed,
    Expecting,
    Leaving,
    NewCase,
    Noting,
    Pairs,
    Starting,
)
from ..domain.routine import Step, StepKind
from ..domain.rulebook import Rulebook
from .answering import REASON, WORDS, WRITTEN
from .night_text import Line

ALIAS = "Påhittad"
LONGEST_PAUSE = timedelta(hours=12)
"""A pause is cut to this: a night says clock times and no days."""
_REPORTS = ("anmälan", "ansökan", "information")
_LEFT: dict[type, str] = {
    ev.StepCouldNot: "gick inte",
    ev.StepNotNeeded: "behövs inte",
    ev.StepOverridden: "gå förbi",
    ev.StepDeferred: "skjut upp",
}


def scrubbed(case: Case, book: Rulebook, begins: datetime) -> tuple[Line, ...]:
    """The lines of the night, the last one saying which questions are open at the end."""
    lines, at, before = list[Line](), begins, None
    for group in _commands(case.entries):
        now = group[0].stamp.recorded_at
        pause = now - before if before is not None else timedelta(0)
        at += max(timedelta(0), min(pause, LONGEST_PAUSE))
        before = now
        deed = _Reader(case, book, at).deed(group)
        if deed is not None:
            lines.append((at, deed))
    asked = dict.fromkeys(visit.step for visit in case.open_visits())
    return (*lines, (at, Expecting(open_steps=tuple(asked))))


def _commands(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries of each act: they share writer, time and intent."""
    for _, group in groupby(
        entries, key=lambda e: (e.stamp.who, e.stamp.recorded_at, e.stamp.intent)
    ):
        yield list(group)


class _Reader:
    """What one act was, said with made-up words."""

    def __init__(self, case: Case, book: Rulebook, at: datetime) -> None:
        self.case, self.book, self.at = case, book, at

    def deed(self, group: list[Entry]) -> Deed | None:
        """The line of the act; None for what no night needs."""
        events = [entry.event for entry in group]
        if any(isinstance(event, ev.CaseOpened) for event in events):
            return self._opened(events)
        past = any(isinstance(event, ev.RequirementOverridden) for event in events)
        for event in events:
            found = self._settled(event, REASON if past else "")
            if found is not None:
                return found
        return self._other(events)

    def _opened(self, events: Sequence[object]) -> Deed:
        noted = [event for event in events if isinstance(event, ev.FactNoted)]
        facts = [(event.fact, ", ".join(self._words(event.fact, event.answer))) for event in noted]
        report = self.case.report if self.case.report in _REPORTS else ""
        return NewCase(ALIAS, report=report, facts=tuple(pair for pair in facts if pair[1]))

    def _settled(self, event: object, past: str) -> Deed | None:
        match event:
            case ev.StepAnswered(reused=False):
                step, routine = self._step(event.track, event.step)
                given = self._given(step, event.answer)
                why = REASON if event.answer.reason or step.reason_required else ""
                written = self._written(step, event.answer)
                return Answering(step.id, given, routine, why, written, past)
            case ev.AnswerCorrected():
                step, routine = self._step(event.track, event.step)
                return Correcting(step.id, self._given(step, event.answer), REASON, routine)
            case ev.StepCouldNot() | ev.StepNotNeeded() | ev.StepOverridden() | ev.StepDeferred():
                step, routine = self._step(event.track, event.step)
                return Leaving(_LEFT[type(event)], step.id, REASON, routine, insist=past)
            case ev.SituationChanged():
                return Changing(event.fact, self._words(event.fact, event.answer), REASON)
            case _:
                return None

    def _other(self, events: Sequence[object]) -> Deed | None:
        for event in events:
            match event:
                case ev.TrackStarted():
                    return Starting(event.routine)
                case ev.VisitOpened() if event.again:
                    step, routine = self._step(event.track, event.step)
                    return Leaving("ta upp igen", step.id, REASON, routine)
                case ev.NoteWritten():
                    return Noting(WORDS)
                case ev.CaseClosed():
                    return Closing("klart", REASON)
                case _:
                    continue
        return None

    def _step(self, track: str, step: str) -> tuple[Step, str]:
        routine = self.case.tracks[track].routine
        return self.book.step(routine, step), routine

    def _given(self, step: Step, answer: Answer) -> tuple[str, ...]:
        if step.kind is StepKind.CHECKLIST:
            declared = {item.id for item in step.items}
            return tuple(
                value.replace(":not_needed", " behövs inte")
                for value in answer.values
                if value.removesuffix(":not_needed") in declared or value in WAYS_OUT
            )
        return self._words(step.fact, answer) if step.fact else ()

    def _words(self, id: str, answer: Answer) -> tuple[str, ...]:
        """The answer by what is declared; any words of its own are made up."""
        fact = self.book.facts.get(id)
        if fact is None:
            return ()
        declared = {choice.id for choice in fact.choices}
        kept = tuple(v for v in answer.values if v in declared or v in WAYS_OUT)
        if kept or not answer.text:
            return kept
        if fact.kind is FactKind.NUMBER:
            return (self._number(fact, answer.text),)
        return (show_time(self.at)[:5],) if fact.kind is FactKind.WHEN else (WORDS,)

    def _number(self, fact: Fact, text: str) -> str:
        """The lowest number that no routine tells from the real one."""
        said = int(text) if text.isdecimal() else 0
        cuts = {0}
        for routine in self.book.routines.values():
            known = domains(routine, self.book.facts).get(fact.id, ())
            cuts |= {value for value in known if isinstance(value, int)}
        return str(max(cut for cut in cuts if cut <= said))

    def _written(self, step: Step, answer: Answer) -> Pairs:
        """The fields that were written: yes and no as they were, times as the night's own."""
        return tuple(
            (field.id, told)
            for field in form(step)
            if (said := answer.field(field.id)) and not field.is_ahead
            and (told := self._field(field.id, said, field.is_time))
        )  # fmt: skip

    def _field(self, id: str, said: str, is_time: bool) -> str:
        if is_time:
            return show_time(self.at)[:5]
        if is_yes(said) or is_no(said):
            return "ja" if is_yes(said) else "nej"
        return "" if id == "delar" else WRITTEN.get(id, WORDS)
