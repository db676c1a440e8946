"""The witness: a pytest plugin that writes how each test ended, and out of which tree it ran."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from typing import Any

import pytest

WITNESS = "JOURSTOD_WALLS_WITNESS"
"""The environment variable that names the file it writes, a JSON object a line."""


def pytest_sessionstart() -> None:
    """Where the program comes from."""
    import jourstod

    _write({"imported": jourstod.__file__})


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """What could not even be read in."""
    if report.failed:
        _write({"id": report.nodeid, "when": "collect", "outcome": "failed", "kinds": []})


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, Any]:
    """How it ended, and by which kind of exception."""
    report = yield
    raised = call.excinfo.type.__mro__ if call.excinfo and not report.passed else ()
    kinds = [kind.__name__ for kind in raised]
    _write({"id": item.nodeid, "when": call.when, "outcome": report.outcome, "kinds": kinds})
    return report


def _write(told: dict[str, object]) -> None:
    with open(os.environ[WITNESS], "a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")
