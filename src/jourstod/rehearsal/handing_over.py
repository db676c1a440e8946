"""Handing over in a written night: the sheet is left, received in other words, or given back."""

from __future__ import annotations

from ..desk.sheets import hand_over as left_to
from ..domain.left_sheet import Handover
from ..domain.night import HandingOver, Receiving
from .sheet_words import cut_for
from .stage import Stage
from .written_words import NotThere

WHY = "Prövat mot grunden på bladet."
"""The reason in a written night, where nobody is asked for one."""


def hand_over(stage: Stage, position: int, deed: HandingOver | Receiving) -> None:
    """Leave the sheet, or say what became of the one left last."""
    if isinstance(deed, HandingOver):
        _offer(stage, position, deed.receiver)
    elif deed.back:
        _give_back(stage, position, deed)
    else:
        _receive(stage, position, deed)


def _offer(stage: Stage, position: int, receiver: str) -> None:
    """The sheet as it is at that moment; to somebody outside with what is cleared and no more."""
    cut = cut_for(stage, receiver)
    why = WHY if cut.unconsented else ""
    left_to(stage.desk, stage.case().id, cut, stage.command(position), "text", why)


def _receive(stage: Stage, position: int, deed: Receiving) -> None:
    """Everything that is left of the sheet; the line's own command is the last one.

    So a night that was cut off between two items goes on with the ones that are left.
    """
    case, sheet = stage.case(), _last(stage)
    left = [id for id, _ in sheet.event.items if sheet.item(id).state != "accepted"]
    for item in left:
        last = item == left[-1]
        command = stage.command(position) if last else stage.command(position, item)
        stage.desk.acts.accept(case.id, sheet.event.handover, item, deed.who, deed.said, command)


def _give_back(stage: Stage, position: int, deed: Receiving) -> None:
    """The first item nobody has taken goes back with the question."""
    case, sheet = stage.case(), _last(stage)
    left = [id for id, _ in sheet.event.items if sheet.item(id).state == "offered"]
    if not left:
        raise NotThere("Allt på bladet är redan mottaget eller åter.")
    stage.desk.acts.give_back(
        case.id, sheet.event.handover, left[0], deed.who, deed.said, stage.command(position)
    )


def _last(stage: Stage) -> Handover:
    """The sheet left last that somebody still has to take."""
    waiting = [sheet for sheet in stage.case().handovers.values() if not sheet.received]
    if not waiting:
        raise NotThere("Inget blad väntar på att tas emot: skriv «lämna över» på en rad före.")
    return waiting[-1]
