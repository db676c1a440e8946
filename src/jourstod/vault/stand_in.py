"""The stand-in for the door while the accounts cannot be reached: for whoever signed in last here.

The account lies in memory alone: a program that is started anew opens nothing, so nothing has to
lie on the disk for somebody to guess at. What was tried does lie there, until the log has it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from jourstod.desk.key_ports import Account
from jourstod.desk.ports import Clear, Codec, Draft, Drafts, WallClock
from jourstod.domain.errors import NoRight, StoreAway, StoreSilent
from jourstod.domain.secret import Secret

from .account import unlocked
from .cipher import Unopened
from .own_account import WrongPassphrase
from .waiting import TooSoon, next_try, still_to_wait

LONGEST = timedelta(hours=12)
"""So long after the accounts were last asked: somebody may have been removed since."""
_HOLDER = "utkorg/lås"


class TooLongAgo(NoRight):
    """The accounts have not been asked for so long that nobody is let in without them."""

    def __init__(self) -> None:
        hours = int(LONGEST.total_seconds()) // 3600
        super().__init__(
            f"Databasen svarar inte, och det är mer än {hours} timmar sedan du loggade in mot den. "
            "Lås upp när den är tillbaka. Brådskar det: gå över till reservrutinen på papper."
        )


@dataclass(frozen=True, slots=True)
class Try:
    """One try at the passphrase that the log does not know of; `over` when a right one followed."""

    id: str
    person: str
    role: str
    at: str
    right: bool = False
    over: bool = False


class Tries:
    """What was tried at this station, kept before it is made, and sealed: nobody adds to it."""

    def __init__(self, drafts: Drafts, codec: Codec) -> None:
        self._drafts, self._codec = drafts, codec
        with suppress(StoreAway):
            codec.seal(b"", _clear("0"))  # its key lies in the store: at hand before that is away

    def keep(self, one: Try) -> str:
        """Keep it last; gives its place. Raises StoreAway."""
        kept = self._drafts.all_of(_HOLDER)
        place = f"{max((int(draft.place) for draft in kept), default=0) + 1:08d}"
        self.put(place, one)
        return place

    def put(self, place: str, one: Try) -> None:
        """Keep it at a place."""
        text = json.dumps(asdict(one), ensure_ascii=False).encode()
        key_id, sealed = self._codec.seal(text, _clear(place))
        self._drafts.save(Draft(place, _HOLDER, key_id, sealed))

    def all(self) -> Sequence[tuple[str, Try]]:
        """Each with its place, in order."""
        found = sorted(self._drafts.all_of(_HOLDER), key=lambda draft: draft.place)
        return [(one.place, Try(**json.loads(self._open(one)))) for one in found]

    def done(self, place: str) -> None:
        """It stands in the log."""
        self._drafts.drop(place, _HOLDER)

    def _open(self, draft: Draft) -> bytes:
        return self._codec.open(draft.key_id, draft.sealed, _clear(draft.place))


class StandIn:
    """Tells the right passphrase of one account from a wrong one: slow, counted and kept."""

    def __init__(self, account: Account, seen: datetime, tries: Tries, clock: WallClock) -> None:
        self._account, self._seen, self._tries, self._clock = account, seen, tries, clock
        self._wrong, self._tried = 0, seen

    def ask(self, signature: str, passphrase: Secret) -> None:
        """Raises WrongPassphrase, TooSoon, TooLongAgo, and StoreSilent for somebody else."""
        mine, now = self._account, self._clock()
        if signature.strip() != mine.signature:
            raise StoreSilent(
                f"Databasen svarar inte. Bara {mine.signature}, som satt här, kan låsa upp nu."
            )
        if abs(now - self._seen) >= LONGEST:  # nor does a clock set back by days help
            raise TooLongAgo
        if left := still_to_wait(self._wrong, self._tried, now):
            raise TooSoon(left)
        one = Try(str(uuid.uuid4()), mine.signature, mine.role, now.isoformat())
        place = self._tries.keep(one)
        self._wrong, self._tried = self._wrong + 1, now
        try:
            unlocked(mine, passphrase)
        except Unopened:
            raise WrongPassphrase(next_try(self._wrong)) from None
        self._tries.put(place, replace(one, right=True))
        self._let_in()

    def _let_in(self) -> None:
        self._wrong = 0
        for place, one in self._tries.all():
            self._tries.put(place, replace(one, over=True))


def _clear(place: str) -> Clear:
    return Clear("", "outbox", int(place), "try", "")
