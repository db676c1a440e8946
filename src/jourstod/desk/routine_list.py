"""The list of routines: what whoever browses them is told of each, also of one left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..domain.findings import Finding, Severity
from ..domain.local_time import local_day
from ..domain.paper import SHORT
from ..domain.routine import Routine

if TYPE_CHECKING:
    from .desk import Desk

_NO_ROUTINES = ("fragment", "register", "prov", "fakta")
"""Folders and files in which there is no routine."""
_MANY = {Severity.ERROR: "fel", Severity.WARNING: "varningar", Severity.INFO: "upplysningar"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A routine in the list. `remarks` is what somebody should look at; `findings` in whole.

    One that is left out for an error has no steps, its file's name for a title, and `usable` False.
    """

    id: str
    title: str
    version: str
    steps: int = 0
    phases: int = 0
    valid_from: str = ""
    review_by: str = ""
    owner: str = ""
    usable: bool = True
    remarks: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """The routine in one line."""
        if not self.usable:
            return "används inte: den har ett fel"
        parts = (
            f"{self.steps} steg, {self.phases} {'fas' if self.phases == 1 else 'faser'}",
            f"från {self.valid_from}" if self.valid_from else "",
            f"granskas {self.review_by}" if self.review_by else "",
            self.owner,
        )
        return " · ".join(part for part in parts if part)


def listed(desk: Desk) -> tuple[Listed, ...]:
    """Every routine new cases are opened with, the first one first; then those left out."""
    book, today = desk.current_book(), local_day(desk.clock()).isoformat()
    told: dict[str, list[Finding]] = {}
    for finding in desk.findings():
        path = PurePosixPath(finding.place.file)
        if path.parent.name not in _NO_ROUTINES and path.stem not in _NO_ROUTINES:
            told.setdefault(path.stem, []).append(finding)
    version = book.bundle[:SHORT]
    ordered = sorted(book.routines.values(), key=lambda r: (r.id != "inkommande", r.title))
    found = [_row(one, version, today, told.get(one.id, ())) for one in ordered]
    gone = (
        Listed(id, id, version, usable=False, remarks=("har fel",), findings=_texts(findings))
        for id, findings in sorted(told.items())
        if id not in book.routines and any(f.severity is Severity.ERROR for f in findings)
    )
    return (*found, *gone)


def _row(routine: Routine, version: str, today: str, findings: Iterable[Finding]) -> Listed:
    return Listed(
        id=routine.id,
        title=routine.title,
        version=version,
        steps=len(routine.steps),
        phases=len(routine.phases()),
        valid_from=routine.valid_from,
        review_by=routine.review_by,
        owner=routine.owner,
        remarks=tuple(_remarks(routine, today, findings)),
        findings=_texts(findings),
    )


def _remarks(routine: Routine, today: str, findings: Iterable[Finding]) -> Iterator[str]:
    if routine.review_by and routine.review_by < today:
        yield f"skulle ha granskats {routine.review_by}"
    if routine.valid_from > today:
        yield f"gäller först {routine.valid_from}"
    for severity, many in Counter(finding.severity for finding in findings).items():
        yield f"{many} {_MANY[severity] if many > 1 else severity.swedish}"


def _texts(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(finding.text() for finding in findings)
