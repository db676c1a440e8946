"""Routines compared: those that came or went, their steps, krav, start and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .diff_change import Books, Change, Weight, name
from .diff_fields import Part, Table, changed, condition, provision, slug, source
from .diff_steps import Renames, renamed, step_changes
from .routine import Krav, Routine

ROUTINE: Table = {
    "repeatable": Part(
        "", Weight.POWER, flag=("får nu startas flera gånger", "får bara startas en gång")
    ),
    "outside_file": Part(
        "", Weight.TOLD,
        flag=("skrivs inte längre i personakten", "skrivs nu i personakten"),
        widens=lambda old, new: not new,
    ),
    "by_hand": Part(
        "", Weight.POWER, flag=("startas nu för hand", "startas inte längre för hand")
    ),
    "start": Part("början i steget", Weight.WAY, slug),
    "first_minute": Part("steget bland de första", Weight.WAY, slug),
    "title": Part("titeln", Weight.WORDS),
    "sources": Part("källan", Weight.BASIS, source),
    "valid_from": Part("första dagen den gäller:", Weight.DATES),
    "review_by": Part("sista dagen att granska:", Weight.DATES),
    "owner": Part("ägaren", Weight.DATES),
    "reviewed_by": Part("granskaren", Weight.DATES),
    "language": Part("språkversionen", Weight.DATES),
}  # fmt: skip
"""Every field of a routine but its id, place, steps and krav (a test holds that)."""

KRAV: Table = {
    "sentence": Part("orden", Weight.POWER),
    "form": Part("formen", Weight.POWER),
    "step": Part("steget det vaktar:", Weight.POWER, slug),
    "other": Part("steget det bygger på:", Weight.POWER, slug),
    "accepts": Part("det godtagna utfallet", Weight.POWER, slug),
    "condition": Part("villkoret", Weight.POWER, condition),
    "elsewhere": Part("steget i en annan rutin:", Weight.POWER, slug),
    "provisions": Part("lagrummet", Weight.BASIS, provision),
    "sources": Part("källan", Weight.BASIS, source),
}
"""Every field of a krav but its id and place (a test holds that)."""


def routine_changes(books: Books) -> Iterator[Change]:
    """Every change of the routines."""
    old, new = books.old.routines, books.new.routines
    for id, routine in old.items():
        if id not in new:
            yield Change(Weight.POWER, routine.title, f"Rutinen «{routine.title}» är borta.")
    for id, routine in new.items():
        if id in old:
            yield from _changes(books, old[id], routine)
        else:
            said = f"Rutinen «{routine.title}» är ny, med {len(routine.steps)} steg."
            yield Change(Weight.POWER, routine.title, said)


def _changes(books: Books, old: Routine, new: Routine) -> Iterator[Change]:
    where, renames = new.title, renamed(old, new)
    first = tuple(renames.get(id, id) for id in old.first_minute)
    as_was = replace(old, start=renames.get(old.start, old.start), first_minute=first)
    yield from changed(books, where, "Rutinen", as_was, new, ROUTINE)
    yield from step_changes(books, where, old, new, renames)
    yield from _krav_changes(books, where, _carried(old, renames), new)


def _krav_changes(books: Books, where: str, was: dict[str, Krav], new: Routine) -> Iterator[Change]:
    now = {krav.id: krav for krav in new.krav}
    for id, krav in was.items():
        if id not in now:
            said = f"Kravet «{name(id)}» är borta och bevakas inte längre: «{krav.sentence}»"
            yield Change(Weight.POWER, where, said)
    for id, krav in now.items():
        if id not in was:
            said = f"Kravet «{name(id)}» är nytt: «{krav.sentence}»"
            yield Change(Weight.POWER, where, said)
        else:
            yield from changed(books, where, f"Kravet «{name(id)}»", was[id], krav, KRAV)


def _carried(old: Routine, renames: Renames) -> dict[str, Krav]:
    return {
        k.id: replace(k, step=renames.get(k.step, k.step), other=renames.get(k.other, k.other))
        for k in old.krav
    }
