"""The ledger: open cases kept folded, caught up from the store and written to it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ..domain.case import Case, evolve, replay, witnessed
from ..domain.entries import Entry, entry_id
from ..domain.errors import CommandReused, NoSuchCase, StoreAway
from ..domain.events import VisitOpened
from . import rows
from .access import Access
from .ports import Append, Beside, Codec, Row, Stored, Vault

TRIES = 8
"""How often a decision is made again because somebody else wrote first."""

Decide = Callable[[Case], list[Entry]]
Around = Callable[[Case], Beside]
Extra = Callable[[], Iterable[Append]]
Allow = Callable[[Case], Access]
"""Logs who is about to be given the case. Raises StoreAway or NoRight, and then nobody is."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a command led to: the case as it is now, and the entries it wrote ([] for nothing)."""

    case: Case
    entries: tuple[Entry, ...]

    @property
    def asks(self) -> str:
        """The first question that the command opened and that is still open, "" for none."""
        opened = (e.event.visit for e in self.entries if isinstance(e.event, VisitOpened))
        return next((visit for visit in opened if self.case.visits[visit].open), "")


class Ledger:
    """Cases folded forward; reads only what is new, writes one durable batch per command."""

    def __init__(self, vault: Vault, codec: Codec) -> None:
        self._vault, self._codec = vault, codec
        self._cases: dict[str, Case] = {}
        self._ahead: dict[str, int] = {}

    def case(self, id: str, allow: Allow) -> Case:
        """The case as of now, when `allow` has logged it; raises NoSuchCase when it has no entries.

        One that is ahead of the log is given as it is: `settle` reads it anew.
        """
        if id in self._ahead:
            return _given(self._cases[id], allow)
        case = self._catch_up(id)
        if case.seq == 0:
            self._cases.pop(id, None)
            raise NoSuchCase(id)
        return _given(case, allow)

    def write(
        self,
        id: str,
        command: str,
        intent: str,
        decide: Decide,
        beside: Around,
        allow: Allow,
        extra: Extra = tuple,
    ) -> Written:
        """Catch up, decide, append, show: the whole life of a command."""
        [written] = self.write_together(
            (id,),
            command,
            intent,
            lambda cases: [decide(cases[0])],
            lambda cases: beside(cases[0]),
            allow,
            extra,
        )
        return written

    def write_together(
        self,
        ids: Sequence[str],
        command: str,
        intent: str,
        decide: Callable[[Sequence[Case]], Sequence[list[Entry]]],
        beside: Callable[[Sequence[Case]], Beside],
        allow: Allow,
        extra: Extra = tuple,
    ) -> tuple[Written, ...]:
        """The same over several cases, in one write: all of it or nothing.

        A case that was given no entries is left as it was.
        """
        for _ in range(TRIES):
            cases = [_given(self._catch_up(id), allow) for id in ids]
            before = [
                _written_before(case, part_command(command, n, case.id))
                for n, case in enumerate(cases)
            ]
            if any(before):
                return tuple(
                    Written(case, _same(found, intent))
                    for case, found in zip(cases, before, strict=True)
                )
            decided = decide(cases)
            touched = [(c, e) for c, e in zip(cases, decided, strict=True) if e]
            if not touched:
                return tuple(Written(case, ()) for case in cases)
            stored = self._append(touched, command, beside, extra)
            if stored is not None:
                return tuple(Written(case, stored.get(case.id, ())) for case in cases)
        raise StoreAway("Många skriver i ärendet samtidigt. Inget sparades; försök igen.")

    # --- ahead of a log that cannot be reached ------------------------------------------------

    def known(self, id: str, allow: Allow) -> Case | None:
        """The case as it was when last read, None when it was not."""
        case = self._cases.get(id)
        return _given(case, allow) if case is not None and case.seq else None

    def shared(self, id: str) -> int:
        """The last entry number of a case that everybody sees."""
        return self._ahead.get(id, self._cases[id].seq)

    def go_ahead(self, case: Case, entries: Iterable[Entry]) -> None:
        """Fold entries that are in no log yet, numbered as if they were."""
        self._ahead.setdefault(case.id, case.seq)
        for entry in entries:
            evolve(case, replace(entry, seq=case.seq + 1))
            case.unshared.add(entry.id)

    def settle(self) -> dict[str, tuple[Case, int]]:
        """Forget what is ahead, so that it is read anew; gives it, for `go_back`."""
        ahead = {id: (self._cases.pop(id), shared) for id, shared in self._ahead.items()}
        self._ahead.clear()
        return ahead

    def go_back(self, ahead: dict[str, tuple[Case, int]]) -> None:
        """The log is away again: cases are as they were before `settle`."""
        for id, (case, shared) in ahead.items():
            self._cases[id], self._ahead[id] = case, shared

    def _append(
        self,
        touched: Sequence[tuple[Case, list[Entry]]],
        command: str,
        beside: Callable[[Sequence[Case]], Beside],
        extra: Extra,
    ) -> dict[str, tuple[Entry, ...]] | None:
        """Fold ahead and store; None when somebody else wrote first, so that it is decided anew."""
        batch = [
            rows.seal(
                self._codec,
                case.board or _board_of(entries),
                f"case/{case.id}",
                case.seq,
                command,
                entries,
            )
            for case, entries in touched
        ]
        try:
            for case, entries in touched:
                for entry in entries:
                    evolve(case, entry)
            around = beside([case for case, _ in touched])
            outcome = self._vault.log.append([*batch, *extra()], command, around)
        except StoreAway:
            self._take_back(touched)  # it may be that nobody can read it anew for a while
            raise
        except BaseException:
            self._forget(touched)  # folded ahead of a write that did not happen
            raise
        if not isinstance(outcome, Stored):
            self._forget(touched)  # seen when catching up again
            return None
        return {case.id: self._stored(case, outcome.rows) for case, _ in touched}

    def _stored(self, case: Case, stored: Iterable[Row]) -> tuple[Entry, ...]:
        own = [row for row in stored if row.clear.stream == f"case/{case.id}"]
        kept = rows.unseal(self._codec, own)
        witnessed(case, kept)
        return tuple(kept)

    def _take_back(self, touched: Sequence[tuple[Case, list[Entry]]]) -> None:
        for case, entries in touched:
            own = {entry.id for entry in entries}
            before = [entry for entry in case.entries if entry.id not in own]
            self._cases[case.id] = replay(case.id, before)

    def _forget(self, touched: Sequence[tuple[Case, list[Entry]]]) -> None:
        for case, _ in touched:
            self._cases.pop(case.id, None)

    def _catch_up(self, id: str) -> Case:
        case = self._cases.setdefault(id, Case(id))
        for entry in rows.unseal(self._codec, self._vault.log.read(f"case/{id}", case.seq)):
            evolve(case, entry)
        return case


def _given(case: Case, allow: Allow) -> Case:
    """The case, once somebody stands in the access log for it: the only way out of the ledger."""
    access = allow(case)
    assert isinstance(access, Access)
    return case


def part_command(command: str, place: int, case: str) -> str:
    """The command from which the ids of a case's entries follow: its own, in each of several."""
    return str(uuid.uuid5(uuid.UUID(command), case)) if place else command


def _written_before(case: Case, command: str) -> tuple[Entry, ...]:
    """The entries of a command that is already in the log: a retry looks itself up first."""
    first = case.by_id.get(entry_id(command, 0))
    if first is None:
        return ()
    return tuple(
        takewhile(
            lambda entry: entry.id == entry_id(command, entry.seq - first.seq),
            case.entries[first.seq - 1 :],
        )
    )


def _same(entries: tuple[Entry, ...], intent: str) -> tuple[Entry, ...]:
    """The entries, unless the command id came back asking for something else (CommandReused)."""
    if entries and entries[0].stamp.intent != intent:
        raise CommandReused
    return entries


def _board_of(entries: list[Entry]) -> str:
    return getattr(entries[0].event, "board", "")
