"""Facts about the access log: no content before it stands there who was shown it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.desk.sample import Jour, asked, open_child, reply, visit
from tests.desk.test_away import Stations

from jourstod.desk import rows
from jourstod.desk.access import Access, AccessLog
from jourstod.desk.all_clocks import all_clocks
from jourstod.desk.case_papers import paper_of, papers
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.inbox import inbox
from jourstod.desk.ledger import Ledger
from jourstod.desk.moving import CURRENT, passages
from jourstod.desk.night_sheets import morning, shift
from jourstod.desk.ports import Append
from jourstod.desk.receipts import receipts
from jourstod.desk.sheets import sheet_for
from jourstod.desk.step_use import step_use
from jourstod.desk.together import linked
from jourstod.domain.access_kind import AccessKind
from jourstod.domain.answers import Answer
from jourstod.domain.errors import NoRight, StoreAway
from jourstod.domain.events.access import AccessMade, AccessRefused
from jourstod.domain.people import Handler, Role

WAYS: dict[str, tuple[AccessKind, Callable[[Desk, str], object]]] = {
    "case": (AccessKind.OPENED, lambda d, c: d.case(c)),
    "since": (AccessKind.OPENED, lambda d, c: d.since(c)),
    "find": (AccessKind.SEARCHED, lambda d, c: d.find("ÖVN-2026-0001")),
    "board": (AccessKind.LISTED, lambda d, c: d.board()),
    "summed again": (AccessKind.LISTED, lambda d, c: d.sum_again()),
    "dry": (AccessKind.OPENED, lambda d, c: d.dry(c, lambda case, book, act: [])),
    "note": (AccessKind.OPENED, lambda d, c: d.acts.note(c, "Ringt.", new_command())),
    "take": (AccessKind.OPENED, lambda d, c: d.take(c, new_command())),
    "all cases": (AccessKind.COUNTED, lambda d, c: list(d.all_cases())),
    "use": (AccessKind.COUNTED, lambda d, c: step_use(d)),
    "clocks": (AccessKind.LISTED, lambda d, c: all_clocks(d)),
    "inbox": (AccessKind.LISTED, lambda d, c: inbox(d)),
    "morning": (AccessKind.REPORTED, lambda d, c: morning(d, "soder")),
    "shift": (AccessKind.REPORTED, lambda d, c: shift(d)),
    "sheet": (AccessKind.REPORTED, lambda d, c: sheet_for(d, c)),
    "paper": (AccessKind.PRINTED, lambda d, c: paper_of(d, c)),
    "papers": (AccessKind.PRINTED, lambda d, c: [make() for _, make in papers(d)]),
    "receipts": (AccessKind.OPENED, lambda d, c: receipts(d, c)),
    "linked": (AccessKind.OPENED, lambda d, c: linked(d, c)),
    "passages": (AccessKind.LISTED, lambda d, c: list(passages(d, CURRENT))),
}


def logged(jour: Any) -> list[AccessMade | AccessRefused]:
    """Every event of the access log, as they were stored."""
    streams = sorted(h.stream for h in jour.vault.log.heads() if h.stream.startswith("access/"))
    entries = [e for s in streams for e in rows.unseal(jour.codec, jour.vault.log.read(s))]
    entries.sort(key=lambda entry: str(entry.stored_at))
    return [e.event for e in entries if isinstance(e.event, AccessMade | AccessRefused)]


@pytest.fixture
def jour() -> Jour:
    return Jour()


@pytest.fixture
def child(jour: Jour) -> str:
    return open_child(jour.desk())


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_content_stands_in_the_access_log(jour: Jour, child: str, way: str) -> None:
    kind, go = WAYS[way]
    desk = jour.desk("CD", "Cia Dahl")
    before = len(logged(jour))
    go(desk, child)
    made = [e.deed for e in logged(jour)[before:] if isinstance(e, AccessMade)]
    assert kind in made


@pytest.mark.parametrize("way", WAYS)
def test_no_content_is_given_when_the_access_log_cannot_be_written(
    jour: Jour, child: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = jour.desk("CD", "Cia Dahl")
    real = jour.vault.log.append

    def full(batch: list[Append], *given: Any) -> object:
        if any(part.stream.startswith("access/") for part in batch):
            raise StoreAway("Disken är full.")
        return real(batch, *given)

    monkeypatch.setattr(jour.vault.log, "append", full)
    given: list[object] = []
    with pytest.raises(StoreAway):
        given.append(WAYS[way][1](desk, child))
    assert given == []


def test_only_the_access_log_gives_access() -> None:
    with pytest.raises(TypeError):
        Access(object())


def test_the_ledger_gives_a_case_for_nothing_but_access(jour: Jour, child: str) -> None:
    ledger = Ledger(jour.vault, jour.codec)
    with pytest.raises(AssertionError):
        ledger.case(child, lambda case: None)  # type: ignore[arg-type, return-value]
    with pytest.raises(AssertionError):
        ledger.known(child, lambda case: None)  # type: ignore[arg-type, return-value]


def _standing_still(desk: Desk, jour: Jour) -> None:
    """The clock of the access log stands: a test's clock goes a minute each time it is read."""
    at = jour.now.at
    desk.access._clock = lambda: at


def test_a_case_is_logged_once_a_stretch_and_answers_log_nothing_more(
    jour: Jour, child: str
) -> None:
    desk = jour.desk()
    _standing_still(desk, jour)
    desk.case(child)
    before = len(logged(jour))
    for _ in range(3):
        desk.case(child)
    reply(desk, child, asked(desk, child)[0], "nej")
    desk.acts.note(child, "Ringt.", new_command())
    assert len(logged(jour)) == before


