"""The notebook: half-typed text and calls in progress, sealed, that survive a kill."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime

from ..domain.clean import clean
from .ports import Clear, Codec, Draft, Vault

UNKEPT = "unkept:"
"""How the place begins of a form whose words are a name or number that is only asked about."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call going on: time runs, one free line, the call-back number, facts told in any order.

    Nothing of it is a case or personal data in the log until it becomes one (SoL 14 kap. 4 §).
    """

    id: str
    started: str
    number: str = ""
    line: str = ""
    told: tuple[tuple[str, str], ...] = ()
    """(fact id, value id or typed text), in the order they were told."""

    def with_fact(self, fact: str, value: str) -> Call:
        """The call with one fact told; the same fact again replaces it, "" takes it back."""
        others = tuple(pair for pair in self.told if pair[0] != fact)
        return replace(self, told=(*others, (fact, value)) if value else others)

    def fact(self, id: str) -> str:
        """What was told of a fact, "" for nothing."""
        return dict(self.told).get(id, "")


@dataclass(slots=True)
class Notebook:
    """Drafts of one handler by place: `visit:…`, `note:…`, `call:…`."""

    vault: Vault
    codec: Codec
    handler: str
    calls_open: dict[str, Call] = field(default_factory=dict)

    def save(self, place: str, text: str) -> None:
        """Keep a half-typed text (JSON for forms); an empty one is dropped.

        What is typed at a place that begins with `UNKEPT` is kept nowhere.
        """
        if place.startswith(UNKEPT):
            return
        if not text:
            self.drop(place)
            return
        key_id, sealed = self.codec.seal(text.encode(), self._clear(place))
        self.vault.drafts.save(Draft(place, self.handler, key_id, sealed))

    def text(self, place: str) -> str:
        """The kept text, "" for none."""
        draft = self.vault.drafts.get(place, self.handler)
        return self._open(draft) if draft else ""

    def drop(self, place: str) -> None:
        """Forget a text."""
        self.vault.drafts.drop(place, self.handler)

    def new_call(self, now: datetime) -> Call:
        """A call begins; it is kept from the first moment."""
        call = Call(str(uuid.uuid4()), now.astimezone(UTC).isoformat())
        self.keep_call(call)
        return call

    def keep_call(self, call: Call) -> None:
        """Keep what the call has given so far."""
        tidy = replace(call, number=clean(call.number), line=clean(call.line))
        self.save(f"call:{call.id}", json.dumps(asdict(tidy), ensure_ascii=False))

    def call(self, id: str) -> Call | None:
        """A call in progress, or None."""
        text = self.text(f"call:{id}")
        return _call(text) if text else None

    def calls(self) -> tuple[Call, ...]:
        """Calls in progress, oldest first."""
        drafts = self.vault.drafts.all_of(self.handler)
        found = [_call(self._open(d)) for d in drafts if d.place.startswith("call:")]
        return tuple(sorted(found, key=lambda call: call.started))

    def drop_call(self, id: str) -> None:
        """The call has ended; nothing of it is kept."""
        self.drop(f"call:{id}")

    def _open(self, draft: Draft) -> str:
        return self.codec.open(draft.key_id, draft.sealed, self._clear(draft.place)).decode()

    def _clear(self, place: str) -> Clear:
        return Clear("", f"draft/{place}", 0, self.handler, "")


def _call(text: str) -> Call:
    plain = json.loads(text)
    told = tuple((fact, value) for fact, value in plain.pop("told"))
    return Call(**plain, told=told)
