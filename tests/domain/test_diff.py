"""What `routine diff` says: one exact sentence for each kind of change, and never silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
from tests.reading.small_folder import FILES, altered, read

from jourstod.domain.calendar import Calendar, Day, DayKind
from jourstod.domain.conditions import Among
from jourstod.domain.diff import differences
from jourstod.domain.diff_facts import FACT
from jourstod.domain.diff_registers import REGISTERS
from jourstod.domain.diff_routines import KRAV, ROUTINE
from jourstod.domain.diff_steps import STEP
from jourstod.domain.facts import Choice, Fact
from jourstod.domain.findings import Place
from jourstod.domain.routine import Branch, Krav, Routine, Step
from jourstod.domain.rulebook import Rulebook

BARN, FAKTA = "barn.yaml", "fakta.yaml"
FRISTER, LAGRUM, SEKRETESS = (
    f"register/{name}.yaml" for name in ("frister", "lagrum", "sekretess")
)

KINDS = [
    (BARN, "      nej: { gå till: tolken, startar: [boende] }\n", "      nej: tolken\n",
     "Steget «fara»: grenen «nej» startar inte längre rutinen «Boende»."),
    (BARN, "      vet inte: larma\n", "      vet inte: tolken\n",
     "Steget «fara»: grenarna «ej aktuellt», «gick inte» och «vet inte» "
     "leder nu till «tolken.boka» "
     "i stället för till «larma»."),
    (BARN, "om: { ålder: under 15 }, gå", "om: { ålder: under 13 }, gå",
     "Steget «hur gammal»: grenarna «ej aktuellt», «gick inte» och «vidare» "
     "leder nu till «vad behövs» när Ålder är högst 12, "
     "förut när Ålder är högst 14."),
    (BARN, "    frågas igen: ja\n", "", "Steget «vad behövs» frågas inte längre igen."),
    (BARN, "    motivera: ja\n", "", "Steget «fara» måste inte längre motiveras."),
    (BARN, "    oåterkalleligt: ja\n", "", "Steget «larma» går nu att göra ogjort."),
    (BARN, "    senast: klockan 22:00\n", "    senast: dagen efter\n",
     "Steget «vänta» har nu fristen «dagen efter», förut «klockan 22:00»."),
    (BARN, "    fullgör: skyddsbedömning\n", "",
     "Steget «fara» har inte längre att fullgöra «Omedelbar skyddsbedömning»."),
    (BARN, "Är barnet i fara just nu?", "Är barnet i fara nu?",
     "Steget «fara» har nu texten «Är barnet i fara nu?», förut «Är barnet i fara just nu?»."),
    (BARN, "Är du säker där du är?", "Är du trygg?",
     "Steget «fara» har nu orden till personen «Är du trygg?», förut «Är du säker där du är?»."),
    (BARN, "säng: Säng att sova i", "säng: Varm säng",
     "Steget «vila» har nu punkten «Varm säng», förut «Säng att sova i»."),
    (BARN, "beslutas av: [lvu-6]", "beslutas av: [sol-20-1]",
     "Steget «beslutet» har inte längre mandatet att besluta enligt «LVU 6 §»."),
    (BARN, "  - { id: skydd-före-slut, innan: slut, ska: fara, lagrum: sol-20-1 }\n", "",
     "Kravet «skydd-före-slut» är borta och bevakas inte längre: "
     "«Innan steget «Lämna över till mottagningen.» ska frågan «Är barnet i fara just nu?» "
     "vara besvarad.»"),
    (BARN, "lagrum: lvu-6\n    sedan", "lagrum: sol-20-1\n    sedan",
     "Steget «beslutet» har fått lagrummet «SoL 20 kap. 1 §»."),
    (BARN, "granskas: 2027-06-01", "granskas: 2028-06-01",
     "Rutinen har nu sista dagen att granska: «2028-06-01», förut «2027-06-01»."),
    (FAKTA, "får lämnas till: { polisen: osl-10-21 }",
     "får lämnas till: { polisen: samtycke }",
     "Uppgiften «Akut fara» lämnas till «Polisen» nu på grunden samtycke, "
     "förut OSL 10 kap. 21 §."),
    (FAKTA, "    får lämnas till: { polisen: osl-10-21 }\n", "",
     "Uppgiften «Akut fara» får inte längre lämnas till «Polisen»."),
    (FAKTA, "känslighet: skyddad", "känslighet: hög",
     "Uppgiften «Berättelse» har nu känsligheten «hög», förut «skyddad»."),
    (FAKTA, "värden: { mat: Mat, sömn: Sömn }", "värden: { mat: Mat, sömn: Sömn, ro: Ro }",
     "Uppgiften «Behov» har fått värdet «Ro»."),
    (FRISTER, "längd: 1 vecka", "längd: 2 veckor",
     "Fristen «Underställning» har nu längden «2 veckor», förut «1 vecka»."),
    (LAGRUM, "nu: LVU 6 §", "nu: LVU 6 a §",
     "Lagrummet «LVU 6 a §» har nu numret «LVU 6 a §», förut «LVU 6 §»."),
    (LAGRUM, "gäller från: 1990-07-01", "gäller från: 1990-08-01",
     "Lagrummet «LVU 6 §» har nu första dagen det gäller: «1990-08-01», förut «1990-07-01»."),
    (SEKRETESS, "med samtycke: Ja, det som samtycket gäller.", "med samtycke: nej",
     "Sekretessregeln «Polisen, om ett brott mot ett barn» har inte längre "
     "det som får lämnas med samtycke: «Ja, det som samtycket gäller.»."),
]  # fmt: skip


def said(files: dict[str, str], before: dict[str, str] | None = None) -> list[str]:
    """The sentences of what differs from the small folder."""
    return [c.sentence for c in differences(read(before or FILES)[0], read(files)[0])]


@pytest.mark.parametrize(("path", "old", "new", "sentence"), KINDS)
def test_a_change_is_told_in_its_own_sentence(path: str, old: str, new: str, sentence: str) -> None:
    assert sentence in said(altered(path, old, new))


def test_a_routine_that_went_and_one_that_came_are_told() -> None:
    more = {**FILES, "ny.yaml": FILES["boende.yaml"].replace("rutin: boende", "rutin: ny")}
    assert said(more) == ["Rutinen «Boende» är ny, med 5 steg."]
    assert said(FILES, more) == ["Rutinen «Boende» är borta."]


def test_a_step_with_a_new_id_and_the_same_text_is_said_as_a_guess_and_nothing_else() -> None:
    files = {**FILES, BARN: FILES[BARN].replace("larma", "ring_polisen")}
    assert said(files) == ["Steget «larma» heter nog «ring polisen» nu: texten är densamma."]


def test_steps_added_and_removed_are_told_with_their_words() -> None:
    more = {**FILES, BARN: FILES[BARN].replace(
        "  vila:\n", "  fråga_mer:\n    läs: Läs mer.\n    källa: manualen\n    sedan: slut\n"
        "  vila:\n",
    )}  # fmt: skip
    assert said(more) == ["Steget «fråga mer» är nytt: «Läs mer.». Det leder till «slut»."]
    assert said(FILES, more) == ["Steget «fråga mer» är borta: «Läs mer.»."]


def test_a_widened_disclosure_stands_first_and_is_marked() -> None:
    files = altered(FAKTA, "    rubrik: Behov\n",
                    "    rubrik: Behov\n    får lämnas till: { polisen: osl-10-21 }\n")  # fmt: skip
    files[BARN] = files[BARN].replace("    motivera: ja\n", "")
    first, second = differences(read(FILES)[0], read(files)[0])
    assert first.wider
    assert first.sentence == (
        "Uppgiften «Behov» får nu lämnas till «Polisen» (grund: OSL 10 kap. 21 §)."
    )
    assert not second.wider


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FAKTA, "känslighet: skyddad", "känslighet: hög"),
        (SEKRETESS, "mottagare: [polisen]", "mottagare: [polisen, jouren]"),
        ("register/myndigheter.yaml", "öppet: dygnet runt\n    nummer",
         "öppet: dygnet runt\n    egen nämnd: ja\n    nummer"),
    ],
)  # fmt: skip
def test_what_lets_more_be_told_is_marked_and_its_opposite_is_not(
    path: str, old: str, new: str
) -> None:
    before, after = read(FILES)[0], read(altered(path, old, new))[0]
    assert any(change.wider for change in differences(before, after))
    assert not any(change.wider for change in differences(after, before))


def test_the_most_serious_stand_first() -> None:
    files = altered(BARN, "granskas: 2027-06-01", "granskas: 2028-06-01")
    for old, new in (
        ("senast: klockan 22:00", "senast: i morgon"),
        ("    motivera: ja\n", ""),
        ("Barn i fara", "Barn i nöd"),
    ):
        files[BARN] = files[BARN].replace(old, new)
    weights = [c.weight.value for c in differences(read(FILES)[0], read(files)[0])]
    assert weights == ["vad någon får göra", "frister", "orden", "giltighet och granskning"]


def test_a_rulebook_against_itself_says_nothing() -> None:
    assert not differences(read(FILES)[0], read(dict(FILES))[0])


# --- no field is forgotten ------------------------------------------------------------------

NOT_SAID = {"id", "place"}
TABLES = [
    (Step, STEP, {"branches"}),
    (Routine, ROUTINE, {"steps", "krav"}),
    (Krav, KRAV, set()),
    (Fact, FACT, {"cleared"}),
]


@pytest.mark.parametrize(("kind", "table", "elsewhere"), TABLES)
def test_every_field_has_words(kind: Any, table: Any, elsewhere: set[str]) -> None:
    assert {f.name for f in fields(kind)} - NOT_SAID - elsewhere == set(table)


def test_every_field_of_every_register_and_every_register_has_words() -> None:
    book = read(FILES)[0]
    for field, (_, _, _, table, _, _) in REGISTERS.items():
        one = next(iter(getattr(book, field).values()))
        assert {f.name for f in fields(one)} - NOT_SAID == set(table), field
    rest = {"bundle", "routines", "facts", "calendar", "out_of_use"}
    assert {f.name for f in fields(Rulebook)} - rest == set(REGISTERS)


def mutants(value: Any) -> Iterator[Any]:
    """The value with one thing in it changed, each way there is."""
    match value:
        case Place():
            return
        case bool():
            yield not value
        case Enum():
            yield from (other for other in type(value) if other is not value)
        case str():
            yield f"{value}x"
        case int():
            yield value + 1
        case tuple() if value and all(isinstance(part, str | Choice | Krav) for part in value):
            yield value[1:]
            for n, part in enumerate(value):
                yield from ((*value[:n], m, *value[n + 1 :]) for m in mutants(part))
        case tuple() if value and isinstance(value[0], Branch):
            yield value[1:]
            for n, part in enumerate(value):
                yield from ((*value[:n], m, *value[n + 1 :]) for m in mutants(part))
        case tuple():
            yield value[1:]
        case frozenset():
            yield value | {"nytt"}
        case None:
            yield Among("akut_fara", frozenset({"ja"}))
        case Step() | Branch() | Krav() | Fact() | Routine() | Choice():
            yield from _fields(value)
        case _ if is_dataclass(value):
            yield from _fields(value)
        case dict():
            for key, part in value.items():
                yield {k: v for k, v in value.items() if k != key}
                yield from ({**value, key: m} for m in mutants(part))


EMPTY = {
    "fields": (Choice("ny", "Ny"),),
    "items": (Choice("ny", "Ny"),),
    "choices": (Choice("ny", "Ny"),),
    "cleared": (("polisen", "samtycke"),),
    "numbers": (("akut", "112"),),
}
"""What is put in where nothing stood."""


def _fields(value: Any) -> Iterator[Any]:
    for field in fields(value):
        part = getattr(value, field.name)
        if field.name == "id" or (part == () and field.name in ("branches", "krav")):
            continue
        put = (EMPTY.get(field.name, ("ny",)),) if part == () else mutants(part)
        yield from (replace(value, **{field.name: mutant}) for mutant in put)


def test_every_change_of_a_single_field_says_something() -> None:
    book = read(FILES)[0]
    silent = []
    count = 0
    for field in ("routines", "facts", *REGISTERS):
        for mutant in mutants(dict(getattr(book, field))):
            count += 1
            if not differences(book, replace(book, **{field: mutant})):
                silent.append(f"{field} {count}")
    assert count > 1000
    assert not silent


def test_a_day_of_the_calendar_and_its_range_are_told() -> None:
    book = read(FILES)[0]
    days = {**book.calendar.days, date(2026, 12, 28): Day("klämdagen", DayKind.HALF)}
    longer = Calendar(days, book.calendar.first, date(2028, 12, 31))
    assert [c.sentence for c in differences(book, replace(book, calendar=longer))] == [
        "Kalendern går nu från 2026-01-01 till 2028-12-31, förut 2026-01-01–2027-12-31.",
        "Dagen 2026-12-28 är nu klämdagen (halvdag), förut en vanlig dag.",
    ]
