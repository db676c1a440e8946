"""`jourstod routine use`: how the steps are used, per step and never per person."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from ..desk.step_use import step_use
from ..domain.errors import UsageError
from ..domain.findings import nearest
from ..domain.small_counts import FEWEST
from ..domain.step_use import Fate
from ..domain.use_table import Use, UseTable
from ..reports.saving import saved
from ..reports.step_use import few_lines, took, use_as_csv, use_remarks
from .opening import opened
from .replay import day_of

if TYPE_CHECKING:
    from rich.table import Table

WIDTH = 80


def show_use(arguments: argparse.Namespace) -> int:
    """The table on the screen, as a file or as JSON; nothing is written in the log."""
    since = day_of(arguments.since) if arguments.since else date.min
    routine: str = arguments.routine or ""
    with opened(arguments) as house:
        table = step_use(house.desk, since, routine)
        known = tuple(house.desk.current_book().routines)
    if routine and not table.rows and routine not in known:
        near = nearest(routine, known)
        asked = f" Menade du «{near}»?" if near else ""
        raise UsageError(f"Ingen rutin heter «{routine}», och ingen har hetat så.{asked}")
    if arguments.csv is not None:
        with saved(arguments.csv, use_as_csv(table)):
            pass
        print(f"Sparat: {arguments.csv}")
    elif arguments.json:
        print(json.dumps(as_json(table), ensure_ascii=False, indent=1))
    else:
        _show(table)
    return 0


def as_json(table: UseTable) -> dict[str, object]:
    """The table for other programs; a step with too few has `few` and no figures."""
    return {
        "cases": table.cases if table.cases >= FEWEST else None,
        "about_persons": table.about_persons,
        "stations": table.stations,
        "steps": [
            {
                "routine": row.routine,
                "step": row.step,
                "name": row.words.step,
                "few": row.use is None,
                "use": row.use and _plain(row.use),
                "reason": row.reason,
                "versions": {bundle: _plain(use) for bundle, use in row.versions},
            }
            for row in table.rows
        ],
    }


def _plain(use: Use) -> dict[str, object]:
    return {
        "shown": use.shown,
        "fates": {fate.name.lower(): n for fate, n in use.fates.items()},
        "asides": {aside.name.lower(): n for aside, n in use.asides.items()},
        "median_seconds": use.median,
        "ninth_seconds": use.ninth,
    }


def _show(table: UseTable) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    console.width = max(WIDTH, console.width) if console.is_terminal else WIDTH
    if not table.rows:
        console.print("Inget steg har visats.")
        return
    for remark in use_remarks(table):
        console.print(remark)
    for table_or_line in (_table(table), *few_lines(table)):
        console.print(table_or_line)


def _table(table: UseTable) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    shown.add_column("Steg", ratio=4)
    shown.add_column("Visat", justify="right")
    shown.add_column("Svar", justify="right", max_width=6)
    shown.add_column("Tid: hälften · 9 av 10", justify="right", max_width=15)
    shown.add_column("Det som sticker ut", ratio=5)
    for row in table.told:
        assert row.use is not None
        name = Text(f"{row.words.step}\n{row.words.routine}", overflow="fold")
        shown.add_row(name, *_figures(row.use), Text(row.reason or "inget"))
        for bundle, use in row.versions:
            shown.add_row(Text(f"  version {bundle[:8]}"), *_figures(use), "")
    return shown


def _figures(use: Use) -> tuple[str, str, str]:
    return str(use.shown), str(use.fates[Fate.ANSWERED]), took(use)
