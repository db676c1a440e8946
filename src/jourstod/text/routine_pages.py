"""Rutiner line by line: to read step by step, the map, the krav, how it is used, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from ..desk.command import Command
from ..desk.forms import Blank
from ..desk.routine_list import Listed, listed
from ..desk.routine_papers import CARD, printed
from ..desk.step_use import last_year
from ..desk.versions import compared, versions
from ..domain.route_map import route_map
from ..domain.routine_paper import krav_told, routine_paper
from ..reports.change_lines import change_lines
from ..reports.map_as_text import map_as_text
from ..reports.paper_folder import FOLDER, routine_on_paper
from ..reports.routine_reading import Said, overview, step_page
from ..reports.saving import typed_place
from ..reports.step_use import use_lines
from .forms import Written, submit
from .session import Session
from .talk import Back, place

WHERE = (Blank("folder", "Mapp att spara i", True, hint=FOLDER),)
READ_HELP = (
    "Enter läser nästa steg. Ett nummer går till det steget. < går tillbaka till rutinen.",
)
CHOOSE_HELP = ("Välj en rutin med siffran. Inget ändras här.",)


def browse(session: Session) -> None:
    """Choose a routine and what to do with it, until the person goes back."""
    while True:
        found = session.attempt(lambda: listed(session.desk)) or ()
        session.head("Rutiner")
        choices = [(one.id, _in_the_list(one)) for one in found]
        chosen = session.talk.choose(choices, "Vilken rutin:", CHOOSE_HELP)
        one = next(one for one in found if one.id == chosen)
        if not one.usable:
            session.talk.say("Rutinen används inte, för den har ett fel.", *one.findings)
            continue
        with suppress(Back):
            _routine(session, one)


def _in_the_list(one: Listed) -> str:
    remarks = f" · OBS: {', '.join(one.remarks)}" if one.remarks else ""
    return f"{one.title} · {one.about}{remarks}"


def _routine(session: Session, one: Listed) -> None:
    """One routine, until the person goes back."""
    deeds: tuple[tuple[str, Callable[[], None]], ...] = (
        ("Läs steg för steg", lambda: _read(session, one)),
        ("Kartan", lambda: _page(session, one, "kartan", _map(session, one))),
        ("Krav", lambda: _page(session, one, "krav", _krav(session, one))),
        ("Jämför med en annan version i lagret", lambda: _compare(session, one)),
        ("Så har den använts det senaste året", lambda: _used(session, one)),
        ("Skriv ut: PDF", lambda: _print(session, one, "pdf")),
        ("Skriv ut: HTML", lambda: _print(session, one, "html")),
        ("Skriv ut: fältkort", lambda: _print(session, one, CARD)),
    )
    while True:
        session.head(f"{one.title} · version {one.version}")
        choices = [(str(number), words) for number, (words, _) in enumerate(deeds)]
        chosen = session.talk.choose(choices, "Vad vill du göra:", CHOOSE_HELP)
        with suppress(Back):
            deeds[int(chosen)][1]()


def _read(session: Session, one: Listed) -> None:
    """The overview, then a step at a time."""
    book = session.desk.current_book()
    routine = routine_paper(book, book.routines[one.id])
    session.talk.say(*one.findings, *_lines(overview(routine)))
    at = 0
    while at < len(routine.steps):
        typed = session.talk.ask("Enter nästa steg, eller stegets nummer.", READ_HELP)
        wanted = place(typed, len(routine.steps)) if typed else at
        if wanted is None:
            session.talk.say(f"«{typed[:60]}» är inget steg. Rutinen har {len(routine.steps)}.")
            continue
        session.talk.say("", *_lines(step_page(routine, routine.steps[wanted])))
        at = wanted + 1
    session.page(("Det var sista steget.",))


def _lines(told: Iterable[Said]) -> Iterable[str]:
    return (f"{one.key}  {one.text}" if one.key else one.text for one in told)


def _map(session: Session, one: Listed) -> Iterable[str]:
    book = session.desk.current_book()
    return map_as_text(route_map(book, book.routines[one.id]), 80)


def _krav(session: Session, one: Listed) -> Iterable[str]:
    book = session.desk.current_book()
    found = [f"{k.label}: {k.text}" for k in krav_told(book, book.routines[one.id])]
    return found or ("Rutinen har inga krav.",)


def _compare(session: Session, one: Listed) -> None:
    kept = session.attempt(lambda: versions(session.desk)) or ()
    if not kept:
        session.page(("Lagret har ingen annan version av rutinerna än den som gäller.",))
        return
    choices = [(version.bundle, version.said) for version in kept]
    chosen = session.talk.choose(choices, "Jämför med vilken version:", CHOOSE_HELP)
    version = next(version for version in kept if version.bundle == chosen)
    found = session.attempt(lambda: compared(session.desk, one.id, version))
    if found is not None:
        way = "från nu till" if version.ahead else "till nu från"
        _page(session, one, f"{way} {version.said}", change_lines(found))


def _used(session: Session, one: Listed) -> None:
    table = session.attempt(lambda: last_year(session.desk, one.id))
    if table is not None:
        _page(session, one, "så används den", use_lines(table))


def _page(session: Session, one: Listed, what: str, lines: Iterable[str]) -> None:
    session.head(f"{one.title} · {what}")
    session.page(tuple(lines))


def _print(session: Session, one: Listed, form: str) -> None:
    """Ask for the folder, and say where the file is."""

    def do(written: Written, command: Command, insist: str) -> None:
        folder = typed_place(written["folder"])
        made = routine_on_paper(one.id, *printed(session.desk, one.id, form), folder)
        session.talk.say(f"På papper: {made}")

    submit(session, f"{one.title} på papper", WHERE, f"routine:{one.id}:{form}", do)
