"""Facts about routines on paper: whole, right, tied to a version, harmless, the same twice."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.reports.read import words_of
from tests.reports.test_forms import HOSTILE

from jourstod.domain.answers import UNKNOWN
from jourstod.domain.paper import as_card, paper
from jourstod.domain.printed_routine import Printed, PrintedRoutine
from jourstod.domain.routine import Routine, Step, StepKind
from jourstod.domain.routine_paper import codes
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.folder import shipped_example
from jourstod.reading.shelf import Shelf, shipped_routines
from jourstod.reading.station_reader import read_station_file
from jourstod.reports.card import LED_BY, card_turns
from jourstod.reports.routine_paper import PAPER_FORMS, render_paper

DAY = date(2026, 11, 24)
ASKING = (StepKind.QUESTION, StepKind.CONSENT)


@cache
def book() -> Rulebook:
    return Shelf(shipped_routines()).current()[0]


@cache
def binder() -> Printed:
    station, _ = read_station_file(shipped_example())
    return paper(book(), list(book().routines.values()), DAY, station=station, front=True)


@cache
def read(form: str, card: bool) -> str:
    """The whole binder in a form, read back from its bytes."""
    return squeezed(words_of(form, render_paper(as_card(binder()) if card else binder(), form)))


def squeezed(words: str) -> str:
    """Without blanks: a line of paper may break anywhere, and tags stand between words."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", words))


def one(id: str = "barn-som-misstankt") -> Printed:
    return paper(book(), [book().routines[id]], DAY)


def steps() -> list[tuple[Routine, PrintedRoutine, Step]]:
    return [
        (book().routines[printed.id], printed, step)
        for printed in binder().routines
        for step in book().routines[printed.id].steps.values()
    ]


@pytest.mark.parametrize("form", PAPER_FORMS)
def test_every_step_of_every_shipped_routine_is_on_the_paper(form: str) -> None:
    words = read(form, False)
    lost = [
        f"{routine.id} {step.id}"
        for routine, _, step in steps()
        if squeezed(f"{step.text}") not in words
    ]
    assert not lost


@pytest.mark.parametrize("form", PAPER_FORMS)
def test_every_question_stands_on_the_card_in_full_and_every_other_step_by_name(form: str) -> None:
    words = read(form, True)
    card = as_card(binder())
    lost = [
        f"{routine.code} {step.number}"
        for routine in card.routines
        for step in routine.steps
        if squeezed(step.text if step.asks else step.short) not in words
    ]
    assert not lost


def test_the_numbers_of_the_paper_are_those_of_the_program() -> None:
    for routine, printed, step in steps():
        number = routine.numbers[step.id]
        assert printed.steps[number - 1].number == number
        assert printed.steps[number - 1].text == step.text


def test_every_branch_leads_to_the_number_of_its_step() -> None:
    for routine, printed, step in steps():
        shown = printed.steps[routine.numbers[step.id] - 1]
        told = [way.number for turn in shown.turns for box in turn.boxes for way in turn.ways]
        meant = [
            routine.numbers[branch.to]
            for branch in step.branches
            for outcome in branch.outcomes
            if outcome != UNKNOWN or step.kind in ASKING
        ]
        assert sorted(told) == sorted(meant), f"{routine.id} {step.id}"


def test_a_printed_arrow_says_the_number_it_leads_to() -> None:
    printed = one("forsvunnet-barn")
    words = words_of("html", render_paper(printed, "html"))
    arrows = re.findall(r'class="way">(→ steg|← tillbaka till steg) <b>(\d+)</b>', words)
    meant = [
        ("← tillbaka till steg" if way.back else "→ steg", str(way.number))
        for step in printed.routines[0].steps
        for turn in step.turns
        for way in turn.ways
    ]
    assert arrows == meant and meant


@pytest.mark.parametrize("card", [False, True])
def test_the_bundle_and_the_day_stand_on_every_page(card: bool) -> None:
    for page in PdfReader(BytesIO(render_paper(as_card(one()) if card else one(), "pdf"))).pages:
        words = page.extract_text()
        assert book().bundle[:12] in words
        assert "24 november 2026" in words


@pytest.mark.parametrize("form", PAPER_FORMS)
@pytest.mark.parametrize("card", [False, True])
def test_the_same_paper_gives_the_same_bytes(form: str, card: bool) -> None:
    printed = as_card(one()) if card else one()
    assert render_paper(printed, form) == render_paper(printed, form)


