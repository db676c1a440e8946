"""A sheet that was left: its items, and what its receiver said of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from . import events as ev


@dataclass(frozen=True, slots=True)
class HandoverItem:
    """What the receiver said of one item: state offered, accepted or returned."""

    state: str = "offered"
    receiver: str = ""
    words: str = ""
    left: str = ""
    """The open item that a returned one left."""
    written_by: str = ""
    """Who wrote it down, where that is somebody else than the receiver."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A sheet left to a receiver and what was said of each of its items."""

    entry: str
    event: ev.HandoverOffered
    said: tuple[tuple[str, HandoverItem], ...] = ()

    def with_item(self, item: str, said: HandoverItem) -> Handover:
        """The handover with one item accepted or returned."""
        others = tuple(pair for pair in self.said if pair[0] != item)
        return replace(self, said=(*others, (item, said)))

    def item(self, id: str) -> HandoverItem:
        """What was said of an item."""
        return next((said for key, said in self.said if key == id), HandoverItem())

    @property
    def taken_by(self) -> str:
        """« av Karin Lund (registrerat av AB)»; "" while nobody has taken anything."""
        taken = [said for _, said in self.said if said.state == "accepted"]
        if not taken:
            return ""
        last = taken[-1]
        written = f" (registrerat av {last.written_by})" if last.written_by else ""
        return f" av {last.receiver}{written}"

    @property
    def received(self) -> bool:
        """Whether every item was accepted with the receiver's own words."""
        return all(self.item(id).state == "accepted" for id, _ in self.event.items)
