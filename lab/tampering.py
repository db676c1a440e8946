"""Somebody changes the store's file: bytes, rows, tails, whole chains; each must be found."""

from __future__ import annotations

import io
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from tests.commands.station import small_routines
from tests.desk.sample import open_child, reply
from tests.store.tamper import behind_its_back, rewrite

from jourstod.cli import main
from jourstod.desk.command import new_command

from . import house
from .outcome import Outcome, Size, Tally

FOUND, UNEXPECTED = 3, 70
COLUMNS = ("board", "event_id", "command_id", "key_id", "prev", "hash", "sealed")
STORE = "jourstod.db"
Cell = tuple[int, str]


def run(folder: Path, size: Size) -> Outcome:
    """Make a night with two shift ends, then change a copy of its file in one way after another."""
    whole, sums = _night(folder)
    chance = random.Random(size.seed)
    sound = Tally("Orörd: kontrollen är tyst, också mot papper")
    sound.hold(_verified(whole, *sums) == 0, "en orörd logg sades vara bruten")
    turned, unexpected = _file_bytes(folder, whole, chance, size)
    tallies = [
        sound,
        _bytes(folder, whole, chance, size),
        _rows(folder, whole, chance, size),
        _tails(folder, whole),
        _cases(folder, whole),
        _rewritten(folder, whole, sums),
        turned,
    ]
    notes = (
        f"Av de vända bitarna gav {unexpected} ett oväntat fel med felnummer (slutkod 70): funna, "
        "men inte sagda i klartext.",
        "Förlorat vore en ändring som `jourstod log verify` inte säger något om.",
        "Kedjan binder inte när en händelse lagrades (stored_at): det är lagrets vittnesmål, inte "
        "handläggarens. När något hände och när det skrevs ligger i det förseglade.",
    )
    return Outcome("manipulerad logg", tuple(tallies), notes)


def _night(folder: Path) -> tuple[Path, tuple[str, ...]]:
    """A practice store with three cases, and the sums as its papers print them."""
    home, routines = folder / "home", small_routines(folder / "rutiner")
    sums = []
    with closing(house.practice(home, routines=routines)) as opened:
        desk = opened.desk
        for alias in ("Maja", "Lisa", "Tove"):
            id = open_child(desk, alias=alias)
            reply(desk, id, "fara", "nej")
            reply(desk, id, "ålder", "barn")
            desk.acts.note(id, "Polisen ringer.", new_command())
            sums.append(desk.jour.end_shift()[:16])
        # After the last shift end only a sheet that was printed then witnesses what came.
        desk.acts.note(id, "Ringde igen.", new_command())
        sums.append(desk.jour.witness(f"case/{id}").case_head)
    return home, tuple(sums)


def _verified(home: Path, *printed: str) -> int:
    """The exit code of `jourstod log verify`; what it says is thrown away."""
    heads = [word for one in printed for word in ("--head", one)]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return main(["log", "verify", "--home", str(home), "--as", "AB", *heads])


def _changed(folder: Path, whole: Path, change: Callable[[Path], object]) -> Path:
    copy = folder / "changed"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(whole, copy)
    change(copy)
    return copy


def _bytes(folder: Path, whole: Path, chance: random.Random, size: Size) -> Tally:
    tally = Tally("En byte ändrad i en rad, i varje spalt")
    rowids = [row for (row,) in _asked(whole, "SELECT rowid FROM event")]
    for _ in range(size.of(40, 3)):
        for column in COLUMNS:
            rowid = chance.choice(rowids)

            def change(home: Path, cell: Cell = (rowid, column)) -> None:
                _change_a_byte(home, *cell, chance)

            copy = _changed(folder, whole, change)
            tally.hold(_verified(copy) == FOUND, f"{column} i rad {rowid}")
    return tally


def _change_a_byte(home: Path, rowid: int, column: str, chance: random.Random) -> None:
    [(before,)] = _asked(home, f"SELECT CAST({column} AS BLOB) FROM event WHERE rowid = {rowid}")
    at = chance.randrange(len(before) or 1)
    other = chr(before[at] ^ 1).encode("latin-1") if before else b"x"
    after = before[:at] + other + before[at + 1 :]
    value = f"x'{after.hex()}'"
    if column not in ("prev", "hash", "sealed"):
        value = f"CAST({value} AS TEXT)"
    behind_its_back(home, f"UPDATE event SET {column} = {value} WHERE rowid = {rowid}")


