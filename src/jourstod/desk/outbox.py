"""The outbox: commands confirmed while the shared store was away, sealed, and on this computer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from ..domain.entries import Act
from ..domain.errors import StoreAway
from ..domain.events.access import AccessMade
from ..domain.happened import Happened
from ..domain.people import Handler, Role
from .command import Command
from .ports import Clear, Codec, Draft, Drafts
from .rows import build, plain

_HOLDER = "utkorg/svar"
"""The outbox is the station's: whoever sits there next has it shared, in the name of its writer."""
_ACCESS = "utkorg/åtkomst"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A command that waits: what was asked, in which case, by whom, and when it was confirmed.

    `seen` is the last entry number of the case that was shared when it was decided.
    """

    command: str
    case: str
    asked: str
    """Kind and words as JSON; `desk/sharing.py` knows how each is asked again."""
    seen: int
    signature: str
    name: str
    role: str
    station: str
    at: datetime
    happened: Happened | None = None
    told_by: str = ""

    @property
    def handler(self) -> Handler:
        """Who confirmed it."""
        return Handler(self.signature, self.name, Role(self.role), self.station)

    @property
    def again(self) -> Command:
        """The same command, with the time it was confirmed."""
        return Command(self.command, self.happened, self.told_by, self.at)


class Outbox:
    """Waiting commands in the order they were confirmed, each kept durably before it is shown."""

    def __init__(self, drafts: Drafts, codec: Codec) -> None:
        self._drafts, self._codec = drafts, codec
        self._count = max((int(d.place) for d in drafts.all_of(_HOLDER)), default=0)
        with suppress(StoreAway):
            # Their keys lie in the store: at hand before that is away.
            codec.seal(b"", _clear("0"))
            codec.seal(b"", Clear("", "draft/", 0, "", ""))

    def keep(self, waiting: Waiting) -> None:
        """Keep it last. Raises StoreAway when this computer's disk cannot: then nothing is done."""
        place = f"{self._count + 1:08d}"
        text = json.dumps(plain(waiting), ensure_ascii=False).encode()
        key_id, sealed = self._codec.seal(text, _clear(place))
        self._drafts.save(Draft(place, _HOLDER, key_id, sealed))
        self._count += 1

    def all(self) -> Sequence[tuple[str, Waiting]]:
        """Each with its place, in order."""
        return [(draft.place, self._opened(draft)) for draft in self._drafts.all_of(_HOLDER)]

    def done(self, place: str) -> None:
        """It is shared, or has become a note: it waits no more."""
        self._drafts.drop(place, _HOLDER)

    def keep_access(self, event: AccessMade, act: Act) -> None:
        """Keep who went on reading a case while the log could not be reached. Raises StoreAway."""
        last = max((int(d.place) for d in self._drafts.all_of(_ACCESS)), default=0)
        place = f"{last + 1:08d}"
        told = {"event": plain(event), "act": plain(act)}
        text = json.dumps(told, ensure_ascii=False).encode()
        key_id, sealed = self._codec.seal(text, _clear(place, "access"))
        self._drafts.save(Draft(place, _ACCESS, key_id, sealed))

    def accesses(self) -> Sequence[tuple[str, AccessMade, Act]]:
        """Each with its place, in order."""
        found = []
        for draft in self._drafts.all_of(_ACCESS):
            text = self._codec.open(draft.key_id, draft.sealed, _clear(draft.place, "access"))
            told = json.loads(text)
            act = build(Act, told["act"])
            handler = replace(act.handler, role=Role(act.handler.role))
            event = build(AccessMade, told["event"])
            found.append((draft.place, event, replace(act, handler=handler)))
        return found

    def access_done(self, place: str) -> None:
        """It stands in the log."""
        self._drafts.drop(place, _ACCESS)

    def _opened(self, draft: Draft) -> Waiting:
        text = self._codec.open(draft.key_id, draft.sealed, _clear(draft.place))
        waiting: Waiting = build(Waiting, json.loads(text))
        return waiting


def _clear(place: str, what: str = "waiting") -> Clear:
    return Clear("", "outbox", int(place), what, "")
