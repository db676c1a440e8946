"""`jourstod log`: does the chain hold, and what stands in a case's log."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from .. import settings
from ..bootstrap import House
from ..desk.audit import Audit, audit
from ..desk.exports import Export
from ..desk.rows import plain
from ..domain.access_kind import AccessKind
from ..domain.entries import Entry
from ..domain.errors import JourError
from ..domain.local_time import local
from ..safekeeping import has_store, unopened
from .exporting import shown
from .opening import opened
from .passphrases import from_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..desk.ports import Codec, Store
    from ..desk.printed import Printed


def verify(arguments: argparse.Namespace) -> int:
    """Verify every stream, hold them together and against paper; exit 3 names what is wrong.

    The chain needs no key. What is held against the station's log needs somebody signed in.
    """
    from ..store.seal import verify_stream

    home = settings.home_folder(arguments.home)
    streams = events = 0
    with unopened(home) if has_store(home) else opened(arguments) as store:
        vault = store.vault if isinstance(store, House) else store
        for head in vault.log.heads():
            streams += 1
            events += verify_stream(vault.log, head).seq
        locked = bool(vault.keys.station_key())
    told = f"Loggen håller: {events} händelser i {streams} loggar."
    if locked and from_file() is None:
        print(f"{told}\n{_UNSIGNED}")
        with unopened(home) as vault:
            _hold_papers(arguments.head, vault.log)
        return 0
    with opened(arguments) as house:
        if house.signed is not None and house.signed.safe is None:
            print(f"{told}\n{_UNSIGNED}")
            _hold_papers(arguments.head, house.vault.log)
            return 0
        found = audit(house.vault.log, house.codec)
        print(f"{told} Lager: {house.desk.mode}.")
        print(_held_against(found))
        _hold_papers(arguments.head, house.vault.log, house.codec, found.doubtful)
    return 0


_UNSIGNED = (
    "Kedjan prövas utan nyckel. Att inget ärende är borttaget prövas när någon som läser ärenden "
    "är inloggad (JOURSTOD_PASSPHRASE_FILE)."
)


def _held_against(found: Audit) -> str:
    """What the logs were held against, besides each its own chain."""
    cases = f"Alla {found.cases} ärenden som fått nummer har en logg."
    if found.erased:
        cases += f" {found.erased} av dem är gallrade, med beslut."
        cases = cases.replace("har en logg.", "har en logg eller en gravsten.")
    if found.shift_ended is None:
        return f"{cases} Inget passbyte finns att jämföra med."
    at = f"{local(found.shift_ended):%Y-%m-%d %H:%M}"
    if found.doubtful:
        return f"{cases} Passbytet {at} går inte att jämföra med: datorns klocka har gått bakåt."
    return f"{cases} Inget har tagits bort sedan passbytet {at}."


def _hold_papers(
    sums: Sequence[str] | None, log: Store, codec: Codec | None = None, doubtful: bool = False
) -> None:
    """Say where each sum from a paper stands; without a codec only the sums of rows are known."""
    from ..desk.printed import held_against

    for printed in sums or ():
        print(_on_paper(held_against(log, codec, printed, doubtful)))


def _on_paper(told: Printed) -> str:
    """Where a sum from paper stands in the log."""
    if told.shift_ended is None:
        later = f"{told.since} händelser har kommit till sedan dess"
        return f"Summan på pappret är {told.name} vid händelse {told.seq}; {later}."
    at = f"{local(told.shift_ended):%Y-%m-%d %H:%M}"
    held = "datorns klocka har gått bakåt, så loggarna går inte att jämföra med det"
    held = held if told.doubtful else "loggarna stämmer med det"
    return f"Summan på pappret är passbytet {at}; {held}."


def show(arguments: argparse.Namespace) -> int:
    """Show a case's entries in the order they were written."""
    with opened(arguments) as house:
        case = house.desk.case(house.desk.find(arguments.case))
        house.desk.access.made(AccessKind.EXPORTED, case, "loggen")
        if arguments.json:
            told = json.dumps([_as_json(e) for e in case.entries], ensure_ascii=False, indent=1)
        else:
            told = "\n".join(_line(entry) for entry in case.entries)
        export = Export("log", case.number, "json" if arguments.json else "text")
        shown(arguments, house.desk, export, f"{told}\n".encode(), _not_shown)
    return 0


def _not_shown(why: str) -> JourError:
    return JourError(f"Loggen kunde inte skrivas ut ({why}).")


def _line(entry: Entry) -> str:
    at = local(entry.stamp.happened.earliest)
    told = ", ".join(f"{key}={_short(value)}" for key, value in plain(entry.event).items() if value)
    return f"{entry.seq:5} {at:%Y-%m-%d %H:%M} {entry.stamp.who:4} {entry.event.KIND} {told}"


def _as_json(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.event.KIND,
        "stored_at": entry.stored_at.isoformat() if entry.stored_at else None,
        "stamp": plain(entry.stamp),
        "body": plain(entry.event),
    }


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"
