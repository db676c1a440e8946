"""`jourstod routine approve` and `withdraw`: a second person reads, and says yes, no or stop."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from .. import bootstrap, checking
from ..desk.command import new_command
from ..desk.desk import Desk
from ..domain.decide import publishing as deciding
from ..domain.diff import differences
from ..domain.entries import Act
from ..domain.errors import JourError, Unreadable
from ..domain.findings import has_errors
from ..domain.publications import Publication
from ..domain.rulebook import Rulebook
from ..reading.bundle import bundle_id
from ..reading.shelf import rulebook
from ..reports.change_lines import change_lines
from .in_use import moment, now_words
from .publish import ahead_lines
from .team_leader import leading

DONE, NOT_DONE = 0, 1
YES = "ja"


def approve(arguments: argparse.Namespace) -> int:
    """Show all there is to read, ask, and approve; 0 done, 1 not, 5 refused, 7 no right."""
    with leading(arguments) as house:
        desk = house.desk
        publishing = desk.publishing
        if arguments.refuse is not None:
            one = publishing.refuse(arguments.sum, arguments.refuse.strip(), new_command())
            print(f"Version {one.bundle[: deciding.SHORT]} är nekad. Inget har ändrats.")
            return DONE
        one = deciding.waiting(publishing.stream.log(), arguments.sum)
        before = desk.current_book()
        act = Act(new_command().id, desk.handler, desk.clock())
        deciding.approve(
            publishing.stream.log(), act, arguments.sum, before.bundle
        )  # before any reading
        book = _proved_again(house, one)
        print("\n".join(_to_read(desk, one, before, book)))
        if not _says_yes():
            print("Inget är godkänt.")
            return NOT_DONE
        publishing.approve(one.bundle, before.bundle, new_command())
        print("\n".join(_approved(desk, one)))
    return DONE


def withdraw(arguments: argparse.Namespace) -> int:
    """Take an approved version out of force; 0 done, 5 refused, 7 no right."""
    with leading(arguments) as house:
        desk = house.desk
        one = desk.publishing.withdraw(arguments.sum, arguments.why.strip(), new_command())
        print(f"Version {one.bundle[: deciding.SHORT]} är återkallad.")
        print(_now(desk))
        print(
            "Ärenden som redan är öppnade går vidare på sin version. Se vilka som kan byta: "
            "jourstod routine migrate"
        )
    return DONE


def _proved_again(house: bootstrap.House, one: Publication) -> Rulebook:
    """The same bytes as were proposed, without errors also by this version of the program."""
    content = house.vault.bundles.get(one.bundle)
    if content is None or bundle_id(content) != one.bundle:
        raise Unreadable(
            f"Version {one.bundle[: deciding.SHORT]} ligger inte i lagret som den lades fram. "
            "Inget är godkänt. Lägg fram mappen igen."
        )
    book, read = rulebook(content)
    found = (*read, *checking.checked_once(house.vault)(book))
    if has_errors(found):
        told = "\n".join(finding.text() for finding in found)
        raise JourError(
            "Inget är godkänt: programmet är ett annat än när versionen lades fram, och finner "
            f"fel.\n{told}"
        )
    return book


def _to_read(desk: Desk, one: Publication, before: Rulebook, book: Rulebook) -> Iterator[str]:
    yield f"RUTINVERSION {one.bundle[: deciding.SHORT]}"
    yield f"Framlagd av {one.proposed}, {moment(one.proposed.when)}."
    yield f"Varför: {one.reason}"
    yield f"Ska gälla från {one.valid_from}. Ska granskas igen senast {one.review_by}."
    yield from ahead_lines(desk, one)
    yield from ("", "PRÖVAT", *one.proved)
    yield from ("", "GODTAGET ATT INGEN NATT VISAR, ELLER TROTS VARNING")
    for gap in one.accepted:
        yield f"- {gap.sentence}"
        yield f"  Skäl: {gap.reason}"
    if not one.accepted:
        yield "Inget."
    yield from ("", f"SKILLNADER MOT DEN SOM GÄLLER NU ({before.bundle[: deciding.SHORT]})")
    if one.against != before.bundle:
        yield f"OBS: när den lades fram gällde en annan version ({one.against[: deciding.SHORT]})."
    yield from change_lines(differences(before, book))
    yield ""


def _says_yes() -> bool:
    print(f"Godkänner du versionen? Skriv {YES}: ", end="", flush=True)
    answer = sys.stdin.readline().strip().casefold()
    if not sys.stdin.isatty():
        print()
    return answer == YES


def _approved(desk: Desk, one: Publication) -> Iterator[str]:
    who = f"{desk.handler.name} ({desk.handler.signature})"
    yield f"Godkänt av {who}: version {one.bundle[: deciding.SHORT]}."
    now = desk.publishing.stream.log().published[one.id]
    if now.begins > desk.clock():
        yield f"Den börjar gälla {one.valid_from} vid midnatt. {_now(desk)}"
    else:
        yield _now(desk)
        yield (
            "Ärenden som redan är öppnade går vidare på sin version. Se vilka som kan byta: "
            "jourstod routine migrate"
        )


def _now(desk: Desk) -> str:
    """Which version is in force, in a sentence."""
    now = desk.publishing.stream.log().in_force(desk.clock())
    return now_words(now, desk.current_book())
