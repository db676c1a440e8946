"""Escapes, bidi and markup typed into every field, at the screens and the line mode, over a pty."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.measure import NotMeasured
from bench.terminal import Terminal
from tests.desk.sample import open_child

from jourstod.desk import rows
from jourstod.text.talk import WAYS

from . import seat
from .outcome import Outcome, Size, Tally, say

MARKED = "Xq7"
"""Stands in every payload, so that it is known again in the log."""
PAYLOADS = (
    f"{MARKED}\x1b]52;c;aGVq\x07 urklipp",
    f"{MARKED}\x1b]0;titel\x07 titel",
    f"{MARKED}\x1b[5;8m dold \x1b[6n\x1b[5i",
    f"{MARKED}\x9b5i\x9d0;x\x9c c1",
    f'{MARKED}\x1bP$q"p\x1b\\ \x1b_x\x1b\\ dcs',
    f"{MARKED}\u202eesrever \u2066x\u2069 \u200f bidi",
    f"{MARKED}\U000e0041\U000e0042\u200b\ufeff osynligt",
    f"{MARKED}[/] [/b] [@click=app.quit]tryck[/] [red]x {{0.__class__}} %s markup",
)
_CSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_OTHER = re.compile(r"\x1b[=>78]|\x1b\([0B]|\x1b\]22;[a-z-]+\x07")
_MEANT = re.compile(r"\x1b\[(?:5;8m|6n|5i|\d+t)")
"""Sequences of the payloads that the toolkit itself never writes."""
ESCAPE, PASTE, DONE = "\x1b", "\x1b[200~", "\x1b[201~"
BOARD = "Öppna ärende (siffran"
MOST_PROMPTS = 60
SHARED = 4
"""The payloads share the long menu of the screens: each takes every fourth item of it."""


def run(folder: Path, size: Size) -> Outcome:
    """Type every payload at both front ends; nothing of it may reach a terminal but as text."""
    screen, lines = Tally("Skärmen: fält, menyer, frågor"), Tally("Radläget: varje fråga och meny")
    alive = Tally("Programmet lever och slutar i ordning efteråt")
    names = Tally("Namn på filer och mappar som sparas dit någon skrev")
    reached = Tally("Lasten kom fram, och till olika fält i loggen")
    fields: set[str] = set()
    for number, payload in enumerate(PAYLOADS[:: size.of(1, 5)]):
        for kind, tally in (("screen", screen), ("lines", lines)):
            home = folder / f"{kind}-{number}"
            _open_a_case(home)
            with Heard(kind, home) as at:
                steps = _screen(payload, number, size) if kind == "screen" else [""]
                for step in steps:
                    heard = at.after(step) if kind == "screen" else _lines(at, payload, size)
                    for part in heard if isinstance(heard, list) else [heard]:
                        tally.hold(not harm(part), f"{payload!r}: {sorted(harm(part))}")
                alive.hold(at.ends(kind), f"{kind}: {payload!r}")
            found = _stored(home)
            fields |= found
            reached.hold(bool(found), f"{kind}: {payload!r} kom inte fram")
            for path in home.rglob("*"):
                names.hold(not harm(path.name), f"{path.name!r}")
        say(f"last {number + 1}: {len(fields)} fält i loggen bär den")
    for field in sorted(fields):
        reached.hold(True, field)
    least = size.of(30, 8)
    reached.hold(len(fields) >= least, f"bara {len(fields)} fält, {least} väntades")
    notes = (
        "Ett försök är en tangent eller rad och allt som då målas. Tillåtet är verktygets egna "
        "CSI-följder, inget annat styrtecken.",
    )
    return Outcome("styrtecken och uppmärkning", (screen, lines, alive, names, reached), notes)


def harm(painted: str) -> set[str]:
    """What in the painted text is neither text nor the toolkit's own."""
    found = set(_MEANT.findall(painted))
    bare = _OTHER.sub("", _CSI.sub("", painted))
    for sign in bare:
        kind = unicodedata.category(sign)
        if (kind == "Cc" and sign not in "\r\n\t\b") or (
            kind == "Cf" and sign not in "\u200c\u200d"
        ):
            found.add(f"U+{ord(sign):04X}")
    return found


