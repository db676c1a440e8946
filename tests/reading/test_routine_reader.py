"""Facts about reading routines: what each mistake is told as, and what the steps become."""

from __future__ import annotations

import pytest
from tests.reading.small_folder import FILES, altered, place_of, read

from jourstod.domain.conditions import Among, Between, Either, Not
from jourstod.domain.findings import Severity, has_errors
from jourstod.domain.routine import Branch, KravForm, StepKind

BARN = "barn.yaml"

# (what stands there, what is written instead, rule, words at the place, words of the sentence)
MISTAKES = [
    ("språk: 1\nrutin", "språk: 2\nrutin", "okant-sprak", "2\nrutin", "Uppdatera programmet"),
    ("språk: 1\nrutin", "språk: ett\nrutin", "okant-sprak", "ett\nrutin", "läser version 1"),
    ("språk: 1\nrutin", "språk: ²\nrutin", "okant-sprak", "²\nrutin", "läser version 1"),
    ("språk: 1\nrutin", "rutin", "saknad-nyckel", "rutin: barn", "«språk» saknas"),
    ("rutin: barn", "rutin: unga", "fel-filnamn", "unga", "Filen heter barn.yaml"),
    ("titel: Barn i fara\n", "", "saknad-nyckel", "språk: 1", "«titel» saknas i rutinen"),
    ("titel: Barn i fara", "titel: [Barn]", "fel-slag-av-varde", "[Barn]", "en enkel text"),
    ("titel: Barn i fara", "titel:", "tomt-varde", "\ngäller", "Efter «titel»"),
    ("börjar: fara", "börjar: x1", "okant-steg", "x1", "Steget «x1» finns inte"),
    ("först: [fara]", "först: [far]", "okant-steg", "far]", "Steget «far» finns inte"),
    ("först: [fara]", "forst: [fara]", "okand-nyckel", "forst", "«forst» finns inte i rutinen"),
    ("källor: [manualen]", "källor: [x1]", "okand-kalla", "x1", "Källan «x1» finns inte"),
    ("från: 2026-12-01", "från: 2026-02-30", "fel-datum", "2026-02-30", "inget datum"),
    ("från: 2026-12-01", "från: 2028-12-01", "fel-datum", "{ från: 2028", "granskas 2027-06-01"),
    (", ägare: Jouren", "", "saknad-nyckel", "{ från", "«ägare» saknas i gäller"),
    ("  fara:\n    fas", "  Fara!:\n    fas", "fel-namn", "Fara!", "namn på ett steg"),
    ("fråga: Är barnet i", "undran: Är barnet i", "slag-saknas", "fara:\n    fas", "slags steg"),
    ("fråga: Är barnet i", "frgå: Är barnet i", "okand-nyckel", "frgå", "steget «fara»"),
    ("kontakt: polisen", "kontakt: polisen\n    uppgift: x", "flera-slag", "uppgift: x", "flera"),
    ("kontakt: polisen", "kontakt: polis", "okand-myndighet", "polis\n", "«polis» finns inte"),
    ("motivera: ja", "motivera: yes", "okant-varde", "yes", "«yes» kan inte stå"),
    ("motivera: ja", "ring: 112", "nyckel-pa-fel-plats", "ring: 112", "hör till kontakt"),
    ("motivera: ja", "sedan: larma", "nyckel-pa-fel-plats", "sedan: larma", "under svar"),
    ("motivera: ja", "motiverat: ja", "okand-nyckel", "motiverat", "steget «fara»"),
    ("svarar på: akut_fara", "svarar på: akutfara", "okant-faktum", "akutfara", "«akutfara»"),
    ("svarar på: akut_fara\n", "varför: x\n", "saknad-nyckel", "fas: De första", "«svarar på»"),
    ("fullgör: skyddsbedömning", "fullgör: skydd", "okand-frist", "skydd\n", "Plikten «skydd»"),
    ("motivera: ja\n    lagrum: sol-20-1", "motivera: ja", "grund-saknas", "fara:\n    fas",
     "vilar"),
    ("Är barnet i fara", "Är " + "nu " * 25 + "?", "for-lang-fraga", "Är nu", "högst 25"),
    ("ja: larma", "jag: larma", "okant-varde", "jag: larma", "inget svar i steget «fara»"),
    ("      ja: larma\n", "", "saknat-svar", "nej: { gå", "«ja» (Ja) leder ingenstans"),
    ("      vet inte: larma\n", "", "vet-inte-saknas", "ja: larma", "ärlig väg"),
    ("      vet inte: larma\n", "      vet inte:\n", "tomt-varde", "\n  larma:", "vart"),
    ("ja: larma", "ja: larm", "okant-steg", "larm\n", "«larm» finns inte"),
    ("startar: [boende] }\n      vet", "startar: [bo] }\n      vet", "okand-rutin", "bo] }", "bo"),
    ("startar: [boende] }\n      vet", "starta: [boende] }\n      vet", "okand-nyckel", "starta:",
     "ett mål i"),
    ("nej: { gå till: tolken", "nej: { till: tolken", "okand-nyckel", "till: tolken", "«till»"),
    ("sedan: tolken", "svar: tolken", "saknad-nyckel", "kontakt: polisen", "«sedan» saknas"),
    ("sedan: tolken", "sedan: tolken\n    vet inte: slut", "nyckel-pa-fel-plats", "vet inte: slut",
     "under svar"),
    ("fragment: tolk", "fragment: tolken", "okant-fragment", "tolken\n    sedan", "«tolken»"),
    ("fragment: tolk", "fragment: tolk\n    gör: x", "nyckel-pa-fel-plats", "gör: x", "fragment"),
    ("{ om: { ålder: under 15 }, gå till: vad_behövs }", "larma", "fel-slag-av-varde",
     "larma\n      - { om", "«om» och «gå till»"),
    ("om: { ålder: under 15 }, gå", "gå", "saknad-nyckel", "{ gå till: vad_behövs }", "«om»"),
    ("- { om: { ålder: under 15 }, gå till: vad_behövs }\n      ", "- { annars: slut }\n      ",
     "annars-inte-sist", "{ annars: slut }", "sist"),
    ("under 15 }, gå", "mindre än 15 }, gå", "okant-varde", "mindre än 15", "inget värde"),
    ("[15–17, vet inte]", "[17-15, vet inte]", "tomt-intervall", "17-15", "Inget tal"),
    ("behov\n    källa", "berättelsen\n    källa", "okant-faktum", "berättelsen", "finns inte"),
    ("beslutas av: [lvu-6]", "beslutas av: [lvu-60]", "okant-lagrum", "lvu-60", "«lvu-60»"),
    ("samtycke: polisen", "samtycke: alla", "okand-myndighet", "alla", "Mottagaren «alla»"),
    ("svarar på: får_berätta", "svarar på: ålder", "fel-slag-av-faktum", "ålder\n    källa: manual"
     "en\n    svar", "ja eller nej"),
    ("senast: klockan 22:00\n", "varför: x\n", "vantan-utan-grans", "vänta på", "ingen gräns"),
    ("vänta på: { akut_fara: nej }", "vänta på: akut_fara", "fel-villkor",
     "akut_fara\n    gör: Vänta",     "Ett villkor är ett faktum"),
    ("dörr: NO }", "dörr: }", "fel-slag-av-varde", "}\n    gör: Låt", "prickas av"),
    ("slut: överlämnat", "slut: Klart!", "fel-namn", "Klart!", "namn på ett utfall"),
    ("slut: överlämnat", "slut: klart\n    sedan: vänta", "nyckel-pa-fel-plats", "sedan: vänta",
     "slut"),
    ("skriv: [händelsenummer", "skriv: [Vad, vad", "dubbel-nyckel", "vad, Vad sades", "samma fält"),
    ("id: skydd-före-slut, ", "", "saknad-nyckel", "{ innan", "«id» saknas"),
    ("id: aldrig-ensam", "id: skydd-före-slut", "dubbelt-krav", "skydd-före-slut, aldrig", "redan"),
    ("ska: fara", "ska: far", "okant-steg", "far, lagrum", "«far»"),
    ("ska: fara", "ska: tolken", "fragment-i-krav", "tolken, lagrum", "«tolken.boka»"),
    ("ska: fara", "ska: { fara: [kanske] }", "okant-varde", "kanske", "inget utfall av steget"),
    ("innan: slut, ska: fara", "ska: fara", "fel-form-av-krav", "{ id: skydd-före", "just en av"),
    ("när: { ålder: under 15 }, källa", "källa", "fel-form-av-krav", "{ id: aldrig", "«när»"),
    ("när: { ålder: under 15 }", "om: { ålder: under 15 }", "nyckel-pa-fel-plats", "om: { ålder: u"
     "nder 15 }, källa", "hör när"),
    (", källa: manualen }\nsteg", " }\nsteg", "grund-saknas", "{ id: går", "vilar på"),
]  # fmt: skip


