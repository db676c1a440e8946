"""Forms of open items: a wait or call-back, a promise, a task, who may not be informed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ..desk.command import Command
from ..domain.case import Case
from ..domain.case_parts import Item, ItemKind
from ..domain.rulebook import Rulebook
from ..domain.spoken_time import ahead, ahead_or_words
from .base_screen import JourScreen
from .drafts import Draft
from .form import Blank
from .form_screen import Act, FormScreen

NEXT_TRY = Blank("next", "När ska nästa försök göras", True, hint="03:40, om 20 min")
YES_NO = (("ja", "Ja"), ("nej", "Nej"))


class OnCase(Protocol):
    """What these forms need to know of the screen they open from."""

    case_id: str
    case: Case | None
    book: Rulebook | None


def wait_for(screen: OnCase, begun: dict[str, str] | None = None, visit: str = "") -> None:
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
        own = _jour(screen)
        own.desk.acts.set_callback(
            screen.case_id,
            told.get("who", ""),
            told.get("about", ""),
            ahead(told.get("next", ""), own.desk.clock()).isoformat(),
            made,
            number=told.get("number", ""),
            we_call=told.get("we_call") != "nej",
            fallback=told.get("fallback", ""),
            visit=visit,
        )

    place = f"wait:{visit or screen.case_id}"
    _open(screen, "Ring tillbaka eller vänta", fields, place, act, begun)


def promise(screen: OnCase) -> None:
    """What we said that we would do."""
    fields = (
        Blank("what", "Vad lovades", True),
        Blank("to", "Till vem"),
        Blank("when", "När", hint="08:00, i morgon 09:00, före lunch"),
    )

    def act(draft: Draft, made: Command) -> None:
        told, own = draft.written, _jour(screen)
        when = ahead_or_words(told.get("when", ""), own.desk.clock())
        alias = screen.case.alias if screen.case else ""
        own.desk.acts.promise(
            screen.case_id, told.get("what", ""), told.get("to", "") or alias, when, made
        )

    _open(screen, "Utlovat", fields, f"promise:{screen.case_id}", act)


def task(screen: OnCase) -> None:
    """Something for somebody to do."""
    fields = (
        Blank("what", "Vad ska göras", True),
        Blank("owner", "Vem ska göra det", True),
        Blank("due", "Senast", hint="09:00, i morgon 10:00, före lunch"),
        Blank("if_then", "Om–så: om något händer, vad görs då"),
    )

    def act(draft: Draft, made: Command) -> None:
        told, own = draft.written, _jour(screen)
        due = ahead_or_words(told.get("due", ""), own.desk.clock())
        own.desk.acts.leave_task(
            screen.case_id, told.get("what", ""), told.get("owner", ""), due, made,
            told.get("if_then", ""),
        )  # fmt: skip

    _open(screen, "Lämna en uppgift", fields, f"task:{screen.case_id}", act)


def silence(screen: OnCase) -> None:
    """Somebody, or a topic, that may not be informed yet."""
    fields = (
        Blank("who", "Vem, eller vilket ämne", True),
        Blank("relation", "Relation till personen"),
        Blank("ground", "Grund"),
        Blank("decided_by", "Beslutat av"),
        Blank("review", "Omprövas när", hint="12:00, i morgon 09:00"),
    )

    def act(draft: Draft, made: Command) -> None:
        told, own = draft.written, _jour(screen)
        review = ahead_or_words(told.get("review", ""), own.desk.clock())
        own.desk.acts.add_silence(
            screen.case_id, told.get("who", ""), told.get("relation", ""),
            told.get("ground", ""), told.get("decided_by", ""), review, made,
        )  # fmt: skip

    _open(screen, "Får inte informeras (ännu)", fields, f"silence:{screen.case_id}", act)


def lift(screen: OnCase, item: str, who: str) -> None:
    """The person may be informed from now."""

    def act(draft: Draft, made: Command) -> None:
        reason = draft.written.get("reason", "")
        _jour(screen).desk.acts.lift_silence(screen.case_id, item, reason, made)

    fields = (Blank("reason", f"Varför får {who} informeras nu", True),)
    _open(screen, "Får informeras", fields, f"lift:{item}", act)


def settle(screen: OnCase, item: Item) -> bool:
    """Open the form that sees to an open item; False when the item has none of its own."""
    form = _SETTLE.get(item.kind)
    if form is None:
        return False
    form(screen, item)
    return True


def _tried(screen: OnCase, item: Item) -> None:
    fields = (
        Blank("reached", "Fick du tag på personen", True, YES_NO),
        Blank("outcome", "Vad sades, eller vad hände"),
        Blank("next", "Nästa försök, om du inte nådde fram", hint="03:40, om 20 min"),
    )

    def act(draft: Draft, made: Command) -> None:
        told, own = draft.written, _jour(screen)
        said = told.get("next", "").strip()
        reached = told.get("reached") == "ja"
        later = "" if reached or not said else ahead(said, own.desk.clock()).isoformat()
        own.desk.acts.try_callback(
            screen.case_id, item.id, reached, told.get("outcome", ""), later, made
        )

    _open(screen, f"{item.owner}: {item.what}", fields, f"tried:{item.id}", act)


def _kept(screen: OnCase, item: Item) -> None:
    fields = (
        Blank("kept", "Hölls löftet", True, (("ja", "Ja"), ("nej", "Nej, personen har fått veta"))),
        Blank("how", "Hur, eller varför inte"),
    )

    def act(draft: Draft, made: Command) -> None:
        told = draft.written
        _jour(screen).desk.acts.keep_promise(
            screen.case_id, item.id, told.get("how", ""), made, told.get("kept") == "ja"
        )

    _open(screen, f"Utlovat: {item.what}", fields, f"kept:{item.id}", act)


def _done(screen: OnCase, item: Item) -> None:
    fields = (
        Blank("needed", "Hur gick det", True, (("ja", "Klar"), ("nej", "Behövs inte"))),
        Blank("outcome", "Vad blev det (om den inte behövs: varför)"),
    )

    def act(draft: Draft, made: Command) -> None:
        told = draft.written
        _jour(screen).desk.acts.do_task(
            screen.case_id, item.id, told.get("outcome", ""), made, told.get("needed") == "ja"
        )

    _open(screen, f"Uppgift: {item.what}", fields, f"done:{item.id}", act)


def _signed(screen: OnCase, item: Item) -> None:
    def act(draft: Draft, made: Command) -> None:
        by = draft.written.get("by", "")
        _jour(screen).desk.acts.sign(screen.case_id, item.entry, by, made)

    fields = (Blank("by", "Undertecknat av", True),)
    _open(screen, "Beslutet är undertecknat", fields, f"sign:{item.id}", act)


_SETTLE: dict[ItemKind, Callable[[OnCase, Item], None]] = {
    ItemKind.CALLBACK: _tried,
    ItemKind.PROMISE: _kept,
    ItemKind.TASK: _done,
    ItemKind.SIGNATURE: _signed,
}


def _jour(screen: OnCase) -> JourScreen:
    assert isinstance(screen, JourScreen)
    return screen


def _open(
    screen: OnCase,
    title: str,
    blanks: tuple[Blank, ...],
    place: str,
    act: Act,
    begun: dict[str, str] | None = None,
) -> None:
    own = _jour(screen)
    number = f"{screen.case.number} · " if screen.case else ""
    form = FormScreen(
        f"{number}{title}", blanks, place, act, begun=Draft(written=dict(begun)) if begun else None
    )
    own.app.push_screen(form, lambda _: own.repaint())
