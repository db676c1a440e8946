"""Föredragning: what is read aloud to the woken decision-maker, in order, in four minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from . import events as ev
from .case import Case
from .case_parts import ItemKind, Known, Visit
from .facts import Fact, FactKind
from .overview import citations
from .routine import StepKind
from .rulebook import Rulebook
from .veil import veiled

ABOUT = "Föredragning"
"""What a note of the decision-maker's own words is about."""
MOST_WORDS = 480
"""Four minutes at 120 words a minute, which is slow enough to be written down."""
PROTECTION = ("skydd", "bedömning")
PERSON = "personen"
"""Subject of a fact that is the person's own; a caller's words are kontaktens."""


@dataclass(frozen=True, slots=True)
class BriefPart:
    """A headed part. `ask` is what whoever reads must say without help, "" when nothing."""

    heading: str
    lines: tuple[str, ...] = ()
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Briefing:
    """The page, and how many minutes it takes to read."""

    parts: tuple[BriefPart, ...]
    minutes: int


def briefing(case: Case, book: Rulebook, who: str) -> Briefing:
    """The page as of now; `who` is the person in a few words, without identity."""
    cut = (_cut(part, share) for part, share in _parts(case, book, who))
    parts = tuple(
        replace(part, lines=tuple(veiled(case, book, line) for line in part.lines)) for part in cut
    )
    words = sum(_words(part) for part in parts)
    return Briefing(parts, max(1, -(-words // (MOST_WORDS // 4))))


def _parts(case: Case, book: Rulebook, who: str) -> Iterator[tuple[BriefPart, int]]:
    """The parts in reading order, each with the most words it may take."""
    yield BriefPart("Vem det gäller", (_person(case, who), *_facts(case, book, "vem"))), 60
    happened = (*_first_words(case), *_facts(case, book, "läget", "samtal"))
    yield BriefPart("Vad som har hänt", happened, "" if happened else "Säg vad som har hänt."), 100
    risk = _facts(case, book, *PROTECTION)
    yield BriefPart("Risken i natt", risk, "" if risk else "Säg vad risken i natt är."), 80
    no = _no_consent(case, book)
    ask = "" if no else "Säg varför samtycke inte finns, eller inte räcker."
    yield BriefPart("Varför inte samtycke", no, ask), 60
    why = _reasons(case, book)
    ask = "" if why else "Säg varför det inte kan vänta till i morgon."
    yield BriefPart("Varför det inte kan vänta", why, ask), 50
    said = (*_own_words(case, book), *_said(case))
    ask = "" if said else "Säg vad personen och vårdnadshavaren själva säger och vill."
    yield BriefPart("Vad de själva säger", said, ask), 70
    unknown = tuple(i.words for i in case.open_items() if i.kind is ItemKind.UNKNOWN)
    if unknown:
        yield BriefPart("Det vet vi inte", unknown), 30
    asked = _asked_for(case, book)
    yield BriefPart("Vad jag begär", asked, "" if asked else _ASK), 60


_ASK = "Säg vad du begär: lagrum, plats, handräckning."


def _person(case: Case, who: str) -> str:
    return f"Ärende {case.number}. {who[:1].upper()}{who[1:]}."


def _facts(case: Case, book: Rulebook, *sections: str) -> tuple[str, ...]:
    """What is known under the sections; somebody's own words have a part of their own."""
    found = []
    for id, known in case.facts.items():
        fact = book.facts.get(id)
        if fact and fact.section in sections and fact.kind is not FactKind.VERBATIM:
            found.append(_known(fact, fact.shown(known.answer)))
    return tuple(found)


def _known(fact: Fact, words: str) -> str:
    return _sentence(f"{fact.heading}: {words}")


def _first_words(case: Case) -> tuple[str, ...]:
    """What was said when it came in."""
    notes = (e.event for e in case.entries[:12] if e.id not in case.misfiled)
    first = next((n for n in notes if isinstance(n, ev.NoteWritten) and not n.verbatim), None)
    return (_sentence(first.text),) if first else ()


def _no_consent(case: Case, book: Rulebook) -> tuple[str, ...]:
    """Those asked who said no, and what is known of the vårdnadshavare."""
    refused = []
    for id, consent in case.consents.items():
        agency = book.agencies.get(consent.receiver)
        if not consent.given:
            refused.append(f"Samtycker inte till {agency.name if agency else id}.")
    told = (
        _with_reason(fact, known)
        for id, known in case.facts.items()
        if (fact := book.facts.get(id)) and fact.section == "vårdnadshavare"
    )
    return (*told, *refused)


def _with_reason(fact: Fact, known: Known) -> str:
    said, reason = _known(fact, fact.shown(known.answer)), known.answer.reason
    return f"{said} {_sentence(reason)}" if reason else said


def _reasons(case: Case, book: Rulebook) -> tuple[str, ...]:
    """The reasons written when protection was judged."""
    found = []
    for id, known in case.facts.items():
        fact = book.facts.get(id)
        if fact and fact.section in PROTECTION and known.answer.reason:
            found.append(_sentence(known.answer.reason))
    return tuple(dict.fromkeys(found))


def _own_words(case: Case, book: Rulebook) -> tuple[str, ...]:
    """What the person was asked in the routines and answered word for word."""
    return tuple(
        f"{fact.heading}: ”{known.answer.text.strip()}”"
        for id, known in case.facts.items()
        if (fact := book.facts.get(id))
        and fact.kind is FactKind.VERBATIM
        and fact.subject == PERSON
        and known.answer.text
    )


def _said(case: Case) -> tuple[str, ...]:
    """Somebody's own words, the last ones; not those of the decision-maker."""
    found = []
    for entry in reversed(case.entries):
        event = entry.event
        if not isinstance(event, ev.NoteWritten) or entry.id in case.misfiled:
            continue
        if event.verbatim and event.about != ABOUT:
            by = entry.stamp.told_by or "personen"
            found.append(f"{by[:1].upper()}{by[1:]}: ”{event.text}”")
        if len(found) == 3:
            break
    return tuple(reversed(found))


def _asked_for(case: Case, book: Rulebook) -> tuple[str, ...]:
    """The decisions that wait to be made, with the provisions they rest on."""
    found = []
    for visit in _decisions(case, book):
        step = book.step(case.tracks[visit.track].routine, visit.step)
        cited = ", ".join(citations(book, step))
        found.append(_sentence(step.text) + (f" ({cited})" if cited else ""))
    return tuple(found)


def _decisions(case: Case, book: Rulebook) -> Iterable[Visit]:
    for visit in case.open_visits():
        step = book.step(case.tracks[visit.track].routine, visit.step)
        if step.kind is StepKind.DECISION:
            yield visit


def _cut(part: BriefPart, share: int) -> BriefPart:
    """The part within its share of the four minutes; what is left out is said."""
    kept: list[str] = []
    for line in part.lines:
        words = line.split()
        if len(words) > share:
            kept.append(" ".join(words[:share]) + " …")
            share = 0
        elif share:
            kept.append(line)
            share -= len(words)
        if share <= 0:
            break
    left = len(part.lines) - len(kept)
    if left:
        kept.append(f"Och {left} till, i tidslinjen.")
    return BriefPart(part.heading, tuple(kept), part.ask)


def _words(part: BriefPart) -> int:
    return sum(len(text.split()) for text in (part.heading, *part.lines, part.ask))


def _sentence(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if one_line.endswith((".", "?", "”", "…")) else f"{one_line}."
