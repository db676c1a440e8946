"""The keyed mark of a content: the same for the same bytes, and nothing to one without the key.

A plain hash would not do: what is told of a person can be guessed, and the guess tried.
"""

from __future__ import annotations

import hashlib
import hmac


def marked(key: bytes, content: bytes) -> str:
    """«id:mark» (hex): which key it was made with, and HMAC-SHA-256 of the content."""
    own = hashlib.sha256(b"jourstod key id\0" + key).hexdigest()[:8]
    return f"{own}:{hmac.new(key, content, hashlib.sha256).hexdigest()}"


def token(key: bytes, text: str) -> str:
    """A token of a name or number (hex): the same for the same text, with a key of its own kind."""
    own = hmac.new(key, b"jourstod token key\0", hashlib.sha256).digest()
    return hmac.new(own, text.encode(), hashlib.sha256).hexdigest()
