"""Facts about the station's own file: boards, mandates, and lines that cannot be relied on."""

from __future__ import annotations

from pathlib import Path

import pytest

from jourstod.domain.receiver import Receiver
from jourstod.domain.station import LOCKS_AFTER, Board, Mandate, Station
from jourstod.domain.station_file import (
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
from jourstod.reading.station_reader import read_station_file
from jourstod.reading.vocabulary import Names

TEXT = """\
station: Socialjouren
lås efter: 20 min
reserv: /media/reserv
mottagare:
  barn:
    namn: Barn och unga
    nyckel: jm1aaaqeayeaudaocajbifqydiob4ibceqtcqkrmfyydenbwha5dyptsrxczu
nämnder:
  söder:
    namn: Socialnämnden Söder
    telefon: 0701740650
    mottagning: Mottagning Söder
    bekräftad: 2026-11-01
  norr: { namn: Socialnämnden Norr }
mandat:
  - { person: Kim Ek, roll: ordförande, nämnd: söder, lagrum: lvu-6, från: 2026-01-01,
      till: 2026-12-31, telefon: "0701740651", källa: Protokoll 3 }
  - { person: Bo Al, roll: ledamot, nämnd: norr, lagrum: lvu-6, från: 2026-01-01, källa: P 4 }
"""


def read(tmp_path: Path, text: str) -> tuple[Station | None, list[str]]:
    path = tmp_path / "station.yaml"
    path.write_text(text, encoding="utf-8")
    station, findings = read_station_file(path)
    return station, [finding.rule for finding in findings]


def test_a_station_keeps_its_boards_and_mandates(tmp_path: Path) -> None:
    station, rules = read(tmp_path, TEXT)
    assert rules == []
    assert station == Station(
        "Socialjouren",
        (
            Board(
                "söder", "Socialnämnden Söder", "0701740650", "Mottagning Söder", "2026-11-01"
            ),
            Board("norr", "Socialnämnden Norr"),
        ),
        (
            Mandate(
                "Kim Ek", "ordförande", "söder", "lvu-6", "2026-01-01", "2026-12-31",
                "0701740651", "Protokoll 3",
            ),
            Mandate("Bo Al", "ledamot", "norr", "lvu-6", "2026-01-01", source="P 4"),
        ), receivers=(Receiver("barn", "Barn och unga", bytes(range(32))),),
        locks_after=20, spare="/media/reserv")  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("nämnd: norr", "nämnd: väster", "okand-namnd"),
        ("roll: ledamot", "rol: ledamot", "okand-nyckel"),
        ("från: 2026-01-01, källa: P 4", "från: 1 januari, källa: P 4", "fel-datum"),
        (", källa: P 4", "", "saknad-nyckel"),
        (", källa: P 4", ", till: 2025-01-01, källa: P 4", "fel-datum"),
        ("- { person: Bo Al, roll: ledamot, nämnd: norr, lagrum: lvu-6, från: 2026-01-01, "
         "källa: P 4 }", "- Bo Al", "fel-slag-av-varde"),
    ],
)  # fmt: skip
def test_a_mandate_with_a_mistake_gives_nobody_a_right(
    tmp_path: Path, old: str, new: str, rule: str
) -> None:
    assert TEXT.count(old) == 1
    station, rules = read(tmp_path, TEXT.replace(old, new))
    assert rule in rules
    assert station is not None
    assert [mandate.person for mandate in station.mandates] == ["Kim Ek"]


def test_a_board_with_a_mistake_is_left_out(tmp_path: Path) -> None:
    station, rules = read(tmp_path, TEXT.replace("norr: { namn", "norr: { nam"))
    assert rules == ["okand-nyckel"]
    assert station is not None
    assert [board.id for board in station.boards] == ["söder"]


@pytest.mark.parametrize(
    "text", ["", "- hej\n", "station: a\nstation: b\n", "språk: 2\nstation: a\n"]
)
def test_a_file_that_is_no_station_gives_none(tmp_path: Path, text: str) -> None:
    station, rules = read(tmp_path, text)
    assert station is None
    assert rules


