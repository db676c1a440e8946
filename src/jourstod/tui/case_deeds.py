"""What can be done with a case beside answering: each F key, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ..desk.command import Command
from ..domain.case import Case
from ..domain.decide import acts
from ..domain.overview import Question
from ..domain.spoken_time import ahead
from . import when
from .base_screen import Deed
from .drafts import Draft
from .form import Blank
from .form_screen import FormScreen
from .ink import INK, wrapped
from .menu_screen import MenuScreen

if TYPE_CHECKING:
    from .asking_screen import AskingScreen

NEXT_TRY = Blank("next", "När ska nästa försök göras", True, hint="03:40, om 20 min")


def deeds(screen: AskingScreen) -> Sequence[Deed]:
    """Everything, in the words of the paper."""
    return (
        Deed("Anteckna", "F2", lambda: note(screen)),
        Deed("Skriv ordagrant vad någon sagt", "", lambda: verbatim(screen)),
        Deed("Rätta ett svar, eller ändrat läge", "F3", lambda: correct(screen)),
        Deed("Vem når jag, vem får besluta", "F4", lambda: reach(screen)),
        Deed("Gick inte, skjut upp, ring igen, gå förbi", "F5", lambda: otherwise(screen)),
        Deed("Lämna över", "F6", lambda: hand_over(screen)),
        Deed("Öppna punkter och klockor", "F7", lambda: items(screen)),
        Deed("Ring tillbaka eller vänta på någon", "", lambda: wait_for(screen)),
        Deed("Lova något", "", lambda: promise(screen)),
        Deed("Lämna en uppgift till någon", "", lambda: task(screen)),
        Deed("Får inte informeras (ännu)", "", lambda: silence(screen)),
        Deed("Föredragning: sida att läsa upp", "", lambda: brief(screen)),
        Deed("Hela tidslinjen", "", lambda: timeline(screen)),
        Deed("Ta över ärendet", "", lambda: take(screen)),
        Deed("Starta en rutin", "", lambda: start(screen)),
        Deed("Införd i journalen", "", lambda: journal(screen)),
        Deed("Avsluta ärendet", "", lambda: close(screen)),
        Deed("Öppna ärendet igen", "", lambda: reopen(screen)),
    )


def the_end(case: Case, width: int) -> list[Content]:
    """What stands where the question stood when nothing more is asked."""
    left = case.open_items()
    count = {0: "Inget är öppet.", 1: "En sak är öppen:"}.get(
        len(left), f"{len(left)} saker är öppna:"
    )
    lines = wrapped(count, width)
    for item in left[:9]:
        lines += wrapped(f"  · {item.kind.value}: {item.what}", width, INK)
    if len(left) > 9:
        lines += wrapped(f"  och {len(left) - 9} till (F7)", width)
    return [*lines, *wrapped("F6 lämnar över. F2 antecknar. F3 rättar.", width, "$dim")]


# --- writing something down ---------------------------------------------------------------------


def note(screen: AskingScreen) -> None:
    """F2: a note, one's own or dictated by a colleague."""
    text = Blank("text", "Anteckning", True)

    def act(draft: Draft, made: Command) -> None:
        command = when.command(screen, draft, made)
        screen.desk.note(screen.case_id, draft.written.get("text", ""), command)

    _form(screen, "Anteckna", (text, when.WHEN, when.TOLD_BY), f"note:{screen.case_id}", act)


def verbatim(screen: AskingScreen) -> None:
    """Somebody's own words, with the question that was asked."""
    fields = (
        Blank("about", "Frågan du ställde", True),
        Blank("text", "Svaret, ordagrant", True),
        when.WHEN,
        Blank("told_by", "Sagt av", True),
    )

    def act(draft: Draft, made: Command) -> None:
        command, told = when.command(screen, draft, made), draft.written
        screen.desk.note(
            screen.case_id,
            told.get("text", ""),
            command,
            verbatim=True,
            about=told.get("about", ""),
        )

    _form(screen, "Ordagrant", fields, f"verbatim:{screen.case_id}", act)


def correct(screen: AskingScreen) -> None:
    """F3: which answer, the new one, why, and which of the two it is."""
    from .correct import begin

    begin(screen)


# --- another way with the step --------------------------------------------------------------------


def otherwise(screen: AskingScreen) -> None:
    """F5: everything that can become of a step beside its answer."""
    question = screen.question
    if question is None:
        screen.tell("Ingen fråga är öppen.")
        return
    choices = (
        ("could_not", "Gick inte", "Det har försökts. Blir en öppen punkt."),
        ("wait", "Inget svar: ring igen, eller vänta", "Försöket loggas. Steget står kvar."),
        ("defer", "Skjut upp", "Steget står kvar sist bland de öppna."),
        ("override", "Gå förbi med skäl", "Blir en öppen punkt."),
        ("when", "Det hände tidigare, eller uppgift från någon annan", "Gäller nästa svar här."),
    )
    do = {
        "could_not": _could_not, "wait": _try_and_wait, "defer": _defer, "override": _override,
        "when": _when,
    }  # fmt: skip

    def go(id: object) -> None:
        if id:
            do[str(id)](screen, question)

    screen.app.push_screen(MenuScreen(question.step.text, choices), go)


def _could_not(screen: AskingScreen, question: Question) -> None:
    reason = Blank("reason", "Vad hindrade", True)

    def act(draft: Draft, made: Command) -> None:
        screen.desk.could_not(
            screen.case_id, question.visit.id, draft.written.get("reason", ""), made
        )

    _form(screen, "Gick inte", (reason,), f"could_not:{question.visit.id}", act, question)


