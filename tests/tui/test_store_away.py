"""What the screens say while the shared store is away, and where they keep quiet about it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.desk.sample import open_child, reply
from tests.desk.test_away import Stations
from tests.tui.night import a_desk
from tests.tui.pilot import Night, play

from jourstod.domain.errors import NoRight, StoreAway
from jourstod.tui.secret_screen import Line, SecretScreen


def alone() -> Stations:
    """Anna has answered in a case, and the store is away since."""
    stations = Stations()
    id = open_child(stations.anna)
    stations.anna.case(id)
    stations.anna.board()
    stations.log.away = True
    reply(stations.anna, id, "fara", "nej")
    return stations


def test_the_board_says_that_something_waits_and_what_became_of_it() -> None:
    stations = alone()

    async def night(n: Night) -> None:
        n.screen._tick()
        await n.settle()
        assert "Inte delat ännu: 1." in " ".join(n.text.split())
        stations.log.away = False
        n.screen._tick()
        await n.settle()
        assert "1 svar är delat." in n.text

    play(stations.anna, night)


def test_a_hidden_screen_says_nothing_of_the_store_either() -> None:
    async def night(n: Night) -> None:
        await n.press("f9")
        n.screen._tick()
        await n.settle()
        assert n.text.split() == ["Paus.", "F9", "går", "tillbaka."]

    play(alone().anna, night)


def test_a_wrong_passphrase_is_said_and_not_written_over_by_how_the_store_is() -> None:
    def act(lines: Sequence[str]) -> object:
        raise NoRight("Fel signatur eller lösenfras.")

    async def night(n: Night) -> None:
        n.app.push_screen(SecretScreen("Låst", (Line("Lösenfras"),), act))
        await n.settle()
        await n.press("a", "enter")
        n.screen._tick()
        await n.settle()
        assert "Fel signatur eller lösenfras." in n.text

    play(alone().anna, night)


def test_a_board_that_cannot_be_read_does_not_say_that_something_was_not_saved() -> None:
    def away() -> None:
        raise StoreAway("Disken svarar inte.")

    async def night(n: Night) -> None:
        setattr(n.app.desk, "board", away)  # noqa: B010
        n.screen.repaint()
        await n.settle()
        assert "Lagret nås inte. Disken svarar inte." in " ".join(n.text.split())
        assert "INTE SPARAT" not in n.text

    play(a_desk(), night)


def test_a_board_that_cannot_be_read_says_what_goes_on_at_a_station_with_an_outbox() -> None:
    stations = alone()

    def away() -> None:
        raise StoreAway("Databasen svarar inte. Inget sparades; svaret står kvar.")

    async def night(n: Night) -> None:
        setattr(n.app.desk, "board", away)  # noqa: B010
        n.screen.repaint()
        await n.settle()
        assert "Inte delat ännu: 1." in " ".join(n.text.split())
        assert "Inget sparades" not in n.text

    play(stations.anna, night)
