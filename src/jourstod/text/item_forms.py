"""Forms of open items: waits, promises, tasks, who may not be informed, and how each is settled."""

from __future__ import annotations

from collections.abc import Callable

from ..desk.command import Command
from ..domain.case_parts import Item, ItemKind, Silence
from ..domain.spoken_time import ahead, ahead_or_words
from .case_page import CasePage
from .forms import Blank, Written, submit

AHEAD = "till exempel 03:40, om 20 min, i morgon 09:00"
YES_NO = (("ja", "Ja"), ("nej", "Nej"))


def wait_for(page: CasePage, begun: Written | None = None, visit: str = "") -> bool:
    """Somebody to call again, or to wait for."""
    blanks = (
        Blank("who", "Vem", True),
        Blank("about", "Om vad", True),
        Blank("we_call", "Vem ringer", True, (("ja", "Vi ringer"), ("nej", "De ringer"))),
        Blank("next", f"När ska nästa försök göras, {AHEAD}", True),
        Blank("number", "Nummer"),
        Blank("fallback", "Om ingen svarar"),
    )

    def do(told: Written, command: Command, insist: str) -> None:
        next_try = ahead(told.get("next", ""), page.session.desk.clock()).isoformat()
        page.session.desk.acts.set_callback(
            page.id, told.get("who", ""), told.get("about", ""), next_try, command,
            number=told.get("number", ""), we_call=told.get("we_call") != "nej",
            fallback=told.get("fallback", ""), visit=visit,
        )  # fmt: skip

    place = f"wait:{visit or page.id}"
    return submit(page.session, "Ring tillbaka eller vänta", blanks, place, do, begun)


def promise(page: CasePage) -> None:
    """What we said that we would do."""
    blanks = (
        Blank("what", "Vad lovades", True),
        Blank("to", "Till vem (tomt är personen själv)"),
        Blank("when", f"När, {AHEAD}"),
    )

    def do(told: Written, command: Command, insist: str) -> None:
        to = told.get("to", "") or page.case.alias
        when = _later(page, told.get("when", ""))
        page.session.desk.acts.promise(page.id, told.get("what", ""), to, when, command)

    submit(page.session, "Utlovat", blanks, f"promise:{page.id}", do)


def task(page: CasePage) -> None:
    """Something for somebody to do."""
    blanks = (
        Blank("what", "Vad ska göras", True),
        Blank("owner", "Vem ska göra det", True),
        Blank("due", f"Senast, {AHEAD}, före lunch"),
        Blank("if_then", "Om–så: om något händer, vad görs då"),
    )

    def do(told: Written, command: Command, insist: str) -> None:
        page.session.desk.acts.leave_task(
            page.id, told.get("what", ""), told.get("owner", ""),
            _later(page, told.get("due", "")), command, told.get("if_then", ""),
        )  # fmt: skip

    submit(page.session, "Lämna en uppgift", blanks, f"task:{page.id}", do)


def silence(page: CasePage) -> None:
    """Somebody, or a topic, that may not be informed yet."""
    blanks = (
        Blank("who", "Vem, eller vilket ämne", True),
        Blank("relation", "Relation till personen"),
        Blank("ground", "Grund"),
        Blank("decided_by", "Beslutat av"),
        Blank("review", f"Omprövas när, {AHEAD}"),
    )

    def do(told: Written, command: Command, insist: str) -> None:
        page.session.desk.acts.add_silence(
            page.id, told.get("who", ""), told.get("relation", ""), told.get("ground", ""),
            told.get("decided_by", ""), _later(page, told.get("review", "")), command,
        )  # fmt: skip

    submit(page.session, "Får inte informeras (ännu)", blanks, f"silence:{page.id}", do)


def settle(page: CasePage, entry: Item | Silence) -> bool:
    """The form that sees to an item; False when it has none of its own."""
    if isinstance(entry, Silence):
        _lift(page, entry)
        return True
    form = _SETTLE.get(entry.kind)
    if form is None:
        return False
    form(page, entry)
    return True


def _lift(page: CasePage, entry: Silence) -> None:
    blanks = (Blank("reason", f"Varför får {entry.event.who} informeras nu", True),)

    def do(told: Written, command: Command, insist: str) -> None:
        reason = told.get("reason", "")
        page.session.desk.acts.lift_silence(page.id, entry.event.item, reason, command)

    submit(page.session, "Får informeras", blanks, f"lift:{entry.event.item}", do)


def _tried(page: CasePage, item: Item) -> None:
    blanks = (
        Blank("reached", "Fick du tag på personen", True, YES_NO),
        Blank("outcome", "Vad sades, eller vad hände"),
        Blank("next", f"Nästa försök, om du inte nådde fram, {AHEAD}"),
    )

    def do(told: Written, command: Command, insist: str) -> None:
        said, reached = told.get("next", ""), told.get("reached") == "ja"
        wanted = said and not reached
        later = ahead(said, page.session.desk.clock()).isoformat() if wanted else ""
        page.session.desk.acts.try_callback(
            page.id, item.id, reached, told.get("outcome", ""), later, command
        )

    submit(page.session, f"{item.owner}: {item.what}", blanks, f"tried:{item.id}", do)


def _kept(page: CasePage, item: Item) -> None:
    held = (("ja", "Ja"), ("nej", "Nej, personen har fått veta"))
    blanks = (Blank("kept", "Hölls löftet", True, held), Blank("how", "Hur, eller varför inte"))

    def do(told: Written, command: Command, insist: str) -> None:
        kept = told.get("kept") == "ja"
        page.session.desk.acts.keep_promise(page.id, item.id, told.get("how", ""), command, kept)

    submit(page.session, f"Utlovat: {item.what}", blanks, f"kept:{item.id}", do)


def _done(page: CasePage, item: Item) -> None:
    went = (("ja", "Klar"), ("nej", "Behövs inte"))
    blanks = (
        Blank("needed", "Hur gick det", True, went),
        Blank("outcome", "Vad blev det (om den inte behövs: varför)"),
    )

    def do(told: Written, command: Command, insist: str) -> None:
        needed = told.get("needed") == "ja"
        page.session.desk.acts.do_task(page.id, item.id, told.get("outcome", ""), command, needed)

    submit(page.session, f"Uppgift: {item.what}", blanks, f"done:{item.id}", do)


def _signed(page: CasePage, item: Item) -> None:
    def do(told: Written, command: Command, insist: str) -> None:
        page.session.desk.acts.sign(page.id, item.entry, told.get("by", ""), command)

    blanks = (Blank("by", "Undertecknat av", True),)
    submit(page.session, "Beslutet är undertecknat", blanks, f"sign:{item.id}", do)


_SETTLE: dict[ItemKind, Callable[[CasePage, Item], None]] = {
    ItemKind.CALLBACK: _tried,
    ItemKind.PROMISE: _kept,
    ItemKind.TASK: _done,
    ItemKind.SIGNATURE: _signed,
}


def _later(page: CasePage, said: str) -> str:
    return ahead_or_words(said, page.session.desk.clock()) if said else ""
