"""`jourstod routine publish`: a folder is tried as a whole and put forward for a second person."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from .. import bootstrap, checking
from ..desk.command import new_command
from ..desk.desk import Desk
from ..domain.coverage import coverage
from ..domain.decide.publishing import SHORT, may_lead
from ..domain.errors import JourError, Unreadable, UsageError
from ..domain.events.routines import RoutinesProposed
from ..domain.findings import has_errors
from ..domain.obstacles import Obstacle, Tried, Verdict, judge
from ..domain.publications import Publication
from ..reading.bundle import Bundle
from ..reading.folder import SCENARIOS
from ..reading.night_reader import night_findings
from ..reading.published_shelf import PinnedShelf
from ..reading.shelf import Folder, rulebook
from ..written_nights import tested_by
from .team_leader import leading

DONE = 0


class InTheWay(JourError):
    """Something stands in the way; every obstacle is told."""

    exit_code = 1


def publish(arguments: argparse.Namespace) -> int:
    """Try a folder and propose it; 0 proposed, 1 obstacles, 2 usage, 5 refused, 7 no right."""
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise Unreadable(f"Det finns ingen mapp som heter {folder}.")
    accept = dict(_accepted(arguments.accept))
    start = day_of(arguments.valid_from)
    review = day_of(arguments.review) if arguments.review else _a_year_after(start)
    with leading(arguments) as house:
        desk = house.desk
        may_lead(desk.handler, "lägga fram rutiner")
        bundle, tried, nights = _tried(house, folder)
        log = desk.publishing.stream.log()
        now, before = log.in_force(desk.clock()), desk.pin_current()
        verdict = judge(tried, before, accept, now.accepted if now else ())
        if verdict.unknown:
            raise UsageError("\n".join(verdict.unknown))
        if verdict.obstacles:
            raise InTheWay("\n".join(obstacle_lines(verdict.obstacles)))
        one = desk.publishing.propose(
            RoutinesProposed(
                bundle=bundle.id,
                valid_from=start.isoformat(),
                review_by=review.isoformat(),
                reason=arguments.why.strip(),
                against=before.bundle,
                proved=verdict.proved,
                nights=nights,
                accepted=verdict.accepted,
            ),
            bundle.content,
            new_command(),
        )
        print("\n".join(_told(desk, one, verdict)))
    return DONE


def obstacle_lines(obstacles: tuple[Obstacle, ...]) -> Iterator[str]:
    """Every obstacle, worst first, each with what to do about it."""
    yield f"Inget är publicerat: {len(obstacles)} hinder, det värsta först."
    for number, one in enumerate(obstacles, start=1):
        yield from ("", f"{number}. {one.sentence}")
        if one.name:
            yield f'   Visa det i en natt, eller godta det: --accept "{one.name}=SKÄL"'
    names = {one.name.partition("/")[0] for one in obstacles if one.name}
    yield ""
    if names:
        yield (
            "Nätter som saknas föreslås av: jourstod routine test --generate RUTIN --folder MAPP. "
            f'En hel rutin godtas så här: --accept "{sorted(names)[0]}=SKÄL".'
        )
    if any(not one.name for one in obstacles):
        yield (
            "Det som inte har något --accept måste rättas. Fel: jourstod routine check MAPP. "
            "Nätter: jourstod routine test --folder MAPP. Lagen: jourstod routine coverage MAPP."
        )


def day_of(written: str) -> date:
    """The day somebody wrote; UsageError says how one is written."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(
            f"«{written}» är ingen dag. Skriv år-månad-dag, till exempel 2026-12-01."
        ) from None


def _tried(house: bootstrap.House, folder: Path) -> tuple[Bundle, Tried, str]:
    """The folder read once; all that follows is done with exactly those bytes."""
    within = Folder(folder)
    bundle, unread = within.bundle()
    book, read = rulebook(bundle.content, within.shown)
    findings = [*unread, *read, *night_findings(folder)]
    files = sorted((folder / SCENARIOS).glob("*.yaml"))
    if has_errors(findings):
        return bundle, Tried(book, tuple(findings), len(files), coverage(book, ())), ""
    findings += checking.checked_anew(house.vault, book)
    sum = hashlib.sha256()
    for file in files:
        sum.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    shelf = PinnedShelf(bundle.content, within.shown)
    trails = tuple(trail for trail, _ in tested_by(shelf, files))
    tried = Tried(book, tuple(dict.fromkeys(findings)), len(files), coverage(book, trails))
    return bundle, tried, sum.hexdigest()


def _accepted(written: list[str]) -> Iterator[tuple[str, str]]:
    for one in written:
        name, _, reason = one.partition("=")
        if not name.strip() or len(reason.strip()) < 3:
            raise UsageError(f"«{one}»: skriv --accept NAMN=SKÄL, med skälet i klartext.")
        yield name.strip(), reason.strip()


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def _told(desk: Desk, one: Publication, verdict: Verdict) -> Iterator[str]:
    yield f"Framlagt: version {one.bundle[:SHORT]}. Inget gäller ännu."
    yield from (f"  {line}" for line in verdict.proved)
    for gap in verdict.accepted:
        yield f"  Godtaget: {gap.name} ({gap.reason})"
    yield f"Ska gälla från {one.valid_from}. Ska granskas igen senast {one.review_by}."
    yield from ahead_lines(desk, one)
    yield (
        "En annan arbetsledare läser skillnaderna och godkänner: "
        f"jourstod routine approve {one.bundle[:SHORT]}"
    )


def ahead_lines(desk: Desk, one: Publication) -> Iterator[str]:
    """Versions approved to begin later, or the same day, that would give way to this one."""
    now = desk.clock()
    for other in desk.publishing.stream.log().published.values():
        waits = other.approved and not other.withdrawn and other.begins > now
        if waits and other.id != one.id and one.valid_from <= other.valid_from:
            yield (
                f"OBS: version {other.bundle[:SHORT]} är godkänd att gälla från "
                f"{other.valid_from}, men den som godkänns sist går före. Godkänns den här kommer "
                "den andra aldrig att gälla. Lägg ihop dem, eller publicera den andra igen "
                "efteråt."
            )
