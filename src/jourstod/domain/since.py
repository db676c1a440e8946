"""Sedan du sist var här: what others have written in a case since somebody last saw it."""

from __future__ import annotations

from dataclasses import dataclass

from .case import Case
from .rulebook import Rulebook
from .timeline import Told, recent, told

WINDOW = 400
"""So many entries back are looked through: a longer absence is read in the time line."""


@dataclass(frozen=True, slots=True)
class Since:
    """The lines of others, in the order they were written; `last` stands when there are none."""

    lines: tuple[Told, ...]
    returning: bool
    """Whether the reader has been in the case before."""
    last: Told | None = None

    @property
    def heading(self) -> str:
        """«Sedan du sist var här har CD skrivit 3 rader:»; "" when nobody has."""
        if not self.lines:
            return ""
        who = ", ".join(dict.fromkeys(line.who for line in self.lines))
        many = len(self.lines)
        count = "en rad" if many == 1 else f"{many} rader"
        if self.returning:
            return f"Sedan du sist var här har {who} skrivit {count}:"
        return f"Du har inte varit här förut. {who} har skrivit {count}:"


def since(case: Case, book: Rulebook, me: str, seen: int | None) -> Since:
    """What others have written after entry number `seen`, None for never in the case.

    What this handler wrote since then shows that they have seen what stood before it. Rows that
    turned out to stand in the wrong case are not among it.
    """
    after = max(seen or 0, case.last_seen.get(me, 0))
    entries = case.entries[max(after, len(case.entries) - WINDOW) :]
    found = (told(case, book, entry) for entry in entries if entry.stamp.who != me)
    lines = tuple(line for line in found if line is not None)
    last = recent(case, book, 1)
    return Since(lines, seen is not None or me in case.last_seen, last[0] if last else None)
