"""Facts about the access log and cases kept apart: tries, views and lookups stand in it."""

from __future__ import annotations

import pytest
from tests.desk.protected_case import LISTED, OTHER, desk_of, protected
from tests.desk.sample import Jour, open_child
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night
from tests.desk.test_access import logged

from jourstod.desk.case_life import show_case, show_protected
from jourstod.desk.command import new_command
from jourstod.desk.protection_forms import known
from jourstod.domain.errors import ReasonMissing
from jourstod.domain.events.access import AccessMade, AccessRefused
from jourstod.domain.protection import ProtectedCase


def unmasked(jour: Jour) -> list[str]:
    return [e.reason for e in logged(jour) if isinstance(e, AccessMade) and e.deed == "unmasked"]


def test_a_try_at_a_case_that_is_kept_apart_stands_as_refused_and_not_as_opened() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk, before = desk_of(jour, OTHER), len(logged(jour))
    with pytest.raises(ProtectedCase):
        desk.case(case_id)
    assert [type(e) for e in logged(jour)[before:]] == [AccessRefused]


def test_every_view_that_is_uncovered_stands_there_with_its_reason() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, LISTED)
    with pytest.raises(ReasonMissing):
        show_case(desk, case_id, "", new_command())
    assert unmasked(jour) == []
    for why in ("Ringer henne nu.", "Läser för polisen."):
        show_case(desk, case_id, why, new_command())
    assert unmasked(jour) == ["Ringer henne nu.", "Läser för polisen."]


def test_a_protected_answer_that_is_shown_stands_there_with_its_reason() -> None:
    jour = sheet_jour()
    desk = sheet_desk(jour)
    child = whole_night(desk)
    assert show_protected(desk, child, "Tolken behöver veta", new_command())
    assert unmasked(jour) == ["Tolken behöver veta"]


def test_a_name_that_is_asked_about_is_a_search_each_time_and_the_name_is_not_there() -> None:
    jour = Jour()
    desk = jour.desk()
    open_child(desk)
    for _ in range(2):
        known(desk, "Rosenqvist Maja")
    searched = [e for e in logged(jour) if isinstance(e, AccessMade) and e.deed == "searched"]
    assert len(searched) == 2
    assert "Rosenqvist" not in str(logged(jour))
