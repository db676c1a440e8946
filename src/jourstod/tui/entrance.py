"""The entrance: what is refused or set before a screen opens, and the exit code after."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..domain.errors import JourError
from ..domain.mode import PRACTICE

if TYPE_CHECKING:
    from ..desk.desk import Desk
    from ..desk.exports import LockFile
    from ..desk.front import FrontDesk
    from ..domain.people import Handler
    from ..domain.secret import Secret
    from .app import JourApp
    from .base_screen import JourScreen
    from .first_start import SetUp
    from .secret_screen import SignIn

Begun = TypeVar("Begun")
WEB_DRIVER = "TEXTUAL_DRIVER"
SPYING = (
    "TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME", "TEXTUAL_PRESS", "TEXTUAL_DEVTOOLS_HOST",
)  # fmt: skip
"""Variables with which the screen library writes what is shown to files or to another machine."""


class NotHere(JourError):
    """The program would be shown where it must not be."""


def run(
    desk: Desk | FrontDesk | None,
    *,
    whole: Callable[[], Desk] | None = None,
    set_up: SetUp | None = None,
    practice: Callable[[], Desk] | None = None,
    station_known: bool = False,
    locked: bool = False,
    sign_in: SignIn | None = None,
    unlock: Callable[[str, Secret], object] | None = None,
    lock_file: LockFile | None = None,
    signature: str = "",
    seat: Callable[[Handler], Desk] | None = None,
    sandbox: Callable[[str], Desk] | None = None,
    home: Path | None = None,
) -> int:
    """Open the screens at a desk, or at the first start when there is none; gives the exit code.

    Of a desk only the front is needed to paint the board; `whole` gives the rest. `set_up` and
    `practice` are needed when `desk` is None, unless the store is `locked`: then, as once one is
    set up, `sign_in` opens it (`signature` sat there last) and `unlock` a locked screen.
    `station_known` asks less at the first start, `seat` puts another handler at a desk on the same
    store, `sandbox` gives one in memory. Incidents and files go to `home`, locked by `lock_file`.
    """
    refuse_to_be_served(practising=desk is not None and desk.mode == PRACTICE)
    from . import symbols  # the screen library reads its variables when imported
    from .app import JourApp

    symbols.use_plain(symbols.plain_wanted())
    first: Callable[[], JourScreen] | None = None
    if desk is None and locked and sign_in is not None:
        first = _locked(sign_in, signature)
    elif desk is None and set_up and practice:
        begin = set_up
        first = _first(lambda told: lockable(begin(told)), practice, station_known)
    app = JourApp(desk, whole=whole, first=first, home=home, seat=seat, sandbox=sandbox)
    app.lock_file, lockable = lock_file, _locking(app, sign_in, unlock)
    if locked:
        lockable(None)
    return _run(app, home)


def _run(app: JourApp, home: Path | None) -> int:
    from . import incidents

    _watch_the_terminal(app)
    gc.disable()  # nothing that is made before the first paint is thrown away; see app.settled
    try:
        app.run(mouse=not over_ssh())
    except Exception as error:
        raise JourError(incidents.sentence(incidents.record(error, home), home)) from None
    if app.refused is not None:
        raise app.refused
    return app.return_code or 0


def _locking(
    app: JourApp, sign_in: SignIn | None, unlock: Callable[[str, Secret], object] | None
) -> Callable[[Begun], Begun]:
    """Hands on what it gets; from then on the screen is locked, and not only hidden."""

    def lockable(begun: Begun) -> Begun:
        app.sign_in, app.unlock = sign_in, unlock
        return begun

    return lockable


def _watch_the_terminal(app: JourApp) -> None:
    """Where terminals are as in Unix: end when ours is gone."""
    if sys.platform != "win32":
        from textual.drivers.linux_driver import LinuxDriver

        from .terminal import TerminalDriver

        if app.driver_class is LinuxDriver:
            app.driver_class = TerminalDriver


def _first(
    set_up: SetUp, practice: Callable[[], Desk], station_known: bool
) -> Callable[[], JourScreen]:
    from .first_start import first_screen

    return first_screen(set_up, practice, station_known)


def _locked(sign_in: SignIn, signature: str) -> Callable[[], JourScreen]:
    from .secret_screen import FirstSignIn

    return lambda: FirstSignIn(sign_in, signature)


def over_ssh() -> bool:
    """Whether the screen is at the other end of an ssh connection: no mouse there."""
    return any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def refuse_to_be_served(practising: bool = False) -> None:
    """Raise NotHere under a driver that serves the screen to a browser, and under spying variables.

    In practice these are forgotten instead: whoever develops the program has them set.
    """
    if os.environ.get(WEB_DRIVER):
        raise NotHere(
            "Skärmen visas inte genom en webbläsare eller en annan skärmtjänst: den vägen saknar "
            f"inloggning. Ta bort {WEB_DRIVER} ur miljön och starta i en terminal."
        )
    spying = [name for name in SPYING if os.environ.get(name)]
    if spying and not practising:
        raise NotHere(
            "Skärmen visas inte medan något skriver av den till en fil eller en annan dator. Ta "
            f"bort {', '.join(spying)} ur miljön och starta igen."
        )
    for name in SPYING:
        os.environ.pop(name, None)
