"""The head of all heads: one sum over every stream, so that paper witnesses the whole log."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from .ports import Head

HEADS_TAG = b"jourstod/1/heads"


def head_of_heads(heads: Iterable[Head]) -> str:
    """One sum (64 hex digits) over the last row of every stream, in whatever order they come.

    Printed on paper it shows a removed stream or a cut tail. Each of stream, seq (8 bytes,
    big-endian) and hash is length-prefixed (8 bytes, big-endian), streams in order of their bytes.
    """
    digest = sha256(HEADS_TAG)
    for head in sorted(heads, key=lambda head: head.stream.encode()):
        for field in (head.stream.encode(), head.seq.to_bytes(8, "big"), head.hash):
            digest.update(len(field).to_bytes(8, "big") + field)
    return digest.hexdigest()