def test_the_small_folder_holds() -> None:
    book, findings = read(FILES)
    assert findings == []
    assert list(book.routines) == ["barn", "boende"]


@pytest.mark.parametrize(("old", "new", "rule", "at", "says"), MISTAKES)
def test_a_mistake_is_told_with_its_rule_place_and_sentence(
    old: str, new: str, rule: str, at: str, says: str
) -> None:
    files = altered(BARN, old, new)
    book, findings = read(files)
    told = [(finding.rule, finding.place) for finding in findings]
    place = place_of(files, BARN, at)
    assert (rule, place) in told
    found = findings[told.index((rule, place))]
    assert says in found.sentence
    assert found.sentence.endswith(".")
    assert has_errors([found])
    assert "barn" not in book.routines
    assert "boende" in book.routines


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("kontakt: polisen", "kontakt: Polisen", "polisen"),
        ("svarar på: akut_fara", "svarar på: akut fara", "akut_fara"),
        ("fullgör: skyddsbedömning", "fullgör: skyddsbedomning", "skyddsbedömning"),
        ("beslutas av: [lvu-6]", "beslutas av: [lvu_6]", "lvu-6"),
        ("börjar: fara", "börjar: farra", "fara"),
        ("fragment: tolk", "fragment: tolkk", "tolk"),
        ("vet inte: larma", "vetinte: larma", "vet inte"),
        ("under 15 }, gå", "under15 }, gå", "under 18"),
        ("först: [fara]", "forst: [fara]", "först"),
    ],
)
def test_the_nearest_valid_word_is_offered(old: str, new: str, near: str) -> None:
    _, findings = read(altered(BARN, old, new))
    assert near in [finding.hint for finding in findings]


