"""Talk: plain lines out, one line in; help, back and quit work at every prompt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from ..domain.clean import MOST, clean
from ..domain.secret import Secret

EVERYWHERE = (
    "Överallt: ? visar hjälpen, < går tillbaka, slut avslutar. Det som är svarat är sparat.",
)
WAYS = "(? hjälp, < tillbaka, slut)"
_LONGEST = 2 * MOST  # what is typed beyond this on one line is let go

Choice = tuple[str, str]
"""What a choice means, and its words."""


class Left(Exception):
    """The person has quit, or the input has ended; `half` is a line that never got its Enter."""

    def __init__(self, half: str = "") -> None:
        super().__init__(half)
        self.half = half


class Back(Exception):
    """The person wants to go back one step."""


class Talk:
    """One conversation. Nothing but clean text, line by line, is ever written."""

    def __init__(self, stdin: TextIO, stdout: TextIO, spoken_to: bool = False) -> None:
        self._in, self._out, self._spoken_to = stdin, stdout, spoken_to

    def say(self, *lines: str) -> None:
        """Write lines; what could fool a terminal is cleaned away."""
        for line in lines:
            for part in clean(line, lines=True).split("\n"):
                self._out.write(f"{part.rstrip()}\n")
        self._out.flush()

    def ask(self, prompt: str, help: Sequence[str] = ()) -> str:
        """One line, without blanks around it. Raises Back, Left."""
        while True:
            self.say(f"{prompt} {WAYS}")
            typed = self._line().strip()
            match typed.casefold():
                case "<":
                    raise Back
                case "slut":
                    raise Left
                case "?":
                    self.say(*help, *EVERYWHERE)
                case _:
                    return typed

    def secret(self, prompt: str) -> Secret:
        """A passphrase: not shown where a person types it. Raises Left at the end of the input."""
        if not self._spoken_to:
            self.say(prompt)
            return Secret.typed(self._line().rstrip("\r\n"))
        from getpass import getpass

        try:
            return Secret.typed(getpass(f"{prompt} (visas inte) "))
        except EOFError:
            raise Left from None

    def choose(
        self, choices: Sequence[Choice], prompt: str, help: Sequence[str] = (), first: int = 1
    ) -> str:
        """The meaning of one of the numbered choices, picked by number or by its words."""
        for number, (_, words) in enumerate(choices, start=first):
            self.say(f"{number}  {words}")
        while True:
            typed = self.ask(prompt, help)
            if not typed:
                continue
            found = picked(choices, typed, first)
            if found is not None:
                return found
            self.say(f"«{typed[:60]}» är inget av valen. Svara med en siffra ur listan.")

    def _line(self) -> str:
        if self._spoken_to:
            self._out.write("> ")
            self._out.flush()
        line = self._in.readline(_LONGEST)
        rest = line
        while len(rest) == _LONGEST and not rest.endswith("\n"):
            rest = self._in.readline(_LONGEST)
        if not rest.endswith("\n"):
            raise Left(line.strip())  # without Enter nothing is confirmed
        return line


def place(typed: str, among: int) -> int | None:
    """The place in a list numbered from 1 that a typed number means, from 0; None for no place."""
    digits = typed.lstrip("0")
    number = int(digits) if digits.isdecimal() and len(digits) < 6 else 0
    return number - 1 if 1 <= number <= among else None


def picked(choices: Iterable[Choice], typed: str, first: int = 1) -> str | None:
    """What a typed number or the words of a choice mean, or None."""
    folded = typed.casefold()
    for number, (meaning, words) in enumerate(choices, start=first):
        if folded in (str(number), words.casefold()):
            return meaning
    return None
