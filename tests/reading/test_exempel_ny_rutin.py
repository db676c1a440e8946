"""Facts about the worked example: what its commands answer is what stands on the page."""

from __future__ import annotations

import re

from scripts.example_docs import NEW, PAGE, ROOT, filled
from tests.rutiner.shipped import book

TEXT = PAGE.read_text(encoding="utf-8")


def test_every_command_on_the_page_answers_as_it_is_written() -> None:
    assert filled(TEXT) == TEXT


def test_the_draft_ends_without_a_finding_and_with_a_night_that_goes_as_written() -> None:
    answers = re.findall(
        r"^\$ (jourstod routine \w+).*\n((?:.+\n|\n(?!```))*?)```", TEXT, re.MULTILINE
    )
    last = dict(answers)
    assert "inga fynd" in last["jourstod routine check"]
    assert "ingen gick inte som den är skriven" in last["jourstod routine test"]


def test_what_the_page_says_of_the_finished_routine_is_so() -> None:
    text = (ROOT / "routines" / f"{NEW}.yaml").read_text(encoding="utf-8")
    steps = re.findall(r"^  [\wåäö]+:\n", text[text.index("\nsteg:") :], re.MULTILINE)
    fragments = text.count("    fragment: ")
    assert "tjugosju egna steg, sju\nfragment och nio krav" in TEXT
    krav = {one.id.partition(".")[0] for one in book().routines[NEW].krav}
    assert (len(steps) - fragments, fragments, len(krav)) == (27, 7, 9)
