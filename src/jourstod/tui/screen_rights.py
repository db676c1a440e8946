"""The right that each screen needs, and an app that puts no screen up without it."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.await_complete import AwaitComplete

from ..domain.errors import JourError, NoRight
from ..domain.people import Role
from ..domain.rights import Deed, demand
from .base_screen import JourScreen

SCREENS = {
    **dict.fromkeys(
        ("MenuScreen", "EverythingScreen", "PageScreen", "HiddenScreen", "FormScreen", "Welcome",
         "SecretScreen", "FirstSignIn", "LockedScreen", "UnlockScreen",
         "RoutinesScreen", "RoutineScreen", "PreviewScreen"),
        Deed.PROGRAM,
    ),
    "BoardScreen": Deed.SEE_LIST,
    "CaseScreen": Deed.READ_CASE,
    "AskingScreen": Deed.READ_CASE,
    "ItemsScreen": Deed.READ_CASE,
    "CallScreen": Deed.WRITE_CASE,
    "PassageScreen": Deed.HAND_OVER,
    "HandoverScreen": Deed.REPORT,
    "ReceiveScreen": Deed.RECEIVE,
}  # fmt: skip
"""By the name of its class. What a menu or a page shows has been asked for at the desk."""


def demand_screen(role: Role, screen: type[JourScreen]) -> None:
    """Raise NoRight unless the role may have the screen before it; one not named nobody may."""
    demand(role, SCREENS.get(screen.__name__))


class ByRight(App[int]):
    """An app that asks for the right of every screen before it is made visible."""

    front: Any = None
    refused: JourError | None = None
    """Why it could not go on after its first screen."""

    def push_screen(self, screen: Any, *given: Any, **named: Any) -> Any:
        """The screen on top, or the refusal told on the one that is there."""
        try:
            if self.front is not None and isinstance(screen, JourScreen):
                demand_screen(self.front.handler.role, type(screen))
        except NoRight as refusal:
            self._told(refusal)
            return AwaitComplete()
        return super().push_screen(screen, *given, **named)

    def _told(self, refusal: NoRight) -> None:
        below = self.screen if self.screen_stack else None
        if isinstance(below, JourScreen):
            below.tell(refusal.sentence)
        else:
            self.refused = refusal
            self.exit(1)
