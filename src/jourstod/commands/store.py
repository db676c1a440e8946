"""`jourstod store`: a shared database made ready, joined, used, and a file's store moved to it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from .. import settings
from ..domain.errors import StoreAway, UsageError
from .opening import permit_told

if TYPE_CHECKING:
    from ..store.sqlite import SqliteVault


def prepare(arguments: argparse.Namespace) -> int:
    """Make the tables, as the owner of the database."""
    from ..store import postgres_schema
    from ..store.postgres_door import connected, guarded, told

    with told(), connected(guarded(_address(arguments))) as db:
        fresh = postgres_schema.migrate(db)
    print("Tabellerna är gjorda." if fresh else "Tabellerna fanns redan. Inget är ändrat.")
    return 0


def join(arguments: argparse.Namespace) -> int:
    """Let a station's database role see one jour's rows of some nämnder."""
    from ..store import postgres_schema
    from ..store.postgres_door import connected, guarded, told
    from ..store.postgres_erased import let_erase

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
    permit_told(arguments, home)
    if (home / FILE_NAME).exists():
        raise StoreAway(
            "Mappen har ett eget lager. Flytta det till databasen med «jourstod store move ADRESS»."
        )
    address = _address(arguments)
    PostgresVault(address).close()
    settings.remember_database(home, address)
    print("Stationen använder databasen från och med nu.")
    return 0


def move(arguments: argparse.Namespace) -> int:
    """Carry this home's store over to a shared database, verified on both sides."""
    from ..bootstrap import utc_now
    from ..store.moving import aside_name, set_aside
    from ..store.moving import move as carry
    from ..store.place import FILE_NAME, open_vault
    from ..store.postgres import PostgresVault

    home, address = settings.home_folder(arguments.home), _address(arguments)
    permit_told(arguments, home)
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
    from ..store.place import open_vault

    kept = source.drafts.every_one()
    if not kept:
        return
    own = open_vault(home / settings.OUTBOX, utc_now, False)
    try:
        for draft in kept:
            if own.drafts.get(draft.place, draft.handler) is None:
                own.drafts.save(draft)
    finally:
        own.close()


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
