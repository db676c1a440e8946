"""Drafts: what is typed and not yet confirmed, kept in the notebook line by line."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from ..desk.notebook import Notebook
from ..domain.errors import StoreAway


@dataclass(slots=True)
class Draft:
    """Chosen values and written fields of one place.

    Kept in the form that the screens keep theirs in, so that either can go on with the other's.
    """

    notebook: Notebook
    place: str
    values: tuple[str, ...] = ()
    written: dict[str, str] = field(default_factory=dict)

    def keep(self) -> None:
        """Keep it now. A store that is away takes no draft; confirming then says so."""
        plain = {"values": self.values, "written": self.written, "at": "", "refusal": ""}
        holds = self.values or any(self.written.values())
        try:
            self.notebook.save(self.place, json.dumps(plain, ensure_ascii=False) if holds else "")
        except StoreAway:
            return

    def write(self, name: str, text: str) -> None:
        """Keep one field."""
        self.written[name] = text
        self.keep()

    def choose(self, *values: str) -> None:
        """Keep what was chosen."""
        self.values = values
        self.keep()

    def drop(self) -> None:
        """It has been confirmed, or thrown away."""
        self.values, self.written = (), {}
        try:
            self.notebook.drop(self.place)
        except StoreAway:
            return


def draft(notebook: Notebook, place: str) -> Draft:
    """The draft of a place, empty when there is none or it cannot be read."""
    try:
        kept = notebook.text(place)
    except StoreAway:
        kept = ""
    empty = Draft(notebook, place)
    if not kept:
        return empty
    try:
        plain = json.loads(kept)
    except ValueError:
        return Draft(notebook, place, written={"text": kept})
    if not isinstance(plain, dict):
        return Draft(notebook, place, written={"text": kept})
    written = {str(key): str(value) for key, value in dict(plain.get("written") or {}).items()}
    return Draft(notebook, place, tuple(map(str, plain.get("values") or ())), written)
