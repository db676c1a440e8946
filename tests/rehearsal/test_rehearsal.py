"""Facts about playing a written night: each deed goes through the desk, as a person's would."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.desk.every_kind import jour as every_kind
from tests.rehearsal.small_night import HEAD, OPEN, TO_CHILD, Theatre, night, played

from jourstod.domain import events as ev
from jourstod.domain.case_parts import ItemKind
from jourstod.domain.errors import StoreAway
from jourstod.domain.timeline import told
from jourstod.reading.night_reader import read_night_text
from jourstod.rehearsal.rehearsal import Rehearsal

CHILD = OPEN + TO_CHILD


def test_a_call_becomes_a_case_at_its_own_time_with_what_was_told() -> None:
    case = played(
        """\
  - kl: 22:41
    nytt ärende:
      alias: Maja
      nämnd: Norr
      anmälan: anmälan
      uppgiftslämnare: Polisen
      anteckning: Rummet är bokat till i morgon.
      fakta: { åldersgrupp: Barn, berättelse: Jag vill hem }
"""
    )
    opened = case.by_id[case.opened]
    assert (case.number, case.board, case.report) == ("ÖVN-2026-0001", "norr", "anmälan")
    assert opened.stamp.recorded_at == datetime(2026, 11, 23, 21, 41, tzinfo=UTC)
    assert opened.stored_at == opened.stamp.recorded_at, "the store reads the same clock"
    assert case.facts["åldersgrupp"].answer.values == ("barn",)
    assert case.facts["berättelse"].answer.text == "Jag vill hem"
    assert any(isinstance(entry.event, ev.NoteWritten) for entry in case.entries)


def test_answers_are_read_by_id_by_label_and_as_people_say_them() -> None:
    case = played(
        CHILD
        + """\
  - { kl: 22:44, svara: hot, med: vet inte }
  - { kl: 22:45, svara: skydd, med: Behöver skydd, motivering: Hon är ensam. }
  - kl: 22:46
    svara: beslut
    skriv: { beslutsfattare: Eva Ek, I vilken roll: ledamot, beslutad: 22:30, muntligt: ja }
  - { kl: 22:47, svara: lov, med: ja, skriv: { omfattning: Kontakt i natt } }
  - { kl: 22:48, svara: uppgift, uppgift från: CD, hände: 22:20 }
  - { förvänta: { öppna: [] } }
"""
    )
    assert case.tracks["barn"].ended == "överlämnat"
    assert case.facts["hot"].answer.values == ("vet_inte",)
    decision = next(iter(case.decisions.values())).event
    assert (decision.role, decision.oral) == ("ledamot", True)
    assert decision.decided_at.startswith("2026-11-23T21:30")
    last = next(e for e in reversed(case.entries) if isinstance(e.event, ev.StepAnswered))
    assert last.stamp.told_by == "CD"
    assert last.stamp.happened.earliest == datetime(2026, 11, 23, 21, 20, tzinfo=UTC)


def test_a_way_out_is_taken_with_its_reason() -> None:
    case = played(
        OPEN
        + """\
  - { kl: 22:42, svara: fara, med: ja }
  - { kl: 22:43, skjut upp: larma, skäl: Tolken ringer., nästa: 23:30 }
  - { kl: 22:44, gick inte: larma, skäl: Ingen täckning. }
  - { kl: 22:45, behövs inte: ålder, skäl: Gäller två personer. }
  - { kl: 22:46, gå förbi: börja_barn, skäl: Redan läst. }
