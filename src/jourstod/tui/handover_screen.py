"""Överlämningen: the receiver first, then the sheet as it will be read and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk import case_forms
from ..desk.receiving_forms import receiver_name, waiting_here
from ..desk.sheets import asks_district, receivers, sheet_for
from ..desk.together import RECEIVERS
from ..domain.case import Case
from ..domain.errors import JourError
from ..domain.left_sheet import Handover
from ..domain.mode import PRACTICE
from ..domain.rulebook import Rulebook
from ..domain.sheet import SheetCut
from . import leaving
from .base_screen import Deed, JourScreen
from .drafts import Draft
from .form_screen import fill_in
from .ink import STRONG, page, row, say, wrapped
from .menu_screen import MenuScreen
from .passage_screen import PassageScreen
from .receive_screen import ReceiveScreen
from .sheet_pane import beside, sheet_lines

if TYPE_CHECKING:
    from .asking_screen import AskingScreen

JOURNAL = "journal"


def begin(screen: AskingScreen) -> None:
    """F6: on with the sheet that was begun, else choose whom it is for."""
    kept = Draft.read(screen.jour.keeper.text(leaving.place(screen.case_id)))
    if kept.written.get("receiver"):
        _open(screen, kept.written["receiver"])
    else:
        _choose(screen)


def journal(screen: AskingScreen) -> None:
    """The text to paste comes first; then it is marked as införd."""
    _open(screen, JOURNAL)


def _choose(screen: AskingScreen) -> None:
    case = screen.case
    if case is None:
        return
    left = [
        (f"<{h.event.handover}", *_left_words(screen, case, h))
        for h in waiting_here(screen.desk, case)
    ]
    found = screen.attempt(lambda: receivers(screen.desk, screen.case_id)) or ()
    outside = "Utanför nämnden: bara det som får lämnas dit."
    choices = [*left, *((id, name, "" if own else outside) for id, name, own in found)]

    def go(id: object) -> None:
        chosen = str(id or "")
        if chosen.startswith("<"):
            receive = ReceiveScreen(screen.case_id, chosen.removeprefix("<"))
            screen.app.push_screen(receive, lambda _: screen.repaint())
        elif chosen and asks_district(screen.desk, screen.case_id, chosen):
            fill_in(screen, case_forms.district, lambda: _open(screen, chosen))
        elif chosen:
            _open(screen, chosen)

    title = f"{case.number} · till vem"
    intro = ("Bladet visas innan något lämnas. Egen nämnd först.",)
    screen.app.push_screen(MenuScreen(title, choices, intro), go)


def _left_words(screen: JourScreen, case: Case, handover: Handover) -> tuple[str, str]:
    open_ones = sum(handover.item(id).state != "accepted" for id, _ in handover.event.items)
    name = receiver_name(screen.desk.book(case), handover)
    words = f"Mottaget av, eller åter till jouren: bladet till {name}"
    return words, f"{open_ones} av {len(handover.event.items)} punkter är inte mottagna."


def _open(screen: AskingScreen, receiver: str) -> None:
    def back(left: object) -> None:
        screen.repaint()
        if left == "other":
            _choose(screen)
        elif left:
            screen.tell(str(left))

    screen.app.push_screen(HandoverScreen(screen.case_id, receiver), back)


class HandoverScreen(JourScreen):
    """One sheet. Dismissed with what to say after it was left, "other" for another receiver."""

    ABOUT_TITLE = "Överlämningen"
    ABOUT = (
        "Till vänster står bladet ord för ord som mottagaren läser det. Till höger står vad som "
        "saknas, och vad som inte lämnas ut och varför.",
        "Det går alltid att lämna över. Brister står då överst på bladet och blir öppna punkter. "
        "Den som tar emot säger med egna ord vad som ska göras först; F6 igen öppnar mottagandet.",
        "Fri text går inte utanför nämnden om du inte väljer stycket för just den mottagaren.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "switch", show=False),
        Binding("shift+tab", "switch", show=False),
    ]

    def __init__(self, case_id: str, receiver: str) -> None:
        super().__init__()
        self.case_id, self.receiver = case_id, receiver
        self.case: Case | None = None
        self.book: Rulebook | None = None
        self.cut: SheetCut | None = None
        self.picked: tuple[str, ...] = ()
        self._cut_of: tuple[object, ...] = ()
        self._stopped = ""
        self._other_side = False

    # --- frame --------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The sheet, and what stands beside it."""
        sheet = VerticalScroll(Static(id="sheet"), id="left", classes="scroll pane")
        aside = VerticalScroll(Static(id="beside"), id="right", classes="scroll pane beside")
        sheet.can_focus = aside.can_focus = False
        yield Horizontal(sheet, aside, classes="body")

    def title_line(self) -> Content:
        """Case and receiver."""
        number = self.case.number if self.case else ""
        name = self.cut.sheet.receiver_name if self.cut else self.receiver
        return row((number, STRONG), (f" · blad till {name}", STRONG))

    def keys(self) -> Sequence[tuple[str, str]]:
        """Digits act here, for nothing is written here."""
        own = tuple((deed.key, deed.words[:1].lower() + deed.words[1:]) for deed in self.deeds())
        word = "bladet" if self._other_side else "vad som saknas"
        switch = (("Tab", word),) if self._narrow else ()
        return (*own[:1], *switch, *own[1:], ("↑↓", "bläddra"), ("Esc", "tillbaka"))

    def deeds(self) -> Sequence[Deed]:
        """What can be done with the sheet."""
        other = Deed("Annan mottagare", "4", lambda: self._leave_for("other"))
        cut = self.cut
        if cut is None:
            return (other,)
        save = self._save(cut)
        if self.receiver == JOURNAL:
            entered = Deed("Införd i journalen", "1", lambda: leaving.enter_in_journal(self))
            return (entered, *save, other)
        if cut.paper:
            return (*save, other)
        leave = Deed("Lämna över", "1", lambda: leaving.leave(self, cut))
        if cut.own_board:
            return (leave, *save, other, *self._together(cut))
        return (leave, *save, Deed("Välj stycken", "3", self._pick), other)

    def _together(self, cut: SheetCut) -> tuple[Deed, ...]:
        """Siblings, or mother and child, in one act: each its own sheet to its own unit."""
        if self.case is None or not self.case.links or cut.sheet.receiver not in RECEIVERS:
            return ()
        return (Deed("Lämna tillsammans", "5", lambda: leaving.together(self, cut)),)

    def _save(self, cut: SheetCut) -> tuple[Deed, ...]:
        """A copy for somebody outside is kept only with its receipt (docs/decisions/0008)."""
        if not cut.own_board and self.desk.mode != PRACTICE:
            return ()
        return (Deed("Spara som fil", "2", lambda: leaving.save_file(self, cut)),)

    @property
    def _narrow(self) -> bool:
        return self.size.width < 100 or self.receiver == JOURNAL

    # --- painting -----------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Remember whom it is for, and what was picked."""
        kept = self._kept()
        if kept.written.get("receiver") == self.receiver:
            self.picked = kept.values
        else:
            self._keep()

    def paint(self) -> None:
        """Cut the sheet when something has changed, and show it."""
        self.case = self.desk.case(self.case_id)
        self.book = self.desk.book(self.case)
        self._cut(self.case)
        self._head()
        width = self.size.width
        right = 0 if self._narrow else max(32, width * 36 // 100)
        self.query_one("#left").display = not (self._narrow and self._other_side)
        aside = self.query_one("#right")
        aside.display = not self._narrow or self._other_side
        aside.styles.width = right if right else "1fr"
        room = min(84, width - right - 4) if right else min(84, width - 4)
        if self.cut is None:
            stopped = [*wrapped(self._stopped, room, "bold $warn")]
            self.show("sheet", page(stopped))
            self.show("beside", say(""))
            return
        self.show("sheet", page(sheet_lines(self.cut.sheet, room)))
        self.show("beside", page(beside(self.cut, (right or width) - 5)))

    def _cut(self, case: Case) -> None:
        """The sheet as it is shown is the one that is left, also when it takes two tries."""
        wanted = (case.seq, self.receiver, self.picked)
        if wanted == self._cut_of:
            return
        try:
            self.cut = sheet_for(self.desk, self.case_id, self.receiver, self.picked)
            self._stopped = ""
        except JourError as stopped:
            self.cut, self._stopped = None, stopped.sentence
        self._cut_of = wanted

    def news(self) -> None:
        """Others may have written: then the sheet is another."""
        if self.case is not None and self.desk.case(self.case_id).seq != self.case.seq:
            self.paint()
            self.tell("Ärendet har ändrats. Bladet är nytt: läs det igen.")

    # --- keys ---------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Digits, scrolling, Esc."""
        deed = next((deed for deed in self.deeds() if deed.key == event.key), None)
        if deed is not None:
            self.untell()
            deed.do()
        elif event.key in ("up", "down"):
            side = self.query_one("#right" if self._narrow and self._other_side else "#left")
            side.scroll_relative(y=1 if event.key == "down" else -1, animate=False)
        elif event.key == "escape":
            self._leave_for("")
        else:
            return
        event.stop()

    def action_switch(self) -> None:
        """Tab: the other column, where there is room for one."""
        if self._narrow:
            self._other_side = not self._other_side
            self.paint()
            self._keys()

    def action_turn(self, step: int) -> None:
        """A page of the column that is read."""
        side = self.query_one("#right" if self._narrow and self._other_side else "#left")
        side.scroll_relative(y=step * max(3, side.size.height - 2), animate=False)

    def left(self, sentence: str) -> None:
        """The sheet has been left: nothing of the draft remains."""
        self.jour.keeper.forget(leaving.place(self.case_id))
        self.dismiss(sentence)

    def _leave_for(self, where: str) -> None:
        self.jour.keeper.forget(leaving.place(self.case_id))
        self.dismiss(where)

    def _pick(self) -> None:
        def picked(chosen: object) -> None:
            self.picked = self._kept().values
            self.repaint()

        self.app.push_screen(PassageScreen(self.case_id, self.receiver), picked)

    def _keep(self) -> None:
        kept = Draft(self.picked, {"receiver": self.receiver})
        self.jour.keeper.keep(leaving.place(self.case_id), kept.text())

    def _kept(self) -> Draft:
        return Draft.read(self.jour.keeper.text(leaving.place(self.case_id)))