def _rows(folder: Path, whole: Path, chance: random.Random, size: Size) -> Tally:
    tally = Tally("En rad ersatt av en annan, eller två som bytt plats")
    rowids = [row for (row,) in _asked(whole, "SELECT rowid FROM event")]
    own = "sealed = (SELECT sealed FROM event WHERE rowid = {other}), "
    own += "event_id = (SELECT event_id FROM event WHERE rowid = {other})"
    for number in range(size.of(60, 6)):
        one, other = chance.sample(rowids, 2)
        replaced = f"UPDATE event SET {own.format(other=other)} WHERE rowid = {one}"
        swapped = (
            f"UPDATE event SET stream = stream + 1000, rowid = -{one} WHERE rowid = {one}",
            f"UPDATE event SET (stream, seq) = (SELECT stream - 1000, seq FROM event WHERE "
            f"rowid = -{one}), rowid = -{other} WHERE rowid = {other}",
            f"UPDATE event SET (stream, seq) = ({_place(whole, other)}) WHERE rowid = -{one}",
        )
        statements = swapped if number % 2 else (replaced,)
        copy = _changed(folder, whole, lambda home, s=statements: behind_its_back(home, *s))  # type: ignore[misc]
        tally.hold(_verified(copy) == FOUND, f"rad {one} och {other}")
    return tally


def _place(home: Path, rowid: int) -> str:
    [(stream, seq)] = _asked(home, f"SELECT stream, seq FROM event WHERE rowid = {rowid}")
    return f"SELECT {stream}, {seq}"


def _tails(folder: Path, whole: Path) -> Tally:
    """Every tail of every stream cut, with the head set back, as far as a shift end reaches."""
    tally = Tally("Svansen kapad, huvudet tillbakasatt")
    length = "SELECT no, name, seq FROM stream WHERE name LIKE 'case/%'"
    last = max(no for no, *_ in _asked(whole, length))
    for no, name, seq in _asked(whole, length):
        # The last note came after the last shift end; the printed head is its witness (below).
        for left in range(1, seq - 1 if no == last else seq):
            copy = _changed(folder, whole, lambda home, c=(no, left): _cut(home, *c))  # type: ignore[misc]
            tally.hold(_verified(copy) == FOUND, f"{name} kapad vid {left}")
    return tally


def _cut(home: Path, stream: int, left: int) -> None:
    hash_of = f"(SELECT hash FROM event WHERE stream = {stream} AND seq = {left})"
    behind_its_back(
        home,
        f"DELETE FROM event WHERE stream = {stream} AND seq > {left}",
        f"UPDATE stream SET seq = {left}, hash = {hash_of} WHERE no = {stream}",
    )


def _cases(folder: Path, whole: Path) -> Tally:
    tally = Tally("Ett helt ärende borta")
    for no, name in _asked(whole, "SELECT no, name FROM stream WHERE name LIKE 'case/%'"):
        gone = (f"DELETE FROM event WHERE stream = {no}", f"DELETE FROM stream WHERE no = {no}")
        copy = _changed(folder, whole, lambda home, s=gone: behind_its_back(home, *s))  # type: ignore[misc]
        tally.hold(_verified(copy) == FOUND, name)
    return tally


def _rewritten(folder: Path, whole: Path, sums: tuple[str, ...]) -> Tally:
    """A log written anew holds by itself; every paper must tell."""
    tally = Tally("Alla kedjor omskrivna, funna genom summan på papper")
    for old, new in ((b"Polisen ringer.", b"Ingen har ringt"), (b"soder", b"norr_")):
        copy = _changed(
            folder,
            whole,
            lambda home, o=old, n=new: rewrite(home, lambda sealed: sealed.replace(o, n)),  # type: ignore[misc]
        )
        assert _verified(copy) == 0, "omskrivningen i försöket är inte hel"
        for printed in sums:
            tally.hold(_verified(copy, printed) == FOUND, f"{old!r}: {printed[:8]}")
    [(no, seq)] = _asked(whole, "SELECT no, seq FROM stream ORDER BY no DESC LIMIT 1")
    copy = _changed(folder, whole, lambda home: _cut(home, no, seq - 1))
    tally.hold(_verified(copy, sums[-1]) == FOUND, "svansen efter sista passbytet")
    return tally


def _file_bytes(folder: Path, whole: Path, chance: random.Random, size: Size) -> tuple[Tally, int]:
    """A bit turned anywhere in the file: found, or where it changed nothing that is logged."""
    tally = Tally("En bit vänd var som helst i filen: funnen, eller utan verkan")
    before, unexpected = _log(whole), 0
    length = (whole / STORE).stat().st_size
    for _ in range(size.of(400, 20)):
        at, bit = chance.randrange(length), 1 << chance.randrange(8)
        copy = _changed(folder, whole, lambda home, w=(at, bit): _turn(home, *w))  # type: ignore[misc]
        code = _verified(copy)
        unexpected += code == UNEXPECTED
        tally.hold(code != 0 or _log(copy) == before, f"byte {at}, bit {bit}")
    return tally, unexpected


def _turn(home: Path, at: int, bit: int) -> None:
    path = home / STORE
    content = bytearray(path.read_bytes())
    content[at] ^= bit
    path.write_bytes(content)


def _log(home: Path) -> list[tuple[Any, ...]]:
    columns = f"s.name, e.seq, {', '.join(f'e.{column}' for column in COLUMNS)}"
    joined = "event AS e JOIN stream AS s ON s.no = e.stream ORDER BY s.name, e.seq"
    try:
        return _asked(home, f"SELECT {columns} FROM {joined}")
    except sqlite3.Error:
        return []


def _asked(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / STORE)) as db:
        return db.execute(query).fetchall()
