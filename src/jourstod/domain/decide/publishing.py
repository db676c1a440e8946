"""Publishing: a version of the routines is proposed, approved by a second person, or taken back."""

from __future__ import annotations

import unicodedata
from datetime import date

from ..clean import clean
from ..entries import Act, Entry, Written
from ..errors import AlreadySettled, JourError, NoRight, NoSuchBundle, ReasonMissing
from ..events.routines import (
    RoutinesApproved,
    RoutinesDelivered,
    RoutinesProposed,
    RoutinesRefused,
    RoutinesWithdrawn,
)
from ..local_time import local_day
from ..people import Handler, Role
from ..publications import Publication, Publications, Signed

SHORT = 12
"""Signs of a bundle's sum that are shown."""


def deliver(log: Publications, act: Act, bundle: str, program: str) -> list[Entry]:
    """The first case is opened with what came with the program; nothing when that is known."""
    written = Written(act)
    if log.delivery(program) is None:
        written.add(RoutinesDelivered(bundle, program))
    return written.entries


def propose(log: Publications, act: Act, proposal: RoutinesProposed) -> list[Entry]:
    """A version that passed the gate waits for a second person."""
    may_lead(act.handler, "lägga fram rutiner")
    if not proposal.reason.strip():
        raise ReasonMissing("att lägga fram en ny version av rutinerna")
    start, review = _day(proposal.valid_from), _day(proposal.review_by)
    if start < local_day(act.at):
        raise JourError(
            f"Versionen kan inte börja gälla {start}: den dagen har varit. "
            "Skriv i dag eller en senare dag."
        )
    if review <= start:
        raise JourError(f"Dagen för granskning ({review}) ska vara efter att den börjar gälla.")
    for one in log.published.values():
        if one.bundle == proposal.bundle and not one.approved and not one.refused:
            raise JourError(
                f"Samma version är redan framlagd av {one.proposed} och väntar på godkännande. "
                f"Ska något ändras: jourstod routine approve {one.bundle[:SHORT]} --refuse SKÄL, "
                "och lägg fram den igen."
            )
    now = log.in_force(act.at)
    if now is not None and now.bundle == proposal.bundle and not _prolongs(now, proposal):
        raise AlreadySettled("Den versionen", "i kraft. Inget är ändrat")
    written = Written(act)
    written.add(proposal)
    return written.entries


def approve(log: Publications, act: Act, start: str, against: str) -> list[Entry]:
    """A second, named person approves what was read against the version in force."""
    may_lead(act.handler, "godkänna rutiner")
    one = waiting(log, start)
    if same_person(act.handler, one.proposed):
        raise JourError(
            f"{one.proposed} lade fram versionen och kan inte själv godkänna den. "
            "En annan arbetsledare ska läsa skillnaderna och godkänna."
        )
    now = log.in_force(act.at)
    if now is not None and now.bundle != against:
        raise JourError(
            "Medan du läste började en annan version gälla. Inget är godkänt: "
            "läs skillnaderna igen."
        )
    written = Written(act)
    written.add(RoutinesApproved(one.id, one.bundle, against))
    return written.entries


def refuse(log: Publications, act: Act, start: str, reason: str) -> list[Entry]:
    """A proposal is said no to; whoever made it may take it back the same way."""
    may_lead(act.handler, "neka rutiner")
    one = waiting(log, start)
    if not reason.strip():
        raise ReasonMissing("att neka en version")
    written = Written(act)
    written.add(RoutinesRefused(one.id, one.bundle, reason))
    return written.entries


def withdraw(log: Publications, act: Act, start: str, reason: str) -> list[Entry]:
    """An approved version is taken out of force by one person: stopping must be quick."""
    may_lead(act.handler, "återkalla rutiner")
    one = _approved(log, start)
    if not reason.strip():
        raise ReasonMissing("att återkalla en version")
    written = Written(act)
    written.add(RoutinesWithdrawn(one.id, one.bundle, reason))
    return written.entries


def waiting(log: Publications, start: str) -> Publication:
    """The proposal that waits, by the beginning of its sum; a sentence says what it is instead."""
    found = _beginning(log, start)
    open_ = [one for one in found if not one.approved and not one.refused]
    if open_:
        return open_[0]
    last = found[-1]
    how, who = ("nekad", last.refused) if last.refused else ("godkänd", last.approved)
    raise AlreadySettled(f"Versionen {last.bundle[:SHORT]}", f"{how} av {who}")


def same_person(handler: Handler, signed: Signed) -> bool:
    """Whether signature or name is the same, whatever case and blanks they are written with."""
    own = {_folded(handler.signature), _folded(handler.name)} - {""}
    return bool(own & {_folded(signed.who), _folded(signed.name)})


def _approved(log: Publications, start: str) -> Publication:
    found = _beginning(log, start)
    standing = [one for one in found if one.approved and not one.withdrawn]
    if standing:
        return max(standing, key=lambda one: one.approved.seq)
    last = found[-1]
    if last.withdrawn:
        raise AlreadySettled(f"Versionen {last.bundle[:SHORT]}", f"återkallad av {last.withdrawn}")
    raise JourError(
        f"Versionen {last.bundle[:SHORT]} har aldrig godkänts. "
        f"Neka den så här: jourstod routine approve {last.bundle[:SHORT]} --refuse SKÄL"
    )


def _beginning(log: Publications, start: str) -> list[Publication]:
    wanted = start.strip().lower()
    found = [one for one in log.published.values() if wanted and one.bundle.startswith(wanted)]
    if len({one.bundle for one in found}) != 1:
        raise NoSuchBundle(start, len(found))
    return found


def may_lead(handler: Handler, what: str) -> None:
    """Refuse whoever is no team leader, or has said no name. Raises NoRight."""
    if handler.role is not Role.TEAM_LEADER:
        raise NoRight(f"Bara en arbetsledare kan {what}. Är du det: lägg till --role arbetsledare.")
    if len(_folded(handler.name)) < 3 or _folded(handler.name) == _folded(handler.signature):
        raise NoRight(f'Skriv vem du är, för att {what}: --as SIGN --name "Förnamn Efternamn".')


def _prolongs(now: Publication, proposal: RoutinesProposed) -> bool:
    """The same bytes with a later day of review: read again and found good."""
    return proposal.review_by > now.review_by


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", clean(name))
    return " ".join(plain.casefold().split())
