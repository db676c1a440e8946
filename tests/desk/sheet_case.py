"""A night with something of everything on its sheets, in the small rulebook with more facts."""

from __future__ import annotations

from tests.desk.sample import FILES, STATION, FixedShelf, Jour, open_child, reply, still

from jourstod.desk.command import Command, new_command
from jourstod.desk.desk import Desk
from jourstod.desk.sheets import sheet_for
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.entries import Act, Entry, Written
from jourstod.domain.people import Handler
from jourstod.domain.sheet import Sheet
from jourstod.domain.spoken_time import heard
from jourstod.domain.station import Board, Station

ADDRESS = "Storgatan 5, Uppsala"
PHONE = "070-123 45 67"
REASONS = (
    "Barnet är i fara. Det är bäst för barnet, samtycke nekas och det kan inte vänta på rätten."
)
POINTER = "Nås via boendets jour, kuvert 14"

MORE_FACTS = """\
  adress: { om: personen, slag: text, känslighet: skyddad, rubrik: Adress, avsnitt: skydd,
    får lämnas till: { boendet: sol-20-1 } }
  telefon: { om: personen, slag: text, känslighet: skyddad, rubrik: Telefon, avsnitt: vem }
  hälsa: { om: personen, slag: val, värden: { skadad: Skadad, oskadd: Oskadd }, känslighet: hög,
    rubrik: Hälsa, avsnitt: vård, får lämnas till: { regionkoordinator: samtycke } }
  signalement: { om: personen, slag: text, känslighet: hög, rubrik: Signalement, avsnitt: vem,
    får lämnas till: { polisen: sol-20-1 } }
  var_nu: { om: personen, slag: text, känslighet: skyddad, rubrik: Plats nu, avsnitt: läget,
    får lämnas till: { mottagning: sol-20-1 } }
  vårdnadshavare_informerad: { om: kontakten, slag: val, värden: { ja: Ja, nej: Nej },
    känslighet: hög, rubrik: Vårdnadshavare informerad, avsnitt: vårdnadshavare }
  barn: { om: personen, slag: barnlista, känslighet: hög, rubrik: Syskon, avsnitt: medföljande }
"""
BOARD_PHONE = "018-10 00 00"
AGENCIES = """\
  boendet: { namn: Boendet, roll: Tar emot, öppet: dygnet runt, källa: manualen,
    senast kontrollerad: 2026-11-23 }
  personen: { namn: Personen, roll: Eget kort, öppet: okänt, källa: manualen,
    senast kontrollerad: 2026-11-23 }
"""


def sheet_jour() -> Jour:
    """A jour whose rulebook has protected facts, facts by consent, and more receivers."""
    jour = Jour()
    files = dict(FILES)
    files["fakta.yaml"] += MORE_FACTS
    files["register/myndigheter.yaml"] += AGENCIES
    jour.shelf = FixedShelf(files)
    return jour


def sheet_desk(jour: Jour, mode: str = "övning") -> Desk:
    """A desk at a station whose boards have a telephone."""
    station = Station("City", (Board("soder", "Söder", BOARD_PHONE, "M"),), STATION.mandates)
    anna = Handler("AB", "Anna Berg")
    return still(Desk(jour.vault, jour.codec, jour.shelf, jour.now, station, anna, mode), jour)


def whole_night(desk: Desk) -> str:
    """A child in danger: told, decided without föredragande, placed, promised, called in vain."""
    child = open_child(desk, ("åldersgrupp", "barn"), ("fara", "ja"))
    tell(desk, child, "adress", text=ADDRESS)
    tell(desk, child, "telefon", text=PHONE)
    tell(desk, child, "hälsa", "skadad")
    tell(desk, child, "signalement", text="Röd jacka, blå mössa.")
    tell(desk, child, "berättelse", "vet_inte", reason="hon sover")
    for step in ("fara", "larma", "ålder", "börja_barn"):
        shown = [v for v in desk.case(child).open_visits() if v.step == step]
        if shown:
            given = Answer(("gjort",), fields=(("vem", "Ek"), ("referens", "K-88")))
            desk.answer(child, shown[0].id, given, new_command())
    reply(desk, child, "hot", "akut")
    reply(desk, child, "skydd", "ja", reason="Fadern väntar utanför.")
    reply(
        desk, child, "beslut", "gjort",
        beslutsfattare="Eva Ek", roll="ledamot", skäl=REASONS, muntligt="ja",
    )  # fmt: skip
    reply(desk, child, "lov", "ja", omfattning="hälsa")
    place(desk, child)
    at_any_moment(desk, child)
    return child


def at_any_moment(desk: Desk, child: str) -> None:
    desk.acts.add_silence(
        child,
        "Bosse",
        "farbror",
        "misstänkt",
        "Anna Berg",
        "2026-11-24T11:00:00+00:00",
        new_command(),
    )
    desk.acts.promise(child, "Ringa Maja", "Maja", "2026-11-24T08:00:00+00:00", new_command(),
                      "mottagningen")  # fmt: skip
    desk.acts.promise(child, "Hämta väskan", "Maja", "", new_command(), "jouren")
    desk.acts.contact(child, ev.ContactMade("", "Modern", False, number="", outcome="svarar inte"),
                      new_command())  # fmt: skip
    desk.acts.note(child, "Modern vill att vi ringer skolan.", new_command())
    late = heard("22:10", desk.clock())
    desk.acts.note(child, "Patrullen kom.", Command(new_command().id, late, "CD"))
    desk.acts.leave_task(
        child, "Ring skolan", "mottagning", "före lunch", new_command(), "hon inte är där: ring 112"
    )


def place(desk: Desk, child: str) -> None:
    """The person stays somewhere, as a pointer."""
    begun = ev.PlacementBegun(
        "p1", "jourhem", POINTER, "LVU 11 §", "Eva Ek", "2026-11-23T22:30:00+00:00"
    )
    desk.do(child, new_command(), lambda case, act: _one(act, begun))


def tell(desk: Desk, child: str, fact: str, *values: str, text: str = "", reason: str = "") -> None:
    """A fact told beside its question, as in a call."""
    noted = ev.FactNoted(fact, Answer(values=values, text=text, reason=reason))
    desk.do(child, new_command(), lambda case, act: _one(act, noted))


def sheet(desk: Desk, child: str, receiver: str = "mottagning", *passages: str) -> Sheet:
    """The sheet for a receiver."""
    return sheet_for(desk, child, receiver, passages).sheet


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries
