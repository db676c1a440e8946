"""Facts about tables for a spreadsheet: no cell is a formula, and only one module writes them."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from jourstod.reports import as_csv as module
from jourstod.reports.as_csv import as_csv

SOURCE = Path(module.__file__).parent.parent


@pytest.mark.parametrize("sign", "=+-@\t\r\n＝＋－＠")
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\u00a0", "\u3000", "\n "])
def test_no_cell_begins_as_a_formula(sign: str, before: str) -> None:
    told = as_csv([("namn", f"{before}{sign}cmd|' /C calc'!A0", 12)])
    [[_, cell, number]] = csv.reader(io.StringIO(told.decode("utf-8-sig")), delimiter=";")
    assert cell[0] in "'c" and not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert number == "12"


def test_a_cell_can_neither_begin_a_row_nor_another_cell() -> None:
    told = as_csv([('a";b\r\n=1', "x;=2")]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(told), delimiter=";")) == [['a";b =1', "x;=2"]]


def test_only_one_module_writes_csv() -> None:
    writes = re.compile(r"^\s*(import csv|from csv)", re.MULTILINE)
    found = [p.name for p in SOURCE.rglob("*.py") if writes.search(p.read_text("utf-8"))]
    assert found == ["as_csv.py"]
