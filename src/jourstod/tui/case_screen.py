"""Ärendet: the question in the middle, and around it steps, clocks and the time line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..domain.case import Case
from ..domain.overview import Question, who
from ..domain.paper import SHORT
from ..domain.routine import StepKind
from ..domain.rulebook import Rulebook
from . import case_deeds, case_panes, life, question_pane, step_deeds
from .answering import blanks, writing
from .asking_screen import AskingScreen
from .base_screen import Deed
from .form import Form
from .ink import DIM, STRONG, WARN, page, row, say, wrapped
from .program import AWAY
from .when import when_line

_CAN_FAIL = (StepKind.CONTACT, StepKind.DECISION, StepKind.PLACEMENT, StepKind.WAIT)
"""What is tried and may not succeed: there the way of saying so is shown first."""


class CaseScreen(AskingScreen):
    """One case. What is chosen and half written lies in the notebook, never only here."""

    ABOUT_TITLE = "Ärendet"
    ABOUT: ClassVar[tuple[str, ...]] = (
        "Siffran svarar. 8 är ej aktuellt och 9 är vet inte; båda går alltid. Behövs en "
        "motivering eller något mer att skriva kommer raden efter siffran: Enter går vidare och "
        "sparar på den sista, Esc går tillbaka till siffrorna.",
        "Är flera frågor öppna väljer pil upp och ned mellan dem. De får besvaras i vilken "
        "ordning som helst.",
        "Det som redan har hänt loggas alltid som det hände. Saknas något, till exempel ett "
        "uppdrag, blir det en öppen punkt.",
        "Är någon annan i ärendet står det överst. F12 öppnar ett ärende som hör ihop. F8 har "
        "resten: lämna ärendet till en kollega, flytta det som står i fel ärende, samma person.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "note", show=False),
        Binding("f3", "correct", show=False),
        Binding("f4", "reach", show=False),
        Binding("f5", "otherwise", show=False),
        Binding("f6", "hand_over", show=False),
        Binding("f7", "items", show=False),
        Binding("f12", "linked", show=False),
        Binding("tab", "calls", show=False),
    ]

    # --- frame ----------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Steps, question with its form, clocks and time line."""
        middle = VerticalScroll(
            Static(id="fold", classes="fold"),
            Static(id="recap"),
            Static(id="heading"),
            Static(id="question"),
            Static(id="answers"),
            Form(id="form"),
            Static(id="below"),
            classes="middle scroll",
        )
        middle.can_focus = False
        yield Horizontal(
            Static(id="steps", classes="pane left"), middle,
            Static(id="aside", classes="pane right"), classes="body",
        )  # fmt: skip

    def title_line(self) -> Content:
        """Number, who, nämnd."""
        case, book = self.case, self.book
        if case is None or book is None:
            return say("")
        board = self.desk.station.board(case.board)
        closed = f" · avslutat: {case.closed}" if case.closed else ""
        tail = f" · nämnd {board.name if board else case.board}{closed}"
        here = f" · {', '.join(self.others)} är också här" if self.others else ""
        return row((case.number, STRONG), (here, WARN), f" · {who(case, book)}", (tail, DIM))

    def keys(self) -> Sequence[tuple[str, str]]:
        """What acts now: while something is written only Enter, Esc and the F keys."""
        question = self.question
        decision = question is not None and question.step.kind is StepKind.DECISION
        deciding = (("F4", "vem får besluta, föredragning"),) if decision else ()
        if question is not None and writing(question, self.draft):
            ways_out = "8 ej aktuellt, 9 vet inte" if self.size.width >= 100 else "8, 9"
            out = f"siffror ({ways_out})" if question.typed else "siffrorna"
            return (("Enter", "nästa, sist sparar"), ("Esc", out), *deciding, ("F2", "anteckna"))
        answer = (("1-9", "svara"),) if question else ()
        waiting = question is not None and question.step.kind is StepKind.WAIT
        failing = question is not None and question.step.kind in _CAN_FAIL
        undone = (("F5", "gick inte, vänta"),)
        return (
            *answer, *((("F3", "ändra läget"),) if waiting else ()), *(undone if failing else ()),
            *deciding, ("F2", "anteckna"), *(() if waiting else (("F3", "rätta"),)),
            *(() if failing else undone), ("F6", "lämna över"), ("F7", "öppet"),
            ("F4", "vem når jag"), ("Esc", "tavlan"), ("F8", "allt"),
        )  # fmt: skip

    def deeds(self) -> Sequence[Deed]:
        """Everything that can be done with a case."""
        return case_deeds.deeds(self)

    def about(self) -> Sequence[str]:
        """Also which bundle the numbers of the steps are from, as a paper names it."""
        number = f"Stegens nummer är ur {self._bundle()}. Ett papper ur en annan har andra nummer."
        return (*self.ABOUT, number)

    def _bundle(self, least: int = 0) -> str:
        """«rutinbunt 1a2b3c4d» on a screen at least that wide, else ""."""
        told = self.case.bundle[:SHORT] if self.case and self.size.width >= least else ""
        return f"rutinbunt {told}" if told else ""

    # --- painting ---------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Remember how far this handler has read, for the recap; others see that they are here."""
        presence = self.desk.presence
        self.since_came = self.desk.since(self.case_id)
        self.returned_at = self.desk.case(self.case_id).seq
        self.draft_of = self.jour.keeper.text(f"at:{self.case_id}")
        self.stay, self.others = presence.enter(self.case_id), presence.others(self.case_id)

    def on_unmount(self) -> None:
        """Nobody is here any more, and this has been read."""
        if self.stay is not None:
            self.stay.end()
            self.has_read()

    def paint(self) -> None:
        """Read the case and show it."""
        self.read()
        self._head()
        self.middle()
        self.sides()
        self._keys()

    def news(self) -> None:
        """Somebody else may have written; the clocks count."""
        case, others = self.desk.case(self.case_id), self.desk.presence.others(self.case_id)
        if case.seq != self.seen or others != self.others:
            self.others = others
            self.paint()
        else:
            self.sides()
        pressed = self.jour.pressed_at
        if pressed is not None and self.desk.clock() - pressed >= AWAY:
            self.back_after(pressed)

    def back_after(self, since: datetime) -> None:
        """The recap is there before the question."""
        if self.case is not None and self.returned_at < 0:
            entries = self.case.entries
            later = takewhile(lambda e: e.stamp.recorded_at > since, reversed(entries))
            self.returned_at = len(entries) - sum(1 for _ in later)
            self.since_came = self.desk.since(self.case_id, self.returned_at)
            self.middle()

    def middle(self) -> None:
        case, book, question = self.case, self.book, self.question
        assert case is not None and book is not None
        width, now = self._width(), self.desk.clock()
        if self.size.width < 100:
            self.show("fold", page([*case_panes.folded(case, book, question, now, width), ""]))
        back = self.returned_at >= 0 and self.since_came is not None
        recap = case_panes.recap(self.since_came, width) if back and self.since_came else []
        self.show("recap", page([*recap, ""] if recap else []))
        self.query_one("#recap").display = bool(recap)
        self.query_one("#heading").display = True
        if question is None:
            self._nothing_asked(case, book, width)
        else:
            self._asked(question, book, len(recap), width)

    def _nothing_asked(self, case: Case, book: Rulebook, width: int) -> None:
        self.query_one(Form).put_away()
        self.set_focus(None)
        self.show("heading", say("Ärendet är avslutat." if case.closed else "Rutinen är klar."))
        self.show("question", page(case_deeds.the_end(case, book, width)))
        self.show("answers", say(""))
        self.show("below", say(""))

    def _asked(self, question: Question, book: Rulebook, above: int, width: int) -> None:
        now, roomy, form = self.desk.clock(), self.size.height >= 34, self.query_one(Form)
        number, folded = 1 + self.asked.index(question), self.size.width < 100
        top = question_pane.heading(question, len(self.asked), number, folded, self._bundle(150))
        self.show("heading", page(top))
        self.query_one("#heading").display = bool(top)
        words = question_pane.words(question, width, now)
        board = self.case.board if self.case else ""
        card = question_pane.card(question, book, self.desk.station, board, now, width)
        words += [say(""), *card] if card else []
        words += when_line(self.jour.keeper, question.visit.id)
        if self.draft.refusal:
            words += [say(""), *wrapped(self.draft.refusal, width, "bold $warn")]
        answers = question_pane.answers(question, self.draft, width, roomy)
        whole = question_pane.below(question, width, True)
        used = above + len(top) + len(words) + len(answers) + 10
        fits = not writing(question, self.draft) and used + len(whole) <= self.size.height
        below = whole if roomy or fits else question_pane.below(question, width, False)
        self.show("question", page([*words, ""]))
        self.show("answers", page(answers))
        self.show("below", page(["", *below]))
        if writing(question, self.draft):
            form.ask(blanks(question, self.draft), self.draft)
        else:
            form.put_away()
            self.set_focus(None)

    def sides(self) -> None:
        case, book = self.case, self.book
        assert case is not None and book is not None
        now = self.desk.clock()
        if self.size.width < 100:
            width = self._width()
            self.show("fold", page([*case_panes.folded(case, book, self.question, now, width), ""]))
            return
        wide = self.size.width >= 150
        left, right = self._place_sides()
        height = self.size.height - 6
        lines = case_panes.steps(case, book, self.question, left, height // 2 if wide else height)
        lines += ["", case_panes.open_line(case), *case_panes.links(case, left)]  # type: ignore[list-item]
        if wide and self.question is not None:
            lines += ["", *case_panes.route(case, book, self.question.visit.track, left)]  # type: ignore[list-item]
        self.show("steps", page(lines))
        self.show("aside", page(case_panes.aside(case, book, now, right, height)))

    def _place_sides(self) -> tuple[int, int]:
        """Set the widths of the sides, and give the room for text in each."""
        left, right = side_widths(self.size.width)
        if self._placed != (left, right):
            self._placed = (left, right)
            self.query_one("#steps").styles.width = left
            self.query_one("#aside").styles.width = right
        return left - 3, right - 3

    _placed = (0, 0)

    def _width(self) -> int:
        """Room for text in the middle: at most 84 cells, since longer lines are hard to read."""
        width = self.size.width
        margin = 8 if width >= 150 else 4
        return min(84, width - sum(side_widths(width)) - margin)

    def leave(self) -> None:
        """Back to the board; nothing to save, it is saved."""
        self.jour.keeper.flush()
        self.dismiss(None)

    def action_calls(self) -> None:
        """Tab: to a call that goes on."""
        case_deeds.to_call(self)

    def action_note(self) -> None:
        """F2."""
        case_deeds.note(self)

    def action_correct(self) -> None:
        """F3."""
        case_deeds.correct(self)

    def action_reach(self) -> None:
        """F4."""
        case_deeds.reach(self)

    def action_otherwise(self) -> None:
        """F5."""
        step_deeds.otherwise(self)

    def action_hand_over(self) -> None:
        """F6."""
        case_deeds.hand_over(self)

    def action_items(self) -> None:
        """F7."""
        case_deeds.items(self)

    def action_linked(self) -> None:
        """F12: to another person's case that belongs together with this one."""
        life.linked(self)


def side_widths(width: int) -> tuple[int, int]:
    """Columns for the left and the right pane; none at 80, where both fold into lines."""
    if width < 100:
        return 0, 0
    if width < 120:
        return 26, 31
    return (30, 38) if width < 150 else (40, 46)
