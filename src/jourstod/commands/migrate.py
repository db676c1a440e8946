"""`jourstod routine migrate`: which open cases can move to another version, and moving one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from ..desk.command import new_command
from ..desk.moving import dry, move, passages
from ..domain.errors import UsageError
from ..domain.migration import Passage
from .opening import opened

DONE, NOT_ALL = 0, 1


def migrate(arguments: argparse.Namespace) -> int:
    """Show the dry run, or move one case; 0 all can, 1 some cannot, 2 usage, 5 refused."""
    if arguments.reason and not arguments.apply:
        raise UsageError("--reason hör ihop med --apply ÄRENDE.")
    with opened(arguments) as house:
        desk = house.desk
        if arguments.apply is None:
            found = tuple(told for _, told in passages(desk, arguments.to))
            _show(found, arguments.json)
            return NOT_ALL if any(one.obstacles for one in found) else DONE
        id = desk.find(arguments.apply)
        told = dry(desk, id, arguments.to)
        _show((told,), arguments.json)
        move(desk, id, arguments.to, arguments.reason, new_command())
        if not arguments.json:
            back = f"jourstod routine migrate --apply {told.number} --to former --reason SKÄL"
            print(f"Ärende {told.number} har bytt version. Tillbaka: {back}")
    return DONE


def _show(found: tuple[Passage, ...], as_json: bool) -> None:
    if as_json:
        plain = [{**asdict(one), "possible": one.possible} for one in found]
        print(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    for one in found:
        print("\n".join(_lines(one)))
    if not found:
        print("Inga öppna ärenden.")


def _lines(one: Passage) -> Iterator[str]:
    if one.there:
        yield f"{one.number}: står redan på den versionen."
        return
    if one.obstacles:
        yield f"{one.number}: kan inte byta version och går vidare på sin egen."
        yield from (f"  - {why}" for why in one.obstacles)
        return
    yield f"{one.number}: kan byta från {one.bundle_from[:12]} till {one.bundle_to[:12]}."
    yield from _compared("Klockor", one.before.clocks, one.after.clocks)
    yield from _compared("Öppna frågor", one.before.questions, one.after.questions)


def _compared(what: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    gone = [one for one in before if one not in after]
    come = [one for one in after if one not in before]
    if not gone and not come:
        yield f"  {what}: samma ({len(before)})."
        return
    yield from (f"  {what} före: {one}" for one in gone)
    yield from (f"  {what} efter: {one}" for one in come or ("inget i stället",))
    if same := len(before) - len(gone):
        yield f"  {what}, övriga: samma ({same})."
