"""Answers: what a handler confirmed at a visit, and the outcome a routine branches on."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "vet_inte"
NOT_APPLICABLE = "ej_aktuellt"
NOT_YET = "ännu_inte"
DONE = "gjort"
COULD_NOT = "gick_inte"
GIVEN = "angivet"

WAYS_OUT = (UNKNOWN, NOT_APPLICABLE, COULD_NOT)
"""Outcomes that settle a visit without the thing having been done or known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was confirmed at a visit; which parts are used follows from the kind of step.

    `values`: value ids of a finite fact, or item ids of a checklist (`id` or `id:not_needed`).
    `text`: free text, number, time or person as written. `fields`: what a contact, decision or
    placement asks to be written, by field id. `reason`: the motivation.
    """

    values: tuple[str, ...] = ()
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    def field(self, name: str) -> str:
        """The written field with that id, or ""."""
        return next((value for key, value in self.fields if key == name), "")


def unknown(reason: str = "") -> Answer:
    """The honest «vet inte»."""
    return Answer(values=(UNKNOWN,), reason=reason)


def not_applicable(reason: str) -> Answer:
    """«Ej aktuellt», which always says why."""
    return Answer(values=(NOT_APPLICABLE,), reason=reason)
