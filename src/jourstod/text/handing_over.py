"""Handing over: the receiver first, the sheet as they will read it, what is left out, then left."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from ..desk import case_forms
from ..desk.command import Command
from ..desk.forms import Blank
from ..desk.receipts import receipts
from ..desk.sheets import (
    WHY,
    asks_district,
    enter_in_journal,
    hand_over,
    passages,
    receivers,
    sheet_for,
)
from ..desk.together import RECEIVERS, Cuts, cuts, hand_over_together, linked, told
from ..domain.errors import UsageError
from ..domain.journal import JOURNAL
from ..domain.sheet import SheetCut
from ..domain.sheet_words import joined
from ..reports import FORMS, file_name, render
from ..reports.saving import saved, typed_place
from .case_page import CasePage
from .forms import Written, open_form, submit
from .talk import Choice

RECEIVER_HELP = (
    "Bladet skärs för den du väljer. Inom nämnden följer allt med. Utanför nämnden följer bara det "
    "med som får lämnas dit, och fri text bara om du väljer stycket.",
)
PASSAGE_HELP = ("Välj ett stycke i taget. Det står på bladet precis som du ser det här.",)
LEAVE_HELP = (
    "När du lämnar bladet skrivs det i loggen: till vem, när, och ett fingeravtryck av innehållet. "
    "Brister hindrar inte: de står överst.",
)
ENOUGH = ("", "Inget mer")
WAYS = (("leave", "Lämna bladet"), ("stay", "Låt bli"))
_ENDINGS = {"txt": "text"} | {form: form for form in FORMS}


def leave(page: CasePage) -> None:
    """Choose the receiver, read the sheet as they will, and leave it."""
    found = receivers(page.session.desk, page.id)
    choices = [(id, name if own else f"{name} (utanför nämnden)") for id, name, own in found]
    chosen = page.session.talk.choose(choices, "Till vem:", RECEIVER_HELP)
    if chosen == JOURNAL:
        journal(page)
        return
    if asks_district(page.session.desk, page.id, chosen):
        open_form(page, case_forms.district)
    own = {id: own for id, _, own in found}[chosen]
    picked = () if own else _picked(page, chosen)
    cut = page.session.attempt(lambda: sheet_for(page.session.desk, page.id, chosen, picked))
    if cut is None:
        return
    _show(page, cut)
    if cut.paper:
        _save(page, cut)
        return
    all_of_them = _linked(page, cut)
    more = (("together", f"Lämna bladen tillsammans: {'; '.join(told(all_of_them))}"),)
    ways = (*WAYS, *(more if all_of_them else ()))
    way = page.session.talk.choose(ways, "Vad vill du göra:", LEAVE_HELP)
    if way == "leave":
        _leave(page, cut)
    elif way == "together":
        _leave_together(page, all_of_them)


def journal(page: CasePage) -> None:
    """The text for the personakt, to paste, and then the mark that it has been entered."""
    desk = page.session.desk
    cut = page.session.attempt(lambda: sheet_for(desk, page.id, JOURNAL))
    if cut is None:
        return
    _show(page, cut)

    def do(written: Written, command: Command, insist: str) -> None:
        enter_in_journal(desk, page.id, cut, written.get("system", ""), command)

    blanks = (Blank("system", "I vilket verksamhetssystem är det infört", True),)
    submit(page.session, "Införd i journalen", blanks, f"journal:{page.id}", do)


def _linked(page: CasePage, cut: SheetCut) -> Cuts:
    """The sheets of all that belong together, when there are several the receiver can take."""
    desk = page.session.desk
    if cut.sheet.receiver not in RECEIVERS or len(linked(desk, page.id)) < 2:
        return ()
    return page.session.attempt(lambda: cuts(desk, page.id, cut.sheet.receiver)) or ()


def _leave_together(page: CasePage, found: Cuts) -> None:
    """Each as a file in one folder, or only read out."""

    def do(written: Written, command: Command, insist: str) -> None:
        typed = written.get("folder", "")
        with ExitStack() as stack:
            for _, cut in found if typed else ():
                path = typed_place(typed) / file_name(cut.sheet, "pdf")
                stack.enter_context(saved(path, render(cut.sheet, "pdf")))
            hand_over_together(page.session.desk, found, command, "pdf" if typed else "text")

    blanks = (Blank("folder", "Spara som PDF i mappen (tomt: läses upp)"),)
    submit(page.session, "Lämna bladen tillsammans", blanks, f"together:{page.id}", do)


def receipts_made(page: CasePage) -> None:
    """What was disclosed from the case; one of them as it was left, word for word."""
    talk = page.session.talk
    found = page.session.attempt(lambda: receipts(page.session.desk, page.id))
    if not found:
        talk.say("Inget blad är lämnat utanför nämnden.")
        return
    chosen = talk.choose([(str(r.number), r.words) for r in found], "Vilken kvittens:", LEAVE_HELP)
    one = found[int(chosen) - 1]
    talk.say("", f"Kvittens {one.mark}", one.verdict)
    if one.sheet is not None:
        talk.say("", *render(one.sheet, "text").decode().splitlines())


def _picked(page: CasePage, receiver: str) -> tuple[str, ...]:
    """Passages of free text, picked one at a time."""
    talk = page.session.talk
    left: list[Choice] = list(passages(page.session.desk, page.id, receiver))
    picked: list[str] = []
    while left:
        talk.say("", "Fri text som kan lämnas:")
        chosen = talk.choose([ENOUGH, *left], "Vilket stycke ska med:", PASSAGE_HELP, first=0)
        if not chosen:
            break
        picked.append(chosen)
        left = [choice for choice in left if choice[0] != chosen]
    return tuple(picked)


def _show(page: CasePage, cut: SheetCut) -> None:
    """The sheet as it will be read, then what is not on it and why."""
    talk = page.session.talk
    talk.say("", *render(cut.sheet, "text").decode().splitlines())
    talk.say("", "INTE MED PÅ BLADET")
    talk.say(*(f"- {one.what}: {one.ground}" for one in cut.left_out))
    if not cut.left_out:
        talk.say("Inget är utelämnat.")
    if cut.register:
        talk.say("", "VAD SEKRETESSREGISTRET SÄGER")
        talk.say(*(f"- {joined((rule.label, rule.text), ': ')}" for rule in cut.register))


def _save(page: CasePage, cut: SheetCut) -> None:
    """A document for the file is saved and left to nobody."""

    def do(written: Written, command: Command, insist: str) -> None:
        if typed := written.get("file", ""):
            path = typed_place(typed)
            with saved(path, render(cut.sheet, _form(path))):
                pass

    blanks = (Blank("file", "Spara som fil (tomt: låt bli)", hint=file_name(cut.sheet, "pdf")),)
    submit(page.session, "Spara handlingen", blanks, f"paper:{page.id}:{cut.sheet.receiver}", do)


def _leave(page: CasePage, cut: SheetCut) -> None:
    name = file_name(cut.sheet, "pdf")

    def do(written: Written, command: Command, insist: str) -> None:
        typed, why = written.get("file", ""), written.get("reason", "")
        if not typed:
            hand_over(page.session.desk, page.id, cut, command, "text", why)
            return
        path = typed_place(typed)
        form = _form(path)
        with saved(path, render(cut.sheet, form)):
            hand_over(page.session.desk, page.id, cut, command, form, why)

    reason = (Blank("reason", WHY, True),) if cut.unconsented else ()
    blanks = (*reason, Blank("file", "Spara som fil (tomt: läses upp)", hint=name))
    submit(page.session, "Lämna bladet", blanks, f"leave:{page.id}:{cut.sheet.receiver}", do)


def _form(path: Path) -> str:
    """The form a file name asks for by its ending."""
    form = _ENDINGS.get(path.suffix.removeprefix(".").lower(), "")
    if not form:
        raise UsageError("Filnamnet ska sluta på .pdf, .html, .txt eller .json.")
    return form
