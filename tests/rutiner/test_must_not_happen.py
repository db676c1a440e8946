"""What no way through a shipped routine may lead to, and what the desk refuses and logs.

The krav here are the test's own, so that a krav taken out of a routine is still missed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.sample import STATION, Jour, open_child, reply
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night
from tests.rutiner.shipped import book, broken

from jourstod.desk.sheets import sheet_for
from jourstod.domain.counting import Extends, State, due, parse_length, state
from jourstod.domain.decide.decisions import may_decide, refuse_unless_appointed
from jourstod.domain.disclosure import CONSENT
from jourstod.domain.errors import NotAppointed
from jourstod.domain.facts import Sensitivity
from jourstod.domain.flaws import flaws
from jourstod.domain.local_time import to_utc
from jourstod.domain.routine import Step, StepKind
from jourstod.domain.station import Board, Station
from jourstod.tui.incidents import record

COMPULSION = ("lvu-6", "lvu-6a", "lvu-11", "lvu-14", "lvu-31d", "handrackning-lvu-43",
              "lpbs-4-1", "lpbs-5-1", "lpbs-5-4", "lvm-13")  # fmt: skip
"""Decisions that only the nämnd, or one with its mandate, can make."""
NO_ADULT_CONSENT = "[nej, håller_inte, nås_inte, vet inte, ej aktuellt, ännu inte]"

BARN, PLATS, LVU = (
    "manniskohandel-barn", "skyddat-boende-och-placering", "omedelbart-omhandertagande",
)  # fmt: skip
NOT_TRIED = "[inget_ännu, vet inte, ej aktuellt, ännu inte]"
CHILD = {
    "an unaccompanied child in skyddat boende":
        (PLATS, "aldrig: placera_i_skyddat_boende, när: { vårdnad: ingen_här }"),
    "a child placed on its own consent alone":
        (PLATS,
         f"aldrig: placera_med_samtycke, när: {{ samtycke_vårdnadshavare: {NO_ADULT_CONSENT} }}"),
    "a child of fifteen or unclear age placed against its own no":
        (PLATS, "aldrig: placera_med_samtycke, när: { barnets_ålder: [från_15, oklart], "
         "samtycke_barnet: [nej, vet inte] }"),
    "a child in skyddat boende against the other's no without the nämnd":
        (PLATS, "innan: placera_i_skyddat_boende, ska: beslut_lpbs, "
         "om: { vårdnad: två, samtycke_andra_vårdnadshavaren: nej }"),
    "one who could not be reached passed over before the tries are written":
        (PLATS, "innan: den_ena_ensam, ska: { försök_att_nå_den_andra: "
         "[gjort, ej aktuellt, gick inte] }, om: { samtycke_andra_vårdnadshavaren: nås_inte }"),
    "LVU 6 § on the exploitation alone":
        (LVU, "aldrig: beslut_lvu6, när: { lvu_grund: [ingen, vet inte, ej aktuellt] }"),
    "LVU before it is written who was asked for consent":
        (LVU, "innan: beslut_lvu6, ska: samtycket_redovisat"),
    "LVU before it was put to the one who decides":
        (LVU, "innan: beslut_lvu6, ska: föredragning"),
    "a child placed against somebody's will on no decision":
        (LVU, "innan: placera_lvu, ska: beslut_lvu6, om: { lvu_grund: [hemmet, beteende] }"),
    "another ledamot called for another answer when nothing is new":
        (LVU, "aldrig: nytt_försök, när: { ledamotens_svar: nej, nytt_för_ledamoten: nej }"),
    "a suspected vårdnadshavare told before it is settled what may be known":
        (BARN, "innan: berätta_för_vårdnadshavaren, "
         "ska: { vårdnadshavaren_får_veta: [som_vanligt, inte_platsen] }"),
    "a vårdnadshavare asked before it is settled what may be known":
        (PLATS, "aldrig: vårdnadshavarens_ja, "
         f"när: {{ vad_vårdnadshavaren_får_veta: {NOT_TRIED} }}"),
    "the other vårdnadshavare asked before it is settled what may be known":
        (PLATS, "aldrig: andra_vårdnadshavarens_ja, "
         f"när: {{ vad_vårdnadshavaren_får_veta: {NOT_TRIED} }}"),
    "an involved vårdnadshavare asked for consent":
        (PLATS, "aldrig: vårdnadshavarens_ja, när: { vårdnadshavare_inblandad: [ja, vet inte] }"),
    "handräckning without a special reason":
        (LVU, "innan: begär_handräckning, ska: { handräckning_skäl: "
         "[särskilda_befogenheter, synnerliga_skäl] }"),
    "a child's case left without a written protection assessment":
        (BARN, "innan: överlämnat, "
         "ska: { skyddsbedömning: [ja, nej, vet inte, ej aktuellt, gick inte] }"),
    "a child questioned before the advice not to question":
        (BARN, "innan: barnets_ord, ska: { fråga_inte_ut: [gjort, ej aktuellt, gick inte] }"),
    "a child without a vårdnadshavare here left with one who says he is an uncle":
        (BARN, "aldrig: hem_utan_skydd, när: { vårdnad: ingen_här }"),
}  # fmt: skip


@pytest.fixture(scope="module")
def on_some_way() -> dict[str, list[str]]:
    """What of the child's list can happen, proved over every way at once, by routine."""
    return {id: broken(id, *_krav_of(id)) for id in (BARN, PLATS, LVU)}


