"""Case words: what every printed form of a running case says around its content, said once."""

from __future__ import annotations

from ..domain.printed_case import PrintedCase
from . import page_words
from .routine_words import HEAD_BLANKS, WORDS

CASE_WORDS: dict[str, str] = {
    **WORDS,
    "void": page_words.VOID,
    "done": "Gjort",
    "asked": "Frågas nu",
    "asked_told": "Besvara dem i vilken ordning som helst. Följ sedan pilen.",
    "ahead": "Kan komma",
    "ahead_told": "Bara de steg som en pil leder till. Kryssa, och skriv klockslag och signatur.",
    "may_start": "Andra rutiner som kan startas",
    "may_start_told": "Papperet ligger i pärmen, eller i bilen som fältkort.",
    "time_rows": "Tidsrader",
    "time_rows_told": "Allt som händer och inte är ett steg: en rad för varje sak. Har någon annan "
    "sagt det, skriv vem.",
    "reach": "Nummer",
}
DONE_COLUMNS = ("Steg", "Vad", "Svar", "Hände", "Vem")
ROW_COLUMNS = ("Hände", "Skrevs", "Uppgift från", "Vad", "Inskrivet")
AFTER_BLANKS = (*HEAD_BLANKS[-1:], "Inskrivet av, dag och kl", "Läst av")
ROWS = 26
"""Empty rows on the page of the time line."""


def mark(printed: PrintedCase) -> str:
    """What stands on every page of a practice store."""
    return page_words.PRACTICE if printed.practice else ""


def foot(printed: PrintedCase) -> str:
    """What stands on every page and ties the paper to its case, its bundle and its hour."""
    return f"{printed.number} · rutinbunt {printed.bundle} · {printed.made_at}"


def meta(printed: PrintedCase) -> tuple[str, ...]:
    """The lines under the heading."""
    made = " · ".join(part for part in (printed.made_at, printed.station, printed.made_by) if part)
    return made, f"Rutinbunt {printed.bundle}. Allt till och med {printed.log} i loggen är med."
