"""The line mode as a program of its own, on a store in a folder, for test_kill.py to kill.

`python -m tests.text.at_the_line HOME` works at the small rulebook from standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.desk.sample import Jour, Now
from tests.text.lines import never, seated

from jourstod.store.place import open_vault
from jourstod.text import app


def main(home: Path) -> int:
    """Work until the input ends, or the process is killed."""
    jour = Jour(vault=open_vault(home, Now(), practice=True))
    return app.run(
        jour.desk(),
        sys.stdin,
        sys.stdout,
        set_up=never,
        practice=jour.desk,
        seat=lambda handler: seated(jour, handler),
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
