"""A planted secret, looked for everywhere it must not be: files, terminal, processes, sheets."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.commands.sealed import sealed_home, signed_in
from tests.desk.sample import open_child
from tests.domain.test_planted_address import leaks as on_sheet
from tests.domain.test_planted_address import night, sheets
from tests.reports.read import words_of

from jourstod.cli import main
from jourstod.commands import cases
from jourstod.desk.command import new_command
from jourstod.reports import FORMS, file_name, render
from jourstod.tui.incidents import FOLDER

from . import seat
from .outcome import Outcome, Size, Tally, say

SECRET = "Hemlunda7391"
STORE = "jourstod.db"
"""What begins with this name is the sealed store itself; the sealing is tried elsewhere."""
PATIENCE = 60.0
KEYS = (
    ("n", "Nytt samtal"), (SECRET, SECRET), ("Enter", ""), (SECRET, ""), ("Escape", "ärenden"),
    ("Enter", "Var är personen"), ("F2", ""), (SECRET, SECRET), ("Enter", ""), ("Escape", ""),
    ("F7", ""), ("Escape", ""), ("F2", ""), (f"{SECRET} halvskriven", "halvskriven"),
)  # fmt: skip
"""What is pressed, and what must then be seen: a call, a note that is kept, one half-written."""


def run(folder: Path, size: Size) -> Outcome:
    """Type the secret at the screens inside tmux, at the line mode, and crash with it at hand."""
    places = {
        name: Tally(words)
        for name, words in (
            ("seen", "Den syntes på skärmen och kom in i lagret (annars prövas inget)"),
            ("process", "Processernas kommandorad och miljö"),
            ("scrollback", "Terminalen och dess historik efter avslut"),
            ("file", "Filer i datamappen utanför det förseglade lagret"),
            ("sealed", "Skarpt, förseglat lager: varje fil i mappen, under arbete och efteråt"),
            ("temporary", "Tillfälliga filer"),
            ("incident", "Felrapport och felutskrift efter ett oväntat fel"),
            ("sheet", "Blad till andra än den som får den, i varje form"),
        )
    }
    notes = []
    for number in range(size.of(5, 1)):
        home = folder / f"screen-{number}"
        if shutil.which("tmux") is None:
            notes.append("tmux saknas: skärmens del är utelämnad.")
            break
        _at_the_screen(home, places)
        _files(home, places)
    _at_the_lines(folder / "lines", places)
    _files(folder / "lines", places)
    _sealed(folder / "sealed", places["sealed"], size)
    _crashed(folder / "crash", places["incident"], size)
    _on_sheets(places["sheet"], size)
    say("blad, filer, processer och terminal genomsökta")
    return Outcome("planterad hemlighet", tuple(places.values()), tuple(notes))


def _at_the_screen(home: Path, places: dict[str, Tally]) -> None:
    temporary = _prepared(home)
    session = f"lab-{os.getpid()}"
    command = shlex.join([sys.executable, "-m", "lab.seat", "screen", str(home)])
    own = ["tmux", "-L", session]  # a server of its own
    subprocess.run(
        [*own, "new-session", "-d", "-x", "100", "-y", "40", "sh"],
        check=True, env={**os.environ, "TMPDIR": str(temporary), "PS1": "$ "},
    )  # fmt: skip
    try:
        _press(own, command, "-l")
        _press(own, "Enter")
        _until(own, "Nattens")
        for keys, seen in KEYS:
            _press(own, keys, *(["-l"] if SECRET in keys else []))
            if seen:
                _until(own, seen)
            time.sleep(0.2)
        places["seen"].hold(SECRET in _painted(own), "den syntes aldrig")
        _processes(places["process"])
        for key in ("Escape", "Escape", "C-q"):
            _press(own, key)
            time.sleep(0.3)
        _press(own, "echo slut-$?", "-l")
        _press(own, "Enter")
        _until(own, "slut-0")
        places["scrollback"].hold(SECRET not in _painted(own), "skärm eller historik")
    finally:
        subprocess.run([*own, "kill-server"], check=False, capture_output=True)


def _press(own: list[str], keys: str, *how: str) -> None:
    subprocess.run([*own, "send-keys", *how, keys], check=True)


def _painted(own: list[str]) -> str:
    """The screen and all of the history before it, and what the other buffer holds."""
    capture = [*own, "capture-pane", "-p", "-S", "-"]
    told = [
        subprocess.run([*capture, *more], capture_output=True, text=True, check=False)
        for more in ((), ("-a", "-q"))
    ]
    return "".join(one.stdout for one in told)


def _until(own: list[str], words: str) -> None:
    give_up = time.monotonic() + PATIENCE
    while words not in _painted(own):
        if time.monotonic() > give_up:
            raise AssertionError(f"«{words}» visades aldrig:\n{_painted(own)[-1500:]}")
        time.sleep(0.1)


def _processes(tally: Tally) -> None:
    """Every process of ours while the program runs with the secret on its screen."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:  # ended, or somebody else's
            continue
        if b"send-keys" not in told:
            tally.hold(SECRET.encode() not in told, process.name)


