"""Facts about finding a case by its number: few rows are read, however many cases there are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.desk.sample import Jour, open_child

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.ports import Row
from jourstod.domain.errors import NoSuchCase

MANY = 200


def closed_cases(desk: Desk, many: int) -> dict[str, str]:
    """Open and close cases, with calls and shift ends in between; case id by number."""
    found = {}
    for count in range(many):
        if count % 7 == 0:
            desk.jour.end_call("rådgivning", 4)
        id = open_child(desk)
        found[desk.case(id).number] = id
        desk.close(id, "rådgivning", "Inget mer.", new_command())
        if count % 20 == 0:
            desk.jour.end_shift()
    return found


def test_every_closed_case_is_found_by_its_number_and_by_its_id() -> None:
    desk = Jour().desk()
    cases = closed_cases(desk, 60)
    assert {number: desk.find(number) for number in cases} == cases
    assert {id: desk.find(id) for id in cases.values()} == {id: id for id in cases.values()}


@pytest.mark.parametrize("name", ["ÖVN-2026-0061", "ÖVN-2025-0001", "2026-0001", "Maja", "", "-"])
def test_a_number_nobody_has_is_refused(name: str) -> None:
    desk = Jour().desk()
    closed_cases(desk, 5)
    with pytest.raises(NoSuchCase):
        desk.find(name)


def test_a_number_is_found_without_reading_the_whole_stream(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jour = Jour()
    desk = jour.desk()
    cases = closed_cases(desk, MANY)
    read: list[int] = []
    real = jour.vault.log.read

    def counted(stream: str, after: int = 0, most: int | None = None) -> Sequence[Row]:
        rows = real(stream, after, most)
        read.append(len(rows))
        return rows

    monkeypatch.setattr(jour.vault.log, "read", counted)
    for number in list(cases)[::50]:
        read.clear()
        assert desk.find(number) == cases[number]
        assert len(read) < 16
        assert max(read) <= 32


def test_a_number_given_while_the_clock_was_wrong_is_found_all_the_same() -> None:
    jour = Jour()
    desk = jour.desk()
    closed_cases(desk, 3)
    right = jour.now.at
    jour.now.at = right.replace(year=2020)
    wrong = closed_cases(desk, 2)
    jour.now.at = right
    rest = closed_cases(desk, 3)
    assert {number: desk.find(number) for number in {**wrong, **rest}} == {**wrong, **rest}
