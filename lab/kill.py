"""`kill -9` at random while officers work, at the desk and in the line mode, in real processes."""

from __future__ import annotations

import os
import pty
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from tests.desk import officer
from tests.desk.sample import Jour, Now, asked
from tests.text import at_the_line
from tests.text.test_night import CALL

from jourstod.desk import rows
from jourstod.desk.desk import Desk
from jourstod.domain import events as ev
from jourstod.domain.case import replay
from jourstod.settings import practice_home
from jourstod.store.place import open_vault
from jourstod.store.seal import verify_stream

from . import house
from .outcome import Outcome, Size, Tally, say

ROOT = Path(__file__).parents[1]
NIGHT = (
    *CALL, "1", "1", "1", "Hon är ensam.", "1", "Eva Ek", "ledamot", "", "", "Omhändertas.",
    "Akut fara.", "AB", "", "ja", "2", "1", "",
)  # fmt: skip
"""A short night as it is typed at the line mode; each act is followed by «Sparat.»."""
SAVED = "Sparat."
CALLED = ("n", "070-1", "Flicka på hotell", *[""] * 7, "3", "1", "1", "Maja", "")
"""A call to the shipped routines that becomes a case, without a fact told."""
QUESTIONS = {
    "börja_barn": "Nu börjar barnrutinen.",
    "hot": "Hur allvarligt är hotet?",
    "skydd": "Behöver barnet omedelbart skydd?",
    "beslut": "Omedelbart omhändertagande",
    "lov": "Får vi kontakta regionkoordinatorn?",
    "uppgift": "Läs nattens rapport",
}
"""What the screen asks, by the step that is open."""
KIND = {
    "open": "case_opened", "answer": "step_answered", "note": "note_written",
    "offer": "handover_offered", "accept": "handover_accepted",
}  # fmt: skip
A_HOME = 10
"""So many kills one store lives through."""


def run(folder: Path, size: Size) -> Outcome:
    """Kill forked officers many times, and a few programs that were started from nothing."""
    chance = random.Random(size.seed)
    desk, line, whole = (
        Tally("Skrivbordet: svar, anteckningar, överlämningar"),
        Tally("Radläget i en terminal: natten ur samtal till uppgift"),
        Tally("Hela programmet startat för sig (jourstod text)"),
    )
    acts = 0
    for number in range(size.of(150, 8)):
        home = folder / f"desk-{number // A_HOME}"
        confirmed = _killed_officer(home, chance.uniform(0.0, 0.12))
        acts += len(confirmed)
        desk.attempt(lambda h=home, c=confirmed: _desk_held(h, c), f"varv {number}")  # type: ignore[misc]
    say(f"skrivbordet: {desk.tried} dödade, {acts} bekräftade handlingar")
    for number in range(size.of(60, 6)):
        home, seconds = folder / f"line-{number}", chance.uniform(0.0, 0.25)
        line.attempt(lambda h=home, s=seconds: _line_held(h, s), f"varv {number}")  # type: ignore[misc]
    say(f"radläget: {line.tried} dödade")
    for number in range(size.of(6, 1)):
        home, answers = folder / f"whole-{number}", number % 3
        whole.attempt(lambda h=home, a=answers: _program_held(h, a), f"varv {number}")  # type: ignore[misc]
    note = (
        f"Före avbrotten var {acts} handlingar vid skrivbordet bekräftade, var och en finns. "
        "Kedjan prövad och sista frågan ställd igen efter varje avbrott."
    )
    return Outcome("kill -9", (desk, line, whole), (note,))


# --- the desk ------------------------------------------------------------------------------------


def _killed_officer(home: Path, seconds: float) -> list[tuple[str, str, int]]:
    """Let an officer work, kill it after some time from its first act; what it had confirmed."""
    reading, writing = os.pipe()
    child = _forked(lambda: _work(home, writing))
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        first = told.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = (first + told.read()).decode().splitlines(keepends=True)
    os.waitpid(child, 0)
    words = [line.split() for line in lines if line.endswith("\n")]
    return [(what, id, int(seq)) for what, id, seq in words]


def _work(home: Path, writing: int) -> None:
    os.dup2(writing, 1)
    with open(1, "w", encoding="utf-8", closefd=False) as sys.stdout:
        officer.main(home)


def _desk_held(home: Path, confirmed: list[tuple[str, str, int]]) -> None:
    """Acknowledged ⊆ stored, chains hold, each act whole, and the same question is asked."""
    assert confirmed, "den hann inte bekräfta något"
    jour = Jour(vault=open_vault(home, Now(), practice=True))
    try:
        desk = jour.desk()
        for head in jour.vault.log.heads():
            verify_stream(jour.vault.log, head)
            if head.stream.startswith("access/"):
                continue  # who was shown what: on no board
            kept = jour.vault.summaries.get(head.stream)
            assert kept is not None and kept.seq == head.seq, f"{head.stream}: gammal rad"
        for what, id, seq in confirmed:
            found = desk.case(id)
            assert found.seq >= seq, f"{what}: {seq} bekräftade, {found.seq} finns"
            assert any(KIND[what] == e.event.KIND for e in found.entries[:seq]), what
        _asked_again(jour, desk, confirmed[-1][1])
    finally:
        jour.vault.close()


