"""The station's own file: which nämnder it serves, who may decide, and all that is local."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from jourstod.domain.findings import Finding, has_errors
from jourstod.domain.station import LOCKS_AFTER, Board, Station
from jourstod.domain.station_file import DayUnit, PersonKind

from .fields import Fields, as_mapping, check_id, cut
from .follow_ons import without_follow_ons
from .header import check_language
from .local_reader import read_beds, read_clocks, read_contacts, read_districts
from .mandate_reader import read_delegations, read_mandates, read_officers
from .marks import read_nodes
from .nodes import Mapping, Node, Scalar
from .phone import dialled, read_phone
from .receiver_reader import read_receivers
from .register_reader import read_hours
from .remarks import Remarks
from .vocabulary import Names

_BOARD = 'söder:\n  namn: Socialnämnden Söder\n  telefon: "070-174 06 05"\n  mottagning: Söder'
_UNITS = (
    'mottagningar:\n  barn: { namn: Barn och unga Söder, telefon: "070-174 06 06", '
    "öppet: kontorstid }"
)
_EXAMPLES = {
    "station": "station: Socialjouren",
    "nämnder": f"nämnder:\n  {_BOARD}",
    "mottagningar": _UNITS,
    "telefon": 'telefon: "070-174 06 05"',
    "nummer": 'nummer: { nämndsekreterare: "070-174 06 07" }',
    "öppet": "öppet: mån-fre 16:30-08:00, lör-sön 00:00-24:00",
    "bekräftad": "bekräftad: 2026-11-01",
    "lås efter": "lås efter: 15 min",
    "reserv": "reserv: /media/reserv",
}
LONGEST_UNLOCKED = 60
"""Minutes: a desk left longer than that is nobody's."""
_MINUTES = re.compile(r"([1-9][0-9]?) *min")


def read_station_file(
    path: Path, provisions: Names | None = None
) -> tuple[Station | None, list[Finding]]:
    """The station of a file, or None when the file cannot be read as one."""
    node, findings = read_nodes(path)
    if node is None or has_errors(findings):
        return None, without_follow_ons(findings)
    station, told = read_station(node, provisions)
    return station, [*findings, *told]


def read_station(
    node: Node, provisions: Names | None = None
) -> tuple[Station | None, list[Finding]]:
    """The station with the entries that hold, and findings on the others.

    `provisions`, when given, tells which provisions exist. An entry with an error is left out:
    nobody decides on the strength of a line that cannot be read.
    """
    remarks = Remarks()
    root = as_mapping(node, "stationens fil", remarks, _EXAMPLES["station"])
    if root is None:
        return None, remarks.findings
    fields = Fields(root, "stationens fil", remarks, _EXAMPLES)
    if not check_language(fields, required=False):
        return None, remarks.findings
    name = fields.text("station", required=True)
    boards = _boards(fields.section("nämnder", required=True), remarks)
    ids = Names("Nämnden", "okand-namnd", "stationens fil", boards)
    station = Station(
        name=name,
        boards=tuple(board for board in boards.values() if board is not None),
        mandates=read_mandates(fields, ids, provisions),
        officers=read_officers(fields, ids, provisions),
        delegations=read_delegations(fields, ids),
        districts=read_districts(fields, ids),
        contacts=read_contacts(fields, ids),
        beds=read_beds(fields),
        clocks=read_clocks(fields, ids),
        receivers=read_receivers(fields),
        hours=read_hours(fields, required=False),
        locks_after=_locks_after(fields),
        spare=_spare(fields),
        place=root.place,
    )
    fields.close()
    return replace(station, mistakes=remarks.errors), remarks.findings


def _locks_after(fields: Fields) -> int:
    """Minutes until an unused screen is locked; the usual where the file says nothing usable."""
    found = fields.scalar("lås efter")
    if found is None:
        return LOCKS_AFTER
    written = _MINUTES.fullmatch(found.value.strip())
    if written and int(written[1]) <= LONGEST_UNLOCKED:
        return int(written[1])
    fields.remarks.error(
        "otillaten-lastid",
        found.place,
        f"«lås efter: {cut(found.value)}» går inte. Skärmen låses efter 1 till {LONGEST_UNLOCKED} "
        "minuter, och låset kan inte stängas av.",
        _EXAMPLES["lås efter"],
    )
    return LOCKS_AFTER


def _spare(fields: Fields) -> str:
    """The folder of the spare file; "" where the file names none that can be used."""
    found = fields.scalar("reserv")
    if found is None or ((folder := found.value.strip()) and Path(folder).is_absolute()):
        return found.value.strip() if found else ""
    fields.remarks.error(
        "reserv-utan-hel-sokvag",
        found.place,
        f"«reserv: {cut(found.value)}» går inte. Skriv hela vägen till en mapp, så att filen "
        "hamnar på samma ställe varifrån programmet än startas.",
        _EXAMPLES["reserv"],
    )
    return ""


def _boards(node: Mapping | None, remarks: Remarks) -> dict[str, Board | None]:
    """Boards by id; None for one with an error."""
    boards: dict[str, Board | None] = {}
    for name, value in node.entries if node else ():
        before = remarks.errors
        check_id(name, "en nämnd", remarks)
        what = f"nämnden «{name.value}»"
        part = as_mapping(value, what, remarks, _BOARD)
        board = _board(name, Fields(part, what, remarks, _EXAMPLES)) if part else None
        boards[name.value] = board if remarks.errors == before else None
    return boards


def _board(name: Scalar, fields: Fields) -> Board:
    board = Board(
        id=name.value,
        name=fields.text("namn", required=True),
        phone=read_phone(fields),
        day_unit=fields.text("mottagning"),
        confirmed=fields.day("bekräftad"),
        numbers=_numbers(fields),
        units=_units(fields),
        place=name.place,
    )
    fields.close()
    return board


def _numbers(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Further numbers of a nämnd, by what they are for."""
    node = fields.section("nummer")
    found: list[tuple[str, str]] = []
    for use, number in node.entries if node else ():
        if isinstance(number, Scalar):
            found.append((use.value, dialled(fields, use.value, number)))
        else:
            fields.wrong_kind(use.value, number, "ett telefonnummer")
    return tuple(found)


def _units(fields: Fields) -> tuple[DayUnit, ...]:
    """The day units of a nämnd, by kind of person."""
    node = fields.section("mottagningar")
    if node is None:
        return ()
    part = Fields(node, f"mottagningarna i {fields.what}", fields.remarks, _EXAMPLES)
    found = [
        _unit(kind, Fields(own, f"mottagningen för {kind}", fields.remarks, _EXAMPLES))
        for kind in PersonKind
        if (own := part.section(kind.value)) is not None
    ]
    part.close()
    return tuple(found)


def _unit(kind: PersonKind, fields: Fields) -> DayUnit:
    unit = DayUnit(
        kind=kind,
        name=fields.text("namn", required=True),
        phone=read_phone(fields),
        hours=read_hours(fields, required=False),
        confirmed=fields.day("bekräftad"),
        place=fields.node.place,
    )
    fields.close()
    return unit
