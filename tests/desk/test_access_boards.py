"""Facts about the access log of several nämnder: each sees who read its own cases, no others."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from tests.desk.sample import STATION, Jour, Now, still
from tests.store.pg_server import MISSING, TENANT, Server, emptied, programs, running_server

from jourstod.desk import rows
from jourstod.desk.access import stream_of
from jourstod.desk.access_reading import AccessReading
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.access_review import Seed, reviewed, reviews, sample
from jourstod.domain.decide.cases import Intake
from jourstod.domain.errors import UsageError
from jourstod.domain.events.access import AccessMade, AccessReviewed
from jourstod.domain.people import Handler, Role
from jourstod.store import postgres_schema
from jourstod.store.postgres import PostgresVault
from jourstod.store.postgres_door import connected

SOUTH, NORTH = "soder", "norr"
MONTH = f"{Now().at:%Y-%m}"


def opened(desk: Desk, board: str) -> str:
    """A new case of a nämnd; gives its number."""
    id = str(uuid.uuid4())
    desk.open_case(id, Intake(board, "Maja", "anmälan", "Polisen", "", ()), new_command())
    return desk.case(id).number


def auditor(jour: Jour) -> AccessReading:
    """The access log as the auditor reads it there."""
    who = Handler("GR", "Gun Rask", Role.AUDITOR)
    front = still(Desk(jour.vault, jour.codec, jour.shelf, jour.now, STATION, who, "övning"), jour)
    return AccessReading(jour.vault.log, jour.codec, front)


def numbers(reading: AccessReading) -> set[str]:
    found = {getattr(entry.event, "number", "") for entry in reading.all()}
    return found - {""}


@pytest.fixture
def jour() -> Jour:
    return Jour()


def test_the_rows_of_a_nämnd_stand_in_its_own_stream_with_its_name_in_clear(jour: Jour) -> None:
    desk = jour.desk()
    opened(desk, SOUTH), opened(desk, NORTH)
    desk.board()
    at = jour.now.at
    for board in (SOUTH, NORTH, ""):
        found = jour.vault.log.read(stream_of(at, board))
        assert found and {row.clear.board for row in found} == {board}


def test_a_file_of_a_case_that_leaves_stands_in_the_stream_of_its_nämnd(jour: Jour) -> None:
    desk = jour.desk()
    number = opened(desk, SOUTH)
    desk.access.sent(number, "fil krypterad för Barn och unga")
    desk.access.sent("", "fil krypterad för alla")
    told = {"Barn och unga": SOUTH, "alla": ""}
    for whom, board in told.items():
        found = rows.unseal(jour.codec, jour.vault.log.read(stream_of(jour.now.at, board)))
        assert any(getattr(e.event, "about", "").endswith(whom) for e in found), whom


def test_a_sample_over_several_nämnder_is_drawn_again_when_the_month_has_gone_on(
    jour: Jour,
) -> None:
    desk = jour.desk()
    for board in (SOUTH, NORTH, SOUTH):
        opened(desk, board)
    others, seed = auditor(jour).month(MONTH)
    assert {e.event.board for e in others if isinstance(e.event, AccessMade)} >= {SOUTH, NORTH}
    assert str(seed).count("@") == 2
    opened(jour.desk("CD", "Cia"), NORTH), opened(jour.desk("EF", "Eva"), "öster")
    again, same = auditor(jour).month(MONTH, str(seed))
    assert same == seed
    assert sample(again, 3, same) == sample(others, 3, seed)
    for forged in (str(seed).replace("@", "@0", 1), str(seed)[:-1] + "x", f"{MONTH}:1:abc"):
        with pytest.raises(UsageError):
            auditor(jour).month(MONTH, forged)


def test_a_review_of_several_nämnder_is_written_to_each_and_told_of_once(jour: Jour) -> None:
    desk = jour.desk()
    opened(desk, SOUTH), opened(desk, NORTH)
    reading = auditor(jour)
    others, seed = reading.month(MONTH)
    reading.review(seed, others, "Bra", [(others[0].id, "Frågat")])
    written = reading.reviews(MONTH)
    events = [e.event for e in written]
    assert all(isinstance(e, AccessReviewed) for e in events)
    boards = {e.board: e for e in events if isinstance(e, AccessReviewed)}
    assert boards.keys() >= {SOUTH, NORTH} and len(boards) == len(events)
    [told] = reviews(written)
    assert (told.rows, told.remarks, told.outcome) == (len(others), 1, "Bra")
    assert reviewed(written).keys() == {e.id for e in others}


def test_rows_from_before_are_read_with_the_new_and_an_older_seed_still_draws(jour: Jour) -> None:
    desk = jour.desk()
    desk.access.write(AccessMade("opened", case="x", number="2026-0099"))
    row = jour.vault.log.read(f"access/{MONTH}")[-1]
    older = Seed(MONTH, row.clear.seq, row.hash.hex()[:16])
    new = opened(desk, SOUTH)
    assert numbers(auditor(jour)) == {"2026-0099", new}
    found, seed = auditor(jour).month(MONTH, str(older))
    assert seed == older
    assert [e.event.number for e in found if isinstance(e.event, AccessMade)] == ["2026-0099"]


# --- a shared database


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if programs() is None:
        pytest.skip(MISSING)
    with running_server(fsync="off") as running:
        with connected(running.address()) as db:
            for role in (SOUTH, NORTH):
                db.execute(f'CREATE ROLE "{role}" LOGIN')
                postgres_schema.join(db, role, TENANT, (role,))
        emptied(running)
        yield running


@pytest.fixture
def both(server: Server) -> Iterator[tuple[Jour, Jour]]:
    """Two stations of one jour, each with a database role of its own nämnd."""
    vaults = [PostgresVault(server.address(role), Now()) for role in (SOUTH, NORTH)]
    yield Jour(vaults[0]), Jour(vaults[1])
    for vault in vaults:
        vault.close()
    emptied(server)


def test_in_a_shared_database_a_nämnd_sees_no_row_of_anothers_accesses(
    both: tuple[Jour, Jour], server: Server
) -> None:
    south, north = both
    mine, theirs = opened(south.desk(), SOUTH), opened(north.desk("CD", "Cia"), NORTH)
    assert numbers(auditor(south)) == {mine}
    assert numbers(auditor(north)) == {theirs}
    at = south.now.at
    for jour, other in ((south, NORTH), (north, SOUTH)):
        assert jour.vault.log.read(stream_of(at, other)) == ()
        assert jour.vault.log.head(stream_of(at, other)) is None
    with connected(server.address(SOUTH)) as db:
        streams = {row[0] for row in db.execute("SELECT stream FROM jourstod.event").fetchall()}
    assert stream_of(at, SOUTH) in streams and stream_of(at, NORTH) not in streams


def test_old_rows_of_no_nämnd_are_seen_by_all_of_the_jour_as_before(
    both: tuple[Jour, Jour],
) -> None:
    south, north = both
    old = AccessMade("opened", case="x", number="2026-0099", handler="AB")
    south.desk().access.write(old)
    new = opened(south.desk(), SOUTH)
    assert numbers(auditor(north)) == {"2026-0099"}
    assert numbers(auditor(south)) == {"2026-0099", new}
