"""A little of each experiment of the laboratory: something is tried, and nothing is lost."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from lab.__main__ import EXPERIMENTS
from lab.outcome import Experiment, Size
from lab.place import folder_in
from tests.store.pg_server import programs

LEAST = {
    "kill": 15, "power": 500, "faults": 100, "tampering": 70, "hostile": 15, "typed": 150,
    "leaks": 20, "clock": 1000, "soak": 60, "shared": 90,
}  # fmt: skip
"""So many tries at least in a short one, so that none comes to try nothing."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ptys, forks and /proc of Linux")


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_nothing_is_lost_in_a_short_experiment(name: str) -> None:
    if name == "shared" and programs() is None:
        pytest.skip("no PostgreSQL here")
    experiment: Experiment = import_module(f"lab.{name}").run
    with folder_in() as folder:
        outcome = experiment(folder, Size(short=True))
    assert [loss for tally in outcome.tallies for loss in tally.losses] == []
    assert sum(tally.tried for tally in outcome.tallies) >= LEAST[name]
