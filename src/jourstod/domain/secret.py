"""A secret: a passphrase or a key that no repr, message, incident or pickle ever shows."""

from __future__ import annotations

import unicodedata


class Secret:
    """Bytes that are handed out only by `reveal`.

    Python cannot wipe memory: a secret lives in it until the program ends.
    """

    __slots__ = ("_bytes",)

    def __init__(self, content: bytes) -> None:
        self._bytes = content

    @classmethod
    def typed(cls, text: str) -> Secret:
        """A passphrase as it was typed: the same however the keyboard puts å, ä and ö together."""
        return cls(unicodedata.normalize("NFKC", text).encode())

    def reveal(self) -> bytes:
        """The bytes themselves."""
        return self._bytes

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a secret is not written anywhere")
