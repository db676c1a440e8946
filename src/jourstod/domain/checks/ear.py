"""Questions for the eye: what looks right on paper and cannot be said aloud or taken in by ear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding, Severity
from ..routine import Routine
from .starts import asks

FOR_THE_EYE = (
    (re.compile(r"[()\[\]]"), "en parentes", "Lägg det i parentesen under «varför»."),
    (re.compile(r"\w\s?/\s?\w"), "ett snedstreck", "Skriv «eller», eller ställ två frågor."),
    (re.compile(r"§"), "ett paragraftecken", "Lägg lagrummet under «lagrum»."),
    (re.compile(r";"), "ett semikolon", "Gör två meningar av den."),
    (
        re.compile(
            r"\b(?:bl\.?\s?a|t\.?\s?ex|d\.?\s?v\.?\s?s|o\.?\s?s\.?\s?v|m\.?\s?m|m\.?\s?fl|etc|ev"
            r"|resp|f\.\s?d|fr\.?o\.?m|t\.?o\.?m|enl|ca|p\.?g\.?a|ang|inkl|exkl|alt|kap|nr|tel|vh"
            r"|pers|info)\.?(?=[\s,.?!:]|$)",
            re.IGNORECASE,
        ),
        "en förkortning",
        "Skriv ut orden.",
    ),
    (
        re.compile(r"\b[A-ZÅÄÖ]{2,}\b|\bSoL\b|\bUtlL\b|\bBrB\b"),
        "en bokstavsförkortning",
        "Skriv ut namnet.",
    ),
)
"""What no one says aloud: the sign, its name, and what to write instead."""


def check_ear(routine: Routine) -> Iterator[Finding]:
    """Questions, and words to the person, that hold something which can only be seen."""
    for step in routine.steps.values():
        said = (("fråga", step.text if asks(step) else ""), ("till personen", step.spoken))
        for key, text in said:
            for sign, name, instead in FOR_THE_EYE:
                seen = sign.search(text)
                if seen is not None:
                    yield Finding(
                        Severity.WARNING,
                        "fraga-for-ogat",
                        step.place,
                        f"Texten efter «{key}» i «{step.id}» har {name} («{_around(text, seen)}») "
                        "och går inte att säga högt.",
                        instead,
                    )
                    break


def _around(text: str, seen: re.Match[str]) -> str:
    """The word or words where it stands."""
    begin = text.rfind(" ", 0, seen.start()) + 1
    end = text.find(" ", seen.end())
    return text[begin : end if end >= 0 else len(text)].rstrip(".,?!:")