def _at_the_lines(home: Path, places: dict[str, Tally]) -> None:
    temporary = _prepared(home)
    lines = ["n", SECRET, SECRET, "", "", "3", "1", "1", SECRET, SECRET, "1", SECRET, "halv"]
    ran = subprocess.run(
        [sys.executable, "-m", "jourstod", "text", "--practice", "--home", str(home)],
        input="\n".join(lines), capture_output=True, text=True, check=False,
        env={**os.environ, "TMPDIR": str(temporary), "JOURSTOD_HOME": str(home)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr


def _prepared(home: Path) -> Path:
    """A store with a case in it, and a folder for temporary files beside the home."""
    temporary = home.with_name(f"{home.name}-tmp")
    temporary.mkdir(parents=True)
    for place in (home, home / "ovning"):
        jour = seat.at(place)
        with closing(jour.vault):
            open_child(jour.desk())
    return temporary


def _files(home: Path, places: dict[str, Tally]) -> None:
    temporary = home.with_name(f"{home.name}-tmp")
    holding = [path for path in _all_files(home) if _holds(path)]
    stores = [path for path in holding if path.name.startswith(STORE)]
    places["seen"].hold(bool(stores), "den kom aldrig in i lagret")
    outside = [str(path.relative_to(home)) for path in holding if path not in stores]
    places["file"].hold(not outside, ", ".join(outside))
    places["temporary"].hold(not any(_holds(p) for p in _all_files(temporary)), "en fil bär den")


def _sealed(folder: Path, tally: Tally, size: Size) -> None:
    """Acts of every kind with the secret as their words, by somebody signed in to a safe."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patched:
        home, _ = sealed_home(folder, patched)
        for number in range(size.of(10, 2)):
            with signed_in(home) as desk:
                id = open_child(desk, alias=f"{SECRET} {number}")
                desk.notebook.save("note:x", SECRET)
                desk.acts.note(id, SECRET, new_command())
                desk.acts.leave_task(id, SECRET, "mottagning", "", new_command())
                desk.acts.add_silence(id, SECRET, SECRET, SECRET, "AB", "", new_command())
                desk.jour.end_shift()
                _nowhere(home, tally)  # the write-ahead log is there now
                assert desk.case(id).alias == f"{SECRET} {number}"
            _nowhere(home, tally)


def _nowhere(home: Path, tally: Tally) -> None:
    for path in _all_files(home):
        tally.hold(not _holds(path), path.name)


def _all_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _holds(path: Path) -> bool:
    """Whether a file's name or content has it, in either of two encodings."""
    content = path.read_bytes()
    return any(SECRET.encode(kind) in content for kind in ("utf-8", "utf-16-le")) or (
        SECRET in path.name
    )


def _crashed(home: Path, tally: Tally, size: Size) -> None:
    """A bug whose message, cause and values carry the secret: what is told, and what is written."""
    home.mkdir()
    for number in range(size.of(10, 3)):
        spoken = io.StringIO()
        failing = patch.object(cases, "list_cases", side_effect=_bug(number))
        with failing, redirect_stdout(spoken), redirect_stderr(spoken):
            code = main(["cases", "--home", str(home)])
        told = spoken.getvalue() + "".join(
            path.read_text("utf-8") + path.name for path in _all_files(home / FOLDER)
        )
        tally.hold(code == 70 and SECRET not in told and len(told) > 20, f"fel {number}")


def _bug(number: int) -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise RuntimeError(f"in {SECRET}, number {number}") from error
    except RuntimeError as whole:
        whole.add_note(SECRET)
        return whole


def _on_sheets(tally: Tally, size: Size) -> None:
    """Every sheet there is, with the protected address told in the night."""
    _, desk, child = night()
    forms = FORMS if not size.short else ("text", "json")
    for receiver, sheet in sheets(desk, child):
        for form in forms:
            words = words_of(form, render(sheet, form)) + file_name(sheet, form)
            tally.hold(not on_sheet(words), f"{receiver}, {form}")
