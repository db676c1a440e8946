"""Första starten: who are you, which station, which nämnder; or *Öva*."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content

from ..desk.command import Command
from ..desk.desk import Desk
from ..domain.errors import AnswerIncomplete
from ..settings import FirstStart
from .app import JourApp
from .base_screen import JourScreen
from .drafts import Draft
from .form import Blank, Form
from .form_screen import FormScreen
from .ink import STRONG, say
from .menu_screen import MenuScreen

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


def first_screen(set_up: SetUp, practice: Practice) -> Callable[[JourApp], JourScreen]:
    """Makes the first screen of a program that has never been started here."""

    def make(app: JourApp) -> JourScreen:
        return Welcome(set_up, practice)

    return make


class Welcome(MenuScreen):
    """Two ways in."""

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

    def on_key(self, event: events.Key) -> None:
        """There is nothing to go back to from here."""
        if event.key == "escape":
            event.stop()
            return
        super().on_key(event)

    def dismiss(self, result: object = None):  # type: ignore[no-untyped-def]
        """A choice: this screen stays beneath until somebody sits at a desk."""
        if result == "begin":
            self.app.push_screen(SetUpScreen(self._set_up))
        elif result == "practice":
            desk = self.attempt(self._practice)
            if desk is not None:
                seat(self.jour, desk)
        elif result == "leave":
            self.app.exit(0)


class SetUpScreen(FormScreen):
    """Who, where, for which nämnder. There is no store yet, so nothing is kept before Enter."""

    def __init__(self, set_up: SetUp) -> None:
        super().__init__("Börja arbeta här", BLANKS, "first", self._nothing)
        self._set_up = set_up

    def _nothing(self, draft: Draft, command: Command) -> None:
        """The form is confirmed by `on_form_done` below."""

    def title_line(self) -> Content:
        """Its name."""
        return say("Börja arbeta här", STRONG)

    def paint(self) -> None:
        """The form, empty."""
        form = self.query_one(Form)
        if not form.blanks:
            form.ask(self.blanks, Draft())

    def on_form_changed(self) -> None:
        """Nothing to keep it in yet."""

    def on_form_left(self) -> None:
        """Back to the two ways in."""
        self.dismiss(False)

    def on_form_done(self) -> None:
        """Set up, and sit down."""
        told = {key: value.strip() for key, value in self.query_one(Form).draft.written.items()}
        boards = tuple(part.strip() for part in told["boards"].split(",") if part.strip())

        def begin() -> Desk:
            if not boards:
                raise AnswerIncomplete("skriv minst en nämnd")
            return self._set_up(
                FirstStart(told["signature"], told["name"], told["station"], boards)
            )

        desk = self.attempt(begin)
        if desk is not None:
            seat(self.jour, desk)


def seat(app: JourApp, desk: Desk) -> None:
    """Somebody sits at a desk now: the board opens on top of what was here."""
    app.sit(desk)
    app.open_board()
