"""`jourstod store`: a shared database made ready, joined, used, and a file's store moved to it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .. import settings
from ..domain.errors import StoreAway, UsageError
from .keeper import keeper, permit_keeper

if TYPE_CHECKING:
    from ..store.sqlite import SqliteVault


def prepare(arguments: argparse.Namespace) -> int:
    """Make the tables, as the owner of the database."""
    from ..store import postgres_schema
    from ..store.postgres_door import connected, guarded, told

    permit_keeper(arguments, settings.home_folder(arguments.home))
    with told(), connected(guarded(_address(arguments))) as db:
        fresh = postgres_schema.migrate(db)
    print("Tabellerna är gjorda." if fresh else "Tabellerna fanns redan. Inget är ändrat.")
    return 0


def join(arguments: argparse.Namespace) -> int:
    """Let a station's database role see one jour's rows of some nämnder."""
    from ..store import postgres_schema
    from ..store.postgres_door import connected, guarded, told
    from ..store.postgres_erased import let_erase

    permit_keeper(arguments, settings.home_folder(arguments.home))
    boards = tuple(arguments.board or ("*",))
    with told(), connected(guarded(_address(arguments))) as db:
        postgres_schema.check_format(db)
        postgres_schema.join(db, arguments.role_name, arguments.jour, boards)
        if arguments.gallring:
            let_erase(db, arguments.role_name)
    shown = "alla nämnder" if boards == ("*",) else ", ".join(boards)
    print(f"Rollen {arguments.role_name} hör nu till {arguments.jour} och ser {shown}.")
    return 0


def use(arguments: argparse.Namespace) -> int:
    """Let this home use a shared database from now on; its own file must be moved first."""
    from ..store.place import FILE_NAME
    from ..store.postgres import PostgresVault

    home = settings.home_folder(arguments.home)
    permit_keeper(arguments, home)
    if (home / FILE_NAME).exists():
        raise StoreAway(
            "Mappen har ett eget lager. Flytta det till databasen med «jourstod store move ADRESS»."
        )
    address = _address(arguments)
    target = PostgresVault(address)
    try:
        if target.keys.station_key():
            keeper(arguments, home, target)
    finally:
        target.close()
    settings.remember_database(home, address)
    print("Stationen använder databasen från och med nu.")
    return 0


def move(arguments: argparse.Namespace) -> int:
    """Carry this home's store over to a shared database, verified on both sides."""
    from ..bootstrap import utc_now
    from ..store.moving import aside_name, drop_sides, set_aside
    from ..store.moving import move as carry
    from ..store.place import FILE_NAME, open_vault
    from ..store.postgres import PostgresVault

    home, address = settings.home_folder(arguments.home), _address(arguments)
    permit_keeper(arguments, home)
    if not (home / FILE_NAME).exists():
        raise StoreAway("Mappen har inget eget lager att flytta.")
    source = open_vault(home, utc_now, False)

    def settle() -> None:
        _keep_drafts(home, source)
        settings.remember_database(home, address)
        set_aside(home / FILE_NAME)

    try:
        target = PostgresVault(address)
        try:
            moved = carry(source, target, settle)
        finally:
            target.close()
    finally:
        source.close()
    drop_sides(home / FILE_NAME)
    aside = aside_name(home / FILE_NAME)
    print(
        f"Flyttat: {moved.events} händelser i {moved.streams} loggar, och {moved.beside} utkast, "
        "rader och rutinpaket. Varje kedja är kontrollerad på båda sidor.\n"
        f"Den gamla filen heter nu {aside.name}. Ta bort den när säkerhetskopian är prövad."
    )
    return 0


def _keep_drafts(home: Path, source: SqliteVault) -> None:
    """Half-typed texts stay on the station: there it looks for them from now on."""
    from ..bootstrap import utc_now
    from ..store.home_drafts import keep_drafts, own_drafts

    own = home / settings.OUTBOX
    if kept := source.drafts.every_one():
        keep_drafts(own, utc_now, [*kept, *own_drafts(own, utc_now)])


def _address(arguments: argparse.Namespace) -> str:
    """The address of the command line. Raises UsageError for one with a password in it."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    from ..store.postgres_door import guarded

    try:
        told = conninfo_to_dict(arguments.address)
    except psycopg.ProgrammingError:
        guarded(arguments.address)  # says what an address looks like
        raise
    if told.get("password"):
        raise UsageError(
            "Skriv inte lösenordet i adressen: alla på datorn kan se den. Lägg det i en "
            "lösenordsfil och ange den med passfile=FIL."
        )
    return str(arguments.address)
