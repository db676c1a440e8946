"""How a file saved line by line leaves: for a receiver, with a passphrase, or in clear text."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from tests.desk.sample import Jour
from tests.vault.at_the_door import CHEAP, PHRASE

from jourstod.commands.exporting import lock
from jourstod.desk.exports import Way
from jourstod.domain.receiver import Receiver
from jourstod.text.session import Session
from jourstod.text.talk import Talk
from jourstod.text.way_out import way_out
from jourstod.vault.addressed_file import keys_of, new_key_file, open_for


def chosen(receiver: Receiver, *lines: str) -> tuple[Way, str]:
    desk, out = Jour().desk(mode="skarp"), StringIO()
    desk.station = replace(desk.station, receivers=(receiver,))
    talk = Talk(StringIO("".join(f"{line}\n" for line in lines)), out)
    return way_out(Session(talk, desk, lambda handler: desk, None, lock)), out.getvalue()


def test_the_receivers_of_the_station_come_first_and_need_no_passphrase() -> None:
    key_file, public = new_key_file(PHRASE, CHEAP)
    way, read = chosen(Receiver("barn", "Barn och unga", public), "1")
    assert "1  Krypterad för Barn och unga" in read
    assert way.receiver is not None and way.lock is not None
    private = keys_of(key_file, PHRASE)[1]
    assert open_for(way.lock(b"hemligt", "text"), private) == ("text", b"hemligt")


def test_clear_text_still_asks_for_its_reason() -> None:
    way, _ = chosen(Receiver("barn", "Barn och unga", bytes(32)), "3", "Skrivs ut.")
    assert (way.reason, way.lock, way.receiver) == ("Skrivs ut.", None, None)
