"""Facts about what leaves the program: locked, or in clear text for a reason that is logged."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from tests.commands.sealed import WORDS, phrase_file
from tests.commands.station import at_the_desk, sharp_home
from tests.desk.sample import open_child

from jourstod.cli import main
from jourstod.desk import rows
from jourstod.domain.events.station import ClearFileMade
from jourstod.reports import FORMS
from jourstod.store.seal import PlainCodec

NAME = "Maja"
REFUSED = 5


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = sharp_home(tmp_path, monkeypatch)
    with at_the_desk(home) as desk:
        open_child(desk, ("fara", "ja"), ("åldersgrupp", "barn"))
    return home


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written goes to a file or another program."""
    monkeypatch.setattr("jourstod.commands.exporting.at_a_terminal", lambda: False)


def number(home: Path) -> str:
    with at_the_desk(home) as desk:
        return desk.board()[0].number


def logged(home: Path) -> list[ClearFileMade]:
    with at_the_desk(home) as desk:
        found = rows.unseal(PlainCodec(), desk._vault.log.read("station/jour"))
        return [entry.event for entry in found if isinstance(entry.event, ClearFileMade)]


def commands(home: Path, folder: Path) -> dict[str, list[str]]:
    """Every command that makes a file with content, without how it leaves."""
    case, file = number(home), str(folder / "ut")
    sheets = {form: ["report", case, "--format", form, "--output", file] for form in FORMS}
    return sheets | {
        "paper": ["report", case, "--paper", "--output", file],
        "papers": ["report", "--paper-all", "--output", str(folder)],
        "morning": ["report", "--morning", "Söder", "--output", file],
        "shift": ["report", "--shift", "--output", file],
        "calendar": ["clocks", "--ics", file],
    }


KINDS = (*FORMS, "paper", "papers", "shift", "calendar")


def written(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_a_sharp_store_lets_no_file_out_before_it_is_chosen_how(
    kind: str, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ute"
    folder.mkdir()
    command = [*commands(home, folder)[kind], "--home", str(home)]
    assert main(command) == (1 if kind == "papers" else REFUSED)
    assert written(folder) == [] and logged(home) == []
    assert main([*command, "--clear", " "]) == 2
    assert main([*command, "--clear", "Skrivs ut vid receptionen."]) == 0
    assert len(written(folder)) == 1
    [event] = logged(home)
    assert event.reason == "Skrivs ut vid receptionen."
    assert event.number == (number(home) if kind in (*FORMS, "paper", "papers") else "")


@pytest.mark.parametrize("kind", ["json", "pdf", "papers"])
def test_a_locked_file_shows_nothing_and_opens_without_the_store(
    kind: str, home: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder, key = tmp_path / "ute", phrase_file(tmp_path, WORDS)
    folder.mkdir()
    command = [*commands(home, folder)[kind], "--home", str(home)]
    assert main([*command, "--passphrase-file", str(key)]) == 0
    [file] = written(folder)
    assert file.suffix == ".jourstod" and logged(home) == []
    assert number(home).encode() not in file.read_bytes()
    opened = tmp_path / "öppnad"
    assert main(["open", str(file), "--passphrase-file", str(key), "--output", str(opened)]) == 0
    plain = opened.read_bytes()
    assert plain.startswith(b"{" if kind == "json" else b"%PDF")
    wrong = phrase_file(tmp_path, "en helt annan lösenfras")
    capsysbinary.readouterr()
    for changed in (file.read_bytes()[:-1], file.read_bytes()[:-1] + b"x"):
        file.write_bytes(changed)
        assert main(["open", str(file), "--passphrase-file", str(key)]) == 4
    assert main(["open", str(file), "--passphrase-file", str(wrong)]) == 4
    assert capsysbinary.readouterr().out == b""


@pytest.mark.parametrize(
    "words", [("cases",), ("cases", "--json"), ("clocks", "--json"), ("log", "show", "N", "--json"),
              ("log", "show", "N"), ("report", "N"), ("report", "--shift"),
              ("report", "N", "--receipts"), ("report", "N", "--paper", "--format", "html")],
)  # fmt: skip
def test_what_is_read_in_a_terminal_is_a_view_and_what_goes_elsewhere_an_export(
    words: tuple[str, ...],
    home: Path,
    elsewhere: None,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command = [number(home) if word == "N" else word for word in words]
    command += ["--home", str(home)]
    assert main(command) == REFUSED
    assert capsysbinary.readouterr().out == b""
    assert main([*command, "--clear", "Till statistiken."]) == 0
    assert capsysbinary.readouterr().out
    assert [event.reason for event in logged(home)] == ["Till statistiken."]
    monkeypatch.setattr("jourstod.commands.exporting.at_a_terminal", lambda: True)
    assert main(command) == 0
    assert len(logged(home)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_tells_who_or_what_made_it(kind: str, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ute"
    folder.mkdir()
    command = [*commands(home, folder)[kind], "--home", str(home), "--clear", "prov"]
    assert main(command) == 0
    [file] = written(folder)
    told = _outside_the_words(file.read_bytes())
    for word in (b"/Author", b"dc:creator", b'name="author"', b'name="generator"', b"file://",
                 str(tmp_path).encode(), b"Anna Berg", "människohandel".encode()):  # fmt: skip
        assert word.lower() not in told.lower(), word
    assert "människohandel" not in file.name and NAME not in file.name
    assert not re.search(rb"/(CreationDate|ModDate) ?\((?!D:19700101)", told)


@pytest.mark.parametrize("linked", [(), ("--linked",)])
def test_a_sheet_that_may_not_go_out_is_not_left_either(
    linked: tuple[str, ...], home: Path, elsewhere: None
) -> None:
    with at_the_desk(home) as desk:
        before = len(desk.case(desk.board()[0].case).entries)
    command = ["report", number(home), "--leave", *linked, "--home", str(home)]
    assert main(command) == REFUSED
    with at_the_desk(home) as desk:
        assert len(desk.case(desk.board()[0].case).entries) == before


def _outside_the_words(content: bytes) -> bytes:
    """What a file tells beside its own page: all but the streams of a PDF and the body of HTML."""
    if content.startswith(b"%PDF"):
        return re.sub(rb"stream\r?\n(.*?)endstream", _metadata, content, flags=re.DOTALL)
    return content.partition(b"<body")[0] if b"<body" in content else b""


def _metadata(stream: re.Match[bytes]) -> bytes:
    raw: bytes = stream[1]
    if raw.lstrip().startswith(b"<?xpacket"):
        return raw
    try:
        inside = zlib.decompress(raw)
    except zlib.error:
        return b""
    return inside if b"<?xpacket" in inside or b"/Author" in inside else b""
