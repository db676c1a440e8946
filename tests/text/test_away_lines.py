"""Facts about the line mode while the store is away: what waits is said, and no board lies."""

from __future__ import annotations

from collections.abc import Sequence

from tests.desk.sample import open_child
from tests.desk.test_away import Stations
from tests.text.lines import typed

from jourstod.desk.board import BoardRow
from jourstod.domain.errors import StoreAway


def open_case() -> tuple[Stations, str]:
    """A case that Anna has open, on a board that she has seen."""
    stations = Stations()
    id = open_child(stations.anna)
    stations.anna.case(id)
    stations.anna.board()
    return stations, stations.anna.case(id).number


def test_an_answer_that_waits_is_said_to_wait_and_told_of_when_it_is_shared() -> None:
    s, number = open_case()
    s.log.away = True
    read = typed(s.jour, number, "1", desk=s.anna)
    after = read.partition("Sparat.")[2]
    assert after.lstrip().startswith("OBS: Databasen svarar inte. Inte delat ännu: 1.")
    s.log.away = False
    assert "Databasen är tillbaka. 1 svar är delat." in typed(s.jour, desk=s.anna)


def test_a_board_that_cannot_be_read_shows_what_was_true_last_and_never_that_there_is_nothing() -> (
    None
):
    s, number = open_case()
    whole, read = s.anna.board, 0

    def board() -> Sequence[BoardRow]:
        nonlocal read
        read += 1
        if read < 4:
            return whole()
        assert s.anna._alone is not None
        s.anna._alone.away = True
        raise StoreAway("Databasen svarar inte. Inget sparades; svaret står kvar.")

    setattr(s.anna, "board", board)  # noqa: B010
    words = typed(s.jour, "", desk=s.anna)
    before, _, after = words.rpartition("=== ÖVNING · Nattens ärenden")
    assert number in before and number in after
    assert "OBS: Databasen svarar inte. Skärmen visar det som var sant sist." in after
    assert "Inga öppna ärenden" not in after and "Inget sparades" not in after
