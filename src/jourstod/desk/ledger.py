"""The ledger: open cases kept folded, caught up from the store and written to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile

from ..domain.case import Case, evolve, witnessed
from ..domain.entries import Entry, entry_id
from ..domain.errors import CommandReused, NoSuchCase, StoreAway
from ..domain.events import VisitOpened
from . import rows
from .ports import AlreadyStored, Append, Beside, Codec, Conflict, Stored, Vault

TRIES = 8
"""How often a decision is made again because somebody else wrote first."""

Decide = Callable[[Case], list[Entry]]
Around = Callable[[Case], Beside]


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

    def case(self, id: str) -> Case:
        """The case as of now; raises NoSuchCase when it has no entries."""
        case = self._catch_up(id)
        if case.seq == 0:
            self._cases.pop(id, None)
            raise NoSuchCase(id)
        return case

    def write(
        self,
        id: str,
        command: str,
        intent: str,
        decide: Decide,
        beside: Around,
        extra: Callable[[Case], Iterable[Append]] = lambda case: (),
    ) -> Written:
        """Catch up, decide, append, show: the whole life of a command."""
        for _ in range(TRIES):
            case = self._catch_up(id)
            before = _written_before(case, command)
            if before:
                return Written(case, _same(before, intent))
            entries = decide(case)
            if not entries:
                return Written(case, ())
            board = case.board or _board_of(entries)
            batch = [rows.seal(self._codec, board, f"case/{id}", case.seq, command, entries)]
            try:
                for entry in entries:
                    evolve(case, entry)
                outcome = self._vault.log.append([*batch, *extra(case)], command, beside(case))
            except BaseException:
                self._cases.pop(id, None)  # folded ahead of a write that did not happen
                raise
            match outcome:
                case Stored(stored):
                    own = [row for row in stored if row.clear.stream == f"case/{id}"]
                    kept = rows.unseal(self._codec, own)
                    witnessed(case, kept)
                    return Written(case, tuple(kept))
                case AlreadyStored() | Conflict():
                    self._cases.pop(id, None)  # seen when catching up again
        raise StoreAway("Många skriver i ärendet samtidigt. Inget sparades; försök igen.")

    def _catch_up(self, id: str) -> Case:
        case = self._cases.setdefault(id, Case(id))
        for entry in rows.unseal(self._codec, self._vault.log.read(f"case/{id}", case.seq)):
            evolve(case, entry)
        return case


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
    if entries[0].stamp.intent != intent:
        raise CommandReused
    return entries


def _board_of(entries: list[Entry]) -> str:
    return getattr(entries[0].event, "board", "")
