"""The table of use: showings counted by step, never by person, the most troubled step first."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil, sqrt
from statistics import median

from .small_counts import FEWEST, Count, Hidden, given_away, hidden_alone, hidden_in_sum, told
from .step_use import Aside, Fate, Showing

PLAIN = (Fate.ANSWERED, Fate.BY_ITSELF, Fate.STRUCK, Fate.OPEN)
"""Fates that are no trouble by themselves; what was left open says so in its asides."""

StepKey = tuple[str, str]
"""Routine and step."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step is called, from the newest version that can be read, and whether it waits."""

    routine: str
    step: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What became of the showings of one step. Times in seconds, None for too few.

    `shown` is the sum of `fates`; a count that is too small, or would give one away, is hidden.
    """

    shown: int
    fates: Mapping[Fate, Count]
    asides: Mapping[Aside, Count]
    median: int | None = None
    ninth: int | None = None
    """Nine of ten answers took at most this long."""


@dataclass(frozen=True, slots=True)
class UseRow:
    """One step of the table; `use` is None where there are too few to tell of.

    `reason` is why it stands where it stands; `versions` the same by bundle, where there are
    several and none of them has too few.
    """

    routine: str
    step: str
    words: StepWords
    use: Use | None
    reason: str = ""
    versions: tuple[tuple[str, Use], ...] = ()


@dataclass(frozen=True, slots=True)
class UseTable:
    """The whole table, the most troubled step first; `cases` had some step shown."""

    rows: tuple[UseRow, ...]
    cases: int
    stations: int = 0
    handlers: int = 0

    @property
    def told(self) -> tuple[UseRow, ...]:
        """The rows with figures."""
        return tuple(row for row in self.rows if row.use is not None)

    @property
    def about_persons(self) -> bool:
        """Whether so few have answered that the figures are, in effect, about a person."""
        return 0 < self.handlers < 3


@dataclass(slots=True)
class _Tally:
    shown: int = 0
    cases: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    asides: Counter[Aside] = field(default_factory=Counter)
    troubled: int = 0
    stopped: int = 0
    """Troubled by nothing but a pause: what a step that waits is for."""
    seconds: array[int] = field(default_factory=lambda: array("q"))

    def add(self, one: Showing) -> None:
        """Count a showing."""
        self.shown += 1
        self.fates[one.fate] += 1
        self.asides.update(one.asides)
        if one.fate not in PLAIN or one.asides - {Aside.PAUSED}:
            self.troubled += 1
        elif one.asides:
            self.stopped += 1
        if one.seconds is not None:
            self.seconds.append(one.seconds)

    @property
    def hidden(self) -> frozenset[Fate | Aside]:
        """What is not told of it."""
        return frozenset((*hidden_in_sum(self.fates), *hidden_alone(self.asides)))

    @property
    def few(self) -> bool:
        """Whether there are too few to tell of."""
        return min(self.shown, self.cases) < FEWEST or given_away(self.fates)


class Tallies:
    """Showings counted case by case; nothing of a case is kept but what is counted."""

    def __init__(self) -> None:
        self.cases = 0
        self._steps: dict[StepKey, dict[str, _Tally]] = {}
        self._whole: dict[StepKey, _Tally] = {}

    def add_case(self, found: Iterable[Showing]) -> None:
        """Count the showings of one case."""
        touched: dict[int, _Tally] = {}
        for one in found:
            key = (one.routine, one.step)
            whole = self._whole.setdefault(key, _Tally())
            version = self._steps.setdefault(key, {}).setdefault(one.bundle, _Tally())
            for tally in (whole, version):
                tally.add(one)
                touched[id(tally)] = tally
        for tally in touched.values():
            tally.cases += 1
        self.cases += bool(touched)

    def versions(self) -> Mapping[StepKey, tuple[str, ...]]:
        """The bundles each step was shown from, in the order they were met."""
        return {key: tuple(bundles) for key, bundles in self._steps.items()}

    def rows(self, words: Mapping[StepKey, StepWords]) -> tuple[UseRow, ...]:
        """The rows, most troubled first; those with too few last, by name."""
        found = [(_weight(self._whole[k], words[k].waits), self._row(k, words[k])) for k in words]
        found.sort(key=lambda one: (-one[0], one[1].words.routine, one[1].words.step))
        return tuple(row for _, row in found)

    def _row(self, key: StepKey, words: StepWords) -> UseRow:
        whole, versions = self._whole[key], self._steps[key]
        if whole.few:
            return UseRow(*key, words, None)
        if len(versions) == 1 or any(one.few for one in versions.values()):
            use = _use(whole, whole.hidden)
            return UseRow(*key, words, use, _reason(use, words.waits))
        # Told by version too: what a version hides could be had from the whole and the others.
        hidden = whole.hidden.union(*(one.hidden for one in versions.values()))
        use = _all_kept(_use(whole, hidden))
        split = tuple((bundle, _use(one, one.hidden)) for bundle, one in versions.items())
        return UseRow(*key, words, use, _reason(use, words.waits), split)


def _use(tally: _Tally, hidden: frozenset[Fate | Aside]) -> Use:
    known = len(tally.seconds) >= FEWEST
    return Use(
        tally.shown,
        told({fate: tally.fates[fate] for fate in Fate}, {f for f in Fate if f in hidden}),
        told({aside: tally.asides[aside] for aside in Aside}, {a for a in Aside if a in hidden}),
        round(median(tally.seconds)) if known else None,
        sorted(tally.seconds)[ceil(0.9 * len(tally.seconds)) - 1] if known else None,
    )


def _all_kept(use: Use) -> Use:
    """The same with nothing said of how small what is hidden is."""
    kept = {fate: n if isinstance(n, int) else Hidden.KEPT for fate, n in use.fates.items()}
    asides = {one: n if isinstance(n, int) else Hidden.KEPT for one, n in use.asides.items()}
    return replace(use, fates=kept, asides=asides)


def _weight(tally: _Tally, waits: bool) -> float:
    """How sure the trouble is: the lower bound of its share (Wilson), so that few weigh little."""
    if tally.few:
        return -1
    n, share = tally.shown, (tally.troubled + (0 if waits else tally.stopped)) / tally.shown
    spread = sqrt(share * (1 - share) / n + 1 / n**2)
    return (share + 2 / n - 2 * spread) / (1 + 4 / n)


def _reason(use: Use, waits: bool) -> str:
    """What stands out: most first, then what is hidden."""
    counts: dict[str, Count] = {f.value: n for f, n in use.fates.items() if f not in PLAIN}
    asides = use.asides.items()
    counts |= {a.value: n for a, n in asides if not (waits and a is Aside.PAUSED)}
    known = sorted(((-n, what) for what, n in counts.items() if isinstance(n, int) and n))
    many = [what for what, n in counts.items() if n is Hidden.KEPT]
    few = [what for what, n in counts.items() if n is Hidden.FEW]
    parts = [f"{what} {-n}" for n, what in known]
    parts += [f"{what} ({Hidden.KEPT})" for what in many]
    parts += [f"{Hidden.FEW}: {', '.join(few)}"] if few else []
    return "; ".join(parts)
