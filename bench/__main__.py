"""`python -m bench [names] [--write FILE]`: measure, print the tables, say whether limits hold."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from . import machine, table
from .measure import Measure, Measured, NotMeasured, say

MEASURES = (
    "key_press", "append", "start", "board", "clocks", "cold_open", "million", "session_memory",
    "paper", "night", "routines", "routine_growth", "shared",
    "station_load", "sign_in", "verify_million", "backup_million",
)  # fmt: skip
"""In the order they are run; each is a module with `measure(folder)`."""


def main() -> int:
    """Run the chosen measures; 0 when every limit is kept, else 1."""
    arguments = _parser().parse_args()
    began = time.monotonic()
    # An installed program has its bytecode beside it; the first start writes it here.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    folder = _own_folder(arguments.folder)
    try:
        about = machine.described(folder)
        print("\n".join(f"{word}: {text}" for word, text in about), end="\n\n")
        done = [m for name in arguments.names or MEASURES if (m := _measured(name, folder))]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    minutes = (time.monotonic() - began) / 60
    if arguments.write:
        _write(arguments.write, about, done, minutes if not arguments.names else None)
    missed = [f for m in done for f in m.figures if f.met is False]
    kept = sum(f.met is True for m in done for f in m.figures)
    print(f"{kept} gränser hålls, {len(missed)} hålls inte. {minutes:.1f} minuter.")
    return 1 if missed else 0


def _write(
    path: Path, about: list[tuple[str, str]], done: list[Measured], minutes: float | None
) -> None:
    """The whole document, or only the parts that were chosen (no minutes) in the one there is."""
    old = path.read_text("utf-8") if path.exists() else ""
    if minutes is None and old:
        text = table.page_with(old, done, about)
    else:
        whole = table.page(about, done, minutes or 0)
        text = table.with_parts(whole, table.from_the_laboratory(old))
    path.write_text(text, encoding="utf-8")


def _measured(name: str, folder: Path) -> Measured | None:
    """Run one measure in a folder of its own and print its table."""
    print(f"{name} …", file=sys.stderr, flush=True)
    own = folder / name
    own.mkdir()
    measure: Measure = import_module(f"bench.{name}").measure
    try:
        measured = measure(own)
    except NotMeasured as why:
        say(f"utelämnad: {why}")
        return None
    finally:
        shutil.rmtree(own, ignore_errors=True)
    print("\n".join(table.lines(measured)), flush=True)
    return measured


def _own_folder(parent: Path) -> Path:
    """A folder for the stores, on the disk of the repository: a memory disk would be too kind."""
    folder = Path(tempfile.mkdtemp(prefix=".bench-", dir=parent))
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    return folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the program.")
    parser.add_argument("names", nargs="*", choices=[[], *MEASURES], metavar="NAME", default=[])
    parser.add_argument(
        "--write",
        type=Path,
        metavar="FILE",
        help="write the tables to a file; with names, only those parts",
    )
    parser.add_argument(
        "--folder", type=Path, default=Path(), help="where stores are made (default: here)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
