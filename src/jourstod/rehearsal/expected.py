"""Expected: what a night says must be so at a moment, held against the case as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from ..domain.became_due import became_due
from ..domain.case_parts import Item
from ..domain.clocks import Clock, passed, running
from ..domain.errors import JourError
from ..domain.expectations import ClockExpected, Expecting, ItemExpected, SheetExpected
from ..domain.local_time import show_time
from ..domain.open_list import responsible
from ..domain.timeline import recent
from .sheet_words import cut_for, flat, said
from .stage import Stage

SHOWN = 3
"""So many of the last things that happened are told of a line that went astray."""


def amiss(stage: Stage, deed: Expecting) -> Iterator[str]:
    """A Swedish sentence for each thing that is not as expected; refusals are seen elsewhere."""
    case = stage.case()
    asked = [visit.step for visit in case.open_visits()]
    if deed.step and deed.step not in asked:
        yield f"Väntade frågan «{deed.step}», men öppet är {_listed(asked)}."
    if deed.open_steps is not None and set(deed.open_steps) != set(asked):
        yield f"Väntade öppna frågor {_listed(deed.open_steps)}, men öppet är {_listed(asked)}."
    items = case.open_items()
    if deed.open_items is not None and deed.open_items != len(items):
        told = _listed(f"{item.kind.value}: {item.what}" for item in items)
        yield f"Väntade {deed.open_items} öppna punkter, men det är {len(items)}: {told}."
    if deed.clocks is not None:
        going = [clock.duty.id for clock in running(case, stage.book(), stage.desk.clock())]
        if set(deed.clocks) != set(going):
            yield f"Väntade klockor {_listed(deed.clocks)}, men det går {_listed(going)}."
    for item in deed.items:
        yield from _item(stage, item)
    for clock in deed.due:
        yield from _clock(stage, clock)
    if deed.became_due is not None:
        yield from _came_due(stage, deed.became_due)
    if deed.shows:
        yield from _shown(stage, deed)
    if deed.sheet is not None:
        yield from _sheet(stage, deed.sheet)


def standing_of(stage: Stage) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that are open, and the last three things that happened, latest last."""
    try:
        case = stage.case()
    except JourError:
        return (), ()
    told = sorted(recent(case, stage.book(), SHOWN), key=lambda one: one.at)
    lines = tuple(f"{show_time(one.at)} {one.by} {one.words}" for one in told)
    return tuple(visit.step for visit in case.open_visits()), lines


def _item(stage: Stage, wanted: ItemExpected) -> Iterator[str]:
    """An open item of the kind, with the owner and all of the words; or none."""
    items = stage.case().open_items()
    found = [item for item in items if _is(stage, item, wanted)]
    if bool(found) == wanted.absent:
        there = _listed(f"{item.kind.value}: {item.words} ({item.owner})" for item in items)
        said = "Väntade ingen öppen punkt" if wanted.absent else "Väntade en öppen punkt"
        yield f"{said} som är {_asked_for(wanted)}, men öppna punkter är {there}."


def _is(stage: Stage, item: Item, wanted: ItemExpected) -> bool:
    """The owner is who sees to it, or the other end of a promise or a call."""
    if wanted.kind and item.kind.value != wanted.kind:
        return False
    owners = {item.owner.casefold(), responsible(stage.case(), item).casefold()}
    if wanted.owner and wanted.owner.casefold() not in owners:
        return False
    words = flat(f"{item.words} {item.note} {item.number}")
    return all(flat(word) in words for word in wanted.words)


def _asked_for(wanted: ItemExpected) -> str:
    parts = [wanted.kind and f"«{wanted.kind}»", wanted.owner and f"hos «{wanted.owner}»"]
    parts += [f"med «{word}»" for word in wanted.words]
    return " ".join(part for part in parts if part) or "vad som helst"


def _clock(stage: Stage, wanted: ClockExpected) -> Iterator[str]:
    """A running clock of the duty with those days; the nearest is told when there is none."""
    now = stage.desk.clock()
    going = [c for c in running(stage.case(), stage.book(), now) if c.duty.id == wanted.duty]
    if not going:
        yield f"Väntade att fristen «{wanted.duty}» löper, men det gör den inte."
        return
    told = [tuple(_days(clock, wanted, now)) for clock in going]
    if all(told):
        yield from told[0]


def _days(clock: Clock, wanted: ClockExpected, now: datetime) -> Iterator[str]:
    due, name = clock.due, wanted.duty
    if due is None:
        if wanted.due or wanted.last:
            yield f"Väntade en dag för fristen «{name}», men den gäller genast eller är okänd."
    else:
        for what, asked, is_so in (
            ("dagen att sikta på", wanted.due, due.unextended.isoformat()),
            ("sista lagliga dag", wanted.last, due.last_lawful.isoformat()),
        ):
            if asked and asked != is_so:
                yield f"Väntade att {what} för fristen «{name}» är {asked}, men den är {is_so}."
    if wanted.passed is not None and wanted.passed != passed(clock, now):
        there = "har inte passerat" if wanted.passed else "har passerat"
        yield f"Fristen «{name}» {there}, och det var inte väntat."


def _came_due(stage: Stage, wanted: tuple[str, ...]) -> Iterator[str]:
    """Each word stands in something that became due, and nothing else became due."""
    now = stage.desk.clock()
    came = became_due(stage.case(), stage.book(), stage.stood_at or now, now)
    told = _listed(f"{show_time(one.at)} {one.words}" for one in came)
    for word in wanted:
        if not any(flat(word) in flat(one.words) for one in came):
            yield f"Väntade att det blev dags för «{word}», men det som blev dags är {told}."
    for one in came:
        if not any(flat(word) in flat(one.words) for word in wanted):
            yield f"Det blev dags för «{one.words}» {show_time(one.at)}, och det var inte väntat."


def _shown(stage: Stage, deed: Expecting) -> Iterator[str]:
    """The provisions and sources that the open questions name, or the one that is asked about."""
    steps = [stage.step(visit) for visit in stage.case().open_visits()]
    looked_at = [step for step in steps if deed.step in ("", step.id)]
    shown = [id for step in looked_at for id in (*step.provisions, *step.sources)]
    if missing := [id for id in deed.shows if id not in shown]:
        where = f"frågan «{deed.step}»" if deed.step else "de öppna frågorna"
        yield f"Väntade att {where} visar {_listed(missing)}, men där visas {_listed(shown)}."


def _sheet(stage: Stage, wanted: SheetExpected) -> Iterator[str]:
    """What the sheet must hold stands in every form; what it must lack stands in none."""
    for form, words in said(cut_for(stage, wanted.receiver).sheet).items():
        for held in wanted.holds:
            if flat(held) not in words:
                yield f"Bladet till {wanted.receiver} ({form}) saknar «{held}»."
        for lacked in wanted.lacks:
            if flat(lacked) in words:
                yield f"Bladet till {wanted.receiver} ({form}) innehåller «{lacked}»."


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"«{word}»" for word in words) or "ingenting"
