"""Drafts: half-typed text of one place, kept in the notebook at each key press."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Protocol

from ..desk.command import Command, new_command
from ..domain.answers import Answer
from ..domain.errors import StoreAway
from ..settings import keep_start, kept_start

SLOW = 0.02
"""Seconds a save may take before the next ones are gathered instead (see `Keeper.due`)."""


@dataclass(slots=True)
class Draft:
    """What is written so far at one place, by field id, and which field is being written.

    `values` are chosen value ids. Kept as JSON, so that the line mode can go on with it; a draft
    that is plain text is what somebody began to write in the one field there was.
    """

    values: tuple[str, ...] = ()
    written: dict[str, str] = field(default_factory=dict)
    at: str = ""
    refusal: str = ""

    @staticmethod
    def read(text: str) -> Draft:
        """The draft that `text` holds."""
        if not text:
            return Draft()
        try:
            plain = json.loads(text)
        except ValueError:
            return Draft(written={"text": text})
        if not isinstance(plain, dict):
            return Draft(written={"text": text})
        written = {str(k): str(v) for k, v in dict(plain.get("written", {})).items()}
        return Draft(
            tuple(map(str, plain.get("values", ()))),
            written,
            str(plain.get("at", "")),
            str(plain.get("refusal", "")),
        )

    def text(self) -> str:
        """The draft as it is kept; "" when it holds nothing."""
        if not (self.values or any(self.written.values()) or self.refusal):
            return ""
        plain = {
            "values": self.values,
            "written": self.written,
            "at": self.at,
            "refusal": self.refusal,
        }
        return json.dumps(plain, ensure_ascii=False)

    def answer(self) -> Answer:
        """What the draft answers when it is confirmed."""
        parts = {"text", "reason", "insist"}
        fields = tuple((k, v) for k, v in self.written.items() if k not in parts and v.strip())
        return Answer(
            self.values, self.written.get("text", ""), fields, self.written.get("reason", "")
        )


class Pages(Protocol):
    """Where texts are kept by place: the notebook, or a file before there is a store."""

    def save(self, place: str, text: str) -> None: ...

    def text(self, place: str) -> str: ...

    def drop(self, place: str) -> None: ...


class BeforeTheStore:
    """The half-written lines of the first start, in the home folder: nothing of any case."""

    def __init__(self, home: Path | None) -> None:
        self._home = home
        self._written = ""

    def save(self, place: str, text: str) -> None:
        """Keep the lines, readable by nobody else."""
        self._written = text
        if self._home is not None:
            try:
                keep_start(self._home, text)
            except OSError as error:
                raise StoreAway(f"Mappen kan inte skrivas: {error.strerror}.") from None

    def text(self, place: str) -> str:
        """The lines as they were left."""
        return self._written or (kept_start(self._home) if self._home is not None else "")

    def drop(self, place: str) -> None:
        """The station is set up."""
        self.save(place, "")


@dataclass(slots=True)
class Keeper:
    """Saves the text of one place: at once while that is quick, else a fraction later.

    `later` schedules `flush`; `failed` is told once when the store is away and the text is only
    on the screen, and `kept` when it is saved again.
    """

    pages: Pages
    later: Callable[[Callable[[], object]], object]
    failed: Callable[[StoreAway], None]
    _waiting: dict[str, str] = field(default_factory=dict)
    _cost: float = 0.0

    def keep(self, place: str, text: str) -> None:
        """Keep the text of a place, replacing what was kept."""
        self._waiting[place] = text
        if self._cost > SLOW:
            self._cost = 0.0
            self.later(self.flush)
        else:
            self.flush()

    def flush(self) -> bool:
        """Save what waits; gives whether all of it is saved."""
        began = perf_counter()
        try:
            for place in list(self._waiting):
                self.pages.save(place, self._waiting[place])
                del self._waiting[place]
        except StoreAway as away:
            self.failed(away)
            return False
        finally:
            self._cost = perf_counter() - began
        return True

    def text(self, place: str) -> str:
        """What is kept of a place, also what waits to be saved."""
        return self._waiting[place] if place in self._waiting else self.pages.text(place)

    def forget(self, place: str) -> None:
        """The text of the place has been confirmed, or thrown away."""
        self._waiting.pop(place, None)
        self.pages.drop(place)


@dataclass(slots=True)
class Commands:
    """Command ids, made before the first try and kept until the try has gone through."""

    _made: dict[str, tuple[str, Command]] = field(default_factory=dict)

    def for_try(
        self, place: str, content: str, made: Callable[[], Command] = new_command
    ) -> Command:
        """The command of this place; the same content tried again is the same command."""
        kept = self._made.get(place)
        if kept is None or kept[0] != content:
            kept = (content, made())
            self._made[place] = kept
        return kept[1]

    def done(self, place: str) -> None:
        """The command went through (or was refused for good)."""
        self._made.pop(place, None)
