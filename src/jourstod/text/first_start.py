"""The first start, line by line: who are you, which station, which nämnder; or practice."""

from __future__ import annotations

from collections.abc import Callable

from ..desk.desk import Desk
from ..domain.errors import JourError
from ..settings import FirstStart
from .talk import Back, Talk

SetUp = Callable[[FirstStart], Desk]
Practice = Callable[[], Desk]

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
    ("begin", "Börja arbeta här: fyra rader att fylla i, sedan nattens ärenden."),
    ("practice", "Öva: en natt med påhittade ärenden, i ett eget lager."),
)
START_HELP = ("Öva märks ÖVNING överallt och kan aldrig blandas med skarpa ärenden.",)


def first_desk(talk: Talk, set_up: SetUp, practice: Practice) -> Desk:
    """The desk somebody sits down at. Raises Left."""
    talk.say(*WELCOME)
    while True:
        try:
            if talk.choose(WAYS_IN, "Vad vill du göra:", START_HELP) == "practice":
                return practice()
            return set_up(_asked(talk))
        except Back:
            continue
        except JourError as refusal:
            talk.say(f"Gick inte: {refusal.sentence}")


def _asked(talk: Talk) -> FirstStart:
    """The four lines; nothing is kept before all of them are there."""
    told = {name: _line(talk, prompt) for prompt, name in LINES}
    boards = tuple(part.strip() for part in told["boards"].split(",") if part.strip())
    return FirstStart(told["signature"], told["name"], told["station"], boards)


def _line(talk: Talk, prompt: str) -> str:
    while True:
        typed = talk.ask(f"{prompt}:", START_HELP)
        if typed.strip(" ,"):
            return typed
        talk.say("Den raden behövs.")