def test_all_mistakes_of_a_file_are_told_at_once_in_reading_order() -> None:
    text = FILES[BARN]
    for old, new in (("kontakt: polisen", "kontakt: x1"), ("börjar: fara", "börjar: x2"),
                     ("sedan: beslutet", "sedan: x3"), ("ska: fara", "ska: x4")):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    _, findings = read({**FILES, BARN: text})
    named = [n for f in findings for n in ("x1", "x2", "x3", "x4") if f"«{n}»" in f.sentence]
    assert named == ["x2", "x4", "x1", "x3"]


def test_texts_that_look_like_other_things_survive_as_they_are_written() -> None:
    book, _ = read(FILES)
    barn = book.routines["barn"]
    assert barn.steps["larma"].call == "0703112233"
    assert barn.steps["vänta"].due_words == "klockan 22:00"
    assert [item.label for item in barn.steps["vila"].items] == ["Säng att sova i", "NO"]
    assert dict(book.agencies["polisen"].numbers) == {"akut": "112", "annars": "0703112233"}


def test_every_way_out_of_a_question_leads_where_vet_inte_leads_unless_it_says_otherwise() -> None:
    steps = read(FILES)[0].routines["barn"].steps
    assert _leads(steps["fara"].branches) == {
        "ja": "larma", "nej": "tolken.boka",
        "vet_inte": "larma", "ej_aktuellt": "larma", "gick_inte": "larma",
    }  # fmt: skip
    assert _leads(steps["fråga_lov"].branches) == {
        "ja": "vänta", "nej": "vänta",
        "vet_inte": "vänta", "ej_aktuellt": "vila", "gick_inte": "vänta",
    }  # fmt: skip


