"""A case that is kept apart: who may open it is told, and in an emergency why it must be opened."""

from __future__ import annotations

from ..desk import protection_forms
from ..desk.command import Command
from ..desk.notebook import Call
from ..domain.errors import AnswerIncomplete, JourError
from ..domain.protection import ProtectedCase
from .base_screen import JourScreen
from .drafts import Draft
from .form_screen import FormScreen


def turned_away(screen: JourScreen, case_id: str, refusal: JourError) -> None:
    """Say why; where the case is kept apart, ask why it must be opened and open it then."""
    screen.tell(refusal.sentence)
    if not isinstance(refusal, ProtectedCase):
        return
    number = screen.desk.whole(case_id).number
    form = protection_forms.emergency(screen.desk, case_id, number)

    def act(draft: Draft, command: Command) -> None:
        form.write(draft.written, command, "")

    def go(done: object) -> None:
        if done:
            screen.jour.open_case(case_id)

    intro = (refusal.sentence, *form.intro)
    screen.app.push_screen(FormScreen(form.title, form.blanks, form.place, act, intro), go)


def new_case(screen: JourScreen, call: Call) -> None:
    """The call becomes a case that is kept apart from the beginning."""
    form, opened = protection_forms.new_case(screen.desk, call), list[object]()

    def act(draft: Draft, command: Command) -> None:
        opened.append(form.write(draft.written, command, ""))

    def go(done: object) -> None:
        if done:
            screen.dismiss(opened[-1])

    screen.app.push_screen(FormScreen(form.title, form.blanks, form.place, act, form.intro), go)


def known(screen: JourScreen) -> None:
    """«Har vi personen redan?»: what is typed is asked about and kept nowhere."""
    said: list[str] = []

    def act(draft: Draft, command: Command) -> None:
        typed = draft.written.get("who", "")
        if not typed.strip():
            raise AnswerIncomplete("skriv ett namn eller ett nummer")
        said.append(protection_forms.known(screen.desk, typed))

    def go(done: object) -> None:
        if done:
            screen.tell(said[-1])

    blanks = (protection_forms.WHO,)
    screen.app.push_screen(
        FormScreen("Har vi personen redan?", blanks, protection_forms.KNOWN, act), go
    )
