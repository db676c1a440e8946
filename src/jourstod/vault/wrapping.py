"""The wrapping: under which key a stream's own key is locked, so that each role opens its own."""

from __future__ import annotations

from jourstod.desk.key_ports import DataKey
from jourstod.domain.errors import NoRight
from jourstod.domain.secret import Secret

from .account import AuditKey, StationKey
from .cipher import Cipher, Unopened, bound_to

AUDITED = "access/"
"""The streams whose keys are locked with the audit key: who was shown what."""


class Wrapping:
    """Locks the access log's keys with the audit key and all others with the station key.

    `id` is that of the station key. Made of the audit key alone it opens the access log and nothing
    else, whoever writes the code.
    """

    def __init__(self, key: StationKey | AuditKey) -> None:
        self.id = key.id
        self._audit: Cipher
        self._others: Cipher | None
        if isinstance(key, StationKey):
            self._audit, self._others = key.audit.cipher(), key.cipher("data keys")
        else:
            self._audit, self._others = key.cipher(), None

    def locked(self, stream: str, id: str, secret: Secret) -> DataKey:
        """The key of a stream, locked. Raises NoRight."""
        cipher = self._audit if stream.startswith(AUDITED) else self._whole()
        bound = _bound(stream, id, self.id)
        return DataKey(stream, id, self.id, cipher.lock(secret.reveal(), bound))

    def unlocked(self, key: DataKey) -> Secret:
        """The key of a stream. Raises Unopened, NoRight."""
        if not key.stream.startswith(AUDITED):
            return _opened(self._whole(), key)
        try:
            return _opened(self._audit, key)
        except Unopened:
            if self._others is None:
                raise
            return _opened(self._others, key)  # from before the access log had a key of its own

    def is_former(self, key: DataKey) -> bool:
        """Whether the key of an access log is still locked so that an auditor cannot open it."""
        if not key.stream.startswith(AUDITED):
            return False
        try:
            _opened(self._audit, key)
        except Unopened:
            return True
        return False

    def _whole(self) -> Cipher:
        if self._others is None:
            raise NoRight(
                "Rollen granskare läser åtkomstloggen och inget annat. Kontot har ingen nyckel "
                "till ärenden."
            )
        return self._others


def _opened(cipher: Cipher, key: DataKey) -> Secret:
    return Secret(cipher.unlock(key.wrapped, _bound(key.stream, key.id, key.by)))


def _bound(stream: str, id: str, by: str) -> bytes:
    return bound_to("data key", stream, id, by)
