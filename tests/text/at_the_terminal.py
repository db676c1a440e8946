"""The line mode as a program of its own on a terminal, whose clock is a file and that locks.

`python -m tests.text.at_the_terminal HOME` works at the small rulebook. HOME/minutes says how many
minutes have passed and HOME/after when it locks; HOME/asked gets each signature that tried.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.desk.sample import Jour
from tests.text.lines import never, seated

from jourstod.commands.window import sweep
from jourstod.desk.desk import Desk
from jourstod.domain.errors import NoRight
from jourstod.domain.secret import Secret
from jourstod.store.place import open_vault
from jourstod.text import app, keyboard

PHRASE = "gröna hästar äter sent"


class FileClock:
    """A clock that the test sets."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self) -> datetime:
        began = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
        return began + timedelta(minutes=int(self.file.read_text()))


def main(home: Path) -> int:
    """Work until the input ends."""
    keyboard.LOOKS = 0.05
    clock = FileClock(home / "minutes")
    jour = Jour(vault=open_vault(home, clock, practice=True))
    jour.now = clock  # type: ignore[assignment]

    def unlock(signature: str, passphrase: Secret) -> None:
        with (home / "asked").open("a") as asked:
            asked.write(f"{signature}\n")
        if passphrase.reveal().decode() != PHRASE:
            raise NoRight("Fel signatur eller lösenfras.")

    def sign_in(signature: str, passphrase: Secret) -> Desk:
        unlock(signature, passphrase)
        return jour.desk(signature, "Carl Dahl")

    desk = jour.desk()
    desk.station = replace(desk.station, locks_after=int((home / "after").read_text()))
    return app.run(
        desk,
        sys.stdin,
        sys.stdout,
        set_up=never,
        practice=jour.desk,
        seat=lambda handler: seated(jour, handler),
        locked=lambda: True,
        sign_in=sign_in,
        unlock=unlock,
        sweep=lambda: sweep(sys.stdout),
        spoken_to=True,
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
