"""Receipts: what was disclosed from a case, to whom and on what ground, and the very copy of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ..domain import events as ev
from ..domain.access_kind import AccessKind
from ..domain.errors import JourError
from ..domain.sheet import Sheet, exact
from ..domain.sheet_words import agency_name, day_and_time, joined
from .desk import Desk
from .rows import build

TRUE = "Innehållet stämmer med kvittensen."
UNTRUE = "Innehållet stämmer inte med kvittensen."
OTHER_KEY = "Kvittensen gjordes med en annan nyckel och går inte att pröva här."
NO_COPY = "Ingen kopia är sparad: bladet lämnades före version med kopior."


class NoSuchReceipt(JourError):
    """There is no disclosure with that number in the case."""

    exit_code = 2

    def __init__(self, number: int, many: int) -> None:
        known = f"Det finns {many}, räknat från 1." if many else "Inget blad är lämnat utanför."
        super().__init__(f"Det finns ingen kvittens {number} i ärendet. {known}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """One disclosure: when, by whom, to whom, on what ground, why, and the mark of its content."""

    number: int
    at: str
    who: str
    receiver: str
    ground: str
    reason: str
    form: str
    mark: str
    sheet: Sheet | None
    verdict: str

    @property
    def words(self) -> str:
        """In one line."""
        why = f"skäl: {self.reason}" if self.reason else ""
        told = (f"till {self.receiver}", f"av {self.who}", f"grund: {self.ground}", why, self.form)
        return f"{self.at} {joined(told)}"


def receipts(desk: Desk, case_id: str) -> tuple[Receipt, ...]:
    """Every disclosure of a case, in the order they were made."""
    case = desk.on_paper(case_id)
    desk.access.made(AccessKind.OPENED, case, "kvittenser")
    book, found = desk.book(case), []
    for number, id in enumerate(case.disclosures, start=1):
        entry = case.by_id[id]
        event = entry.event
        if not isinstance(event, ev.DisclosureMade):
            continue
        sheet = build(Sheet, json.loads(event.copy)) if event.copy else None
        found.append(
            Receipt(
                number,
                day_and_time(entry.stamp.happened.earliest),
                entry.stamp.name or entry.stamp.who,
                agency_name(book, event.receiver),
                event.ground,
                event.reason,
                event.form,
                event.digest,
                sheet,
                _verdict(desk, sheet, event.digest),
            )
        )
    return tuple(found)


def receipt(desk: Desk, case_id: str, number: int) -> Receipt:
    """One of them, counted from 1. Raises NoSuchReceipt."""
    found = receipts(desk, case_id)
    if not 1 <= number <= len(found):
        raise NoSuchReceipt(number, len(found))
    return found[number - 1]


def _verdict(desk: Desk, sheet: Sheet | None, mark: str) -> str:
    if sheet is None:
        return NO_COPY
    now = desk.jour.mark(exact(sheet))
    if now == mark:
        return TRUE
    return UNTRUE if now.partition(":")[0] == mark.partition(":")[0] else OTHER_KEY
