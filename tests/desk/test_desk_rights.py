"""Facts about the rights of a desk: each public method has one and asks for it first."""

from __future__ import annotations

from collections.abc import Iterator
from types import FunctionType

import pytest
from tests.desk.sample import Jour, open_child

from jourstod.desk.acting import Acting
from jourstod.desk.desk import Desk
from jourstod.desk.front import FrontDesk
from jourstod.desk.guard import guarded
from jourstod.desk.ledger import Ledger
from jourstod.desk.reading_desk import ReadingDesk
from jourstod.desk.writing_desk import WritingDesk
from jourstod.domain.errors import NoRight
from jourstod.domain.people import Handler, Role
from jourstod.domain.rights import Deed, may


def _methods() -> Iterator[tuple[type, str]]:
    for cls in (FrontDesk, ReadingDesk, WritingDesk, Desk, Acting):
        for name, method in vars(cls).items():
            if isinstance(method, FunctionType) and not name.startswith("_") and name != "demand":
                yield cls, name


def test_every_public_method_of_a_desk_names_its_right() -> None:
    found = list(_methods())
    assert len(found) > 50
    unnamed = [f"{cls.__name__}.{name}" for cls, name in found
               if not isinstance(getattr(getattr(cls, name), "needs", None), Deed)]  # fmt: skip
    assert unnamed == []


@pytest.mark.parametrize("role", Role)
def test_a_role_that_may_not_is_refused_before_anything_is_read(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    jour = Jour()
    open_child(jour.desk())
    desk = jour.desk()
    desk.handler = Handler("X", "X", role)
    read: list[object] = []
    monkeypatch.setattr(Ledger, "_catch_up", lambda *given: read.append(given))
    monkeypatch.setattr(jour.vault.log, "read", lambda *given: read.append(given))
    monkeypatch.setattr(jour.vault.summaries, "open_ones", lambda: read.append(""))
    for cls, name in _methods():
        at = desk.acts if cls is Acting else desk
        if not may(role, getattr(cls, name).needs):
            with pytest.raises(NoRight):
                getattr(cls, name)(at)
    assert read == []


def test_a_method_without_a_named_right_is_refused() -> None:
    @guarded({})
    class New(Desk):
        def leak(self) -> str:
            return "Maja"

    jour = Jour()
    desk = New(jour.vault, jour.codec, jour.shelf, jour.now, jour.desk().station,
               Handler("AB", "Anna Berg", Role.TEAM_LEADER), "övning")  # fmt: skip
    with pytest.raises(NoRight, match="ingen namngiven rättighet"):
        desk.leak()
