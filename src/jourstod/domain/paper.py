"""Paper: what is printed at one time, for a day, a bundle and perhaps a station."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from . import jour_and_day
from .local_time import long_day
from .paper_station import MISTAKES, NO_FILE, UNREAD, station_paper
from .printed_routine import Printed, PrintedFront, PrintedRoutine
from .routine import Routine
from .routine_paper import routine_paper
from .rulebook import Rulebook
from .station import Station

SHORT = 12
"""Signs of the bundle's hash that stand on paper, as in the log."""
RULES = (
    "Följ stegen i nummerordning. Pilen efter ett svar säger vilket steg som kommer sedan.",
    "Kryssa i rutan och skriv klockslaget när det hände, inte när du skriver.",
    "Vet du inte, kryssa «Vet inte». Det är ett svar, och det leder vidare.",
    "Skriv alias. Inget namn, ingen adress och inget telefonnummer till den det gäller.",
    "Stopp betyder att programmet skulle ha sagt ifrån här. Fråga arbetsledaren.",
    "Osäkert är märkt [trolig] eller [osäker]. Ring en jurist innan du lutar dig mot det.",
)
AFTERWARDS = (
    "Öppna ärendet i programmet, eller skapa det, och starta samma rutin.",
    "Programmet visar frågans nummer, till exempel «steg 14». Det är samma nummer som här.",
    "Skriv siffran framför svaret; «0 1» är ettan på nästa sida av svar.",
    "Rad för rad kan du skriva «steg 14» och rutinbunten för att byta till en annan öppen fråga.",
    "Välj «hände tidigare» och skriv klockslaget från papperet, och vem som skrev det.",
    "Rutinbunten står nederst på papperet. Har ärendet en annan gäller inte numren: jämför orden.",
    "Lägg papperet i akten eller förstör det när allt är inskrivet och läst av två.",
)


def paper(
    book: Rulebook,
    chosen: Sequence[Routine],
    day: date,
    *,
    station: Station | None = None,
    unread: bool = False,
    front: bool = False,
) -> Printed:
    """The paper of some routines; `unread` says that the station's file could not be read."""
    routines = tuple(routine_paper(book, routine) for routine in chosen)
    return Printed(
        title="Rutiner på papper" if front else " · ".join(r.title for r in routines),
        made_on=long_day(day),
        bundle=book.bundle[:SHORT],
        routines=routines,
        front=_front(routines) if front else None,
        local=station_paper(station, book, day),
        local_note=_note(station, unread),
        afterwards=AFTERWARDS,
    )


def as_card(printed: Printed) -> Printed:
    """The same as a card for the car: named by codes, for others may see what lies on a seat."""
    title = " · ".join(routine.code for routine in printed.routines)
    return replace(printed, title=f"Fältkort {title}", card=True, front=None)


def _note(station: Station | None, unread: bool) -> str:
    if station is None:
        return UNREAD if unread else NO_FILE
    return MISTAKES.format(count=station.mistakes) if station.mistakes else ""


def _front(routines: tuple[PrintedRoutine, ...]) -> PrintedFront:
    return PrintedFront(
        heading="Så använder du papperet",
        rules=RULES,
        table_heading=jour_and_day.HEADING,
        columns=(("Jouren", jour_and_day.JOUR), ("Dagen", jour_and_day.DAY)),
        table_note=jour_and_day.NOTE,
        contents=tuple((routine.title, routine.code) for routine in routines),
    )
