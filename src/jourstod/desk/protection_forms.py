"""Forms of protected identity: the level, an emergency, and «har vi personen redan?»."""

from __future__ import annotations

from ..domain.access_kind import AccessKind
from ..domain.case import Case
from ..domain.decide.protection import make_findable
from ..domain.errors import AnswerIncomplete, JourError
from ..domain.events import ProtectionTold
from ..domain.protection import Level
from ..wording import REPORTS
from . import case_life
from .calls import open_from
from .command import Command
from .desk import Desk
from .forms import Blank, Form, Written
from .notebook import UNKEPT, Call

LEVELS = tuple((level.value, level.swedish.capitalize()) for level in Level)
POINTER = "Var akten finns: «akten finns hos …»"
SOURCE = "Uppgiften kommer från"
NEUTRAL = "Neutralt arbetsnamn"
NEVER = "Skriv aldrig namn, personnummer, dialekt, arbetsplats, bil eller skola."
NOBODY = "Inget ärende går att hitta på det. Det säger inte att personen är okänd."


def tell(desk: Desk, case: Case) -> Form:
    """How protected the person is."""

    def write(told: Written, command: Command, insist: str) -> None:
        said = ProtectionTold(
            told["level"], told.get("source", ""), told.get("reason", ""),
            told.get("alias", ""), told.get("pointer", ""),
        )  # fmt: skip
        case_life.tell_protection(desk, case.id, said, command)

    intro = (
        f"Nu: {case.protection.level.swedish}. Från skyddad folkbokföring är ärendet stängt för "
        "alla utom dem som får öppna skyddade akter, och allt som är skrivet är dolt tills någon "
        "visar det med skäl. Slå inte vidare på personen.",
        NEVER,
    )
    blanks = (
        Blank("level", "Skydd", True, LEVELS),
        Blank("source", SOURCE, True),
        Blank("alias", f"{NEUTRAL} (tomt: som nu)", hint="Blå 7"),
        Blank("pointer", POINTER),
        Blank("reason", "Varför (måste skrivas när skyddet sänks)"),
    )
    return Form("Skyddad identitet", blanks, f"protection:{case.id}", write, intro)


def new_case(desk: Desk, call: Call) -> Form:
    """The call becomes a case about somebody with a protected identity: kept apart at once."""
    boards = tuple((board.id, board.name) for board in desk.station.boards)

    def write(told: Written, command: Command, insist: str) -> object:
        return open_from(desk, call, told, command.id)

    blanks = (
        *((Blank("board", "Vilken nämnd", True, boards[:9]),) if len(boards) > 1 else ()),
        Blank("report", "Hur kom det in", True, REPORTS),
        Blank("protection", "Skydd", True, LEVELS[1:]),
        Blank("source", SOURCE, True),
        Blank("alias", NEUTRAL, hint="Blå 7"),
    )
    intro = (f"{NEVER} Fråga personen: hur når vi dig säkert? Slå inte vidare på personen.",)
    return Form("Ärende för någon med skydd", blanks, f"intake:{call.id}", write, intro)


def emergency(desk: Desk, case_id: str, number: str) -> Form:
    """Open a case that is kept apart, without being on the list."""

    def write(told: Written, command: Command, insist: str) -> None:
        case_life.open_in_emergency(desk, case_id, told.get("reason", ""), command)

    intro = (
        "Du står inte bland dem som får öppna skyddade akter. Ring dem först. Är det fara och "
        "ingen svarar kan du öppna ärendet i natt: ditt skäl loggas, och de ser det.",
    )
    blanks = (Blank("reason", "Varför måste det öppnas nu", True),)
    return Form(f"{number} · skyddat ärende", blanks, f"emergency:{case_id}", write, intro)


def findable(desk: Desk, case: Case) -> Form:
    """The case can be found by a name or number. Raises JourError for one that is kept apart."""
    if case.protection.hides:
        raise JourError("Ett skyddat ärende går inte att göra sökbart.")

    def write(told: Written, command: Command, insist: str) -> None:
        tokens = desk.known.tokens(told.get("who", ""))
        if not tokens:
            raise AnswerIncomplete("skriv ett helt namn eller ett nummer")
        asked = ("findable", *tokens)
        desk.do(case.id, command, lambda c, a: make_findable(c, a, tokens), asked)
        desk.known.keep(case.id, tokens)

    intro = (
        "Det du skriver sparas inte, bara ett avtryck av det. Nästa gång någon skriver samma namn "
        "eller nummer får hen veta att det finns ett ärende.",
    )
    blanks = (Blank("who", "Namn eller nummer, flera med semikolon", True),)
    return Form("Gör ärendet sökbart", blanks, f"{UNKEPT}{case.id}", write, intro)


def known(desk: Desk, typed: str) -> str:
    """Whether somebody of that name or number has a case, as a sentence; no more than that."""
    if not desk.known.tokens(typed):
        raise AnswerIncomplete("skriv ett helt namn eller ett nummer")
    with desk.access.listing("om personen är känd", 0, AccessKind.SEARCHED, again=True):
        found = desk.known.known(typed)
    if not found:
        return NOBODY
    each = (f"{case.number}, fråga {case.handler}" for case in found)
    return f"Det finns ett ärende: {'; '.join(each)}."


KNOWN = f"{UNKEPT}known"
WHO = Blank("who", "Namn eller nummer (sparas inte)", True)
"""What is asked by «Har vi personen redan?»."""
