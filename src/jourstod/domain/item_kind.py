"""Kinds of open items: what a case still owes someone, and why."""

from __future__ import annotations

from enum import StrEnum


class ItemKind(StrEnum):
    """Kinds of open items, with the Swedish word as value."""

    TASK = "uppgift"
    PROMISE = "utlovat"
    CALLBACK = "ring tillbaka"
    COULD_NOT = "gick inte"
    OVERRIDDEN = "förbigått"
    REQUIREMENT = "förbigånget krav"
    UNKNOWN = "vet inte"
    FLAW = "brist"
    SIGNATURE = "underskrift saknas"
    RESTING = "vilar på rättad uppgift"
    RETURNED = "åter till jouren"
    QUESTION = "fråga i morgon"
    UNANSWERED = "inget svar"
    LATE = "nytt efter överlämningen"
