"""What must be read again: provisions that end, entries checked long ago, routines to review."""

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
SOON = timedelta(days=30)
"""So long before its day of review a routine is told."""
NOT_REVIEWED = "ej granskad"
_LISTED = 8  # so many entries are named; the rest are counted


def registers(book: Rulebook, day: date) -> Iterator[Ailment]:
    """Provisions that end, entries not checked for half a year, and routines due for review."""
    yield from _ending(book, day)
    yield from _reviews(book, day)
    limit = old_before(day)
    entries = {
        "lagrum": [(p.current, p.checked, p.place) for p in book.provisions.values()],
        "källor": [(s.title, s.checked, s.place) for s in book.sources.values()],
        "myndigheter": [(a.name, a.checked, a.place) for a in book.agencies.values()],
        "sekretess": [(r.to, r.checked, r.place) for r in book.secrecy.values()],
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


def _reviews(book: Rulebook, day: date) -> Iterator[Ailment]:
    """Routines past their day of review, those that are soon, and those nobody has reviewed."""
    today, soon = day.isoformat(), (day + SOON).isoformat()
    routines = sorted(book.routines.values(), key=lambda routine: routine.id)
    known = {
        "rutin-over-datum": [r for r in routines if r.review_by and r.review_by < today],
        "rutin-granskas-snart": [r for r in routines if today <= r.review_by <= soon],
        "rutin-ej-granskad": [r for r in routines if r.reviewed_by in ("", NOT_REVIEWED)],
    }
    words = {
        "rutin-over-datum": "Skulle ha granskats igen",
        "rutin-granskas-snart": "Ska granskas inom en månad",
        "rutin-ej-granskad": "Har inte granskats av någon",
    }
    for rule, found in known.items():
        if found:
            sentence = f"{words[rule]}: {_few([f'«{routine.title}»' for routine in found])}."
            yield ailment(rule, found[0].place, sentence, "gäller: { granskas: …, granskad av: … }")


def _few(words: list[str]) -> str:
    if len(words) <= _LISTED:
        return listing(words)
    return f"{', '.join(words[:_LISTED])} och {len(words) - _LISTED} till"
