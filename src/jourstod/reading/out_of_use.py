"""Routines out of use: what stands in the place of one that has an error, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from jourstod.domain.answers import COULD_NOT, DONE, NOT_APPLICABLE
from jourstod.domain.findings import Finding, Place, Severity
from jourstod.domain.routine import Branch, Routine, Step, StepKind
from jourstod.domain.rulebook import Rulebook

_READ, _END = "tagen_ur_bruk", "slut"


def without(
    book: Rulebook, broken: Collection[str], titles: Mapping[str, str]
) -> tuple[Rulebook, list[Finding]]:
    """The rulebook without the broken routines, and warnings where others start them.

    One that a sound routine starts is replaced by a notice, so that an answer which should have
    started it tells the handler so, instead of leading into nothing. `titles` are as far as known.
    """
    sound = {id: routine for id, routine in book.routines.items() if id not in broken}
    findings: list[Finding] = []
    wanted: dict[str, None] = {}
    told: set[tuple[str, str]] = set()
    for routine in sound.values():
        for step in routine.steps.values():
            for branch in step.branches:
                for started in branch.starts:
                    if started in broken:
                        wanted[started] = None
                        if (branch.place.file, started) not in told:  # once in each file
                            told.add((branch.place.file, started))
                            findings.append(_warning(branch.place, started))
    notices = {id: notice(id, titles.get(id, id)) for id in wanted}
    routines = {**sound, **notices}
    return replace(book, routines=routines, out_of_use=frozenset(broken)), findings


def notice(id: str, title: str) -> Routine:
    """A routine of one text: this one cannot be used tonight, and what to do instead."""
    place = Place(f"{id}.yaml")
    text = (
        f"Rutinen «{title}» har ett fel och är tagen ur bruk. Följ den på papper, "
        "skriv i loggen vad som görs, och säg till arbetsledaren."
    )
    on = Branch(frozenset((DONE, NOT_APPLICABLE, COULD_NOT)), _END, place)
    steps = {
        _READ: Step(_READ, StepKind.READ, text, place, branches=(on,)),
        _END: Step(_END, StepKind.END, "Rutinen är tagen ur bruk.", place, ending=_READ),
    }
    return Routine(id, f"{title} (tagen ur bruk)", place, _READ, steps)


def _warning(place: Place, id: str) -> Finding:
    return Finding(
        Severity.WARNING,
        "startar-rutin-ur-bruk",
        place,
        f"Härifrån startas rutinen «{id}», som har ett fel och är tagen ur bruk. "
        "I dess ställe visas en text om det.",
        f"Rätta felet i {id}.yaml.",
    )
