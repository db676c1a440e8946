"""The passphrase: what is good enough, and the key it gives (Argon2id, slow on purpose)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from jourstod.domain.errors import JourError, StoreAway
from jourstod.domain.secret import Secret

LEAST = 12
_LEAST_DIFFERENT = 5
SALT_BYTES = 16
AIM = 0.5
"""Seconds that a sign-in should take on the machine where the account is made (0.25 to 1)."""
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1 << 20, 100, 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int
    lanes: int

    @property
    def plain(self) -> tuple[int, int, int]:
        """As it is stored with the account."""
        return self.memory, self.passes, self.lanes


LIGHTEST = Cost(64 * 1024, 3, 1)
"""The least that an account is ever made with: 64 MiB, three passes."""


class TooWeak(JourError):
    """A passphrase that would be guessed."""


def refuse_weak(passphrase: Secret, *names: str) -> None:
    """Raise TooWeak for a passphrase that is short, monotonous or holds one's own name."""
    text = passphrase.reveal().decode()
    if len(text) < LEAST:
        raise TooWeak(
            f"Lösenfrasen är för kort: minst {LEAST} tecken. Fyra vanliga ord är lätt att minnas."
        )
    if len(set(text.lower())) < _LEAST_DIFFERENT:
        raise TooWeak("Lösenfrasen har för få olika tecken. Fyra vanliga ord är lätt att minnas.")
    parts = {part.lower() for name in names for part in name.split() if len(part) > 2}
    left = text.lower()
    for part in sorted(parts, key=len, reverse=True):
        left = left.replace(part, "")
    if len(left) < LEAST:
        raise TooWeak(
            f"Ditt namn räknas inte i lösenfrasen: utöver det behövs minst {LEAST} tecken."
        )


def stretched(passphrase: Secret, salt: bytes, cost: Cost) -> Secret:
    """The key of a passphrase. Raises StoreAway for a cost that no account was made with."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    sane = 1 <= cost.lanes <= _MOST_LANES and 1 <= cost.passes <= _MOST_PASSES
    if not sane or not 8 * cost.lanes <= cost.memory <= _MOST_KIB or len(salt) != SALT_BYTES:
        raise StoreAway("Kontot är skadat i lagret. Återställ det med återställningsnyckeln.")
    made = Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    return Secret(made.derive(passphrase.reveal()))


def tuned(ticks: Callable[[], float] = perf_counter) -> Cost:
    """A cost that takes about `AIM` seconds here, never lighter than `LIGHTEST`."""
    began = ticks()
    stretched(Secret(b"x"), bytes(SALT_BYTES), LIGHTEST)
    once = max((ticks() - began) / LIGHTEST.passes, 1e-6)
    passes = min(max(LIGHTEST.passes, round(AIM / once)), _MOST_PASSES)
    return Cost(LIGHTEST.memory, passes, LIGHTEST.lanes)