LOCAL = """\
station: Socialjouren
öppet: mån-fre 16:30-08:00
nämnder:
  söder:
    namn: Söder
    nummer: { kansli: "070-174 06 60" }
    mottagningar:
      barn: { namn: Barn Söder, telefon: "070-174 06 61", öppet: kontorstid, bekräftad: 2026-11-01 }
distrikt:
  Ekbacken: { nämnd: söder, mottagning: Barn Ekbacken }
mandat: []
handräckning:
  - { person: Bo Al, roll: socialsekreterare, nämnd: söder, lagrum: lvu-43,
      från: 2026-01-01, källa: P 5 }
delegation:
  - { beslut: placering, form: jourhem, nämnd: söder, vem: utskottet, källa: D 3, villkor: ring }
  - { beslut: akut-insats, nämnd: söder, vem: jouren, källa: D 1,
      från: 2026-01-01, till: 2026-06-30 }
kontakter:
  tolk: { namn: Tolken, telefon: "070-174 06 62", öppet: dygnet runt, obs: Inga namn. }
  arbetsledare:
    - { namn: Alva Ek, telefon: "070-174 06 63", bekräftad: 2026-11-01 }
    - { namn: Ove Al, nämnd: söder, roll: arbetsledare, källa: Schemat }
platser:
  - { namn: Lista 1, form: hvb, tar emot: [barn, ensamkommande], telefon: "070-174 06 64" }
lokala klockor:
  - { klocka: jourplacering, upphör: "12:00", källa: D 4 }
  - { klocka: försvunnet-barn, hålls öppet: 3 veckor, nämnd: söder, källa: R 1 }
  - { klocka: försvunnen-vuxen, hålls öppet: 2 veckor, källa: R 2 }
"""
DAY = "2026-11-24"


def findings_of(tmp_path: Path, text: str) -> tuple[Station | None, list[str], str]:
    path = tmp_path / "station.yaml"
    path.write_text(text, encoding="utf-8")
    station, findings = read_station_file(path)
    return station, [finding.rule for finding in findings], "\n".join(f.text() for f in findings)


def test_everything_local_is_kept(tmp_path: Path) -> None:
    station, rules, _ = findings_of(tmp_path, LOCAL)
    assert rules == []
    assert station == Station(
        name="Socialjouren",
        boards=(
            Board(
                "söder", "Söder", numbers=(("kansli", "070-174 06 60"),),
                units=(
                    DayUnit(PersonKind.CHILD, "Barn Söder", "070-174 06 61", "kontorstid",
                            "2026-11-01"),
                ),
            ),
        ),
        officers=(
            Mandate("Bo Al", "socialsekreterare", "söder", "lvu-43", "2026-01-01", source="P 5"),
        ),
        delegations=(
            Delegation(DecisionKind.PLACEMENT, "söder", "utskottet", PlacementForm.EMERGENCY_HOME,
                       limits="ring", source="D 3"),
            Delegation(DecisionKind.ACUTE, "söder", "jouren", None, "2026-01-01", "2026-06-30",
                       source="D 1"),
        ),
        districts=(District("Ekbacken", "söder", "Barn Ekbacken"),),
        contacts=(
            LocalContact(LocalContactKind.TEAM_LEADER, "Alva Ek", phone="070-174 06 63",
                         confirmed="2026-11-01"),
            LocalContact(LocalContactKind.TEAM_LEADER, "Ove Al", "arbetsledare", board="söder",
                         source="Schemat"),
            LocalContact(LocalContactKind.INTERPRETER, "Tolken", phone="070-174 06 62",
                         hours="dygnet runt", note="Inga namn."),
        ),
        beds=(
            Bed("Lista 1", PlacementForm.RESIDENTIAL, (PersonKind.CHILD, PersonKind.UNACCOMPANIED),
                "070-174 06 64"),
        ),
        clocks=(
            LocalClock(LocalClockKind.JOUR_PLACEMENT, "12:00", source="D 4"),
            LocalClock(LocalClockKind.MISSING_CHILD, "3 veckor", "söder", "R 1"),
            LocalClock(LocalClockKind.MISSING_ADULT, "2 veckor", source="R 2"),
        ),
        hours="mån-fre 16:30-08:00",
    )  # fmt: skip


def test_an_officer_appointed_for_police_assistance_counts_as_appointed(tmp_path: Path) -> None:
    station, _, _ = findings_of(tmp_path, LOCAL)
    assert station is not None
    assert [m.person for m in station.appointed("lvu-43", "söder", DAY)] == ["Bo Al"]


