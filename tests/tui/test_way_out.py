"""Facts about files saved from the screens: locked first, in clear text only for a reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.tui.night import Clock, a_child, desk_on, new_vault
from tests.tui.pilot import Night, play
from tests.vault.at_the_door import CHEAP

from jourstod.commands.exporting import lock
from jourstod.desk import rows
from jourstod.desk.desk import Desk
from jourstod.domain.events.station import ClearFileMade
from jourstod.domain.receiver import Receiver
from jourstod.domain.secret import Secret
from jourstod.store.seal import PlainCodec
from jourstod.tui.case_papers import print_all
from jourstod.tui.night_sheets import show_shift
from jourstod.vault.addressed_file import keys_of, new_key_file, open_for
from jourstod.vault.locked_file import open_file

PHRASE = "gröna hästar äter sent"


def a_sharp_desk() -> Desk:
    clock = Clock()
    desk = desk_on(new_vault(clock), clock, mode="skarp")
    a_child(desk)
    return desk


def reasons(desk: Desk) -> list[str]:
    found = rows.unseal(PlainCodec(), desk._vault.log.read("station/jour"))
    return [entry.event.reason for entry in found if isinstance(entry.event, ClearFileMade)]


def files(home: Path) -> list[Path]:
    return sorted(path for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize("what", ["papers", "shift"])
def test_a_locked_file_is_first_and_asks_for_its_passphrase_twice(
    what: str, tmp_path: Path
) -> None:
    desk = a_sharp_desk()

    async def night(n: Night) -> None:
        n.app.lock_file = lock
        await _save(n, what)
        assert n.text.index("Krypterad fil") < n.text.index("Klartext, med skäl")
        await n.press("1")
        for twice in (PHRASE, "något annat", PHRASE, PHRASE):
            assert files(tmp_path) == []
            await n.write(twice)
            await n.press("enter")
            await n.settle()
        await n.settle()

    play(desk, night, home=tmp_path)
    [file] = files(tmp_path)
    assert file.suffix == ".jourstod"
    assert open_file(file.read_bytes(), Secret.typed(PHRASE))[1].startswith(b"%PDF")
    assert reasons(desk) == []


@pytest.mark.parametrize("what", ["papers", "shift"])
def test_clear_text_needs_a_reason_that_is_logged(what: str, tmp_path: Path) -> None:
    desk = a_sharp_desk()

    async def night(n: Night) -> None:
        n.app.lock_file = lock
        await _save(n, what)
        await n.press("2", "enter")
        assert files(tmp_path) == [] and reasons(desk) == []
        await n.write("Skrivs ut")
        await n.press("enter")
        await n.settle()

    play(desk, night, home=tmp_path)
    assert [file.suffix for file in files(tmp_path)] == [".pdf"]
    assert reasons(desk) == ["Skrivs ut"]


async def _save(n: Night, what: str) -> None:
    if what == "papers":
        print_all(n.screen)
    else:
        show_shift(n.screen)
        await n.settle()
        await n.press("1")
    await n.settle()


def test_a_receiver_of_the_stations_file_needs_no_passphrase_and_stands_in_the_access_log(
    tmp_path: Path,
) -> None:
    desk = a_sharp_desk()
    key_file, public = new_key_file(Secret.typed(PHRASE), CHEAP)
    receiver = Receiver("barn", "Barn och unga", public)
    desk.station = replace(desk.station, receivers=(receiver,))

    async def night(n: Night) -> None:
        n.app.lock_file = lock
        await _save(n, "shift")
        assert n.text.index("Krypterad för Barn och unga") < n.text.index("Krypterad fil")
        await n.press("1")
        await n.settle()

    play(desk, night, home=tmp_path)
    [file] = files(tmp_path)
    private = keys_of(key_file, Secret.typed(PHRASE))[1]
    assert open_for(file.read_bytes(), private)[1].startswith(b"%PDF")
    log = desk._vault.log
    streams = [head.stream for head in log.heads() if head.stream.startswith("access/")]
    told = [e for stream in streams for e in rows.unseal(PlainCodec(), log.read(stream))]
    assert receiver.said in [getattr(entry.event, "about", "") for entry in told]
