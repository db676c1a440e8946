"""Open one case in a fresh process and print the seconds it took.

Run as a program: `python -m bench.one_case HOME CASE`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from jourstod.bootstrap import open_house
from jourstod.domain.overview import questions


def main(home: Path, case_id: str) -> float:
    """Seconds from opening the store until the question of the case is there."""
    began = time.perf_counter()
    house = open_house(home)
    case = house.desk.case(case_id)
    (asked,) = questions(case, house.desk.book(case))
    assert asked.step.text
    took = time.perf_counter() - began
    house.close()
    return took


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), sys.argv[2]))
