"""Putting right: which answer, the new one, why, and what it leads to before it is written."""

from __future__ import annotations

from ..desk.command import Command
from ..desk.forms import Blank
from ..domain.answers import Answer
from ..domain.case_parts import Visit
from ..domain.effects import effects
from ..domain.entries import Entry
from ..domain.overview import Question, question, short_words
from .asking import MenuWanted, answer
from .case_page import CasePage
from .drafts import Draft, draft
from .forms import fill
from .session import Do
from .talk import Back

WRONG, CHANGED = "fel", "ändrat"
WHICH = (
    (WRONG, "Fel från början: det som vilade på svaret gäller inte längre och frågas igen."),
    (CHANGED, "Läget har ändrats: det gamla var sant då. Från nu gäller det nya."),
)
WHICH_HELP = ("Först visas vad det leder till. Inget skrivs förrän du har sagt ja.",)
REASON = (Blank("why", "Varför ändras det", True),)


def put_right(page: CasePage) -> None:
    """Choose an answer and change it."""
    visits = _settled(page)
    if not visits:
        page.session.talk.say("Inget är besvarat än.")
        return
    choices = [(visit.id, _words(page, visit)) for visit in visits]
    chosen = page.session.talk.choose(choices, "Vilket svar:", WHICH_HELP)
    asked = question(page.case, page.book, page.case.visits[chosen])
    which = WRONG
    if asked.fact is not None:
        which = page.session.talk.choose(WHICH, "Vilket är det:", WHICH_HELP)
    _change(page, asked, which)


def _settled(page: CasePage) -> list[Visit]:
    """The answer of each step that holds now, newest first."""
    case = page.case
    found = [v for v in case.visits.values() if v.state == "answered" and not v.voided]
    latest = {(visit.track, visit.step): visit for visit in found if visit.settled_by}
    return sorted(latest.values(), key=lambda visit: visit.settled_seq, reverse=True)


def _words(page: CasePage, visit: Visit) -> str:
    step = page.book.step(page.case.tracks[visit.track].routine, visit.step)
    return f"{step.text} Svar: {short_words(page.book, step, visit)}"


def _change(page: CasePage, asked: Question, which: str) -> None:
    """The new answer and the reason; the effect is shown, and only a yes writes it."""
    session, visit = page.session, asked.visit
    kept = draft(session.desk.notebook, f"correct:{which}:{visit.id}")
    _begin(asked, kept)
    session.talk.say("", asked.step.text)
    while True:
        try:
            new = answer(session, asked, kept)
            reason = fill(session, REASON, kept)["why"]
        except MenuWanted:
            continue
        except Back:
            return
        new = Answer(new.values, new.text, new.fields, new.reason or reason)
        if not _wanted(page, asked, which, new, reason):
            kept.drop()
            return
        before = page.case.seq
        if session.confirm(_write(page, asked, which, new, reason)):
            kept.drop()
            page.follow(before)
            return


def _begin(asked: Question, kept: Draft) -> None:
    """What was written with the old answer stands there from the start."""
    if not kept.written:
        before = asked.visit.answer
        if asked.fact is not None and asked.fact.shown(before) != asked.fact.words(before):
            return  # a protected value is not shown because it is put right
        kept.written = {**dict(before.fields), "reason": before.reason}
        if asked.typed:
            kept.written["text"] = before.text


def _wanted(page: CasePage, asked: Question, which: str, new: Answer, reason: str) -> bool:
    """Show what it leads to; True when the person wants it."""
    session = page.session
    ahead = session.attempt(lambda: _preview(page, asked, which, new, reason))
    if ahead is None:
        return False
    told = effects(page.case, page.book, ahead, session.desk.clock())
    session.talk.say("", "Det här händer:", *(f"  {line}" for line in told))
    choices = (("ja", "Skriv in det"), ("nej", "Låt det vara som det är"))
    return session.talk.choose(choices, "Ska det skrivas in:", WHICH_HELP) == "ja"


def _preview(page: CasePage, asked: Question, which: str, new: Answer, reason: str) -> list[Entry]:
    desk = page.session.desk
    if which == WRONG:
        return desk.preview_correction(page.id, asked.visit.id, new, reason)
    assert asked.fact is not None
    return desk.preview_change(page.id, asked.fact.id, new, reason)


def _write(page: CasePage, asked: Question, which: str, new: Answer, reason: str) -> Do:
    desk = page.session.desk

    def do(command: Command, insist: str) -> None:
        if which == WRONG:
            desk.correct(page.id, asked.visit.id, new, reason, command, insist)
        else:
            assert asked.fact is not None
            desk.change(page.id, asked.fact.id, new, reason, command)

    return do
