"""Leaving a sheet: how, the receipt in the log, the file, and what is entered in the journal."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from ..desk import case_forms
from ..desk.command import Command
from ..desk.forms import Blank
from ..desk.sheets import WHY, hand_over
from ..desk.together import Cuts, cuts, hand_over_together, told
from ..domain.case import Case
from ..domain.errors import JourError, StoreAway
from ..domain.rulebook import Rulebook
from ..domain.sheet import SheetCut, digest
from ..reports import render
from ..reports.saving import saved, typed_place
from .base_screen import JourScreen
from .drafts import Draft
from .form_screen import FormScreen, fill_in
from .menu_screen import MenuScreen
from .sheet_file import FOLDER, free_path

SAID = "muntligt"
FILES = ("pdf", "html")
WAYS = (
    (SAID, "Läses upp, eller visas på skärmen", ""),
    ("pdf", "Som PDF-fil, att skriva ut eller skicka", ""),
    ("html", "Som HTML-fil", ""),
)
FORMS = (("pdf", "PDF"), ("html", "HTML"), ("text", "Text"))
PREVIEW = "Förhandsvisning – inte lämnat"


class Leaving(Protocol):
    """What leaving needs to know of the screen that shows the sheet."""

    case_id: str
    case: Case | None
    book: Rulebook | None

    def left(self, sentence: str) -> None: ...


def place(case_id: str) -> str:
    """Where the receiver and the passages picked lie in the notebook."""
    return f"handover:{case_id}"


def leave(screen: Leaving, cut: SheetCut) -> None:
    """How it is left; choosing it leaves the sheet as it is shown."""
    flaws = len(cut.sheet.flaws)
    said = "1 brist står" if flaws == 1 else f"{flaws} brister står"
    intro = [f"{said} överst på bladet. Det går att lämna över ändå."] if flaws else []
    intro.append("Valet loggar att bladet lämnas, och vad som står på det.")

    def go(way: object) -> None:
        if way and cut.unconsented:
            _why(screen, cut, str(way))
        elif way:
            _leave(screen, cut, str(way))

    title = f"Lämna över till {cut.sheet.receiver_name}"
    _screen(screen).app.push_screen(MenuScreen(title, WAYS, intro), go)


def together(screen: Leaving, cut: SheetCut) -> None:
    """The sheets of all that belong together, each to its own unit, in one act."""
    own = _screen(screen)
    found = own.attempt(lambda: cuts(own.desk, screen.case_id, cut.sheet.receiver))
    if not found:
        return
    intro = [*told(found), "Valet loggar att alla bladen lämnas. Var och en får sitt eget blad."]

    def go(way: object) -> None:
        if way:
            _leave_all(screen, found, str(way))

    own.app.push_screen(MenuScreen(f"Lämna {len(found)} blad tillsammans", WAYS, intro), go)


def _leave_all(screen: Leaving, found: Cuts, way: str) -> None:
    own = _screen(screen)
    where, commands = f"together:{screen.case_id}", own.jour.commands
    command = commands.for_try(where, " ".join([way, *(digest(cut.sheet) for _, cut in found)]))
    try:
        with ExitStack() as stack:
            for _, cut in found if way in FILES else ():
                path = free_path(cut.sheet, way, _folder(own))
                stack.enter_context(saved(path, render(cut.sheet, way)))
            hand_over_together(own.desk, found, command, way)
    except StoreAway as away:
        own.tell(
            f"Allt är inte lämnat. {away.sentence} Försök igen: det som är gjort görs inte om."
        )
        return
    except JourError as refusal:
        commands.done(where)
        own.repaint()
        own.tell(refusal.sentence)
        return
    commands.done(where)
    files = f" Filerna ligger i {_folder(own)}." if way in FILES else ""
    screen.left(f"Lämnat: {'; '.join(told(found))}.{files}")


def _why(screen: Leaving, cut: SheetCut, way: str) -> None:
    """Without consent it goes on a named ground, and for a reason that is written."""

    written_why: list[str] = []

    def act(draft: Draft, command: Command) -> None:
        written_why.append(draft.written.get("reason", ""))

    def done(written: object) -> None:
        if written and written_why:
            _leave(screen, cut, way, written_why[-1])

    intro = (f"Grund: {cut.ground}.",)
    form = FormScreen(
        "Utan samtycke", (Blank("reason", WHY, True),), f"why:{screen.case_id}", act, intro
    )
    _screen(screen).app.push_screen(form, done)


def _leave(screen: Leaving, cut: SheetCut, way: str, why: str = "") -> None:
    """No file without its receipt in the log, and no receipt for a file that was lost."""
    own = _screen(screen)
    where, commands = place(screen.case_id), own.jour.commands
    command = commands.for_try(where, f"{digest(cut.sheet)} {way} {why}")
    try:
        path = free_path(cut.sheet, way, _folder(own)) if way in FILES else None
        with saved(path, render(cut.sheet, way)) if path else nullcontext():
            hand_over(own.desk, screen.case_id, cut, command, way, why)
    except StoreAway as away:
        own.tell(f"Inte lämnat. {away.sentence} Bladet står kvar.")
        return
    except JourError as refusal:
        commands.done(where)
        own.repaint()
        own.tell(refusal.sentence)
        return
    commands.done(where)
    screen.left(f"{_said(cut)}{f' Filen: {path}' if path else ''}")


def _said(cut: SheetCut) -> str:
    name = cut.sheet.receiver_name
    if not cut.own_board:
        return f"Lämnat till {name}. Kvittot står i loggen."
    return f"Lämnat till {name}. F6 när någon har tagit emot, eller lämnar åter."


def save_file(screen: Leaving, cut: SheetCut) -> None:
    """Save a copy without leaving it; it says that on every page."""
    own = _screen(screen)
    fields = (
        Blank("form", "Vilken form", True, FORMS),
        Blank("folder", "Mapp (tomt är mappen för blad)", hint=str(_folder(own))),
    )
    told: list[Path] = []

    def act(draft: Draft, command: Command) -> None:
        typed, form = draft.written.get("folder", "").strip(), draft.written.get("form", "pdf")
        folder = typed_place(typed) if typed else _folder(own)
        sheet = replace(cut.sheet, preview=PREVIEW)
        path = free_path(sheet, form, folder)
        with saved(path, render(sheet, form)):
            told.append(path)

    def done(written: object) -> None:
        own.repaint()
        if written and told:
            own.tell(f"Sparat: {told[-1]}. Bladet är inte lämnat än.")

    intro = ("Bara du kan läsa filen. Den heter bara ärendets nummer.",)
    form = FormScreen("Spara bladet som fil", fields, f"file:{screen.case_id}", act, intro)
    own.app.push_screen(form, done)


def enter_in_journal(screen: Leaving) -> None:
    """The text stood on the screen: now it is also in the journal."""
    fill_in(screen, case_forms.journal, lambda: screen.left("Införd i journalen."))


def _folder(screen: JourScreen) -> Path:
    return (screen.jour.home or Path.home()) / FOLDER


def _screen(screen: Leaving) -> JourScreen:
    assert isinstance(screen, JourScreen)
    return screen
