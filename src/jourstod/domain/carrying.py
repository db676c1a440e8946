"""Carrying: how the values of the facts kept at one step become those kept at the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from operator import itemgetter
from typing import Any

from .demand import Classes

OPEN = object()
"""A fact nobody has read yet: told elsewhere, or not at all."""

CARRIED = object()
"""In what is set: the value is the one the fact had."""

Values = tuple[object, ...]
"""Values of the facts kept at a step, in their order; or of some of them."""
Known = Mapping[str, object]
Picker = Callable[[Values], Values]


class Carrying:
    """From the facts kept at one step to those kept at the next, told apart as is asked there.

    `told` are the facts that a move between them may know; the others are carried, or open.
    """

    def __init__(self, before: Classes, after: Classes, told: Collection[str]) -> None:
        self._width = len(before)
        self._set = tuple((fact, like) for fact, like in after.items() if fact in told)
        places = {fact: (at, like) for at, (fact, like) in enumerate(before.items())}
        self._from = [
            (fact in told, like, *places.get(fact, (-1, {}))) for fact, like in after.items()
        ]
        self._made: dict[Values, Picker] = {}

    def set_by(self, known: Known) -> Values:
        """What a move that knows this sets, of the facts that a move may know."""
        return tuple([like.get(known[f], OPEN) if f in known else CARRIED for f, like in self._set])

    def setting(self, values: Values) -> Picker:
        """Gives the values there of those here, when a move sets these."""
        if values not in self._made:
            self._made[values] = self._picker(values)
        return self._made[values]

    def _picker(self, values: Values) -> Picker:
        """Picks each value out of those here, those set, and those carried to coarser classes."""
        fixed: list[object] = [OPEN]
        coarser: list[tuple[int, Mapping[Any, object]]] = []
        picks: list[tuple[str, int]] = []
        given = iter(values)
        for may_be_set, like, place, like_before in self._from:
            value = next(given) if may_be_set else CARRIED
            if value is not CARRIED:
                picks.append(("fixed", len(fixed)))
                fixed.append(value)
            elif place < 0:
                picks.append(("fixed", 0))
            elif _same(like_before, like):
                picks.append(("here", place))
            else:
                picks.append(("coarser", len(coarser)))
                coarser.append((place, like))
        begins = {"here": 0, "fixed": self._width, "coarser": self._width + len(fixed)}
        places = [begins[whence] + at for whence, at in picks]
        return _compiled(places, self._width, tuple(fixed), tuple(coarser))


def picking(places: Collection[int]) -> Picker:
    """Picks the values at these places."""
    match tuple(places):
        case ():
            return lambda _: ()
        case (only,):
            return lambda values: (values[only],)
        case several:
            return itemgetter(*several)


def _compiled(
    places: list[int],
    width: int,
    fixed: Values,
    coarser: tuple[tuple[int, Mapping[Any, object]], ...],
) -> Picker:
    pick = picking(places)
    if places == list(range(width)):
        return lambda values: values
    if all(place < width for place in places):
        return pick
    if all(width <= place < width + len(fixed) for place in places):
        whole = pick((*(OPEN,) * width, *fixed))
        return lambda _: whole
    if not coarser:
        return lambda values: pick(values + fixed)
    return lambda values: pick(
        values + fixed + tuple([like.get(values[at], OPEN) for at, like in coarser])
    )


def _same(before: Mapping[Any, object], after: Mapping[Any, object]) -> bool:
    """Whether every value kept there is kept here as it is."""
    return before is after or all(after.get(value, OPEN) == value for value in before.values())
