"""Steps compared: those that came, went or got a new id, and each field of those that stayed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from .diff_branches import branch_changes, ways
from .diff_change import Books, Change, Weight, name
from .diff_fields import (
    Part,
    Table,
    agency,
    changed,
    choice,
    condition,
    duty,
    fact,
    provision,
    slug,
    source,
)
from .routine import Routine, Step

STEP: Table = {
    "kind": Part("slaget", Weight.WAY),
    "decision": Part("beslutet", Weight.POWER, slug),
    "mandates": Part("mandatet att besluta enligt", Weight.POWER, provision),
    "irreversible": Part(
        "", Weight.POWER,
        flag=("går nu inte att göra ogjort", "går nu att göra ogjort"),
    ),
    "reason_required": Part(
        "", Weight.POWER, flag=("måste nu motiveras", "måste inte längre motiveras")
    ),
    "agency": Part("mottagaren", Weight.TOLD, agency),
    "handed_to": Part("den det lämnas till", Weight.TOLD, agency),
    "call": Part("numret att ringa", Weight.TOLD),
    "due_words": Part("fristen", Weight.CLOCK),
    "clock": Part("klockan", Weight.CLOCK, duty),
    "duties": Part("att fullgöra", Weight.CLOCK, duty),
    "fact": Part("uppgiften som besvaras:", Weight.WAY, fact),
    "waits_for": Part("det som väntas på:", Weight.WAY, condition),
    "asked_anew": Part("", Weight.WAY, flag=("frågas nu igen", "frågas inte längre igen")),
    "ending": Part("slutet", Weight.WAY, slug),
    "fields": Part("raden att skriva på", Weight.WAY, choice),
    "items": Part("punkten", Weight.WAY, choice),
    "phase": Part("fasen", Weight.WORDS),
    "text": Part("texten", Weight.WORDS),
    "spoken": Part("orden till personen", Weight.WORDS),
    "why": Part("förklaringen", Weight.WORDS),
    "if_then": Part("om–så-planen", Weight.WORDS),
    "topic": Part("ämnet", Weight.WORDS),
    "provisions": Part("lagrummet", Weight.BASIS, provision),
    "sources": Part("källan", Weight.BASIS, source),
}  # fmt: skip
"""Every field of a step but its id, place and branches (a test holds that)."""

Renames = Mapping[str, str]


def renamed(old: Routine, new: Routine) -> Renames:
    """Steps with another id that say the same, by their old id: a guess that is told as one."""
    found: dict[str, str] = {}
    for step in (s for s in old.steps.values() if s.id not in new.steps):
        same = [
            other.id
            for other in new.steps.values()
            if other.id not in old.steps and _says(other) == _says(step)
        ]
        if len(same) == 1 and same[0] not in found.values():
            found[step.id] = same[0]
    return found


def step_changes(
    books: Books, where: str, old: Routine, new: Routine, renames: Renames
) -> Iterator[Change]:
    """Every change of a routine's steps."""
    before = {renames.get(id, id): _carried(step, renames) for id, step in old.steps.items()}
    for was, now in renames.items():
        sentence = f"Steget «{name(was)}» heter nog «{name(now)}» nu: texten är densamma."
        yield Change(Weight.WAY, where, sentence)
    for id, step in before.items():
        if id not in new.steps:
            yield Change(Weight.WAY, where, f"Steget «{name(id)}» är borta: «{step.text}».")
    for id, step in new.steps.items():
        if id not in before:
            sentence = f"Steget «{name(id)}» är nytt: «{step.text}».{ways(books, step)}"
            yield Change(Weight.WAY, where, sentence)
        else:
            yield from _changes(books, where, before[id], step)
    yield from _order(where, [id for id in before if id in new.steps], new)


def _changes(books: Books, where: str, old: Step, new: Step) -> Iterator[Change]:
    whose = f"Steget «{name(new.id)}»"
    yield from changed(books, where, whose, old, new, STEP)
    yield from branch_changes(books, where, whose, old, new)


def _order(where: str, before: list[str], new: Routine) -> Iterator[Change]:
    if before != [id for id in new.steps if id in set(before)]:
        sentence = "Stegen står i en annan ordning, så att numren på papper är andra."
        yield Change(Weight.WORDS, where, sentence)


def _says(step: Step) -> tuple[str, str]:
    return step.kind.value, step.text


def _carried(step: Step, renames: Renames) -> Step:
    """The step as it would be if only ids had changed."""
    moved = tuple(replace(b, to=renames.get(b.to, b.to)) for b in step.branches)
    return replace(step, id=renames.get(step.id, step.id), branches=moved)
