"""Linked cases: a sibling, an accompanying child or another victim gets a case of its own."""

from __future__ import annotations

import uuid
from dataclasses import replace

from ..domain.decide.cases import Intake
from .command import Command
from .desk import Desk


def open_linked(desk: Desk, case: str, intake: Intake, relation: str, command: Command) -> str:
    """Open a case for another person, link the two both ways, and give the new case's id.

    `relation` is what the other person is to this one («syskon», «barn till»). The three writes
    have ids that follow from the command, so that a retry after a cut finishes what is missing.
    """
    root = uuid.UUID(command.id)
    fresh = str(uuid.uuid5(root, "case"))
    desk.open_case(fresh, intake, _step(root, "open", command))
    desk.link(case, fresh, relation, _step(root, "link", command))
    desk.link(fresh, case, f"öppnat från ({relation})", _step(root, "back", command))
    return fresh


def _step(root: uuid.UUID, name: str, command: Command) -> Command:
    return replace(command, id=str(uuid.uuid5(root, name)))
