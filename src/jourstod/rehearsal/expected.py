"""Expected: what a night says must be so at a moment, held against the case as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.clocks import running
from ..domain.night import Expecting, SheetExpected
from .sheet_words import cut_for, flat, said
from .stage import Stage


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
    if deed.sheet is not None:
        yield from _sheet(stage, deed.sheet)


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
