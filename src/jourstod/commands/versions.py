"""`jourstod routine versions`: every version there has been, and which one is in force."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import datetime

from .. import bootstrap, settings
from ..bootstrap import House, utc_now
from ..desk.publishing import PublicationStream
from ..domain.decide.publishing import SHORT
from ..domain.publications import Publication, Publications, Standing, review_words
from ..domain.rulebook import Rulebook
from ..reading.folder import Folder
from ..store.seal import PlainCodec
from .in_use import moment, now_words, sharp_house

DONE = 0


def versions(arguments: argparse.Namespace) -> int:
    """List them, the one in force first."""
    home = settings.home_folder(arguments.home)
    with sharp_house(home) as house:
        if house is None:
            print("Inget är publicerat här. De rutiner som följer med programmet gäller.")
            return DONE
        log, now = PublicationStream(house.vault, PlainCodec()).log(), utc_now()
        if arguments.json:
            print(json.dumps(_plain(log, house, now), ensure_ascii=False, indent=1))
        else:
            print("\n".join(_told(log, house, now)))
    return DONE


def _told(log: Publications, house: House, now: datetime) -> Iterator[str]:
    shelf = house.shelf
    book, _ = shelf.current()
    in_force = log.in_force(now)
    yield now_words(in_force, book)
    yield from filter(None, (shelf.trouble, review_words(in_force, now)))
    yield from _beside(book)
    for one in _in_turn(log, now):
        yield from ("", *_one(log, one, now))
    for delivery in reversed(log.delivered):
        yield ""
        yield f"{delivery.bundle[:SHORT]}  levererad med programmet {delivery.program}"
        yield f"  I bruk sedan {moment(datetime.fromisoformat(delivery.at))}, där inget annat gällt"
    if others := _others(log, house):
        yield from ("", "Andra versioner i lagret, som aldrig blev framlagda eller är äldre:")
        yield from (f"  {sum[:SHORT]}" for sum in others)
    yield from (
        "",
        "Läs en version: jourstod routine draw ID --version SUMMA, eller print, eller diff.",
    )


def _beside(book: Rulebook) -> Iterator[str]:
    """What lies in the program's own folder, when it is not what is in force."""
    folder = bootstrap.shipped_routines()
    sum = Folder(folder).bundle()[0].id
    if sum != book.bundle:
        yield (
            f"I programmets egen mapp ligger en annan version, {sum[:SHORT]}. Den används inte "
            f"förrän den är publicerad. Se skillnaderna: jourstod routine diff "
            f"{book.bundle[:SHORT]} {folder}"
        )


def _one(log: Publications, one: Publication, now: datetime) -> Iterator[str]:
    yield f"{one.bundle[:SHORT]}  {log.standing(one, now).value}"
    spans = [period for period in log.periods(now) if period.publication.id == one.id]
    for period in spans:
        if period.until is None:
            yield f"  Gäller sedan {moment(period.since)}"
        else:
            yield f"  Gällde från {moment(period.since)} till {moment(period.until)}"
    if not spans:
        still = log.standing(one, now) in (Standing.WAITS, Standing.AHEAD)
        yield f"  {'Ska' if still else 'Skulle'} gälla från {one.valid_from}"
    yield f"  Varför: {one.reason}"
    yield f"  Framlagd av {one.proposed}, {moment(one.proposed.when)}"
    for word, signed in (
        ("Godkänd", one.approved),
        ("Nekad", one.refused),
        ("Återkallad", one.withdrawn),
    ):
        if signed:
            reason = f": {signed.reason}" if signed.reason else ""
            yield f"  {word} av {signed}, {moment(signed.when)}{reason}"
    yield f"  Granskas senast {one.review_by}"
    for gap in one.accepted:
        yield f"  Godtaget: {gap.name} ({gap.reason})"


def _in_turn(log: Publications, now: datetime) -> list[Publication]:
    """The one in force first, then the latest proposed."""
    latest = sorted(log.published.values(), key=lambda one: one.proposed.seq, reverse=True)
    return sorted(latest, key=lambda one: log.standing(one, now) is not Standing.IN_FORCE)


def _others(log: Publications, house: House) -> list[str]:
    told = {one.bundle for one in log.published.values()} | {one.bundle for one in log.delivered}
    return [id for id in house.vault.bundles.ids() if id not in told]


def _plain(log: Publications, house: House, now: datetime) -> dict[str, object]:
    in_force = log.in_force(now)
    return {
        "gäller": in_force.bundle if in_force else house.shelf.current()[0].bundle,
        "levererad": in_force is None,
        "versioner": [_one_plain(log, one, now) for one in _in_turn(log, now)],
        "levererade": [
            {"summa": one.bundle, "program": one.program, "från": one.at} for one in log.delivered
        ],
        "andra": _others(log, house),
    }


def _one_plain(log: Publications, one: Publication, now: datetime) -> dict[str, object]:
    def signed(by: object) -> object:
        return {"vem": str(by), "när": by.at, "skäl": by.reason} if by else None  # type: ignore[attr-defined]

    return {
        "summa": one.bundle,
        "läge": log.standing(one, now).value,
        "från": one.valid_from,
        "gällde": [
            [p.since.isoformat(), p.until.isoformat() if p.until else None]
            for p in log.periods(now)
            if p.publication.id == one.id
        ],
        "granskas": one.review_by,
        "varför": one.reason,
        "framlagd": signed(one.proposed),
        "godkänd": signed(one.approved),
        "nekad": signed(one.refused),
        "återkallad": signed(one.withdrawn),
        "prövat": list(one.proved),
        "godtaget": [[gap.name, gap.sentence, gap.reason] for gap in one.accepted],
    }
