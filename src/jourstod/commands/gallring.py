"""`jourstod gallring`: what is due, proposed and approved by two, and carried out by drift."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .. import bootstrap, settings
from ..desk.erasing import Eraser, ErasingDesk, carry_out
from ..desk.open_diary import ERASURE, OpenDiary
from ..desk.tombstones import told
from ..domain.access_kind import AccessKind
from ..domain.erasing import Class, Ground, Verdict
from ..domain.errors import JourError, NoRight, UsageError
from ..domain.local_time import local_day
from ..safekeeping import utc_now
from ..store.place import FILE_NAME
from ..store.seal import PlainCodec
from ..tombstone_file import NAME, write_list
from .keeper import keeper_with_hand
from .opening import opened

if TYPE_CHECKING:
    from ..domain.erasures import Erasures


def list_due(arguments: argparse.Namespace) -> int:
    """What is due, why and from which entry; what is kept, and what a person has to judge."""
    with _desk(arguments) as (desk, _):
        found, under_way = desk.listed(), desk.under_way()
    day = local_day(utc_now())
    if arguments.json:
        print(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=1))
        return 0
    due = [one for one in found if one.is_due(day)]
    rest = [one for one in found if one not in due]
    print("\n".join(_lines(due, rest, under_way)))
    return 0


def propose(arguments: argparse.Namespace) -> int:
    """Propose cases whose time has come."""
    stated = Ground.NOT_OPENED if arguments.ground == "ej-inledd" else None
    with _desk(arguments) as (desk, house):
        ids = [house.desk.find(number) for number in arguments.cases]
        found = desk.propose(ids, stated)
    for one in found:
        print(
            f"{one.number} är föreslaget: {one.why}. En annan person, med en annan roll, godkänner."
        )
    return 0


def approve(arguments: argparse.Namespace) -> int:
    """Approve what another person proposed."""
    with _desk(arguments) as (desk, house):
        desk.approve([house.desk.find(number) for number in arguments.cases])
    print(f"Godkänt: {', '.join(arguments.cases)}. Drift utför: jourstod gallring run.")
    return 0


def withdraw(arguments: argparse.Namespace) -> int:
    """Take a proposal back."""
    with _desk(arguments) as (desk, house):
        desk.withdraw([house.desk.find(number) for number in arguments.cases])
    print(f"Förslaget är tillbakadraget: {', '.join(arguments.cases)}.")
    return 0


def run(arguments: argparse.Namespace) -> int:
    """Erase what two have decided, and write the list of tombstones beside the store."""
    home = settings.home_folder(arguments.home)
    if not bootstrap.has_store(home):
        raise JourError(f"Det finns inget lager i {home}.")
    vault = bootstrap.vault_of(home, utc_now, False)
    try:
        who, hand = keeper_with_hand(arguments, home, vault)
        safe = bool(vault.keys.station_key())
        diary = OpenDiary(vault.log, PlainCodec(), utc_now, ERASURE)
        with _eraser(arguments, home) as eraser:
            done = carry_out(vault.log, eraser, diary, who, safe=safe)
        stones = (one for one, _ in told(vault.log))
        write_list(home / NAME, vault.keys.accounts(), hand, stones, utc_now())
    finally:
        vault.close()
    if not done:
        print("Inget är beslutat att gallra.")
        return 0
    many = "1 ärende är gallrat" if len(done) == 1 else f"{len(done)} ärenden är gallrade"
    print(f"{many}. Kvar är antal, summa, grund och vilka som beslutade.")
    print(f"Listan {home / NAME} ska ligga bredvid säkerhetskopiorna. Gör en ny kopia nu.")
    return 0


def _lines(due: list[Verdict], rest: list[Verdict], under_way: Erasures) -> Iterator[str]:
    if not due:
        yield "Inget ärende ska gallras nu."
    for one in due:
        yield f"{one.number}  gallras, senast {one.by}: {one.why}. Sista posten: {one.entry}."
        if (going := under_way.proposed.get(f"case/{one.case}")) is not None:
            after = f", godkänt av {going.approved_by}" if going.approved_by else ""
            yield f"    föreslaget av {going.by}{after}"
    for kind in (Class.JUDGED, Class.WAITS, Class.ERASED, Class.KEPT):
        for one in rest:
            if one.kind is kind:
                when = f" från {one.due}" if one.due else ""
                yield f"{one.number}  {kind.value}{when}: {one.why} (post {one.entry})."
    if under_way.erased:
        yield f"Gallrade hittills: {len(under_way.erased)}."


def _plain(one: Verdict) -> dict[str, object]:
    return {
        "number": one.number,
        "class": one.kind.value,
        "ground": one.ground.value if one.ground else None,
        "due": one.due.isoformat() if one.due else None,
        "by": one.by.isoformat() if one.by else None,
        "why": one.why,
        "entry": one.entry,
    }


@contextmanager
def _desk(arguments: argparse.Namespace) -> Iterator[tuple[ErasingDesk, bootstrap.House]]:
    with opened(arguments) as house:
        if house.signed is not None and house.signed.safe is None:
            raise NoRight("Drift utför gallringen. Listan och besluten kräver rätt att läsa.")
        front = house.front
        front.access.listed("gallring", 0, AccessKind.COUNTED)
        yield (
            ErasingDesk(house.vault, house.codec, PlainCodec(), front.clock, front.handler),
            house,
        )


@contextmanager
def _eraser(arguments: argparse.Namespace, home: Path) -> Iterator[Eraser]:
    shared = bool(settings.database_of(home))
    if shared != bool(arguments.to):
        raise UsageError(
            "Skriv --to med adressen för den databasroll som får gallra."
            if shared
            else "--to gäller bara en delad databas. Här är lagret en fil."
        )
    made = _shared_eraser(arguments.to) if shared else _file_eraser(home)
    try:
        yield made
    finally:
        made.close()


def _shared_eraser(address: str):  # type: ignore[no-untyped-def]
    from ..store.postgres_erasing import PostgresEraser

    return PostgresEraser(address)


def _file_eraser(home: Path):  # type: ignore[no-untyped-def]
    from ..store.sqlite_erasing import SqliteEraser

    return SqliteEraser(home / FILE_NAME, utc_now)