def _krav_of(routine: str) -> list[str]:
    return [krav for id, krav in CHILD.values() if id == routine]


@pytest.mark.parametrize("what", CHILD)
def test_no_way_through_the_childs_routines_leads_to(
    what: str, on_some_way: dict[str, list[str]]
) -> None:
    routine, krav = CHILD[what]
    number = _krav_of(routine).index(krav)
    assert [told for told in on_some_way[routine] if f"prövat-{number}»" in told] == []


ADULT = {
    "an adult placed who has said no to help":
        ("manniskohandel-vuxen", "aldrig: boende.beslut_boende, när: { vill_ha_hjälp: nej }"),
    "a young adult in skyddat boende without an assessment of her own":
        ("manniskohandel-ung-vuxen", "innan: boende.skyddat_boende, ska: egen_prövning, "
         "om: { boende_i_natt: skyddat_boende }"),
    "LVU for a young adult on what others do to her":
        ("manniskohandel-ung-vuxen", "aldrig: lvu_beslut, när: { inte: { lvu_prövas: ja } }"),
    "help that waits for the question about the police":
        ("manniskohandel-vuxen", "innan: polisfrågan, ska: { vilja.erbjud_hjälp: "
        "[ja, nej, inte nu, vet inte, ej aktuellt, gick inte] }"),
    "an adult's crime reported without her yes":
        ("polisanmalan-och-samverkan",
         "aldrig: polisanmälan, när: { samtycke_polis: [nej, vet inte, ej aktuellt, ännu inte] }"),
    "an adult's no overridden before a team leader has tried it":
        ("polisanmalan-och-samverkan",
         "innan: polis_utan_ja, ska: { arbetsledaren_prövar: [gjort] }"),
    "an adult who says that she wants to be away reported as missing":
        ("forsvunnen-vuxen",
         "aldrig: polisen_utan_ja, efter: dörren_öppen"),
    "an adult reported as missing on nobody's decision":
        ("forsvunnen-vuxen", "aldrig: polisen_utan_ja, "
         "när: { beslut_polis_borta: [nej, vet inte, ej aktuellt, ännu inte] }"),
    "an adult reported as missing because of a yes to something else":
        ("forsvunnen-vuxen", "aldrig: polisen_med_ja, "
         "när: { samtycke_om_borta: [nej, vet inte, ej aktuellt, ännu inte] }"),
    "a caller from outside believed before somebody has looked":
        ("forsvunnen-vuxen", "innan: tecken, ska: { är_borta: [ja, vet inte, ej aktuellt, "
         "gick inte] }, om: { borta_enligt: [privat, myndighet] }"),
    "the others left in a house that the threatening one may know":
        ("forsvunnen-vuxen", "innan: morgonens_första, ska: { varna_boendet: [gjort, "
         "ej aktuellt, gick inte] }, om: { platsen_känd: ja }"),
    "one who is back put to sleep where the threatening one may know":
        ("forsvunnen-vuxen", "aldrig: samma_plats, när: { platsen_känd: [ja, vet inte] }"),
    "a missing child sent on as an adult":
        ("forsvunnen-vuxen", "aldrig: vem_säger, när: { åldersgrupp: [barn, oklart] }"),
    "betänketid applied for by somebody else's will":
        ("betanketid",
         "aldrig: ansökan, när: { vill_ha_betänketid: [nej, vet inte, ej aktuellt] }"),
    "betänketid for one who may already stay":
        ("betanketid",
         "aldrig: ansökan, när: { vistelsestatus: [svensk_eller_bosatt, har_tillstånd] }"),
}  # fmt: skip