"""
    )
    states = {visit.step: visit.state for visit in case.visits.values()}
    assert states["larma"] == "could_not"
    assert states["börja_barn"] == "overridden"
    assert states["ålder"] == "answered", "of a question «ej aktuellt» is an answer"
    deferred = next(e.event for e in case.entries if isinstance(e.event, ev.StepDeferred))
    assert deferred.next_try == "2026-11-23T22:30:00+00:00"


def test_a_krav_is_walked_past_only_with_a_reason() -> None:
    past = "  - { kl: 22:45, svara: uppgift, trots krav: Chefen bestämde det. }\n"
    before = (
        CHILD
        + "  - { kl: 22:44, svara: hot, med: lågt }\n"
        + "  - { kl: 22:44, svara: skydd, med: vet inte }\n"
        + "  - { kl: 22:44, svara: chef }\n"
    )
    refused = Theatre().play(before + past.replace(", trots krav: Chefen bestämde det.", ""))
    assert "Ingen skyddsbedömning är gjord." in refused.failures[0]
    case = played(before + past)
    assert [i for i in case.open_items() if i.kind is ItemKind.REQUIREMENT]


def test_what_can_be_done_at_any_moment_is_done() -> None:
    case = played(
        CHILD
        + """\
  - { kl: 22:50, anteckna: Hon sover nu., uppgift från: CD, hände: 22:30 }
  - { kl: 22:51, ring tillbaka: Ek, gäller: Läget, nästa: 03:40, nummer: 070-1, annars: 112 }
  - { kl: 22:52, vänta på: Tolken, nästa: om 20 min }
  - { kl: 23:40, försök: ek, nåddes: nej, utfall: Upptaget, nästa: 23:55 }
  - { kl: 23:55, försök: tolken, nåddes: ja, utfall: Kommer. }
  - { kl: 23:56, lova: Ringa kl. 8, när: 08:00 }
  - { kl: 23:57, uppgift: Ring skolan, lämnas till: mottagning, senast: före lunch, om så: ring }
  - { kl: 23:58, får inte informeras: Fadern, relation: far, grund: misstänkt, omprövas: 12:00 }
"""
    )
    items = {item.kind: item for item in case.open_items()}
    waited = items[ItemKind.CALLBACK]
    assert (waited.owner, waited.tries, waited.number, waited.note) == ("Ek", 1, "070-1", "112")
    assert waited.due == "2026-11-23T22:55:00+00:00"
    assert items[ItemKind.PROMISE].owner == "Maja", "a promise without a name is to the person"
    assert items[ItemKind.PROMISE].due == "2026-11-24T07:00:00+00:00"
    assert (items[ItemKind.TASK].due, items[ItemKind.TASK].note) == ("före lunch", "ring")
    assert next(iter(case.silences.values())).event.who == "Fadern"
    note = next(e for e in case.entries if isinstance(e.event, ev.NoteWritten))
    assert note.stamp.told_by == "CD"


def test_an_answer_is_put_right_and_a_situation_changes() -> None:
    case = played(
        CHILD
        + """\
  - { kl: 22:44, svara: hot, med: akut }
  - { kl: 22:45, rätta: hot, till: lågt, skäl: Hörde fel. }
  - { kl: 22:46, ändrat läge: hot, till: akut, skäl: Han ringde igen. }
"""
    )
    assert any(isinstance(entry.event, ev.AnswerCorrected) for entry in case.entries)
    assert any(isinstance(entry.event, ev.SituationChanged) for entry in case.entries)
    assert case.facts["hot"].answer.values == ("akut",)


def test_a_colleague_sits_down_and_has_the_case() -> None:
    theatre = Theatre()
    numbers = theatre.play(
        CHILD + "  - { kl: 23:30, byt handläggare: CD }\n"
        "  - { kl: 23:31, svara: hot, med: akut }\n"
        "  - { kl: 23:32, starta rutin: barn }\n"
        "  - { förvänta: { vägrar: redan påbörjad } }\n"
        "  - { kl: 23:40, avsluta: överlämnat, skäl: Dagen tar över. }\n"
    )
    assert numbers.failures == ()
    case = theatre.case("ÖVN-2026-0001")
    assert (case.handler, case.closed) == ("CD", "överlämnat")
    assert [e.stamp.who for e in case.entries if isinstance(e.event, ev.CaseClosed)] == ["CD"]


def test_two_cases_are_told_apart_by_alias_and_a_call_may_become_none() -> None:
    theatre = Theatre()
    told_numbers = theatre.play(
        "  - { kl: 22:40, samtal: rådgivning, minuter: 4 }\n"
        + OPEN
        + """\
  - { kl: 23:50, nytt ärende: { alias: Bo, anmälan: anmälan } }
  - { kl: 00:10, ärende: Maja, anteckna: Efter midnatt. }
  - { kl: 00:11, anteckna: Samma ärende. }
