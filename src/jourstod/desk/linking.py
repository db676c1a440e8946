"""Several cases at once: a case of one's own, links both ways, moved, and one person twice."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from ..domain.case import Case
from ..domain.decide import several
from ..domain.decide.cases import Intake
from ..domain.decide.protection import must_not_weaken
from ..domain.entries import Act, Entry
from ..domain.errors import AnswerIncomplete
from . import tidy
from .command import Command
from .desk import Desk
from .ledger import Written
from .writing_desk import Decisions

MOST = 60
"""So many cases can be opened from one list: each is told of every other."""


def open_linked(desk: Desk, case: str, intake: Intake, relation: str, command: Command) -> str:
    """Open a case for another person, link the two both ways, and give the new case's id.

    `relation` is what the other person is to this one («syskon», «barn till»). The writes have
    ids that follow from the command, so that a retry after a cut finishes what is missing.
    """
    root = uuid.UUID(command.id)
    fresh = str(uuid.uuid5(root, "case"))
    desk.open_case(fresh, intake, _step(root, "open", command))
    link(desk, case, fresh, relation, f"öppnat från ({relation})", _step(root, "link", command))
    return fresh


def link(
    desk: Desk, case: str, other: str, relation: str, back: str, command: Command
) -> tuple[Written, ...]:
    """Two cases belong together; each is told of the other in the same write.

    `relation` is what the other person is to this one, `back` what this one is to the other.
    """
    how, how_back = tidy.text(relation), tidy.text(back)

    def decide(cases: Sequence[Case], acts: Sequence[Act]) -> Sequence[list[Entry]]:
        return several.link_both(cases[0], cases[1], (acts[0], acts[1]), how, how_back)

    return _both(desk, case, other, command, ("link", how, how_back), decide)


def move(
    desk: Desk, case: str, other: str, entry: str, reason: str, command: Command
) -> tuple[Written, ...]:
    """An entry was written in the wrong case: gone from this one, written in the other."""
    why = tidy.text(reason)

    def decide(cases: Sequence[Case], acts: Sequence[Act]) -> Sequence[list[Entry]]:
        must_not_weaken(cases[0], cases[1])
        return several.move(cases[0], cases[1], (acts[0], acts[1]), entry, why)

    return _both(desk, case, other, command, ("move", entry, why), decide)


def merge(desk: Desk, gone: str, stays: str, reason: str, command: Command) -> tuple[Written, ...]:
    """Two cases are one person: `gone` is closed with a pointer, `stays` goes on with it all."""
    why = tidy.text(reason)

    def decide(cases: Sequence[Case], acts: Sequence[Act]) -> Sequence[list[Entry]]:
        must_not_weaken(cases[0], cases[1])
        books = desk.book(cases[0]), desk.book(cases[1])
        return several.merge(cases[0], cases[1], books, (acts[0], acts[1]), why)

    return _both(desk, gone, stays, command, ("merge", why), decide)


def open_list(
    desk: Desk, persons: Sequence[str], shared: Intake, relation: str, command: Command
) -> tuple[str, ...]:
    """One case for each person of a list, in one write; gives their ids in the list's order.

    `persons` are aliases. Note and facts of `shared` stand in every case, with where they are
    from, and every case is told of the others: all of it is stored, or nothing.
    """
    names = [name for name in (tidy.text(person) for person in persons) if name]
    if not names:
        raise AnswerIncomplete("skriv personerna, en på varje rad")
    if len(names) > MOST:
        raise AnswerIncomplete(f"dela listan: högst {MOST} personer på en gång")
    root = uuid.UUID(command.id)
    ids = tuple(str(uuid.uuid5(root, f"person-{n}")) for n in range(len(names)))
    desk.open_several(ids, [replace(shared, alias=name) for name in names], relation, command)
    return ids


def _both(
    desk: Desk,
    case: str,
    other: str,
    command: Command,
    asked: tuple[object, ...],
    decide: Decisions,
) -> tuple[Written, ...]:
    for id in (case, other):
        desk.case(id)  # NoSuchCase for one that is not there
    if case == other:
        raise AnswerIncomplete("välj ett annat ärende än det här")
    return desk.together((case, other), command, asked, decide)


def _step(root: uuid.UUID, name: str, command: Command) -> Command:
    return replace(command, id=str(uuid.uuid5(root, name)))