def test_sedan_covers_every_outcome_but_those_named_beside_it() -> None:
    steps = read(FILES)[0].routines["barn"].steps
    assert steps["larma"].outcomes == {"gjort", "ej_aktuellt", "gick_inte"}
    assert steps["vad_behövs"].outcomes == {"gjort", "vet_inte", "ej_aktuellt", "gick_inte"}
    beside = [b for b in steps["hur_gammal"].branches if "vet_inte" in b.outcomes]
    assert [(b.to, b.condition) for b in beside] == [("vad_behövs", None)]


def test_annars_is_the_negation_of_all_above_it() -> None:
    branches = read(FILES)[0].routines["barn"].steps["hur_gammal"].branches
    young = Between("ålder", None, 14)
    teens = Either((Among("ålder", frozenset({"vet_inte"})), Between("ålder", 15, 17)))
    listed = [b.condition for b in branches if "gjort" in b.outcomes]
    assert listed == [young, teens, Not(Either((young, teens)))]


def test_what_a_step_starts_follows_only_what_was_done() -> None:
    branches = read(FILES)[0].routines["barn"].steps["larma"].branches
    assert {(o, b.starts) for b in branches for o in b.outcomes} == {
        ("gjort", ("boende",)), ("ej_aktuellt", ()), ("gick_inte", ()),
    }  # fmt: skip


def test_a_fragment_stands_in_the_routine_with_its_steps_renamed_and_its_end_led_on() -> None:
    barn = read(FILES)[0].routines["barn"]
    assert [id for id in barn.steps if id.startswith("tolken")] == ["tolken.boka", "tolken.prata"]
    assert _leads(barn.steps["larma"].branches)["gjort"] == "tolken.boka"
    assert _leads(barn.steps["tolken.boka"].branches)["gjort"] == "tolken.prata"
    assert _leads(barn.steps["tolken.prata"].branches)["gjort"] == "hur_gammal"
    assert barn.steps["tolken.boka"].place.file == "routines/fragment/tolk.yaml"


def test_a_step_without_fas_stands_in_the_phase_of_the_one_before() -> None:
    phases = {id: step.phase for id, step in read(FILES)[0].routines["barn"].steps.items()}
    assert phases["larma"] == phases["tolken.boka"] == "De första 60 sekunderna"
    assert phases["tolken.prata"] == "Samtalet"
    assert phases["hur_gammal"] == phases["slut"] == "Uppgifter"


def test_a_broken_fragment_is_told_once_and_takes_out_only_its_users() -> None:
    book, findings = read(altered("fragment/tolk.yaml", "lämnas till: jouren", "lämnas till: x1"))
    assert [(f.rule, f.place.file, f.severity.value) for f in findings] == [
        ("trasig-hanvisning", "routines/barn.yaml", "warning"),
        ("okand-myndighet", "routines/fragment/tolk.yaml", "error"),
    ]
    assert list(book.routines) == ["boende"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("källa: manualen\n    sedan: klart", "källa: manualen\n    sedan: x1", "okant-steg"),
        ("läs: Tala genom tolken.", "fragment: tolk", "fragment-i-fragment"),
        ("börjar: boka", "börjar: klart", "tomt-fragment"),
        ("slut: klart", "läs: klart", "saknad-nyckel"),
        ("börjar: boka", "börjar: boka\nkrav: []", "nyckel-pa-fel-plats"),
    ],
)
def test_a_mistake_in_a_fragment_is_told_where_it_stands(old: str, new: str, rule: str) -> None:
    _, findings = read(altered("fragment/tolk.yaml", old, new))
    assert rule in [f.rule for f in findings if f.place.file == "routines/fragment/tolk.yaml"]


