"""What stands with a question: when it must be done, and which kind of time a field asks for."""

from __future__ import annotations

from tests.desk.sample import Jour, open_child, reply

from jourstod.desk.forms import AHEAD
from jourstod.domain.overview import Question, questions
from jourstod.tui import question_pane
from jourstod.tui.answering import blanks
from jourstod.tui.drafts import Draft


def _the_task() -> Question:
    desk = Jour().desk()
    id = open_child(desk, ("fara", "nej"), ("åldersgrupp", "barn"))
    reply(desk, id, "börja_barn")
    reply(desk, id, "hot", "lågt")
    reply(desk, id, "skydd", "nej", reason="Hos mormor.")
    [question] = questions(desk.case(id), desk.book(desk.case(id)))
    return question


def test_when_a_task_must_be_done_is_read_before_it_is_answered() -> None:
    lines = [line.plain for line in question_pane.below(_the_task(), 76, roomy=False)]
    assert "Senast: kl. 09" in lines


def test_a_time_to_come_is_asked_for_with_a_time_to_come() -> None:
    task = _the_task()
    draft = Draft()
    draft.values = ("done",)
    [due] = [blank for blank in blanks(task, draft) if blank.id == "senast"]
    assert due.hint == AHEAD
