"""Published routines: a version that cannot be read, is due for review, or waits too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..findings import Place
from ..local_time import day_ends
from ..publications import Publications, review_words
from .ailment import Ailment, ailment

PLACE = Place("rutinversioner")


def publications(log: Publications, trouble: str, day: date) -> tuple[Ailment, ...]:
    """What is found of the versions on that Swedish day."""
    return tuple(_found(log, trouble, day))


def _found(log: Publications, trouble: str, day: date) -> Iterator[Ailment]:
    at = day_ends(day) - timedelta(seconds=1)
    if trouble:
        yield ailment("rutinversion-olaslig", PLACE, trouble)
    now = log.in_force(at)
    if words := review_words(now, at):
        passed = now is not None and now.review_by < day.isoformat()
        rule = "rutinversion-over-datum" if passed else "rutinversion-granskas-snart"
        yield ailment(rule, PLACE, words)
    for one in log.waiting():
        if one.valid_from <= day.isoformat():
            sentence = (
                f"Version {one.bundle[:12]} skulle gälla från {one.valid_from} men är inte "
                f"godkänd. {one.proposed} lade fram den."
            )
            yield ailment("rutinversion-vantar", PLACE, sentence)
