"""Publishing: the stream of published routines, read forward and written for one handler."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from threading import RLock
from typing import Any

from ..domain.decide import publishing
from ..domain.entries import Act, Entry, entry_id
from ..domain.errors import CommandReused, JourError, LogBroken, StoreAway
from ..domain.events.routines import AcceptedGap, RoutinesProposed
from ..domain.mode import SHARP
from ..domain.people import Handler, Role
from ..domain.publications import (
    Delivery,
    Publication,
    Publications,
    Signed,
    evolve_publications,
    review_words,
    waiting_words,
)
from .command import Command, intent
from .ports import Beside, Clear, Codec, Outcome, Row, Stored, Summary, Vault, WallClock

STREAM = "station/routines"
TRIES = 8

Decide = Callable[[Publications, Act], list[Entry]]


class PublicationStream:
    """What is published, folded forward: from the sealed summary, then only what is new."""

    def __init__(self, vault: Vault, codec: Codec) -> None:
        self._vault, self._codec, self._reading = vault, codec, RLock()
        self._log: Publications | None = None

    def log(self) -> Publications:
        """The publications as of now; threads may ask."""
        with self._reading:
            if self._log is None:
                self._log = kept(self._vault, self._codec) or Publications()
            fresh = self._vault.log.read(STREAM, self._log.seq)
            if fresh:
                evolve_publications(self._log, _unsealed(self._codec, fresh))
            return self._log

    def forget(self) -> None:
        """Read it all again the next time."""
        with self._reading:
            self._log = None


class PublishingDesk:
    """What a team leader can do with versions of the routines. Raises JourError when refused."""

    def __init__(
        self, vault: Vault, codec: Codec, clock: WallClock, handler: Handler, mode: str
    ) -> None:
        self._vault, self._codec, self._clock = vault, codec, clock
        self._handler, self._mode = handler, mode
        self.stream = PublicationStream(vault, codec)

    def propose(self, proposal: RoutinesProposed, content: bytes, command: Command) -> Publication:
        """Propose a version that passed the gate; its bytes are kept first, then told of."""
        self._vault.bundles.put(proposal.bundle, content)
        entry = self._write(
            command, ("propose", proposal), lambda log, act: publishing.propose(log, act, proposal)
        )
        return self.stream.log().published[entry]

    def approve(self, start: str, against: str, command: Command) -> Publication:
        """Approve what was read against a version; as a second, named person."""
        self._write(
            command,
            ("approve", start, against),
            lambda log, act: publishing.approve(log, act, start, against),
        )
        return self._named(start)

    def refuse(self, start: str, reason: str, command: Command) -> Publication:
        """Say no to a proposal."""
        self._write(
            command,
            ("refuse", start, reason),
            lambda log, act: publishing.refuse(log, act, start, reason),
        )
        return self._named(start)

    def withdraw(self, start: str, reason: str, command: Command) -> Publication:
        """Take an approved version out of force."""
        self._write(
            command,
            ("withdraw", start, reason),
            lambda log, act: publishing.withdraw(log, act, start, reason),
        )
        return self._named(start)

    def usable(self, bundle: str) -> bool:
        """Whether a case may be moved to a version by its sum; in practice every one will do."""
        return self._mode != SHARP or self.stream.log().usable(bundle, self._clock())

    def deliver(self, bundle: str, program: str, command: Command) -> None:
        """Tell which routines came with the program, the first time a case is opened with them."""
        if self._mode == SHARP and self.stream.log().delivery(program) is None:
            self._write(
                command,
                ("deliver", bundle, program),
                lambda log, act: publishing.deliver(log, act, bundle, program),
            )

    def _named(self, start: str) -> Publication:
        log = self.stream.log()
        found = [one for one in log.published.values() if one.bundle.startswith(start.lower())]
        return max(found, key=_last_touched)

    def _write(self, command: Command, asked: tuple[object, ...], decide: Decide) -> str:
        """Catch up, decide, append; gives the entry's id, also when it was written before."""
        if self._mode != SHARP:
            raise JourError("I ett övningslager publiceras inget: övningen följer mappen.")
        meant, first = intent(STREAM, *asked), entry_id(command.id, 0)
        act = Act(command.id, self._handler, command.at or self._clock(), intent=meant)
        for _ in range(TRIES):
            log = self.stream.log()
            if first in log.intents:
                if log.intents[first] != meant:
                    raise CommandReused
                return first
            entries = decide(log, act)
            if not entries:
                return ""
            self.stream.forget()  # folded ahead below: read again whatever comes of it
            outcome = self._append(log, command, entries)
            if isinstance(outcome, Stored):
                return first
        raise StoreAway("Många publicerar samtidigt. Inget sparades; försök igen.")

    def _append(self, log: Publications, command: Command, entries: list[Entry]) -> Outcome:
        from . import rows

        batch = rows.seal(self._codec, "", STREAM, log.seq, command.id, entries)
        evolve_publications(log, entries)
        around = Beside((summary_of(log, self._codec),))
        return self._vault.log.append([batch], command.id, around)


def kept(vault: Vault, codec: Codec) -> Publications | None:
    """The publications as summed at the last write; cheap enough for the first paint."""
    found = vault.summaries.get(STREAM)
    if found is None:
        return None
    clear = Clear("", STREAM, found.seq, "summary", "")
    try:
        plain = json.loads(codec.open(found.key_id, found.sealed, clear))
        return Publications(
            plain["seq"],
            {id: _publication(one) for id, one in plain["published"].items()},
            [Delivery(**one) for one in plain["delivered"]],
            plain["intents"],
        )
    except (ValueError, KeyError, TypeError, AttributeError, LogBroken):
        # Summed by another version, or damaged: the stream has it all.
        return None


def summary_of(log: Publications, codec: Codec) -> Summary:
    """The sealed summary, written with each event."""
    plain = json.dumps(asdict(log)).encode()
    key_id, sealed = codec.seal(plain, Clear("", STREAM, log.seq, "summary", ""))
    return Summary("", STREAM, log.seq, False, key_id, sealed)


def notices(vault: Vault, codec: Codec, at: datetime, role: Role) -> tuple[str, ...]:
    """What is told on the board: the day of review, and to a team leader what waits."""
    log = kept(vault, codec)
    if log is None:
        return ()
    told = [review_words(log.in_force(at), at)]
    if role is Role.TEAM_LEADER:
        told += [waiting_words(one) for one in log.waiting()]
    return tuple(filter(None, told))


def _publication(plain: dict[str, Any]) -> Publication:
    signed = {
        name: Signed(**plain[name]) for name in ("proposed", "approved", "refused", "withdrawn")
    }
    parts = {"proved": tuple(plain["proved"])}
    gaps = tuple(AcceptedGap(**gap) for gap in plain["accepted"])
    return Publication(**{**plain, **signed, **parts, "accepted": gaps})


def _last_touched(one: Publication) -> int:
    return max(one.proposed.seq, one.approved.seq, one.refused.seq, one.withdrawn.seq)


def _unsealed(codec: Codec, fresh: Sequence[Row]) -> list[Entry]:
    from . import rows  # heavy, and not needed while nothing is new

    return rows.unseal(codec, fresh)