def _asked_again(jour: Jour, desk: Desk, id: str) -> None:
    stored = rows.unseal(jour.codec, jour.vault.log.read(f"case/{id}"))
    assert desk.case(id) == replay(id, stored)
    waiting = {visit.id for row in desk.board() for visit in desk.case(row.case).open_visits()}
    for draft in jour.vault.drafts.all_of("AB"):
        assert draft.place.removeprefix("visit:") in waiting, "ett utkast till en besvarad fråga"


# --- the line mode -------------------------------------------------------------------------------


def _line_held(home: Path, seconds: float) -> None:
    """Type a night, kill in the midst of it, and hold what was painted against what is stored."""
    painted = _killed_line(home, seconds)
    acknowledged = painted.count(SAVED)
    vault = open_vault(home, Now(), practice=True)
    try:
        for head in vault.log.heads():
            verify_stream(vault.log, head)
        desk = Jour(vault=vault).desk()
        board = desk.board()
        if not board:
            assert acknowledged == 0, "ärendet är borta"
            return
        case = desk.case(board[0].case)
        done = [e for e in case.entries if isinstance(e.event, ev.CaseOpened | ev.StepAnswered)]
        done = [e for e in done if not (isinstance(e.event, ev.StepAnswered) and _told_in_call(e))]
        assert len(done) >= acknowledged, f"{acknowledged} «Sparat.», {len(done)} finns"
        waiting = asked(desk, case.id)
    finally:
        vault.close()
    if waiting:
        again = _painted(home, ("1", "slut"))
        assert QUESTIONS[waiting[0]] in again, f"{waiting[0]} frågades inte igen"


def _told_in_call(entry: object) -> bool:
    """Whether the answer came with the call, before the first «Sparat.»."""
    return getattr(getattr(entry, "event", None), "step", "") in ("fara", "ålder")


def _killed_line(home: Path, seconds: float) -> str:
    child, handle = _forked_line(home)
    os.write(handle, "".join(f"{line}\n" for line in NIGHT).encode())
    early = _read(handle, until="Nattens ärenden")
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return early + _ended(child, handle)


def _painted(home: Path, lines: tuple[str, ...]) -> str:
    child, handle = _forked_line(home)
    os.write(handle, "".join(f"{line}\n" for line in lines).encode())
    return _ended(child, handle)


def _forked_line(home: Path) -> tuple[int, int]:
    child, handle = pty.fork()
    if child == 0:
        _run_and_end(lambda: at_the_line.main(home))
    return child, handle


def _read(handle: int, until: str) -> str:
    seen = b""
    while until.encode() not in seen:
        try:
            seen += os.read(handle, 65536)
        except OSError:
            break
    return seen.decode(errors="replace")


def _ended(child: int, handle: int) -> str:
    """What is left to read until the program has ended."""
    left = _read(handle, until="\0never\0")
    os.waitpid(child, 0)
    os.close(handle)
    return left


# --- the whole program ---------------------------------------------------------------------------


def _program_held(home: Path, answers: int) -> None:
    """The real command with the shipped routines: killed after some answers, started again."""
    house.practice(practice_home(home)).close()  # empty: without the written nights
    _program(home, [*CALLED, *("9" for _ in range(answers + 2))], saved=answers + 1)
    with closing(house.practice(practice_home(home))) as again:
        for head in again.vault.log.heads():
            verify_stream(again.vault.log, head)
        case = again.desk.case(again.desk.board()[0].case)
        found = sum(isinstance(entry.event, ev.StepAnswered) for entry in case.entries)
        waiting = case.open_visits()[0]
        step = again.desk.book(case).step(case.tracks[waiting.track].routine, waiting.step)
    assert found >= answers, f"{answers} svar bekräftade, {found} finns"
    painted = _program(home, ["1"])
    assert "Maja" in painted and step.text.split(".")[0] in painted, "frågan ställdes inte igen"


def _program(home: Path, lines: list[str], saved: int = 0) -> str:
    """Type lines to the command in a process of its own; killed when so many acts are saved."""
    command = [sys.executable, "-m", "jourstod", "text", "--practice", "--home", str(home)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        assert program.stdin is not None and program.stdout is not None
        program.stdin.write("".join(f"{line}\n" for line in lines))
        program.stdin.close()
        seen = ""
        for line in program.stdout:
            seen += line
            if saved and seen.count(SAVED) == saved:
                program.kill()
                break
        seen += program.stdout.read()
    assert seen.count(SAVED) >= saved, f"{saved} svar väntades"
    return seen


# --- processes -----------------------------------------------------------------------------------


def _forked(work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        _run_and_end(work)
    return child


def _run_and_end(work: Callable[[], object]) -> None:
    """Run in the child, and never come back into the laboratory."""
    with suppress(BaseException):
        work()
    os._exit(0)
