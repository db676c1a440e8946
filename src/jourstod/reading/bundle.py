"""The bundle: all that a case is pinned to, as bytes that are the same for the same files."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jourstod.domain.errors import Unreadable

FORMAT = 1
"""Version of the manifest. It grows when the shape does; old shapes stay readable for ever."""

COUNTING_RULES = 1
"""Version of domain/counting.py as a promise: grows when the same clock would give another day."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Canonical bytes and their SHA-256 (hex), which is the name a case is pinned to."""

    id: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds: texts by path below the folder, and paths that could not be read."""

    files: Mapping[str, str]
    unread: tuple[str, ...] = ()


class BundleUnreadable(Unreadable):
    """The bytes are no bundle, or one of a newer version."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Regelboken som ärendet är bundet till går inte att läsa: {why}. "
            "Ärendets logg går fortfarande att läsa och lämna över."
        )


def pack(files: Mapping[str, str], unread: Iterable[str] = ()) -> Bundle:
    """The bundle of these texts: sorted, NFC, UTF-8, without blanks between the parts."""
    manifest = {
        "format": FORMAT,
        "counting_rules": COUNTING_RULES,
        "files": {_nfc(path): _nfc(text) for path, text in files.items()},
        "unread": sorted(_nfc(path) for path in unread),
    }
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content = text.encode()
    return Bundle(bundle_id(content), content)


def unpack(content: bytes) -> Manifest:
    """What the bytes hold; raises BundleUnreadable when they are no bundle this program knows."""
    try:
        found = json.loads(content)
        version, rules = found["format"], found["counting_rules"]
        files, unread = found["files"], found["unread"]
        texts = all(isinstance(part, str) for pair in files.items() for part in pair)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BundleUnreadable("den är skadad") from error
    if version != FORMAT:
        raise BundleUnreadable(f"den har format {version}, och programmet kan {FORMAT}")
    if rules != COUNTING_RULES:
        raise BundleUnreadable(
            f"frister räknas där med regler av version {rules}, och programmet kan {COUNTING_RULES}"
        )
    if not texts or not isinstance(unread, list):
        raise BundleUnreadable("den är skadad")
    return Manifest(files, tuple(str(path) for path in unread))


def bundle_id(content: bytes) -> str:
    """The name of a bundle: SHA-256 of its bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def _nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
