"""The session: who sits at the desk, the head of each page, and how things are tried and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from ..desk.command import Command, new_command
from ..desk.desk import Desk
from ..desk.exports import LockFile
from ..domain.errors import JourError, RequirementBroken, StoreAway
from ..domain.local_time import show_time
from ..domain.people import Handler
from ..domain.secret import Secret
from ..domain.station_log import PRACTICE
from ..wording import ALONE, UNSHARED
from .talk import Back, Talk

Seat = Callable[[Handler], Desk]
Do = Callable[[Command, str], object]
"""Something confirmed: gets the command, and the reason for walking past a krav ("" for none)."""
Made = Callable[[Command], Command]
T = TypeVar("T")


@dataclass(slots=True)
class Session:
    """One person's work at one desk, line by line."""

    talk: Talk
    desk: Desk
    seat: Seat
    sign_in: Callable[[str, Secret], Desk] | None = None
    lock_file: LockFile | None = None

    def head(self, title: str) -> None:
        """The first line of a page: practice or not, what page, when, where and who."""
        mark = ("ÖVNING",) if self.desk.mode == PRACTICE else ()
        who = self.desk.handler.signature
        parts = (*mark, title, show_time(self.desk.clock()), self.desk.station.name, who)
        self.talk.turn_page()
        self.talk.say("", f"=== {' · '.join(part for part in parts if part)} ===")

    def attempt(self, do: Callable[[], T]) -> T | None:
        """Do it; a refusal is said, and gives None."""
        try:
            return do()
        except JourError as refusal:
            self.talk.say(f"Gick inte: {refusal.sentence}")
            return None

    def confirm(self, do: Do, made: Made = lambda command: command) -> bool:
        """Try until it is stored, refused, or given up; says which. A retry is the same command."""
        command = made(new_command())
        insist = ""
        while True:
            try:
                do(command, insist)
            except StoreAway as away:
                self.talk.say(f"INTE SPARAT. {away.sentence}")
                if not self._again():
                    return False
            except RequirementBroken as broken:
                insist = self._insist(broken)
                if not insist:
                    return False
                command = made(new_command())
            except JourError as refusal:
                self.talk.say(f"Inget sparades: {refusal.sentence}")
                return False
            else:
                self.talk.say("Sparat.")
                self.tell_of_the_store()
                return True

    def tell_of_the_store(self) -> None:
        """What waits while the store is away, and afterwards what became of it."""
        desk = self.desk
        if desk.unshared:
            self.talk.say(f"OBS: {UNSHARED.format(count=desk.unshared)}")
        elif desk.is_away:
            self.talk.say(f"OBS: {ALONE}")
        elif told := desk.told_of_sharing():
            self.talk.say(told)

    def _again(self) -> bool:
        try:
            self.talk.ask("Enter försöker igen.")
        except Back:
            return False
        return True

    def _insist(self, broken: RequirementBroken) -> str:
        """The reason for walking past a krav; "" leaves it."""
        self.talk.say(broken.sentence)
        try:
            return self.talk.ask("Skäl att gå förbi ändå. Enter låter bli.", INSIST_HELP)
        except Back:
            return ""

    def page(self, lines: Sequence[str]) -> None:
        """Lines to read, then Enter."""
        self.talk.say(*lines)
        with suppress(Back):
            self.talk.ask("Enter går vidare.")


INSIST_HELP = (
    "Rutinen kräver något som inte är gjort. Går du förbi står kravet och ditt skäl kvar som en "
    "öppen punkt och syns i överlämningen.",
)
