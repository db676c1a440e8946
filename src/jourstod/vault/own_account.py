"""The own account: changing one's own passphrase, which takes no key but the passphrase itself."""

from __future__ import annotations

from collections.abc import Callable

from jourstod.desk.key_ports import Keys
from jourstod.domain.errors import NoRight, StoreAway
from jourstod.domain.events import accounts as ev
from jourstod.domain.people import Handler
from jourstod.domain.secret import Secret

from .account import locked, unlocked
from .cipher import Unopened
from .diary import Diary
from .passphrase import Cost, refuse_weak
from .ring import BUSY, TRIES


class WrongPassphrase(NoRight):
    """The passphrase opens nothing."""

    def __init__(self, wait: str = "") -> None:
        super().__init__(f"Fel signatur eller lösenfras.{wait and ' ' + wait}")


def change_own(
    keys: Keys,
    diary: Diary,
    person: Handler,
    old: Secret,
    new: Secret,
    cost: Callable[[], Cost],
) -> None:
    """Lock the own private key with a new passphrase; card and box stay as they are.

    Raises WrongPassphrase for the old one, TooWeak for the new one, NoRight, StoreAway.
    """
    for _ in range(TRIES):
        by, account = keys.station_key(), keys.account(person.signature)
        if account is None:
            raise NoRight("Ditt konto är borttaget. Inget sparades.")
        try:
            me = unlocked(account, old)
        except Unopened:
            raise WrongPassphrase from None
        refuse_weak(new, person.signature, person.name)
        if keys.put_account(locked(account, me.person.name, me.private, new, cost()), by):
            diary.write(person, ev.PassphraseChanged(person.signature, "own"))
            return
    raise StoreAway(BUSY)
