"""Branches compared: where each answer leads, under what condition, and what it starts."""

from __future__ import annotations

from collections.abc import Iterator

from .answers import DONE
from .diff_change import Books, Change, Weight, listed, name, spoken
from .diff_fields import condition, routine
from .machine import branches
from .routine import Branch, Step
from .rulebook import Rulebook


def branch_changes(books: Books, where: str, whose: str, old: Step, new: Step) -> Iterator[Change]:
    """A change for each way that differs; answers that changed alike are said together."""
    alike: dict[str, list[str]] = {}
    for outcome in _outcomes(old, new):
        for said in _of_outcome(books, branches(old, outcome), branches(new, outcome)):
            alike.setdefault(said, []).append(outcome)
    for said, outcomes in alike.items():
        yield Change(Weight.WAY, where, f"{whose}: {_subject(books, old, new, outcomes)} {said}.")


def ways(books: Books, step: Step) -> str:
    """Where a new step leads, in one sentence part."""
    told = list(dict.fromkeys(branch.to for branch in step.branches))
    return f" Det leder till {listed(map(name, told))}." if told else ""


def _outcomes(old: Step, new: Step) -> list[str]:
    listed_in = (o for step in (old, new) for b in step.branches for o in sorted(b.outcomes))
    return list(dict.fromkeys(listed_in))


def _subject(books: Books, old: Step, new: Step, outcomes: list[str]) -> str:
    if outcomes == [DONE]:
        return "vägen vidare"
    step, book = (new, books.new) if outcomes[0] in new.outcomes else (old, books.old)
    words = ["vidare" if o == DONE else _answer(book, step.fact, o) for o in outcomes]
    return f"{'grenen' if len(words) == 1 else 'grenarna'} {listed(words)}"


def _answer(book: Rulebook, fact: str, outcome: str) -> str:
    common = {"vet_inte": "vet inte", "ej_aktuellt": "ej aktuellt", "gick_inte": "gick inte"}
    return common.get(outcome) or spoken(book, fact, outcome).lower()


def _of_outcome(books: Books, old: tuple[Branch, ...], new: tuple[Branch, ...]) -> Iterator[str]:
    if not old:
        told = "; ".join(_whole(books.new, branch) for branch in new)
        yield f"finns nu och {told}"
    elif not new:
        told = "; ".join(_whole(books.old, branch) for branch in old)
        yield f"finns inte längre ({told} förut)"
    else:
        yield from _ways(books, old, new)


def _ways(books: Books, old: tuple[Branch, ...], new: tuple[Branch, ...]) -> Iterator[str]:
    was, now = ({branch.condition: branch for branch in many} for many in (old, new))
    for when in was.keys() & now.keys():
        yield from _led(books, was[when], now[when])
    gone = [was[when] for when in was if when not in now]
    come = [now[when] for when in now if when not in was]
    for branch in list(come):
        same = [b for b in gone if (b.to, b.starts) == (branch.to, branch.starts)]
        if same:
            gone.remove(same[0])
            come.remove(branch)
            before, after = _always(books.old, same[0]), _always(books.new, branch)
            yield f"leder nu till «{name(branch.to)}» {after}, förut {before}"
    yield from (_whole(books.new, branch, "nu ") for branch in come)
    yield from (_whole(books.old, branch, "inte längre ") for branch in gone)


def _led(books: Books, old: Branch, new: Branch) -> Iterator[str]:
    when = _when(books.new, new)
    if old.to != new.to:
        yield f"leder nu till «{name(new.to)}» i stället för till «{name(old.to)}»{when}"
    gained = [routine(books.new, id) for id in new.starts if id not in old.starts]
    lost = [routine(books.old, id) for id in old.starts if id not in new.starts]
    if gained:
        yield f"startar nu rutinen {listed(gained)}{when}"
    if lost:
        yield f"startar inte längre rutinen {listed(lost)}{when}"
    if old.starts != new.starts and not gained and not lost:
        yield f"startar rutinerna i en annan ordning{when}"


def _whole(book: Rulebook, branch: Branch, how: str = "") -> str:
    started = [routine(book, id) for id in branch.starts]
    starts = f" och startar rutinen {listed(started)}" if started else ""
    return f"leder {how}till «{name(branch.to)}»{_when(book, branch)}{starts}"


def _when(book: Rulebook, branch: Branch) -> str:
    return f" när {condition(book, branch.condition)}" if branch.condition else ""


def _always(book: Rulebook, branch: Branch) -> str:
    return _when(book, branch).strip() or "alltid"
