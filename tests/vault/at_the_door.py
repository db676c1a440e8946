"""A safe for tests: passphrases that cost nothing to try, and a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from jourstod.desk.ports import Codec, Vault
from jourstod.domain.people import Handler, Role
from jourstod.domain.secret import Secret
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import PlainCodec
from jourstod.vault.diary import Diary
from jourstod.vault.door import Door
from jourstod.vault.passphrase import Cost
from jourstod.vault.safe import Safe, SignedIn

CHEAP = Cost(8, 1, 1)
"""The cheapest that Argon2id takes; only tests hand it in."""
PHRASE = Secret.typed("gröna hästar äter sent")
OTHER_PHRASE = Secret.typed("blåa tåg kör i snön")
ANNA = Handler("AB", "Anna Berg", Role.TEAM_LEADER)
CARL = Handler("CD", "Carl Dahl", Role.DUTY_OFFICER)
DRIFT = Handler("DR", "Disa Rask", Role.OPERATIONS)


@dataclass
class Still:
    """A clock that goes when it is told to."""

    now: datetime = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def after(self, **passed: float) -> None:
        self.now += timedelta(**passed)


@dataclass
class Hall:
    """A store and the door to its safe; `door()` is another station, or another day."""

    clock: Still = field(default_factory=Still)
    storage: Vault | None = None
    printed: str = ""

    def __post_init__(self) -> None:
        self.vault: Vault = self.storage or MemoryVault(self.clock)

    @property
    def diary(self) -> Diary:
        return Diary(self.vault.log, PlainCodec(), self.clock)

    def door(self) -> Door:
        return Door(self.vault.keys, self.diary, lambda: CHEAP)

    def begin(self) -> Safe:
        signed, self.printed = self.door().begin(ANNA, PHRASE)
        return opened(signed)

    def told(self) -> list[str]:
        """The diary as kinds."""
        return [type(entry.event).KIND for entry in self.diary.entries()]


def opened(signed: SignedIn) -> Safe:
    assert signed.safe is not None
    return signed.safe


def sealing_codec() -> Codec:
    """The real codec, on keys in memory."""
    return Hall().begin().codec
