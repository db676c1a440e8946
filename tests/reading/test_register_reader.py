"""Facts about reading the registers: entries, calendar, and what a mistake takes out."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.small_folder import FILES, altered, place_of, read

from jourstod.domain.calendar import DayKind, OutsideCalendar

LAGRUM, KALLOR = "register/lagrum.yaml", "register/kallor.yaml"
MYNDIGHETER, FRISTER = "register/myndigheter.yaml", "register/frister.yaml"
KALENDER = "register/kalender.yaml"


def test_entries_keep_what_is_written() -> None:
    book = read(FILES)[0]
    provision = book.provisions["sol-20-1"]
    assert provision.cited == "SoL 20 kap. 1 § (f.d. 11 kap. 1 a § SoL (2001:453))"
    assert (provision.valid_from, provision.text_as_of) == ("2025-07-01", "2026-02")
    assert book.sources["manualen"].title == "Manualen"
    assert (book.agencies["mottagning"].own_board, book.agencies["polisen"].own_board) == (
        True, False,
    )  # fmt: skip
    duty = book.duties["underställning"]
    assert (duty.starts_at, duty.starts_on, duty.length) == ("beslut", "lvu-6", "1 vecka")
    assert (duty.extends, duty.wrong_start) == ("trolig", "verkställighet")
    assert duty.met_by == ("beslut:lvu-6", "akut_fara:nej")
    assert book.duties["skyddsbedömning"].extends == "nej"
    assert book.calendar.days[date(2026, 12, 25)].kind is DayKind.RED


@pytest.mark.parametrize(
    ("path", "old", "new", "rule", "at", "says"),
    [
        (LAGRUM, "säkerhet: trolig", "säkerhet: kanske", "okant-varde", "kanske", "«verifierad»"),
        (LAGRUM, "nu: OSL 10 kap. 21 §\n", "Nu: OSL\n", "okand-nyckel", "Nu:", "lagrummet «osl"),
        (LAGRUM, "från: 2009-06-30", "från: 30/6 2009", "fel-datum", "30/6", "inget datum"),
        (LAGRUM, "från: 2009-06-30", "från: 2009-06-30\n    gäller till: 2008-01-01", "fel-datum",
         "osl-10-21", "slutar gälla"),
        (LAGRUM, "  osl-10-21:", "  OSL 10:21:", "fel-namn", "OSL 10:21", "namn på ett lagrum"),
        (KALLOR, ", var: hyllan", "", "saknad-nyckel", "{ titel", "«var» saknas i källan"),
        (MYNDIGHETER, "öppet: dygnet runt\n", "öppet: ibland\n", "fel-oppettid", "ibland", "räkna"),
        (MYNDIGHETER, "källa: manualen", "källa: boken", "okand-kalla", "boken", "Källan «boken»"),
        (MYNDIGHETER, "    källa: manualen\n", "", "saknad-nyckel", "namn: Polisen", "«källa»"),
        (MYNDIGHETER, "annars: 0703112233", "annars: ", "fel-slag-av-varde", "}\n    läm", "tele"),
        (MYNDIGHETER, ", egen nämnd: ja }\n  journal", " }\n  journal", "egen-enhet-saknas",
         "jouren", "«jouren»"),
        (FRISTER, "längd: 1 vecka", "längd: snart", "fel-langd", "snart", "räkna med"),
        (FRISTER, "händelse: beslut,", "händelse: beslutet,", "okant-varde", "beslutet,", "«svar»"),
        (FRISTER, ", gäller: lvu-6", "", "saknad-nyckel", "{ händelse: beslut }", "«gäller»"),
        (FRISTER, "akut_fara:nej", "akut_fara:nekad", "okant-varde", '"akut_fara', "«nekad»"),
        (FRISTER, "beslut:lvu-6", "lvu-6x", "okand-frist", "lvu-6x", "ingen frist"),
        (FRISTER, "lag 1930:173: trolig", "lag 1930:173: x", "okant-varde", "x\n    ska", "«nej»"),
        (FRISTER, "lagrum: [lvu-6]", "lagrum: [lvu-7]", "okant-lagrum", "lvu-7", "«lvu-7»"),
        (FRISTER, "fel start: verkställighet", "fel start: flytt", "okant-varde", "flytt", "flytt"),
        (KALENDER, "slag: röd dag", "slag: röd", "okant-varde", "röd }", "«halvdag»"),
        (KALENDER, "2026-12-25", "2028-12-25", "fel-datum", "2028-12-25", "utanför kalendern"),
        (KALENDER, "till: 2027-12-31", "till: 2025-12-31", "fel-datum", "från: 2026", "slutar"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_register_is_told_where_it_stands(
    path: str, old: str, new: str, rule: str, at: str, says: str
) -> None:
    files = altered(path, old, new)
    told = {(f.rule, f.place): f.sentence for f in read(files)[1]}
    assert says in told[(rule, place_of(files, path, at))]


def test_a_broken_provision_takes_out_only_the_routines_that_cite_it() -> None:
    book, findings = read(altered(LAGRUM, "säkerhet: osäker", "säkerhet: x"))
    assert list(book.routines) == ["boende"]
    assert "lvu-6" not in book.provisions
    assert "underställning" not in book.duties
    told = [f.sentence for f in findings if f.rule == "trasig-hanvisning"]
    assert "har ett fel i routines/register/lagrum.yaml" in told[0]


def test_a_register_that_is_not_there_is_told_once_and_not_for_every_reference() -> None:
    files = {path: text for path, text in FILES.items() if path != KALLOR}
    _, findings = read(files)
    assert [(f.rule, f.place.file) for f in findings if f.place.file.endswith("kallor.yaml")] == [
        ("fil-saknas", "routines/register/kallor.yaml")
    ]
    in_barn = [f.sentence for f in findings if f.place.file == "routines/barn.yaml"]
    assert len([sentence for sentence in in_barn if "kallor.yaml inte kan läsas" in sentence]) == 1


def test_an_entry_that_stands_twice_is_out_and_the_others_stay() -> None:
    twice = FILES[LAGRUM] + "  osl-10-21: { nu: Något annat }\n"
    book, findings = read({**FILES, LAGRUM: twice})
    assert "dubbel-nyckel" in [f.rule for f in findings]
    assert set(book.provisions) == {"sol-20-1", "lvu-6"}
    assert "boende" in book.routines


def test_a_calendar_with_a_mistake_covers_no_day_rather_than_miss_a_red_one() -> None:
    book, _ = read(altered(KALENDER, "slag: röd dag", "slag: röd"))
    with pytest.raises(OutsideCalendar):
        book.calendar.is_working_day(date(2026, 12, 1))


def test_a_calendar_in_which_a_day_stands_twice_covers_no_day() -> None:
    twice = FILES[KALENDER] + "    2026-12-25: { namn: juldagen, slag: halvdag }\n"
    book, findings = read({**FILES, KALENDER: twice})
    assert [finding.rule for finding in findings] == ["dubbel-nyckel"]
    assert not book.calendar.covers(date(2026, 12, 1))


def test_a_unit_of_the_own_board_that_is_not_there_is_asked_for() -> None:
    line = "  journal: { namn: Journalen, roll: Personakten, öppet: okänt, egen nämnd: ja }\n"
    _, findings = read(altered(MYNDIGHETER, line, ""))
    assert [f.rule for f in findings] == ["egen-enhet-saknas"]
    assert "«journal»" in findings[0].sentence


def test_nothing_is_said_of_a_missing_decision_when_its_routine_may_be_a_broken_one() -> None:
    _, findings = read(altered("barn.yaml", "börjar: fara", "börjar: x1"))
    assert [finding.rule for finding in findings] == ["okant-steg"]


def test_a_clock_on_a_decision_that_no_routine_makes_is_a_warning() -> None:
    files = altered(FRISTER, "gäller: lvu-6 }", "gäller: lvu-66 }")
    book, findings = read(files)
    assert [(f.rule, f.hint) for f in findings] == [("okant-beslut", "lvu-6")]
    assert "underställning" in book.duties
