"""The way out: a file saved from the screens is locked, or in clear text for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..desk.command import Command
from ..desk.exports import ENDING, Export, LockFile, Way, addressed, in_clear, leaves, locked
from ..desk.forms import Blank
from ..domain.errors import UsageError
from ..domain.secret import Secret
from ..domain.sheet import Sheet
from ..reports import render
from ..reports.saving import saved
from .base_screen import JourScreen
from .drafts import Draft
from .form_screen import FormScreen
from .menu_screen import MenuScreen
from .secret_screen import Line, SecretScreen
from .sheet_file import free_path

WAYS = (
    (
        "lock",
        "Krypterad fil",
        "Öppnas med en lösenfras, som mottagaren får på annat sätt än filen.",
    ),
    ("clear", "Klartext, med skäl", "Den som kommer åt filen läser den. Skälet står i loggen."),
)
ONLY_THEIRS = "Öppnas bara med mottagarens egen nyckel. Vem den är för står i loggen."
Then = Callable[[Way], object]


def choose_way(screen: JourScreen, then: Then) -> None:
    """Ask how a file leaves, then go on; in practice it leaves in clear text without a question."""
    if screen.jour.practice:
        then(Way())
        return
    lock = screen.jour.lock_file
    known = {f"for {one.id}": one for one in screen.desk.station.receivers} if lock else {}

    def go(way: object) -> None:
        if lock is not None and str(way) in known:
            then(addressed(lock, known[str(way)]))
        elif way == "lock" and lock is not None:
            _passphrase(screen, lock, then)
        elif way == "clear":
            _reason(screen, then)

    ways = [(id, f"Krypterad för {one.name}", ONLY_THEIRS) for id, one in known.items()]
    ways += WAYS if lock is not None else WAYS[1:]
    screen.app.push_screen(MenuScreen("Hur ska filen sparas", ways), go)


@contextmanager
def sheet_saved(
    screen: JourScreen, sheet: Sheet, form: str, folder: Path, way: Way, what: str = "sheet"
) -> Iterator[Path]:
    """The sheet as a file once the block has gone well; gives its path."""
    path = free_path(sheet, form, folder, ENDING if way.lock else "")
    export = Export(what, sheet.number, form)
    with saved(path, leaves(screen.desk, export, way, render(sheet, form))):
        yield path


def _passphrase(screen: JourScreen, lock: LockFile, then: Then) -> None:
    def act(written: Sequence[str]) -> Way:
        if written[0] != written[1]:
            raise UsageError("De två lösenfraserna är inte lika.")
        passphrase = Secret.typed(written[0])
        lock(b"", "text", passphrase)  # a weak one is refused here, while it can be changed
        return locked(lock, passphrase)

    def done(way: object) -> None:
        if isinstance(way, Way):
            then(way)

    lines = (Line("Lösenfras för filen"), Line("Samma en gång till"))
    intro = ("Filen öppnas med: jourstod open FIL. Ge lösenfrasen på annat sätt än filen.",)
    page = SecretScreen("Krypterad fil", lines, act, intro, wait="Prövar …")
    screen.app.push_screen(page, done)


def _reason(screen: JourScreen, then: Then) -> None:
    chosen: list[Way] = []

    def act(draft: Draft, command: Command) -> None:
        chosen.append(in_clear(draft.written.get("reason", "")))

    def done(written: object) -> None:
        if written and chosen:
            then(chosen[-1])

    blanks = (Blank("reason", "Varför i klartext (står i loggen)", True),)
    intro = ("En utskrift ligger i klartext i datorns utskriftskö tills den är gjord.",)
    page = FormScreen("Klartext, med skäl", blanks, "clear", act, intro)
    screen.app.push_screen(page, done)
