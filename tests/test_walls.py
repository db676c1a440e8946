"""The list of walls is whole: each stands once in its file, its tests are there, no row is bare."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.walled import threats
from scripts.walled.every import WALLS
from scripts.walled.wall import missing_tests

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "murar.md"


def test_what_is_taken_out_of_each_wall_stands_once_in_its_file() -> None:
    assert len(WALLS) > 200
    assert [(w.name, w.file, w.occurs(ROOT)) for w in WALLS if w.occurs(ROOT) != 1] == []


def test_what_is_put_in_its_place_is_python_too() -> None:
    for wall in WALLS:
        text = (ROOT / wall.file).read_text(encoding="utf-8")
        assert wall.taken_out(text) != text, wall.name
        if wall.file.endswith(".py"):
            compile(wall.taken_out(text), wall.file, "exec")


def test_every_test_that_a_wall_names_is_there() -> None:
    assert [wall.name for wall in WALLS if not wall.tests] == []
    assert missing_tests(ROOT, WALLS) == []


def test_no_two_walls_of_a_threat_have_one_name() -> None:
    names = [(wall.threat, wall.name) for wall in WALLS]
    assert sorted(set(names)) == sorted(names)


def test_every_row_of_the_threat_model_has_a_wall_and_every_wall_a_row() -> None:
    rows = threats.threats()
    assert len(rows) > 30
    assert set(rows) == {wall.threat for wall in WALLS}


def test_the_threat_model_names_the_tests_of_its_walls() -> None:
    text = threats.MODEL.read_text(encoding="utf-8")
    assert text == threats.with_tests(text, WALLS), "scripts/walls.py --rows writes it"


def test_every_wall_stands_on_the_page_as_one_that_was_seen_to_fall() -> None:
    page = PAGE.read_text(encoding="utf-8")
    heads = set(re.findall(r"^## (.+)$", page, re.MULTILINE))
    assert heads == {wall.threat for wall in WALLS}
    for wall in WALLS:
        short = wall.file.removeprefix("src/jourstod/")
        assert f"| {wall.name} | `{short}` | " in page, "make walls ARGS=--write"
    fell = re.search(r"\*\*(\d+) av (\d+)\*\*", page)
    assert fell is not None
    assert fell[1] == fell[2] == str(len(WALLS))