def test_delegation_is_never_assumed_from_another_form_kind_day_or_board(tmp_path: Path) -> None:
    station, _, _ = findings_of(tmp_path, LOCAL)
    assert station is not None
    placing, home = DecisionKind.PLACEMENT, PlacementForm.EMERGENCY_HOME
    assert [d.holder for d in station.delegated(placing, "söder", DAY, home)] == ["utskottet"]
    assert station.delegated(placing, "söder", DAY, PlacementForm.RESIDENTIAL) == ()
    assert station.delegated(placing, "söder", DAY) == ()
    assert station.delegated(placing, "norr", DAY, home) == ()
    assert station.delegated(DecisionKind.ACUTE, "söder", DAY) == ()
    assert station.delegated(DecisionKind.ACUTE, "söder", "2026-06-30") != ()


def test_a_boards_own_contact_and_clock_are_not_another_boards(tmp_path: Path) -> None:
    station, _, _ = findings_of(tmp_path, LOCAL)
    assert station is not None
    leaders = [c.name for c in station.reached(LocalContactKind.TEAM_LEADER, "norr")]
    assert leaders == ["Alva Ek"]
    assert station.clock(LocalClockKind.MISSING_CHILD, "norr") is None
    shared = station.clock(LocalClockKind.JOUR_PLACEMENT, "norr")
    assert shared is not None
    assert shared.limit == "12:00"


def test_a_clock_of_the_own_board_goes_before_the_shared_one() -> None:
    kind = LocalClockKind.MISSING_CHILD
    shared, own = LocalClock(kind, "3 veckor"), LocalClock(kind, "3 månader", "söder")
    assert Station("J", clocks=(shared, own)).clock(kind, "söder") is own


