"""Första starten: who are you, which station, which nämnder; or *Öva*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..desk.command import Command
from ..desk.desk import Desk
from ..desk.forms import Blank
from ..domain.errors import AnswerIncomplete, JourError
from ..domain.secret import Secret
from ..settings import FirstStart
from .drafts import Draft
from .form_screen import FormScreen
from .menu_screen import MenuScreen
from .program import seat
from .secret_screen import Line, SecretScreen

SetUp = Callable[[FirstStart], tuple[Desk, str]]
"""Sets the station up; gives the desk, and the recovery key as printed."""
Practice = Callable[[], Desk]

BLANKS = (
    Blank("signature", "Din signatur", True, hint="AB"),
    Blank("name", "Ditt namn", True, hint="Anna Björk"),
    Blank("station", "Jourens namn", True, hint="Jouren City"),
    Blank("boards", "Nämnder som jouren arbetar för, med komma mellan", True, hint="Söder, Norr"),
)
WELCOME = (
    "Det här är ett arbetsstöd för socialjouren: rutiner som frågar, en logg som håller och en "
    "överlämning. Journalen finns i verksamhetssystemet.",
)
PASSPHRASE = (
    "Allt som skrivs här låses med den. Minst tolv tecken: fyra vanliga ord är bra och lätt att "
    "minnas. Den går inte att läsa ut någonstans.",
)
RECOVERY = (
    "Skriv av nyckeln och lås in papperet, inte vid datorn. Har alla glömt sin lösenfras är den "
    "enda vägen in. Den hör till jouren, inte till dig.",
)


def first_screen(
    set_up: SetUp, practice: Practice, station_known: bool = False
) -> Callable[[], Welcome]:
    """Makes the first screen of a program that has never been started here."""
    return lambda: Welcome(set_up, practice, station_known)


class Welcome(MenuScreen):
    """Two ways in; Esc leads nowhere, for there is nothing before this."""

    ABOUT_TITLE = "Första starten"
    ABOUT = (
        "Öva öppnar en natt med påhittade ärenden i ett eget lager. Den är märkt ÖVNING överallt "
        "och kan aldrig blandas med skarpa ärenden.",
    )

    def __init__(self, set_up: SetUp, practice: Practice, station_known: bool = False) -> None:
        choices = (
            ("begin", "Börja arbeta här", "Några rader och en lösenfras, sedan nattens ärenden."),
            ("practice", "Öva", "En natt med påhittade ärenden, i ett eget lager."),
            ("leave", "Avsluta", ""),
        )
        super().__init__("Välkommen till jourstod", choices, WELCOME)
        self._set_up, self._practice = set_up, practice
        self._blanks = BLANKS[:2] if station_known else BLANKS

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys."""
        return (("1-3", "välj"), ("↑↓ Enter", "välj"))

    def dismiss(self, result: object = None):  # type: ignore[no-untyped-def]
        """A choice: this screen stays beneath until somebody sits at a desk."""
        if result == "begin":
            _ask(self, self._set_up, self._blanks)
        elif result == "practice":
            desk = self.attempt(self._practice)
            if desk is not None:
                seat(self.jour, desk)
        elif result == "leave":
            self.app.exit(0)


def _ask(screen: Welcome, set_up: SetUp, blanks: tuple[Blank, ...]) -> None:
    """Who, where, for which nämnder; the form lies beneath until there is a passphrase too."""

    def begin(draft: Draft, command: Command) -> None:
        told = {key: value.strip() for key, value in draft.written.items()}
        boards = tuple(part.strip() for part in told.get("boards", "").split(",") if part.strip())
        if len(blanks) == len(BLANKS) and not boards:
            raise AnswerIncomplete("skriv minst en nämnd")
        asked.append(FirstStart(told["signature"], told["name"], told.get("station", ""), boards))

    def then(done: object) -> None:
        if done:
            _ask_passphrase(screen, set_up, asked[-1])

    asked: list[FirstStart] = []
    screen.app.push_screen(FormScreen("Börja arbeta här", blanks, "first", begin), then)


def _ask_passphrase(screen: Welcome, set_up: SetUp, first: FirstStart) -> None:
    """A passphrase, twice; then the station is set up and the recovery key shown."""

    def act(lines: Sequence[str]) -> tuple[Desk, str]:
        if lines[0] != lines[1]:
            raise JourError("De två raderna är inte lika. Skriv dem igen.")
        return set_up(replace(first, passphrase=Secret.typed(lines[0])))

    def then(made: object) -> None:
        if isinstance(made, tuple):
            _show_recovery(screen, *made)

    lines = (Line("Lösenfras"), Line("Samma lösenfras en gång till"))
    asked = SecretScreen("Välj en lösenfras", lines, act, PASSPHRASE, "Gör i ordning låset …")
    screen.app.push_screen(asked, then)


def _show_recovery(screen: Welcome, desk: Desk, recovery: str) -> None:
    """The recovery key, once; then the board."""
    groups = recovery.split("-")
    rows = ("", *("      " + "   ".join(groups[n : n + 4]) for n in (0, 4)), "")
    written = ("written", "Jag har nyckeln på papper", "Den visas inte igen.")
    shown = MenuScreen("Återställningsnyckeln", (written,), (*RECOVERY, *rows))

    def then(chosen: object) -> None:
        if chosen:
            seat(screen.jour, desk)
        else:
            _show_recovery(screen, desk, recovery)

    screen.app.push_screen(shown, then)
