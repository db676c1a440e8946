"""A rulebook whose first routine asks in every way there is to ask."""

from __future__ import annotations

from tests.desk.sample import FILES, FixedShelf, Jour

FAKTA = """
  plats: { om: personen, slag: val, känslighet: låg, rubrik: Plats, avsnitt: läget,
    värden: { a: Hotell, b: Bostad, c: Gata, d: Bil, e: Båt, f: Tåg, g: Flyg, h: Skola } }
  språk: { om: personen, slag: flerval, känslighet: låg, rubrik: Språk, avsnitt: vem,
    värden: { sv: Svenska, ro: Rumänska, en: Engelska, a: A, b: B, c: C, d: D, ar: Arabiska } }
  år: { om: personen, slag: tal, känslighet: låg, rubrik: År, avsnitt: vem }
  sett: { om: personen, slag: tid, känslighet: låg, rubrik: Sedd, avsnitt: läget }
  far: { om: personen, slag: person, känslighet: hög, rubrik: Far, avsnitt: vårdnadshavare }
  barnen: { om: personen, slag: barnlista, känslighet: hög, rubrik: Barn, avsnitt: medföljande }
"""
INKOMMANDE = """\
språk: 1
rutin: inkommande
titel: Inkommande
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: plats
steg:
  plats: { fråga: Var är personen?, svarar på: plats, källa: manualen,
    svar: { övriga: språk, vet inte: språk }, varför: Det styr vem som åker. }
  språk: { fråga: Vilka språk?, svarar på: språk, källa: manualen, sedan: år }
  år: { fråga: Hur gammal?, svarar på: år, källa: manualen, sedan: sett }
  sett: { fråga: När sågs personen?, svarar på: sett, källa: manualen, sedan: far }
  far: { fråga: Vem är far?, svarar på: far, källa: manualen, sedan: ord }
  ord: { fråga: Vad säger personen?, svarar på: berättelse, källa: manualen, sedan: barnen }
  barnen: { fråga: Vilka barn är med?, svarar på: barnen, källa: manualen, sedan: lista }
  lista: { checklista: { mat: Mat, kläder: Kläder, sömn: Sömn }, gör: Gå igenom det praktiska.,
    källa: manualen, sedan: boende }
  boende: { placering: jourhem, gör: Ordna boende., källa: manualen, sedan: tyst }
  tyst: { får inte informeras: Fadern, gör: Skriv vem., källa: manualen, sedan: lova }
  lova: { lova: Återkoppling, gör: Skriv vad som lovades., källa: manualen, sedan: vänta }
  vänta: { vänta på: { åldersgrupp: [barn, vuxen] }, gör: Vänta på beskedet om ålder.,
    senast: kl. 06, källa: manualen, sedan: slut }
  slut: { slut: klart, gör: Lämna över., källa: manualen }
"""


def jour() -> Jour:
    """A store where new cases get that routine."""
    own = Jour()
    rest = {name: text for name, text in FILES.items() if name != "barn.yaml"}
    files = {**rest, "fakta.yaml": FILES["fakta.yaml"] + FAKTA.lstrip("\n")}
    own.shelf = FixedShelf({**files, "inkommande.yaml": INKOMMANDE})
    return own
