"""Facts about the pages made of the registers: nothing that is uncertain can fall out of them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.rutiner.shipped import book

from jourstod.domain.routine import StepKind

DOCS = Path(__file__).parents[2] / "docs"
JURIST = (DOCS / "stadsjuristen.md").read_text(encoding="utf-8")
ROUTINES = (DOCS / "rutinerna.md").read_text(encoding="utf-8")


def test_the_jurist_is_asked_of_every_provision_that_is_not_verified() -> None:
    unsure = [p for p in book().provisions.values() if p.confidence != "verifierad"]
    assert unsure
    assert [p.id for p in unsure if f"**{p.cited}**" not in JURIST] == []


def test_the_jurist_reads_every_warning_of_a_provision() -> None:
    warned = [p for p in book().provisions.values() if p.warning]
    assert [p.id for p in warned if p.warning not in JURIST or p.current not in JURIST] == []


def test_the_jurist_is_asked_of_every_kind_of_decision() -> None:
    made = {s.decision for r in book().routines.values() for s in r.steps.values()
            if s.kind is StepKind.DECISION}  # fmt: skip
    assert {decision for decision in made if f"- **{decision}** (" not in JURIST} == set()


def test_the_jurist_is_asked_of_every_rule_of_secrecy_that_is_not_verified() -> None:
    unsure = [rule for rule in book().secrecy.values() if rule.confidence != "verifierad"]
    assert [rule.id for rule in unsure if f"**{rule.to}**" not in JURIST] == []


def test_every_routine_stands_on_its_page_with_its_version() -> None:
    for routine in book().routines.values():
        row = re.search(rf"^\| `{re.escape(routine.id)}` \|.*$", ROUTINES, re.MULTILINE)
        assert row, routine.id
        assert routine.valid_from in row[0] and routine.review_by in row[0]
