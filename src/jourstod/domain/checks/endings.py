"""Ends: each says what is over and what comes next, so that nobody wonders whether it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding, Severity
from ..routine import Routine, StepKind

_EMPTY = frozenset(
    {"klart", "klar", "slut", "färdig", "färdigt", "avslutat", "gjort", "ok", "okej"}
)


def check_endings(routine: Routine) -> Iterator[Finding]:
    """Ends whose words say no more than that it is over."""
    for step in routine.steps.values():
        words = re.findall(r"\w+", step.text.casefold())
        if step.kind is StepKind.END and _EMPTY.issuperset(words):
            yield Finding(
                Severity.WARNING,
                "slut-utan-ord",
                step.place,
                f"Slutet «{step.id}» säger bara «{step.text}», inte vad som är klart och vad som "
                "följer.",
                "Skriv vad som är klart, och vad den som läser gör nu.",
                "gör: Polisfrågan är avgjord. Fortsätt i huvudrutinen.",
            )
