"""Facts compared: values, sensitivity, and who may be told; what widens that is marked."""

from __future__ import annotations

from collections.abc import Iterator

from .diff_change import Books, Change, Weight, listed
from .diff_fields import Part, Table, agency, changed, choice, provision
from .facts import Fact, Sensitivity
from .rulebook import Rulebook

WHERE = "Uppgifter"
CONSENT = "samtycke"
_HARM = list(Sensitivity)

FACT: Table = {
    "sensitivity": Part(
        "känsligheten", Weight.TOLD,
        widens=lambda old, new: _HARM.index(new) < _HARM.index(old),
    ),
    "subject": Part("ämnet", Weight.WAY),
    "kind": Part("slaget", Weight.WAY),
    "choices": Part("värdet", Weight.WAY, choice),
    "threat": Part("", Weight.WAY, flag=("ändrar nu hotet", "ändrar inte längre hotet")),
    "heading": Part("rubriken", Weight.WORDS),
    "section": Part("avsnittet i överlämningen:", Weight.WORDS),
}  # fmt: skip
"""Every field of a fact but its id, place and receivers (a test holds that)."""


def fact_changes(books: Books) -> Iterator[Change]:
    """Every change of the declared facts."""
    old, new = books.old.facts, books.new.facts
    for id, fact in old.items():
        if id not in new:
            yield Change(Weight.WAY, WHERE, f"{_whose(fact)} är borta.")
    for id, fact in new.items():
        if id not in old:
            yield Change(Weight.WAY, WHERE, f"{_whose(fact)} är ny.")
            yield from _cleared(books, {}, fact)
        else:
            yield from changed(books, WHERE, _whose(fact), old[id], fact, FACT)
            yield from _cleared(books, dict(old[id].cleared), fact)


def _cleared(books: Books, was: dict[str, str], new: Fact) -> Iterator[Change]:
    now, whose = dict(new.cleared), _whose(new)
    for receiver, ground in now.items():
        to, on = agency(books.new, receiver), _ground(books.new, ground)
        if receiver not in was:
            said = f"{whose} får nu lämnas till «{to}» (grund: {on})."
            yield Change(Weight.TOLD, WHERE, said, wider=True)
        elif was[receiver] != ground:
            before = _ground(books.old, was[receiver])
            said = f"{whose} lämnas till «{to}» nu på grunden {on}, förut {before}."
            yield Change(Weight.TOLD, WHERE, said, wider=was[receiver] == CONSENT)
    gone = [agency(books.old, receiver) for receiver in was if receiver not in now]
    if gone:
        yield Change(Weight.TOLD, WHERE, f"{whose} får inte längre lämnas till {listed(gone)}.")


def _ground(book: Rulebook, ground: str) -> str:
    return ground if ground == CONSENT else provision(book, ground)


def _whose(fact: Fact) -> str:
    return f"Uppgiften «{fact.heading}»"
