"""A call, line by line: the number and what is said, a few facts, and then what it became."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from ..desk import calls, link_forms, protection_forms
from ..desk.command import Command
from ..desk.forms import Blank
from ..desk.notebook import Call
from ..domain.answers import UNKNOWN
from ..domain.facts import Fact
from ..domain.local_time import show_time
from ..wording import CALL_OUTCOMES, REPORTS, WITHOUT_CASE
from .forms import CLEAR, Written, submit
from .session import Session
from .talk import Back, Left, picked

CALL_HELP = (
    "Inget är obligatoriskt: Enter hoppar över. - tömmer. < går till nattens ärenden och samtalet "
    "ligger kvar. Blir det inget ärende stryks allt du skrivit. Är det tyst och du anar fara: "
    "välj nytt ärende.",
)
MORE = ("more", "Skriv mer, eller ändra")


def begin(session: Session) -> str:
    """A new call; gives the id of the case it became, or ""."""
    call = session.attempt(lambda: session.desk.notebook.new_call(session.desk.clock()))
    return go_on(session, call) if call is not None else ""


def go_on(session: Session, call: Call) -> str:
    """The lines of a call and its end; gives the id of the case it became, or "". Raises Back."""
    with session.talk.calling():
        return _until_it_ends(session, call)


def _until_it_ends(session: Session, call: Call) -> str:
    while True:
        session.head(f"Nytt samtal sedan {show_time(datetime.fromisoformat(call.started))}")
        call = _lines(session, call)
        call = _facts(session, call)
        choices = [(id, f"{words}. {meaning}") for id, words, meaning in CALL_OUTCOMES]
        became = session.talk.choose((*choices, MORE), "Vad blev samtalet:", CALL_HELP)
        if became in WITHOUT_CASE:
            if _without_case(session, call, became):
                return ""
        elif became == "list":
            if fill_in_list(session, call):
                return ""
        elif became == "known":
            _known(session)
        elif became == "protected":
            if fill_in_protected(session, call):
                return calls.case_of(call)
        elif became != "more":
            case = _existing(session, call) if became == "existing" else _new_case(session, call)
            if case:
                return case


# --- what is said --------------------------------------------------------------------------------


def _lines(session: Session, call: Call) -> Call:
    """The two free lines, kept as each is written; half a line too, when the input ends."""
    try:
        number = _line(session, "Ring tillbaka på:", call.number)
    except Left as left:
        _keep(session, replace(call, number=left.half or call.number))
        raise
    call = _keep(session, replace(call, number=number))
    try:
        said = _line(session, "Vad som sägs:", call.line)
    except Left as left:
        _keep(session, replace(call, line=left.half or call.line))
        raise
    return _keep(session, replace(call, line=said))


def _line(session: Session, prompt: str, before: str) -> str:
    stands = f" Nu står: {before}" if before else ""
    typed = session.talk.ask(f"{prompt}{stands}", CALL_HELP)
    return "" if typed == CLEAR else typed or before


def _facts(session: Session, call: Call) -> Call:
    """Each fact by its digit, or passed by."""
    for fact in calls.first_facts(session.desk.current_book()):
        value = _fact(session, fact, call.fact(fact.id))
        rang = calls.to_ring(session.desk.current_book(), call)
        call = _keep(session, call.with_fact(fact.id, value))
        number = calls.to_ring(session.desk.current_book(), call)
        if number and not rang:
            session.talk.say(calls.RING.format(number=number))
    return call


def _fact(session: Session, fact: Fact, before: str) -> str:
    choices = [(choice.id, choice.label) for choice in fact.choices[:8]]
    listed = ", ".join(f"{n} {label}" for n, (_, label) in enumerate(choices, start=1))
    stands = f" Nu: {fact.label(before)}." if before else ""
    while True:
        prompt = f"{fact.heading}: {listed}, 9 Vet inte.{stands}"
        typed = session.talk.ask(prompt, CALL_HELP)
        if not typed or typed == CLEAR:
            return before if not typed else ""
        if typed.casefold() in ("9", "vet inte"):
            return UNKNOWN
        found = picked(choices, typed)
        if found is not None:
            return found
        session.talk.say(f"«{typed[:60]}» är inget av svaren.")


def _keep(session: Session, call: Call) -> Call:
    session.attempt(lambda: session.desk.notebook.keep_call(call))
    return call


# --- what it became ------------------------------------------------------------------------------


def _without_case(session: Session, call: Call, outcome: str) -> bool:
    """Only the outcome and the length are kept; what was written goes, so that is asked first."""
    if (call.number or call.line or call.told) and not _goes(session):
        return False

    def end() -> bool:
        calls.end_without_case(session.desk, call, outcome)
        return True

    done = session.attempt(end)
    if done:
        session.talk.say("Samtalet är avslutat. Det du skrev är struket.")
    return bool(done)


def _goes(session: Session) -> bool:
    choices = (("ja", "Ja, stryk det jag skrivit"), ("nej", "Nej, gå tillbaka till samtalet"))
    return session.talk.choose(choices, "Det du skrivit stryks:", CALL_HELP) == "ja"


def _existing(session: Session, call: Call) -> str:
    """The call becomes a note in an open case."""
    rows = session.attempt(session.desk.board) or ()
    if not rows:
        session.talk.say("Inga öppna ärenden. Välj nytt ärende.")
        return ""
    choices = [(row.case, f"{row.number} · {row.who} · {row.where}") for row in rows]
    case_id = ""
    with suppress(Back):
        case_id = session.talk.choose(choices, "Vilket ärende:", CALL_HELP)
    if not case_id:
        return ""

    def write(command: Command, insist: str) -> None:
        calls.note_in(session.desk, call, case_id)

    return case_id if session.confirm(write) else ""


def _new_case(session: Session, call: Call) -> str:
    """Nämnd, alias and how it came in; everything else follows from the call."""
    boards = tuple((board.id, board.name) for board in session.desk.station.boards)

    def do(written: Written, command: Command, insist: str) -> None:
        calls.open_from(session.desk, call, written, command.id)

    blanks = (
        *((Blank("board", "Vilken nämnd", True, boards),) if len(boards) > 1 else ()),
        Blank("report", "Hur kom det in", True, REPORTS),
        Blank("alias", "Arbetsnamn, inte det riktiga namnet"),
        Blank("reporter", "Vem ringde (tomt om det inte ska skrivas)"),
    )
    opened = submit(session, "Nytt ärende", blanks, f"intake:{call.id}", do)
    return calls.case_of(call) if opened else ""


def fill_in_list(session: Session, call: Call) -> bool:
    """Many persons from one list, each a case of their own."""
    form = link_forms.persons(session.desk, call)
    session.talk.say("", *form.intro)
    opened: list[tuple[str, ...]] = []

    def do(written: Written, command: Command, insist: str) -> None:
        found = form.write(written, command, insist)
        assert isinstance(found, tuple)
        opened.append(found)

    if not submit(session, form.title, form.blanks, form.place, do):
        return False
    session.talk.say(f"{len(opened[-1])} ärenden är öppnade. De ligger bland nattens ärenden.")
    return True


def fill_in_protected(session: Session, call: Call) -> bool:
    """A case about somebody with a protected identity."""
    form = protection_forms.new_case(session.desk, call)
    session.talk.say("", *form.intro)
    return submit(session, form.title, form.blanks, form.place, form.write)


def _known(session: Session) -> None:
    """Whether the person has a case already; what is typed is kept nowhere."""
    with suppress(Back):
        typed = session.talk.ask(f"{protection_forms.WHO.label}:", CALL_HELP)
        said = session.attempt(lambda: protection_forms.known(session.desk, typed))
        session.talk.say(*((said,) if said else ()))


def choose_call(session: Session, going: Sequence[Call]) -> Call:
    """One of the calls in progress. Raises Back."""
    choices = [
        (
            call.id,
            f"sedan {show_time(datetime.fromisoformat(call.started))} {call.number} {call.line}",
        )
        for call in going
    ]
    chosen = session.talk.choose(choices, "Vilket samtal:", CALL_HELP)
    return next(call for call in going if call.id == chosen)