@pytest.mark.parametrize("what", ADULT)
def test_no_way_leads_to(what: str) -> None:
    routine, krav = ADULT[what]
    assert broken(routine, krav) == []


def test_the_proof_finds_what_can_happen() -> None:
    can = "aldrig: placera_i_skyddat_boende, när: { vårdnad: en }"
    assert len(broken("skyddat-boende-och-placering", can)) == 1


def test_no_duty_officer_decides_on_compulsion_without_a_mandate() -> None:
    station = Station("Jour", (Board("soder", "Söder"),))
    found = [step for step in _steps() if step.decision in COMPULSION]
    assert {step.decision for step in found} >= {"lvu-6", "lvu-14", "lpbs-4-1"}
    for step in found:
        assert step.mandates, step.id
        with pytest.raises(NotAppointed) as refused:
            refuse_unless_appointed(book(), station, "soder", step, "Anna Berg", "2026-12-01")
        assert "Fråga efter uppdraget" in refused.value.sentence
        assert ".." not in refused.value.sentence


def test_every_step_that_rests_on_a_provision_of_compulsion_needs_its_mandate() -> None:
    rests = {"lvu-6", "lvu-6a", "lvu-14", "lvu-31d", "lpbs-4-1", "lvm-13"}
    free = [step.id for step in _steps()
            if step.kind is StepKind.DECISION and not step.mandates
            and any(p in rests for p in step.provisions[:1])]  # fmt: skip
    assert free == []


def test_nobody_is_named_as_holding_a_mandate_in_the_shared_routines() -> None:
    step = next(step for step in _steps() if step.decision == "lvu-6")
    station = Station("Jour", (Board("soder", "Söder"),))
    assert may_decide(book(), station, "soder", step, "2026-12-01").startswith("Ingen med uppdrag")


def test_at_the_desk_a_decision_ahead_by_one_without_mandate_is_refused_and_says_who_may() -> None:
    desk = (jour := Jour()).desk()
    id = _at_the_decision(jour)
    with pytest.raises(NotAppointed) as refused:
        reply(desk, id, "beslut", beslutsfattare="Anna Berg", beslutad="23:59")
    assert "Eva Ek" in refused.value.sentence
    assert desk.case(id).decisions == {}


def test_at_the_desk_what_was_decided_by_one_without_mandate_is_logged_with_its_flaw() -> None:
    desk = (jour := Jour()).desk()
    id = _at_the_decision(jour)
    case = reply(desk, id, "beslut", beslutsfattare="Anna Berg")
    [made] = case.decisions.values()
    assert made.event.decider == "Anna Berg"
    told = " ".join(flaws(case, desk.book(case), jour.now()))
    assert "Anna Berg har inget känt uppdrag" in told
    assert "saknar föredragande" in told


def test_no_fact_reaches_the_regional_coordinator_or_migrationsverket_without_consent() -> None:
    for fact in book().facts.values():
        for receiver, ground in fact.cleared:
            if receiver in ("regionkoordinator", "stodtelefon", "migrationsverket"):
                assert ground == CONSENT, f"{fact.id}: {receiver}"


def test_at_the_desk_the_coordinators_sheet_is_empty_when_the_consent_is_taken_back() -> None:
    desk = sheet_desk(sheet_jour())
    child = whole_night(desk)
    assert sheet_for(desk, child, "regionkoordinator").facts
    from jourstod.desk.command import new_command

    desk.acts.withdraw_consent(child, "regionkoordinator", "Maja", new_command())
    assert sheet_for(desk, child, "regionkoordinator").facts == ()


def test_an_adults_no_to_the_police_is_overridden_by_no_ground_of_a_fact() -> None:
    overriding = {"osl-10-23", "osl-10-15a", "osl-10-24"}
    used = {ground for fact in book().facts.values() for _, ground in fact.cleared}
    assert used & overriding == set()


