"""Sheets at the desk: a case cut for one receiver, and left to it in one durable write."""

from __future__ import annotations

from dataclasses import replace

from ..domain import disclosure
from ..domain import handover as domain
from ..domain.access_kind import AccessKind
from ..domain.case import Case
from ..domain.day_unit import takes_in, to_ask, wrong_board
from ..domain.decide import acts, handovers
from ..domain.decision_document import documents
from ..domain.entries import Act, Entry
from ..domain.errors import JourError
from ..domain.findings import Place
from ..domain.journal import JOURNAL
from ..domain.occasion import Occasion
from ..domain.protection import Level
from ..domain.registers import Agency
from ..domain.rulebook import Rulebook
from ..domain.sheet import SheetCut, exact
from ..domain.station import Board
from . import tidy
from .command import Command
from .desk import Desk
from .ledger import Written

__all__ = [
    "SheetCut",
    "asks_district",
    "enter_in_journal",
    "hand_over",
    "passages",
    "receivers",
    "sheet_for",
]

WHY = "Varför lämnas det utan samtycke"
DAY_UNIT = "mottagning"
_NOWHERE = Place("", 0, 0)
OWN = (
    Agency(DAY_UNIT, "mottagningen", "Dagens enhet", "okänt", _NOWHERE, own_board=True),
    Agency("jouren", "nästa pass", "Jouren", "okänt", _NOWHERE, own_board=True),
    Agency(JOURNAL, "journalen", "Personakten", "okänt", _NOWHERE, own_board=True),
)
"""Receivers of every nämnd, also for a case whose bundle is older than their register entries."""

Receiver = tuple[str, str, bool]
"""Id, name, and whether it is a part of the own nämnd."""


class NoSuchReceiver(JourError):
    """Nobody with that id can get a sheet."""

    exit_code = 2

    def __init__(self, name: str, known: tuple[Receiver, ...]) -> None:
        listed = ", ".join(id for id, _, _ in known)
        super().__init__(f"Det finns ingen mottagare «{name}». Välj bland: {listed}.")


class SheetOutdated(JourError):
    """Something was written in the case after the sheet was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Det har kommit något nytt i ärendet sedan bladet visades. Inget lämnades: läs bladet "
            "igen och lämna det sedan."
        )


class NothingToLeave(JourError):
    """The sheet for somebody outside holds nothing."""

    def __init__(self, receiver: str) -> None:
        super().__init__(
            f"Det finns ingen uppgift som får lämnas till {receiver}. Inget lämnades. "
            "Fråga om samtycke, eller välj ett stycke."
        )


class NotToLeave(JourError):
    """A document for the file is not left to anybody."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("Handlingen lämnas inte över. Spara den, och för in den i personakten.")


class NoReason(JourError):
    """Something would be disclosed without consent and without a reason."""

    def __init__(self) -> None:
        super().__init__(
            "Skriv varför uppgifterna lämnas utan samtycke. Grunden står på bladet, skälet är ditt."
        )


def receivers(desk: Desk, case_id: str) -> tuple[Receiver, ...]:
    """Who can get a sheet: the own nämnd first, then those some fact can be cleared for."""
    case = desk.on_paper(case_id)
    unit = takes_in(case, desk.station)
    listed = _receivers(case, desk.book(case))
    if unit is None:
        return listed
    return tuple((id, unit.words if id == DAY_UNIT else name, own) for id, name, own in listed)


def asks_district(desk: Desk, case_id: str, receiver: str) -> bool:
    """Whether the part of town decides who the receiver is, and nobody has told it."""
    return receiver == DAY_UNIT and to_ask(desk.on_paper(case_id), desk.station)


def sheet_for(
    desk: Desk, case_id: str, receiver: str = DAY_UNIT, passages: tuple[str, ...] = ()
) -> SheetCut:
    """The case as the receiver may read it; only reads.

    `passages` are entry ids of free text picked for a receiver outside the own nämnd. Raises
    SheetStopped when a protected value stands in any text, NoSuchReceiver, NotFoundInCase.
    """
    case = desk.on_paper(case_id)
    book = desk.book(case)
    agency = _agency(case, book, receiver)
    if agency is None:
        raise NoSuchReceiver(receiver, _receivers(case, book))
    desk.access.made(AccessKind.REPORTED, case, receiver)
    unit = takes_in(case, desk.station) if receiver == DAY_UNIT else None
    occasion = Occasion(
        receiver=replace(agency, name=unit.name) if unit else agency,
        now=desk.clock(),
        board=desk.station.board(case.board) or Board(case.board, case.board),
        station=desk.station.name,
        sender=desk.handler,
        mode=desk.mode,
        witness=desk.jour.witness(f"case/{case_id}"),
        passages=passages,
        unit=unit,
        wrong_board=wrong_board(case, desk.station) if unit else "",
    )
    return _with_shield(domain.cut(case, book, occasion), case)