@pytest.mark.parametrize(
    ("old", "new", "rule", "hint"),
    [
        ("lagrum: lvu-43", "lagrum: lvu-6", "okant-varde", ""),
        ("form: jourhem", "form: jourheme", "okant-varde", "jourhem"),
        ("placering, form: jourhem", "placering", "saknad-nyckel", ""),
        ("akut-insats", "akut-insats, form: hvb", "nyckel-pa-fel-plats", ""),
        ("beslut: akut-insats", "beslut: akutinsats", "okant-varde", "akut-insats"),
        ("från: 2026-01-01, till: 2026-06-30", "från: 2026-09-01, till: 2026-06-30",
         "fel-datum", ""),
        ('"070-174 06 62"', '"070-174 O6 62"', "fel-nummer", ""),
        ('"070-174 06 60"', "vet ej", "fel-nummer", ""),
        ("dygnet runt", "alltid", "fel-oppettid", ""),
        ("öppet: mån-fre 16:30-08:00", "öppet: kvällar", "fel-oppettid", ""),
        ("  tolk:", "  tolkar:", "okand-nyckel", "tolk"),
        ("nämnd: söder, roll: arbetsledare", "nämnd: soder, roll: x", "okand-namnd", "söder"),
        ("Ekbacken: { nämnd: söder,", "Ekbacken: { nämnd: norr,", "okand-namnd", ""),
        ("tar emot: [barn, ensamkommande]", "tar emot: [barnet]", "okant-varde", "barn"),
        ("tar emot: [barn, ensamkommande], ", "", "saknad-nyckel", ""),
        ("namn: Lista 1", "adress: Ekgatan 1, namn: Lista 1", "nyckel-pa-fel-plats", ""),
        ("namn: Lista 1", "namn: Ekgatan 12", "adress-i-plats", ""),
        ("namn: Lista 1", "obs: 123 45 Ekby, namn: Lista 1", "adress-i-plats", ""),
        ('upphör: "12:00"', "upphör: kl 12", "fel-klockslag", ""),
        ("hålls öppet: 3 veckor", "hålls öppet: länge", "fel-langd", ""),
        ("hålls öppet: 3 veckor", 'upphör: "12:00"', "saknad-nyckel", ""),
        ("klocka: jourplacering", "klocka: jourplacerin", "okant-varde", "jourplacering"),
        ("      barn: {", "      barnet: {", "okand-nyckel", "barn"),
        ("distrikt:", "distrikten:", "okand-nyckel", "distrikt"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_takes_out_its_entry_only(
    tmp_path: Path, old: str, new: str, rule: str, hint: str
) -> None:
    assert LOCAL.count(old) == 1
    path = tmp_path / "station.yaml"
    path.write_text(LOCAL.replace(old, new), encoding="utf-8")
    station, findings = read_station_file(path)
    told = next(finding for finding in findings if finding.rule == rule)
    assert not hint or told.hint == hint
    assert LOCAL.replace(old, new).splitlines()[told.place.line - 1].strip()
    assert told.place.column >= 1
    assert station is not None


def test_a_station_knows_how_many_mistakes_its_file_has(tmp_path: Path) -> None:
    station, _, _ = findings_of(tmp_path, LOCAL.replace("dygnet runt", "alltid"))
    assert station is not None
    assert station.mistakes == 1
    station, _, _ = findings_of(tmp_path, LOCAL)
    assert station is not None
    assert station.mistakes == 0


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = LOCAL.replace("dygnet runt", "alltid").replace('"12:00"', "tolv").replace("hvb", "hv")
    _, rules, _ = findings_of(tmp_path, text)
    assert set(rules) == {"fel-oppettid", "fel-klockslag", "okant-varde"}


@pytest.mark.parametrize("address", ["Hemliga vägen 5", "123 45 Storstad", "storgatan 1 a"])
def test_a_bed_that_gives_away_where_it_lies_is_left_out_and_not_repeated(
    tmp_path: Path, address: str
) -> None:
    station, rules, told = findings_of(tmp_path, LOCAL.replace("Lista 1", address))
    assert rules == ["adress-i-plats"]
    assert address not in told
    assert station is not None
    assert station.beds == ()


def test_a_wrong_kind_of_clock_or_decision_is_told_once_and_not_guessed(tmp_path: Path) -> None:
    text = LOCAL.replace("klocka: försvunnet-barn", "klocka: försvunnen")
    station, rules, _ = findings_of(tmp_path, text)
    assert rules == ["okant-varde"]
    assert station is not None
    kinds = [LocalClockKind.JOUR_PLACEMENT, LocalClockKind.MISSING_ADULT]
    assert [clock.kind for clock in station.clocks] == kinds
    _, rules, _ = findings_of(tmp_path, LOCAL.replace("beslut: placering", "beslut: placera"))
    assert rules == ["okant-varde"]


@pytest.mark.parametrize(("wrong", "right"), [("lvu-14", "kl-6-39"), ("lpbs-5-4", "lpbs-5-5")])
def test_a_provision_nobody_can_have_a_mandate_for_is_refused_with_the_right_one(
    tmp_path: Path, wrong: str, right: str
) -> None:
    path = tmp_path / "station.yaml"
    path.write_text(TEXT.replace("lagrum: lvu-6, från: 2026-01-01, källa: P 4",
                                 f"lagrum: {wrong}, från: 2026-01-01, källa: P 4"),
                    encoding="utf-8")  # fmt: skip
    station, [told] = read_station_file(path)
    assert (told.rule, told.hint) == ("inget-sadant-mandat", right)
    assert station is not None
    assert [mandate.person for mandate in station.mandates] == ["Kim Ek"]


def test_a_provision_that_is_not_in_the_register_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "station.yaml"
    path.write_text(TEXT.replace("lagrum: lvu-6, från: 2026-01-01,\n", "lagrum: lvu6, från: "
                                 "2026-01-01,\n"), encoding="utf-8")  # fmt: skip
    known = Names("Lagrummet", "okant-lagrum", "register/lagrum.yaml", ("lvu-6", "lvm-13"))
    _, [told] = read_station_file(path, known)
    assert (told.rule, told.hint) == ("okant-lagrum", "lvu-6")


@pytest.mark.parametrize(
    ("written", "minutes"), [("1 min", 1), ("60 min", 60), ("5min", 5), ('"15 min"', 15)]
)
def test_the_station_says_when_a_screen_is_locked(
    written: str, minutes: int, tmp_path: Path
) -> None:
    station, rules = read(tmp_path, TEXT.replace("20 min", written))
    assert station is not None and station.locks_after == minutes
    assert rules == []


@pytest.mark.parametrize("written", ["0 min", "61 min", "120 min", "aldrig", "15", "-1 min", "1 h"])
def test_the_lock_is_neither_turned_off_nor_put_off(written: str, tmp_path: Path) -> None:
    station, rules = read(tmp_path, TEXT.replace("20 min", written))
    assert station is not None and station.locks_after == LOCKS_AFTER == 15
    assert rules == ["otillaten-lastid"]


@pytest.mark.parametrize("written", ["reserv", "../reserv", "~/reserv"])
def test_a_folder_for_the_spare_file_is_written_with_its_whole_way(
    tmp_path: Path, written: str
) -> None:
    station, rules = read(tmp_path, TEXT.replace("/media/reserv", written))
    assert rules == ["reserv-utan-hel-sokvag"]
    assert station is not None and station.spare == ""
