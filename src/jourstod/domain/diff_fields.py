"""Fields compared: what is said when one field of a step, fact or register entry has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .conditions import why
from .diff_change import Books, Change, Weight, listed, name, spoken
from .facts import Choice
from .rulebook import Rulebook

Show = Callable[[Rulebook, Any], str]


def plain(_: Rulebook, value: Any) -> str:
    """The value as it is written."""
    return str(value)


@dataclass(frozen=True, slots=True)
class Part:
    """A field: its noun in the definite («fristen»), how serious, and how a value is said.

    `flag` are the sentences for true and false; `widens` tells from old and new whether more may
    be told, or to more.
    """

    noun: str
    weight: Weight
    show: Show = plain
    flag: tuple[str, str] = ("", "")
    widens: Callable[[Any, Any], bool] | None = None


Table = dict[str, Part]


def changed(
    books: Books, where: str, whose: str, old: object, new: object, table: Table
) -> Iterator[Change]:
    """A change for each field of the table that differs."""
    for field, part in table.items():
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        wider = part.widens is not None and part.widens(before, after)
        for said in _sentences(books, part, before, after):
            yield Change(part.weight, where, f"{whose} {said}.", wider)


def _sentences(books: Books, part: Part, old: Any, new: Any) -> Iterator[str]:
    if isinstance(new, bool):
        yield part.flag[0] if new else part.flag[1]
    elif isinstance(new, tuple | frozenset):
        yield from _several(books, part, tuple(old), tuple(new))
    else:
        yield _one(part, _said(part, books.old, old), _said(part, books.new, new))


def _said(part: Part, book: Rulebook, value: Any) -> str:
    return part.show(book, value) if value not in ("", None) else ""


def _one(part: Part, before: str, after: str) -> str:
    if not before:
        return f"har fått {part.noun} «{after}»"
    if not after:
        return f"har inte längre {part.noun} «{before}»"
    return f"har nu {part.noun} «{after}», förut «{before}»"


def _several(books: Books, part: Part, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
    was, now = ({_key(one): one for one in many} for many in (old, new))
    gained = [part.show(books.new, one) for key, one in now.items() if key not in was]
    lost = [part.show(books.old, one) for key, one in was.items() if key not in now]
    if gained:
        yield f"har fått {part.noun} {listed(gained)}"
    if lost:
        yield f"har inte längre {part.noun} {listed(lost)}"
    for key in was:
        if key in now and was[key] != now[key]:
            before, after = part.show(books.old, was[key]), part.show(books.new, now[key])
            yield f"har nu {part.noun} «{after}», förut «{before}»"
    if list(was) != list(now) and set(was) == set(now):
        said = listed(part.show(books.new, one) for one in new)
        yield f"har {part.noun} i en annan ordning: {said}"


def _key(one: Any) -> Any:
    """What two values must have in common to be the same one, changed."""
    if isinstance(one, Choice):
        return one.id
    return one[0] if isinstance(one, tuple) else one


# --- how values are said ---------------------------------------------------------------------


def choice(_: Rulebook, value: Choice) -> str:
    """A choice or item by its words."""
    return value.label


def pair(_: Rulebook, value: tuple[str, str]) -> str:
    """A number with what it is for."""
    return ": ".join(value)


def slug(_: Rulebook, value: str) -> str:
    """An id as it is said."""
    return name(value)


def condition(book: Rulebook, value: Any) -> str:
    """A condition in words."""
    return why(value, lambda fact, one: spoken(book, fact, one))


def provision(book: Rulebook, id: str) -> str:
    """A provision by its current number."""
    return book.provisions[id].current if id in book.provisions else id


def source(book: Rulebook, id: str) -> str:
    """A source by its title."""
    return book.sources[id].title if id in book.sources else id


def agency(book: Rulebook, id: str) -> str:
    """A receiver by its name."""
    return book.agencies[id].name if id in book.agencies else name(id)


def duty(book: Rulebook, id: str) -> str:
    """A duty by its name."""
    return book.duties[id].name if id in book.duties else name(id)


def fact(book: Rulebook, id: str) -> str:
    """A fact by its heading."""
    return spoken(book, id, "")


def routine(book: Rulebook, id: str) -> str:
    """A routine by its title."""
    return book.routines[id].title if id in book.routines else name(id)
