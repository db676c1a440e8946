"""`jourstod doctor`: what is missing, old or expired at the station, the most harmful first."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from .. import settings
from ..bootstrap import utc_now
from ..domain.doctor import Ailment, diagnose, publications
from ..domain.errors import JourError, UsageError
from ..domain.findings import Finding
from ..domain.local_time import local_day
from ..reading.folder import shipped_example
from ..reading.shelf import Shelf, shipped_routines
from ..reading.station_reader import read_station_file
from ..reading.vocabulary import Names
from ..safekeeping import Lock, has_store, lock_of, unopened
from ..wording import NOT_SEALED
from .in_use import in_use, now_words

CLEAN, FOUND, UNREADABLE = 0, 1, 4


def doctor(arguments: argparse.Namespace) -> int:
    """Examine the station's file and the registers; 0 clean, 1 findings, 4 unreadable."""
    if arguments.example:
        print(shipped_example().read_text(encoding="utf-8"), end="")
        return CLEAN
    day, path = _day(arguments.on), _file(arguments)
    used = None if arguments.file else in_use(settings.home_folder(arguments.home))
    book = used.book if used else Shelf(shipped_routines()).current()[0]
    known = Names("Lagrummet", "okant-lagrum", "register/lagrum.yaml", book.provisions)
    station, read = read_station_file(path, known if book.provisions else None)
    about = publications(used.log, used.trouble, day) if used else ()
    found = diagnose(station, book, day, about) if station is not None else ()
    store = [] if arguments.file else _of_the_store(settings.home_folder(arguments.home))
    if arguments.json:
        print(json.dumps(_plain(read, found, store), ensure_ascii=False, indent=1))
    else:
        whole = station is not None
        if used:
            print(now_words(used.log.in_force(utc_now()), used.book))
        print("\n".join(_told(path, day, whole, read, found)))
        print(*(sentence for _, sentence in store), sep="\n", end="\n" if store else "")
    if station is None:
        return UNREADABLE
    return FOUND if read or found else CLEAN


def _of_the_store(home: Path) -> list[tuple[str, str]]:
    """What must be said of the store, by rule: that it is in clear text, and of its copies."""
    from ..desk.copy_notices import told

    if not has_store(home):
        return []
    clear = [("lager-i-klartext", NOT_SEALED)] if lock_of(home) is Lock.PLAIN else []
    with unopened(home) as vault:
        return [*clear, ("sakerhetskopia", told(vault.log, utc_now()))]


def _day(said: str | None) -> date:
    if said is None:
        return local_day(utc_now())
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise UsageError(
            f"«{said}» är ingen dag. Skriv år-månad-dag, till exempel 2026-12-24."
        ) from None


def _file(arguments: argparse.Namespace) -> Path:
    given: Path | None = arguments.file
    if given is not None:
        return given
    path = settings.home_folder(arguments.home) / settings.STATION_FILE
    if not path.exists():
        raise JourError("Stationen är inte inrättad. Starta jourstod utan tillägg först.")
    return path


def _plain(
    read: list[Finding], found: tuple[Ailment, ...], store: list[tuple[str, str]]
) -> list[dict[str, object]]:
    """Findings as JSON; `harm` is 0 for a mistake in the file itself, none for the store."""
    mistakes = [{**finding.as_json(), "harm": 0} for finding in read]
    of_store: list[dict[str, object]] = [
        {"rule": rule, "sentence": sentence} for rule, sentence in store
    ]
    of_harm = ({**one.finding.as_json(), "harm": int(one.harm)} for one in found)
    return [*mistakes, *of_harm, *of_store]


def _told(
    path: Path, day: date, whole: bool, read: list[Finding], found: tuple[Ailment, ...]
) -> list[str]:
    """The findings under headings, the worst first, and how many there are."""
    lines = [f"{path}, granskad för {day.isoformat()}."]
    if read:
        left = "EN RAD MED FEL RÄKNAS INTE" if whole else "INGET I DEN RÄKNAS"
        lines += ["", f"FEL I FILEN: {left}"]
        lines += [finding.text() for finding in read]
    lines += _by_harm(found)
    count = len(read) + len(found)
    if not count:
        return [*lines, "Inget saknas, är gammalt eller har gått ut."]
    return [*lines, "", f"{count} fynd. En hel fil att utgå från: jourstod doctor --example"]


def _by_harm(found: tuple[Ailment, ...]) -> Iterator[str]:
    """Under a heading for each harm; why it matters, and what to write, is said once per rule."""
    harm, said = 0, set[str]()
    for one in found:
        if one.harm != harm:
            harm = one.harm
            yield from ("", one.harm.swedish.upper())
        known = one.finding.rule in said
        said.add(one.finding.rule)
        yield (replace(one.finding, hint="", example="") if known else one.finding).text()
