"""Facts about what a night can expect: each expectation holds, and its mutant is told."""

from __future__ import annotations

import pytest
from tests.rehearsal.small_night import HEAD, OPEN, TO_CHILD, Theatre

from jourstod.reading.night_reader import read_night_text

LINES = (
    OPEN
    + TO_CHILD
    + """\
  - { kl: 22:50, uppgift: Ring skolan, lämnas till: mottagning, om så: ring rektor }
  - { kl: 22:51, ring tillbaka: Ek, gäller: Läget, nästa: 03:40 }
  - { kl: 22:52, skjut upp: hot, skäl: Tolken ringer., nästa: 23:30 }
  - { vänta till: 08:00 }
"""
)
DECIDED = """\
  - { kl: 08:01, svara: hot, med: akut }
  - { kl: 08:02, svara: skydd, med: ja, motivering: Hon är ensam. }
  - kl: 08:03
    svara: beslut
    skriv: { beslutsfattare: Eva Ek, roll: ledamot, beslutad: 08:02, muntligt: ja }
"""


def failures(expected: str, lines: str = LINES) -> tuple[str, ...]:
    return Theatre().play(f"{lines}  - förvänta: {expected}\n").failures


@pytest.mark.parametrize(
    ("holds", "mutant", "told"),
    [
        (
            "{ punkter: [{ slag: uppgift, hos: mottagning, ord: [skolan, rektor] }] }",
            "{ punkter: [{ slag: uppgift, hos: polisen }] }",
            "Väntade en öppen punkt som är «uppgift» hos «polisen», men öppna punkter är",
        ),
        (
            "{ punkter: [{ slag: ring tillbaka, hos: ek }] }",
            "{ punkter: [{ slag: ring tillbaka, ord: [skolan] }] }",
            "«ring tillbaka» med «skolan»",
        ),
        (
            "{ punkter: [{ slag: utlovat, finns: nej }] }",
            "{ punkter: [{ slag: uppgift, finns: nej }] }",
            "Väntade ingen öppen punkt som är «uppgift»",
        ),
        (
            "{ blev dags: [Tolken, Läget] }",
            "{ blev dags: [Tolken] }",
            "Det blev dags för «ring tillbaka: Läget (Ek)» 03:40, och det var inte väntat.",
        ),
        ("{ blev dags: [Tolken, Läget] }", "{ blev dags: [Tolken, Läget, skolan] }", "«skolan»"),
        (
            "{ steg: hot, visar: [manualen] }",
            "{ steg: hot, visar: [manualen, lvu-6] }",
            "Väntade att frågan «hot» visar «lvu-6», men där visas",
        ),
        ("{ visar: [manualen] }", "{ visar: [lvu-6] }", "att de öppna frågorna visar «lvu-6»"),
        (
            "{ frister: [{ frist: skyddsbedomning, passerad: nej }] }",
            "{ frister: [{ frist: skyddsbedomning, dag: 2026-11-24 }] }",
            "gäller genast",
        ),
        (
            "{ frister: [{ frist: skyddsbedomning }] }",
            "{ frister: [{ frist: understallning }] }",
            "Väntade att fristen «understallning» löper, men det gör den inte.",
        ),
    ],
)
def test_what_is_so_passes_and_what_is_not_is_told(holds: str, mutant: str, told: str) -> None:
    assert failures(holds) == ()
    astray = failures(mutant)
    assert len(astray) == 1 and told in astray[0], astray


@pytest.mark.parametrize(
    ("mutant", "told"),
    [
        ("dag: 2026-11-30", "dagen att sikta på för fristen «understallning» är 2026-11-30"),
        ("sista: 2026-11-30", "sista lagliga dag för fristen «understallning» är 2026-11-30"),
        ("passerad: ja", "har inte passerat"),
    ],
)
def test_the_two_days_of_a_clock_are_told_apart(mutant: str, told: str) -> None:
    whole = "{ frister: [{ frist: understallning, DAYS }] }"
    days = "dag: 2026-12-01, sista: 2026-12-01, passerad: nej"
    assert failures(whole.replace("DAYS", days), LINES + DECIDED) == ()
    (astray,) = failures(whole.replace("DAYS", mutant), LINES + DECIDED)
    assert told in astray


def test_nothing_became_due_when_time_stood_still() -> None:
    assert failures("{ blev dags: [] }", OPEN + TO_CHILD) == ()
    assert failures("{ blev dags: [] }") != ()


def test_what_is_due_later_has_not_become_due() -> None:
    later = "  - { kl: 22:53, vänta på: Tolken, gäller: Resan, nästa: 09:00 }\n"
    lines = LINES.replace("  - { vänta till", later + "  - { vänta till")
    assert failures("{ blev dags: [Tolken ringer, Läget] }", lines) == ()
    assert failures("{ blev dags: [Tolken ringer, Läget, Resan] }", lines) != ()


def test_a_wait_is_looked_at_by_several_expectations() -> None:
    first = "  - förvänta: { blev dags: [Tolken, Läget] }\n"
    assert failures("{ blev dags: [Tolken, Läget] }", LINES + first) == ()
    later = LINES + "  - { vänta till: 09:00 }\n"
    assert failures("{ blev dags: [] }", later) == ()


def test_a_line_that_went_astray_tells_where_the_night_stood() -> None:
    (astray,) = Theatre().play(LINES + "  - förvänta: { steg: skydd }\n").astray
    told = astray.text().splitlines()
    assert told[0].startswith("natt.yaml:16:5: Väntade frågan «skydd», men öppet är «hot».")
    assert told[1:4] == [
        "    natt: natt",
        "    klockan i natten: 08:00, tisdag 24 november 2026",
        "    öppet då: hot",
    ]
    assert [line.split()[0] for line in told[5:]] == ["22:50", "22:51", "22:52"]
    assert "Tolken ringer" in told[-1]


@pytest.mark.parametrize(
    ("expected", "rule", "sentence"),
    [
        ("{ punkter: [{ slag: uppgifter }] }", "okant-varde", "Menade du «uppgift»?"),
        ("{ punkter: { slag: uppgift } }", "fel-slag-av-varde", "en lista"),
        ("{ punkter: [{ ägare: Ek }] }", "okand-nyckel", "«ägare»"),
        ("{ frister: [{ dag: 2026-11-30 }] }", "saknad-nyckel", "Nyckeln «frist» saknas"),
        ("{ frister: [{ frist: a, sista: i morgon }] }", "fel-datum", "inget datum"),
    ],
)
def test_a_mistake_in_an_expectation_is_told_with_its_place(
    expected: str, rule: str, sentence: str
) -> None:
    night, findings = read_night_text(f"{HEAD}  - förvänta: {expected}\n", "natt.yaml")
    assert night is None
    assert [finding.rule for finding in findings] == [rule]
    assert sentence in findings[0].text() and findings[0].place.line == 8
