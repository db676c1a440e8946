"""Page words: what every printed form of a sheet says around its content, said once."""

from __future__ import annotations

from datetime import datetime

from ..domain.sheet import Sheet
from ..domain.sheet_words import day_and_time

PRACTICE = "ÖVNING – påhittat ärende"
FLAWS = "Brister"
TIME_LINE = "Tidslinje"
VOID = "gäller inte längre"
JOURNAL = "Text att föra in i journalen"


def marks(sheet: Sheet) -> tuple[str, ...]:
    """What must stand on every page: that it is practice, and that it is not left."""
    return tuple(mark for mark in (PRACTICE if sheet.practice else "", sheet.preview) if mark)


def meta(sheet: Sheet) -> tuple[str, ...]:
    """The lines under the heading: the case, from whom and when."""
    board = f"nämnd {sheet.board}" if sheet.board else ""
    made = " · ".join(part for part in (sheet.made_at, sheet.station, sheet.made_by) if part)
    case = " · ".join(part for part in (sheet.subject or f"Ärende {sheet.number}", board) if part)
    reached = f"{sheet.receiver_name}: {sheet.reach}" if sheet.reach else ""
    return tuple(line for line in (case, made, reached) if line)


def witness(sheet: Sheet) -> tuple[str, ...]:
    """What ties the page to the log."""
    if sheet.witness is None:
        return ()
    seen = sheet.witness
    ended = day_and_time(datetime.fromisoformat(seen.shift_ended)) if seen.shift_ended else ""
    return (
        f"Bladet vittnar om loggen: {seen.entries} händelser i ärendet.",
        f"Ärendets huvud {seen.case_head}",
        f"Alla loggars huvud vid skiftbytet {ended}: {seen.all_heads}"
        if ended
        else "Alla loggars huvud skrivs vid skiftbyte. Inget skiftbyte är gjort än.",
    )
