"""Memory: which of the steps that krav look back on are done, as the bits of a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .monitors import done
from .routine import Krav

Turn = tuple[int, int]
"""What an outcome does to the memory: the bits that stay as they were, and those that are set."""

NO_TURN: Turn = (-1, 0)


class Memory:
    """The bits for some krav; `before` gives the steps that lead to each step."""

    def __init__(self, kravs: Iterable[Krav], before: Mapping[str, Iterable[str]]) -> None:
        bits: dict[tuple[str, frozenset[str]], int] = {}
        self._at: dict[str, list[tuple[int, Krav]]] = {}
        self._of: dict[Krav, int] = {}
        asked: dict[str, int] = {}
        for krav in kravs:
            if not krav.other:
                continue
            key = (krav.other, krav.accepts)
            if key not in bits:
                bits[key] = 1 << len(bits)
                self._at.setdefault(krav.other, []).append((bits[key], krav))
            self._of[krav] = bits[key]
            asked[krav.step] = asked.get(krav.step, 0) | bits[key]
        self.asked: Mapping[str, int] = asked
        """The bits that entering a step asks for."""
        self.kept = _kept(asked, before)
        """The bits that some way on from a step may still ask for."""
        self._turns: dict[tuple[str, str], Turn] = {}

    def looks_at(self, step: str) -> bool:
        """Whether an outcome of the step may turn a bit."""
        return step in self._at

    def turn(self, step: str, outcome: str) -> Turn:
        """What settling the step so does."""
        if step not in self._at:
            return NO_TURN
        key = (step, outcome)
        if key not in self._turns:
            here = self._at[step]
            all_bits = sum(bit for bit, _ in here)
            set_bits = sum(bit for bit, krav in here if done(krav, outcome))
            self._turns[key] = (~all_bits, set_bits)
        return self._turns[key]

    def is_done(self, krav: Krav, bits: int) -> bool:
        """Whether the step that the krav looks back on is done."""
        return bool(bits & self._of.get(krav, 0))


def leading_to(goals: Iterable[str], before: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The steps from which some way leads to one of these, and those themselves."""
    found = {goal for goal in goals if goal in before}
    waiting = list(found)
    while waiting:
        for earlier in before[waiting.pop()]:
            if earlier not in found:
                found.add(earlier)
                waiting.append(earlier)
    return frozenset(found)


def _kept(asked: Mapping[str, int], before: Mapping[str, Iterable[str]]) -> Mapping[str, int]:
    kept: dict[str, int] = {}
    waiting = [step for step in asked if step in before]
    while waiting:
        step = waiting.pop()
        bits = asked.get(step, 0) | kept.get(step, 0)
        for earlier in before[step]:
            more = kept.get(earlier, 0) | bits
            if more != kept.get(earlier, 0):
                kept[earlier] = more
                waiting.append(earlier)
    return kept
