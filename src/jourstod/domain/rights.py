"""Rights: what each role may do. What is not named here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from .errors import NoRight
from .people import Role


class Deed(Enum):
    """Something a role may or may not do; the value is how a refusal says it."""

    PROGRAM = "använda programmet"
    """Routines, rules, practice: nothing about any person."""
    SEE_LIST = "se listan över ärenden"
    SEE_ALL = "se andra ärenden än dem som är lämnade till mottagningen"
    READ_CASE = "läsa ärenden"
    WRITE_CASE = "skriva i ärenden"
    HAND_OVER = "lämna över eller lämna ut"
    RECEIVE = "ta emot ett blad"
    REPORT = "göra blad, utskrifter och filer ur ärenden"
    COUNT = "räkna över alla ärenden"
    CHANGE_SHIFT = "avsluta ett pass"
    ERASE = "besluta om gallring"
    MOVE_CASE = "byta rutinversion i ärenden"
    PUBLISH = "publicera rutiner"
    READ_ACCESS_LOG = "läsa åtkomstloggen"
    REVIEW_ACCESS = "granska åtkomstloggen"
    KEEP_ACCOUNTS = "ge och ta bort konton"
    VERIFY = "kontrollera att loggen håller"
    BACKUP = "säkerhetskopiera"
    KEEP_STORE = "flytta eller ställa om lagret"
    SEAL_STORE = "kryptera lagret"
    CARRY_OUT_ERASURE = "utföra gallringen"
    """What two others have decided: whoever decides does not carry it out."""


_JOUR = frozenset(
    {
        Deed.PROGRAM,
        Deed.SEE_LIST,
        Deed.SEE_ALL,
        Deed.READ_CASE,
        Deed.WRITE_CASE,
        Deed.HAND_OVER,
        Deed.RECEIVE,
        Deed.REPORT,
        Deed.COUNT,
        Deed.CHANGE_SHIFT,
        Deed.MOVE_CASE,
        Deed.ERASE,
        Deed.VERIFY,
    }
)
_RECEPTION = {Deed.PROGRAM, Deed.SEE_LIST, Deed.READ_CASE, Deed.RECEIVE}
RIGHTS: Mapping[Role, frozenset[Deed]] = MappingProxyType(
    {
        Role.DUTY_OFFICER: _JOUR | {Deed.SEAL_STORE},
        Role.TEAM_LEADER: _JOUR
        | {
            Deed.PUBLISH,
            Deed.READ_ACCESS_LOG,
            Deed.REVIEW_ACCESS,
            Deed.BACKUP,
            Deed.KEEP_STORE,
            Deed.SEAL_STORE,
            Deed.KEEP_ACCOUNTS,
        },
        Role.RECEPTION: frozenset(_RECEPTION),
        Role.AUDITOR: frozenset(
            {Deed.PROGRAM, Deed.READ_ACCESS_LOG, Deed.REVIEW_ACCESS, Deed.VERIFY}
        ),
        Role.OPERATIONS: frozenset(
            {
                Deed.PROGRAM,
                Deed.VERIFY,
                Deed.BACKUP,
                Deed.KEEP_STORE,
                Deed.CARRY_OUT_ERASURE,
            }
        ),
    }
)
"""The whole of it: a role that is not here may do nothing."""


def may(role: Role, deed: Deed | None) -> bool:
    """Whether a role may do it; what has no named right nobody may."""
    return deed is not None and deed in RIGHTS.get(role, frozenset())


def demand(role: Role, deed: Deed | None) -> None:
    """Raise NoRight, with who may, unless the role may do it."""
    if not may(role, deed):
        raise NoRight(refusal(deed, role))


def refusal(deed: Deed | None, role: Role = Role.DUTY_OFFICER) -> str:
    """Why it is refused, and who may."""
    if deed is None:
        return "Det här har ingen namngiven rättighet i programmet, och därför får ingen göra det."
    who = [other.swedish for other in Role if may(other, deed)]
    told = f"{', '.join(who[:-1])} och {who[-1]}" if len(who) > 1 else who[0]
    return f"Rollen {role.swedish} får inte {deed.value}. Det får {told}."
