"""A station to measure at: its home folder, a routine that goes round, and cases of any length."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jourstod import settings
from jourstod.bootstrap import House, open_house, utc_now
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.station import StationDesk
from jourstod.domain.answers import Answer
from jourstod.domain.decide.cases import Intake
from jourstod.domain.events.steps import StepAnswered
from jourstod.domain.mode import SHARP
from jourstod.domain.people import Handler
from jourstod.reading.shelf import Shelf, shipped_routines
from jourstod.settings import FirstStart
from jourstod.store.place import open_vault
from jourstod.store.seal import PlainCodec

BOARD = "n1"
"""The id that a first start gives the first nämnd."""
QUESTIONS = {
    "en_runda": "Har den som ringde gett besked om hur den första rundan gick ALFA?",
    "nästa_runda": "Har den som ringde gett besked om hur den andra rundan gick BETA?",
}
"""Text by step. The last word is only reached where the question itself is painted: every other
pane is too narrow for it."""

_KALLOR = """\
språk: 1
källor:
  boken: { titel: Boken, var: hyllan, senast kontrollerad: 2026-11-23 }
"""
_LAGRUM = """\
språk: 1
lagrum:
  sol-20-1: { nu: SoL 20 kap. 1 §, kräver: Bedöm genast., gäller från: 2025-07-01,
    säkerhet: verifierad, text per: 2026-02, kontrollera: lagen, senast kontrollerad: 2026-11-23 }
"""
_MYNDIGHETER = """\
språk: 1
myndigheter:
  mottagning: { namn: Mottagningen, roll: Dagens enhet, öppet: kontorstid, egen nämnd: ja }
  jouren: { namn: Jouren, roll: Nästa pass, öppet: dygnet runt, egen nämnd: ja }
  journal: { namn: Journalen, roll: Personakten, öppet: okänt, egen nämnd: ja }
"""
_FRISTER = """\
språk: 1
frister:
  skyddsbedomning:
    namn: Omedelbar skyddsbedömning
    slag: lag
    börjar: { händelse: ärende_inkom, gäller: anmälan }
    varför: Den räknas från att anmälan kom in.
    längd: genast
    lag 1930:173: nej
    ska göras: Bedöm om barnet behöver omedelbart skydd.
    vem: Jouren
    när den löper ut: Barnet kan vara utan skydd.
    lagrum: sol-20-1
"""
_FAKTA = """\
språk: 1
fakta:
  första: { om: personen, slag: val, värden: { ja: Ja, nej: Nej }, känslighet: hög,
    rubrik: Första rundan, avsnitt: läget }
  andra: { om: personen, slag: val, värden: { ja: Ja, nej: Nej }, känslighet: hög,
    rubrik: Andra rundan, avsnitt: läget }
"""
_INKOMMANDE = f"""\
språk: 1
rutin: inkommande
titel: Rundor
gäller: {{ från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }}
börjar: en_runda
krav:
  - {{ id: runda-före-slut, innan: slut, lagrum: sol-20-1, säg: Ingen runda.,
    ska: {{ en_runda: [ja, nej, vet inte, ej aktuellt, gick inte] }} }}
steg:
  en_runda:
    fas: Den första
    fråga: {QUESTIONS["en_runda"]}
    svarar på: första
    källa: boken
    svar: {{ ja: nästa_runda, nej: slut, vet inte: nästa_runda }}
  nästa_runda:
    fas: Den andra
    fråga: {QUESTIONS["nästa_runda"]}
    svarar på: andra
    källa: boken
    svar: {{ ja: en_runda, nej: slut, vet inte: en_runda }}
  slut:
    slut: överlämnat
    gör: Lämna över.
    källa: boken
"""
_FILES = {
    "register/kallor.yaml": _KALLOR,
    "register/lagrum.yaml": _LAGRUM,
    "register/myndigheter.yaml": _MYNDIGHETER,
    "register/frister.yaml": _FRISTER,
    "fakta.yaml": _FAKTA,
    "inkommande.yaml": _INKOMMANDE,
}


@contextmanager
def opened(home: Path) -> Iterator[House]:
    """The house of a home folder, set up the first time: a sharp store on the real SQLite file."""
    routines = home.parent / f"{home.name}-rutiner"
    if settings.is_new(home):
        _write_routines(routines)
        settings.set_up(home, FirstStart("AB", "Anna Berg", "City", ("Söder", "Norr")))
        _begin_in_clear(home)
    house = open_house(home)
    # Unchecked: a routine that goes round without an end is left out of the shelf.
    house.shelf = Shelf(routines)
    vars(house).pop("desk", None)  # made already at the first opening, with the checked shelf
    try:
        yield house
    finally:
        house.close()


def _begin_in_clear(home: Path) -> None:
    """A store without a safe: what is measured is the same, and nobody has to sign in."""
    vault = open_vault(home, utc_now, practice=False)
    StationDesk(vault, PlainCodec(), utc_now, Handler("AB", "Anna Berg"), SHARP)
    vault.close()


def open_case(desk: Desk, alias: str = "Maja") -> str:
    """Open a case that came in as a report, so that a clock runs; gives its id."""
    id = str(uuid.uuid4())
    desk.open_case(id, Intake(BOARD, alias, "anmälan", "Polisen"), new_command())
    return id


def go_round(desk: Desk, case: str, steps: int) -> None:
    """Answer so many questions of the case, one durable write for each."""
    for _ in range(steps):
        (visit,) = desk.case(case).open_visits()
        desk.answer(case, visit.id, Answer(values=("ja",)), new_command())


def answered(desk: Desk, case: str) -> int:
    """How many answers stand in the log of a case."""
    return sum(1 for entry in desk.case(case).entries if isinstance(entry.event, StepAnswered))


def case_of_length(home: Path, steps: int) -> str:
    """A case with so many answered steps, which the next start of the program opens."""
    with opened(home) as house:
        case = open_case(house.desk)
        go_round(house.desk, case, steps)
        begin_at(house.desk, case)
    return case


def begin_at(desk: Desk, case: str) -> None:
    """Let the next start open this case, as after a kill in the middle of it."""
    desk.notebook.save("place", json.dumps({"case": case}))


def files() -> dict[str, str]:
    """The rulebook by file name: one routine that goes round and round."""
    calendar = shipped_routines() / "register" / "kalender.yaml"
    return {**_FILES, "register/kalender.yaml": calendar.read_text(encoding="utf-8")}


def _write_routines(folder: Path) -> None:
    for name, text in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
