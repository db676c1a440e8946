"""Facts about the shelf: bundles, what a broken file takes with it, and what it leaves."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.reading.small_folder import FILES, altered, lay_out, read

from jourstod.domain.checks import check_all
from jourstod.domain.findings import Finding, Place, Severity
from jourstod.domain.routine import Routine, StepKind
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import (
    BundleUnreadable,
    Folder,
    Shelf,
    bundle_id,
    pack,
    rulebook,
    shipped_routines,
)

HOSTILE = {
    "no-yaml": "rutin: [barn\nsteg: {",
    "deep": "[" * 20_000,
    "tag": "språk: 1\nrutin: !!python/object/apply:os.system [ls]\n",
    "anchors": "a: &a [x]\nb: [*a, *a]\n",
    "control": "språk: 1\ntitel: \x1b]52;c;hej\x07\n",
    "list": "- a\n- b\n",
    "text": "hej\n",
    "empty": "",
    "keys": "steg: { a: { b: { c: d } }, e: [], f: }\nkrav: { x: y }\nrutin: [z]\n",
}


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    first, _ = Folder(lay_out(tmp_path / "a")).bundle()
    backwards = dict(reversed(FILES.items()))
    again, _ = Folder(lay_out(tmp_path / "b", backwards)).bundle()
    assert again == first
    assert first.id == bundle_id(first.content)


def test_a_file_saved_on_another_system_gives_the_same_bytes(tmp_path: Path) -> None:
    first, _ = Folder(lay_out(tmp_path / "a")).bundle()
    other = lay_out(tmp_path / "b")
    text = unicodedata.normalize("NFD", FILES["barn.yaml"]).replace("\n", "\r\n")
    (other / "barn.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert Folder(other).bundle()[0] == first


def test_a_changed_word_gives_another_bundle(tmp_path: Path) -> None:
    first, _ = Folder(lay_out(tmp_path / "a")).bundle()
    changed = altered("barn.yaml", "Barn i fara", "Barn i stor fara")
    assert Folder(lay_out(tmp_path / "b", changed)).bundle()[0].id != first.id


def test_written_nights_and_other_files_are_no_part_of_the_bundle(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    first, _ = Folder(folder).bundle()
    lay_out(tmp_path, {"prov/natt.yaml": "språk: 1", "README.md": "hej", ".barn.yaml": "x",
                       "register/.lagrum.yaml": "x"})  # fmt: skip
    assert Folder(folder).bundle() == (first, [])


def test_a_file_that_will_not_be_read_is_told(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    lay_out(tmp_path, {"bil.yml": "x", "register/lagar.yaml": "x"})
    _, findings = Folder(folder).bundle()
    assert [(f.severity, f.rule, f.place.file) for f in findings] == [
        (Severity.WARNING, "fil-lases-inte", "routines/bil.yml"),
        (Severity.WARNING, "fil-lases-inte", "routines/register/lagar.yaml"),
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "mapp-saknas" in [f.rule for f in Shelf(tmp_path / "inget").findings()]


def test_the_order_in_which_files_come_does_not_matter() -> None:
    assert pack(dict(reversed(FILES.items()))) == pack(FILES)


@pytest.mark.parametrize(
    ("path", "line", "left"),
    [
        ("barn.yaml", "titel: Något annat\n", ["boende"]),
        ("fragment/tolk.yaml", "titel: Något annat\n", ["boende"]),
    ],
)
def test_a_file_in_which_something_stands_twice_is_not_used(
    path: str, line: str, left: list[str]
) -> None:
    book, findings = read({**FILES, path: FILES[path] + line})
    assert "dubbel-nyckel" in [finding.rule for finding in findings]
    assert list(book.routines) == left


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_leaves_the_other_routines_usable(text: str) -> None:
    book, findings = read({**FILES, "fientlig.yaml": text})
    assert list(book.routines) == ["barn", "boende"]
    assert {f.place.file for f in findings} == {"routines/fientlig.yaml"}


LEAVES_THE_CHILD = ("boende.yaml", "register/kalender.yaml", "register/ska.yaml")
"""Files without which the routine barn can still be used."""


@pytest.mark.parametrize("path", sorted(FILES))
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_file_can_bring_the_reading_down(path: str, text: str) -> None:
    book, findings = read({**FILES, path: text})
    assert any(f.severity is Severity.ERROR for f in findings)
    assert "barn" not in book.routines or path in LEAVES_THE_CHILD


def test_a_file_that_is_no_text_is_known_to_the_bundle_and_told_by_the_folder(
    tmp_path: Path,
) -> None:
    folder = lay_out(tmp_path)
    (folder / "boende.yaml").write_bytes(b"spr\xe5k: 1\n")
    shelf = Shelf(folder)
    assert "inte-utf8" in [f.rule for f in shelf.findings()]
    book, content = shelf.current()
    assert json.loads(content)["unread"] == ["boende.yaml"]
    assert "barn" in book.routines  # it starts boende, which is there but cannot be used
    assert _is_notice(book.routines["boende"])


def test_a_broken_routine_that_nobody_starts_is_not_on_the_shelf() -> None:
    book, _ = read(altered("barn.yaml", "börjar: fara", "börjar: x1"))
    assert list(book.routines) == ["boende"]


def test_a_broken_routine_that_others_start_is_replaced_by_a_notice_and_a_warning() -> None:
    files = altered("boende.yaml", "börjar: placera", "börjar: x1")
    book, findings = read(files)
    notice = book.routines["boende"]
    assert _is_notice(notice)
    assert "«Boende»" in notice.steps[notice.start].text
    told = [f for f in findings if f.rule == "startar-rutin-ur-bruk"]
    assert {f.severity for f in told} == {Severity.WARNING}
    assert {f.place.file for f in told} == {"routines/barn.yaml"}


def _goes_round(book: Rulebook) -> list[Finding]:
    """An error in the routine «boende», as long as it stands in the book."""
    step = book.routines["boende"].steps.get("tyst")
    return [Finding(Severity.ERROR, "x", step.place, "Det går runt.")] if step else []


def test_a_check_of_the_whole_book_also_takes_routines_off(tmp_path: Path) -> None:
    shelf = Shelf(lay_out(tmp_path), _goes_round)
    book, content = shelf.current()
    assert _is_notice(book.routines["boende"])
    assert not _is_notice(book.routines["barn"])
    assert {"x", "startar-rutin-ur-bruk"} <= {f.rule for f in shelf.findings()}
    assert shelf.load(content) is book


def test_a_case_keeps_what_it_was_pinned_to_whatever_a_later_check_finds(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    book, content = Shelf(folder).current()
    later = Shelf(folder, _goes_round)
    assert later.load(content) is book
    assert not _is_notice(later.load(content).routines["boende"])


def test_what_is_pinned_holds_no_text_of_a_routine_that_was_taken_off(tmp_path: Path) -> None:
    _, content = Shelf(lay_out(tmp_path), _goes_round).current()
    manifest = json.loads(content)
    assert manifest["unread"] == ["boende.yaml"]
    assert "boende.yaml" not in manifest["files"]
    assert _is_notice(rulebook(content)[0].routines["boende"])


def test_an_error_in_a_fragment_takes_off_the_routines_that_use_it(tmp_path: Path) -> None:
    def check(book: Rulebook) -> list[Finding]:
        return [Finding(Severity.ERROR, "x", Place("routines/fragment/tolk.yaml", 6), "Fel.")]

    book, _ = Shelf(lay_out(tmp_path), check).current()
    assert list(book.routines) == ["boende"]


def test_a_pinned_bundle_is_read_once_and_without_the_folder(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    book, content = Shelf(folder).current()
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    pinned = Shelf(folder).load(content)
    assert pinned is book
    assert pinned.bundle == bundle_id(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b'{"format":1}', b"[" * 100_000,
     b'{"format":2,"counting_rules":1,"files":{},"unread":[]}',
     b'{"format":1,"counting_rules":2,"files":{},"unread":[]}',
     b'{"format":1,"counting_rules":1,"files":{"a":1},"unread":[]}',
     b'{"format":1,"counting_rules":1,"files":[],"unread":[]}'],
    ids=range(10),
)  # fmt: skip
def test_bytes_that_are_no_bundle_of_ours_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(BundleUnreadable, match="går inte att läsa"):
        rulebook(content)


def test_the_bundle_holds_format_counting_rules_and_the_texts() -> None:
    manifest = json.loads(pack(FILES).content)
    assert (manifest["format"], manifest["counting_rules"]) == (1, 1)
    assert manifest["files"] == FILES


def test_the_shipped_routines_are_found() -> None:
    assert (shipped_routines() / "register" / "kalender.yaml").is_file()


def test_importing_the_shelf_loads_nothing_heavy() -> None:
    heavy = "textual", "typst", "holidays", "apsw", "transitions"
    code = f"import sys, jourstod.reading.shelf; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _is_notice(routine: Routine) -> bool:
    first = routine.steps[routine.start]
    return first.kind is StepKind.READ and "tagen ur bruk" in first.text


_STEP = "lagrum: sol-20-1"
_WITH_A_DOOR = f"""\
språk: 1
fragment: boende
titel: Boende
börjar: plats
steg:
  plats: {{ läs: Sök., {_STEP}, sedan: klart }}
  rådgör: {{ läs: Rådgör., {_STEP}, sedan: klart }}
  klart: {{ slut: klart, gör: Vidare., {_STEP} }}
"""


def _uses(id: str, otherwise: str) -> str:
    return f"""\
språk: 1
rutin: {id}
titel: {id}
gäller: {{ från: 2026-12-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }}
börjar: först
steg:
  först: {{ läs: Börja., {_STEP}, sedan: natt, gick inte: {otherwise} }}
  natt: {{ fragment: boende, sedan: slut }}
  slut: {{ slut: slut, gör: Lämna över., {_STEP} }}
"""


def test_a_step_of_a_fragment_that_one_routine_never_reaches_takes_off_only_that_routine(
    tmp_path: Path,
) -> None:
    used = {"fragment/boende.yaml": _WITH_A_DOOR, "gammal.yaml": _uses("gammal", "natt.rådgör")}
    shelf = Shelf(lay_out(tmp_path, {**FILES, **used, "ny.yaml": _uses("ny", "natt")}), check_all)
    found = [f for f in shelf.findings() if f.rule == "onabart-steg"]
    assert [(f.place.file, f.place.line) for f in found] == [("routines/ny.yaml", 7)]
    assert "fragment/boende.yaml, rad 7" in found[0].sentence
    book, _ = shelf.current()
    assert "gammal" in book.routines
    assert "ny" not in book.routines
