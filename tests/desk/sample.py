"""A small rulebook that can be worked through at a desk, and desks at one store."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jourstod.desk.command import Command, new_command
from jourstod.desk.desk import Desk
from jourstod.desk.ports import Codec, Vault
from jourstod.domain.answers import Answer
from jourstod.domain.case import Case
from jourstod.domain.decide.cases import Intake
from jourstod.domain.findings import Finding
from jourstod.domain.people import Handler
from jourstod.domain.rulebook import Rulebook
from jourstod.domain.station import Board, Mandate, Station
from jourstod.reading.shelf import pack, rulebook
from jourstod.store.memory import MemoryVault
from jourstod.store.seal import PlainCodec

CALENDAR = Path(__file__).parents[2] / "routines" / "register" / "kalender.yaml"

LAGRUM = """\
språk: 1
lagrum:
  sol-20-1: { nu: SoL 20 kap. 1 §, kräver: Bedöm genast., gäller från: 2025-07-01,
    säkerhet: verifierad, text per: 2026-02, kontrollera: lagen, senast kontrollerad: 2026-11-23 }
  lvu-6: { nu: LVU 6 §, kräver: Akut fara., gäller från: 1990-07-01,
    säkerhet: verifierad, text per: 2026-02, kontrollera: lagen, senast kontrollerad: 2026-11-23 }
"""

KALLOR = """\
språk: 1
källor:
  manualen: { titel: Manualen, var: hyllan, senast kontrollerad: 2026-11-23 }
"""

MYNDIGHETER = """\
språk: 1
myndigheter:
  mottagning: { namn: Mottagningen, roll: Dagens enhet, öppet: kontorstid, egen nämnd: ja }
  jouren: { namn: Jouren, roll: Nästa pass, öppet: dygnet runt, egen nämnd: ja }
  journal: { namn: Journalen, roll: Personakten, öppet: okänt, egen nämnd: ja }
  arbetsledare: { namn: Arbetsledaren, roll: Stöd, öppet: dygnet runt, egen nämnd: ja }
  polisen: { namn: Polisen, roll: Skyddar, öppet: dygnet runt, nummer: { akut: "112" },
    lämnas över: Fara, behöver: Plats, källa: manualen, senast kontrollerad: 2026-11-23 }
  ledamot: { namn: Ledamoten, roll: Beslutar, öppet: dygnet runt, egen nämnd: ja }
  regionkoordinator: { namn: Regionkoordinatorn, roll: Råd, öppet: kontorstid,
    källa: manualen, senast kontrollerad: 2026-11-23 }
"""

FRISTER = """\
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
  understallning:
    namn: Underställning
    slag: lag
    börjar: { händelse: beslut, gäller: lvu-6 }
    varför: Den räknas från beslutet, inte från verkställigheten.
    längd: 1 vecka
    lag 1930:173: verifierad
    ska göras: Beslutet ska ha kommit in till rätten.
    vem: Nämnden
    när den löper ut: Beslutet upphör.
    fel start: verkställighet
    lagrum: [lvu-6]
"""

FAKTA = """\
språk: 1
fakta:
  fara: { om: personen, slag: val, värden: { ja: Ja, nej: Nej }, känslighet: hög,
    rubrik: Akut fara, avsnitt: läget, får lämnas till: { polisen: sol-20-1 } }
  åldersgrupp: { om: personen, slag: val, värden: { barn: Barn, vuxen: Vuxen }, känslighet: låg,
    rubrik: Ålder, avsnitt: vem }
  hot: { om: personen, slag: val, värden: { akut: Akut, lågt: Lågt }, känslighet: hög,
    rubrik: Hot, avsnitt: bedömning, ändrar hotet: ja }
  skydd: { om: personen, slag: val, värden: { ja: Behöver skydd, nej: Behöver inte skydd },
    känslighet: hög, rubrik: Skyddsbedömning, avsnitt: skydd }
  lov: { om: personen, slag: val, värden: { ja: Ja, nej: Nej }, känslighet: hög,
    rubrik: Samtycke, avsnitt: samtal }
  berättelse: { om: personen, slag: ordagrant, känslighet: hög, rubrik: Egna ord, avsnitt: samtal }
"""

INKOMMANDE = """\
språk: 1
rutin: inkommande
titel: Inkommande
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: fara
först: [fara]
startas för hand: ja
steg:
  fara:
    fas: De första 60 sekunderna
    fråga: Är någon i fara just nu?
    svarar på: fara
    källa: manualen
    svar: { ja: larma, nej: ålder, vet inte: larma }
  larma:
    kontakt: polisen
    ring: "112"
    gör: Ring 112.
    oåterkalleligt: ja
    källa: manualen
    sedan: ålder
  ålder:
    fråga: Hur gammal är personen?
    svarar på: åldersgrupp
    källa: manualen
    svar: { barn: börja_barn, vuxen: klart, vet inte: börja_barn }
  börja_barn:
    läs: Nu börjar barnrutinen.
    källa: manualen
    startar: [barn]
    sedan: klart
  klart:
    slut: vidare
    gör: Fortsätt i den rutin som startat.
    källa: manualen
