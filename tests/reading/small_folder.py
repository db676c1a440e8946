"""A small folder of routines that holds, for the tests of the readers to break in one place."""

from __future__ import annotations

from pathlib import Path

from jourstod.domain.findings import Finding, Place
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import pack, rulebook

FILES = {
    "register/lagrum.yaml": """\
språk: 1
lagrum:
  sol-20-1:
    nu: SoL 20 kap. 1 §
    förut: 11 kap. 1 a § SoL (2001:453)
    kräver: Skyddet ska bedömas genast när en orosanmälan rör ett barn.
    gäller från: 2025-07-01
    säkerhet: verifierad
    text per: 2026-02
    kontrollera: lagtexten
    senast kontrollerad: 2026-11-23
  osl-10-21:
    nu: OSL 10 kap. 21 §
    kräver: Uppgifter om vissa brott mot barn får lämnas till polisen.
    gäller från: 2009-06-30
    säkerhet: trolig
    text per: 2026-02
    kontrollera: lagtexten
    senast kontrollerad: 2026-11-23
  lvu-6:
    nu: LVU 6 §
    kräver: Den som är under 20 år får omhändertas omedelbart.
    gäller från: 1990-07-01
    säkerhet: osäker
    text per: 2026-02
    kontrollera: lagtexten
    senast kontrollerad: 2026-11-23
""",
    "register/kallor.yaml": """\
språk: 1
källor:
  manualen: { titel: Manualen, var: hyllan, senast kontrollerad: 2026-11-23 }
""",
    "register/myndigheter.yaml": """\
språk: 1
myndigheter:
  mottagning: { namn: Mottagningen, roll: Dagens enhet, öppet: kontorstid, egen nämnd: ja }
  jouren: { namn: Jouren, roll: Nästa pass, öppet: dygnet runt, egen nämnd: ja }
  journal: { namn: Journalen, roll: Personakten, öppet: okänt, egen nämnd: ja }
  polisen:
    namn: Polisen
    roll: Skyddar och utreder
    öppet: dygnet runt
    nummer: { akut: "112", annars: 0703112233 }
    lämnas över: Anmälan
    behöver: Plats och namn
    källa: manualen
    senast kontrollerad: 2026-11-23
""",
    "register/frister.yaml": """\
språk: 1
frister:
  skyddsbedömning:
    namn: Omedelbar skyddsbedömning
    slag: lag
    börjar: { händelse: ärende_inkom, gäller: anmälan }
    varför: Den räknas från att anmälan kom in.
    längd: genast
    praxis: samma dag
    ska göras: Bedöm om barnet behöver omedelbart skydd.
    vem: Jouren
    när den löper ut: Barnet kan vara utan skydd.
    lagrum: sol-20-1
  underställning:
    namn: Underställning
    slag: lag
    börjar: { händelse: beslut, gäller: lvu-6 }
    varför: Den räknas från beslutet.
    längd: 1 vecka
    lag 1930:173: trolig
    ska göras: Lämna beslutet till rätten.
    vem: Nämnden
    möts av: [beslut:lvu-6, "akut_fara:nej"]
    när den löper ut: Beslutet upphör.
    fel start: verkställighet
    lagrum: [lvu-6]
""",
    "register/sekretess.yaml": """\
språk: 1
sekretess:
  polis-barn:
    till: Polisen, om ett brott mot ett barn
    mottagare: [polisen]
    med samtycke: Ja, det som samtycket gäller.
    utan samtycke: Ja, misstanken får anmälas.
    lagrum: osl-10-21
    gränser: En möjlighet, inte en plikt.
    säkerhet: trolig
    senast kontrollerad: 2026-11-23
  media:
    till: Medier
    med samtycke: nej
    utan samtycke: nej
    gränser: Inget om en enskild.
    säkerhet: verifierad
    senast kontrollerad: 2026-11-23
    varning: Svaret ges på dagen.
""",
    "register/ska.yaml": """\
språk: 1
ska:
  ledamoten-beslutar:
    kräver: Den som har uppdraget ska besluta.
    lagrum: lvu-6
    görs i: [beslut]
  utreda:
    kräver: Skyddet ska utredas vidare.
    lagrum: sol-20-1
    inte jourens uppgift: Mottagningen gör det.
""",
    "register/kalender.yaml": """\
språk: 1
kalender:
  från: 2026-01-01
  till: 2027-12-31
  dagar:
    2026-12-25: { namn: juldagen, slag: röd dag }
""",
    "fakta.yaml": """\
språk: 1
fakta:
  akut_fara:
    om: personen
    slag: val
    värden: { ja: Ja, nej: Nej }
    känslighet: hög
    rubrik: Akut fara
    avsnitt: läget
    får lämnas till: { polisen: osl-10-21 }
    ändrar hotet: ja
  ålder:
    { om: personen, slag: tal, känslighet: låg, rubrik: Ålder, avsnitt: vem }
  behov:
    om: personen
    slag: flerval
    värden: { mat: Mat, sömn: Sömn }
    känslighet: låg
    rubrik: Behov
    avsnitt: praktiskt
  berättelse:
    { om: ärendet, slag: ordagrant, känslighet: skyddad, rubrik: Berättelse, avsnitt: samtal }
  får_berätta:
    om: personen
    slag: val
    värden: { ja: Ja, nej: Nej }
    känslighet: hög
    rubrik: Samtycke
    avsnitt: samtal
""",
    "fragment/tolk.yaml": """\
språk: 1
fragment: tolk
titel: Tolk
börjar: boka
steg:
  boka:
    uppgift: Boka tolk
    lämnas till: jouren
    senast: före samtalet
    källa: manualen
    sedan: prata
  prata:
    fas: Samtalet
    läs: Tala genom tolken.
    källa: manualen
    sedan: klart
  klart:
    slut: klart
    gör: Fortsätt i rutinen.
    källa: manualen
""",
    "barn.yaml": """\
språk: 1
rutin: barn
titel: Barn i fara
gäller: { från: 2026-12-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
källor: [manualen]
börjar: fara
först: [fara]
krav:
  - { id: skydd-före-slut, innan: slut, ska: fara, lagrum: sol-20-1 }
  - { id: aldrig-ensam, aldrig: vila, när: { ålder: under 15 }, källa: manualen }
  - { id: går-att-sluta, alltid nåbart: slut, källa: manualen }
steg:
  fara:
    fas: De första 60 sekunderna
    fråga: Är barnet i fara just nu?
    svarar på: akut_fara
    till personen: Är du säker där du är?
    fullgör: skyddsbedömning
    motivera: ja
    lagrum: sol-20-1
    svar:
      ja: larma
      nej: { gå till: tolken, startar: [boende] }
      vet inte: larma
  larma:
    kontakt: polisen
    ring: 0703112233
    gör: Ring 112 och berätta.
    skriv: [händelsenummer, Vad sades?]
    oåterkalleligt: ja
    källa: manualen
    startar: boende
    sedan: tolken
  tolken:
    fragment: tolk
    sedan: hur_gammal
  hur_gammal:
    fas: Uppgifter
    fråga: Hur gammalt är barnet?
    svarar på: ålder
    källa: manualen
    sedan:
      - { om: { ålder: under 15 }, gå till: vad_behövs }
      - { om: { ålder: [15–17, vet inte] }, gå till: vad_behövs, startar: [boende] }
      - { annars: vila }
    vet inte: vad_behövs
  vad_behövs:
    fråga: Vad behöver barnet?
    svarar på: behov
    källa: manualen
    frågas igen: ja
    sedan: beslutet
  beslutet:
    beslut: lvu-6
    gör: Ordföranden beslutar om omedelbart omhändertagande.
    beslutas av: [lvu-6]
    lagrum: lvu-6
    sedan: fråga_lov
  fråga_lov:
    samtycke: polisen
    fråga: Får vi berätta för polisen?
    svarar på: får_berätta
    källa: manualen
    svar: { övriga: vänta, vet inte: vänta, ej aktuellt: vila }
  vänta:
    vänta på: { akut_fara: nej }
    gör: Vänta tills faran är över.
    senast: klockan 22:00
    källa: manualen
    sedan: vila
  vila:
    checklista: { säng: Säng att sova i, dörr: NO }
    gör: Låt barnet vila.
    källa: manualen
    sedan: slut
  slut:
    slut: överlämnat
    gör: Lämna över till mottagningen.
    källa: manualen
""",
    "boende.yaml": """\
språk: 1
rutin: boende
titel: Boende
gäller: { från: 2026-12-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: placera
upprepas: ja
steg:
  placera:
    placering: jourhem
    gör: Ordna ett jourhem.
    källa: manualen
    sedan: tyst
  tyst:
    får inte informeras: den som hotat
    gör: Skriv vem som inte får veta.
    källa: manualen
    sedan: löfte
  löfte:
    lova: när vi hörs igen
    gör: Säg när du ringer tillbaka.
    källa: manualen
    sedan: berätta
  berätta:
    fråga: Vad berättar barnet?
    svarar på: berättelse
    motivera: ja
    källa: manualen
    sedan: slut
  slut:
    slut: klart
    gör: Boendet är ordnat.
    källa: manualen
""",
}


def lay_out(root: Path, files: dict[str, str] | None = None) -> Path:
    """Write the small folder, or other files, below `root`."""
    folder = root / "routines"
    for name, text in (FILES if files is None else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def altered(path: str, old: str, new: str) -> dict[str, str]:
    """The small folder with one passage of one file, which stands there once, replaced."""
    assert FILES[path].count(old) == 1, f"«{old}» stands {FILES[path].count(old)} times in {path}"
    return {**FILES, path: FILES[path].replace(old, new)}


def read(files: dict[str, str]) -> tuple[Rulebook, list[Finding]]:
    """The rulebook of some files, and what was found in them."""
    return rulebook(pack(files).content)


def place_of(files: dict[str, str], path: str, words: str) -> Place:
    """Where some words, which stand there once, begin."""
    assert files[path].count(words) == 1, f"«{words}» is no place in {path}"
    before = files[path][: files[path].index(words)]
    line = before.count("\n") + 1
    return Place(f"routines/{path}", line, len(before) - (before.rfind("\n") + 1) + 1)
