"""Talk: plain lines out, one line in; help, back and quit work at every prompt."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TextIO

from ..domain.clean import MOST, clean
from ..domain.secret import Secret
from .keyboard import keyboard_of

EVERYWHERE = (
    "Överallt: ? visar hjälpen, < går tillbaka, lås tömmer fönstret och låser, slut avslutar. Det "
    "som är svarat är sparat.",
)
WAYS = "(? hjälp, < tillbaka, lås, slut)"
LOCK = "lås"
UNSEEN = ("Skyddade uppgifter är dolda igen. Svara på det du höll på med, eller < går tillbaka.",)
_LONGEST = 2 * MOST  # what is typed beyond this on one line is let go
_REMEMBERED = 400  # lines of a page that are shown again once it is unlocked

Choice = tuple[str, str]
"""What a choice means, and its words."""


class Left(Exception):
    """The person has quit, or the input has ended; `half` is a line that never got its Enter."""

    def __init__(self, half: str = "") -> None:
        super().__init__(half)
        self.half = half


class Back(Exception):
    """The person wants to go back one step."""


class Watch(Protocol):
    """What notices that nobody is there, and covers the terminal then."""

    def touched(self) -> None: ...

    def is_left(self, writing: bool) -> bool: ...

    def cover(self, half: str) -> bool:
        """Comes back with whoever was there; whether the page may be shown again. Raises Left."""


class Talk:
    """One conversation. Nothing but clean text, line by line, is ever written."""

    def __init__(self, stdin: TextIO, stdout: TextIO, spoken_to: bool = False) -> None:
        self._in, self._out, self._spoken_to = stdin, stdout, spoken_to
        self._keyboard = keyboard_of(stdin) if spoken_to else None
        self._page: deque[str] = deque(maxlen=_REMEMBERED)
        self.watch: Watch | None = None
        self.in_call = False
        """Whether somebody is on the phone: nobody is asked for a passphrase meanwhile."""

    def say(self, *lines: str) -> None:
        """Write lines; what could fool a terminal is cleaned away."""
        for line in lines:
            for part in clean(line, lines=True).split("\n"):
                self._page.append(part.rstrip())
                self._out.write(f"{part.rstrip()}\n")
        self._out.flush()

    def turn_page(self) -> None:
        """What has been said until now is not shown again after a lock."""
        self._page.clear()

    @contextmanager
    def calling(self) -> Iterator[None]:
        """In the block somebody is on the phone."""
        before, self.in_call = self.in_call, True
        try:
            yield
        finally:
            self.in_call = before

    def ask(self, prompt: str, help: Sequence[str] = (), *, writing: bool = False) -> str:
        """One line, without blanks around it; `writing` gives longer time. Raises Back, Left."""
        while True:
            self.say(f"{prompt} {WAYS}")
            typed = self._line(writing).strip()
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
        if self._keyboard is not None:
            return self._hidden(f"{prompt} (visas inte)")
        if not self._spoken_to:
            self.say(prompt)
            return _secret(self._read())
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

    def _line(self, writing: bool) -> str:
        """One line with its Enter; a terminal that is left is covered, and the line goes on."""
        begun = ""
        while True:
            if self._spoken_to:
                self._write(f"> {begun}")
            line = self._typed(writing)
            if self.watch is None:
                return _whole(line or "")
            if line is None or self._is_left(writing):
                begun = self._covered(begun + self._half(line))
            elif line.strip().casefold() == LOCK:
                begun = self._covered(begun)
            else:
                self.watch.touched()
                return _whole(begun + line)

    def _typed(self, writing: bool) -> str | None:
        """A line; None when nobody is there any more."""
        if self._keyboard is None:
            return self._read()
        return self._keyboard.line(lambda: self._is_left(writing))

    def _half(self, line: str | None) -> str:
        """What had been typed, of a line that came too late or not at all; what follows goes."""
        half = self._keyboard.half() if self._keyboard else ""
        return half if line is None else line.rstrip("\n")

    def _covered(self, half: str) -> str:
        """Cover the terminal, then show the page again; gives what to go on writing on."""
        assert self.watch is not None
        shown = list(self._page)
        again = self.watch.cover(half.strip())
        self.turn_page()
        self.say(*(shown if again else UNSEEN))
        if not half.strip():
            return ""
        self.say(f"Du hade börjat på raden: {half}", "Enter: skriv vidare på den. n: stryk den.")
        self._write("> ")
        return "" if self._typed_now().strip().casefold() == "n" else half

    def _typed_now(self) -> str:
        line = self._typed(True)
        return line if line is not None else ""

    def _hidden(self, prompt: str) -> Secret:
        assert self._keyboard is not None
        while True:
            with self._keyboard.hidden():
                self._write(f"{prompt} ")
                line = self._keyboard.line(lambda: self._is_left(False))
            self._write("\n")
            if line is not None and not self._is_left(False):
                return _secret(line)
            self._half(line)  # half a passphrase is kept nowhere
            self._covered("")

    def _is_left(self, writing: bool) -> bool:
        return self._spoken_to and self.watch is not None and self.watch.is_left(writing)

    def _read(self) -> str:
        line = self._in.readline(_LONGEST)
        rest = line
        while len(rest) == _LONGEST and not rest.endswith("\n"):
            rest = self._in.readline(_LONGEST)
        return f"{line.rstrip(chr(10))}\n" if rest.endswith("\n") else line

    def _write(self, signs: str) -> None:
        self._out.write(signs)
        self._out.flush()


def _secret(line: str) -> Secret:
    """The passphrase. Raises Left when it got no Enter, without what there was of it."""
    if not line.endswith("\n"):
        raise Left
    return Secret.typed(line.rstrip("\r\n"))


def _whole(line: str) -> str:
    """The line. Raises Left when it got no Enter: nothing is confirmed without."""
    if not line.endswith("\n"):
        raise Left(line.strip())
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
