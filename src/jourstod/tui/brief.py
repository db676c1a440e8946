"""Föredragning: a page to read aloud to the woken decision-maker; and the whole time line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from ..desk.board import who
from ..desk.command import Command
from ..domain.case import Case
from ..domain.facts import Fact
from ..domain.rulebook import Rulebook
from ..domain.timeline import told
from .base_screen import Deed
from .case_panes import timeline_line
from .drafts import Draft
from .form import Blank
from .form_screen import FormScreen
from .ink import DIM, INK, STRONG, WARN, say, wrapped
from .page_screen import PageScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen

PARTS = (
    ("Vem det gäller", ("vem",)),
    ("Vad som har hänt", ("läget", "samtal")),
    ("Risken i natt", ("bedömning", "skydd")),
    ("Vårdnadshavare och samtycke", ("vårdnadshavare", "medföljande")),
    ("Vård, polis", ("vård", "polis")),
)
"""The order it is read in: headings, and the sections of the facts under each."""
SAY_YOURSELF = (
    "Varför samtycke inte finns, och vad vårdnadshavaren säger.",
    "Varför det inte kan vänta till i morgon.",
    "Vad personen själv säger och vill.",
    "Vad du begär: lagrum, plats, handräckning.",
)


def brief_screen(screen: AskingScreen) -> PageScreen:
    """The page, in reading order; with it, a form for the decision-maker's exact words."""

    def lines(width: int) -> list[Content]:
        case = screen.desk.case(screen.case_id)
        return _brief(case, screen.desk.book(case), width)

    deeds = (Deed("Skriv beslutsfattarens egna ord", "1", lambda: _words(screen)),)
    number = screen.case.number if screen.case else ""
    return PageScreen(f"{number} · föredragning, att läsa upp", lines, deeds)


def timeline_screen(screen: AskingScreen) -> PageScreen:
    """Everything that stands in the log, in the order it happened."""

    def lines(width: int) -> list[Content]:
        case = screen.desk.case(screen.case_id)
        book = screen.desk.book(case)
        found = [one for one in (told(case, book, e) for e in case.entries) if one is not None]
        return [timeline_line(one, width) for one in sorted(found, key=lambda one: one.at)]

    number = screen.case.number if screen.case else ""
    return PageScreen(f"{number} · tidslinje", lines)


def _brief(case: Case, book: Rulebook, width: int) -> list[Content]:
    lines = wrapped(f"Ärende {case.number}. {who(case, book).capitalize()}.", width, STRONG)
    known = [(book.facts[id], fact.answer) for id, fact in case.facts.items() if id in book.facts]
    for heading, sections in PARTS:
        facts = [(fact, answer) for fact, answer in known if fact.section in sections]
        lines += [say(""), say(heading.upper(), DIM)]
        lines += [
            line for fact, answer in facts for line in wrapped(_said(fact, answer), width, INK)
        ]
        if not facts:
            lines += wrapped("Inte känt.", width, WARN)
    unknown = [item.what for item in case.open_items() if item.kind.value == "vet inte"]
    if unknown:
        lines += [say(""), say("VI VET INTE", DIM)]
        lines += [line for what in unknown for line in wrapped(f"· {what}", width, WARN)]
    lines += [say(""), say("SÄG SJÄLV", DIM)]
    lines += [line for part in SAY_YOURSELF for line in wrapped(f"· {part}", width, STRONG)]
    return lines


def _said(fact: Fact, answer) -> str:  # type: ignore[no-untyped-def]
    reason = f" ({answer.reason})" if answer.reason else ""
    return f"{fact.heading}: {fact.words(answer)}{reason}"


def _words(screen: AskingScreen) -> None:
    fields = (
        Blank("who", "Vem", True),
        Blank("text", "Beslutet och frågorna, ordagrant", True),
    )

    def act(draft: Draft, made: Command) -> None:
        told_by = draft.written.get("who", "")
        command = Command(made.id, made.happened, told_by, made.at)
        screen.desk.acts.note(
            screen.case_id, draft.written.get("text", ""), command, True, "Föredragning"
        )

    number = screen.case.number if screen.case else ""
    form = FormScreen(
        f"{number} · beslutsfattarens ord", fields, f"brief:{screen.case_id}", act,
        ("Själva beslutet registreras i beslutssteget. Här står orden som de sades.",),
    )  # fmt: skip
    screen.app.push_screen(form, lambda _: screen.repaint())
