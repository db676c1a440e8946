"""Facts about reading written nights: times that go on past midnight, deeds, and what is wrong."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jourstod.domain.night import (
    Answering,
    CallingBack,
    Correcting,
    Expecting,
    Leaving,
    NewCase,
    Night,
    Noting,
    SheetExpected,
    Waiting,
)
from jourstod.reading.fields import Fields
from jourstod.reading.marks import Node
from jourstod.reading.night_deeds import DEEDS
from jourstod.reading.night_reader import read_night_file, read_night_text

DOC = (Path(__file__).parents[2] / "docs" / "prov.md").read_text(encoding="utf-8")
HEAD = """\
språk: 1
prov: natt
titel: En natt
börjar: 2026-11-23T22:40
nämnd: Söder
handläggare: AB
händelser:
"""


def read(lines: str, head: str = HEAD) -> tuple[Night | None, list[str]]:
    night, findings = read_night_text(head + lines, "natt.yaml")
    return night, [finding.text() for finding in findings]


def good(lines: str, head: str = HEAD) -> Night:
    night, findings = read(lines, head)
    assert findings == []
    assert night is not None
    return night


def test_the_head_is_who_where_and_when() -> None:
    night = good("  - { anteckna: Hej. }\n")
    assert (night.id, night.title, night.handler, night.board) == ("natt", "En natt", "AB", "Söder")
    assert night.begins == datetime(2026, 11, 23, 21, 40, tzinfo=UTC)


def test_a_smaller_time_is_the_next_day_and_no_time_is_the_same_time() -> None:
    lines = "".join(
        f"  - {{ {at}anteckna: Hej. }}\n"
        for at in ("kl: 23:50, ", "kl: 00:10, ", "", "kl: 08:00, ")
    )
    assert [m.at.strftime("%d %H:%M") for m in good(lines).moments] == [
        "23 22:50",
        "23 23:10",
        "23 23:10",
        "24 07:00",
    ]


def test_the_hour_that_comes_twice_is_told_apart_by_the_order() -> None:
    head = HEAD.replace("2026-11-23T22:40", "2026-10-24T23:00")
    lines = "  - { kl: 02:50, anteckna: a }\n  - { kl: 02:10, anteckna: b }\n"
    first, second = good(lines, head).moments
    assert (second.at - first.at).total_seconds() == 20 * 60


def test_a_time_in_the_hour_that_was_skipped_is_an_error_that_says_so() -> None:
    head = HEAD.replace("2026-11-23T22:40", "2026-03-28T23:00")
    night, findings = read("  - { kl: 02:30, anteckna: a }\n", head)
    assert night is None
    assert "fanns inte" in findings[0]


def test_deeds_are_read_with_all_that_stands_beside_them() -> None:
    night = good(
        """\
  - kl: 22:41
    nytt ärende: { alias: Maja, anmälan: anmälan, nämnd: Norr, fakta: { ålder: "15", a: [b, c] } }
  - { svara: fara, med: [ja, nej], motivering: m, skriv: { vem: Ek }, trots krav: t, hände: 22:30 }
  - { skjut upp: hot, skäl: s, nästa: 23:30 }
  - { ta upp igen: larma, skäl: s }
  - { anteckna: 22:00, uppgift från: CD, hände: i går 22:10 }
  - { rätta: hot, till: akut, skäl: s }
  - { vänta på: Ek, gäller: g, nästa: 03:40, nummer: 0703112233, annars: a }
  - { vänta till: 23:00 }
"""
    )
    assert [moment.deed for moment in night.moments] == [
        NewCase("Maja", "Norr", "anmälan", facts=(("ålder", "15"), ("a", "b, c"))),
        Answering("fara", ("ja", "nej"), "", "m", (("vem", "Ek"),), "t", "", "22:30"),
        Leaving("skjut upp", "hot", "s", next_try="23:30"),
        Leaving("ta upp igen", "larma", "s"),
        Noting("22:00", "CD", "i går 22:10"),
        Correcting("hot", ("akut",), "s"),
        CallingBack("Ek", "g", "03:40", "0703112233", "a", we_call=False),
        Waiting(),
    ]
    assert night.moments[-1].at == datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    assert str(night.moments[1].place) == "natt.yaml:10:5"


def test_an_empty_list_expected_is_not_the_same_as_nothing_expected() -> None:
    night = good(
        """\
  - { förvänta: { öppna: [], klockor: [] } }
  - förvänta:
      steg: hot
      öppna punkter: 3
      vägrar: redan
      blad: { till: mottagning, innehåller: [Ek], saknar: [adress, telefon] }