class Heard(Terminal):
    """A terminal that keeps all that was written to it."""

    def __init__(self, kind: str, home: Path) -> None:
        self.heard = ""
        super().__init__([sys.executable, "-m", "lab.seat", kind, str(home)], (100, 40))

    def after(self, keys: str) -> str:
        """Type keys and give what is then painted; "" waits for the first picture."""
        if not keys:
            self.until_painted("Nattens")
        else:
            self.press(keys)
        self.settle(quiet=0.12, longest=6.0)
        return self._painted()

    def answer(self, line: str) -> str:
        """Type a line at the line mode, and give all until it asks again or ends."""
        if line:
            self.press(f"{line}\n")
        try:
            self.until_painted(WAYS)
        except NotMeasured:
            return self._painted()
        self.settle(quiet=0.01, longest=2.0)
        return self._painted()

    def ends(self, kind: str) -> bool:
        """Leave in order, from wherever it stands; whether it ended with 0."""
        for keys in [ESCAPE] * 4 + ["\x11"] if kind == "screen" else ["slut\n"]:
            self.press(keys)
            self.settle(quiet=0.2, longest=3.0)
        return self._child.wait(30) == 0

    def _painted(self) -> str:
        return self._seen.decode("utf-8", "replace")


def _open_a_case(home: Path) -> None:
    jour = seat.at(home)
    with closing(jour.vault):
        open_child(jour.desk(), alias="Maja")


def _screen(payload: str, turn: int, size: Size) -> Iterator[str]:
    """Keys that reach field after field of the screens; the payload goes in pasted and typed."""
    pasted = f"{PASTE}{payload}{DONE}"
    harmless = "".join(sign for sign in payload if sign.isprintable())
    yield ""
    yield from ("n", pasted, "\r", pasted, "\x1b[17~", "3", "1", "1")
    yield from (pasted, "\r", harmless, "\r", pasted, "\r", ESCAPE, ESCAPE, ESCAPE)
    yield from ("\r", "\x1bOQ", pasted, "\r", "\r", ESCAPE, ESCAPE)  # F2: a note in the case
    for item in range(turn % SHARED, size.of(24, 2), SHARED):
        yield "\x1b[19~"  # F8: everything one can do
        yield "\x1b[B" * item + "\r"
        for _ in range(size.of(6, 2)):
            yield pasted
            yield "\r"
        yield from (ESCAPE, ESCAPE, ESCAPE, "\r")
    for _ in range(size.of(40, 4)):  # the questions, each line of every form
        yield from ("1", pasted, "\r")
    yield from (ESCAPE, ESCAPE, "\r", "\x1bOQ", payload, ESCAPE)  # typed raw: its escapes are keys


def _lines(at: Heard, payload: str, size: Size) -> list[str]:
    """A call, the menu item by item, then every question, with the payload at every free prompt."""
    said = [at.answer("")]
    call = ("n", payload, payload, payload, *[""] * 9, "3", "1", "1", payload, payload)
    said += [at.answer(line) for line in call]
    for item in range(1, size.of(42, 12)):
        said += _back_in_the_case(at, said[-1])
        said += [at.answer("meny"), at.answer(str(item))]
        said += _filled(at, said[-1], payload, whole=False)
    said += _back_in_the_case(at, said[-1])
    said += _filled(at, said[-1], payload, whole=True)
    return said


def _back_in_the_case(at: Heard, before: str) -> list[str]:
    said = [before]
    while BOARD not in said[-1] and len(said) < 9:
        said.append(at.answer("<"))
    said.append(at.answer("1"))
    return said[1:]


def _filled(at: Heard, before: str, payload: str, whole: bool) -> list[str]:
    """Answer whatever is asked: the payload where words are wanted, the first of what is listed.

    Not `whole`: until it stands at a question or a menu again.
    """
    said, given = [before], dict[tuple[str, int], int]()
    for _ in range(MOST_PROMPTS * (3 if whole else 1)):
        prompt = said[-1].rstrip().rpartition("\n")[2].partition(" Nu står")[0]
        stops = (BOARD,) if whole else (BOARD, "Svar:", "Vad vill du")
        if len(said) > 1 and any(stop in said[-1] for stop in stops):
            break
        if "Sparat." in said[-1]:
            given.clear()
        choices = _choices(prompt, said[-1], payload)
        asked = (said[-1] if "Svar:" in prompt else prompt, len(choices))
        given[asked] = given.get(asked, -1) + 1
        said.append(at.answer(choices[min(given[asked], len(choices) - 1)]))
    return said[1:]


def _choices(prompt: str, said: str, payload: str) -> tuple[str, ...]:
    """What to try at a prompt, one after the other."""
    if "02:40" in prompt or "08:00" in prompt:
        return (payload, "-", "20:10", "i morgon 09:10", "<")
    if "Svar:" in prompt or ": 1 " in prompt or "är inget av" in said:
        return ("1", "2", "3", "<")
    return (payload, "", "1", "<", "<", "<")


def _stored(home: Path) -> set[str]:
    """Kinds and fields of the log in which the payload stands."""
    found: set[str] = set()
    jour = seat.at(home)
    with closing(jour.vault):
        for head in jour.vault.log.heads():
            for entry in rows.unseal(jour.codec, jour.vault.log.read(head.stream)):
                for name, value in rows.plain(entry.event).items():
                    if MARKED in str(value):
                        found.add(f"{entry.event.KIND}.{name}")
    return found
