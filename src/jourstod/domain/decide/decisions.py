"""Decisions: who may make one that is still ahead, and what one that was made lacks."""

from __future__ import annotations

from datetime import datetime

from .. import events as ev
from ..answers import Answer
from ..case import Case
from ..case_parts import Visit
from ..entries import Act
from ..errors import NotAppointed
from ..forms import is_yes
from ..local_time import local_day
from ..routine import Step
from ..rulebook import Rulebook
from ..spoken_time import SAME_MOMENT, TimeNotYet, ahead_or_words, heard
from ..station import Mandate, Station


def may_decide(book: Rulebook, station: Station, board: str, step: Step, day: str) -> str:
    """Who may decide on this step, in Swedish: names and numbers, or what to look for."""
    if not step.mandates:
        return "Beslutet fattas enligt delegationsordningen."
    names = [
        f"{m.person} ({m.role}{', ' + m.phone if m.phone else ''})"
        for provision in step.mandates
        for m in station.appointed(provision, board, day)
    ]
    cited = " och ".join(_cite(book, provision) for provision in step.mandates)
    if names:
        return f"Får besluta enligt {cited}: {'; '.join(names)}."
    return (
        f"Ingen med uppdrag enligt {cited} står i stationens fil för den här nämnden. "
        "Fråga efter uppdraget, nämndens protokoll och vilken tid det gäller."
    )


def refuse_unless_appointed(
    book: Rulebook, station: Station, board: str, step: Step, person: str, day: str
) -> None:
    """Refuse a decision that has not been made yet by one without mandate; raises NotAppointed."""
    if step.mandates and not _mandate(station, board, step, person, day):
        raise NotAppointed(step.text, may_decide(book, station, board, step, day))


def decision_made(
    case: Case,
    book: Rulebook,
    act: Act,
    visit: Visit,
    step: Step,
    given: Answer,
    station: Station,
) -> ev.DecisionMade:
    """The decision as it was taken; what it lacks is named, never refused."""
    person = given.field("beslutsfattare")
    try:
        decided_at = _when(given.field("beslutad"), act) or _moment(act).isoformat()
    except TimeNotYet:
        today = local_day(act.at).isoformat()
        refuse_unless_appointed(book, station, case.board, step, person, today)
        raise
    day = local_day(datetime.fromisoformat(decided_at)).isoformat()
    mandate = _mandate(station, case.board, step, person, day)
    return ev.DecisionMade(
        decision=step.decision,
        what=given.field("ordalydelse") or step.text,
        decider=person,
        role=given.field("roll") or (mandate.role if mandate else ""),
        mandate=mandate.provision if mandate else "",
        decided_at=decided_at,
        enforced_at=_when(given.field("verkställd"), act),
        ground=step.provisions,
        reasons=given.field("skäl") or given.reason,
        presenter=given.field("föredragande"),
        valid_until=ahead_or_words(given.field("gäller_till"), act.at),
        oral=is_yes(given.field("muntligt")),
        mandate_source=mandate.source if mandate else "",
        visit=visit.id,
        flaws=_flaws(book, step, given, person, mandate),
        replaces=next((d.entry for d in case.decisions.values() if d.event.visit == visit.id), ""),
    )


def _flaws(
    book: Rulebook, step: Step, given: Answer, person: str, mandate: Mandate | None
) -> tuple[str, ...]:
    found = []
    if step.mandates and mandate is None:
        cited = " och ".join(_cite(book, provision) for provision in step.mandates)
        found.append(f"{person} har inget känt uppdrag enligt {cited}")
    if not given.field("roll") and mandate is None:
        found.append("beslutsfattarens roll saknas")
    if not given.field("föredragande"):
        found.append("föredragande saknas")
    if not (given.field("skäl") or given.reason):
        found.append("skälen saknas")
    return tuple(f"Beslutet «{step.text}»: {flaw}." for flaw in found)


def _mandate(station: Station, board: str, step: Step, person: str, day: str) -> Mandate | None:
    for provision in step.mandates:
        for mandate in station.appointed(provision, board, day):
            if mandate.person.casefold() == person.strip().casefold():
                return mandate
    return None


def _cite(book: Rulebook, provision: str) -> str:
    known = book.provisions.get(provision)
    return known.cited if known else provision


def _when(said: str, act: Act) -> str:
    """ISO UTC of what was said («02:40», or already ISO), earliest first; "" for nothing."""
    if not said:
        return ""
    try:
        exact = datetime.fromisoformat(said)
    except ValueError:
        return heard(said, act.at).earliest.isoformat()
    if exact.tzinfo is None:
        return heard(said, act.at).earliest.isoformat()
    if exact > act.at + SAME_MOMENT:
        raise TimeNotYet(said)
    return exact.isoformat()


def _moment(act: Act) -> datetime:
    return act.happened.earliest if act.happened else act.at