def test_no_protected_value_is_cleared_for_anybody_outside() -> None:
    outside = [f"{fact.id}: {receiver}" for fact in book().facts.values()
               if fact.sensitivity is Sensitivity.PROTECTED
               for receiver, _ in fact.cleared if not book().agencies[receiver].own_board
               and receiver != "polisen"]  # fmt: skip
    assert outside == []


def test_no_contact_of_the_night_goes_to_somebody_who_answers_only_in_office_hours() -> None:
    closed = [f"{step.id}: {step.agency}" for step in _steps()
              if step.kind is StepKind.CONTACT
              and book().agencies[step.agency].hours == "kontorstid"
              and not book().agencies[step.agency].own_board]  # fmt: skip
    assert closed == []


def test_the_specialists_are_registered_as_closed_at_night() -> None:
    for id in ("regionkoordinator", "stodtelefon"):
        assert book().agencies[id].hours == "kontorstid"


def test_a_decision_has_not_lapsed_on_a_red_day_and_the_clock_has_run_through_it() -> None:
    duty = book().duties["understallning-lvu-6"]
    length = parse_length(duty.length)
    assert length is not None
    friday = datetime(2026, 3, 27, 22, 0)  # a week before Good Friday, as in Malmö 2019
    counted = due(to_utc(friday.date(), friday.time()), length, book().calendar,
                  Extends(duty.extends))  # fmt: skip
    assert counted is not None
    assert (counted.unextended.isoformat(), counted.last_lawful.isoformat()) == (
        "2026-04-03", "2026-04-07",
    )  # fmt: skip
    at = counted.ends_at - timedelta(minutes=1)
    assert state(counted, at) is not State.PASSED
    assert state(counted, counted.ends_at) is State.PASSED


@pytest.mark.parametrize(
    ("duty", "starts", "length"),
    [
        ("understallning-lvu-6", "beslut", "1 vecka"),
        ("ansokan-lvu-8", "verkställighet", "4 veckor"),
        ("ansokan-lpbs", "verkställighet", "6 veckor"),
        ("betanketid", "svar", "30 dagar"),
        ("omedelbar-skyddsbedomning", "ärende_inkom", "genast"),
    ],
)
def test_the_clocks_the_ombudsman_has_named_start_where_the_law_says(
    duty: str, starts: str, length: str
) -> None:
    kept = book().duties[duty]
    assert (kept.starts_at, kept.length) == (starts, length)


def test_what_is_told_is_written_down_with_its_provision() -> None:
    told = [step for step in _steps() if step.fact == "uppgiftslämnarens_ord"]
    assert told
    assert all("fl-27" in step.provisions for step in told)


def test_what_is_not_certain_in_law_is_marked_where_it_is_cited() -> None:
    for provision in book().provisions.values():
        if provision.confidence != "verifierad":
            assert provision.cited.endswith(f"[{provision.confidence}]"), provision.id
        if provision.current.startswith("LVU"):
            assert "januari 2027" in provision.warning, provision.id


def test_an_incident_report_holds_no_word_of_what_was_typed(tmp_path: Path) -> None:
    try:
        raise ValueError("Maja Ek, Storgatan 5")
    except ValueError as error:
        record(error, tmp_path)
    written = [p.read_text(encoding="utf-8") for p in tmp_path.rglob("*") if p.is_file()]
    assert written
    assert not [text for text in written if "Maja" in text or "Storgatan" in text]


def _steps() -> list[Step]:
    return [step for routine in book().routines.values() for step in routine.steps.values()]


def _at_the_decision(jour: Jour) -> str:
    """A child in danger, at the step where LVU 6 § is decided."""
    desk = jour.desk()
    assert STATION.mandates
    id = open_child(desk, ("åldersgrupp", "barn"), ("fara", "nej"))
    for step in ("fara", "larma", "ålder", "börja_barn"):
        if step in {v.step for v in desk.case(id).open_visits()}:
            reply(desk, id, step, "gjort", vem="Ek", referens="K-88")
    reply(desk, id, "hot", "akut")
    reply(desk, id, "skydd", "ja", reason="Fadern väntar utanför.")
    return id
