"""Whom the station cannot reach: missing numbers, units, districts, beds and hours."""

from __future__ import annotations

from collections.abc import Iterator

from ..station import Board, Station
from ..station_file import LocalContactKind, PersonKind
from .ailment import Ailment, ailment, listing

_NEEDED: tuple[tuple[str, str, tuple[LocalContactKind, ...]], ...] = (
    ("polis-saknas", "nummer till polisen för motringning", (LocalContactKind.POLICE,)),
    (
        "arbetsledare-saknas",
        "nummer till arbetsledare eller bakjour",
        (LocalContactKind.TEAM_LEADER, LocalContactKind.BACKUP),
    ),
    ("tolk-saknas", "nummer till tolk", (LocalContactKind.INTERPRETER,)),
    ("klinik-saknas", "mottagning efter sexuellt våld", (LocalContactKind.CLINIC,)),
)
"""What every nämnd needs: the rule, what is missing, and which kinds of contact will do."""


def numbers(station: Station) -> Iterator[Ailment]:
    """What is missing when somebody must be called or taken in."""
    yield from _contacts(station)
    yield from _beds(station)
    for board in station.boards:
        yield from _units(board)
    yield from _without_number(station)
    yield from _districts(station)
    if not station.hours:
        yield ailment(
            "jourtid-saknas",
            station.place,
            "Jourens tider är inte kända.",
            "öppet: mån-fre 16:30-08:00, lör-sön 00:00-24:00",
        )


def _contacts(station: Station) -> Iterator[Ailment]:
    for rule, what, kinds in _NEEDED:
        lacking = [
            board
            for board in station.boards
            if not any(station.reached(kind, board.id) for kind in kinds)
        ]
        if not lacking:
            continue
        everybody = len(lacking) == len(station.boards)
        whose = "" if everybody else f" för {listing(board.name for board in lacking)}"
        yield ailment(
            rule,
            station.place if everybody else lacking[0].place,
            f"Stationens fil har {_article(what)} {what}{whose}.",
            f"kontakter:\n  {kinds[0]}: {{ namn: …, telefon: …, bekräftad: … }}",
        )


def _article(what: str) -> str:
    return "inget" if what.startswith("nummer") else "ingen"


def _beds(station: Station) -> Iterator[Ailment]:
    taken = {kind for bed in station.beds for kind in bed.takes}
    missing = [kind.value for kind in PersonKind if kind not in taken]
    if missing:
        yield ailment(
            "ingen-plats",
            station.place,
            f"Platslistan har ingen plats för {listing(missing)}.",
            f"platser:\n  - {{ namn: Platslistan 1, form: jourhem, tar emot: [{missing[0]}], "
            "telefon: …, bekräftad: … }",
        )


def _units(board: Board) -> Iterator[Ailment]:
    missing = [kind.value for kind in PersonKind if board.unit(kind) is None]
    if missing and not board.day_unit:
        yield ailment(
            "mottagning-saknas",
            board.place,
            f"Vilken mottagning i {board.name} som tar emot är inte känt: {listing(missing)}.",
            f"mottagningar:\n  {missing[0]}: {{ namn: …, telefon: …, bekräftad: … }}",
        )


def _without_number(station: Station) -> Iterator[Ailment]:
    named = [(board.name, board.phone, board.place) for board in station.boards]
    named += [(u.name, u.phone, u.place) for board in station.boards for u in board.units]
    named += [(f"{c.kind.swedish}, {c.name}", c.phone, c.place) for c in station.contacts]
    named += [(bed.name, bed.phone, bed.place) for bed in station.beds]
    for name, phone, place in named:
        if not phone:
            sentence = f"{name[:1].upper()}{name[1:]}: telefonnummer saknas."
            yield ailment("nummer-saknas", place, sentence, 'telefon: "070-174 06 05"')


def _districts(station: Station) -> Iterator[Ailment]:
    if len(station.boards) < 2:
        return
    placed = {district.board for district in station.districts}
    for board in station.boards:
        if board.id not in placed:
            yield ailment(
                "distrikt-saknas",
                board.place,
                f"Vilka distrikt som hör till {board.name} är inte känt.",
                f"distrikt:\n  …: {{ nämnd: {board.id} }}",
            )
