"""A set-up station in a folder of its own, with the small rulebook, for tests of the commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.desk.sample import BARN, FILES

from jourstod import bootstrap, safekeeping, settings
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.ports import Vault, WallClock
from jourstod.desk.station import StationDesk
from jourstod.domain.events.routines import RoutinesProposed
from jourstod.domain.local_time import local_day
from jourstod.domain.mode import SHARP
from jourstod.domain.people import Handler, Role
from jourstod.reading.shelf import Folder
from jourstod.safekeeping import SignIn
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec
from jourstod.vault.safe import SignedIn

SOUND = BARN.replace("ska: skydd,", "ska: { skydd: [ja, nej, vet inte, ej aktuellt, gick inte] },")
"""The child's routine with a krav that holds on every way; the sample's own is there to break."""
REGISTERS = {
    "register/sekretess.yaml": """\
språk: 1
sekretess:
  polisen:
    till: Polisen
    mottagare: [polisen, regionkoordinator]
    med samtycke: Ja.
    utan samtycke: Ja, det som skyddar barnet.
    lagrum: sol-20-1
    gränser: Bara det som behövs.
    säkerhet: osäker
    senast kontrollerad: 2026-11-23
""",
    "register/ska.yaml": """\
språk: 1
ska:
  skydd: { kräver: Skyddet ska bedömas., lagrum: sol-20-1 }
""",
}
"""Registers that the sample of the desk's tests does without."""
FIRST = settings.FirstStart("AB", "Anna Berg", "Jouren City", ("Söder", "Norr"))


def small_routines(folder: Path) -> Path:
    """The small rulebook as files in a folder, with nothing to find in it."""
    ours = FILES["register/frister.yaml"]
    theirs = ours.replace(
        "    vem: Nämnden\n", "    vem: Nämnden\n    inte jourens uppgift: På dagen.\n"
    )
    assert SOUND != BARN
    assert theirs != ours  # else no step meets it, and that would be found
    registers = {**REGISTERS, "register/frister.yaml": theirs}
    for name, text in {**FILES, **registers, "barn.yaml": SOUND}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def sharp_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a station that is set up, with Anna Berg at the desk; nothing in its store."""
    routines = small_routines(tmp_path / "routines")
    monkeypatch.setattr(bootstrap, "shipped_routines", lambda: routines)
    home = tmp_path / "home"
    settings.set_up(home, FIRST)
    let_it_begin_in_clear(monkeypatch)
    return home


def let_it_begin_in_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sharp store without a safe is begun as before there was one: nobody has to sign in."""
    real = safekeeping.signed_in

    def signed_in(vault: Vault, clock: WallClock, sign_in: SignIn | None) -> SignedIn | None:
        return real(vault, clock, sign_in) if vault.keys.station_key() else None

    monkeypatch.setattr(safekeeping, "signed_in", signed_in)


def begin_in_clear(home: Path) -> None:
    """The first event of a sharp store as it was written before there was a safe."""
    vault = open_vault(home, bootstrap.utc_now, practice=False)
    StationDesk(vault, PlainCodec(), bootstrap.utc_now, Handler("AB", "Anna Berg"), SHARP)
    vault.close()


@contextmanager
def at_the_desk(home: Path, who: str | Handler = "AB") -> Iterator[Desk]:
    """The desk of a handler at that station, closed afterwards."""
    house = bootstrap.open_house(home, Handler(who, who) if isinstance(who, str) else who)
    try:
        yield house.desk
    finally:
        house.close()


LENA = Handler("LA", "Lena Ask", Role.TEAM_LEADER)
KARIN = Handler("KB", "Karin Berg", Role.TEAM_LEADER)


def put_in_force(home: Path, folder: Path | None = None) -> str:
    """The folder as it is now published by two team leaders, past the gate; gives its sum."""
    bundle, _ = Folder(folder or home.parent / "routines").bundle()
    with at_the_desk(home, LENA) as desk:
        today = local_day(desk.clock()).isoformat()
        proposal = RoutinesProposed(bundle.id, today, "2099-01-01", "Ny text.", "", (), "")
        desk.publishing.propose(proposal, bundle.content, new_command())
    with at_the_desk(home, KARIN) as desk:
        desk.publishing.approve(bundle.id, desk.current_book().bundle, new_command())
    return bundle.id
