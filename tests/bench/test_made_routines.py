"""The routines that the benchmark makes hold, and those it makes to be refused are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.made_routines import dependent, folder_of, independent
from bench.measure import Figure, Measured
from bench.table import page, page_with

from jourstod.domain.checks import check_all
from jourstod.reading.shelf import Shelf

ABOUT = [("Datum", "2026-11-28"), ("Processor", "P"), ("Python", "3.11")]


@pytest.mark.parametrize("steps", [30, 100])
def test_a_made_routine_has_its_steps_its_questions_its_krav_and_no_finding(
    tmp_path: Path, steps: int
) -> None:
    text, facts = independent("lang", steps)
    shelf = Shelf(folder_of(tmp_path / "routines", {"lang": text}, facts), check_all)
    assert shelf.findings() == []
    made = shelf.current()[0].routines["lang"]
    assert len(made.steps) == steps + 1  # and the end
    assert sum(bool(step.fact) for step in made.steps.values()) == steps // 5
    assert len(made.krav) == 2 * -(-steps // 25) + 2


def test_several_made_routines_stand_in_one_folder(tmp_path: Path) -> None:
    made = {f"r-{n}": independent(f"r-{n}", 10) for n in range(3)}
    texts = {id: text for id, (text, _) in made.items()}
    shelf = Shelf(folder_of(tmp_path / "r", texts, "".join(f for _, f in made.values())), check_all)
    assert shelf.findings() == []
    assert set(shelf.current()[0].routines) == set(made)


@pytest.mark.parametrize(
    ("questions", "in_one", "rules"),
    [
        (3, False, []),
        (3, True, []),
        (12, True, ["for-manga-lagen"]),
        (12, False, ["for-manga-lagen"]),
    ],
)
def test_answers_that_all_depend_on_each_other_are_proved_when_few_and_refused_when_many(
    tmp_path: Path, questions: int, in_one: bool, rules: list[str]
) -> None:
    text, facts = dependent("beror", questions, in_one=in_one)
    folder = folder_of(tmp_path / "routines", {"beror": text}, facts)
    assert [f.rule for f in Shelf(folder, check_all).findings()] == rules


def test_one_part_is_written_anew_with_its_own_date_and_the_others_stand() -> None:
    one, two = (Measured(title, (Figure("A", 1, "ms"),)) for title in ("Ett", "Två"))
    whole = page([("Datum", "2026-01-01")], [one, two], 3)
    again = Measured("Ett", (Figure("A", 2, "ms"),), ("En rad.",))
    new = Measured("Tre", (Figure("A", 3, "ms"),))
    text = page_with(whole, [again, new], ABOUT)
    head, first, second, third = text.split("\n## ")
    assert whole.startswith(head.rstrip())
    assert "2,00 ms" in first and "1,00 ms" not in first
    assert "- En rad.\n- Mätt för sig 2026-11-28: P, Python 3.11." in first
    assert second.rstrip() == whole.split("\n## ")[2].rstrip()
    assert third.startswith("Tre\n") and text.endswith("Python 3.11.\n")
    assert page_with(text, [again], ABOUT) == text
