"""Take out one wall of docs/hotmodell.md at a time, and see that its tests fail.

`python scripts/walls.py [WORD …] [--left] [--write] [--workers N]`: WORD is a part of the name, the
threat or the file of a wall; without it all. `--write` writes what was seen into docs/murar.md,
`--left` takes those that the page does not say fell. No code is changed in the tree: each wall is
taken out in a copy. Exits 1 when a wall was taken out and not every test that it names failed.

`--list` names them, `--rows` writes the last cells of docs/hotmodell.md, and neither runs anything.
`--tests PATH …` runs other tests than those that are named, and tells which of them fail: so the
test of a new wall is found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from walled.every import WALLS  # type: ignore[import-not-found]
from walled.judging import judged  # type: ignore[import-not-found]
from walled.telling import FELL, as_line, as_page, kept, told, took  # type: ignore[import-not-found]
from walled.threats import MODEL, with_tests  # type: ignore[import-not-found]
from walled.trial import TREE, Copy, Outcome, Seen  # type: ignore[import-not-found]
from walled.wall import Wall, missing_tests  # type: ignore[import-not-found]

PAGE = TREE / "docs" / "murar.md"


def main(arguments: list[str]) -> int:
    """Take out, see and tell; gives the exit code."""
    asked = _parser().parse_args(arguments)
    walls = [wall for wall in WALLS if _is_asked_for(wall, asked.words)]
    if asked.left:
        ends, _ = kept(_page())
        walls = [w for w in walls if not ends.get((w.threat, w.name), "").startswith(FELL)]
    if asked.list:
        print("\n".join(f"{wall.threat} · {wall.name} · {wall.file}" for wall in walls))
        return 0
    if asked.rows:
        MODEL.write_text(with_tests(MODEL.read_text(encoding="utf-8"), WALLS), encoding="utf-8")
        return 0
    if gone := missing_tests(TREE, walls):
        print("No such test:", *gone, sep="\n", file=sys.stderr)
        return 2
    if asked.tests:
        return _found(walls, asked.tests)
    began = time.monotonic()
    seen = _seen(walls, asked.workers)
    seconds = time.monotonic() - began
    if asked.write:
        _write(seen, took(seconds, asked.workers) if len(walls) == len(WALLS) else "")
    fell = sum(one.outcome is Outcome.FELL for one in seen)
    print(f"{fell} of {len(seen)} walls were seen to matter, in {seconds / 60:.0f} min.")
    return 0 if fell == len(seen) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--left", action="store_true")
    parser.add_argument("--rows", action="store_true")
    parser.add_argument("--workers", type=int, default=1, metavar="N")
    parser.add_argument("--tests", nargs="+", metavar="PATH")
    return parser


def _write(seen: Sequence[Seen], said: str) -> None:
    """What was seen now, and of the others what stands on the page already."""
    ends, before = kept(_page())
    ends |= {(one.wall.threat, one.wall.name): told(one) for one in seen}
    PAGE.write_text(as_page(WALLS, ends, said or before), encoding="utf-8")


def _page() -> str:
    return PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""


def _is_asked_for(wall: Wall, words: Sequence[str]) -> bool:
    told = f"{wall.threat} {wall.name} {wall.file}".casefold()
    return not words or any(word.casefold() in told for word in words)


def _seen(walls: Sequence[Wall], workers: int) -> list[Seen]:
    """Each worker has a copy of its own and every so-manieth wall."""
    with (
        tempfile.TemporaryDirectory(prefix="jourstod-walls-") as place,
        ThreadPoolExecutor(workers) as pool,
    ):
        folders = [Path(place) / str(n) for n in range(workers)]
        parts = list(pool.map(lambda n: _part(folders[n], walls[n::workers]), range(workers)))
    order = {wall: at for at, wall in enumerate(walls)}
    return sorted((one for part in parts for one in part), key=lambda one: order[one.wall])


def _part(folder: Path, walls: Sequence[Wall]) -> list[Seen]:
    folder.mkdir()
    copy, seen = Copy(folder), []
    before = copy.run(sorted({test for wall in walls for test in wall.tests})) if walls else {}
    for wall in walls:
        seen.append(judged(copy, wall, before))
        print(as_line(seen[-1]), flush=True)
    return seen


def _found(walls: Sequence[Wall], tests: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="jourstod-walls-") as place:
        copy = Copy(Path(place))
        for wall in walls:
            print(f"— {wall.name}", flush=True)
            for id, how in copy.try_out(wall, tests).items():
                if how.ended not in ("passed", "skipped"):
                    print(f"  {how.ended:8} {id} {' '.join(how.kinds[:1])}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
