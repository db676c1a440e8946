"""The sealed file: chunks that open only whole, in order, to the last one, for those it is for.

Magic, format, a header in clear (how it can be opened, never for whom by name), then chunks. Each
is bound to the header, to its number and to whether it is the last: a file that was cut, put in
another order or mixed with another opens to nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

from jourstod.desk.key_ports import Account
from jourstod.domain.errors import NoRight, StoreAway, Unreadable
from jourstod.domain.secret import Secret

from .account import unlocked
from .cipher import Cipher, Unopened, bound_to, boxed, fresh_key, unboxed
from .hand import Hand
from .passphrase import SALT_BYTES, Cost, stretched

MAGIC = b"jourstod/kopia\n"
FORMAT = 1
CHUNK = 256 * 1024
_LONGEST_HEADER = 1 << 20
_SLACK = 64
Way = dict[str, Any]
"""One way to the file's key, as it stands in the header."""
Lock = Callable[[Secret, str], Way]
"""Makes a way to a fresh file key; told what file it is."""


class Foreign(Unreadable):
    """Not a file that this program sealed."""

    def __init__(self) -> None:
        super().__init__("Filen är inte gjord av jourstöd. Inget har ändrats.")


class Newer(StoreAway):
    """Made by a newer program."""

    def __init__(self) -> None:
        super().__init__(
            "Filen är gjord av en nyare version av jourstöd. Installera den versionen först. "
            "Inget har ändrats."
        )


class Altered(Unreadable):
    """Cut, changed, or put together from several files."""

    def __init__(self) -> None:
        super().__init__(
            "Filen är avkortad eller ändrad. Inget ur den används. Ta en annan kopia och larma "
            "driften."
        )


class WrongKey(NoRight):
    """What was given does not open the file."""

    def __init__(self) -> None:
        super().__init__("Fel signatur, lösenfras eller nyckel till filen. Inget har ändrats.")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in clear: what the file is, when it was made (ISO UTC), ways to its key."""

    what: str
    made: str
    salt: bytes
    ways: tuple[Way, ...]
    digest: bytes

    @property
    def in_clear(self) -> bool:
        """Whether the key stands in the file: it keeps nothing from anybody."""
        return any(way["kind"] == "clear" for way in self.ways)


class SealedWriter:
    """Seals what is written into a file; nothing opens before `finish`."""

    def __init__(self, file: BinaryIO, what: str, made: str, locks: Sequence[Lock]) -> None:
        key, salt = fresh_key(), os.urandom(SALT_BYTES).hex()
        ways = [lock(key, salt) for lock in locks]
        told = {"what": what, "made": made, "salt": salt, "ways": ways}
        header = json.dumps(told, sort_keys=True).encode()
        begins = MAGIC + FORMAT.to_bytes(2, "big") + len(header).to_bytes(4, "big") + header
        self._file, self._cipher, self._digest = file, Cipher(key), sha256(begins).digest()
        self._waiting, self._count = bytearray(), 0
        file.write(begins)

    def write(self, content: bytes) -> None:
        """Add content."""
        self._waiting += content
        if len(self._waiting) <= CHUNK:
            return
        whole = (len(self._waiting) - 1) // CHUNK * CHUNK
        for at in range(0, whole, CHUNK):
            self._seal(bytes(self._waiting[at : at + CHUNK]), last=False)
        del self._waiting[:whole]

    def finish(self) -> None:
        """Write the last chunk."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, content: bytes, *, last: bool) -> None:
        sealed = self._cipher.lock(content + b"\x80", _place(self._digest, self._count, last))
        self._file.write(bytes([last]) + len(sealed).to_bytes(4, "big") + sealed)
        self._count += 1


def header_of(file: BinaryIO) -> Header:
    """Read the header. Raises Foreign, Newer, Altered."""
    begins = file.read(len(MAGIC) + 6)
    if not begins.startswith(MAGIC):
        raise Foreign
    if len(begins) < len(MAGIC) + 6:
        raise Altered
    if int.from_bytes(begins[len(MAGIC) : len(MAGIC) + 2], "big") > FORMAT:
        raise Newer
    size = int.from_bytes(begins[-4:], "big")
    header = file.read(size) if size <= _LONGEST_HEADER else b""
    try:
        told = json.loads(header)
        salt, ways = bytes.fromhex(told["salt"]), tuple(dict(way) for way in told["ways"])
        if not all(isinstance(way.get("kind"), str) for way in ways):
            raise Altered
        digest = sha256(begins + header).digest()
        return Header(str(told["what"]), str(told["made"]), salt, ways, digest)
    except (ValueError, KeyError, TypeError):
        raise Altered from None


