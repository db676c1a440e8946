"""Facts about the map: every move of the machine is on it, in every form, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.reading.small_folder import altered, read

from jourstod.cli import main
from jourstod.commands.draw import drawn
from jourstod.domain.machine import edges
from jourstod.domain.route_map import HERE, RouteMap, route_map
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import Shelf, shipped_routines
from jourstod.reports.map_as_text import map_as_text

BOOK, _ = Shelf(shipped_routines()).current()
SVG = "{http://www.w3.org/2000/svg}"


def mapped(id: str, book: Rulebook = BOOK) -> RouteMap:
    return route_map(book, book.routines[id])


@pytest.mark.parametrize("id", sorted(BOOK.routines))
def test_the_map_has_every_move_of_the_machine_and_no_other(id: str) -> None:
    routine = BOOK.routines[id]
    moves = {(routine.numbers[step.id], routine.numbers[b.to]) for step, b in edges(routine)}
    drawn_ones = {(step.number, arrow.to) for step in mapped(id).steps for arrow in step.arrows}
    assert drawn_ones == moves
    started = {(step.id, other) for step, b in edges(routine) for other in b.starts}
    told = {
        (step.id, title) for step in mapped(id).steps for a in step.arrows for title in a.starts
    }
    assert told == {(step, BOOK.routines[other].title) for step, other in started}


@pytest.mark.parametrize("id", sorted(BOOK.routines))
def test_every_form_has_every_step_and_every_arrow(id: str) -> None:
    found = mapped(id)
    arrows = sum(len(step.arrows) for step in found.steps)
    root = ElementTree.fromstring(drawn(found, "svg"))
    assert len(root.findall(f"{SVG}path")) == arrows
    mermaid = drawn(found, "mermaid")
    assert (
        len(re.findall(r"^  s\d+ (?:-->|-\.->)(?:\|\"[^\"]*\"\|)? s\d+$", mermaid, re.M)) == arrows
    )
    assert mermaid.count("subgraph") == mermaid.count("\n  end\n")
    text = drawn(found, "text")
    assert text.count("→ ") == arrows
    assert max(map(len, text.splitlines())) <= 80


def test_the_picture_stands_on_its_own_and_can_be_heard() -> None:
    picture = drawn(mapped("manniskohandel-barn"), "svg")
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and told is not None and told.text is not None
    assert title.text == "Karta: Misstänkt människohandel – barn"
    for step in mapped("manniskohandel-barn").steps:
        assert f"{step.number}. {step.name}." in told.text
    assert picture.count("http") == 1, "only the name of the format: nothing is fetched"
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", picture))
    assert colours <= {"#000", "#fff"}


def test_the_same_routine_gives_the_same_bytes() -> None:
    for form in ("svg", "mermaid", "text"):
        assert drawn(mapped("inkommande"), form) == drawn(mapped("inkommande"), form)


def test_what_somebody_wrote_stays_words_in_every_form() -> None:
    hostile = '<script>alert(1)</script> \\"| #quot;'
    files = altered("barn.yaml", "titel: Barn i fara", f"titel: '{hostile}'")
    files["barn.yaml"] = files["barn.yaml"].replace("fas: Uppgifter", f"fas: '{hostile}'")
    found = mapped("barn", read(files)[0])
    picture = drawn(found, "svg")
    assert "<script" not in picture
    assert hostile in "".join(ElementTree.fromstring(picture).itertext())
    lines = drawn(found, "mermaid").splitlines()
    line = next(line for line in lines if "script" in line and "subgraph" in line)
    assert re.fullmatch(r'  subgraph f\d+\["[^"<>|`\\]*"\]', line)


def test_clocks_receivers_starts_and_ends_are_marked() -> None:
    text = "\n".join(map_as_text(mapped("manniskohandel-barn"), 200))
    assert "Klocka: möter " in text
    assert "Klocka: startar " in text
    assert "Till: Polisen" in text
    assert "(startar Barnet är misstänkt för brott)" in text
    assert "Slut." in text
    assert "Här börjar rutinen." in text


def test_a_case_marks_where_it_is() -> None:
    found = mapped("inkommande")
    here = found.steps[2]
    lines = map_as_text(found, 80, {here.id: HERE})
    assert [line for line in lines if line.startswith("➤") and "här nu," not in line] == [
        next(line for line in lines if f"  {here.number}  {here.name}" in line)
    ]


def test_the_command_saves_a_file_and_names_the_nearest_routine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "karta.svg"
    assert main(["routine", "draw", "inkommande", "--format", "svg", "--output", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == drawn(mapped("inkommande"), "svg")
    capsys.readouterr()
    assert main(["routine", "draw", "inkomande"]) == 2
    assert "Menade du «inkommande»?" in capsys.readouterr().err
