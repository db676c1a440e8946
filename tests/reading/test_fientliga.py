"""Facts about hostile files: each is refused in 400 MiB by one finding, and none of it gets out.

Each is read in a process of its own, with a wall around its memory: what runs out of it, dies or
hangs ends that process and not the tests.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.reading.hostile_files import ANY, HOSTILE, RIGHT, Hostile, sound

from jourstod.domain.checks import check_all
from jourstod.domain.findings import has_errors
from jourstod.reading.excerpt import Excerpts
from jourstod.reading.shelf import Shelf

ROOT = Path(__file__).parents[2]
MEMORY = 400 * 1024 * 1024
HANGS = 300  # seconds; no measure of speed, only so that a test that hangs ends

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS is a wall on Linux")


@pytest.mark.parametrize("hostile", HOSTILE, ids=[one.name for one in HOSTILE])
def test_a_hostile_file_is_refused_by_one_finding_in_400_mib(
    hostile: Hostile, tmp_path: Path
) -> None:
    if hostile.name == "utan-lasratt" and os.geteuid() == 0:
        pytest.skip("root may read every file")
    found = _checked(hostile.name, tmp_path)
    # What the small folder around it is advised to do better is not about the file.
    own = [f for f in found if f["rule"] == hostile.rule or f["severity"] == "error"]
    rules = [f["rule"] for f in own]
    more = ["for-manga-fel"] if hostile.crowd > 1 else []
    assert rules == [hostile.rule] * hostile.crowd + more
    first = own[0]
    assert str(first["file"]).endswith(hostile.laid)
    assert hostile.line in (ANY, first["line"])
    assert hostile.column in (ANY, first["column"])
    assert hostile.says in str(first["text"])
    for finding in found:
        shown = f"{finding['text']}{finding['excerpt']}"
        assert _harmless(shown)
        assert "hemligt" not in shown


def test_there_are_at_least_thirty_and_each_has_its_own_name() -> None:
    assert len({one.name for one in HOSTILE}) == len(HOSTILE) >= 30


@pytest.mark.parametrize("name", ["trigger", "state", "initial", "machine", "may_fara", "to_klart"])
def test_a_step_may_be_called_as_a_part_of_the_machine_is(name: str, tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "hemlos.yaml").write_text(RIGHT.replace("larma", name), encoding="utf-8")
    shelf = Shelf(folder, check_all)
    assert not has_errors(shelf.findings())
    assert name in shelf.current()[0].routines["hemlos"].steps


@pytest.mark.parametrize(
    "words",
    ["[/bold] [red]x", "{0.__class__} {x!r} %s", "'; DROP TABLE events; --", "محمد", "Łukasz"],
)
def test_odd_but_harmless_words_in_a_question_stay_as_they_are(words: str, tmp_path: Path) -> None:
    folder = sound(tmp_path)
    asked = RIGHT.replace("Är personen i fara just nu?", json.dumps(words, ensure_ascii=False))
    (folder / "hemlos.yaml").write_text(asked, encoding="utf-8")
    shelf = Shelf(folder, check_all)
    assert not has_errors(shelf.findings())
    assert shelf.current()[0].routines["hemlos"].steps["fara"].text == words


def test_a_link_inside_the_folder_is_read_and_one_out_of_it_is_not_even_shown(
    tmp_path: Path,
) -> None:
    folder = sound(tmp_path)
    (folder / "hemlos.yaml").symlink_to(folder / "bortlagd")
    (folder / "bortlagd").write_text(RIGHT, encoding="utf-8")
    assert not has_errors(Shelf(folder, check_all).findings())
    (tmp_path / "utanför").write_text("hemligt\n", encoding="utf-8")
    (folder / "hemlos.yaml").unlink()
    (folder / "hemlos.yaml").symlink_to(tmp_path / "utanför")
    [finding] = Shelf(folder, check_all).findings()
    assert finding.rule == "olaslig-fil"
    assert Excerpts(folder).of(finding.place) == []


def _checked(name: str, root: Path) -> list[dict[str, object]]:
    """What is found in the file of that name, read in a process that has 400 MiB and no more."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.reading.hostile_files", name, str(root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
        preexec_fn=_walled,
    )
    assert ran.returncode == 0, ran.stderr[-2_000:]
    found: list[dict[str, object]] = json.loads(ran.stdout)
    return found


def _walled() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _harmless(text: str) -> bool:
    """Whether nothing in the text steers a terminal, turns the writing or hides."""
    return not any(
        (unicodedata.category(c) in ("Cc", "Cs", "Cf") and c != "\n")
        or 0xE0000 <= ord(c) <= 0xE007F
        for c in text
    )
