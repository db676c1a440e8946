"""`python -m lab [names] [--write FILE]`: try to lose something, and tell what held."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
import traceback
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from . import table
from .outcome import Experiment, Outcome, Size, Tally, say
from .place import folder_in

EXPERIMENTS = (
    "kill", "power", "faults", "tampering", "hostile", "typed", "leaks", "clock", "soak", "shared",
)  # fmt: skip
"""In the order they are run; each is a module with `run(folder, size)`."""


def main() -> int:
    """Run the chosen experiments; 0 when nothing was lost, else 1."""
    arguments = _parser().parse_args()
    began = time.monotonic()
    size = Size(arguments.short, arguments.seed)
    with folder_in(arguments.folder) as folder:
        done = [_run(name, folder, size) for name in arguments.names or EXPERIMENTS]
    minutes = (time.monotonic() - began) / 60
    if arguments.write:
        when = f"Prövat {datetime.now(UTC).date()} med `make lab`, frö {size.seed}."
        old = arguments.write.read_text("utf-8")
        arguments.write.write_text(table.page_with(old, done, when), "utf-8")
    whole = table.total(done)
    print(
        f"{whole.tried} försök, {whole.survived} höll, {len(whole.losses)} förlorade. "
        f"{minutes:.1f} minuter."
    )
    return 1 if whole.losses else 0


def _run(name: str, folder: Path, size: Size) -> Outcome:
    """Run one experiment in a folder of its own and print its table."""
    say(f"{name} …")
    began = time.monotonic()
    own = folder / name
    own.mkdir()
    experiment: Experiment = import_module(f"lab.{name}").run
    try:
        outcome = experiment(own, size)
    except Exception as error:  # what could not even be tried is no proof that anything held
        traceback.print_exc()
        stopped = Tally("Försöket gick sönder")
        stopped.hold(False, f"{type(error).__name__}: {error}")
        outcome = Outcome(name, (stopped,))
    finally:
        shutil.rmtree(own, ignore_errors=True)
    print("\n".join(table.lines(outcome)), flush=True)
    say(f"{name}: {time.monotonic() - began:.0f} s")
    return outcome


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lab", description="Try to lose something.")
    parser.add_argument("names", nargs="*", choices=[[], *EXPERIMENTS], metavar="NAME", default=[])
    parser.add_argument("--write", type=Path, metavar="FILE", help="put them into a document")
    parser.add_argument("--short", action="store_true", help="a little of each, in seconds")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="for what is left to chance"
    )
    parser.add_argument("--folder", type=Path, help="where stores are made (default: in memory)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
