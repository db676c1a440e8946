"""Facts about the doctor: each rule finds its own ailment and no other, the worst first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from jourstod.domain.calendar import Calendar
from jourstod.domain.doctor import RULES, Ailment, Harm, diagnose
from jourstod.domain.findings import Place, Severity
from jourstod.domain.registers import Agency, Provision, SecrecyRule, Source
from jourstod.domain.routine import Routine
from jourstod.domain.rulebook import Rulebook
from jourstod.domain.station import Board, Mandate, Station
from jourstod.domain.station_file import (
    ASSISTANCE,
    MANDATES,
    Bed,
    DayUnit,
    DecisionKind,
    Delegation,
    District,
    LocalClock,
    LocalClockKind,
    LocalContact,
    LocalContactKind,
    PersonKind,
    PlacementForm,
)

DAY = date(2026, 11, 24)
LATELY = "2026-11-01"
LONG_AGO = "2026-05-01"
NUMBER = "070-174 06 05"
BOARDS = ("soder", "norr")


def day(after: int) -> str:
    return (DAY + timedelta(days=after)).isoformat()


def _mandate(board: str, provision: str) -> Mandate:
    return Mandate(
        f"Kim {board}", "ordförande", board, provision, "2026-01-01", "", NUMBER, "P 1", LATELY
    )


def _board(id: str) -> Board:
    units = tuple(
        DayUnit(kind, f"{kind} {id}", NUMBER, "kontorstid", LATELY) for kind in PersonKind
    )
    return Board(id, id.title(), NUMBER, "", LATELY, (), units)


def _delegations(board: str) -> tuple[Delegation, ...]:
    plain = [kind for kind in DecisionKind if kind is not DecisionKind.PLACEMENT]
    pairs: list[tuple[DecisionKind, PlacementForm | None]] = [(kind, None) for kind in plain]
    pairs += [(DecisionKind.PLACEMENT, form) for form in PlacementForm]
    return tuple(
        Delegation(kind, board, "jouren", form, source="D 1", confirmed=LATELY)
        for kind, form in pairs
    )


def _contact(kind: LocalContactKind, name: str) -> LocalContact:
    return LocalContact(kind, name, phone=NUMBER, confirmed=LATELY)


HEALTHY = Station(
    name="Jouren",
    boards=tuple(_board(id) for id in BOARDS),
    mandates=tuple(_mandate(id, provision) for id in BOARDS for provision in MANDATES),
    officers=tuple(_mandate(id, provision) for id in BOARDS for provision in ASSISTANCE),
    delegations=tuple(one for id in BOARDS for one in _delegations(id)),
    districts=tuple(District(id.title(), id) for id in BOARDS),
    contacts=(
        *(_contact(kind, f"{kind} ett") for kind in LocalContactKind),
        _contact(LocalContactKind.PROTECTED, "Alva Ek"),
    ),
    beds=(Bed("Lista 1", PlacementForm.OTHER, tuple(PersonKind), NUMBER, confirmed=LATELY),),
    clocks=(
        LocalClock(LocalClockKind.JOUR_PLACEMENT, "12:00", source="D", confirmed=LATELY),
        LocalClock(LocalClockKind.MISSING_CHILD, "3 veckor", source="R", confirmed=LATELY),
        LocalClock(LocalClockKind.MISSING_ADULT, "2 veckor", source="R", confirmed=LATELY),
    ),
    hours="mån-fre 16:30-08:00",
)
PROVISION = Provision(
    "lvu-6", "LVU 6 §", "krav", "verifierad", Place("lagrum.yaml"), checked=LATELY
)
BOOK = Rulebook(
    bundle="",
    routines={},
    facts={},
    calendar=Calendar({}, date(2026, 1, 1), date(2027, 12, 31)),
    provisions={"lvu-6": PROVISION},
    sources={"a": Source("a", "Handbok", Place("kallor.yaml"), checked=LATELY)},
    agencies={
        "p": Agency("p", "Polisen", "r", "dygnet runt", Place("myndigheter.yaml"),
                    (("akut", "112"),), checked=LATELY),
    },
)  # fmt: skip


def rules(station: Station, book: Rulebook = BOOK) -> list[str]:
    return [one.finding.rule for one in diagnose(station, book, DAY)]


def without_mandate(provision: str, board: str = "norr") -> Station:
    kept = [m for m in HEALTHY.mandates if (m.board, m.provision) != (board, provision)]
    return replace(HEALTHY, mandates=tuple(kept))


def without_contact(*kinds: LocalContactKind) -> Station:
    return replace(HEALTHY, contacts=tuple(c for c in HEALTHY.contacts if c.kind not in kinds))


def extra(**fields: Any) -> Station:
    """With one more mandate, that nobody needs."""
    more = replace(_mandate("soder", "lvu-6"), person="Bo Al", **fields)
    return replace(HEALTHY, mandates=(*HEALTHY.mandates, more))


def first_contact(**fields: Any) -> Station:
    first, *rest = HEALTHY.contacts
    return replace(HEALTHY, contacts=(replace(first, **fields), *rest))


def first_delegation(until: str) -> Station:
    first, *rest = HEALTHY.delegations
    more = replace(first, holder="utskottet", form=None, decision=DecisionKind.ACUTE, until=until)
    kept = replace(HEALTHY, delegations=(replace(first, until=until), *rest))
    return kept if until >= day(0) else replace(HEALTHY, delegations=(more, *rest))


def ending(until: str) -> Rulebook:
    return replace(BOOK, provisions={"lvu-6": replace(PROVISION, valid_until=until)})


def checked(**fields: Any) -> Rulebook:
    return replace(BOOK, agencies={"p": replace(BOOK.agencies["p"], **fields)})


def reviewed(by: str = "Jurist Låtsas", until: str = "2027-06-01") -> Rulebook:
    routine = Routine("prov", "Prov", Place("prov.yaml"), "a", {}, review_by=until, reviewed_by=by)
    return replace(BOOK, routines={"prov": routine})


def test_a_healthy_station_has_nothing_to_find() -> None:
    assert rules(HEALTHY) == []


STATION_CASES: dict[str, tuple[Station, list[str]]] = {
    "nobody for lvu-6": (without_mandate("lvu-6"), ["ingen-far-besluta-lvu-6"]),
    "nobody for kl-6-39": (without_mandate("kl-6-39"), ["ingen-far-besluta"]),
    "a decider without number": (extra(phone=""), ["beslutsfattare-utan-nummer"]),
    "no police": (without_contact(LocalContactKind.POLICE), ["polis-saknas"]),
    "no leader": (
        without_contact(LocalContactKind.TEAM_LEADER, LocalContactKind.BACKUP),
        ["arbetsledare-saknas"],
    ),
    "no interpreter": (without_contact(LocalContactKind.INTERPRETER), ["tolk-saknas"]),
    "no clinic": (without_contact(LocalContactKind.CLINIC), ["klinik-saknas"]),
    "no beds": (replace(HEALTHY, beds=()), ["ingen-plats"]),
    "an ended mandate": (extra(until=day(-1)), ["mandat-utganget"]),
    "no officers": (
        replace(HEALTHY, officers=()), ["handrackning-saknas", "handrackning-saknas"],
    ),
    "an ended delegation": (
        first_delegation(day(-1)), ["delegation-utgangen", "delegation-saknas"],
    ),
    "no delegation": (
        replace(HEALTHY, delegations=HEALTHY.delegations[1:]), ["delegation-saknas"],
    ),
    "nobody to submit": (
        without_contact(LocalContactKind.COURT), ["ratten-pa-helgen-saknas"] * 2,
    ),
    "no clock": (replace(HEALTHY, clocks=HEALTHY.clocks[:1]), ["lokal-klocka-saknas"] * 2),
    "one for protected files": (
        replace(HEALTHY, contacts=HEALTHY.contacts[:-1]), ["skyddade-akter-for-fa"] * 2,
    ),
    "the same name twice": (
        replace(HEALTHY, contacts=(*HEALTHY.contacts[:-1], HEALTHY.contacts[-2])),
        ["skyddade-akter-for-fa"] * 2,
    ),
    "a contact without number": (first_contact(phone=""), ["nummer-saknas"]),
    "a board without number": (
        replace(HEALTHY, boards=(replace(HEALTHY.boards[0], phone=""), HEALTHY.boards[1])),
        ["nummer-saknas"],
    ),
    "a unit missing": (
        replace(HEALTHY, boards=(
            replace(HEALTHY.boards[0], units=HEALTHY.boards[0].units[1:]), HEALTHY.boards[1],
        )),
        ["mottagning-saknas"],
    ),
    "a board without district": (
        replace(HEALTHY, districts=HEALTHY.districts[:1]), ["distrikt-saknas"],
    ),
    "no hours": (replace(HEALTHY, hours=""), ["jourtid-saknas"]),
    "a day that has not been": (first_contact(confirmed=day(1)), ["datum-i-framtiden"]),
    "never confirmed": (first_contact(confirmed=""), ["aldrig-bekraftat"]),
    "long ago": (first_contact(confirmed=LONG_AGO), ["gammalt"]),
    "a mandate that ends": (extra(until=day(30)), ["mandat-gar-ut"]),
    "a mandate that ends today": (extra(until=day(0)), ["mandat-gar-ut"]),
    "a mandate that ends later": (extra(until=day(31)), []),
    "a delegation that ends": (first_delegation(day(30)), ["delegation-gar-ut"]),
}  # fmt: skip
BOOK_CASES: dict[str, tuple[Rulebook, list[str]]] = {
    "a provision that ends": (ending(day(60)), ["lagrum-gar-ut"]),
    "a provision that ends later": (ending(day(61)), []),
    "a provision that has ended": (ending(day(-1)), ["lagrum-har-upphort"]),
    "a number nobody checked": (checked(checked=""), ["aldrig-bekraftat"]),
    "an entry checked long ago": (checked(checked=LONG_AGO), ["register-gammalt"]),
    "a rule of secrecy checked long ago": (
        replace(
            BOOK,
            secrecy={
                "media": SecrecyRule(
                    "media",
                    "Medier",
                    Place("sekretess.yaml"),
                    "Inget.",
                    "trolig",
                    checked=LONG_AGO,
                )
            },
        ),
        ["register-gammalt"],
    ),
    "a reviewed routine": (reviewed(), []),
    "a routine nobody has reviewed": (reviewed(by="ej granskad"), ["rutin-ej-granskad"]),
    "a routine to review soon": (reviewed(until=day(30)), ["rutin-granskas-snart"]),
    "a routine to review today": (reviewed(until=day(0)), ["rutin-granskas-snart"]),
    "a routine to review later": (reviewed(until=day(31)), []),
    "a routine past its review": (reviewed(until=day(-1)), ["rutin-over-datum"]),
}


@pytest.mark.parametrize("name", STATION_CASES)
def test_a_fault_of_the_station_is_found_by_its_rule_alone(name: str) -> None:
    station, expected = STATION_CASES[name]
    assert rules(station) == expected


@pytest.mark.parametrize("name", BOOK_CASES)
def test_a_fault_of_the_registers_is_found_by_its_rule_alone(name: str) -> None:
    book, expected = BOOK_CASES[name]
    assert rules(HEALTHY, book) == expected


def test_every_rule_has_a_case_here() -> None:
    found = {rule for _, expected in (*STATION_CASES.values(), *BOOK_CASES.values())
             for rule in expected}  # fmt: skip
    published = {rule for rule in RULES if rule.startswith("rutinversion-")}
    assert found == set(RULES) - published  # those have theirs in test_publications.py


def test_a_station_with_nothing_in_it_is_told_everything_the_worst_first() -> None:
    bare = Station("Jouren", (Board("soder", "Söder"), Board("norr", "Norr")))
    found = diagnose(bare, BOOK, DAY)
    assert found[0].finding.rule == "ingen-far-besluta-lvu-6"
    harms = [one.harm for one in found]
    assert harms == sorted(harms)
    assert set(harms) == set(Harm) - {Harm.AHEAD}


def test_every_finding_is_a_whole_sentence_and_says_why_it_matters() -> None:
    bare = Station("Jouren", (Board("soder", "Söder"), Board("norr", "Norr")))
    for one in diagnose(bare, BOOK, DAY):
        assert one.finding.sentence.endswith(".")
        assert one.finding.hint.endswith(".")
        assert one.finding.hint == RULES[one.finding.rule][1]


@pytest.mark.parametrize(
    ("harm", "severity"),
    [(Harm.UNPROTECTED, Severity.ERROR), (Harm.DELAYED, Severity.WARNING),
     (Harm.AHEAD, Severity.INFO)],
)  # fmt: skip
def test_what_lies_ahead_weighs_less_than_what_hurts_tonight(
    harm: Harm, severity: Severity
) -> None:
    assert harm.severity is severity


def told(station: Station, book: Rulebook = BOOK) -> Ailment:
    return diagnose(station, book, DAY)[0]


def test_one_whose_mandate_ended_is_named_where_nobody_else_is_left() -> None:
    ended = replace(_mandate("norr", "lvu-6"), until="2026-10-31")
    station = without_mandate("lvu-6")
    station = replace(station, mandates=(*station.mandates, ended))
    sentence = told(station).finding.sentence
    assert "Norr har ingen med uppdrag enligt LVU 6 § den 2026-11-24." in sentence
    assert "Kim norr gick ut 2026-10-31" in sentence


def test_a_mandate_that_has_not_begun_gives_nobody_a_right_and_says_when() -> None:
    later = replace(_mandate("norr", "lvu-6"), since="2026-12-01")
    station = without_mandate("lvu-6")
    sentence = told(replace(station, mandates=(*station.mandates, later))).finding.sentence
    assert "börjar gälla 2026-12-01" in sentence


def test_without_kl_6_39_the_doctor_says_what_cannot_be_decided() -> None:
    assert "LVU 14 §" in told(without_mandate("kl-6-39")).finding.sentence


@pytest.mark.parametrize("until", ["", day(400)])
def test_a_renewed_mandate_is_not_told_as_ended(until: str) -> None:
    old = replace(_mandate("soder", "lvu-6"), until=day(-1))
    new = replace(old, until=until)
    others = [m for m in HEALTHY.mandates if (m.board, m.provision) != ("soder", "lvu-6")]
    assert rules(replace(HEALTHY, mandates=(*others, old, new))) == []


def test_a_renewed_delegation_is_not_told_as_ended() -> None:
    first, *rest = HEALTHY.delegations
    old, new = replace(first, until=day(-1)), replace(first, since=day(0))
    assert rules(replace(HEALTHY, delegations=(old, new, *rest))) == []


def test_what_one_nämnd_lacks_is_told_of_that_nämnd() -> None:
    police = next(c for c in HEALTHY.contacts if c.kind is LocalContactKind.POLICE)
    others = [c for c in HEALTHY.contacts if c is not police]
    station = replace(HEALTHY, contacts=(*others, replace(police, board="soder")))
    one = told(station)
    assert one.finding.rule == "polis-saknas"
    assert "för Norr" in one.finding.sentence


def test_a_bakjour_will_do_where_there_is_no_team_leader() -> None:
    assert rules(without_contact(LocalContactKind.TEAM_LEADER)) == []


def test_a_kind_of_person_no_bed_takes_is_named() -> None:
    [bed] = HEALTHY.beds
    station = replace(HEALTHY, beds=(replace(bed, takes=(PersonKind.ADULT,)),))
    assert "barn och ensamkommande" in told(station).finding.sentence


def test_one_unit_for_all_is_enough() -> None:
    boards = tuple(replace(board, units=(), day_unit="Mottagningen") for board in HEALTHY.boards)
    assert rules(replace(HEALTHY, boards=boards)) == []


def test_a_single_nämnd_needs_no_districts() -> None:
    alone = replace(HEALTHY, boards=HEALTHY.boards[:1], districts=())
    assert rules(alone) == []


@pytest.mark.parametrize(("age", "expected"), [(180, []), (181, ["gammalt"])])
def test_a_number_is_old_after_half_a_year(age: int, expected: list[str]) -> None:
    assert rules(first_contact(confirmed=day(-age))) == expected


UNCONFIRMED: dict[str, Callable[[], Station]] = {
    "nämnd": lambda: replace(
        HEALTHY, boards=(replace(HEALTHY.boards[0], confirmed=""), HEALTHY.boards[1])
    ),
    "mandat": lambda: extra(confirmed=""),
    "förordnande": lambda: replace(
        HEALTHY, officers=(replace(HEALTHY.officers[0], confirmed=""), *HEALTHY.officers[1:])
    ),
    "delegation": lambda: replace(
        HEALTHY,
        delegations=tuple(replace(d, confirmed="") if d.board == "norr" else d
                          for d in HEALTHY.delegations),
    ),
    "plats": lambda: replace(HEALTHY, beds=(replace(HEALTHY.beds[0], confirmed=""),)),
    "klocka": lambda: replace(
        HEALTHY, clocks=(replace(HEALTHY.clocks[0], confirmed=""), *HEALTHY.clocks[1:])
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNCONFIRMED)
def test_whatever_nobody_confirmed_is_told_once(what: str) -> None:
    assert rules(UNCONFIRMED[what]()) == ["aldrig-bekraftat"]


def test_many_provisions_with_one_last_day_are_told_together() -> None:
    many = {
        f"lvu-{n}": replace(PROVISION, id=f"lvu-{n}", current=f"LVU {n} §", valid_until=day(37))
        for n in range(1, 12)
    }
    [one] = diagnose(HEALTHY, replace(BOOK, provisions=many), DAY)
    assert "LVU 1 §" in one.finding.sentence
    assert "och 3 till slutar gälla 2026-12-31" in one.finding.sentence


def test_a_source_and_a_provision_checked_long_ago_are_told_each_in_its_register() -> None:
    book = replace(
        BOOK,
        provisions={"lvu-6": replace(PROVISION, checked=LONG_AGO)},
        sources={"a": replace(BOOK.sources["a"], checked=LONG_AGO)},
    )
    sentences = [one.finding.sentence for one in diagnose(HEALTHY, book, DAY)]
    assert len(sentences) == 2
    assert any("lagrum" in sentence and "LVU 6 §" in sentence for sentence in sentences)
    assert any("källor" in sentence and "Handbok" in sentence for sentence in sentences)
