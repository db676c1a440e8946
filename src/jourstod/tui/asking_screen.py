"""Asking: keys become answers; stored first, and what fails leaves everything as it was."""

from __future__ import annotations

from contextlib import suppress

from textual import events

from ..desk.presence import Stay
from ..domain.answers import NOT_APPLICABLE, UNKNOWN
from ..domain.case import Case
from ..domain.errors import JourError, RequirementBroken, StoreAway, VisitClosed
from ..domain.overview import Question, asked_now, opened_since, questions
from ..domain.rulebook import Rulebook
from ..domain.since import Since
from ..domain.spoken_time import TimeUnclear
from ..wording import NOT_SAVED
from .answering import (
    blanks,
    chosen,
    confirmed,
    is_whole,
    only_choice,
    page_of,
    pages,
    the_answer,
)
from .base_screen import JourScreen
from .drafts import Draft
from .form import Form
from .when import command_for


class AskingScreen(JourScreen):
    """The part of Ärendet that answers. A subclass paints; the draft lies in the notebook."""

    def __init__(self, case_id: str) -> None:
        super().__init__()
        self.case_id = case_id
        self.case: Case | None = None
        self.book: Rulebook | None = None
        self.asked: tuple[Question, ...] = ()
        self.draft = Draft()
        self.draft_of = ""
        self.seen = -1
        self.returned_at = -1
        """Entry number this handler last wrote, when the recap is to be shown; -1 for no recap."""
        self._draft_read = False
        self.since_came: Since | None = None
        """What others had written when this handler came here, or came back to the keys."""
        self.stay: Stay | None = None
        self.others: tuple[str, ...] = ()
        """Who else is in the case now, at another screen."""

    def on_mount(self) -> None:
        """Whatever was shown in another case is masked: one view at a time."""
        self.desk.sight.cover()

    def on_unmount(self) -> None:
        """The view is left, and what was shown in it is masked."""
        self.desk.sight.cover(self.case_id)

    def _tick(self) -> None:
        """Back to the board where the case has been closed to whoever sits here."""
        with suppress(StoreAway):
            if self.is_current and not self.desk.sight.admits(self.desk.whole(self.case_id)):
                self.leave()
                return
        super()._tick()

    def has_read(self) -> None:
        """Everything that stands here has been seen by whoever sits here."""
        self.desk.presence.seen(self.case_id, self.seen)

    def middle(self) -> None:
        """Paint the question."""

    def leave(self) -> None:
        """Back to where the case was opened from."""

    def sides(self) -> None:
        """Paint what stands around it."""

    @property
    def question(self) -> Question | None:
        """The question in the middle: the one the draft is for, else the first open one."""
        return asked_now(self.case, self.asked, self.draft_of) if self.case else None

    def read(self) -> None:
        """The case, its open questions and the draft of the one in the middle, as of now."""
        case = self.desk.case(self.case_id)
        self.case, self.book = case, self.desk.book(case)
        self.seen = case.seq
        self.asked = () if case.closed else questions(case, self.book)
        self._take_draft()

    def _take_draft(self) -> None:
        question = self.question
        visit = question.visit.id if question else ""
        if visit == self.draft_of and self._draft_read:
            return
        self._say_what_became_of_the_draft(visit)
        self.draft_of, self._draft_read = visit, True
        self.draft = Draft.read(self.jour.keeper.text(f"visit:{visit}")) if visit else Draft()
        if question is not None and question.typed and not self.draft.at:
            self.draft.at = blanks(question, self.draft)[0].id

    def _say_what_became_of_the_draft(self, now_at: str) -> None:
        """Somebody else settled the question that was being answered here."""
        case, gone = self.case, self.draft_of
        if not (case and gone and gone != now_at and self._draft_read and self.draft.text()):
            return
        visit = case.visits.get(gone)
        settled = case.by_id.get(visit.voided or visit.settled_by) if visit else None
        if (
            visit
            and settled
            and not visit.open
            and settled.stamp.who != self.desk.handler.signature
        ):
            who = settled.stamp.who
            self.tell(f"{who} svarade på frågan medan du skrev. Din text finns kvar: F3 rättar.")

    def on_key(self, event: events.Key) -> None:
        """Digits, arrows, Enter and Esc, when no text field has them."""
        if self._key(event.key) or self._letter(event):
            event.stop()

    def _letter(self, event: events.Key) -> bool:
        """A letter where digits are asked for, and text can be written: it goes to the field."""
        question, sign = self.question, event.character or ""
        if question is None or not question.typed or not sign.isprintable() or not sign:
            return False
        self.draft.written["text"] = self.draft.written.get("text", "") + sign
        self._write_again(question)
        return True

    def _key(self, key: str) -> bool:
        question = self.question
        if key == "escape":
            self.leave()
        elif key in ("up", "down") and len(self.asked) > 1:
            self._choose_question(1 if key == "down" else -1)
        elif question is None:
            return False
        elif key == "0" and len(pages(question)) > 1:
            self.draft.at = f"sida {page_of(self.draft, question) + 1}"
            self._keep()
            self.middle()
        elif key == "enter":
            self._enter(question)
        elif key.isdigit():
            self._digit(question, key)
        else:
            return False
        return True

    def _digit(self, question: Question, key: str) -> None:
        keyed = dict(pages(question)[page_of(self.draft, question)])
        if key == "1" and question.typed:
            self._write_again(question)
            return
        if key not in keyed:
            return
        self.untell()
        self.draft = chosen(question, self.draft, keyed[key])
        toggled = question.several and keyed[key].id not in (UNKNOWN, NOT_APPLICABLE)
        if not toggled and is_whole(question, self.draft):
            self._answer(question)
        else:
            self._keep()
            self.middle()
            self._keys()

    def _enter(self, question: Question) -> None:
        only = only_choice(question)
        if question.several:
            self.draft = confirmed(question, self.draft)
        elif question.typed:
            self._write_again(question)
            return
        elif only is not None:
            self.draft = chosen(question, self.draft, only)
        if is_whole(question, self.draft):
            self._answer(question)
        else:
            self._keep()
            self.middle()
            self._keys()

    def _write_again(self, question: Question) -> None:
        self.draft.values, self.draft.at = (), "text"
        self._keep()
        self.middle()
        self._keys()

    def _answer(self, question: Question) -> None:
        """Confirm: stored first, then the next question; what fails leaves all as it was."""
        visit = question.visit.id
        insist = self.draft.written.get("insist", "")
        try:
            given = the_answer(question, self.draft)
            command = command_for(self, visit, repr((given, insist)))
            self.desk.answer(self.case_id, visit, given, command, insist=insist, seen=self.seen)
        except StoreAway as away:
            self._keep()
            self.tell(NOT_SAVED.format(sentence=away.sentence))
            self.middle()
            return
        except RequirementBroken as broken:
            self._refused(visit, broken.sentence)
            return
        except JourError as refusal:
            self._stays(question, refusal)
            return
        self.jour.commands.done(visit)
        self.jour.keeper.forget(f"when:{visit}")
        self.turn_to(visit)
        self.returned_at = -1
        self.has_read()
        self.untell()
        self.paint()

    def _refused(self, visit: str, sentence: str) -> None:
        """A krav stands in the way: said, and a field opened for the reason to go past it."""
        self.jour.commands.done(visit)
        self.draft.refusal, self.draft.at = sentence, "insist"
        self._keep()
        self.middle()
        self._keys()

    def _stays(self, question: Question, refusal: JourError) -> None:
        self.jour.commands.done(question.visit.id)
        if not isinstance(refusal, VisitClosed | TimeUnclear) and not blanks(question, self.draft):
            self.draft.values = () if not question.several else self.draft.values
        self._keep()
        self.paint()
        self.tell(refusal.sentence)

    def _choose_question(self, step: int) -> None:
        question = self.question
        assert question is not None
        self.jour.keeper.flush()
        number = (self.asked.index(question) + step) % len(self.asked)
        self.turn_to(self.asked[number].visit.id)
        self._take_draft_of(self.draft_of)
        self.middle()
        self.sides()
        self._keys()

    def turn_to(self, visit: str) -> None:
        """That question, or when it is settled what follows it, is in the middle from now.

        Kept, so that it is so after a kill too.
        """
        self.draft_of, self._draft_read = visit, False
        self.jour.keeper.keep(f"at:{self.case_id}", visit)

    def follow(self, since: int) -> None:
        """Paint anew; a question that was opened after that entry number is in the middle."""
        self.read()
        if opened := opened_since(self.asked, since):
            self.turn_to(opened)
        self.repaint()

    def _take_draft_of(self, visit: str) -> None:
        self._draft_read = False
        self.draft_of = visit
        self._take_draft()

    def _keep(self) -> None:
        self.jour.keeper.keep(f"visit:{self.draft_of}", self.draft.text())

    def on_form_changed(self) -> None:
        """Keep it."""
        self._keep()

    def on_form_done(self) -> None:
        """Confirm the answer with what was written."""
        if self.question is not None:
            self._answer(self.question)

    def on_form_left(self) -> None:
        """Esc: back to the digits; what was written stays."""
        self.draft.values, self.draft.at, self.draft.refusal = (), "", ""
        self._keep()
        self.query_one(Form).put_away()
        self.middle()
        self._keys()
