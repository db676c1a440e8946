"""Facts about the pages of the rules: each example is true, and no rule is without a page."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import sample
from tests.domain import small_routine
from tests.domain.test_checks import SOUND
from tests.reading import test_station_reader as stations
from tests.reading.small_folder import FILES, lay_out
from tests.reading.test_rutinspraket import _rules

import jourstod.domain.checks
from jourstod.cli import main
from jourstod.domain.checks import check_all
from jourstod.domain.explore import explore
from jourstod.reading.marks import parse
from jourstod.reading.mistakes import MISTAKES
from jourstod.reading.night_reader import read_night_text
from jourstod.reading.raw_text import load
from jourstod.reading.rule_pages import WHOLE_TEXT, RulePage, rule_pages
from jourstod.reading.shelf import Shelf, pack, rulebook
from jourstod.reading.station_reader import read_station_file

NIGHT = """\
språk: 1
prov: natt
titel: En natt
börjar: 2026-11-23T22:40
nämnd: Söder
handläggare: AB
händelser:
  - { kl: 22:41, anteckna: Ringde }
  - { kl: 22:50, samtal: rådgivning, minuter: 6 }
"""
PROV = small_routine.HEAD + "steg:\n" + SOUND + small_routine.END


def test_every_rule_of_reader_and_checker_has_a_page_and_no_page_is_of_no_rule() -> None:
    known = {*_rules(), *_checks(), *MISTAKES}
    assert len(known) > 90
    assert set(rule_pages()) == known


@pytest.mark.parametrize("rule", [rule for rule, page in rule_pages().items() if page.file])
def test_the_fail_of_a_page_gives_the_finding_and_its_pass_does_not(
    rule: str, tmp_path: Path
) -> None:
    page = rule_pages()[rule]
    told = _told_of_text if page.file == WHOLE_TEXT else _told_of_passage
    assert rule not in told(page, page.passes, tmp_path)
    assert rule in told(page, page.fails, tmp_path)


@pytest.mark.parametrize("rule", [rule for rule, page in rule_pages().items() if not page.file])
def test_what_a_page_says_of_the_folder_gives_the_finding(rule: str, tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    assert rule not in _shelf(folder)
    assert rule in FOLDERS[rule](folder)


def test_the_command_shows_the_list_a_page_and_the_nearest_rule(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["routine", "rules"]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {rule}\n" in listed for rule in rule_pages())
    assert main(["routine", "rules", "onabart-steg"]) == 0
    page = capsys.readouterr().out
    assert "PASS" in page
    assert "FAIL" in page
    assert main(["routine", "rules", "onåbart-steg"]) == 2
    assert "Menade du «onabart-steg»?" in capsys.readouterr().err


def test_a_finding_of_check_says_where_its_rule_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = lay_out(tmp_path)
    (folder / "boende.yml").write_text("x", encoding="utf-8")
    main(["routine", "check", str(folder)])
    assert "jourstod routine rules fil-lases-inte" in capsys.readouterr().out


def _checks() -> set[str]:
    """The rules that the checks can give: the second word of a Finding, or a `rule` before it."""
    found: set[str] = set()
    for path in Path(jourstod.domain.checks.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said: ast.expr | None = None
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                said = node.args[1]
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
                said = (
                    node.value.elts[0]
                    if ast.unparse(node).lstrip().startswith(("rule, ", "(rule, "))
                    else None
                )
            if isinstance(said, ast.Constant):
                found.add(str(said.value))
    return found


def _told_of_text(page: RulePage, text: str, _: Path) -> set[str]:
    shown = text.replace("⇥", "\t").replace("⍽", "\u00a0")
    return {finding.rule for finding in parse(f"{shown}\n", "f.yaml")[1]}


def _told_of_passage(page: RulePage, text: str, tmp_path: Path) -> set[str]:
    base = {
        "prov.yaml": PROV, "natt": NIGHT, "station": stations.TEXT, "lokal": stations.LOCAL, **FILES
    }[page.file]  # fmt: skip
    assert base.count(page.passes) == 1, f"{page.rule}: {base.count(page.passes)} gånger"
    changed = base.replace(page.passes, text)
    if page.file == "natt":
        return {f.rule for f in read_night_text(changed, "natt.yaml")[1]}
    if page.file in ("station", "lokal"):
        path = tmp_path / "station.yaml"
        path.write_text(changed, encoding="utf-8")
        return {f.rule for f in read_station_file(path)[1]}
    files = {**FILES, page.file: changed}
    if page.file == "prov.yaml":
        registers = {n: t for n, t in sample.FILES.items() if n.startswith("register/")}
        files = {**registers, "fakta.yaml": small_routine.FAKTA, "prov.yaml": changed}
    book, findings = rulebook(pack(files).content)
    return {f.rule for f in (*findings, *check_all(book))}


def _without(name: str) -> Callable[[Path], set[str]]:
    def told(folder: Path) -> set[str]:
        (folder / name).unlink()
        return _shelf(folder)

    return told


def _shelf(folder: Path) -> set[str]:
    return {finding.rule for finding in Shelf(folder, check_all).findings()}


def _bytes(content: bytes) -> Callable[[Path], set[str]]:
    def told(folder: Path) -> set[str]:
        (folder / "boende.yaml").write_bytes(content)
        return {finding.rule for finding in load(folder / "boende.yaml", "boende.yaml")[1]}

    return told


def _text(text: str) -> Callable[[Path], set[str]]:
    return lambda _: {finding.rule for finding in parse(text, "f.yaml")[1]}


def _a_folder_for_a_file(folder: Path) -> set[str]:
    (folder / "boende.yaml").unlink()
    (folder / "boende.yaml").mkdir()
    return _shelf(folder)


def _wrong_suffix(folder: Path) -> set[str]:
    (folder / "boende.yaml").rename(folder / "boende.yml")
    return _shelf(folder)


def _too_many_files(folder: Path) -> set[str]:
    for number in range(301):
        (folder / f"r{number}.yaml").write_text("språk: 1\n", encoding="utf-8")
    return _shelf(folder)


def _too_many_values(folder: Path) -> set[str]:
    values = ", ".join(f"v{number}: V" for number in range(501))
    fakta = FILES["fakta.yaml"].replace("mat: Mat, sömn: Sömn", values.replace(", ", ",\n      "))
    (folder / "fakta.yaml").write_text(fakta, encoding="utf-8")
    return _shelf(folder)


def _too_many_states(_: Path) -> set[str]:
    book = small_routine.book(SOUND)
    gave_up = explore(book.routines["prov"], book.facts, budget=2)
    return {"for-manga-lagen"} if gave_up.too_many else set()


def _a_stranger_is_rung(folder: Path) -> set[str]:
    register, barn = folder / "register/myndigheter.yaml", folder / "barn.yaml"
    line = (
        "  ledsagare: { namn: Ledsagaren, roll: Följer med, öppet: dygnet runt, källa: manualen,\n"
        "    senast kontrollerad: 2026-11-23 }\n"
    )
    register.write_text(register.read_text(encoding="utf-8") + line, encoding="utf-8")
    text = barn.read_text(encoding="utf-8")
    barn.write_text(text.replace("kontakt: polisen", "kontakt: ledsagare"), encoding="utf-8")
    return _shelf(folder)


def _no_wait_before(folder: Path) -> set[str]:
    barn = folder / "barn.yaml"
    text = barn.read_text(encoding="utf-8")
    krav = "  - { id: ordnat, innan: slut, ska: boende/berätta, källa: manualen }\nsteg:\n"
    barn.write_text(text.replace("steg:\n", krav, 1), encoding="utf-8")
    return _shelf(folder)


def _a_routine_nobody_starts(folder: Path) -> set[str]:
    text = (folder / "boende.yaml").read_text(encoding="utf-8")
    new = text.replace("rutin: boende", "rutin: nytt")
    (folder / "nytt.yaml").write_text(new, encoding="utf-8")
    return _shelf(folder)


FOLDERS: dict[str, Callable[[Path], set[str]]] = {
    "register-saknas": _without("register/ska.yaml"),
    "fil-saknas": _without("fakta.yaml"),
    "fil-lases-inte": _wrong_suffix,
    "mapp-saknas": lambda folder: _shelf(folder / "routines"),
    "for-manga-filer": _too_many_files,
    "mottagare-utan-grund": _a_stranger_is_rung,
    "startas-aldrig": _a_routine_nobody_starts,
    "halls-av-grinden": _no_wait_before,
    "for-lang-lista": _too_many_values,
    "for-manga-lagen": _too_many_states,
    "olaslig-fil": _a_folder_for_a_file,
    "for-stor-fil": _bytes(b"x: y\n" * 2_000_000),
    "inte-utf8": _bytes("titel: åtgärd\n".encode("latin-1")),
    "utf-16": _bytes("titel: åtgärd\n".encode("utf-16")),
    "sparad-av-word": _bytes(b"PK\x03\x04\x14\x00"),
    "for-lang-rad": _text("a: " + "b" * (3_000)),
    "for-manga-delar": _text("- a\n" * 60_000),
    "for-manga-fel": _text("a:\tb\n" * 1_000),
}
