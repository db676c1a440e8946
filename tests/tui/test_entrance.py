"""Facts about the way in: no browser, no file and no other machine sees what is shown."""

from __future__ import annotations

import os

import pytest
from tests.tui.night import Clock, a_desk, desk_on, new_vault

from jourstod.desk.desk import Desk
from jourstod.domain.secret import Secret
from jourstod.settings import FirstStart
from jourstod.tui import entrance
from jourstod.tui.app import JourApp
from jourstod.tui.entrance import SPYING, NotHere
from jourstod.tui.first_start import Welcome


@pytest.mark.parametrize("name", SPYING)
def test_a_variable_that_copies_the_screen_is_refused_and_named(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "x")
    monkeypatch.setattr("jourstod.tui.app.JourApp.run", lambda self, mouse: None)
    clock = Clock()
    sharp = desk_on(new_vault(clock), clock, mode="skarp")
    for desk in (sharp, None):
        with pytest.raises(NotHere, match=name):
            entrance.run(desk)


def test_in_practice_it_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SPYING[0], "x")
    monkeypatch.setattr("jourstod.tui.app.JourApp.run", lambda self, mouse: None)
    assert entrance.run(a_desk()) == 0
    assert SPYING[0] not in os.environ


def test_a_driver_that_serves_the_screen_is_refused_also_in_practice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(entrance.WEB_DRIVER, "textual_web:Driver")
    with pytest.raises(NotHere, match="webbläsare"):
        entrance.run(a_desk())


def test_the_first_session_of_a_new_station_can_be_locked_but_not_a_practice_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[JourApp] = []
    monkeypatch.setattr("jourstod.tui.app.JourApp.run", lambda app, mouse: opened.append(app))

    def unlock(signature: str, passphrase: Secret) -> None: ...

    def set_up(first: FirstStart) -> tuple[Desk, str]:
        return a_desk(), "ABCDE"

    entrance.run(None, set_up=set_up, practice=a_desk, unlock=unlock, sign_in=lambda s, p: a_desk())
    (app,) = opened
    assert app._first is not None
    welcome = app._first()
    assert isinstance(welcome, Welcome)
    assert app.unlock is None and app.sign_in is None
    welcome._set_up(FirstStart("AB", "Anna", "City", ("Söder",)))
    assert app.unlock is unlock and app.sign_in is not None
