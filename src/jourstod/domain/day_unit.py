"""The day unit that takes a case in: by nämnd, by the person, and by the district of town."""

from __future__ import annotations

from dataclasses import dataclass

from .case import Case
from .station import Board, Station
from .station_file import District, PersonKind

UNACCOMPANIED = "ensamkommande-barn"
"""The routine of a child without custodian; where it runs the unit is theirs."""
CHILD = ("barn", "oklart")
MANY_KINDS = "Åldern är inte känd, och nämnden har flera mottagningar."
NOT_ASKED = "Stadsdelen är inte känd."
UNKNOWN = "okänd"
"""The district of one who has none that anybody knows."""


@dataclass(frozen=True, slots=True)
class TakesIn:
    """Who takes in by day, and how it is reached; `doubt` says what is not known."""

    name: str
    phone: str = ""
    hours: str = ""
    doubt: str = ""

    @property
    def reach(self) -> str:
        """«070-174 06 07, öppet mån-fre 08:00-16:30»; "" when the file says nothing."""
        opened = f"öppet {self.hours}" if self.hours else ""
        return ", ".join(part for part in (self.phone, opened) if part)

    @property
    def words(self) -> str:
        """The name and how it is reached."""
        return f"{self.name}, {self.reach}" if self.reach else self.name


def takes_in(case: Case, station: Station) -> TakesIn | None:
    """The unit for this person; None where the station's file names none for the nämnd."""
    district = _district(case, station)
    board = station.board(district.board if district else case.board)
    if board is None:
        return None
    kind = person_kind(case)
    unit = board.unit(kind) if kind else None
    if district is not None and district.unit:
        same = next((u for u in board.units if u.name == district.unit), None)
        own = same or (unit if unit is not None and unit.name == district.unit else None)
        return TakesIn(district.unit, *((own.phone, own.hours) if own else (board.phone, "")))
    doubt = NOT_ASKED if district is None and _differ(station, board) else ""
    if unit is not None:
        return TakesIn(unit.name, unit.phone, unit.hours, doubt)
    if board.units:
        named = " eller ".join(dict.fromkeys(unit.name for unit in board.units))
        return TakesIn(named, board.phone, "", MANY_KINDS)
    return TakesIn(board.day_unit, board.phone, "", doubt) if board.day_unit else None


def person_kind(case: Case) -> PersonKind | None:
    """For whom the unit must be there; None while nobody knows the age."""
    if any(track.routine == UNACCOMPANIED for track in case.tracks.values()):
        return PersonKind.UNACCOMPANIED
    age = case.facts.get("åldersgrupp")
    said = set(age.answer.values) if age is not None else set()
    if not said.isdisjoint(CHILD):
        return PersonKind.CHILD
    return PersonKind.ADULT if said & {"vuxen", "ung_vuxen"} else None


def to_ask(case: Case, station: Station) -> bool:
    """Whether the district is worth asking for before the sheet is left."""
    if case.district:
        return False
    board = station.board(case.board)
    return board is not None and _differ(station, board)


def wrong_board(case: Case, station: Station) -> str:
    """A sentence when the district is another nämnd's than the case's; "" when it is not."""
    district = _district(case, station)
    if district is None or district.board == case.board:
        return ""
    names = [station.board(id) for id in (district.board, case.board)]
    theirs, ours = (board.name if board else "okänd" for board in names)
    return f"{district.name} hör till {theirs}, men ärendet ligger hos {ours}."


def _district(case: Case, station: Station) -> District | None:
    return next((d for d in station.districts if d.name == case.district), None)


def _differ(station: Station, board: Board) -> bool:
    """Whether parts of the nämnd's town have different units."""
    own = [district.unit for district in station.districts if district.board == board.id]
    return len(set(own)) > 1
