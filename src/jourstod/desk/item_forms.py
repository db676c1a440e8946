"""Forms of open items: waits, promises, tasks, who may not be informed, and how each is settled."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.case import Case
from ..domain.case_parts import Item, ItemKind, Silence
from ..domain.events import ContactMade
from ..domain.fold_items import LEFT_WITH
from ..domain.spoken_time import ahead
from . import case_life
from .command import Command
from .desk import Desk
from .forms import AHEAD, WHEN, Blank, Form, Written, later, timed

YES_NO = (("ja", "Ja"), ("nej", "Nej"))
COULD_NOT, NOT_NEEDED = "gick inte", "behövs inte"
ENDS_UNDONE = ((NOT_NEEDED, "Behövs inte"), (COULD_NOT, "Gick inte"))
"""Two ways to end something undone; both ask why."""
ADVICE = {
    ItemKind.FLAW: "Bristen står kvar tills uppgiften finns. Rätta beslutet.",
    ItemKind.REQUIREMENT: "Punkten och skälet följer med överlämningen.",
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


def question(desk: Desk, case: Case) -> Form:
    """A question that somebody answers by day."""

    def write(told: Written, command: Command, insist: str) -> None:
        due = later(told, "due", desk.clock())
        case_life.ask_the_day(
            desk, case.id, told.get("what", ""), told.get("owner", ""), due, command
        )

    blanks = (
        Blank("what", "Vad ska frågas", True),
        Blank("owner", "Vem ska frågas", True, hint="regionkoordinatorn"),
        Blank("due", "När", hint="i morgon 09:00"),
    )
    return Form("Fråga i morgon", blanks, f"question:{case.id}", write)


def contact(desk: Desk, case: Case) -> Form:
    """A contact beside the routine, or a try that nobody answered."""

    def write(told: Written, command: Command, insist: str) -> None:
        made = ContactMade(
            "", told.get("who", ""), told.get("reached") == "ja",
            outcome=told.get("outcome", ""), number=told.get("number", ""),
        )  # fmt: skip
        desk.acts.contact(case.id, made, timed(told, command, desk.clock()))

    blanks = (
        Blank("who", "Vem", True),
        Blank("reached", "Fick du tag på personen", True, YES_NO),
        Blank("outcome", "Vad sades"),
        Blank("number", "Nummer"),
        WHEN,
    )
    return Form("Kontakt, eller försök", blanks, f"contact:{case.id}", write)


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


def _cancelled(desk: Desk, case: Case, item: Item, how: str, why: str, command: Command) -> bool:
    """Ended undone, when that was chosen."""
    if how not in (COULD_NOT, NOT_NEEDED):
        return False
    case_life.cancel(desk, case.id, item.id, how == COULD_NOT, why, command)
    return True


def _tried(desk: Desk, case: Case, item: Item) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        said, reached = told.get("next", "").strip(), told.get("reached") == "ja"
        outcome = told.get("outcome", "")
        if _cancelled(desk, case, item, told.get("reached", ""), outcome, command):
            return
        next_try = ahead(said, desk.clock()).isoformat() if said and not reached else ""
        desk.acts.try_callback(case.id, item.id, reached, outcome, next_try, command)

    blanks = (
        Blank("reached", "Fick du tag på personen", True, (*YES_NO, *ENDS_UNDONE)),
        Blank("outcome", "Vad sades, eller vad hände (sluta: varför)"),
        Blank("next", "Nästa försök, om du inte nådde fram", hint=AHEAD),
    )
    return Form(f"{item.owner}: {item.what}", blanks, f"tried:{item.id}", write)


def _kept(desk: Desk, case: Case, item: Item) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        kept, how = told.get("kept") == "ja", told.get("how", "")
        if not _cancelled(desk, case, item, told.get("kept", ""), how, command):
            desk.acts.keep_promise(case.id, item.id, how, command, kept)

    held = (
        ("ja", "Ja"), ("nej", "Nej, personen har fått veta"), (NOT_NEEDED, "Behövs inte"),
    )  # fmt: skip
    blanks = (Blank("kept", "Hölls löftet", True, held), Blank("how", "Hur, eller varför inte"))
    return Form(f"Utlovat: {item.what}", blanks, f"kept:{item.id}", write)


def _done(desk: Desk, case: Case, item: Item) -> Form:
    def write(told: Written, command: Command, insist: str) -> None:
        how, outcome = told.get("needed", ""), told.get("outcome", "")
        if not _cancelled(desk, case, item, how, outcome, command):
            desk.acts.do_task(case.id, item.id, outcome, command)

    question = item.kind is ItemKind.QUESTION
    done = "Fick svar" if question else "Klar"
    blanks = (
        Blank("needed", "Hur gick det", True, (("ja", done), *ENDS_UNDONE)),
        Blank("outcome", "Vad blev det (om inte: varför)"),
    )
    title = "Fråga" if question else item.kind.value.capitalize()
    return Form(f"{title}: {item.what}", blanks, f"done:{item.id}", write)


def _unanswered(desk: Desk, case: Case, item: Item) -> Form:
    """Somebody who did not answer: tried once more, or let go."""

    def write(told: Written, command: Command, insist: str) -> None:
        how, said = told.get("reached", ""), told.get("outcome", "")
        if not _cancelled(desk, case, item, how, said, command):
            made = ContactMade("", item.owner, how == "ja", outcome=said, number=item.number)
            desk.acts.contact(case.id, made, command)

    ways = (("ja", "Nådd"), ("nej", "Försökt igen, inget svar"), *ENDS_UNDONE)
    blanks = (Blank("reached", "Hur gick det", True, ways), Blank("outcome", "Vad sades, varför"))
    return Form(f"Inget svar: {item.owner}", blanks, f"unanswered:{item.id}", write)


def _resting(desk: Desk, case: Case, item: Item) -> Form:
    """Something done in the world while the answer was another: seen to, in one of two ways."""

    def write(told: Written, command: Command, insist: str) -> None:
        _cancelled(desk, case, item, told.get("how", ""), told.get("why", ""), command)

    ways = ((NOT_NEEDED, "Det kan stå som det är"), (COULD_NOT, "Det går inte att göra om"))
    blanks = (Blank("how", "Vad blev det", True, ways), Blank("why", "Varför", True))
    intro = ("Det är gjort och står kvar i loggen. Här säger du om något måste göras om.",)
    return Form(f"Rättad uppgift: {item.what}", blanks, f"resting:{item.id}", write, intro)


def late_news(desk: Desk, case: Case, item: Item | None = None) -> Form:
    """Whoever has the case has been told what was written after the handover."""

    def write(told: Written, command: Command, insist: str) -> None:
        who, how = told.get("who", ""), told.get("how", "")
        case_life.tell_late_news(desk, case.id, who, how, command)

    blanks = (
        Blank("who", "Vem har fått veta det", True),
        Blank("how", "Hur, och vad personen sa", True),
    )
    begun = (("who", case.received_by),)
    return Form("Nytt efter överlämningen", blanks, f"late:{case.id}", write, begun=begun)


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
    ItemKind.QUESTION: _done,
    ItemKind.UNANSWERED: _unanswered,
    ItemKind.RESTING: _resting,
    ItemKind.LATE: late_news,
    ItemKind.SIGNATURE: _signed,
}
