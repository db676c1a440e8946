"""Follow-ons: findings that only repeat another, so that one mistake is told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jourstod.domain.findings import Finding, Severity, has_errors

from .mistakes import MISTAKES

_LISTED = 6  # so many lines are named before «med flera»
_PASTED = 3  # so many keys at the margin that stand twice: the whole file stands twice
_HOLES = frozenset(
    (
        "ankare", "alias", "sammanslagning", "sammansatt-nyckel", "flera-dokument", "tom-fil",
        "fel-listtecken", "streck-utan-blanksteg", "blanksteg-efter-kolon", "komma-i-klammer",
    )
)  # fmt: skip
"""Mistakes that leave holes in the tree: what is missing in it may stand there."""
_AFTER_ANCHOR = frozenset(("alias", "sammanslagning"))
_BY_ABSENCE = frozenset(("ingen-svarar",))
"""What is missed may stand in a routine that an error keeps out."""
_SAME = frozenset(
    (
        "tabb-i-indrag", "fel-blanksteg", "tabb", "styrtecken", "osynligt-tecken", "tagg",
        "ankare", "alias", "sammanslagning", "direktiv", "dubbel-nyckel", "for-lang-rad",
        "frammande-bokstav",
        "fel-listtecken", "streck-utan-blanksteg", "blanksteg-efter-kolon", "komma-i-klammer",
    )
)  # fmt: skip
"""Mistakes that come in crowds with one cause: each file tells the first, and on which lines."""


def without_follow_ons(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in reading order, without what goes away when another of them is mended.

    What is said of the meaning of a line whose text is wrong is left out, and of the same
    mistake in many lines of a file the first is told, with the numbers of the others. An error
    is never left out but beside another error of the same file.
    """
    told = sorted(findings, key=lambda finding: finding.place)
    if has_errors(told):
        told = [finding for finding in told if finding.rule not in _BY_ABSENCE]
    wrong = {(f.place.file, f.place.line) for f in told if _of_text(f)}
    if not wrong:
        return told
    holed = {f.place.file for f in told if f.rule in _HOLES}
    told = [f for f in told if not _waits(f, told, holed)]
    crowds: dict[tuple[str, str], list[Finding]] = {}
    kept: list[Finding] = []
    for finding in told:
        if finding.rule in _SAME and _of_text(finding):
            crowd = crowds.setdefault((finding.place.file, finding.rule), [])
            crowd.append(finding)
            if len(crowd) == 1:
                kept.append(finding)
        elif _of_text(finding) or (finding.place.file, finding.place.line) not in wrong:
            kept.append(finding)
    return [_for_all(crowds.get((f.place.file, f.rule), [f])) for f in kept]


def _waits(finding: Finding, told: list[Finding], holed: set[str]) -> bool:
    """Whether nothing can be said of the finding before another in its file is mended."""
    if finding.rule in _AFTER_ANCHOR:
        before = ("ankare", finding.place.file)
        return any((f.rule, f.place.file) == before for f in told)
    if finding.rule == "tom-fil":
        return any(f is not finding and f.place.file == finding.place.file for f in told)
    if finding.rule == "for-lang-rad":
        spot = (finding.place.file, finding.place.line)
        return any((f.place.file, f.place.line) == spot and f.place < finding.place for f in told)
    return finding.place.file in holed and not _of_text(finding)


def _of_text(finding: Finding) -> bool:
    return finding.rule in MISTAKES and finding.severity is Severity.ERROR


def _for_all(crowd: list[Finding]) -> Finding:
    """The first of many alike, saying where the others stand."""
    first = crowd[0]
    margin = [f for f in crowd if f.place.column == 1]
    if first.rule == "dubbel-nyckel" and len(margin) >= _PASTED:
        first = margin[0]
        return replace(
            first,
            sentence=f"{first.sentence} Så är det med {len(margin)} nycklar i rad: innehållet ser "
            "ut att vara inklistrat två gånger.",
            hint="Jämför de två och ta bort den ena.",
        )
    lines = list(dict.fromkeys(f.place.line for f in crowd if f.place.line != first.place.line))
    if not lines:
        return first
    named = ", ".join(map(str, lines[:_LISTED])) + (" med flera" if len(lines) > _LISTED else "")
    return replace(first, sentence=f"{first.sentence} Samma fel finns på rad {named}.")
