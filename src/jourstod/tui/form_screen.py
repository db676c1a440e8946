"""A page with a form: written, kept at each key press, confirmed with Enter on the last field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..desk.command import Command
from ..desk.desk import Desk
from ..desk.forms import Blank
from ..desk.forms import Form as CaseForm
from ..domain.case import Case
from ..domain.errors import JourError, RequirementBroken, StoreAway
from ..wording import NOT_SAVED
from .base_screen import JourScreen
from .drafts import Draft
from .form import Form
from .ink import DIM, STRONG, page, say, wrapped

PAST_KRAV = Blank("insist", "Skäl att gå förbi kravet (blir en öppen punkt)")
"""Asked for when what is written would break a krav of the routine."""

Act = Callable[[Draft, Command], object]
Look = Callable[[Draft], Sequence[str]]


class OnCase(Protocol):
    """What a form needs to know of the screen it opens from."""

    case_id: str


def fill_in(
    screen: OnCase,
    make: Callable[[Desk, Case], CaseForm],
    done: Callable[[], object] = lambda: None,
) -> None:
    """Open one of the forms that every front end has, for the case as it is now."""
    own = screen
    assert isinstance(own, JourScreen)
    case = own.attempt(lambda: own.desk.case(screen.case_id))
    form = own.attempt(lambda: make(own.desk, case)) if case is not None else None
    if case is None or form is None:
        return

    def act(draft: Draft, made: Command) -> None:
        form.write(draft.written, made, draft.written.get(PAST_KRAV.id, ""))

    def back(written: object) -> None:
        own.repaint()
        if written:
            done()

    begun = Draft(written=dict(form.begun)) if form.begun else None
    title = f"{case.number} · {form.title}"
    told = form.effect
    effect = (lambda draft: told(draft.written)) if told is not None else None
    shown = FormScreen(title, form.blanks, form.place, act, form.intro, begun, effect)
    own.app.push_screen(shown, back)


class FormScreen(JourScreen):
    """One thing to write. Dismissed with True when it was done, False when it was left.

    `place` is where the half-typed text lies in the notebook; `act` does it and may refuse.
    `effect` tells, before the last Enter, what it would lead to.
    """

    ABOUT_TITLE = "Att skriva"
    ABOUT = (
        "Enter går till nästa rad och sparar på den sista.",
        "Pil upp och ned går mellan raderna. Ctrl+J gör en ny rad i texten.",
        "Esc går tillbaka. Det du har skrivit står kvar som utkast.",
    )

    def __init__(
        self,
        title: str,
        blanks: tuple[Blank, ...],
        place: str,
        act: Act,
        intro: Sequence[str] = (),
        begun: Draft | None = None,
        effect: Look | None = None,
    ) -> None:
        super().__init__()
        self.heading, self.blanks, self.place, self.act = title, blanks, place, act
        self.intro, self.begun, self.effect = intro, begun, effect

    def body(self) -> Iterable[Widget]:
        """Intro, form and effect under each other."""
        with_scroll = VerticalScroll(
            Static(id="intro"), Form(id="form"), Static(id="effect"), classes="body scroll pane"
        )
        with_scroll.can_focus = False
        yield with_scroll

    def title_line(self) -> Content:
        """What is being written."""
        return say(self.heading, STRONG)

    def keys(self) -> Sequence[tuple[str, str]]:
        """The few keys that act while something is written."""
        blank = self.query_one(Form).active
        digits = ((f"1-{len(blank.choices)}", "välj"),) if blank and blank.choices else ()
        return (
            *digits, ("Enter", "nästa, sist sparar"), ("Esc", "tillbaka, utkastet står kvar"),
        )  # fmt: skip

    def paint(self) -> None:
        """Intro and form."""
        width = self.size.width - 4
        intro = [line for part in self.intro for line in wrapped(part, width)]
        self.show("intro", page([*intro, ""] if intro else []))
        form = self.query_one(Form)
        if not form.blanks:
            kept = Draft.read(self.jour.keeper.text(self.place))
            draft = kept if kept.written else (self.begun or Draft())
            if draft.at not in {blank.id for blank in self.blanks}:
                draft.at = ""
            form.ask(self.blanks, draft)
        self._effect(form.draft)

    def on_form_changed(self) -> None:
        """Keep what is written."""
        draft = self.query_one(Form).draft
        self.jour.keeper.keep(self.place, draft.text())
        self._keys()
        self._effect(draft)

    def on_form_left(self) -> None:
        """Esc."""
        self.jour.keeper.flush()
        self.dismiss(False)

    def on_form_done(self) -> None:
        """Do it; what is refused or not saved stays in the fields."""
        draft = self.query_one(Form).draft
        command = self.jour.commands.for_try(self.place, draft.text())
        try:
            self.act(draft, command)
        except StoreAway as away:
            self.tell(NOT_SAVED.format(sentence=away.sentence))
            return
        except RequirementBroken as broken:
            self._ask_to_walk_past(draft)
            self.tell(broken.sentence)
            return
        except JourError as refusal:
            self.jour.commands.done(self.place)
            self.tell(refusal.sentence)
            return
        self.jour.commands.done(self.place)
        self.jour.keeper.forget(self.place)
        self.dismiss(True)

    def _ask_to_walk_past(self, draft: Draft) -> None:
        """A krav is in the way: the reason for walking past it becomes one more blank."""
        self.jour.commands.done(self.place)
        if PAST_KRAV not in self.blanks:
            self.blanks = (*self.blanks, PAST_KRAV)
        draft.at = PAST_KRAV.id
        self.query_one(Form).ask(self.blanks, draft)

    def _effect(self, draft: Draft) -> None:
        if self.effect is None:
            return
        try:
            told = self.effect(draft)
        except JourError as refusal:
            told = (refusal.sentence,)
        width = self.size.width - 6
        lines = [line for part in told for line in wrapped(part, width)]
        heading = [say(""), say("Det här händer:", DIM)] if lines else []
        self.show("effect", page([*heading, *lines]))
