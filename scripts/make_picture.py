"""Make the picture of the case screen in docs/bild from the program itself and a written night.

`python scripts/make_picture.py` plays the night to where the child's protection is asked about,
in a practice store that is thrown away, and writes what the screen shows as SVG.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from jourstod.bootstrap import open_house, shipped_routines
from jourstod.desk.desk import Desk
from jourstod.domain.local_time import show_time
from jourstod.domain.night import Moment
from jourstod.domain.people import Handler
from jourstod.reading.night_reader import read_night_file
from jourstod.rehearsal.clock import NightClock
from jourstod.rehearsal.rehearsal import Rehearsal
from jourstod.tui.app import JourApp

PICTURE = Path(__file__).parent.parent / "docs" / "bild" / "arendet.svg"
NIGHT, UNTIL = "flicka-pa-hotell.yaml", "23:29"
SIZE = (100, 30)
FONT = "ui-monospace, 'DejaVu Sans Mono', Consolas, monospace"


def main() -> int:
    """Play, draw, write."""
    with tempfile.TemporaryDirectory() as folder:
        svg = asyncio.run(drawn(Path(folder)))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(harmless(svg), encoding="utf-8")
    return 0


async def drawn(home: Path) -> str:
    """The case screen at the end of the part that is played."""
    night, findings = read_night_file(shipped_routines() / "prov" / NIGHT)
    assert night is not None, findings
    part = replace(night, moments=tuple(takewhile(_early, night.moments)))
    clock = NightClock(part.begins)
    house = open_house(home, Handler("AB", "Anna Björk"), practice=True, clock=clock)
    try:
        failures = Rehearsal(house.desk, clock, house.seat).play(part).failures
        assert not failures, failures
        return await shown(house.desk)
    finally:
        house.close()


def _early(moment: Moment) -> bool:
    return show_time(moment.at) <= UNTIL


async def shown(desk: Desk) -> str:
    """What the screen shows when the first case on the board is opened."""
    app = JourApp(desk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        return app.export_screenshot(title="jourstod", simplify=True)


def harmless(svg: str) -> str:
    """Without fonts from a foreign host: whoever looks at it asks nobody for anything."""
    plain = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    plain = plain.replace("Fira Code, monospace", FONT)
    plain = plain.replace("<svg ", '<svg xml:space="preserve" ', 1)
    plain = re.sub(r"\n[ \t]*(?=\n)", "", plain)
    outside = [url for url in re.findall(r"https?://[^\s\"'<>)]+", plain) if "w3.org" not in url]
    assert not [url for url in outside if "textualize.io" not in url], outside
    return re.sub(r"<!--.*?-->", "", plain, flags=re.DOTALL).strip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
