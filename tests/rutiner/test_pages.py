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


def test_the_jurist_reads_every_rule_of_secrecy_with_its_limits() -> None:
    rules = book().secrecy.values()
    assert [rule.id for rule in rules if f"**{rule.to}**" not in JURIST] == []
    assert [rule.id for rule in rules if rule.limits.strip() not in JURIST] == []


def test_a_rule_of_secrecy_that_leaves_something_to_a_jurist_is_not_called_sure() -> None:
    sure = JURIST.split("## 5. ")[1].split("## 6. ")[0]
    assert "[trolig]" not in sure and "[osäker]" not in sure and "jurist" not in sure


def test_the_jurist_is_asked_of_every_clock_and_how_it_is_counted() -> None:
    asked = JURIST.split("## 3. ")[1].split("## 4. ")[0]
    assert [duty.id for duty in book().duties.values() if f"**{duty.name}**" not in asked] == []
    unsure = [d for d in book().duties.values() if d.kind == "lag" and d.extends == "osäker"]
    counted = [d for d in unsure if d.length != "genast"]
    assert counted
    rows = {d.id: asked.split(f"**{d.name}**")[1].split("\n")[0] for d in counted}
    assert [id for id, row in rows.items() if "osäkert" not in row] == []


def test_the_jurist_reads_where_every_verified_text_was_read_and_when() -> None:
    read = JURIST.split("## 11. ")[1].split("## 12. ")[0]
    verified = [p for p in book().provisions.values() if p.confidence == "verifierad"]
    assert [p.id for p in verified if p.current not in read] == []


def test_the_jurist_reads_every_note_on_a_source() -> None:
    noted = [source for source in book().sources.values() if source.note]
    assert [source.id for source in noted if source.note not in JURIST] == []


def test_every_routine_stands_on_its_page_with_its_version() -> None:
    for routine in book().routines.values():
        row = re.search(rf"^\| `{re.escape(routine.id)}` \|.*$", ROUTINES, re.MULTILINE)
        assert row, routine.id
        assert routine.valid_from in row[0] and routine.review_by in row[0]
