"""Registers that need to be read again: provisions that end, entries checked long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..findings import Place
from ..registers import Provision
from ..rulebook import Rulebook
from .ailment import Ailment, ailment, listing
from .freshness import old_before

ENDING = timedelta(days=60)
"""So long before a provision ends it is told."""
_LISTED = 8  # so many entries are named; the rest are counted


def registers(book: Rulebook, day: date) -> Iterator[Ailment]:
    """Provisions that have ended or will soon, and entries not checked for half a year."""
    yield from _ending(book, day)
    limit = old_before(day)
    entries = {
        "lagrum": [(p.current, p.checked, p.place) for p in book.provisions.values()],
        "källor": [(s.title, s.checked, s.place) for s in book.sources.values()],
        "myndigheter": [(a.name, a.checked, a.place) for a in book.agencies.values()],
    }
    for name, known in entries.items():
        yield from _old(name, [one for one in known if one[1] and one[1] < limit])


def _old(name: str, old: list[tuple[str, str, Place]]) -> Iterator[Ailment]:
    if old:
        yield ailment(
            "register-gammalt",
            min(place for _, _, place in old),
            f"Registret {name}: senast kontrollerat för mer än sex månader sedan är "
            f"{_few([word for word, _, _ in old])}.",
            "senast kontrollerad: …",
        )


def _ending(book: Rulebook, day: date) -> Iterator[Ailment]:
    soon = (day + ENDING).isoformat()
    by_day: dict[str, list[Provision]] = {}
    for provision in book.provisions.values():
        if provision.valid_until and provision.valid_until <= soon:
            by_day.setdefault(provision.valid_until, []).append(provision)
    for until, ending in by_day.items():
        over = until < day.isoformat()
        words = "gäller inte längre, sista dagen var" if over else "slutar gälla"
        yield ailment(
            "lagrum-har-upphort" if over else "lagrum-gar-ut",
            min(provision.place for provision in ending),
            f"{_few([provision.current for provision in ending])} {words} {until} "
            "enligt registret.",
        )


def _few(words: list[str]) -> str:
    if len(words) <= _LISTED:
        return listing(words)
    return f"{', '.join(words[:_LISTED])} och {len(words) - _LISTED} till"
