"""A process that changes the station key over and over, to be killed while it does."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.vault.at_the_door import PHRASE, Hall, Still, opened

from jourstod.store.sqlite import SqliteVault

if __name__ == "__main__":
    hall = Hall(storage=SqliteVault(Path(sys.argv[1]), Still()))
    safe = opened(hall.door().sign_in("AB", PHRASE))
    print("turning", flush=True)
    while True:
        safe.rotate()
