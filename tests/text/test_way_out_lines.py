"""Line by line: a saved file is locked with a passphrase, or in clear text for a logged reason."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.tui.night import Clock, a_child, desk_on, new_vault

from jourstod.commands import screens
from jourstod.commands.exporting import lock
from jourstod.desk import rows
from jourstod.desk.desk import Desk
from jourstod.domain.errors import UsageError
from jourstod.domain.events.station import ClearFileMade
from jourstod.domain.secret import Secret
from jourstod.store.seal import PlainCodec
from jourstod.text.case_papers import print_all
from jourstod.text.session import Session
from jourstod.text.talk import Talk
from jourstod.text.way_out import way_out
from jourstod.vault.locked_file import open_file

PHRASE = "gröna hästar äter sent"


def at_the_line(*typed: str, mode: str = "skarp") -> tuple[Session, Desk, io.StringIO]:
    clock, out = Clock(), io.StringIO()
    desk = desk_on(new_vault(clock), clock, mode=mode)
    a_child(desk, "Maja")
    talk = Talk(io.StringIO("".join(f"{line}\n" for line in typed)), out)
    nobody: Any = None
    return Session(talk, desk, nobody, None, lock), desk, out


def reasons(desk: Desk) -> list[str]:
    found = rows.unseal(PlainCodec(), desk._vault.log.read("station/jour"))
    return [entry.event.reason for entry in found if isinstance(entry.event, ClearFileMade)]


def test_a_file_of_a_sharp_store_is_locked_and_its_passphrase_typed_twice(tmp_path: Path) -> None:
    session, desk, out = at_the_line(str(tmp_path), "1", PHRASE, PHRASE)
    print_all(session)
    [file] = tmp_path.iterdir()
    assert file.suffix == ".jourstod"
    assert open_file(file.read_bytes(), Secret.typed(PHRASE))[1].startswith(b"%PDF")
    assert reasons(desk) == [] and PHRASE not in out.getvalue()


def test_two_passphrases_that_differ_lock_nothing(tmp_path: Path) -> None:
    session, _, _ = at_the_line("1", PHRASE, "något helt annat")
    with pytest.raises(UsageError, match="inte lika"):
        way_out(session)


def test_clear_text_needs_a_reason_that_is_logged(tmp_path: Path) -> None:
    session, desk, _ = at_the_line(str(tmp_path), "2", "Skrivs ut vid receptionen.")
    print_all(session)
    assert [file.suffix for file in tmp_path.iterdir()] == [".pdf"]
    assert reasons(desk) == ["Skrivs ut vid receptionen."]
    session, _, _ = at_the_line("2", " ")
    with pytest.raises(UsageError, match="klartext"):
        way_out(session)


def test_in_practice_nothing_is_asked(tmp_path: Path) -> None:
    session, desk, _ = at_the_line(str(tmp_path), mode="övning")
    print_all(session)
    assert [file.suffix for file in tmp_path.iterdir()] == [".pdf"]
    assert reasons(desk) == []


def test_the_line_mode_is_opened_with_what_locks_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr("jourstod.text.app.run", lambda *_, **more: given.update(more) or 0)
    way_in = SimpleNamespace(desk=lambda: None, close=lambda: None, sharp=False, locked=True)
    for name in ("set_up", "practice", "station_known", "sign_in", "unlock", "signature", "seat"):
        setattr(way_in, name, name)
    monkeypatch.setattr(screens, "Entrance", lambda arguments: way_in)
    arguments: Any = SimpleNamespace(practice=False)
    assert screens.open_text(arguments) == 0
    assert given.get("sign_in") == "sign_in"
    assert "lock_file" in given
    sealed = given["lock_file"](b"Maja", "text", Secret.typed(PHRASE))
    assert open_file(sealed, Secret.typed(PHRASE)) == ("text", b"Maja")
