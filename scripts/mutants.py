"""Put one fault at a time into the shipped routines, and tell which are found and by what.

`python scripts/mutants.py [FILE …] [--every N] [--json]`: FILE is a routine or a fragment by its
name; without it all. `--every 4` tries each fourth of every operator, the same ones each time.
Exits 1 when fewer than 95 of a hundred are found. docs/mutanter.md tells what came out.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from mutation.judging import Court  # type: ignore[import-not-found]
from mutation.running import judged, made, sampled  # type: ignore[import-not-found]
from mutation.telling import as_json, as_lines, share  # type: ignore[import-not-found]

from jourstod.reading.shelf import shipped_routines

ENOUGH = 95.0


def main(arguments: list[str]) -> int:
    """Make, judge and tell; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--processes", type=int, default=2, metavar="N")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    court = Court(shipped_routines())
    mutants = [
        mutant
        for mutant in made(court.book)
        if not asked.files or Path(mutant.file).stem in asked.files
    ]
    found = tuple(judged(court, sampled(mutants, asked.every), asked.processes))
    if asked.json:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_lines(found)))
    return 0 if share(found) >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
