"""Första starten: who are you, which station, which nämnder; or *Öva*."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..desk.command import Command
from ..desk.desk import Desk
from ..desk.forms import Blank
from ..domain.errors import AnswerIncomplete
from ..settings import FirstStart
from .drafts import Draft
from .form_screen import FormScreen
from .menu_screen import MenuScreen
from .program import Program

SetUp = Callable[[FirstStart], Desk]
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


def first_screen(set_up: SetUp, practice: Practice) -> Callable[[], Welcome]:
    """Makes the first screen of a program that has never been started here."""
    return lambda: Welcome(set_up, practice)


class Welcome(MenuScreen):
    """Two ways in; Esc leads nowhere, for there is nothing before this."""

    ABOUT_TITLE = "Första starten"
    ABOUT = (
        "Öva öppnar en natt med påhittade ärenden i ett eget lager. Den är märkt ÖVNING överallt "
        "och kan aldrig blandas med skarpa ärenden.",
    )

    def __init__(self, set_up: SetUp, practice: Practice) -> None:
        choices = (
            ("begin", "Börja arbeta här", "Fyra rader att fylla i, sedan nattens ärenden."),
            ("practice", "Öva", "En natt med påhittade ärenden, i ett eget lager."),
            ("leave", "Avsluta", ""),
        )
        super().__init__("Välkommen till jourstod", choices, WELCOME)
        self._set_up, self._practice = set_up, practice

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys."""
        return (("1-3", "välj"), ("↑↓ Enter", "välj"))

    def dismiss(self, result: object = None):  # type: ignore[no-untyped-def]
        """A choice: this screen stays beneath until somebody sits at a desk."""
        if result == "begin":
            _ask(self, self._set_up)
        elif result == "practice":
            desk = self.attempt(self._practice)
            if desk is not None:
                seat(self.jour, desk)
        elif result == "leave":
            self.app.exit(0)


def _ask(screen: Welcome, set_up: SetUp) -> None:
    """Who, where, for which nämnder."""
    desks: list[Desk] = []

    def begin(draft: Draft, command: Command) -> None:
        told = {key: value.strip() for key, value in draft.written.items()}
        boards = tuple(part.strip() for part in told["boards"].split(",") if part.strip())
        if not boards:
            raise AnswerIncomplete("skriv minst en nämnd")
        desks.append(set_up(FirstStart(told["signature"], told["name"], told["station"], boards)))

    def sit(done: object) -> None:
        if done:
            seat(screen.jour, desks[-1])

    screen.app.push_screen(FormScreen("Börja arbeta här", BLANKS, "first", begin), sit)


def seat(program: Program, desk: Desk) -> None:
    """Somebody sits at a desk now: the board opens on top of what was here."""
    program.sit(desk)
    program.open_board()