def test_krav_become_one_for_each_step_with_a_sentence_of_their_own() -> None:
    files = altered(BARN, "aldrig: vila", "aldrig: [vila, vänta]")
    krav = read(files)[0].routines["barn"].krav
    assert [(k.id, k.form, k.step) for k in krav] == [
        ("skydd-före-slut", KravForm.BEFORE, "slut"),
        ("aldrig-ensam.vila", KravForm.NEVER_WHEN, "vila"),
        ("aldrig-ensam.vänta", KravForm.NEVER_WHEN, "vänta"),
        ("går-att-sluta", KravForm.REACHABLE, "slut"),
    ]
    assert krav[0].other == "fara"
    assert krav[0].sentence == (
        "Innan steget «Lämna över till mottagningen.» ska "
        "frågan «Är barnet i fara just nu?» vara besvarad."
    )
    assert krav[1].condition == Between("ålder", None, 14)


def test_a_krav_can_name_outcomes_a_condition_and_its_own_words() -> None:
    line = "ska: { fara: [ja, vet inte] }, om: { ålder: under 18 }, säg: Så är det."
    krav = read(altered(BARN, "ska: fara", line))[0].routines["barn"].krav[0]
    assert krav.accepts == {"ja", "vet_inte"}
    assert krav.condition == Between("ålder", None, 17)
    assert krav.sentence == "Så är det."


def test_a_krav_on_a_fragment_speaks_of_where_it_begins() -> None:
    krav = read(altered(BARN, "aldrig: vila, när", "aldrig: tolken, när"))[0].routines["barn"].krav
    assert krav[1].step == "tolken.boka"


def test_each_kind_of_step_keeps_what_goes_with_it() -> None:
    book = read(FILES)[0]
    steps = {**book.routines["barn"].steps, **book.routines["boende"].steps}
    assert {step.kind for step in steps.values()} == set(StepKind)
    assert (steps["beslutet"].decision, steps["beslutet"].mandates) == ("lvu-6", ("lvu-6",))
    assert (steps["fråga_lov"].agency, steps["fråga_lov"].fact) == ("polisen", "får_berätta")
    assert steps["vänta"].waits_for == Among("akut_fara", frozenset({"nej"}))
    assert (steps["placera"].topic, steps["placera"].text) == ("jourhem", "Ordna ett jourhem.")
    assert steps["tyst"].topic == "den som hotat"
    assert [field.id for field in steps["larma"].fields] == ["händelsenummer", "vad_sades"]
    assert (steps["fara"].reason_required, steps["larma"].irreversible) == (True, True)
    assert [id for id, step in steps.items() if step.asked_anew] == ["vad_behövs"]
    assert steps["fara"].duties == ("skyddsbedömning",)
    assert book.routines["boende"].repeatable


def test_a_word_that_stands_twice_in_a_list_is_only_a_warning() -> None:
    book, findings = read(altered(BARN, "först: [fara]", "först: [fara, fara]"))
    assert [(f.rule, f.severity) for f in findings] == [("dubbelt-ord", Severity.WARNING)]
    assert book.routines["barn"].first_minute == ("fara",)


def test_ovriga_that_covers_nothing_is_only_a_warning() -> None:
    book, findings = read(altered(BARN, "ja: larma", "ja: larma\n      övriga: larma"))
    assert [(f.rule, f.severity) for f in findings] == [("tomt-ovriga", Severity.WARNING)]
    assert "barn" in book.routines


def _leads(branches: tuple[Branch, ...]) -> dict[str, str]:
    return {outcome: b.to for b in branches for outcome in b.outcomes}
