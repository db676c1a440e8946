"""A routine with a step of every kind, where each also asks for a line of its own."""

from __future__ import annotations

from tests.desk.sample import FILES, FixedShelf, Jour, open_child
from tests.desk.sheet_case import tell

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.domain.answers import Answer
from jourstod.domain.overview import Question, questions
from jourstod.domain.routine import StepKind

FAKTA = """\
  plats: { om: personen, slag: val, känslighet: låg, rubrik: Plats, avsnitt: läget,
    värden: { a: Hotell, b: Bostad } }
  adress: { om: personen, slag: text, känslighet: skyddad, rubrik: Adress, avsnitt: skydd }
"""
INKOMMANDE = """\
språk: 1
rutin: inkommande
titel: Inkommande
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: plats
steg:
  plats: { fråga: Var är personen?, svarar på: plats, källa: manualen, skriv: [egen rad],
    motivera: ja, svar: { a: adress, b: adress, vet inte: adress } }
  adress: { fråga: Vilken adress?, svarar på: adress, källa: manualen, skriv: [egen rad],
    sedan: ring }
  ring: { kontakt: polisen, gör: Ring., källa: manualen, motivera: ja,
    skriv: [vad ni kom fram till, egen rad], sedan: beslut }
  beslut: { beslut: lvu-6, gör: Omhändertagande, beslutas av: [lvu-6], lagrum: lvu-6,
    motivera: ja, skriv: [egen rad], sedan: lista }
  lista: { checklista: { mat: Mat, sömn: Sömn }, gör: Gå igenom., källa: manualen,
    skriv: [egen rad], sedan: läs }
  läs: { läs: Läs det här., källa: manualen, skriv: [egen rad], sedan: lov }
  lov: { samtycke: regionkoordinator, fråga: Får vi ringa?, svarar på: lov, källa: manualen,
    skriv: [egen rad], svar: { ja: boende, nej: boende, vet inte: boende } }
  boende: { placering: jourhem, gör: Ordna boende., källa: manualen, skriv: [egen rad],
    sedan: tyst }
  tyst: { får inte informeras: Fadern, gör: Skriv vem., källa: manualen, skriv: [egen rad],
    sedan: lova }
  lova: { lova: Återkoppling, gör: Skriv vad., källa: manualen, skriv: [egen rad],
    sedan: lämna }
  lämna: { uppgift: Läs rapporten, lämnas till: mottagning, källa: manualen,
    skriv: [egen rad], sedan: vänta }
  vänta: { vänta på: { åldersgrupp: [barn, vuxen] }, gör: Vänta på besked., senast: kl. 06,
    källa: manualen, skriv: [egen rad], sedan: slut }
  slut: { slut: klart, gör: Lämna över., källa: manualen }
"""
PROTECTED = "adress"
MEANT = {
    "muntligt": ("ja", "muntligt, underskrift kommer"),
    "delar": ("medföljande", "bara: medföljande"),
}
"""Fields whose value stands in other words."""

Typed = list[tuple[StepKind, str, str]]


def jour() -> Jour:
    """A store where new cases get that routine."""
    own = Jour()
    rest = {name: text for name, text in FILES.items() if name != "barn.yaml"}
    files = {**rest, "fakta.yaml": FILES["fakta.yaml"] + FAKTA, "inkommande.yaml": INKOMMANDE}
    own.shelf = FixedShelf(files)
    return own


def walk(desk: Desk) -> tuple[str, Typed]:
    """Answer every step with something written in every field; gives the case and what it was."""
    id, typed = open_child(desk), Typed()
    while asked := questions(desk.case(id), desk.book(desk.case(id))):
        question = asked[0]
        if question.step.kind is StepKind.WAIT:
            tell(desk, id, "åldersgrupp", "barn")
        given, found = _filled(question, len(typed))
        desk.answer(id, question.visit.id, given, new_command())
        typed += found
    return id, typed


def _filled(question: Question, number: int) -> tuple[Answer, Typed]:
    kind, fields, typed = question.step.kind, [], Typed()
    for n, field in enumerate(question.fields, start=number):
        said, shown = MEANT.get(field.id, (f"ord-{n}-{field.id}", f"ord-{n}-{field.id}"))
        if field.is_time:
            shown = f"{'09' if field.is_ahead else '20'}:{10 + n % 50}"
            said = f"i morgon {shown}" if field.is_ahead else shown
        fields.append((field.id, said))
        typed.append((kind, f"{question.step.id}/{field.id}", shown))
    reason = f"skäl-{number}" if question.step.reason_required else ""
    if reason:
        typed.append((kind, f"{question.step.id}/motivering", reason))
    chosen = kind in (StepKind.QUESTION, StepKind.CONSENT, StepKind.CHECKLIST)
    text = "Dolda gatan 9" if question.typed else ""
    values = (question.choices[0].id,) if chosen and not text else ()
    return Answer(values, text, tuple(fields), reason), typed
