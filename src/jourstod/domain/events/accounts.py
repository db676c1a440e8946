"""Events of the accounts' stream: who got in, who did not, and what was done with the keys.

They stand in clear text, since also one who cannot open the safe must be logged: signatures and
roles, never a name, never anything typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SafeMade:
    """The safe was made, with its first person; `key` is the id of the station key."""

    KIND: ClassVar[str] = "safe_made"
    person: str
    role: str
    key: str


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """A person got an account, with a role, by whoever is in the stamp."""

    KIND: ClassVar[str] = "person_added"
    person: str
    role: str


@dataclass(frozen=True, slots=True)
class PersonRemoved:
    """A person's account was removed; the station key was changed in the same write."""

    KIND: ClassVar[str] = "person_removed"
    person: str


@dataclass(frozen=True, slots=True)
class PersonPlaced:
    """A reception's account was tied to a unit: `nämnd/unit` as the station's file named it."""

    KIND: ClassVar[str] = "person_placed"
    person: str
    unit: str


@dataclass(frozen=True, slots=True)
class PassphraseChanged:
    """A passphrase was changed: by the person (`own`), or by one with the recovery key."""

    KIND: ClassVar[str] = "passphrase_changed"
    person: str
    how: str


@dataclass(frozen=True, slots=True)
class KeyRotated:
    """The station key was changed; `keys` tells how many keys were wrapped again."""

    KIND: ClassVar[str] = "key_rotated"
    before: str
    after: str
    keys: int


@dataclass(frozen=True, slots=True)
class RecoveryRenewed:
    """A new recovery key was printed; the former one opens nothing any more."""

    KIND: ClassVar[str] = "recovery_renewed"


@dataclass(frozen=True, slots=True)
class RecoveryUsed:
    """The safe was opened with the printed recovery key."""

    KIND: ClassVar[str] = "recovery_used"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person signed in; `failed` counts the wrong tries since the time before."""

    KIND: ClassVar[str] = "signed_in"
    person: str
    role: str
    failed: int = 0


@dataclass(frozen=True, slots=True)
class SignInFailed:
    """A passphrase was wrong; `person` is "" for a signature that has no account.

    What was typed as signature is not kept then: it may be a passphrase in the wrong field.
    """

    KIND: ClassVar[str] = "sign_in_failed"
    person: str
    tries: int


AccountEvent = (
    SafeMade
    | PersonAdded
    | PersonRemoved
    | PersonPlaced
    | PassphraseChanged
    | KeyRotated
    | RecoveryRenewed
    | RecoveryUsed
    | SignedIn
    | SignInFailed
)
