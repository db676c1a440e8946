"""The store's own key: random, in a file beside the log that nobody else can read.

It marks what was disclosed in a store without a safe; a safe has a key of its own for it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from jourstod.desk.marking import marked as marked
from jourstod.desk.marking import token as token
from jourstod.domain.errors import StoreAway

FILE_NAME = "kvittens.nyckel"
_LENGTH = 32


def fresh_key() -> bytes:
    """A new key."""
    return secrets.token_bytes(_LENGTH)


def own_key(folder: Path) -> bytes:
    """The key of a folder, made the first time. Raises StoreAway when it cannot be used."""
    path = folder / FILE_NAME
    try:
        return _read(path) if path.exists() else _made(path)
    except OSError as error:
        raise StoreAway(
            f"Nyckeln för kvittenser går inte att använda ({error.strerror}). Inget lämnades."
        ) from None


def _read(path: Path) -> bytes:
    key = path.read_bytes()
    if len(key) != _LENGTH:
        raise StoreAway(f"Filen {path} är skadad. Återställ den från säkerhetskopian.")
    return key


def _made(path: Path) -> bytes:
    """Written whole, then linked into place, so that two stations never have one key each."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(fresh_key())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(fresh)
    return _read(path)