def test_an_answer_is_one_durable_write(
    jour: Jour, child: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = jour.desk()
    _standing_still(desk, jour)
    shown = visit(desk, child, asked(desk, child)[0])
    real, writes = jour.vault.log.append, []

    def counted(*given: Any) -> Any:
        writes.append(given)
        return real(*given)

    monkeypatch.setattr(jour.vault.log, "append", counted)
    desk.answer(child, shown, Answer(values=("nej",)), new_command())
    assert len(writes) == 1


def test_after_half_an_hour_the_same_case_is_logged_again(jour: Jour, child: str) -> None:
    desk = jour.desk()
    desk.case(child)
    before = len(logged(jour))
    for _ in range(40):
        jour.now()  # a minute
        desk.case(child)
    assert len(logged(jour)) == before + 1


def test_a_new_case_and_who_opened_it_are_one_write(
    jour: Jour, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = jour.desk()
    desk.board()
    real, streams = jour.vault.log.append, []

    def noted(batch: list[Append], *given: Any) -> Any:
        streams.append([part.stream.partition("/")[0] for part in batch])
        return real(batch, *given)

    monkeypatch.setattr(jour.vault.log, "append", noted)
    id = open_child(desk)
    assert ["case", "station", "access"] in streams
    assert [e.case for e in logged(jour) if e.case] == [id]


def test_the_board_is_logged_once_an_hour_and_counts_its_cases(jour: Jour, child: str) -> None:
    desk = jour.desk()
    _standing_still(desk, jour)
    for _ in range(5):
        desk.board()
    boards = [e for e in logged(jour) if isinstance(e, AccessMade) and e.about == "tavlan"]
    assert [e.cases for e in boards] == [1]


def test_the_same_session_goes_on_when_the_whole_desk_has_been_read_in(jour: Jour) -> None:
    desk, later = jour.desk(), jour.desk()
    _standing_still(desk, jour)
    _standing_still(later, jour)
    desk.board()
    later.access.go_on(desk.access)
    later.board()
    assert len(logged(jour)) == 1


def test_somebody_else_at_the_same_desk_is_logged_for_himself(jour: Jour, child: str) -> None:
    desk = jour.desk()
    desk.case(child)
    before = len(logged(jour))
    desk.handler = Handler("CD", "Cia Dahl")
    desk.case(child)
    assert len(logged(jour)) == before + 1


def test_how_the_case_stood_is_told_of_the_access(jour: Jour, child: str) -> None:
    desk = jour.desk("CD", "Cia Dahl")
    desk.case(child)
    made = logged(jour)[-1]
    assert isinstance(made, AccessMade)
    assert (made.number, made.handler, made.closed) == ("ÖVN-2026-0001", "AB", False)


def test_each_time_something_protected_is_shown_is_logged_with_its_reason(jour: Jour) -> None:
    log = AccessLog(jour.vault, jour.codec, jour.now, lambda: Handler("AB", "Anna Berg"))
    case = jour.desk().case(open_child(jour.desk()))
    for why in ("Tolken behöver veta", "Polisen frågar"):
        log.made(AccessKind.UNMASKED, case, "", why, again=True)
    made = [e for e in logged(jour) if isinstance(e, AccessMade) and e.deed == "unmasked"]
    assert [e.reason for e in made] == ["Tolken behöver veta", "Polisen frågar"]


def test_the_reception_reads_only_what_was_left_to_it_and_a_try_stands_in_the_log(
    jour: Jour, child: str
) -> None:
    desk, other = jour.desk(), open_child(jour.desk(), alias="Sara")
    desk.acts.offer(child, "mottagning", (("1", "Läs"),), "x", (), new_command())
    karin = jour.desk("KL", "Karin Lund")
    karin.handler = Handler("KL", "Karin Lund", Role.RECEPTION)
    assert karin.case(child).id == child
    assert [row.case for row in karin.board()] == [child]
    with pytest.raises(NoRight, match="inte lämnat till mottagningen"):
        karin.case(other)
    assert isinstance(logged(jour)[-1], AccessRefused)
    with pytest.raises(NoRight):
        karin.acts.note(child, "Hej.", new_command())
    karin.acts.accept(child, next(iter(karin.case(child).handovers)), "1", "Karin Lund",
                      "Läser den.", new_command())  # fmt: skip


def test_what_is_open_goes_on_while_the_store_is_away_and_is_logged_afterwards() -> None:
    s = Stations()
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.away = True
    for _ in range(40):  # minutes, past the stretch
        s.jour.now()
        assert s.anna.case(id).id == id
    s.log.away = False
    s.anna.case(id)
    made = [e for e in logged(s.jour) if isinstance(e, AccessMade) and e.case == id]
    assert len(made) >= 2


def test_what_is_not_open_is_refused_while_the_store_is_away() -> None:
    s = Stations()
    id = open_child(s.carl)
    s.anna.board()
    s.log.away = True
    with pytest.raises(StoreAway):
        s.anna.case(id)


def test_what_somebody_else_had_open_here_is_refused_while_the_store_is_away() -> None:
    s = Stations()
    id = open_child(s.anna)
    s.anna.case(id)
    s.log.away = True
    s.anna.handler = Handler("CD", "Carl Dahl")
    with pytest.raises(StoreAway):
        s.anna.case(id)
