"""Facts about rights: deny by default, and who may is said."""

from __future__ import annotations

import pytest

from jourstod.domain.errors import NoRight
from jourstod.domain.people import Role
from jourstod.domain.rights import RIGHTS, Deed, demand, may

CONTENT = {
    Deed.SEE_LIST, Deed.SEE_ALL, Deed.READ_CASE, Deed.WRITE_CASE, Deed.HAND_OVER, Deed.RECEIVE,
    Deed.REPORT, Deed.COUNT, Deed.CHANGE_SHIFT, Deed.MOVE_CASE, Deed.ERASE,
}  # fmt: skip


def test_the_table_names_every_role_and_every_right_is_somebodys() -> None:
    assert set(RIGHTS) == set(Role)
    assert {deed for deeds in RIGHTS.values() for deed in deeds} == set(Deed)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OPERATIONS])
def test_who_reviews_and_who_runs_it_see_nothing_of_any_case(role: Role) -> None:
    assert not RIGHTS[role] & CONTENT


def test_only_the_jour_and_its_leader_see_cases_that_nobody_left_to_them() -> None:
    assert {role for role in Role if may(role, Deed.SEE_ALL)} == {
        Role.DUTY_OFFICER,
        Role.TEAM_LEADER,
    }


@pytest.mark.parametrize("role", list(Role))
def test_what_has_no_named_right_nobody_may(role: Role) -> None:
    with pytest.raises(NoRight):
        demand(role, None)


def test_a_refusal_says_who_may() -> None:
    with pytest.raises(NoRight, match=r"drift får inte läsa ärenden\. Det får socialsekreterare"):
        demand(Role.OPERATIONS, Deed.READ_CASE)
    with pytest.raises(NoRight, match=r"Det får arbetsledare och granskare\.$"):
        demand(Role.DUTY_OFFICER, Deed.READ_ACCESS_LOG)
