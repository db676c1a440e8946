"""Forms of open items: waits, promises, tasks, who may not be informed, and how each is settled."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.case import Case
from ..domain.case_parts import Item, ItemKind, Silence
from ..domain.fold_items import LEFT_WITH
from ..domain.spoken_time import ahead
from .command import Command
from .desk import Desk
from .forms import AHEAD, Blank, Form, Written, later

YES_NO = (("ja", "Ja"), ("nej", "Nej"))
ADVICE = {
    ItemKind.FLAW: "Bristen står kvar tills uppgiften finns. Rätta beslutet.",
    ItemKind.REQUIREMENT: "Punkten och skälet följer med överlämningen.",
    ItemKind.RESTING: "Det gjordes när uppgiften var en annan. Se om något måste göras om.",
    ItemKind.RETURNED: "Svara på frågan med en anteckning och lämna över igen.",
}
"""What to do about items that no form settles."""


def wait_for(
    desk: Desk, case: Case, visit: str = "", begun: tuple[tuple[str, str], ...] = ()
) -> Form:
    """Somebody to call again, or to wait for; `visit` is the step that waits."""

    def write(told: Written, command: Command, insist: str) -> None:
        next_try = ahead(told.get("next", ""), desk.clock()).isoformat()
        desk.acts.set_callback(
            case.id, told.get("who", ""), told.get("about", ""), next_try, command,
            number=told.get("number", ""), we_call=told.get("we_call") != "nej",
            fallback=told.get("fallback", ""), visit=visit,
        )  # fmt: skip

    blanks = (
        Blank("who", "Vem", True),
        Blank("about", "Om vad", True),
        Blank("we_call", "Vem ringer", True, (("ja", "Vi ringer"), ("nej", "De ringer"))),
        Blank("next", "När ska nästa försök göras", True, hint=AHEAD),
        Blank("number", "Nummer"),
        Blank("fallback", "Om ingen svarar"),
    )
    place = f"wait:{visit or case.id}"
    return Form("Ring tillbaka eller vänta", blanks, place, write, begun=begun)


def promise(desk: Desk, case: Case) -> Form:
    """What we said that we would do."""

    def write(told: Written, command: Command, insist: str) -> None:
        to, when = told.get("to", "") or case.alias, later(told, "when", desk.clock())
        owner = told.get("owner", "")
        desk.acts.promise(case.id, told.get("what", ""), to, when, command, owner)

    blanks = (
        Blank("what", "Vad lovades", True),
        Blank("to", "Till vem (tomt är personen själv)"),
        Blank("when", "När", hint="08:00, i morgon 09:00, före lunch"),
        Blank("owner", "Vem ska hålla det", hint="jouren, mottagningen, du själv"),
    )
    return Form("Utlovat", blanks, f"promise:{case.id}", write)


def task(desk: Desk, case: Case) -> Form:
    """Something for somebody to do."""

    def write(told: Written, command: Command, insist: str) -> None:
        desk.acts.leave_task(
            case.id, told.get("what", ""), told.get("owner", ""),
            later(told, "due", desk.clock()), command, told.get("if_then", ""),
        )  # fmt: skip

    blanks = (
        Blank("what", "Vad ska göras", True),
        Blank("owner", "Vem ska göra det", True),
        Blank("due", "Senast", hint="09:00, i morgon 10:00, före lunch"),
        Blank("if_then", "Om–så: om något händer, vad görs då"),
    )
    return Form("Lämna en uppgift", blanks, f"task:{case.id}", write)


def silence(desk: Desk, case: Case) -> Form:
    """Somebody, or a topic, that may not be informed yet."""

    def write(told: Written, command: Command, insist: str) -> None:
        desk.acts.add_silence(
            case.id, told.get("who", ""), told.get("relation", ""), told.get("ground", ""),
            told.get("decided_by", ""), later(told, "review", desk.clock()), command,
        )  # fmt: skip

    blanks = (
        Blank("who", "Vem, eller vilket ämne", True),
        Blank("relation", "Relation till personen"),
        Blank("ground", "Grund"),
        Blank("decided_by", "Beslutat av"),
        Blank("review", "Omprövas när", hint="12:00, i morgon 09:00"),
    )
    return Form("Får inte informeras (ännu)", blanks, f"silence:{case.id}", write)


def settling(desk: Desk, case: Case, entry: Item | Silence) -> Form | None:
    """The form that sees to an open item; None when nothing but doing the step closes it."""
    if isinstance(entry, Silence):
        return _lift(desk, case, entry)
    form = _done if entry.id.startswith(LEFT_WITH) else _SETTLE.get(entry.kind)
    if form is not None:
        return form(desk, case, entry)
    return _ask_again(desk, case, entry) if entry.visit and entry.step else None


def reopens(entry: Item | Silence) -> bool:
    """Whether seeing to the item opens its question again, instead of closing the item."""
    return isinstance(entry, Item) and entry.kind not in _SETTLE and bool(entry.step)


def _lift(desk: Desk, case: Case, entry: Silence) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        desk.acts.lift_silence(case.id, entry.event.item, told.get("reason", ""), command)

    blanks = (Blank("reason", f"Varför får {entry.event.who} informeras nu", True),)
    return Form("Får informeras", blanks, f"lift:{entry.event.item}", write)


def _tried(desk: Desk, case: Case, item: Item) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        said, reached = told.get("next", "").strip(), told.get("reached") == "ja"
        next_try = ahead(said, desk.clock()).isoformat() if said and not reached else ""
        outcome = told.get("outcome", "")
        desk.acts.try_callback(case.id, item.id, reached, outcome, next_try, command)

    blanks = (
        Blank("reached", "Fick du tag på personen", True, YES_NO),
        Blank("outcome", "Vad sades, eller vad hände"),
        Blank("next", "Nästa försök, om du inte nådde fram", hint=AHEAD),
    )
    return Form(f"{item.owner}: {item.what}", blanks, f"tried:{item.id}", write)


def _kept(desk: Desk, case: Case, item: Item) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        kept = told.get("kept") == "ja"
        desk.acts.keep_promise(case.id, item.id, told.get("how", ""), command, kept)

    held = (("ja", "Ja"), ("nej", "Nej, personen har fått veta"))
    blanks = (Blank("kept", "Hölls löftet", True, held), Blank("how", "Hur, eller varför inte"))
    return Form(f"Utlovat: {item.what}", blanks, f"kept:{item.id}", write)


def _done(desk: Desk, case: Case, item: Item) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        needed = told.get("needed") == "ja"
        desk.acts.do_task(case.id, item.id, told.get("outcome", ""), command, needed)

    blanks = (
        Blank("needed", "Hur gick det", True, (("ja", "Klar"), ("nej", "Behövs inte"))),
        Blank("outcome", "Vad blev det (om den inte behövs: varför)"),
    )
    return Form(f"{item.kind.value.capitalize()}: {item.what}", blanks, f"done:{item.id}", write)


def _signed(desk: Desk, case: Case, item: Item) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        desk.acts.sign(case.id, item.entry, told.get("by", ""), command)

    blanks = (Blank("by", "Undertecknat av", True),)
    return Form("Beslutet är undertecknat", blanks, f"sign:{item.id}", write)


def _ask_again(desk: Desk, case: Case, item: Item) -> Form:
    track = case.visits[item.visit].track

    def write(told: Written, command: Command, insist: str) -> None:
        desk.ask_again(case.id, track, item.step, told.get("why", ""), command)

    blanks = (Blank("why", "Varför frågas det igen", True),)
    return Form(f"Ta upp igen: {item.words}", blanks, f"again:{item.id}", write)


_SETTLE: dict[ItemKind, Callable[[Desk, Case, Item], Form]] = {
    ItemKind.CALLBACK: _tried,
    ItemKind.PROMISE: _kept,
    ItemKind.TASK: _done,
    ItemKind.SIGNATURE: _signed,
}