def _with_shield(cut: SheetCut, case: Case) -> SheetCut:
    """The own nämnd reads first how protected the person is; nobody else reads it here."""
    if not cut.own_board or cut.sheet.card or case.protection.level is Level.NONE:
        return cut
    words = case.protection.level.swedish.upper()
    more = " Det som är skrivet läses i programmet." if case.protection.hides else ""
    return replace(cut, sheet=replace(cut.sheet, notice=f"{words}.{more} {cut.sheet.notice}"))


def passages(desk: Desk, case_id: str, receiver: str) -> tuple[tuple[str, str], ...]:
    """Free text that can be picked for a receiver outside: (entry id, words)."""
    case = desk.on_paper(case_id)
    return tuple(disclosure.passages(case, desk.book(case), receiver))


def hand_over(
    desk: Desk, case_id: str, cut: SheetCut, command: Command, form: str, reason: str = ""
) -> Written:
    """Leave a sheet: offered item by item within the own nämnd, else a receipt of disclosure.

    Journal text is not received by anybody: it is marked as införd i journalen.

    Refuses a sheet that was cut before the case's last entry, and an empty one to somebody
    outside (SheetOutdated, NothingToLeave), or one that goes without consent and without a
    reason (NoReason). The receipt has the store's keyed mark, and the copy itself.
    """
    sheet, content, why = cut.sheet, exact(cut.sheet), tidy.text(reason)

    def decide(case: Case, act: Act) -> list[Entry]:
        if case.seq != cut.seq:
            raise SheetOutdated
        if cut.own_board:
            return handovers.offer(
                case, act, sheet.receiver, sheet.items, mark, sheet.flaws, cut.lacks,
                sheet.receiver_name if sheet.receiver == DAY_UNIT else "",
            )  # fmt: skip
        return handovers.disclose(
            act, sheet.receiver, cut.ground, mark, form, cut.facts, why, content.decode()
        )

    if sheet.receiver == JOURNAL:
        return enter_in_journal(desk, case_id, cut, "", command)
    if cut.paper:
        raise NotToLeave
    if not cut.own_board and _empty(cut):
        raise NothingToLeave(sheet.receiver_name or sheet.receiver)
    if cut.unconsented and not why:
        raise NoReason
    mark = desk.jour.mark(content)
    return desk.do(case_id, command, decide, ("left", sheet.receiver, mark, form, why))


def enter_in_journal(
    desk: Desk, case_id: str, cut: SheetCut, system: str, command: Command
) -> Written:
    """The journal text that was shown is införd i journalen; raises SheetOutdated."""
    name = tidy.text(system)

    def decide(case: Case, act: Act) -> list[Entry]:
        if case.seq != cut.seq:
            raise SheetOutdated
        return acts.enter_in_journal(case, act, name)

    return desk.do(case_id, command, decide, ("journal", name))


def _empty(cut: SheetCut) -> bool:
    return not cut.facts and not (cut.sheet.card and any(part.lines for part in cut.sheet.first))


def _agency(case: Case, book: Rulebook, id: str) -> Agency | None:
    ours = (*OWN, *documents(case))
    return book.agencies.get(id) or next((own for own in ours if own.id == id), None)


def _receivers(case: Case, book: Rulebook) -> tuple[Receiver, ...]:
    cleared = {id for fact in book.facts.values() for id, _ in fact.cleared}
    cleared |= {*case.consents, disclosure.PERSON}
    own = {agency.id: book.agencies.get(agency.id, agency) for agency in OWN}
    others = [agency for agency in book.agencies.values() if agency.id not in own]
    listed = [
        *own.values(),
        *(agency for agency in others if agency.own_board),
        *(agency for agency in others if not agency.own_board and agency.id in cleared),
        *documents(case),
    ]
    return tuple((agency.id, agency.name, agency.own_board) for agency in listed)
