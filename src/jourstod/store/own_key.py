"""The store's own key: random, in a file beside the log that nobody else can read.

It marks what was disclosed until the safe has keys of its own. A plain hash would not do: what is
told of a person can be guessed, and the guess tried.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from jourstod.domain.errors import StoreAway

FILE_NAME = "kvittens.nyckel"
_LENGTH = 32


def marked(key: bytes, content: bytes) -> str:
    """«id:mark» (hex): which key it was made with, and HMAC-SHA-256 of the content."""
    own = hashlib.sha256(b"jourstod key id\0" + key).hexdigest()[:8]
    return f"{own}:{hmac.new(key, content, hashlib.sha256).hexdigest()}"


def token(key: bytes, text: str) -> str:
    """A token of a name or number (hex): the same for the same text, with a key of its own kind."""
    own = hmac.new(key, b"jourstod token key\0", hashlib.sha256).digest()
    return hmac.new(own, text.encode(), hashlib.sha256).hexdigest()


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
