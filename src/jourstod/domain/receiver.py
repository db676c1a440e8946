"""The receiver of locked files: who it is, and the public key as it is written in a file.

What is locked with the public key opens with the private one alone, and that stays with them.
"""

from __future__ import annotations

from base64 import b32decode, b32encode
from dataclasses import dataclass, field
from hashlib import sha256

from .findings import Place
from .station_file import NOWHERE

BEGINS = "jm1"
"""How a written key begins: a receiver of jourstod, first form."""
_BYTES, _CHECK, _PADDING = 32, 4, "======"


@dataclass(frozen=True, slots=True)
class Receiver:
    """One who can be sent locked files; `key` is public (32 bytes), `confirmed` an ISO day."""

    id: str
    name: str
    key: bytes
    confirmed: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def said(self) -> str:
        """As a log names it: a key that somebody has put in its place shows."""
        return f"fil krypterad för {self.name} ({self.id}, {written_key(self.key)[:11]})"


def written_key(key: bytes) -> str:
    """A public key as letters and digits, with a check that finds every slip of one sign."""
    return BEGINS + b32encode(key + _check(key)).decode().rstrip("=").lower()


def read_key(text: str) -> bytes | None:
    """The key that was written, None when it is mistyped or none at all."""
    told = "".join(text.split()).lower()
    if not told.startswith(BEGINS):
        return None
    try:
        whole = b32decode(told.removeprefix(BEGINS).upper() + _PADDING)
    except ValueError:
        return None
    key, check = whole[:_BYTES], whole[_BYTES:]
    return key if len(whole) == _BYTES + _CHECK and check == _check(key) else None


def _check(key: bytes) -> bytes:
    return sha256(b"jourstod receiver\0" + key).digest()[:_CHECK]
