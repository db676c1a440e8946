"""A set-up station in a folder of its own, with the small rulebook, for tests of the commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.desk.sample import BARN, FILES

from jourstod import bootstrap, settings
from jourstod.desk.desk import Desk
from jourstod.desk.station import StationDesk
from jourstod.domain.mode import SHARP
from jourstod.domain.people import Handler
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec

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
    assert SOUND != BARN
    for name, text in {**FILES, **REGISTERS, "barn.yaml": SOUND}.items():
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
    begin_in_clear(home)
    return home


def begin_in_clear(home: Path) -> None:
    """The first event of a sharp store as it was written before there was a safe."""
    vault = open_vault(home, bootstrap.utc_now, practice=False)
    StationDesk(vault, PlainCodec(), bootstrap.utc_now, Handler("AB", "Anna Berg"), SHARP)
    vault.close()


@contextmanager
def at_the_desk(home: Path, signature: str = "AB") -> Iterator[Desk]:
    """The desk of a handler at that station, closed afterwards."""
    house = bootstrap.open_house(home, Handler(signature, signature))
    try:
        yield house.desk
    finally:
        house.close()