"""
    )
    assert told_numbers.numbers == ("ÖVN-2026-0001", "ÖVN-2026-0002")
    first = theatre.case("ÖVN-2026-0001")
    words = [
        line.words for e in first.entries if (line := told(first, theatre.desk().book(first), e))
    ]
    assert words[-2:] == ["Efter midnatt.", "Samma ärende."]
    assert first.entries[-1].stamp.recorded_at == datetime(2026, 11, 23, 23, 11, tzinfo=UTC)


def test_a_night_played_twice_writes_nothing_new() -> None:
    theatre = Theatre()
    lines = (
        CHILD
        + "  - { kl: 22:44, svara: hot, med: akut }\n"
        + "  - { förvänta: { öppna: [skydd] } }\n"
        + "  - { kl: 22:45, svara: skydd, med: nej, motivering: Hon är trygg. }\n"
        + "  - { kl: 22:46, svara: chef }\n"
    )
    once = theatre.play(lines)
    seq = theatre.case("ÖVN-2026-0001").seq
    again = theatre.play(lines)
    assert again == once
    assert theatre.case("ÖVN-2026-0001").seq == seq
    assert len(theatre.desk().board()) == 1


def test_a_night_cut_off_goes_on_where_it_was() -> None:
    theatre = Theatre()
    rest = "  - { kl: 22:45, anteckna: Sist. }\n"
    whole = night(CHILD + "  - { kl: 22:44, svara: hot, med: akut }\n" + rest)
    desk = theatre.desk()
    answer = desk.answer
    seen: list[object] = []

    def dies(*given: object, **more: object) -> object:
        if len(seen) == 2:
            raise StoreAway("Lagret nås inte.")
        seen.append(given)
        return answer(*given, **more)  # type: ignore[arg-type]

    desk.answer = dies  # type: ignore[method-assign,assignment]
    with pytest.raises(StoreAway):
        Rehearsal(desk, theatre.clock, theatre.desk).play(whole)
    told_after = Rehearsal(theatre.desk(), theatre.clock, theatre.desk).play(whole)
    assert told_after.failures == ()
    case = theatre.case("ÖVN-2026-0001")
    answered = [v.step for v in case.visits.values() if v.state == "answered"]
    assert answered == ["fara", "ålder", "börja_barn", "hot"]
    assert len(theatre.desk().board()) == 1


def test_a_changed_night_is_another_night() -> None:
    theatre = Theatre()
    theatre.play(OPEN)
    told_numbers = theatre.play(OPEN, HEAD.replace("En natt", "En annan natt"))
    assert told_numbers.numbers == ("ÖVN-2026-0002",)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{ kl: 22:50, svara: skydd, med: ja }", "Frågan «skydd» har inte ställts. Frågor som är"),
        ("{ kl: 22:50, svara: fara, med: nej }", "är redan besvarat av AB"),
        ("{ kl: 22:50, svara: hot, med: livsfara }", "«livsfara» är inget av svaren"),
        ("{ kl: 22:50, svara: hot, med: akut, skriv: { ton: hög } }", "inget att skriva i «ton»"),
        ("{ kl: 22:50, rätta: hot, till: akut, skäl: Fel. }", "«hot» är inte besvarad"),
        (
            "{ kl: 22:50, ändrat läge: väder, till: sol, skäl: Nu. }",
            "inget faktum som heter «väder",
        ),
        ("{ kl: 22:50, försök: Ek, nåddes: ja }", "väntar inte på «Ek»"),
        ("{ kl: 22:50, ärende: Bo, anteckna: Hej. }", "Inget ärende heter «Bo»"),
        ("{ kl: 22:50, starta rutin: brand }", "rutinen «brand»"),
        ("{ kl: 22:50, anteckna: Hej., hände: i morgon 10 }", "har inte varit än"),
        ("{ kl: 22:50, ring tillbaka: Ek, nästa: snart }", "går inte att läsa som en tid"),
    ],
)
def test_a_line_that_is_refused_is_a_failure_that_names_the_line(line: str, sentence: str) -> None:
    told_failures = Theatre().play(CHILD + f"  - {line}\n").failures
    assert len(told_failures) == 1
    assert told_failures[0].startswith("natt.yaml:12:5: Nekades: ")
    assert sentence in told_failures[0]


def test_a_night_for_a_board_the_station_does_not_serve_stops_at_once() -> None:
    other = HEAD.replace("nämnd: Söder", "nämnd: Öster")
    told_failures = Theatre().play(CHILD, other).failures
    assert len(told_failures) == 1
    assert "ingen nämnd som heter «Öster». Här finns: Söder, Norr." in told_failures[0]


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("steg: skydd", "Väntade frågan «skydd», men öppet är «hot»."),
        ("öppna: [hot, skydd]", "Väntade öppna frågor «hot», «skydd», men öppet är «hot»."),
        ("öppna punkter: 2", "Väntade 2 öppna punkter, men det är 0: ingenting."),
        ("klockor: []", "Väntade klockor ingenting, men det går «skyddsbedomning»."),
        ("vägrar: nej", "Väntade att raden före skulle nekas («nej»), men den gick."),
    ],
)
def test_an_expectation_that_is_not_met_is_a_failure(expected: str, sentence: str) -> None:
    told_failures = Theatre().play(CHILD + f"  - {{ förvänta: {{ {expected} }} }}\n").failures
    assert told_failures == (f"natt.yaml:12:5: {sentence}",)


def test_expectations_that_are_met_are_silent() -> None:
    played(
        CHILD
        + "  - förvänta: { steg: hot, öppna: [hot], öppna punkter: 0 }\n"
        + "  - förvänta: { klockor: [skyddsbedomning] }\n"
        + "  - { kl: 22:50, svara: hot, med: livsfara }\n"
        + "  - { förvänta: { vägrar: inget av svaren } }\n"
    )


def test_a_refusal_for_another_reason_than_the_expected_is_a_failure() -> None:
    told_failures = (
        Theatre()
        .play(
            CHILD
            + "  - { kl: 22:50, svara: hot, med: livsfara }\n"
            + "  - { förvänta: { vägrar: redan besvarat } }\n"
        )
        .failures
    )
    assert len(told_failures) == 1
    assert told_failures[0].startswith(
        "natt.yaml:13:5: Väntade att nekas med «redan besvarat», men det blev: «livsfara»"
    )


def test_the_night_of_the_document_is_played_as_it_says() -> None:
    document = (Path(__file__).parents[2] / "docs" / "prov.md").read_text(encoding="utf-8")
    text = re.findall(r"<!-- fil: \S+ -->\n```yaml\n(.*?)```", document, re.DOTALL)[0]
    written, findings = read_night_text(text, "barn-pa-hotell.yaml")
    assert written is not None, findings
    theatre = Theatre()
    rehearsal = Rehearsal(theatre.desk(), theatre.clock, theatre.desk)
    assert rehearsal.play(written).failures == ()
    assert theatre.case("ÖVN-2026-0001").handler == "CD"


def test_every_kind_of_step_is_answered_in_the_words_of_a_night() -> None:
    theatre = Theatre()
    theatre.shelf = every_kind().shelf
    played_night = theatre.play(
        OPEN
        + """\
  - { kl: 22:42, svara: plats, med: Hotell }
  - { kl: 22:42, svara: språk, med: [Svenska, ar] }
  - { kl: 22:42, svara: år, med: 15 }
  - { kl: 22:42, svara: sett, med: mellan 21 och 22 }
  - { kl: 22:42, svara: far, med: ej aktuellt, motivering: Okänd. }
  - { kl: 22:42, svara: ord, med: Jag vill hem. }
  - { kl: 22:42, svara: barnen, med: [Ali 4 år, Bea 2 år] }
  - { kl: 22:42, svara: lista, med: [Mat, sömn behövs inte] }
  - { kl: 22:42, svara: boende, skriv: { form: jourhem, beslutad av: Eva Ek } }
  - { kl: 22:42, svara: tyst, skriv: { vem: Fadern } }
  - { kl: 22:42, svara: lova, skriv: { vad: Ringer, när: 08:00 } }
  - { kl: 22:43, svara: vänta }
  - { förvänta: { vägrar: Det har inte kommit än } }
  - { kl: 22:43, svara: vänta, med: ej aktuellt, motivering: Åldern syns på passet. }
  - { förvänta: { öppna: [] } }
"""
    )
    assert played_night.failures == ()
    case = theatre.case("ÖVN-2026-0001")
    assert case.facts["språk"].answer.values == ("sv", "ar")
    assert case.facts["barnen"].answer.text == "Ali 4 år\nBea 2 år"
    lists = [v.answer.values for v in case.visits.values() if v.step == "lista"]
    assert lists == [("mat", "sömn:not_needed")]
    assert next(iter(case.placements.values())).event.decided_by == "Eva Ek"
