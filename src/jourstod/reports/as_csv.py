"""A table as a file for a spreadsheet: no cell of it is ever run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Signs that a spreadsheet takes for the beginning of a formula."""


def as_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """Semicolons, UTF-8 with a mark: as a Swedish spreadsheet opens it. Every cell is harmless."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerows(map(harmless, row) for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def harmless(value: object) -> str:
    """A cell no spreadsheet runs: a formula's first sign gets an apostrophe before it.

    Tabs and line breaks become blanks, and those that a cell begins with go: behind them
    some spreadsheets still look for a formula.
    """
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(FORMULA) else text
