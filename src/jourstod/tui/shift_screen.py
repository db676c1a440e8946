"""Skiftbyte: the head of all heads written and shown, and somebody else at the desk."""

from __future__ import annotations

from ..desk.command import Command
from ..desk.desk import Desk
from ..desk.seat_form import seat_blanks, seated
from ..desk.shift import end_shift
from ..domain.people import Handler
from .base_screen import JourScreen
from .case_papers import print_all
from .drafts import Draft
from .form_screen import FormScreen
from .menu_screen import MenuScreen
from .night_sheets import show_morning, show_shift
from .secret_screen import SignIn, sign_in_screen


def shift_change(screen: JourScreen) -> None:
    """Choose: end the shift, or let somebody else sit down."""
    hint = "Det du har blir jourens. Skriv upp kvittensen på papper."
    if screen.desk.station.spare:
        hint = "Det du har blir jourens. Skriv upp kvittensen. Reservfilen skrivs: vänta."
    choices = [("end", "Avsluta skiftet", hint)]
    if screen.jour.seat is not None:
        choices.append(("seat", "Någon annan sätter sig här", "Utkast följer sin handläggare."))
    choices += [
        ("morning", "Morgonblad", "Nattens ärenden för mottagningen, allvarligast först."),
        ("report", "Skiftrapport", "För arbetsledaren."),
        ("paper", "Alla ärenden på papper", "En fil för varje, innan systemet stängs."),
    ]

    def go(id: object) -> None:
        if id == "end":
            _end(screen)
        elif id == "morning":
            show_morning(screen)
        elif id == "report":
            show_shift(screen)
        elif id == "paper":
            print_all(screen)
        elif id == "seat":
            _seat(screen)

    screen.app.push_screen(MenuScreen("Skiftbyte", choices), go)


def _end(screen: JourScreen) -> None:
    ended = screen.attempt(lambda: end_shift(screen.desk))
    if ended is not None:
        screen.repaint()
        screen.tell(" ".join(ended.told))


def _seat(screen: JourScreen) -> None:
    if screen.jour.sign_in is not None:
        _sign_in(screen, screen.jour.sign_in)
        return
    fields = seat_blanks()
    chosen: list[Handler] = []

    def act(draft: Draft, made: Command) -> None:
        told = draft.written
        chosen.append(seated(told))

    def sit(done: object) -> None:
        seat = screen.jour.seat
        if not (done and chosen and seat):
            return
        desk = screen.attempt(lambda: seat(chosen[-1]))
        if desk is not None:
            _sit(screen, desk)

    screen.app.push_screen(FormScreen("Vem sätter sig här", fields, "seat", act), sit)


def _sign_in(screen: JourScreen, sign_in: SignIn) -> None:
    def sit(desk: object) -> None:
        if isinstance(desk, Desk):
            _sit(screen, desk)

    screen.app.push_screen(sign_in_screen(sign_in, "", "Vem sätter sig här"), sit)


def _sit(screen: JourScreen, desk: Desk) -> None:
    screen.jour.sit(desk)
    screen.repaint()
