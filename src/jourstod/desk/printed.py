"""A printed sum held against the log: paper shows a log that was cut or written anew as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.entries import Entry
from ..domain.errors import JourError, UsageError
from ..domain.events.station import NumberGiven, ShiftEnded
from . import rows
from .audit import hold_against, rows_before_a_move
from .ports import Codec, Store
from .station import STREAM
from .tombstones import tombstones

LEAST = 16
"""So many digits of a sum are enough, and stand on the paper of a shift end."""


class SumGone(JourError):
    """No row and no shift end has the printed sum."""

    exit_code = 3

    def __init__(self, printed: str, moved: bool, signed: bool) -> None:
        unsure = (
            " Står den på ett passbytes kvittens måste någon vara inloggad när den prövas."
            if not signed
            else " Är pappret från före flytten till det förseglade lagret finns summan bara i det "
            "gamla."
            if moved
            else ""
        )
        super().__init__(
            f"Summan {printed[:LEAST]} finns inte i loggen. Läs den på pappret en gång till."
            f"{unsure} Annars är loggen kortad, utbytt eller en annan stations: larma driften."
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a printed sum stands: the case's number (or the stream) and event, or a shift end.

    `shift_ended` (UTC) is None for the head of a stream; `since` counts the later events there.
    `doubtful` when a clock was set back, so that the logs could not be held against the shift end.
    """

    name: str
    seq: int
    since: int
    shift_ended: datetime | None = None
    doubtful: bool = False


def held_against(log: Store, codec: Codec | None, printed: str, doubtful: bool) -> Printed:
    """Find a printed sum in a log whose chains hold.

    `printed` is hex, 16 digits or more, in whatever case and with whatever blanks. Without a codec
    only the heads of streams are known; `doubtful` logs are not held against a shift end. Raises
    UsageError for what is no sum, SumGone, and LogBroken when the logs no longer have the sum
    that a shift end wrote.
    """
    sought = "".join(printed.split()).lower()
    if len(sought) < LEAST or set(sought) - set("0123456789abcdef"):
        raise UsageError(f"En summa är minst {LEAST} tecken, 0–9 och a–f. Så står den på pappret.")
    station = rows.unseal(codec, log.read(STREAM)) if codec else []
    moved = rows_before_a_move(log, codec) if codec else 0
    for entry in station:
        if isinstance(entry.event, ShiftEnded) and entry.event.heads.startswith(sought):
            if codec and not doubtful and entry.seq > moved:
                doubtful = not hold_against(log, entry, tombstones(log, codec))
            since = station[-1].seq - entry.seq
            return Printed(STREAM, entry.seq, since, entry.stored_at, doubtful)
    found = _as_a_row(log, sought, station)
    if found is None:
        raise SumGone(sought, bool(moved), codec is not None)
    return found


def _as_a_row(log: Store, sought: str, station: Sequence[Entry]) -> Printed | None:
    for head in log.heads():
        for row in log.read(head.stream):
            if row.hash.hex().startswith(sought):
                seq = row.clear.seq
                return Printed(_name(head.stream, station), seq, head.seq - seq)
    return None


def _name(stream: str, station: Sequence[Entry]) -> str:
    given = (e.event for e in station if isinstance(e.event, NumberGiven))
    return next((g.number for g in given if f"case/{g.stream}" == stream), stream)
