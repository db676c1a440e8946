"""`jourstod account`: who may sign in, forgotten passphrases, and the keys."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .. import settings
from ..domain.errors import JourError, NoRight
from ..domain.people import EVERY_UNIT, Handler, Role
from ..domain.reception import NO_UNIT, unit_named
from ..safekeeping import doorway
from .passphrases import new_passphrase, own_passphrase, sign_in_of, typed_recovery_key
from .permission import permit
from .roles import ACCOUNT_ROLES

if TYPE_CHECKING:
    from ..domain.secret import Secret
    from ..vault.door import Door
    from ..vault.safe import Safe, SignedIn

KEEP = (
    "Återställningsnyckeln visas bara nu. Skriv av den eller skriv ut den, och lås in den:",
    "den öppnar allt om alla har glömt sin lösenfras.",
)


def list_accounts(arguments: argparse.Namespace) -> int:
    """Everybody with an account; names only for whoever may read."""
    with _signed_in(arguments) as (door, signed):
        known = signed.safe.people() if signed.safe else door.signatures()
    if arguments.json:
        plain = [
            {"signature": one.signature, "name": one.name, "role": one.role.value} for one in known
        ]
        print(json.dumps(plain, ensure_ascii=False, indent=1))
        return 0
    for one in known:
        unit = f" · {one.unit.rstrip('/')}" if one.unit not in ("", EVERY_UNIT) else ""
        print(f"{one.signature:6} {one.role.swedish:26} {one.name}{unit}".rstrip())
    return 0


def add_account(arguments: argparse.Namespace) -> int:
    """Give a person an account."""
    role = ACCOUNT_ROLES[arguments.with_role]
    with _safe(arguments) as safe:
        unit = _unit(arguments) if role is Role.RECEPTION and arguments.unit else ""
        person = Handler(arguments.person, arguments.name, role, unit=unit)
        safe.add(person, new_passphrase(arguments, arguments.name))
    print(f"{arguments.person} ({arguments.name}) har ett konto som {role.swedish}.")
    if role is Role.RECEPTION:
        print(_belongs(person) if unit else NO_UNIT.format(signature=arguments.person))
    return 0


def place_account(arguments: argparse.Namespace) -> int:
    """Tie a reception's account to one of the station's units."""
    with _safe(arguments) as safe:
        unit = _unit(arguments)
        safe.place(arguments.person, unit)
    print(_belongs(Handler(arguments.person, "", Role.RECEPTION, unit=unit)))
    return 0


def remove_account(arguments: argparse.Namespace) -> int:
    """Take an account away."""
    with _safe(arguments) as safe:
        safe.remove(arguments.person)
    print(f"{arguments.person} kommer inte in längre. Stationens nyckel är bytt.")
    return 0


def change_passphrase(arguments: argparse.Namespace) -> int:
    """One's own, or that of a person who has forgotten it."""
    with _signed_in(arguments) as (door, signed):
        whose = arguments.person or signed.handler.signature
        if whose != signed.handler.signature:
            _reading(signed).reset(whose, new_passphrase(arguments, whose))
        else:
            old = own_passphrase(whose)
            own = signed.safe.change_passphrase if signed.safe else _without_safe(door, signed)
            own(old, new_passphrase(arguments, whose))
    print(f"{whose} har en ny lösenfras.")
    return 0


def recover(arguments: argparse.Namespace) -> int:
    """A new passphrase with the printed recovery key."""
    with _door(arguments) as door:
        safe = door.recover(typed_recovery_key())
        safe.reset(arguments.person, new_passphrase(arguments, arguments.person))
    print(f"{arguments.person} har en ny lösenfras.")
    return 0


def renew_recovery(arguments: argparse.Namespace) -> int:
    """A new recovery key."""
    with _safe(arguments) as safe:
        printed = safe.renew_recovery()
    print(*KEEP, "", f"    {printed}", "", "Den förra nyckeln öppnar inget längre.", sep="\n")
    return 0


def rotate(arguments: argparse.Namespace) -> int:
    """Change the station key."""
    with _safe(arguments) as safe:
        many = safe.rotate()
    print(f"Stationens nyckel är bytt och {many} nycklar är låsta på nytt. Inget annat märks.")
    return 0


@contextmanager
def _door(arguments: argparse.Namespace) -> Iterator[Door]:
    with doorway(settings.home_folder(arguments.home)) as door:
        if not door.locked:
            raise JourError(
                "Lagret har inga konton. Ett lager i klartext krypteras med jourstod store encrypt."
            )
        yield door


@contextmanager
def _signed_in(arguments: argparse.Namespace) -> Iterator[tuple[Door, SignedIn]]:
    with _door(arguments) as door:
        signed = sign_in_of(arguments, settings.home_folder(arguments.home))(door)
        permit(arguments, signed.handler)
        yield door, signed


@contextmanager
def _safe(arguments: argparse.Namespace) -> Iterator[Safe]:
    with _signed_in(arguments) as (_, signed):
        yield _reading(signed)


def _unit(arguments: argparse.Namespace) -> str:
    from ..bootstrap import station_of  # the station's file is read for this alone

    return unit_named(station_of(settings.home_folder(arguments.home)), arguments.unit)


def _belongs(person: Handler) -> str:
    return f"{person.signature} ser det som lämnas till {person.unit.rstrip('/')}, och inget annat."


def _without_safe(door: Door, signed: SignedIn) -> Callable[[Secret, Secret], None]:
    return lambda old, new: door.change_own(signed.handler, old, new)


def _reading(signed: SignedIn) -> Safe:
    if signed.safe is None:
        raise NoRight("Rollen ändrar inga konton. Det gör en arbetsledare.")
    return signed.safe
