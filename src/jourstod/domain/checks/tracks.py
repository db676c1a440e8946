"""Routines beside each other: what is read or waited for before anybody can have told it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..conditions import reads, why
from ..exploration import Leg
from ..explore import Explorer
from ..findings import Finding, Severity
from ..routine import Krav, KravForm, Routine, Step, StepKind
from ..rulebook import Rulebook
from .starts import Starts, Walked
from .stories import story


def check_tracks(starts: Starts) -> Iterator[Finding]:
    """Routines nobody starts, facts read too early, waits in vain, krav that nothing can keep."""
    for one in starts.walked.values():
        yield from _never_started(starts, one)
        for krav in one.routine.krav if one.whole else ():
            if krav.elsewhere:
                yield from _never_kept(starts, one, krav)
        for step in one.routine.steps.values():
            if one.whole and step.id in one.found.reached:
                yield from _too_early(starts, one, step)
                if step.waits_for is not None:
                    yield from _in_vain(starts, one, step)


def _too_early(starts: Starts, one: Walked, step: Step) -> Iterator[Finding]:
    conditions = [branch.condition for branch in step.branches]
    facts = dict.fromkeys(fact for condition in conditions for fact in reads(condition))
    for fact in facts:
        asked = starts.askers.get(fact, ())
        if fact == step.fact or not asked or starts.can_have_told(fact, one.routine.id, step.id):
            continue
        yield Finding(
            Severity.WARNING,
            "for-tidig-lasning",
            step.place,
            f"«{step.id}» läser «{fact}», men det kan inte vara besvarat då: "
            f"{_asked_where(asked, one.routine.id)}.",
            "Läs svaret efter frågan, eller starta rutinen som frågar innan.",
            story=_way_to(starts.book, one, step.id),
        )


def _never_started(starts: Starts, one: Walked) -> Iterator[Finding]:
    """A routine that no other starts and that is no way in; the only such one is the way in."""
    routine = one.routine
    if routine.by_hand or routine.id not in starts.by_hand or len(starts.by_hand) == 1:
        return
    yield Finding(
        Severity.WARNING,
        "startas-aldrig",
        routine.place,
        f"Ingen rutin startar «{routine.id}», och den säger inte att den startas för hand.",
        "Skriv dess namn under «startar» där den ska börja, eller att handläggaren startar den.",
        "startas för hand: ja",
    )


def _never_kept(starts: Starts, one: Walked, krav: Krav) -> Iterator[Finding]:
    """A krav about another routine that cannot have told its answer when the step comes."""
    routine, _, step = krav.elsewhere.partition("/")
    if routine not in starts.book.routines:
        return
    fact = starts.book.step(routine, step).fact
    if krav.step in one.found.reached and not starts.can_have_told(fact, one.routine.id, krav.step):
        yield Finding(
            Severity.WARNING,
            "for-tidig-lasning",
            krav.place,
            f"Kravet «{krav.id}» talar om «{krav.elsewhere}», men den frågan kan inte vara "
            f"besvarad när «{krav.step}» kommer.",
            "Starta den rutinen innan.",
            story=_way_to(starts.book, one, krav.step),
        )


def _in_vain(starts: Starts, one: Walked, step: Step) -> Iterator[Finding]:
    """A wait for what nobody can tell by then, or for what no end of the telling routine gives."""
    facts = reads(step.waits_for)
    unasked = [
        fact
        for fact in facts
        if starts.askers.get(fact) and not starts.can_have_told(fact, one.routine.id, step.id)
    ]
    if unasked:
        asked = _asked_where(starts.askers[unasked[0]], one.routine.id)
        yield _waits(
            starts, one, step, f"«{unasked[0]}» kan inte bli besvarat medan den väntar: {asked}"
        )
        return
    tellers = {routine for fact in facts for routine, _ in starts.askers.get(fact, ())}
    if len(facts) > 1 and len(tellers) == 1 and one.routine.id not in tellers:
        teller = starts.walked[tellers.pop()]
        if teller.whole and not _gives(starts.book, teller.routine, step):
            said = f"inget slut i rutinen «{teller.routine.id}» ger de svaren tillsammans"
            yield _waits(starts, one, step, said)


def _waits(starts: Starts, one: Walked, step: Step, said: str) -> Finding:
    assert step.waits_for is not None
    return Finding(
        Severity.WARNING,
        "vantar-forgaves",
        step.place,
        f"«{step.id}» väntar på att {why(step.waits_for, starts.book.words)}, men {said}.",
        "Starta rutinen som frågar innan, eller vänta på ett svar som kan komma.",
        story=_way_to(starts.book, one, step.id),
    )


def _gives(book: Rulebook, teller: Routine, step: Step) -> bool:
    """Whether some end of the routine, walked once on its own, leaves what the step waits for."""
    ends = [s for s in teller.steps.values() if s.kind is StepKind.END]
    kravs = [
        Krav(end.id, KravForm.NEVER_WHEN, end.id, end.place, "", condition=step.waits_for)
        for end in ends
    ]
    alone = replace(teller, krav=tuple(kravs))
    explorer = Explorer(alone, book.facts, told_here=frozenset(reads(step.waits_for)))
    return bool(explorer.walk(*kravs).faults)


def _asked_where(asked: tuple[tuple[str, str], ...], own: str) -> str:
    routine, step = asked[0]
    if routine == own:
        return f"frågan ställs i «{step}», som inte ligger på vägen dit"
    return f"frågan ställs i rutinen «{routine}», som inte har startat då"


def _way_to(book: Rulebook, one: Walked, step: str) -> tuple[str, ...]:
    """The shortest way to a step, as questions and answers."""
    shortest: tuple[Leg, ...] = ()
    for (_, _, to), legs in one.found.edges.items():
        if to == step and (not shortest or len(legs) < len(shortest)):
            shortest = legs
    return story(book, one.routine, shortest)
