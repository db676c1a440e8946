"""The line mode: the same job through the same desk, in plain lines, for any terminal or script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from ..desk.desk import Desk
from ..domain.people import Handler
from ..settings import FirstStart
from .board_page import BoardPage
from .first_start import first_desk
from .session import Session
from .talk import Left, Talk


def run(
    desk: Desk | None,
    stdin: TextIO,
    stdout: TextIO,
    *,
    set_up: Callable[[FirstStart], Desk],
    practice: Callable[[], Desk],
    seat: Callable[[Handler], Desk],
    spoken_to: bool = False,
) -> int:
    """Work at a desk, or at the first start when there is none, until the input ends or `slut`.

    `seat` puts another handler at a desk on the same store. `spoken_to` says that a person is at
    the other end and is shown where to write. Gives the exit code.
    """
    talk = Talk(stdin, stdout, spoken_to)
    try:
        at = desk if desk is not None else first_desk(talk, set_up, practice)
        BoardPage(Session(talk, at, seat)).run()
    except Left as left:
        if left.half:
            talk.say("", "Sista raden fick inget Enter och räknas inte som svar.")
        talk.say("", "Avslutat. Allt som är svarat är sparat; det halvskrivna finns kvar.")
    return 0
