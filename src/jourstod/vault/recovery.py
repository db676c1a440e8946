"""The recovery key: printed at set-up, typed back when nobody remembers a passphrase."""

from __future__ import annotations

import secrets

from jourstod.domain.errors import JourError
from jourstod.domain.secret import Secret

# 31 signs, a prime number: no I, L, O, 0 or 1, which look alike on paper, and no å, ä, ö.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, DATA = 8, 4
"""Eight groups of four random signs (158 bits) and one that tells a slip of the pen."""


class Mistyped(JourError):
    """A typed recovery key is not one; says where."""


def fresh() -> Secret:
    """A new recovery key: its 32 random signs."""
    return Secret("".join(secrets.choice(SIGNS) for _ in range(GROUPS * DATA)).encode())


def printed(key: Secret) -> str:
    """The key in groups of five, as it is shown and printed."""
    signs = key.reveal().decode()
    parts = (signs[n * DATA : (n + 1) * DATA] for n in range(GROUPS))
    return "-".join(part + _check(part, n) for n, part in enumerate(parts))


def typed_back(text: str) -> Secret:
    """The key as somebody typed it; case, blanks and dashes do not count. Raises Mistyped."""
    signs = "".join(sign for sign in text.upper() if not sign.isspace() and sign not in "-–.")
    size = DATA + 1
    parts = [signs[n : n + size] for n in range(0, len(signs), size)]
    for n, part in enumerate(parts[:GROUPS]):
        if len(part) == size and (odd := [sign for sign in part if sign not in SIGNS]):
            raise Mistyped(
                f"Grupp {n + 1} ({part}) har tecknet {odd[0]}, som aldrig finns i nyckeln. "
                "Siffrorna 0 och 1 och bokstäverna I, L och O används inte."
            )
        if len(part) == size and part[DATA] != _check(part[:DATA], n):
            raise Mistyped(f"Grupp {n + 1} ({part}) stämmer inte. Läs den en gång till.")
    if len(signs) != GROUPS * size:
        raise Mistyped(
            f"Nyckeln har {GROUPS} grupper med {size} tecken, {GROUPS * size} i allt. "
            f"Här står {len(signs)}."
        )
    return Secret("".join(part[:DATA] for part in parts).encode())


def _check(part: str, group: int) -> str:
    # Weights 2 to 5, and -1 for the check itself, all differ modulo 31: one wrong sign, two that
    # changed places and two groups that changed places always show.
    total = sum((n + 2) * SIGNS.index(sign) for n, sign in enumerate(part)) + 7 * group
    return SIGNS[total % len(SIGNS)]
