"""Facts about the sheet for the own nämnd: the half page, the parts, flaws, time line, journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.desk.sample import Jour, open_child, reply
from tests.desk.sheet_case import (
    ADDRESS,
    POINTER,
    place,
    sheet,
    sheet_desk,
    sheet_jour,
    tell,
    whole_night,
)
from tests.reports.read import everywhere

from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.linking import open_linked
from jourstod.desk.sheets import enter_in_journal, sheet_for
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer, unknown
from jourstod.domain.decide.cases import Intake
from jourstod.domain.entries import Act, Entry, Written
from jourstod.domain.sheet import Sheet, SheetPart, digest

UNINFORMED = "Det framgår inte om vårdnadshavare är informerade, och inget skäl är skrivet."


@pytest.fixture
def jour() -> Jour:
    return sheet_jour()


@pytest.fixture
def desk(jour: Jour) -> Desk:
    return sheet_desk(jour)


@pytest.fixture
def child(desk: Desk) -> str:
    return whole_night(desk)


def part(sheet: Sheet, id: str) -> SheetPart:
    return next(part for part in (*sheet.first, *sheet.then) if part.id == id)


def words(part: SheetPart) -> list[str]:
    return [f"{line.label}: {line.text}" if line.label else line.text for line in part.lines]


def test_the_half_page_says_the_five_things_in_the_receivers_order(desk: Desk, child: str) -> None:
    made = sheet(desk, child)
    assert [p.id for p in made.first] == ["who", "where", "lunch", "silence", "promised"]
    assert words(part(made, "who"))[:2] == ["Personen: barn «Maja»", "Hot: Akut"]
    assert POINTER in words(part(made, "where"))[0]
    assert "Före lunch: Ring skolan (Mottagningen)" in words(part(made, "lunch"))
    assert words(part(made, "silence")) == [
        "Bosse: farbror, misstänkt, beslutat av Anna Berg, omprövas tis 24 nov 12:00"
    ]
    assert words(part(made, "promised"))[0] == "Tis 24 nov 09:00: Ringa Maja (till Maja)"


def test_before_lunch_on_a_friday_night_is_monday(jour: Jour) -> None:
    jour.now.at = datetime(2026, 11, 27, 21, 0, tzinfo=UTC)
    desk = sheet_desk(jour)
    child = open_child(desk)
    assert part(sheet(desk, child), "lunch").heading == "Före lunch mån 30 nov"


def test_what_is_due_at_once_says_now_and_how_long_it_has_waited(desk: Desk) -> None:
    child = open_child(desk, ("åldersgrupp", "barn"))
    made = sheet(desk, child)
    assert "NU · väntat" in words(part(made, "clocks"))[0]
    assert words(part(made, "lunch"))[0].startswith("Omedelbar skyddsbedömning: NU · väntat")
    assert made.flaws[0].startswith("Omedelbar skyddsbedömning är inte gjord: ska göras genast")


def test_a_clock_shows_both_days_where_they_differ_and_whose_it_is(desk: Desk, jour: Jour) -> None:
    jour.now.at = datetime(2026, 12, 18, 21, 0, tzinfo=UTC)  # a week on it is juldagen
    child = whole_night(desk)
    told = words(part(sheet(desk, child), "clocks"))[0]
    assert "senast fre 25 dec (sista lagliga dag mån 28 dec" in told
    assert "arbetsdagar kvar" in told and "· lag · Nämnden" in told


def test_flaws_stand_on_top_most_serious_first(desk: Desk, child: str) -> None:
    assert sheet(desk, child).flaws == (
        "Beslutet 23:03 saknar föredragande.",
        UNINFORMED,
        "Utlovat utan tid: Hämta väskan",
    )


@pytest.mark.parametrize(
    ("value", "reason", "lacks"),
    [("ja", "", False), ("nej", "", True), ("nej", "fadern är misstänkt", False),
     ("vet_inte", "", True)],
)  # fmt: skip
def test_a_vårdnadshavare_not_informed_is_a_flaw_until_the_reason_is_written(
    desk: Desk, child: str, value: str, reason: str, lacks: bool
) -> None:
    tell(desk, child, "vårdnadshavare_informerad", value, reason=reason)
    assert (UNINFORMED in sheet(desk, child).flaws) is lacks


def test_a_talk_with_a_vårdnadshavare_is_to_have_informed(desk: Desk, child: str) -> None:
    talk = ev.ContactMade("", "Vårdnadshavaren, modern", True, outcome="vet")
    desk.acts.contact(child, talk, new_command())
    assert UNINFORMED not in sheet(desk, child).flaws


def test_an_adult_has_no_vårdnadshavare_to_inform(desk: Desk) -> None:
    assert UNINFORMED not in sheet(desk, open_child(desk, ("åldersgrupp", "vuxen"))).flaws


def test_a_silence_without_a_time_to_try_it_again_is_a_flaw(desk: Desk, child: str) -> None:
    desk.acts.add_silence(child, "Fadern", "far", "misstänkt", "", "", new_command())
    said = "Får inte informeras, utan tid för omprövning: Fadern"
    assert said in sheet(desk, child).flaws


def test_a_place_told_before_the_placement_is_not_where_the_person_is_now(
    desk: Desk, jour: Jour
) -> None:
    child = open_child(desk)
    tell(desk, child, "var_nu", text="På stationen")
    assert words(part(sheet(desk, child), "where"))[0].startswith("Plats nu: På stationen (uppgift")
    place(desk, child)
    assert len(part(sheet(desk, child), "where").lines) == 1


def test_a_promise_whose_time_has_passed_is_a_flaw_and_not_on_the_card(
    desk: Desk, jour: Jour, child: str
) -> None:
    jour.now.at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert "Utlovad tid har passerat, tis 24 nov 09:00: Ringa Maja" in sheet(desk, child).flaws
    assert "Tid" not in everywhere(sheet(desk, child, "personen"))["text"]


def test_own_words_are_quoted_once(desk: Desk, child: str) -> None:
    for said, shown in (("Jag vill hem.", "”Jag vill hem.”"), ("Svar: «Nej.»", "Svar: «Nej.»")):
        tell(desk, child, "berättelse", text=said)
        assert f"Egna ord: {shown}" in words(part(sheet(desk, child), "facts-samtal"))


def test_only_a_severe_answer_about_the_threat_is_marked(desk: Desk) -> None:
    for value, marked in (("akut", True), ("lågt", False)):
        child = open_child(desk, ("hot", value))
        (line,) = [x for x in part(sheet(desk, child), "who").lines if x.label == "Hot"]
        assert line.urgent is marked


def test_the_place_itself_stands_where_the_receiver_is_named_for_it(desk: Desk, child: str) -> None:
    tell(desk, child, "var_nu", text="Kyrkan vid torget")
    for form, said in everywhere(sheet(desk, child)).items():
        assert "Kyrkan vid torget" in said, form
    for form, said in everywhere(sheet(desk, child, "jouren")).items():
        assert "Kyrkan vid torget" not in said, form


def test_two_decisions_of_the_same_minute_are_told_apart(desk: Desk, child: str) -> None:
    (made,) = desk.case(child).decisions.values()
    other = replace(made.event, what="Var barnet ska vara. Skriv platsen.", oral=False)
    desk.do(child, new_command(), lambda case, act: _one(act, other))
    found = sheet(desk, child).flaws
    assert "Beslutet 23:03 «Omedelbart omhändertagande» saknar föredragande." in found
    assert "Beslutet 23:03 «Var barnet ska vara» saknar föredragande." in found


def test_a_krav_walked_past_and_a_returned_item_are_flaws(desk: Desk, child: str) -> None:
    krav = ev.RequirementOverridden("t", "k", "slut", "Ingen bedömning är gjord.", "Bilen gick.")
    desk.do(child, new_command(), lambda case, act: _one(act, krav))
    desk.acts.offer(child, "mottagning", (("1", "Ring"),), "x", (), new_command())
    given = next(iter(desk.case(child).handovers))
    desk.acts.give_back(child, given, "1", "Dag Dal", "Vem är far?", new_command())
    found = sheet(desk, child).flaws
    assert found[0] == "Åter till jouren: Vem är far?"
    assert "Förbigånget krav: Ingen bedömning är gjord. Skäl: Bilen gick." in found


def test_a_decision_is_told_in_full(desk: Desk, child: str) -> None:
    told = words(part(sheet(desk, child), "decisions"))[0]
    for said in ("Eva Ek, ledamot", "uppdrag LVU 6 § (§ 14)", "grund LVU 6 §", "23:03",
                 "inte verkställt", "föredragande saknas", "skäl: Barnet är i fara."):  # fmt: skip
        assert said in told


def test_what_is_not_known_is_told_with_its_reason_and_what_nobody_asked(desk: Desk) -> None:
    child = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, child, "börja_barn")
    shown = desk.case(child).open_visits()[0].id
    desk.answer(child, shown, unknown("hon vågar inte"), new_command())
    told = words(part(sheet(desk, child), "unknown"))
    assert told == ["Hot: hon vågar inte", "Skydd: frågan är öppen", "Inte frågat: Samtycke"]


def test_tasks_say_who_when_and_what_if(desk: Desk, child: str) -> None:
    told = words(part(sheet(desk, child), "tasks"))
    assert told == ["Mottagningen, före lunch: Ring skolan. Om: hon inte är där: ring 112"]


def test_tries_that_failed_are_told(desk: Desk, child: str) -> None:
    told = words(part(sheet(desk, child), "contacts"))
    assert "Mån 23 nov 23:16: Försök, inget svar: Modern: svarar inte".lower() in [
        line.lower() for line in told
    ]


def test_a_protected_fact_stands_nowhere_and_the_pointer_stands(desk: Desk, child: str) -> None:
    for form, said in everywhere(sheet(desk, child)).items():
        assert POINTER in said, form
        assert "Storgatan" not in said and "123 45 67" not in said, form


def test_a_protected_value_in_free_text_is_struck_and_told_on_top(desk: Desk, child: str) -> None:
    desk.acts.note(child, "Bilen står på Storgatan.", new_command())
    made = sheet(desk, child)
    assert "Bilen står på [skyddad uppgift]." in [row.text for row in made.timeline]
    assert made.flaws[-1].startswith("En skyddad uppgift stod i fri text")
    for form, said in everywhere(made).items():
        assert "torgatan" not in said, form


def test_the_time_line_tells_who_told_who_wrote_and_both_times(desk: Desk, child: str) -> None:
    row = sheet(desk, child).timeline[0]
    assert (row.by, row.text) == ("CD→AB", "Patrullen kom.")
    assert row.at == "mån 23 nov 22:10 («22:10»; skrevs 23:21)"


def test_what_was_corrected_is_struck_through_and_never_hidden(desk: Desk, child: str) -> None:
    asked = next(v for v in desk.case(child).visits.values() if v.step == "hot")
    desk.correct(child, asked.id, Answer(("lågt",)), "Hörde fel.", new_command())
    rows = {row.text: row.struck for row in sheet(desk, child).timeline}
    assert rows["Hot: Akut"] is True
    assert rows["Rättat: Hot: Lågt (Hörde fel.)"] is False
    assert "Hot: Lågt" in words(part(sheet(desk, child), "who"))


def test_a_linked_case_is_told_by_its_number_only(desk: Desk, child: str) -> None:
    intake = Intake("soder", "Ali", "anmälan", "", "")
    open_linked(desk, child, intake, "lillebror Ali, 4 år", new_command())
    for form, said in everywhere(sheet(desk, child)).items():
        assert "ÖVN-2026-0002" in said, form
        assert "lillebror" not in said and "Ali" not in said.replace("alia", ""), form


def test_the_journal_holds_this_person_only_in_order_with_decisions_in_full(
    desk: Desk, child: str
) -> None:
    intake = Intake("soder", "Ali", "anmälan", "", "")
    open_linked(desk, child, intake, "lillebror", new_command())
    tell(desk, child, "barn", text="Ali, 4 år")
    text = sheet(desk, child, "journal").paste
    assert "ÖVN-2026-0002" not in text and "Ali" not in text
    assert "BESLUT: Omedelbart omhändertagande. Eva Ek, ledamot;" in text
    lines = text.splitlines()
    assert lines[3].startswith("22:10 («22:10»; skrevs 23:21) Patrullen kom. Uppgift från CD. /AB")
    assert "/AB = Anna Berg, socialsekreterare (jour)" in lines
    assert ADDRESS not in text


def test_the_journal_holds_only_what_is_new_since_it_was_entered(desk: Desk, child: str) -> None:
    cut = sheet_for(desk, child, "journal")
    enter_in_journal(desk, child, cut, "Combine", new_command())
    assert "Inget nytt att föra in." in sheet(desk, child, "journal").paste
    desk.acts.note(child, "Modern kom.", new_command())
    text = sheet(desk, child, "journal").paste
    assert "Infört i Combine" in text and "Nytt sedan dess:" in text
    assert "Modern kom." in text and "Patrullen" not in text


def test_the_next_shift_gets_the_same_sheet_as_the_day_unit(desk: Desk, child: str) -> None:
    made = sheet(desk, child, "jouren")
    assert made.heading == "Överlämning till Jouren"
    assert [p.heading for p in made.first] == [p.heading for p in sheet(desk, child).first]


def test_the_witness_is_the_head_of_the_stream_and_of_all_heads_at_the_last_shift_end(
    desk: Desk, jour: Jour, child: str
) -> None:
    before = sheet(desk, child).witness
    head = jour.vault.log.head(f"case/{child}")
    assert before is not None and head is not None
    assert (before.case_head, before.entries) == (head.hash.hex(), head.seq)
    assert (before.all_heads, before.shift_ended) == ("", "")
    ended = desk.jour.end_shift()
    later = sheet(jour.desk("CD", "Carl Dal"), child).witness  # by a station that was closed
    assert later is not None
    assert later.all_heads == ended
    assert later.shift_ended


def test_a_closed_case_still_has_its_sheet(desk: Desk, child: str) -> None:
    desk.close(child, "överlämnat", "Dagen tog över.", new_command())
    made = sheet(desk, child)
    assert "Ärendet är avslutat: överlämnat" in words(part(made, "who"))
    assert len(made.timeline) > 20


def test_a_case_whose_routines_are_gone_gives_the_same_sheet(
    desk: Desk, jour: Jour, child: str
) -> None:
    jour.now.at = jour.now.at.replace(second=0)
    before = digest(sheet(desk, child))
    jour.shelf.files.clear()
    fresh = sheet_desk(jour)
    sheet(fresh, child)  # what is written once in the access log takes time here
    jour.now.at = desk.case(child).entries[-1].stamp.recorded_at
    again = sheet(fresh, child)
    jour.now.at = desk.case(child).entries[-1].stamp.recorded_at
    assert digest(again) == digest(sheet(desk, child))
    assert before


def test_what_was_written_in_the_wrong_case_is_not_a_fact_of_this_person(
    desk: Desk, child: str
) -> None:
    told = desk.case(child).facts["signalement"].entry
    desk.do(child, new_command(), lambda case, act: _one(act, ev.CaseMisfiled(told, "x", "fel")))
    made = sheet(desk, child)
    assert "Signalement" not in " ".join(words(part(made, "facts-vem")))
    assert any("hör till ett annat ärende" in flaw for flaw in made.flaws)
    assert "Röd jacka" not in sheet(desk, child, "journal").paste


def _one(act: Act, event: ev.CaseEvent) -> list[Entry]:
    written = Written(act)
    written.add(event)
    return written.entries
