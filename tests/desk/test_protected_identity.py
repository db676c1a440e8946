"""Protected identity at the desk: who may open, what is masked, what may be typed and found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from tests.desk.protected_case import CHIEF, LISTED, OTHER, add, desk_of, protected
from tests.desk.sample import Jour, open_child, reply

from jourstod.desk.all_clocks import all_clocks
from jourstod.desk.board import BoardRow
from jourstod.desk.case_forms import another_person
from jourstod.desk.case_life import cancel, open_in_emergency, show_case, tell_protection
from jourstod.desk.case_papers import papers
from jourstod.desk.command import new_command
from jourstod.desk.desk import Desk
from jourstod.desk.inbox import inbox
from jourstod.desk.link_forms import case_named
from jourstod.desk.linking import merge, move
from jourstod.desk.night_sheets import morning, shift
from jourstod.desk.protection_forms import KNOWN, findable, known
from jourstod.desk.receipts import receipts
from jourstod.desk.sheets import hand_over, sheet_for
from jourstod.desk.shift import end_shift
from jourstod.desk.step_use import step_use
from jourstod.domain import events as ev
from jourstod.domain.decide.cases import Intake
from jourstod.domain.decide.protection import LooksPersonal, StillMasked, make_findable
from jourstod.domain.errors import AnswerIncomplete, JourError, NoRight, NoSuchCase, ReasonMissing
from jourstod.domain.people import Handler, Role
from jourstod.domain.protection import Level, ProtectedCase
from jourstod.domain.tripwire import MASK
from jourstod.reports import render
from jourstod.store.memory import MemoryVault

ANNA = Handler("AB", "Anna Berg")


def told(level: Level, reason: str = "", alias: str = "") -> ev.ProtectionTold:
    return ev.ProtectionTold(level.value, "Skatteverket", reason, alias)


def lose_marks(jour: Jour) -> None:
    assert isinstance(jour.vault, MemoryVault)
    jour.vault.marks._shelves.marks.clear()


def row_of(desk: Desk, case_id: str) -> BoardRow:
    return next(row for row in desk.board() if row.case == case_id)


# --- who may open -----------------------------------------------------------------------------


def test_a_handler_who_is_not_on_the_list_cannot_read_or_write_the_case() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, OTHER)
    for attempt in (
        lambda: desk.case(case_id),
        lambda: desk.on_paper(case_id),
        lambda: desk.acts.note(case_id, "Hej.", new_command()),
        lambda: desk.take(case_id, new_command()),
    ):
        with pytest.raises(ProtectedCase, match="Eva Ek"):
            attempt()


def test_one_on_the_list_opens_it_by_signature_or_by_whole_name_where_there_is_none() -> None:
    jour = Jour()
    case_id = protected(jour)
    assert desk_of(jour, LISTED).case(case_id).number
    assert desk_of(jour, Handler("FF", "Fia Falk")).case(case_id).number
    with pytest.raises(ProtectedCase):  # the name of somebody whose signature is another
        desk_of(jour, Handler("XX", "Eva Ek")).case(case_id)


def test_whoever_wrote_it_in_has_it_until_it_is_given_away() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, ANNA)
    assert desk.case(case_id).handler == "AB"
    end_shift(desk)
    with pytest.raises(ProtectedCase):
        desk.case(case_id)


def test_an_emergency_opens_it_for_a_night_and_the_listed_see_that_it_was_opened() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, OTHER)
    with pytest.raises(ReasonMissing):
        open_in_emergency(desk, case_id, " ", new_command())
    open_in_emergency(desk, case_id, "Fara i natt, ingen svarar.", new_command())
    assert desk.case(case_id).number
    assert row_of(desk, case_id).where == "nödöppnat, läs skälet"
    assert any("nödsituation" in i.what for i in desk_of(jour, LISTED).case(case_id).open_items())
    jour.now.at += timedelta(hours=12)
    with pytest.raises(ProtectedCase):
        desk.case(case_id)


def test_only_one_on_the_list_ends_the_item_of_an_emergency() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk, listed = desk_of(jour, OTHER), desk_of(jour, LISTED)
    open_in_emergency(desk, case_id, "Fara i natt.", new_command())
    [item] = [one.id for one in desk.case(case_id).open_items() if "nödsituation" in one.what]
    with pytest.raises(NoRight):
        cancel(desk, case_id, item, False, "Behövs inte.", new_command())
    cancel(listed, case_id, item, False, "Skälet är läst.", new_command())
    assert not row_of(desk, case_id).where


def test_the_reception_cannot_open_in_an_emergency() -> None:
    jour = Jour()
    case_id = protected(jour)
    reception = desk_of(jour, Handler("MM", "Mia", Role.RECEPTION))
    with pytest.raises(NoRight):
        open_in_emergency(reception, case_id, "Vill se.", new_command())


# --- the level --------------------------------------------------------------------------------


def test_a_marking_is_a_warning_and_closes_nothing() -> None:
    jour = Jour()
    case_id = protected(jour, Level.MARKED)
    assert desk_of(jour, OTHER).case(case_id).alias == "Blå 7"
    assert "sekretessmarkering" in row_of(desk_of(jour, OTHER), case_id).who


def test_only_a_team_leader_lowers_a_level_and_with_a_reason() -> None:
    jour = Jour()
    case_id = protected(jour)
    with pytest.raises(NoRight):
        tell_protection(desk_of(jour, ANNA), case_id, told(Level.NONE, "fel"), new_command())
    chief = desk_of(jour, CHIEF)
    open_in_emergency(chief, case_id, "Ska sänkas.", new_command())
    with pytest.raises(ReasonMissing):
        tell_protection(chief, case_id, told(Level.NONE), new_command())
    tell_protection(chief, case_id, told(Level.NONE, "Skyddet är hävt."), new_command())
    assert desk_of(jour, OTHER).case(case_id).number


def test_whoever_has_not_the_case_does_not_tell_its_level() -> None:
    jour = Jour()
    case_id = open_child(desk_of(jour, ANNA))
    with pytest.raises(NoRight):
        tell_protection(desk_of(jour, OTHER), case_id, told(Level.REGISTERED), new_command())


@pytest.mark.parametrize("alias", ["950412-1234", "070 123 45 67", "Maja Lind", "Maja 9504121234"])
def test_an_alias_that_is_a_number_or_a_name_is_refused(alias: str) -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk, alias="Blå 7")
    with pytest.raises(AnswerIncomplete):
        tell_protection(desk, case_id, told(Level.ASSUMED, alias=alias), new_command())
    intake = Intake("soder", alias, protection=Level.ASSUMED.value, source="Skatteverket")
    with pytest.raises(AnswerIncomplete):
        desk.open_case("0f0e7c7e-0000-4000-8000-000000000001", intake, new_command())


def test_a_level_of_a_newer_version_is_the_strongest() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk)
    add(desk, case_id, ev.ProtectionTold("something new", "x"))
    with pytest.raises(ProtectedCase):
        desk_of(jour, OTHER).case(case_id)


# --- what is shown ----------------------------------------------------------------------------


def test_it_is_masked_until_it_is_shown_for_a_reason_and_again_when_it_is_left() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, ANNA)
    desk.acts.note(case_id, "Hon har blå mössa.", new_command())
    assert "mössa" not in repr(desk.case(case_id).entries)
    with pytest.raises(ReasonMissing):
        show_case(desk, case_id, "", new_command())
    show_case(desk, case_id, "Ringer henne nu.", new_command())
    assert "mössa" in repr(desk.case(case_id).entries)
    shown = [e.event for e in desk.case(case_id).entries if isinstance(e.event, ev.ProtectedShown)]
    assert [(one.view, one.reason) for one in shown] == [("case", "Ringer henne nu.")]
    desk.sight.cover(case_id)
    assert "mössa" not in repr(desk.case(case_id).entries)


def test_what_one_desk_shows_is_masked_at_the_other() -> None:
    jour = Jour()
    case_id = protected(jour)
    anna, eva = desk_of(jour, ANNA), desk_of(jour, LISTED)
    anna.acts.note(case_id, "Hon har blå mössa.", new_command())
    show_case(anna, case_id, "Ringer henne nu.", new_command())
    assert "mössa" not in repr(eva.case(case_id).entries)


def test_paper_and_sheets_are_masked_also_while_the_screen_shows_it() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, ANNA)
    desk.acts.note(case_id, "Hon har blå mössa.", new_command())
    show_case(desk, case_id, "Ringer henne nu.", new_command())
    assert "mössa" in repr(desk.case(case_id).entries)
    assert "mössa" not in repr(desk.on_paper(case_id).entries)
    text = render(sheet_for(desk, case_id).sheet, "text").decode()
    assert "mössa" not in text and "SKYDDAD FOLKBOKFÖRING" in text


def test_the_routine_goes_on_in_a_masked_case() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, ANNA)
    reply(desk, case_id, "fara", "nej")
    case = reply(desk, case_id, "ålder", "barn")
    assert {v.step for v in case.open_visits()} >= {"börja_barn"}
    whole = desk.whole(case_id)
    assert [v.id for v in case.open_visits()] == [v.id for v in whole.open_visits()]
    assert [e.id for e in case.entries] == [e.id for e in whole.entries]


def test_the_board_says_the_number_and_nothing_else_of_it() -> None:
    jour = Jour()
    case_id = protected(jour)
    row = row_of(desk_of(jour, ANNA), case_id)
    assert (row.who, row.where, row.board, row.clock) == ("skyddad", "", "", "frist")
    assert row.apart and row.handler == "AB" and row.number


def test_the_copy_of_a_sheet_that_was_left_before_is_not_shown() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk, ("fara", "ja"), alias="Blå 7")
    cut = sheet_for(desk, case_id, "polisen")
    hand_over(desk, case_id, cut, new_command(), "text", "Fara i natt.")
    [before] = receipts(desk, case_id)
    assert before.sheet is not None
    tell_protection(desk, case_id, told(Level.REGISTERED), new_command())
    [after] = receipts(desk, case_id)
    assert after.sheet is None and after.mark == before.mark


def test_a_receiver_typed_by_hand_is_not_named_on_the_board() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, ANNA)
    hand_over(desk, case_id, sheet_for(desk, case_id), new_command(), "text")
    [left] = desk.case(case_id).handovers
    desk.acts.accept(case_id, left, "ärendet", "Maja Lind", "Läser först.", new_command())
    assert desk.whole(case_id).handler == "Maja Lind"
    assert row_of(desk_of(jour, OTHER), case_id).handler == "mottaget"


def test_clocks_sheets_of_the_night_papers_and_inbox_tell_the_number_alone() -> None:
    jour = Jour()
    case_id = protected(jour)
    anna, other = desk_of(jour, ANNA), desk_of(jour, OTHER)
    number = anna.case(case_id).number
    hand_over(anna, case_id, sheet_for(anna, case_id), new_command(), "text")
    assert {r.clock.duty.name for r in all_clocks(other) if r.number == number} == {"frist"}
    for sheet in (morning(other, "soder"), shift(other)):
        text = render(sheet, "text").decode()
        assert f"{number}" in text and "skyddade (1)" in text.casefold() and "Omedelbar" not in text
    assert number not in render(morning(other, "norr"), "text").decode()
    for _, paper in papers(other):
        with pytest.raises(ProtectedCase):
            paper()
    assert inbox(other) == () and len(inbox(anna)) == 1


def test_no_search_finds_it_for_one_who_is_not_on_the_list() -> None:
    jour = Jour()
    case_id = protected(jour)
    number = desk_of(jour, ANNA).case(case_id).number
    other, listed = desk_of(jour, OTHER), desk_of(jour, LISTED)
    for typed in (number, number[-1], number[-4:], case_id, "Blå 7"):
        with pytest.raises(NoSuchCase):
            case_named(other, typed)
    assert listed.find(number) == case_id


def test_it_is_in_no_statistics() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    reply(desk, open_child(desk), "fara", "nej")
    assert step_use(desk).cases == 1
    case_id = protected(jour)
    reply(desk, case_id, "fara", "nej")
    assert step_use(desk).cases == 1


def test_what_was_written_is_brought_to_no_case_that_is_less_protected() -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, ANNA)
    other = open_child(desk, alias="Blå 8")
    noted = desk.acts.note(case_id, "Hon har blå mössa.", new_command()).entries[0]
    with pytest.raises(NoRight):
        move(desk, case_id, other, noted.id, "fel ärende", new_command())
    with pytest.raises(NoRight):
        merge(desk, case_id, other, "samma person", new_command())
    tell_protection(desk, other, told(Level.REGISTERED), new_command())
    move(desk, case_id, other, noted.id, "fel ärende", new_command())
    assert "mössa" in repr(desk.whole(other).entries)


def test_who_comes_along_is_as_protected() -> None:
    jour = Jour()
    case_id = protected(jour, Level.ASSUMED)
    desk = desk_of(jour, ANNA)
    asked = {"alias": "Blå 8", "relation": "syskon", "report": "anmälan"}
    another_person(desk, desk.case(case_id)).write(asked, new_command(), "")
    [other] = desk.case(case_id).links
    assert desk.whole(other).protection.level is Level.ASSUMED


# --- what is typed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["950412-1234", "19950412-1234", "199504121234", "9504121234", "950412 1234", "950472-1234",
     "Hon är född 950412–1234.", "٩٥٠٤١٢-١٢٣٤", "080229+1234"],
)  # fmt: skip
def test_a_personnummer_is_stopped_in_a_protected_case(typed: str) -> None:
    jour = Jour()
    case_id = protected(jour)
    desk = desk_of(jour, ANNA)
    with pytest.raises(LooksPersonal, match="akten finns"):
        desk.acts.note(case_id, typed, new_command())
    assert typed not in repr(desk.whole(case_id).entries)


@pytest.mark.parametrize(
    "typed",
    ["akten finns hos enhet 4", "070-123 45 67", "0701234567", "ärende 2026-0142", "K-880012345",
     "951350-1234"],
)  # fmt: skip
def test_a_pointer_a_telephone_and_a_reference_are_no_personnummer(typed: str) -> None:
    jour = Jour()
    case_id = protected(jour)
    desk_of(jour, ANNA).acts.note(case_id, typed, new_command())


def test_an_ordinary_case_takes_it_and_the_past_stays_when_the_level_is_told() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk, alias="Blå 7")
    desk.acts.note(case_id, "Hon är född 950412-1234.", new_command())
    tell_protection(desk, case_id, told(Level.REGISTERED), new_command())
    assert "950412-1234" in repr(desk.whole(case_id).entries)
    assert "950412-1234" not in repr(desk.case(case_id).entries)


def test_what_is_brought_in_from_another_case_is_taken_as_it_was_written() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    other, case_id = open_child(desk, alias="Blå 8"), protected(jour)
    noted = desk.acts.note(other, "Hon är född 950412-1234.", new_command()).entries[0]
    move(desk, other, case_id, noted.id, "fel ärende", new_command())
    assert "950412-1234" in repr(desk.whole(case_id).entries)


def test_where_it_is_from_is_told_with_a_level() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk, alias="Blå 7")
    with pytest.raises(AnswerIncomplete):  # the source is what the day can ask
        told_by_nobody = ev.ProtectionTold(Level.MARKED.value, " ")
        tell_protection(desk, case_id, told_by_nobody, new_command())


def test_an_old_text_that_the_program_tells_again_stops_no_correction() -> None:
    jour = Jour()
    case_id = protected(jour)
    add(desk_of(jour, ANNA), case_id, ev.MarkedResting("", "", "Ring om 950412-1234."))


def test_masked_text_is_never_written_as_if_somebody_had_said_it() -> None:
    jour = Jour()
    case_id = protected(jour)
    with pytest.raises(StillMasked):
        desk_of(jour, ANNA).acts.note(case_id, f"Hon bor på {MASK}.", new_command())


# --- found again ------------------------------------------------------------------------------


def make(desk: Desk, case_id: str, who: str) -> None:
    findable(desk, desk.case(case_id)).write({"who": who}, new_command(), "")


def test_the_same_name_or_number_finds_an_ordinary_case_and_says_no_more_than_that() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk)
    make(desk, case_id, "Maja Lind; 19950412-1234")
    number = desk.case(case_id).number
    for typed in ("lind, maja", "MAJA  LIND", "950412 1234", "9504121234"):
        assert known(desk_of(jour, OTHER), typed) == f"Det finns ett ärende: {number}, fråga AB."
    assert "Inget ärende" in known(desk, "Maja Lindh")
    kept = repr([e.event for e in desk.case(case_id).entries])
    assert "Lind" not in kept and "950412" not in kept


def test_a_protected_case_is_found_by_nothing_not_even_what_was_kept_before() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk, alias="Blå 7")
    make(desk, case_id, "Maja Lind")
    tell_protection(desk, case_id, told(Level.REGISTERED), new_command())
    assert not desk.whole(case_id).tokens
    for who in (ANNA, OTHER, LISTED):
        assert "Inget ärende" in known(desk_of(jour, who), "Maja Lind")
    with pytest.raises(JourError, match="sökbart"):
        findable(desk, desk.case(case_id))
    with pytest.raises(NoRight):
        desk.do(case_id, new_command(), lambda case, act: make_findable(case, act, ("t",)))


def test_a_name_that_is_only_asked_about_is_kept_in_no_draft() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    for place in (KNOWN, findable(desk, desk.case(open_child(desk))).place):
        desk.notebook.save(place, "Maja Lind")
        assert not desk.notebook.text(place)


def test_a_mark_that_was_left_behind_finds_no_protected_case() -> None:
    """The log says what a token finds, the mark only where to look."""
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk, alias="Blå 7")
    make(desk, case_id, "Maja Lind")
    tell_protection(desk, case_id, told(Level.REGISTERED), new_command())
    desk.known.keep(case_id, desk.known.tokens("Maja Lind"))
    assert "Inget ärende" in known(desk, "Maja Lind")


def test_what_can_be_found_is_indexed_again_where_the_marks_were_lost() -> None:
    """A restored copy and an encrypted store come without marks; the log still says it."""
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id, apart = open_child(desk), open_child(desk, alias="Blå 7")
    make(desk, case_id, "Maja Lind")
    make(desk, apart, "Sara Berg")
    tell_protection(desk, apart, told(Level.REGISTERED), new_command())
    assert "Inget" in known(desk, "Sara Berg")
    lose_marks(jour)
    again = desk_of(jour, OTHER)
    number = again.case(case_id).number
    assert known(again, "Maja Lind") == f"Det finns ett ärende: {number}, fråga AB."
    assert "Inget ärende" in known(again, "Sara Berg")


def test_another_station_indexes_what_it_sees_itself() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk)
    make(desk, case_id, "Maja Lind")
    [token] = desk.known.tokens("Maja Lind")
    assert "Det finns" in known(desk, "Maja Lind")
    desk.known.forget(case_id, [token])
    assert "Inget ärende" in known(desk, "Maja Lind"), "here all is marked as indexed"
    other = desk_of(jour, OTHER)
    other.station = replace(other.station, name="Jouren Norr")
    assert "Det finns" in known(other, "Maja Lind")


@pytest.mark.parametrize(
    ("said", "alias", "refused"),
    [
        ("Maja Lindqvist ringer från tåget.", "Maja", True),
        ("Hon heter Maja Lindqvist.", "maja", True),
        ("Hon heter Maja Lindqvist.", "Lindqvist", True),
        ("Hon heter Anna-Maja Lind.", "lilla Maja", True),
        ("Hon heter Maja Lindqvist.", "Maja 7", True),
        ("Ring Maja i morgon.", "Maja", False),
        ("Maja BUP ringde.", "Maja", False),
        ("Hon heter Maja Lindqvist.", "Blå 7", False),
        ("Hon heter Maja.", "Maja", False),
    ],
)
def test_a_first_name_alone_is_no_alias_where_the_whole_name_is_written(
    said: str, alias: str, refused: bool
) -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    case_id = open_child(desk, alias="Röd 3")
    desk.acts.note(case_id, said, new_command())
    act = replace(told(Level.REGISTERED), alias=alias)
    if refused:
        with pytest.raises(JourError, match="arbetsnamnet står i ett namn"):
            tell_protection(desk, case_id, act, new_command())
        assert desk.whole(case_id).protection.level is Level.NONE
    else:
        tell_protection(desk, case_id, act, new_command())


def test_a_protected_call_whose_alias_stands_in_the_name_of_who_rang_opens_no_case() -> None:
    jour = Jour()
    desk = desk_of(jour, ANNA)
    intake = Intake("soder", "Maja", "anmälan", "Maja Lindqvist", "", (),
                    protection="protected_registration", source="Polisen")  # fmt: skip
    with pytest.raises(JourError, match="arbetsnamnet står i ett namn"):
        desk.open_case(str(uuid4()), intake, new_command())
    assert not desk.board()


def test_tokens_of_two_stores_are_not_the_same() -> None:
    one, two = Jour(), Jour()
    assert one.vault.token("maja lind") == one.vault.token("maja lind")
    assert one.vault.token("maja lind") != two.vault.token("maja lind")
