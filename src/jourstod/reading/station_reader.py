"""The station's own file: which nämnder it serves, and who is appointed for what."""

from __future__ import annotations

from pathlib import Path

from jourstod.domain.findings import Finding, has_errors
from jourstod.domain.people import Board, Mandate, Station

from .fields import Fields, Remarks, as_mapping, check_id, cut, kind_word
from .header import check_language
from .marks import read_nodes
from .nodes import Mapping, Node, Sequence
from .vocabulary import Names

_BOARD = 'söder:\n  namn: Socialnämnden Söder\n  telefon: "08-000 00 00"\n  mottagning: Söder'
_MANDATE = (
    "- person: Kim Exempel\n  roll: ordförande\n  nämnd: söder\n  lagrum: lvu-6\n"
    "  från: 2026-01-01\n  källa: Nämndens protokoll 2026-01-15"
)
_EXAMPLES = {
    "station": "station: Socialjouren",
    "nämnder": f"nämnder:\n  {_BOARD}",
    "mandat": f"mandat:\n  {_MANDATE}",
    "lagrum": "lagrum: lvu-6",
    "från": "från: 2026-01-01",
    "till": "till: 2026-12-31",
    "källa": "källa: Nämndens protokoll 2026-01-15",
    "bekräftad": "bekräftad: 2026-11-01",
}


def read_station_file(path: Path) -> tuple[Station | None, list[Finding]]:
    """The station of a file, or None when the file cannot be read as one."""
    node, findings = read_nodes(path)
    if node is None or has_errors(findings):
        return None, findings
    station, told = read_station(node)
    return station, [*findings, *told]


def read_station(
    node: Node, provisions: Names | None = None
) -> tuple[Station | None, list[Finding]]:
    """The station with the boards and mandates that hold, and findings on the others.

    `provisions`, when given, tells which provisions exist. A mandate with an error is left out:
    nobody may decide on the strength of a line that cannot be read.
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
    mandates = _mandates(fields, boards, provisions)
    fields.close()
    known = tuple(board for board in boards.values() if board is not None)
    return Station(name, known, mandates), remarks.findings


def _boards(node: Mapping | None, remarks: Remarks) -> dict[str, Board | None]:
    """Boards by id; None for one with an error."""
    boards: dict[str, Board | None] = {}
    for name, value in node.entries if node else ():
        before = remarks.errors
        check_id(name, "en nämnd", remarks)
        part = as_mapping(value, f"nämnden «{name.value}»", remarks, _BOARD)
        board = None
        if part is not None:
            fields = Fields(part, f"nämnden «{name.value}»", remarks, _EXAMPLES)
            board = Board(
                id=name.value,
                name=fields.text("namn", required=True),
                phone=fields.text("telefon"),
                day_unit=fields.text("mottagning"),
                confirmed=fields.day("bekräftad"),
            )
            fields.close()
        boards[name.value] = board if remarks.errors == before else None
    return boards


def _mandates(
    fields: Fields, boards: dict[str, Board | None], provisions: Names | None
) -> tuple[Mandate, ...]:
    node = fields.at("mandat")
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        fields.wrong_kind("mandat", node, "en lista")
        return ()
    names = Names("Nämnden", "okand-namnd", "stationens fil", boards)
    mandates: list[Mandate] = []
    for item in node.items:
        if not isinstance(item, Mapping):
            fields.remarks.error(
                "fel-slag-av-varde",
                item.place,
                f"Ett mandat ska vara en uppställning med nycklar, men här står {kind_word(item)}.",
                example=_MANDATE,
            )
            continue
        before = fields.remarks.errors
        mandate = _mandate(item, fields.remarks, names, provisions)
        if fields.remarks.errors == before:
            mandates.append(mandate)
    return tuple(mandates)


def _mandate(node: Mapping, remarks: Remarks, boards: Names, provisions: Names | None) -> Mandate:
    fields = Fields(node, "ett mandat", remarks, _EXAMPLES)
    person = fields.text("person", required=True)
    fields.what = f"mandatet för {cut(person)}" if person else fields.what
    board, provision = fields.scalar("nämnd", True), fields.scalar("lagrum", True)
    if board:
        boards.known(board, remarks)
    if provision and provisions:
        provisions.known(provision, remarks)
    since, until = fields.day("från", required=True), fields.day("till")
    if since and until and until < since:
        remarks.error("fel-datum", node.place, f"{fields.begins} slutar innan det har börjat.")
    mandate = Mandate(
        person=person,
        role=fields.text("roll", required=True),
        board=board.value.strip() if board else "",
        provision=provision.value.strip() if provision else "",
        since=since,
        until=until,
        phone=fields.text("telefon"),
        source=fields.text("källa", required=True),
    )
    fields.close()
    return mandate