def _override(screen: AskingScreen, question: Question) -> None:
    reason = Blank("reason", "Skäl att gå förbi", True)

    def act(draft: Draft, made: Command) -> None:
        screen.desk.override(
            screen.case_id, question.visit.id, draft.written.get("reason", ""), made
        )

    _form(screen, "Gå förbi", (reason,), f"override:{question.visit.id}", act, question)


def _defer(screen: AskingScreen, question: Question) -> None:
    fields = (
        Blank("reason", "Varför", True),
        Blank("next", "Nästa försök", hint="03:40, om 20 min"),
    )

    def act(draft: Draft, made: Command) -> None:
        said = draft.written.get("next", "").strip()
        next_try = ahead(said, screen.desk.clock()).isoformat() if said else ""
        screen.desk.defer(
            screen.case_id, question.visit.id, draft.written.get("reason", ""), next_try, made
        )

    _form(screen, "Skjut upp", fields, f"defer:{question.visit.id}", act, question)


def _when(screen: AskingScreen, question: Question) -> None:
    place = f"when:{question.visit.id}"

    def act(draft: Draft, made: Command) -> None:
        when.command(screen, draft, made)
        told.append(draft.text())

    def keep(done: object) -> None:
        if done and told:
            screen.jour.keeper.keep(place, told[-1])
            screen.repaint()

    told: list[str] = []
    form = FormScreen("När, och från vem", (when.WHEN, when.TOLD_BY), f"{place}:ny", act)
    screen.app.push_screen(form, keep)


def _try_and_wait(screen: AskingScreen, question: Question) -> None:
    agency = screen.book.agencies.get(question.step.agency) if screen.book else None
    number = question.step.call or (agency.numbers[0][1] if agency and agency.numbers else "")
    begun = {"who": agency.name if agency else "", "about": question.step.text, "number": number}
    wait_for(screen, begun, question.visit.id)


def wait_for(screen: AskingScreen, begun: dict[str, str] | None = None, visit: str = "") -> None:
    """A wait: who, about what, when next, and what if nobody answers."""
    fields = (
        Blank("who", "Vem", True),
        Blank("about", "Om vad", True),
        Blank("we_call", "Vem ringer", choices=(("ja", "vi ringer"), ("nej", "de ringer"))),
        NEXT_TRY,
        Blank("number", "Nummer"),
        Blank("fallback", "Om ingen svarar"),
    )

    def act(draft: Draft, made: Command) -> None:
        told = draft.written
        next_try = ahead(told.get("next", ""), screen.desk.clock()).isoformat()
        screen.desk.do(
            screen.case_id, made,
            lambda case, a: acts.set_callback(
                a, told.get("who", ""), told.get("about", ""), next_try,
                number=told.get("number", ""), we_call=told.get("we_call") != "nej",
                fallback=told.get("fallback", ""), visit=visit,
            ),
        )  # fmt: skip

    place = f"wait:{visit or screen.case_id}"
    form = FormScreen(
        "Ring tillbaka eller vänta", fields, place, act, begun=Draft(written=begun or {})
    )
    screen.app.push_screen(form, lambda _: screen.repaint())


# --- promises, tasks, silence -----------------------------------------------------------------------


def promise(screen: AskingScreen) -> None:
    """What we said that we would do."""
    from . import item_forms

    item_forms.promise(screen)


def task(screen: AskingScreen) -> None:
    """Something for somebody to do."""
    from . import item_forms

    item_forms.task(screen)


def silence(screen: AskingScreen) -> None:
    """Somebody who may not be informed yet."""
    from . import item_forms

    item_forms.silence(screen)


def items(screen: AskingScreen) -> None:
    """F7: open items and clocks."""
    from .items_screen import ItemsScreen

    screen.app.push_screen(ItemsScreen(screen.case_id))


# --- other pages --------------------------------------------------------------------------------------


def reach(screen: AskingScreen) -> None:
    """F4: who can be reached, who may decide."""
    from .reach import reach_screen

    screen.app.push_screen(reach_screen(screen.desk, screen.case))


def brief(screen: AskingScreen) -> None:
    """The page to read aloud to the one who decides."""
    from .brief import brief_screen

    screen.app.push_screen(brief_screen(screen))


def timeline(screen: AskingScreen) -> None:
    """The whole time line."""
    from .brief import timeline_screen

    screen.app.push_screen(timeline_screen(screen))


def hand_over(screen: AskingScreen) -> None:
    """F6: receiver first."""
    from .handover_screen import begin

    begin(screen)


def to_call(screen: AskingScreen) -> None:
    """Tab: leave the case as it is and go to a call."""
    calls = screen.attempt(screen.desk.notebook.calls)
    if calls:
        screen.jour.keeper.flush()
        screen.jour.open_call(calls[0].id)
    else:
        screen.tell("Inget samtal pågår. Esc och n börjar ett.")


# --- the life of the case -------------------------------------------------------------------------------


def take(screen: AskingScreen) -> None:
    """The one at the desk has the case from now."""
    from . import life

    life.take(screen)


def start(screen: AskingScreen) -> None:
    """Start a routine by hand."""
    from . import life

    life.start(screen)


def journal(screen: AskingScreen) -> None:
    """Införd i journalen."""
    from . import life

    life.journal(screen)


def close(screen: AskingScreen) -> None:
    """Close the case."""
    from . import life

    life.close(screen)


def reopen(screen: AskingScreen) -> None:
    """Open a closed case again."""
    from . import life

    life.reopen(screen)


def _form(
    screen: AskingScreen,
    title: str,
    blanks: tuple[Blank, ...],
    place: str,
    act: object,
    question: Question | None = None,
) -> None:
    intro = (question.step.text,) if question else ()
    number = f"{screen.case.number} · " if screen.case else ""
    form = FormScreen(f"{number}{title}", blanks, place, act, intro)  # type: ignore[arg-type]
    screen.app.push_screen(form, lambda _: screen.repaint())
