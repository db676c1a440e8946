"""Facts about the documents of the language: the example holds, no key or rule is left out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.reading.small_folder import FILES, read

import jourstod.reading
from jourstod.domain.routine import StepKind
from jourstod.reading.fields import Fields
from jourstod.reading.marks import Node
from jourstod.reading.station_reader import read_station_file

DOCS = Path(__file__).parents[2] / "docs"
DOC = (DOCS / "rutinspraket.md").read_text(encoding="utf-8")
NIGHTS = (DOCS / "prov.md").read_text(encoding="utf-8")
STATION = (DOCS / "stationens-fil.md").read_text(encoding="utf-8")
_FILE = re.compile(r"<!-- fil: (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def test_the_example_passes_without_a_single_finding() -> None:
    files = dict(_FILE.findall(DOC))
    book, findings = read(files)
    assert [finding.text() for finding in findings] == []
    assert list(book.routines) == ["exempel"]
    kinds = {step.kind for step in book.routines["exempel"].steps.values()}
    assert kinds == set(StepKind), "the example shows every kind of step"


def test_the_example_of_a_station_passes(tmp_path: Path) -> None:
    text = next(block for block in re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
                if block.startswith("station:"))  # fmt: skip
    path = tmp_path / "station.yaml"
    path.write_text(text, encoding="utf-8")
    station, findings = read_station_file(path)
    assert findings == []
    assert station is not None
    assert station.boards
    assert station.mandates


def test_every_key_of_the_station_file_is_described_and_the_example_there_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    at = Fields.at

    def recorded(self: Fields, key: str) -> Node | None:
        asked.add(key)
        return at(self, key)

    monkeypatch.setattr(Fields, "at", recorded)
    [text] = re.findall(r"```yaml\n(.*?)```", STATION, re.DOTALL)
    path = tmp_path / "station.yaml"
    path.write_text(text, encoding="utf-8")
    station, findings = read_station_file(path)
    assert findings == []
    assert station is not None
    parts = (station.officers, station.delegations, station.districts, station.contacts)
    assert all((*parts, station.beds, station.clocks, station.hours))
    assert len(asked) > 40
    missing = {key for key in asked if not re.search(rf"(?:`|\b){re.escape(key)}(?:`|:)", STATION)}
    assert missing == set()


def test_every_key_a_reader_asks_for_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    at = Fields.at

    def recorded(self: Fields, key: str) -> Node | None:
        asked.add(key)
        return at(self, key)

    monkeypatch.setattr(Fields, "at", recorded)
    read({**FILES, "README.md": "another bundle than the one already read"})
    assert len(asked) > 60
    missing = {key for key in asked if not re.search(rf"(?:`|\b){re.escape(key)}(?:`|:)", DOC)}
    assert missing == set()


def test_every_rule_of_the_readers_is_described() -> None:
    rules = set(_rules())
    assert len(rules) > 40
    assert {rule for rule in rules if f"`{rule}`" not in DOC + NIGHTS + STATION} == set()


def test_no_rule_is_described_that_does_not_exist() -> None:
    table = (
        DOC[DOC.index("### Felens namn") :]
        + NIGHTS[NIGHTS.index("## När något är fel") :]
        + STATION[STATION.index("## Felens namn") :]
    )
    described = {rule for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
                 for rule in re.findall(r"`([a-z-]+)`", row)}  # fmt: skip
    assert described - set(_rules()) == set()


def _rules() -> Iterator[str]:
    """The slugs that stand as a text of their own in the readers' calls."""
    folder = Path(jourstod.reading.__file__).parent
    told_elsewhere = {
        "mistakes",
        "syntax",
        "raw_text",
        "marks",
        "half_written",
    }  # the mistakes of any YAML
    for path in sorted(folder.glob("*.py")):
        if path.stem in told_elsewhere:
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in {"error", "follow_on", "warning"}:
                yield from _texts(call.args[:1])
            elif name in {"Finding", "_finding", "Names"}:
                yield from (t for t in _texts(call.args[1:2]) if _SLUG.fullmatch(t))


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
