"""The program as one process to type at: a routine that asks in every way, on a store in a folder.

`python -m lab.seat screen|lines HOME [SIGNATURE]`
"""

from __future__ import annotations

import os
import sys
import termios
from pathlib import Path

from tests.desk import every_field
from tests.desk.sample import Jour
from tests.text.lines import never, seated

from jourstod.bootstrap import utc_now
from jourstod.store.place import open_vault
from jourstod.text import app
from jourstod.tui import entrance


def at(home: Path) -> Jour:
    """The jour whose store lies in that folder."""
    jour = every_field.jour()
    jour.now = utc_now  # type: ignore[assignment]  # the sample's clock runs: the screen would lock
    jour.vault = open_vault(home, utc_now, practice=True)
    return jour


def main(kind: str, home: Path) -> int:
    """Sit down at the screens, or at the line mode without the terminal's own echo."""
    jour = at(home)
    os.chdir(home)  # what somebody asks to have saved, in a folder of any name, lies there
    try:
        if kind == "screen":
            return entrance.run(jour.desk(), home=home)
        _silence()
        return app.run(
            jour.desk(), sys.stdin, sys.stdout, set_up=never, practice=jour.desk,
            seat=lambda handler: seated(jour, handler),
        )  # fmt: skip
    finally:
        jour.vault.close()


def _silence() -> None:
    """What is typed is not painted back by the terminal: only what the program writes is seen."""
    told = termios.tcgetattr(0)
    told[3] &= ~(termios.ECHO | termios.ISIG)
    termios.tcsetattr(0, termios.TCSANOW, told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
