"""What the deciding about protected identity refuses by itself, whoever asked before it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jourstod.domain.case import Case
from jourstod.domain.decide.protection import open_in_emergency
from jourstod.domain.entries import Act
from jourstod.domain.errors import NoRight
from jourstod.domain.people import Handler, Role
from jourstod.domain.protection import Level, Protection

AT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)


def opened_by(role: Role) -> int:
    case = Case("c1", protection=Protection(Level.ASSUMED))
    act = Act("0f0e7c7e-0000-4000-8000-000000000001", Handler("MM", "Mia", role), AT)
    return len(open_in_emergency(case, act, "Fara i natt."))


def test_the_reception_does_not_decide_on_an_emergency() -> None:
    assert opened_by(Role.DUTY_OFFICER) == 2
    with pytest.raises(NoRight, match="Mottagningen öppnar inte"):
        opened_by(Role.RECEPTION)
