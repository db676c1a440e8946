"""Where a finding of a routine is told: in its own file, also when the step is a fragment's."""

from __future__ import annotations

from dataclasses import replace

from ..findings import Finding, Place
from ..routine import Routine


def at_home(routine: Routine, finding: Finding) -> Finding:
    """The finding in the routine's own file, with the fragment's line in the sentence.

    A fragment is one text in many routines: what is wrong with the ways of one of them must not
    take the others out of use, as an error that stands in the fragment does.
    """
    stands = finding.place
    if stands.file == routine.place.file:
        return finding
    told = f"{finding.sentence} Steget står i {stands.file}, rad {stands.line}."
    return replace(finding, place=_door(routine, stands.file), sentence=told)


def _door(routine: Routine, file: str) -> Place:
    """Where the routine first leads into that file."""
    for step in routine.steps.values():
        for branch in step.branches:
            to = routine.steps.get(branch.to)
            if branch.place.file == routine.place.file and to and to.place.file == file:
                return branch.place
    return routine.place
