"""`jourstod clock` and `jourstod clocks`: one clock of the register counted, and all that run."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from .. import settings
from ..desk.exports import Export
from ..domain.access_kind import AccessKind
from ..domain.counting import Due
from ..domain.errors import JourError
from ..domain.local_time import local
from .exporting import exported, shown, way_of
from .opening import opened

if TYPE_CHECKING:
    from ..desk.all_clocks import Running
    from ..desk.desk import Desk
    from ..domain.clocks import Clock
    from ..domain.station import Station
    from ..reports.as_calendar import DueDay


def count_clock(arguments: argparse.Namespace) -> int:
    """Count a clock of the register in use from a time and tell why; needs no store."""
    from ..bootstrap import shipped_routines, utc_now
    from ..domain.clock_count import count, duty_of, moment
    from ..domain.clock_words import line, sentences, titled
    from ..reading.shelf import Shelf
    from .in_use import in_use

    now = utc_now()
    used = in_use(settings.home_folder(arguments.home))
    book = used.book if used else Shelf(shipped_routines()).current()[0]
    duty = duty_of(book, arguments.duty)
    start = moment(arguments.start, now)
    wrong = moment(arguments.wrong, now) if arguments.wrong else None
    clock = count(book, duty, start, _station(arguments), arguments.board)
    why = sentences(clock, book, now, wrong)
    cited = [book.provisions[id].cited for id in duty.provisions if id in book.provisions]
    if arguments.json:
        plain = {**_plain(clock), "why": list(why), "provisions": cited}
        print(json.dumps(plain, ensure_ascii=False, indent=1))
        return 0
    print(f"{titled(clock)}: {line(clock, book, now)}")
    for told in why:
        print(f"  {told}")
    if cited:
        print(f"  Lagrum: {'; '.join(cited)}.")
    return 0


def list_clocks(arguments: argparse.Namespace) -> int:
    """Every running clock of the open cases, most urgent first; with `--ics` as a calendar."""
    from ..desk.all_clocks import all_clocks
    from ..domain.clock_words import titled

    with opened(arguments) as house:
        found = all_clocks(house.desk)
        if arguments.ics is not None:
            house.desk.access.listed("klockor som kalenderfil", len(found), AccessKind.EXPORTED)
        now = house.desk.clock()
        if arguments.ics is not None:
            return _save(arguments, house.desk, found, now)
        if arguments.json:
            rows = [{"number": r.number, "line": r.line, **_plain(r.clock)} for r in found]
            told = json.dumps(rows, ensure_ascii=False, indent=1)
        else:
            lines = [f"{r.number} · {titled(r.clock)}: {r.line}" for r in found]
            told = "\n".join(lines) or "Ingen klocka går."
        export = Export("calendar", "", "json" if arguments.json else "text")
        shown(arguments, house.desk, export, f"{told}\n".encode(), _not_shown)
    return 0


def _not_shown(why: str) -> JourError:
    return JourError(f"Klockorna kunde inte skrivas ut ({why}).")


def _save(
    arguments: argparse.Namespace, desk: Desk, found: tuple[Running, ...], now: datetime
) -> int:
    from ..reports.as_calendar import as_calendar

    days = [day for running in found for day in _days(running)]
    content, export = as_calendar(days, now), Export("calendar", "", "ics")
    with exported(desk, export, way_of(arguments, desk), arguments.ics, content) as path:
        pass
    left = sum(1 for running in found if running.clock.due is None)
    at_once = f" {left} ska göras genast och har ingen dag." if left else ""
    print(f"Sparat: {path}, {len(days)} dagar.{at_once}")
    return 0


def _days(running: Running) -> Iterator[DueDay]:
    from ..reports.as_calendar import DueDay

    due = running.clock.due
    if due is None:
        return
    key = running.key
    at = due.ends_at if due.to_the_minute else due.unextended
    yield DueDay(running.number, key, at)
    if due.moved and not due.uncertain:
        yield DueDay(running.number, key, due.last_lawful, last=True)


def _plain(clock: Clock) -> dict[str, object]:
    """The clock for other programs: days as ISO, hours with the Swedish offset."""
    due = clock.due
    return {
        "duty": clock.duty.id,
        "name": clock.duty.name,
        "kind": clock.duty.kind,
        "start": local(clock.started).isoformat(),
        "at_once": clock.at_once,
        "due": _iso(due, last=False) if due else None,
        "last_lawful": _iso(due, last=True) if due else None,
        "uncertain": due.uncertain if due else bool(clock.uncounted),
    }


def _iso(due: Due, last: bool) -> str:
    if due.to_the_minute:
        return local(due.ends_at).isoformat()
    return (due.last_lawful if last else due.unextended).isoformat()


def _station(arguments: argparse.Namespace) -> Station | None:
    """The station's file of the home folder; None before there is one."""
    from ..bootstrap import station_of

    home = settings.home_folder(arguments.home)
    if not (home / settings.STATION_FILE).exists():
        return None
    try:
        return station_of(home)
    except JourError:
        return None  # `jourstod doctor` tells what is wrong with it