"""
    )
    assert night.moments[0].deed == Expecting(open_steps=(), clocks=())
    sheet = SheetExpected("mottagning", ("Ek",), ("adress", "telefon"))
    assert night.moments[1].deed == Expecting("hot", None, 3, None, "redan", sheet)


@pytest.mark.parametrize(
    ("line", "rule", "sentence"),
    [
        ("{ kl: 22.41, anteckna: a }", "fel-tid", "«22.41» är inget klockslag"),
        ("{ kl: 24:10, anteckna: a }", "fel-tid", "«24:10» är inget klockslag"),
        ("{ kl: 22:41 }", "fel-handelse", "Här saknas vad som händer"),
        ("{ anteckna: a, lova: b }", "fel-handelse", "Skriv en händelse per rad"),
        ("{ svara: hot, mde: ja }", "okand-nyckel", "Menade du «med»?"),
        ("{ samtal: rådgivning, minuter: sex }", "fel-tal", "är inget tal"),
        ("{ samtal: hot }", "okant-varde", "«rådgivning», «annan kommun» eller «felringning»"),
        ("{ nytt ärende: { alias: M, anmälan: info } }", "okant-varde", "eller «information»"),
        ("{ gick inte: hot }", "saknad-nyckel", "Nyckeln «skäl» saknas"),
        ("{ försök: Ek, nåddes: kanske }", "okant-varde", "«ja» eller «nej»"),
        ("anteckna", "fel-slag-av-varde", "Händelsen på rad 8"),
    ],
)
def test_a_mistake_is_told_with_its_place(line: str, rule: str, sentence: str) -> None:
    night, findings = read_night_text(f"{HEAD}  - {line}\n", "natt.yaml")
    assert night is None
    assert [finding.rule for finding in findings] == [rule]
    assert sentence in findings[0].text()
    assert findings[0].place.line == 8


def test_all_mistakes_are_told_at_once() -> None:
    _, findings = read("  - { kl: sent, anteckna: a }\n  - { hej: du }\n  - { lova: 1, när: [] }\n")
    assert len(findings) >= 2


def test_a_begin_with_a_zone_or_without_a_day_is_refused() -> None:
    for begins in ("22:40", "2026-11-23", "2026-11-23T22:40+01:00", "2026-11-31T22:40"):
        night, findings = read("", HEAD.replace("2026-11-23T22:40", begins))
        assert night is None
        assert "är ingen tid" in findings[0]


def test_a_file_that_is_named_otherwise_or_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "annan.yaml"
    path.write_text(HEAD + "  - { anteckna: a }\n", encoding="utf-8")
    night, findings = read_night_file(path)
    assert night is None
    assert findings[0].rule == "fel-filnamn"
    path.write_bytes((HEAD + "  - { anteckna: räksmörgås }\n").encode("latin-1"))
    assert read_night_file(path)[0] is None


def test_a_night_is_moved_by_whole_days_so_that_it_has_just_ended() -> None:
    night = good("  - { kl: 23:50, anteckna: a }\n  - { kl: 07:30, anteckna: b }\n")
    moved = night.ended_before(datetime(2027, 7, 2, 4, 0, tzinfo=UTC))
    assert [m.at.isoformat() for m in moved.moments] == [
        "2027-06-30T21:50:00+00:00",  # 23:50 on the wall, in summer
        "2027-07-01T05:30:00+00:00",
    ]
    assert moved.fingerprint == night.fingerprint


def test_the_example_of_the_document_is_read_without_a_finding() -> None:
    name, text = re.findall(r"<!-- fil: (\S+) -->\n```yaml\n(.*?)```", DOC, re.DOTALL)[0]
    night, findings = read_night_text(text, name)
    assert [finding.text() for finding in findings] == []
    assert night is not None


def test_every_deed_and_every_key_beside_it_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    at = Fields.at

    def recorded(self: Fields, key: str) -> Node | None:
        asked.add(key)
        return at(self, key)

    monkeypatch.setattr(Fields, "at", recorded)
    for deed in DEEDS:
        below = "{ alias: M }" if deed == "nytt ärende" else "{ blad: { till: m } }"
        value = below if deed in ("nytt ärende", "förvänta") else "x"
        read(f"  - {{ {deed}: {value} }}\n")
    assert len(asked) > 40
    assert {key for key in asked if f"`{key}`" not in DOC} == set()
