"""Facts about a running case on paper: whole, in order, masked, marked, the same twice."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader
from tests.desk.sample import BARN, FixedShelf, open_child, reply, visit
from tests.desk.sheet_case import ADDRESS, PHONE, sheet_desk, sheet_jour, tell, whole_night
from tests.domain.planting import everywhere_planted, planted
from tests.domain.test_planted_address import FIELDS, SECRET, add, leaks, night
from tests.reports.read import words_of
from tests.reports.test_forms import HOSTILE

from jourstod.desk.case_papers import paper_of, papers
from jourstod.desk.command import Command, new_command
from jourstod.desk.desk import Desk
from jourstod.desk.exports import Way, papers_leave
from jourstod.domain import events as ev
from jourstod.domain.answers import Answer
from jourstod.domain.errors import NoSuchCase
from jourstod.domain.overview import questions
from jourstod.domain.printed_case import PrintedCase
from jourstod.domain.spoken_time import heard
from jourstod.reports.case_paper import case_paper_name, render_case
from jourstod.reports.paper_folder import put_on_paper

FORMS = ("pdf", "html")


@pytest.fixture
def desk() -> Desk:
    return sheet_desk(sheet_jour())


@pytest.fixture
def child(desk: Desk) -> str:
    return whole_night(desk)


def read(printed: PrintedCase, form: str) -> str:
    """All that can be read, without blanks: a line of paper may break anywhere."""
    return squeezed(words_of(form, render_case(printed, form)))


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", words))


@pytest.mark.parametrize("form", FORMS)
def test_who_may_not_be_informed_stands_before_who_it_is_about(
    desk: Desk, child: str, form: str
) -> None:
    words = read(paper_of(desk, child), form)
    assert -1 < words.index("Bosse") < words.index("Personen:")
    assert words.index("Bosse") < words.index("Klockorsomlöper")


@pytest.mark.parametrize("form", FORMS)
def test_where_clocks_promises_waits_and_open_items_stand_with_time_and_owner(
    desk: Desk, child: str, form: str
) -> None:
    at = "2026-11-24T02:00:00+00:00"
    desk.acts.set_callback(child, "Ek", "svar", at, new_command(), number="K-1")
    words = read(paper_of(desk, child), form)
    for told in (
        "Nås via boendets jour, kuvert 14",
        "Tis 24 nov 09:00, ansvarar AB: Ringa Maja · till Maja",
        "Tis 24 nov 03:00, ansvarar AB: svar · ring Ek · K-1",
        "ansvarar mottagning: Ring skolan · annars: hon inte är där: ring 112",
    ):
        assert squeezed(told) in words, told


@pytest.mark.parametrize("form", FORMS)
def test_what_is_done_stands_on_a_line_with_number_answer_time_and_who(
    desk: Desk, child: str, form: str
) -> None:
    routine = desk.book(desk.case(child)).routines["barn"]
    words = read(paper_of(desk, child), form)
    assert squeezed(f"{routine.numbers['hot']} Hot Akut mån 23 nov 22:") in words
    track = next(t for t in paper_of(desk, child).tracks if t.title == routine.title)
    assert [done.by for done in track.done if done.name == "Hot"] == ["AB"]


@pytest.mark.parametrize("form", FORMS)
def test_open_steps_and_those_that_may_come_stand_whole_under_the_numbers_of_the_program(
    desk: Desk, form: str
) -> None:
    child = half_way(desk)
    case, printed = desk.case(child), paper_of(desk, child)
    words = read(printed, form)
    for question in questions(case, desk.book(case)):
        [step] = [
            s for t in printed.tracks for s in t.asked
            if t.title == question.routine.title and s.number == question.number
        ]  # fmt: skip
        assert squeezed(f"{question.step.text}") in words and step.text == question.step.text
    ahead = [step for track in printed.tracks for step in track.ahead]
    assert ahead
    for step in ahead:
        assert squeezed(step.text) in words
        for turn in step.turns:
            assert all(squeezed(box.label) in words for box in turn.boxes)
            assert all(squeezed(f"steg {way.number}") in words for way in turn.ways)


def test_every_arrow_of_an_open_step_leads_to_a_step_that_is_on_the_paper(desk: Desk) -> None:
    printed = paper_of(desk, half_way(desk))
    for track in printed.tracks:
        there = {step.number for step in (*track.asked, *track.ahead)}
        led = {w.number for s in (*track.asked, *track.ahead) for t in s.turns for w in t.ways}
        assert led <= there


def half_way(desk: Desk) -> str:
    """A child whose danger is told, with protection still to be assessed."""
    child = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    desk.start_routine(child, "barn", new_command())
    reply(desk, child, "hot", "akut")
    return child


@pytest.mark.parametrize("form", FORMS)
def test_there_are_rows_for_the_time_line_and_words_on_how_it_is_typed_in(
    desk: Desk, child: str, form: str
) -> None:
    case = desk.case(child)
    words = read(paper_of(desk, child), form)
    assert squeezed("Hände Skrevs Uppgift från Vad Inskrivet") in words
    assert squeezed(f"skriv «steg 14 {case.bundle[:12]}»") in words
    assert squeezed("«hände tidigare»") in words
    assert squeezed(f"händelse {case.seq} ") in words


@pytest.mark.parametrize(("mode", "marked"), [("övning", True), ("skarp", False)])
def test_the_practice_mark_bundle_and_hour_stand_on_every_page(mode: str, marked: bool) -> None:
    desk = sheet_desk(sheet_jour(), mode)
    child = whole_night(desk)
    printed = paper_of(desk, child)
    pages = PdfReader(BytesIO(render_case(printed, "pdf"))).pages
    assert len(pages) > 2
    for page in pages:
        words = page.extract_text()
        assert ("ÖVNING" in words) is marked
        assert desk.case(child).bundle[:12] in words and printed.made_at in words
    assert ("ÖVNING" in words_of("html", render_case(printed, "html"))) is marked


@pytest.mark.parametrize("form", FORMS)
def test_a_protected_value_is_on_no_paper_also_where_the_jour_is_cleared_or_it_was_corrected(
    desk: Desk, child: str, form: str
) -> None:
    tell(desk, child, "var_nu", text="Lillgatan 3, Heby")
    tell(desk, child, "adress", text="Nygatan 9, Tierp")
    desk.acts.promise(child, f"Hämta på {ADDRESS}", "Lillgatan", "", new_command(), "jouren")
    desk.acts.leave_task(child, "Ring", "jouren", "före Heby", new_command(), f"ring {PHONE}")
    told_by = Command(new_command().id, heard("22:10", desk.clock()), "Tierp")
    reply_as(desk, child, told_by)
    words = words_of(form, render_case(paper_of(desk, child), form))
    for trace in ("Storgatan", "Uppsala", "70-123", "Lillgatan", "Heby", "Nygatan", "Tierp"):
        assert trace not in words, trace


def reply_as(desk: Desk, child: str, command: Command) -> None:
    """The first open question is put aside, and a note is told, by that command."""
    for asked in desk.case(child).open_visits()[:1]:
        desk.defer(child, asked.id, "Väntar på Heby", "", command)


@pytest.mark.parametrize("kind", get_args(ev.CaseEvent), ids=lambda kind: kind.KIND)
def test_a_planted_address_in_any_typed_field_is_on_no_paper(kind: type) -> None:
    names = [name for name, event in FIELDS if type(event) is kind]
    for number, name in enumerate(names):
        _, desk, child = night()
        event = [e for n, e in planted(desk.case(child), SECRET) if type(e) is kind][number]
        add(desk, child, event)
        printed = paper_of(desk, child)
        assert not leaks(words_of("html", render_case(printed, "html"))), name
        assert not leaks(case_paper_name(printed, "pdf")), name
    _, desk, child = night()
    add(desk, child, everywhere_planted(desk.case(child), kind, SECRET))
    assert not leaks(words_of("pdf", render_case(paper_of(desk, child), "pdf")))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["html", "typst", "textual", "bidi", "emoji", "scripts", "long"])
def test_the_same_paper_gives_the_same_bytes_and_hostile_text_does_nothing(
    desk: Desk, child: str, form: str, kind: str
) -> None:
    desk.acts.promise(child, HOSTILE[kind], "Maja", "", new_command(), "jouren")
    printed = paper_of(desk, child)
    content = render_case(printed, form)
    assert content == render_case(printed, form)
    if form == "html":
        assert b"<script" not in content and b"<img" not in content
        assert "\u202e" not in content.decode()


def test_title_and_file_are_named_by_the_number_only(desk: Desk, child: str) -> None:
    printed = paper_of(desk, child)
    number = desk.case(child).number
    assert case_paper_name(printed, "pdf") == f"{number}.pdf"
    reader = PdfReader(BytesIO(render_case(printed, "pdf")))
    assert reader.metadata is not None and reader.metadata.title == number
    assert f"<title>{number}</title>" in render_case(printed, "html").decode()


def test_one_that_cannot_be_made_is_said_and_never_stops_the_others(
    desk: Desk, child: str, tmp_path: Path
) -> None:
    def gone() -> PrintedCase:
        raise NoSuchCase("x")

    made, missing = put_on_paper(
        (("2026-0099", gone), *papers(desk)), tmp_path, "html", papers_leave(desk, Way(), "html")
    )
    assert [path.name for path in made] == [f"{desk.case(child).number}.html"]
    assert len(missing) == 1 and missing[0].startswith("2026-0099 är inte på papper.")


@pytest.mark.parametrize("form", FORMS)
def test_who_told_an_answer_is_masked_too(desk: Desk, form: str) -> None:
    child = half_way(desk)
    tell(desk, child, "adress", text=ADDRESS)
    told_by = Command(new_command().id, heard("22:10", desk.clock()), "Uppsala")
    given = Answer(("ja",), reason="Skäl.")
    desk.answer(child, visit(desk, child, "skydd"), given, told_by)
    words = words_of(form, render_case(paper_of(desk, child), form))
    assert "Uppsala" not in words and "→AB" in words


@pytest.mark.parametrize("form", FORMS)
def test_a_step_that_an_arrow_leads_back_to_says_what_was_answered_and_masks_it(form: str) -> None:
    jour = sheet_jour()
    files = dict(jour.shelf.files)
    back = "Ring arbetsledaren.\n    källa: manualen\n    sedan: "
    files["barn.yaml"] = BARN.replace(f"{back}uppgift", f"{back}skydd")
    assert files["barn.yaml"] != BARN
    jour.shelf = FixedShelf(files)
    desk = sheet_desk(jour)
    child = half_way(desk)
    tell(desk, child, "adress", text=ADDRESS)
    given = Answer(("nej",), text="Storgatan är lugn", reason="Skäl.")
    desk.answer(child, visit(desk, child, "skydd"), given, new_command())
    printed = paper_of(desk, child)
    [again] = [s for t in printed.tracks for s in t.ahead if s.number == 2 and s.notes]
    assert again.notes[0].label == "Redan gjort" and "mån 23 nov" in again.notes[0].text
    words = words_of(form, render_case(printed, form))
    assert "Redan gjort" in words and "tillbaka till steg" in words and "Storgatan" not in words