"""

BARN = """\
språk: 1
rutin: barn
titel: Barn i fara
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: hot
krav:
  - { id: skydd-före-slut, innan: slut, ska: skydd, lagrum: sol-20-1,
      säg: Ingen skyddsbedömning är gjord. }
steg:
  hot:
    fas: Skydd
    fråga: Hur allvarligt är hotet?
    svarar på: hot
    källa: manualen
    svar: { akut: skydd, lågt: skydd, vet inte: skydd }
  skydd:
    fråga: Behöver barnet omedelbart skydd?
    svarar på: skydd
    fullgör: skyddsbedomning
    motivera: ja
    lagrum: sol-20-1
    svar:
      ja: beslut
      nej:
        - { om: { hot: lågt }, gå till: uppgift }
        - { om: { hot: [akut, vet inte, ej aktuellt, ännu inte] }, gå till: chef }
      vet inte: chef
  chef:
    kontakt: arbetsledare
    gör: Ring arbetsledaren.
    källa: manualen
    sedan: uppgift
  beslut:
    beslut: lvu-6
    gör: Omedelbart omhändertagande
    beslutas av: [lvu-6]
    lagrum: lvu-6
    sedan: lov
  lov:
    samtycke: regionkoordinator
    fråga: Får vi kontakta regionkoordinatorn?
    svarar på: lov
    källa: manualen
    svar: { ja: uppgift, nej: uppgift, vet inte: uppgift }
  uppgift:
    uppgift: Läs nattens rapport
    lämnas till: mottagning
    senast: kl. 09
    källa: manualen
    sedan: slut
  slut:
    slut: överlämnat
    gör: Lämna över.
    källa: manualen
"""

FILES = {
    "register/lagrum.yaml": LAGRUM,
    "register/kallor.yaml": KALLOR,
    "register/myndigheter.yaml": MYNDIGHETER,
    "register/frister.yaml": FRISTER,
    "register/kalender.yaml": CALENDAR.read_text(encoding="utf-8"),
    "fakta.yaml": FAKTA,
    "inkommande.yaml": INKOMMANDE,
    "barn.yaml": BARN,
}

EVA = Mandate("Eva Ek", "ledamot", "soder", "lvu-6", "2026-01-01", "2026-12-31", source="§ 14")
STATION = Station("City", (Board("soder", "Söder"), Board("norr", "Norr")), (EVA,))


class FixedShelf:
    """A shelf with the small folder on it; `files` may be replaced between cases."""

    trouble = delivered = ""

    def __init__(self, files: dict[str, str] | None = None) -> None:
        self.files = dict(FILES if files is None else files)

    def current(self) -> tuple[Rulebook, bytes]:
        content = pack(self.files).content
        return self.load(content), content

    def load(self, content: bytes) -> Rulebook:
        book, findings = rulebook(content)
        assert not [f for f in findings if f.severity.value == "error"], [
            f.text() for f in findings
        ]
        return book

    def findings(self) -> list[Finding]:
        return rulebook(pack(self.files).content)[1]


class Now:
    """A clock that goes one minute each time it is read."""

    def __init__(self, start: datetime = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)) -> None:
        self.at = start

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


class Jour:
    """A store, a clock and desks for several handlers at it."""

    def __init__(self, vault: Vault | None = None, codec: Codec | None = None) -> None:
        self.now = Now()
        self.shelf = FixedShelf()
        self.vault: Vault = vault or MemoryVault(self.now)
        self.codec: Codec = codec or PlainCodec()

    def desk(self, signature: str = "AB", name: str = "Anna Berg", mode: str = "övning") -> Desk:
        """A fresh desk, as after a restart or at another station."""
        handler = Handler(signature, name)
        return still(
            Desk(self.vault, self.codec, self.shelf, self.now, STATION, handler, mode), self
        )


def still(desk: Desk, jour: Jour) -> Desk:
    """The desk, whose access log looks at the clock without time going for it."""
    desk.access._clock = lambda: jour.now.at if isinstance(jour.now, Now) else jour.now()
    return desk


def open_child(desk: Desk, *facts: tuple[str, str], alias: str = "Maja") -> str:
    """Open a case about a child that came in as a report; gives its id."""
    id = str(uuid.uuid4())
    told = tuple((fact, Answer(values=(value,))) for fact, value in facts)
    desk.open_case(id, Intake("soder", alias, "anmälan", "Polisen", "", told), new_command())
    return id


def reply(desk: Desk, id: str, step: str, *values: str, reason: str = "", **fields: str) -> Case:
    """Answer the open visit of a step and give the case."""
    given = Answer(values=values, fields=tuple(fields.items()), reason=reason)
    desk.answer(id, visit(desk, id, step), given, new_command())
    return desk.case(id)


def visit(desk: Desk, id: str, step: str) -> str:
    """The open visit of a step."""
    found = [v.id for v in desk.case(id).open_visits() if v.step == step]
    assert len(found) == 1, f"{step}: {[v.step for v in desk.case(id).open_visits()]}"
    return found[0]


def asked(desk: Desk, id: str) -> list[str]:
    """The steps that are asked now."""
    return [v.step for v in desk.case(id).open_visits()]


__all__ = ["EVA", "FILES", "STATION", "Command", "FixedShelf", "Jour", "Now", "asked"]
__all__ += ["open_child", "reply", "visit"]