def chunks(file: BinaryIO, header: Header, key: Secret) -> Iterator[bytes]:
    """The content, chunk by chunk. Raises Altered, WrongKey for the first that does not open."""
    cipher, count, last = Cipher(key), 0, False
    while not last:
        begins = file.read(5)
        size = int.from_bytes(begins[1:], "big")
        if len(begins) < 5 or begins[0] > 1 or size > CHUNK + _SLACK:
            raise Altered
        last, sealed = bool(begins[0]), file.read(size)
        try:
            content = cipher.unlock(sealed, _place(header.digest, count, last))
        except Unopened:
            raise Altered from None
        count += 1
        yield content[:-1]
    if file.read(1):
        raise Altered


# --- ways to the key -------------------------------------------------------------------------


def for_account(account: Account) -> Lock:
    """Whoever can unlock the account (also the recovery key's) opens the file; its maker cannot."""

    def lock(key: Secret, salt: str) -> Way:
        return {
            "kind": "account",
            "who": _who(salt, account.signature),
            "role": account.role,
            "cost": list(account.cost),
            **{name: getattr(account, name).hex() for name in ("public", "salt", "locked")},
            "box": boxed(account.public, key.reveal(), bound_to("file key", salt)).hex(),
        }

    return lock


def for_phrase(phrase: Secret, cost: Cost) -> Lock:
    """Whoever knows the passphrase opens the file, on any computer."""

    def lock(key: Secret, salt: str) -> Way:
        own = Cipher(stretched(phrase, bytes.fromhex(salt), cost))
        box = own.lock(key.reveal(), bound_to("file key", salt))
        return {"kind": "phrase", "cost": list(cost.plain), "box": box.hex()}

    return lock


def in_clear(key: Secret, salt: str) -> Way:
    """The key stands in the file: a practice store, or somebody's choice."""
    return {"kind": "clear", "key": key.reveal().hex()}


def key_in_clear(header: Header) -> Secret | None:
    """The key that stands in the header, None where there is none."""
    found = (way for way in header.ways if way["kind"] == "clear")
    return next((Secret(_bytes(way, "key")) for way in found), None)


def key_by_account(header: Header, signature: str, secret: Secret) -> Secret:
    """The key by somebody's passphrase, or by the recovery key (""). Raises WrongKey, Altered."""
    who = _who(header.salt.hex(), signature)
    for way in header.ways:
        if way["kind"] == "account" and way.get("who") == who:
            return _key_of(header, way, _account(way, signature), secret)
    raise WrongKey


def key_by_hand(header: Header, signature: str, hand: Hand) -> Secret:
    """The key by the hand of one who is signed in. Raises WrongKey, Altered."""
    who = _who(header.salt.hex(), signature)
    for way in header.ways:
        if way["kind"] == "account" and way.get("who") == who:
            try:
                return Secret(hand.unboxed(_bytes(way, "box"), _bound(header)))
            except Unopened:
                break
    raise WrongKey


def role_of(header: Header, signature: str) -> str:
    """The role of whoever has that way to the key, "" for nobody; the lock vouches for it."""
    who = _who(header.salt.hex(), signature)
    found = (way for way in header.ways if way["kind"] == "account" and way.get("who") == who)
    return next((str(way.get("role")) for way in found), "")


def key_by_phrase(header: Header, phrase: Secret) -> Secret:
    """The key by the file's own passphrase. Raises WrongKey, Altered."""
    for way in header.ways:
        if way["kind"] == "phrase":
            return _phrase_key(header, way, phrase)
    raise WrongKey


def _account(way: Way, signature: str) -> Account:
    public, salt, locked = (_bytes(way, name) for name in ("public", "salt", "locked"))
    role, cost = str(way.get("role")), _cost(way).plain
    return Account(signature, role, public, salt, cost, locked, b"", b"")


def _key_of(header: Header, way: Way, account: Account, secret: Secret) -> Secret:
    try:
        private = unlocked(account, secret).private
        return Secret(unboxed(private, _bytes(way, "box"), _bound(header)))
    except Unopened:
        raise WrongKey from None


def _phrase_key(header: Header, way: Way, phrase: Secret) -> Secret:
    try:
        own = Cipher(stretched(phrase, header.salt, _cost(way)))
        return Secret(own.unlock(_bytes(way, "box"), _bound(header)))
    except Unopened:
        raise WrongKey from None


def _bound(header: Header) -> bytes:
    return bound_to("file key", header.salt.hex())


def _place(digest: bytes, count: int, last: bool) -> bytes:
    return bound_to("file chunk", digest, count.to_bytes(8, "big"), bytes([last]))


def _who(salt: str, signature: str) -> str:
    # No metadata about people in a file that travels: who it is for is asked, not told.
    return sha256(bound_to("file reader", salt, signature)).hexdigest()[:16]


def _bytes(way: Way, name: str) -> bytes:
    try:
        return bytes.fromhex(way[name])
    except (KeyError, TypeError, ValueError):
        raise Altered from None


def _cost(way: Way) -> Cost:
    try:
        memory, passes, lanes = way["cost"]
        return Cost(int(memory), int(passes), int(lanes))
    except (KeyError, TypeError, ValueError):
        raise Altered from None
