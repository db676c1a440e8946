"""The line mode: the same job through the same desk, in plain lines, for any terminal or script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from ..desk.desk import Desk
from ..desk.exports import LockFile
from ..domain.people import Handler
from .board_page import BoardPage
from .first_start import SetUp, SignIn, first_desk, signed_in
from .lock import Lock, Unlock
from .session import Session
from .talk import Back, Left, Talk


def run(
    desk: Desk | None,
    stdin: TextIO,
    stdout: TextIO,
    *,
    set_up: SetUp,
    practice: Callable[[], Desk],
    seat: Callable[[Handler], Desk],
    station_known: bool = False,
    locked: Callable[[], bool] = lambda: False,
    sign_in: SignIn | None = None,
    unlock: Unlock | None = None,
    sweep: Callable[[], None] = lambda: None,
    signature: str = "",
    lock_file: LockFile | None = None,
    spoken_to: bool = False,
) -> int:
    """Work at a desk, or at the first start when there is none, until the input ends or `slut`.

    `sign_in` opens a store that is `locked` (`signature` sat there last), `unlock` a terminal on
    it, which `sweep` clears. `seat` puts another handler there. `lock_file` encrypts what is saved.
    `spoken_to`: a person is at the other end and is shown where to write. Gives the exit code.
    """
    talk = Talk(stdin, stdout, spoken_to)
    try:
        if desk is not None:
            at = desk
        elif locked() and sign_in is not None:
            at = signed_in(talk, sign_in, signature)
        else:
            at = first_desk(talk, set_up, practice, station_known)
        sign_in, unlock = (sign_in, unlock) if locked() else (None, None)
        session = Session(talk, at, seat, sign_in, lock_file)
        talk.watch = Lock(session, unlock, sweep)
        BoardPage(session).run()
    except Back:
        talk.say("Avslutat utan att logga in.")
    except Left as left:
        _say_goodbye(talk, left.half)
    return 0


def _say_goodbye(talk: Talk, half: str) -> None:
    if half:
        talk.say("", "Sista raden fick inget Enter och räknas inte som svar.")
    talk.say("", "Avslutat. Allt som är svarat är sparat; det halvskrivna finns kvar.")