@pytest.mark.parametrize("card", [False, True])
def test_the_pdf_is_tagged_in_swedish_and_has_its_size(card: bool) -> None:
    reader = PdfReader(BytesIO(render_paper(as_card(one()) if card else one(), "pdf")))
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] is not False  # type: ignore[index]
    assert str(root["/Lang"]).startswith("sv")
    width = float(reader.pages[0].mediabox.width)
    assert round(width / 72 * 25.4) == (148 if card else 210)


def test_a_card_never_says_what_the_routine_is_about_in_title_or_foot() -> None:
    for routine in binder().routines:
        card = as_card(replace(binder(), routines=(routine,), front=None))
        assert card.title == f"Fältkort {routine.code}"
        reader = PdfReader(BytesIO(render_paper(card, "pdf")))
        assert reader.metadata and routine.title not in str(reader.metadata.title)
        first, *_, foot = reader.pages[0].extract_text().splitlines()
        assert first == card.title and "sida" in foot
        assert routine.title not in foot


def test_short_cards_fit_on_two_sides() -> None:
    short = [routine for routine in binder().routines if len(routine.steps) <= 24]
    assert short
    for routine in short:
        card = as_card(replace(binder(), routines=(routine,), front=None))
        assert len(PdfReader(BytesIO(render_paper(card, "pdf"))).pages) <= 2, routine.id


@pytest.mark.parametrize(
    "id", ["manniskohandel-barn", "manniskohandel-vuxen", "manniskohandel-ung-vuxen"]
)
def test_the_long_cards_go_on_two_sides_in_type_that_can_be_read(id: str) -> None:
    [routine] = [one for one in binder().routines if one.id == id]
    pages = PdfReader(
        BytesIO(render_paper(as_card(replace(binder(), routines=(routine,), front=None)), "pdf"))
    ).pages
    sizes: set[float] = set()
    for page in pages:
        page.extract_text(
            visitor_text=lambda text, _, matrix, __, size: (
                sizes.add(round(size * abs(matrix[3] or 1), 1)) if text.strip() else None
            )
        )
    assert len(pages) == 2
    assert min(sizes) >= 8


def test_a_way_of_its_own_is_never_left_off_the_card() -> None:
    for routine in binder().routines:
        for step in routine.steps:
            shown = {box.label: turn.ways for turn in card_turns(step) for box in turn.boxes}
            usual = next((shown[label] for label in LED_BY if label in shown), None)
            for turn in step.turns:
                for box in turn.boxes:
                    assert shown.get(box.label, usual) == turn.ways, (routine.id, step.number)


def test_no_two_cards_have_the_same_code() -> None:
    made = codes(["ab-c", "ad-c", "ab-d", "abc-c", "x"])
    assert len(set(made.values())) == 5 and made["x"] == "X"


@pytest.mark.parametrize("form", PAPER_FORMS)
def test_local_numbers_stand_with_when_they_were_confirmed(form: str) -> None:
    words = read(form, False)
    assert squeezed("070-174 06 19") in words and squeezed("bekräftat 2026-11-20") in words
    assert squeezed("Mika Låtsas") in words


def test_without_a_station_there_are_lines_to_write_numbers_on() -> None:
    words = words_of("html", render_paper(one(), "html"))
    assert "Stationens fil finns inte" in words and "Skriv numret här" in words


@pytest.mark.parametrize("form", PAPER_FORMS)
def test_the_front_page_tells_the_work_of_the_night_from_that_of_the_day(form: str) -> None:
    words = read(form, False)
    assert all(squeezed(s) in words for s in ("Göra förhandsbedömningen", "Begära handräckning"))
    assert all(squeezed(routine.title) in words for routine in binder().routines)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("card", [False, True])
def test_hostile_words_in_a_routine_do_no_harm(name: str, card: bool) -> None:
    printed = replaced(one(), HOSTILE[name])
    printed = as_card(printed) if card else printed
    assert render_paper(printed, "pdf").startswith(b"%PDF")
    page = render_paper(printed, "html").decode()
    seen: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(tag)
            assert not [key for key, _ in attrs if key.startswith("on") or key == "src"]

    Tags().feed(page)
    assert not {"script", "img", "iframe", "link"} & set(seen)
    assert "\u202e" not in page and "\x1b" not in page


def replaced(value: Any, words: str) -> Any:
    """Every text of the paper replaced."""
    if isinstance(value, str):
        return words
    if isinstance(value, tuple):
        return tuple(replaced(part, words) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: replaced(getattr(value, f.name), words) for f in fields(value)}
        )
    return value
