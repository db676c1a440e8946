"""`jourstod log access` and `log review`: who has read what, and a sample of it gone through."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from collections.abc import Sequence
from datetime import date

from ..bootstrap import House
from ..desk.access_reading import AccessReading
from ..domain.access_review import Review, Seed, oddities, reviewed, reviews, sample
from ..domain.clean import clean
from ..domain.entries import Entry
from ..domain.errors import UsageError
from ..reports.access_lines import AccessRow, access_csv, access_lines, access_plain, access_rows
from ..reports.saving import saved
from .opening import opened
from .replay import day_of


def list_access(arguments: argparse.Namespace) -> int:
    """Every access in order, or those to a case, of a person, from a day on."""
    since = day_of(arguments.since) if arguments.since else date.min
    with opened(arguments) as house:
        found = _reading(house).all(arguments.case, arguments.person, since)
    rows = access_rows(found, oddities(found), {})
    if _told_otherwise(arguments, rows, {"accesses": [access_plain(row) for row in rows]}):
        return 0
    for row in rows:
        print("\n".join(access_lines(row)))
    print(f"{len(rows)} åtkomster." if rows else "Ingen åtkomst finns i loggen.")
    return 0


def review(arguments: argparse.Namespace) -> int:
    """Draw a sample of a month and show what sticks out; with an outcome, write it in the log."""
    month, size = arguments.month, arguments.sample
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        raise UsageError(f"«{month}» är ingen månad. Skriv så här: 2026-11.")
    if size < 1:
        raise UsageError("Urvalet ska vara minst 1.")
    outcome = clean(arguments.outcome).strip()
    if (outcome or arguments.found) and not (outcome and arguments.seed):
        raise UsageError(
            "Ett utfall gäller ett urval du har läst: skriv både --outcome och --seed, som de "
            "står sist i utskriften."
        )
    with opened(arguments) as house:
        reading = _reading(house)
        others, seed = reading.month(month, arguments.seed)
        drawn = sample(others, size, seed)
        if outcome:
            reading.review(seed, drawn, outcome, _remarks(arguments.found, drawn))
        written = reading.reviews(month)
    marks, earlier = oddities(others), reviewed(written)
    rows = access_rows(drawn, marks, earlier)
    rest = access_rows([e for e in others if e.id in marks and e not in drawn], marks, earlier)
    plain = {
        "seed": str(seed),
        "accesses": len(others),
        "sample": [access_plain(row) for row in rows],
        "odd_besides": [access_plain(row) for row in rest],
    }
    if not _told_otherwise(arguments, (*rows, *rest), plain):
        _show(seed, len(others), rows, rest, reviews(written))
        print(_next(arguments, seed, bool(outcome)))
    return 0


def _reading(house: House) -> AccessReading:
    return AccessReading(house.vault.log, house.codec, house.front)


def _remarks(told: Sequence[str], drawn: Sequence[Entry]) -> list[tuple[str, str]]:
    """The remarks by entry id; raises UsageError for a number that is not in the sample."""
    found = []
    for one in told:
        number, _, words = one.partition("=")
        if not (number.isdecimal() and 1 <= int(number) <= len(drawn) and words.strip()):
            raise UsageError(f"«{one}» pekar inte på en rad i urvalet. Skriv så här: 3=Utreds.")
        found.append((drawn[int(number) - 1].id, clean(words).strip()))
    return found


def _told_otherwise(
    arguments: argparse.Namespace, rows: Sequence[AccessRow], plain: object
) -> bool:
    """Whether it was asked for in another form than lines, and told in that."""
    if arguments.json:
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    elif arguments.csv is not None:
        with saved(arguments.csv, access_csv(rows)):
            pass
        print(f"Sparat: {arguments.csv}")
    return bool(arguments.json or arguments.csv)


def _show(
    seed: Seed,
    many: int,
    rows: Sequence[AccessRow],
    rest: Sequence[AccessRow],
    gone_through: Sequence[Review],
) -> None:
    print(f"Åtkomster i {seed.month}: {many}. Urvalet är {len(rows)} av dem.")
    print(f"Draget ur {seed}.")
    print("Egna åtkomster är inte med: dem granskar någon annan.")
    for number, row in enumerate(rows, start=1):
        print("\n".join(access_lines(row, number)))
    if rest:
        print(f"\nUtanför urvalet är {len(rest)} märkta:")
    for row in rest:
        print("\n".join(access_lines(row)))
    for one in gone_through:
        print(f"\nGranskat {one.day} av {one.who}: {one.rows} rader, {one.remarks} med anmärkning.")
        print(f"  {one.outcome}")


def _next(arguments: argparse.Namespace, seed: Seed, written: bool) -> str:
    if written:
        return "\nUtfallet står i åtkomstloggen."
    again = ("jourstod", "log", "review", "--month", seed.month, "--sample", str(arguments.sample))
    command = shlex.join((*again, "--seed", str(seed)))
    return (
        "\nEtt märke är en fråga, ingen anklagelse. Skriv utfallet så här:\n"
        f'{command} \\\n  --outcome "Inget att anmärka"'
    )
