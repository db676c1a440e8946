"""Facts about the rights of screens: each has one, and none is put up without it."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from tests.tui.night import a_case, a_desk
from tests.tui.pilot import Night, play

from jourstod import tui
from jourstod.domain.errors import NoRight
from jourstod.domain.people import Handler, Role
from jourstod.domain.rights import may
from jourstod.tui.base_screen import JourScreen
from jourstod.tui.call_screen import CallScreen
from jourstod.tui.screen_rights import SCREENS, demand_screen


def _screens(of: type[JourScreen] = JourScreen) -> set[type[JourScreen]]:
    for module in pkgutil.iter_modules(tui.__path__):
        importlib.import_module(f"jourstod.tui.{module.name}")
    below = {cls for cls in of.__subclasses__() if cls.__module__.startswith("jourstod.")}
    return below.union(*(_screens(cls) for cls in below)) if below else below


def test_every_screen_has_a_named_right() -> None:
    found = {screen.__name__ for screen in _screens()}
    assert len(found) > 15
    assert found == set(SCREENS)


@pytest.mark.parametrize("role", Role)
def test_a_role_that_may_not_is_refused_every_screen_of_a_case(role: Role) -> None:
    for screen in _screens():
        if not may(role, SCREENS[screen.__name__]):
            with pytest.raises(NoRight):
                demand_screen(role, screen)


def test_a_screen_without_a_named_right_is_refused() -> None:
    class NewScreen(JourScreen):
        pass

    with pytest.raises(NoRight, match="ingen namngiven rättighet"):
        demand_screen(Role.TEAM_LEADER, NewScreen)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OPERATIONS])
def test_who_may_see_no_list_gets_no_first_screen(role: Role) -> None:
    desk = a_desk()
    a_case(desk)
    desk.handler = Handler("GR", "Gun Rask", role)

    async def night(n: Night) -> None:
        assert not [s for s in n.app.screen_stack if isinstance(s, JourScreen)]
        assert isinstance(n.app.refused, NoRight)

    play(desk, night)


def test_the_refusal_is_told_on_the_screen_below() -> None:
    desk = a_desk()
    desk.handler = Handler("KL", "Karin Lund", Role.RECEPTION)

    async def night(n: Night) -> None:
        await n.press("n")
        assert not isinstance(n.app.screen, CallScreen)
        assert "Rollen mottagning får inte skriva i ärenden." in n.text

    play(desk, night)
