"""Forms of a case's life: given over, when it came in, a stay that ended, what is protected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..domain.case import Case
from ..domain.case_parts import JOUR
from ..domain.effects import effects
from ..domain.errors import JourError
from ..domain.spoken_time import heard
from ..domain.veil import protected_facts
from . import case_life
from .command import Command
from .desk import Desk
from .forms import PAST, Blank, Form, Written

Shown = tuple[tuple[str, str], ...]
"""What is protected: (heading, value)."""


def give(desk: Desk, case: Case) -> Form:
    """Give the case to the jour, or ask a colleague to take it."""

    def write(told: Written, command: Command, insist: str) -> None:
        to = JOUR if told.get("to") == JOUR else told.get("who", "").strip()
        if not to:
            raise JourError("Skriv kollegans signatur, eller välj jouren.")
        case_life.give(desk, case.id, to, told.get("reason", ""), command)

    to = ((JOUR, "Jouren, tills någon tar över"), ("kollega", "En kollega som ska ta över"))
    blanks = (
        Blank("to", "Till vem", True, to),
        Blank("who", "Kollegans signatur (tomt för jouren)", hint="CD"),
        Blank("reason", "Varför"),
    )
    intro = (f"{case.handler} har ärendet. En kollega har det först när hen har tagit över.",)
    return Form("Lämna ärendet inom jouren", blanks, f"give:{case.id}", write, intro)


def report_time(desk: Desk, case: Case) -> Form:
    """The report came in at another time than was written; what moves is told first."""

    def write(told: Written, command: Command, insist: str) -> None:
        came = heard(told.get("came", ""), desk.clock())
        case_life.correct_report_time(desk, case.id, came, told.get("reason", ""), command)

    def effect(told: Written) -> Sequence[str]:
        if not told.get("came", "").strip():
            return ()
        came, reason = heard(told["came"], desk.clock()), told.get("reason", "").strip() or "…"
        ahead = case_life.preview_report_time(desk, case.id, came, reason)
        return effects(case, desk.book(case), ahead, desk.clock())

    blanks = (
        Blank("came", "När kom det in", True, hint=PAST),
        Blank("reason", "Varför ändras det", True),
    )
    intro = ("Tiden var fel från början. Båda tiderna står kvar i loggen.",)
    form = Form("Rätta när det kom in", blanks, f"came:{case.id}", write, intro)
    return replace(form, effect=effect)


def placement_ended(desk: Desk, case: Case) -> Form:
    """A stay ended. Raises JourError when there is none."""
    going = [placement for placement in case.placements.values() if not placement.ended]
    if not going:
        raise JourError("Ingen placering pågår.")

    def write(told: Written, command: Command, insist: str) -> None:
        case_life.end_placement(desk, case.id, told["item"], told.get("reason", ""), command)

    choices = tuple((p.event.item, p.event.form or "Placering") for p in going)
    blanks = (
        Blank("item", "Vilken placering", True, choices),
        Blank("reason", "Varför är den slut, och var är personen nu", True),
    )
    return Form("Placeringen är slut", blanks, f"ended:{case.id}", write)


def show_protected(desk: Desk, case: Case, shown: list[Shown]) -> Form:
    """What is protected, for a reason; put in `shown` when that is logged. Raises JourError.

    In a case that is kept apart everything is shown, where the case is, until it is left.
    """
    if case.protection.hides:
        return _show_case(desk, case)
    facts = protected_facts(case, desk.book(case))
    if not facts:
        raise JourError("Det finns ingen skyddad uppgift i ärendet.")

    def write(told: Written, command: Command, insist: str) -> None:
        shown.append(case_life.show_protected(desk, case.id, told.get("reason", ""), command))

    names = ", ".join(fact.heading.lower() for fact in facts)
    intro = (f"Skyddat i ärendet: {names}. Att du ser det, när och varför står i loggen.",)
    blanks = (Blank("reason", "Varför behöver du se uppgiften", True),)
    return Form("Visa skyddad uppgift", blanks, f"protected:{case.id}", write, intro)


def _show_case(desk: Desk, case: Case) -> Form:
    if not desk.sight.is_covered(case):
        raise JourError("Uppgifterna visas redan. De döljs när du lämnar ärendet.")

    def write(told: Written, command: Command, insist: str) -> None:
        case_life.show_case(desk, case.id, told.get("reason", ""), command)

    intro = (
        "Allt som är skrivet i ärendet visas tills du lämnar det. Att du ser det, när och varför "
        "står i loggen.",
    )
    blanks = (Blank("reason", "Varför behöver du se uppgifterna", True),)
    return Form("Visa skyddad uppgift", blanks, f"protected:{case.id}", write, intro)
