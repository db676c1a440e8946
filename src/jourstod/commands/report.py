"""`jourstod report`: a sheet for one receiver, printed or saved; `--leave` writes it in the log."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from ..desk.exports import Export
from ..domain.errors import JourError, UsageError
from ..domain.sheet import SheetCut
from ..domain.station_log import SHARP
from .exporting import exported, let_out, shown, way_of
from .opening import opened
from .output import refuse_pdf_on_a_terminal, write_out

if TYPE_CHECKING:
    from ..desk.desk import Desk

NONE = "Inget blad är lämnat utanför nämnden."
NOT_LEFT = "Utskrift som inte är överlämnad i programmet"
PREVIEW = "Förhandsvisning – inte lämnat"


class PreviewOnly(JourError):
    """A sheet for somebody outside would be kept without a receipt."""

    def __init__(self, receiver: str) -> None:
        super().__init__(
            f"Blad till {receiver or 'personen'} sparas inte utan kvittens ur ett skarpt lager. "
            "Lägg till --leave när bladet lämnas, eller läs det som text på skärmen."
        )


class NotPrinted(JourError):
    """The sheet could not be written on standard output."""

    exit_code = 1

    def __init__(self, why: str, left: bool) -> None:
        logged = " Det står i loggen som lämnat." if left else ""
        super().__init__(f"Bladet kunde inte skrivas ut ({why}).{logged}")


def report(arguments: argparse.Namespace) -> int:
    """Make a sheet for one receiver; print or save it, and leave it when that is asked for."""
    from ..desk.command import new_command
    from ..desk.sheets import DAY_UNIT, hand_over, sheet_for
    from ..reports import render

    if arguments.paper or arguments.paper_all:
        from .case_paper import print_case

        return print_case(arguments)
    arguments.to, arguments.format = arguments.to or DAY_UNIT, arguments.format or "text"
    if arguments.morning is not None or arguments.shift:
        return _night(arguments)
    if arguments.case is None:
        raise UsageError("Skriv vilket ärende, eller --morning, eller --shift.")
    with opened(arguments) as house:
        desk = house.desk
        case = desk.find(arguments.case)
        if arguments.receipts or arguments.receipt is not None:
            return _receipts(arguments, desk, case)
        if arguments.linked:
            return _linked(arguments, desk, case)
        cut = sheet_for(desk, case, arguments.to)
        _refuse(arguments, cut, desk.mode)
        sheet = cut.sheet if arguments.leave else replace(cut.sheet, preview=_mark(cut))
        content = render(sheet, arguments.format)
        export = Export("sheet", sheet.number, arguments.format)

        def leave() -> None:
            if arguments.leave:
                hand_over(desk, case, cut, new_command(), arguments.format, arguments.reason)

        _hand_out(arguments, desk, export, content, leave)
    return 0


def _hand_out(
    arguments: argparse.Namespace,
    desk: Desk,
    export: Export,
    content: bytes,
    leave: Callable[[], None] = lambda: None,
) -> None:
    """On standard output, or as a file; `leave` is done before either can be read."""
    if arguments.output is None:
        ready = let_out(arguments, desk, export, content)  # refused before it is left
        leave()
        write_out(ready, lambda why: NotPrinted(why, arguments.leave))
        return
    way = way_of(arguments, desk)
    with exported(desk, export, way, arguments.output, content) as path:
        leave()
    print(f"Sparat: {path}")


def _linked(arguments: argparse.Namespace, desk: Desk, case: str) -> int:
    """The sheets of all cases that belong together: printed, or each a file in one folder."""
    from ..desk.command import new_command
    from ..desk.together import RECEIVERS, cuts, hand_over_together, told
    from ..reports import file_name, render

    if arguments.to not in RECEIVERS:
        raise UsageError(f"Flera blad på en gång går till {' eller '.join(RECEIVERS)}.")
    found, form, folder = cuts(desk, case, arguments.to), arguments.format, arguments.output
    if folder is None and form != "text":
        raise UsageError("Skriv en mapp efter --output: det blir en fil för varje ärende.")
    mark = "" if arguments.leave else NOT_LEFT
    made = [replace(cut.sheet, preview=mark) for _, cut in found]

    def leave() -> None:
        if arguments.leave:
            hand_over_together(desk, found, new_command(), form)

    if folder is None:
        content = b"\n".join(render(sheet, form) for sheet in made)
        _hand_out(arguments, desk, Export("sheet", "", form), content, leave)
        return 0
    with ExitStack() as stack:
        way = way_of(arguments, desk)
        for sheet in made:
            export, path = Export("sheet", sheet.number, form), folder / file_name(sheet, form)
            stack.enter_context(exported(desk, export, way, path, render(sheet, form)))
        leave()
    print("\n".join((*told(found), f"Sparat i {folder}")))
    return 0


def _night(arguments: argparse.Namespace) -> int:
    """A sheet over all cases of the night: for the reception of a nämnd, or for the team leader."""
    from ..desk.night_sheets import morning, shift
    from ..reports import render

    with opened(arguments) as house:
        sheet = shift(house.desk) if arguments.shift else morning(house.desk, arguments.morning)
        content = render(sheet, arguments.format)
        export = Export("night", "", arguments.format)
        _hand_out(arguments, house.desk, export, content)
    return 0


def _receipts(arguments: argparse.Namespace, desk: Desk, case: str) -> int:
    """The disclosures of a case as lines, or one of them as it was left."""
    from ..desk.receipts import receipt, receipts
    from ..reports import render

    if arguments.receipt is None:
        found = receipts(desk, case)
        lines = "\n".join(f"{r.number}  {r.words}\n   {r.verdict} {r.mark}" for r in found) or NONE
        listed = Export("receipt", desk.case(case).number, "text")
        shown(arguments, desk, listed, f"{lines}\n".encode(), lambda why: NotPrinted(why, False))
        return 0
    one = receipt(desk, case, arguments.receipt)
    told = f"{one.words}\n{one.verdict} {one.mark}\n\n".encode()
    sheet = render(one.sheet, "text") if one.sheet is not None else b""
    export = Export("receipt", desk.case(case).number, "text")
    shown(arguments, desk, export, told + sheet, lambda why: NotPrinted(why, False))
    return 0


def _refuse(arguments: argparse.Namespace, cut: SheetCut, mode: str) -> None:
    """What may not be made this way: see docs/decisions/0008."""
    from ..desk.sheets import NotToLeave

    kept = arguments.output is not None or arguments.format != "text"
    if arguments.leave and cut.sheet.receiver == "journal":
        raise UsageError(
            "Journaltexten lämnas inte: för in den i verksamhetssystemet och välj sedan "
            "«Införd i journalen» i ärendet."
        )
    if arguments.leave and cut.paper:
        raise NotToLeave
    if mode == SHARP and kept and not cut.own_board and not arguments.leave:
        raise PreviewOnly(cut.sheet.receiver_name)
    if arguments.format == "pdf" and arguments.output is None:
        refuse_pdf_on_a_terminal()


def _mark(cut: SheetCut) -> str:
    if cut.sheet.receiver == "journal" or cut.paper:
        return ""
    return NOT_LEFT if cut.own_board else PREVIEW
