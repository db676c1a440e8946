"""Facts about reading fakta.yaml: what is declared, and that a mistake takes out one fact only."""

from __future__ import annotations

import pytest
from tests.reading.small_folder import FILES, altered, place_of, read

from jourstod.domain.facts import FactKind, Sensitivity

FAKTA = "fakta.yaml"


def test_a_fact_keeps_what_is_declared() -> None:
    facts = read(FILES)[0].facts
    danger = facts["akut_fara"]
    assert (danger.subject, danger.kind, danger.section) == ("personen", FactKind.CHOICE, "läget")
    assert [(c.id, c.label) for c in danger.choices] == [("ja", "Ja"), ("nej", "Nej")]
    assert (danger.sensitivity, danger.heading) == (Sensitivity.HIGH, "Akut fara")
    assert danger.cleared == (("polisen", "osl-10-21"),)
    assert danger.threat
    assert facts["behov"].cleared == ()
    assert not facts["ålder"].threat


@pytest.mark.parametrize(
    ("old", "new", "rule", "at", "says"),
    [
        ("om: ärendet, slag", "om: saken, slag", "okant-varde", "saken", "«ärendet»"),
        ("slag: ordagrant", "slag: ordagrannt", "okant-varde", "ordagrannt", "«ordagrannt»"),
        ("slag: ordagrant, ", "", "saknad-nyckel", "{ om: ärendet", "«slag» saknas i faktumet"),
        ("känslighet: skyddad", "känslighet: hemlig", "okant-varde", "hemlig", "«skyddad»"),
        ("avsnitt: samtal }", "avsnitt: prat }", "okant-varde", "prat }", "«praktiskt»"),
        ("rubrik: Berättelse", "Rubrik: Berättelse", "okand-nyckel", "Rubrik", "faktumet «berätt"),
        ("rubrik: Berättelse", "värden: { a: A, b: B }, rubrik: B", "nyckel-pa-fel-plats", "{ a: A",
         "inga färdiga värden"),
        ("  berättelse:\n", "  Berättelse:\n", "fel-namn", "Berättelse:\n", "namn på ett faktum"),
        ("    { om: ärendet, slag: ordagrant, känslighet: skyddad, rubrik: Berättelse, avsnitt: "
         "samtal }", "    hej", "fel-slag-av-varde", "hej", "uppställning"),
    ],
)  # fmt: skip
def test_a_mistake_takes_out_the_fact_and_what_refers_to_it(
    old: str, new: str, rule: str, at: str, says: str
) -> None:
    files = altered(FAKTA, old, new)
    book, findings = read(files)
    told = {(f.rule, f.place): f.sentence for f in findings}
    assert says in told[(rule, place_of(files, FAKTA, at))]
    assert "berättelse" not in book.facts
    assert "akut_fara" in book.facts
    assert list(book.routines) == ["barn", "boende"]  # boende as a notice, since barn starts it
    assert book.routines["boende"].title == "Boende (tagen ur bruk)"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("värden: { mat: Mat, sömn: Sömn }", "värden: { mat: Mat }", "for-fa-varden"),
        ("värden: { mat: Mat, sömn: Sömn }", "värden: [mat, sömn]", "fel-slag-av-varde"),
        ("värden: { mat: Mat, sömn: Sömn }", "värden: { mat: Mat, vet inte: V }", "upptaget-namn"),
        ("värden: { mat: Mat, sömn: Sömn }", "värden: { mat: Mat, gjort: G }", "upptaget-namn"),
        ("värden: { mat: Mat, sömn: Sömn }", "värden: { mat: Mat, sömn: }", "fel-slag-av-varde"),
        ("    värden: { mat: Mat, sömn: Sömn }\n", "", "saknad-nyckel"),
    ],
)
def test_values_are_at_least_two_words_of_their_own(old: str, new: str, rule: str) -> None:
    book, findings = read(altered(FAKTA, old, new))
    assert rule in [finding.rule for finding in findings]
    assert "behov" not in book.facts


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("{ polis: osl-10-21 }", "okand-myndighet"),
        ("{ polisen: osl-99 }", "okant-lagrum"),
        ("{ polisen: }", "fel-slag-av-varde"),
        ("polisen", "fel-slag-av-varde"),
    ],
)
def test_nothing_is_cleared_on_a_ground_that_does_not_exist(line: str, rule: str) -> None:
    book, findings = read(altered(FAKTA, "{ polisen: osl-10-21 }", line))
    assert rule in [finding.rule for finding in findings]
    assert "akut_fara" not in book.facts


def test_consent_is_a_ground_of_its_own() -> None:
    book, findings = read(altered(FAKTA, "{ polisen: osl-10-21 }", "{ polisen: samtycke }"))
    assert findings == []
    assert book.facts["akut_fara"].cleared == (("polisen", "samtycke"),)
