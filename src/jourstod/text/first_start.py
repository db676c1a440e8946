"""The first start, line by line: who are you, which station, which nämnder; or practice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ..desk.desk import Desk
from ..domain.errors import JourError
from ..domain.secret import Secret
from ..settings import FirstStart
from .talk import Back, Talk

SetUp = Callable[[FirstStart], tuple[Desk, str]]
"""Sets the station up; gives the desk, and the recovery key as printed."""
Practice = Callable[[], Desk]
SignIn = Callable[[str, Secret], Desk]

LINES = (
    ("Din signatur, till exempel AB", "signature"),
    ("Ditt namn", "name"),
    ("Jourens namn, till exempel Jouren City", "station"),
    ("Nämnder som jouren arbetar för, med komma mellan", "boards"),
)
WELCOME = (
    "Välkommen till jourstod.",
    "Det här är ett arbetsstöd för socialjouren: rutiner som frågar, en logg som håller och en "
    "överlämning. Journalen finns i verksamhetssystemet.",
)
WAYS_IN = (
    ("begin", "Börja arbeta här: några rader och en lösenfras, sedan nattens ärenden."),
    ("practice", "Öva: en natt med påhittade ärenden, i ett eget lager."),
)
SIGN_IN_HELP = ("Har du glömt lösenfrasen kan en arbetsledare ge dig en ny.",)
START_HELP = ("Öva märks ÖVNING överallt och kan aldrig blandas med skarpa ärenden.",)


PASSPHRASE = (
    "Välj en lösenfras. Allt som skrivs här låses med den. Minst tolv tecken: fyra vanliga ord är "
    "bra och lätt att minnas.",
)
RECOVERY = (
    "Återställningsnyckeln visas bara nu. Skriv av den och lås in papperet, inte vid datorn. Har "
    "alla glömt sin lösenfras är den enda vägen in.",
)


def first_desk(talk: Talk, set_up: SetUp, practice: Practice, station_known: bool = False) -> Desk:
    """The desk somebody sits down at. Raises Left."""
    talk.say(*WELCOME)
    while True:
        try:
            if talk.choose(WAYS_IN, "Vad vill du göra:", START_HELP) == "practice":
                return practice()
            desk, recovery = set_up(_asked(talk, station_known))
            _show_recovery(talk, recovery)
            return desk
        except Back:
            continue
        except JourError as refusal:
            talk.say(f"Gick inte: {refusal.sentence}")


def signed_in(talk: Talk, sign_in: SignIn, signature: str) -> Desk:
    """The desk of somebody who signs in; `signature` sat there last. Raises Left, Back."""
    while True:
        known = f" (Enter: {signature})" if signature else ""
        who = talk.ask(f"Logga in. Signatur{known}:", SIGN_IN_HELP) or signature
        if not who:
            continue
        try:
            return sign_in(who, talk.secret("Lösenfras:"))
        except JourError as refusal:
            talk.say(f"Gick inte: {refusal.sentence}")


def _asked(talk: Talk, station_known: bool) -> FirstStart:
    """The lines and the passphrase; nothing is kept before all of them are there."""
    lines = LINES[:2] if station_known else LINES
    told = {name: _line(talk, prompt) for prompt, name in lines}
    boards = tuple(part.strip() for part in told.get("boards", "").split(",") if part.strip())
    talk.say(*PASSPHRASE)
    first = talk.secret("Lösenfras:")
    if talk.secret("Samma lösenfras en gång till:").reveal() != first.reveal():
        raise JourError("De två lösenfraserna är inte lika. Börja om.")
    return FirstStart(told["signature"], told["name"], told.get("station", ""), boards, first)


def _show_recovery(talk: Talk, recovery: str) -> None:
    talk.say("", *RECOVERY, "", f"    {recovery}", "")
    with suppress(Back):
        talk.ask("Enter när nyckeln är avskriven.")


def _line(talk: Talk, prompt: str) -> str:
    while True:
        typed = talk.ask(f"{prompt}:", START_HELP)
        if typed.strip(" ,"):
            return typed
        talk.say("Den raden behövs.")
