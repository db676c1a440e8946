"""Obstacles: what stands in the way of publishing a version, worst first, and what is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .coverage import Coverage
from .events.routines import AcceptedGap
from .findings import Finding, Place, Severity, nearest
from .routine import Step
from .rulebook import Rulebook

STEP, BRANCH, WARNING = "steg", "gren", "varning"
_NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way. With a `name` it can be accepted for a reason, else only mended."""

    sentence: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """Everything the gate looks at: a version, what was found in it, and where its nights went."""

    book: Rulebook
    findings: tuple[Finding, ...]
    nights: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left in the way, what was accepted, and what was proved, in words."""

    obstacles: tuple[Obstacle, ...]
    accepted: tuple[AcceptedGap, ...]
    proved: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    """Names that were accepted but are no obstacles."""


def judge(
    tried: Tried,
    before: Rulebook,
    accept: Mapping[str, str],
    earlier: Iterable[AcceptedGap] = (),
) -> Verdict:
    """Weigh a version against the one in force. `accept` is reasons by name.

    A step that is unchanged keeps the reason it was accepted with `earlier`.
    """
    changed = changed_steps(before, tried.book)
    kept = {gap.name: gap for gap in earlier if gap.name.startswith(f"{STEP}:")}
    left: list[Obstacle] = []
    accepted: list[AcceptedGap] = []
    used: set[str] = set()
    for one in (*_mistakes(tried), *_gaps(tried), *_unseen(tried, changed), *_warnings(tried)):
        said = next((word for word in _words(one.name) if word in accept), "")
        if said:
            used.add(said)
            accepted.append(AcceptedGap(one.name, one.sentence, accept[said]))
        elif one.name in kept and tuple(one.name.split(":")[1].split("/")) not in changed:
            accepted.append(kept[one.name])
        else:
            left.append(one)
    unknown = tuple(_guessed(word, left) for word in accept if word not in used)
    return Verdict(tuple(left), tuple(accepted), tuple(_proved(tried, changed)), unknown)


def changed_steps(before: Rulebook, book: Rulebook) -> frozenset[tuple[str, ...]]:
    """(routine, step) of every step that is new or not the same as before, wherever it stands."""
    return frozenset(
        (routine.id, id)
        for routine in book.routines.values()
        for id, step in routine.steps.items()
        if not _same(before, routine.id, step)
    )


def _same(before: Rulebook, routine: str, step: Step) -> bool:
    known = before.routines.get(routine)
    old = known.steps.get(step.id) if known else None
    return old is not None and _bare(old) == _bare(step)


def _bare(step: Step) -> Step:
    """The step without where it stands in its file."""
    branches = tuple(replace(branch, place=_NOWHERE) for branch in step.branches)
    return replace(step, place=_NOWHERE, branches=branches)


def _mistakes(tried: Tried) -> Iterator[Obstacle]:
    for finding in tried.findings:
        if finding.severity is Severity.ERROR:
            yield Obstacle(finding.text())
    if not tried.nights:
        yield Obstacle("Det finns inga skrivna nätter i prov/, så inget visar att rutinerna går.")
    for failure in tried.coverage.failures:
        yield Obstacle(f"En natt går inte som den är skriven: {failure}")


def _gaps(tried: Tried) -> Iterator[Obstacle]:
    for one in tried.coverage.shalls:
        if one.gap:
            yield Obstacle(f"Lagen kräver «{one.id}»: {one.sentence} {one.gap}")
    for provision in tried.coverage.uncounted:
        yield Obstacle(
            f"Lagrummet «{provision.id}» kräver något, men ingen frist och ingen plikt i ska.yaml "
            "bygger på det."
        )


def _unseen(tried: Tried, changed: frozenset[tuple[str, ...]]) -> Iterator[Obstacle]:
    """Steps no night shows; and of steps that were changed, branches no night takes."""
    for one in tried.coverage.routines:
        for step in one.never:
            name = f"{STEP}:{one.routine}/{step}"
            yield Obstacle(f"Ingen natt visar steget «{step}» i {one.routine}.", name)
    for one in tried.coverage.routines:
        for step, words in _by_step(one.never_taken).items():
            if (one.routine, step) in changed and step not in one.never:
                yield Obstacle(
                    f"Steget «{step}» i {one.routine} är ändrat, och ingen natt tar: "
                    f"{'; '.join(words)}.",
                    f"{BRANCH}:{one.routine}/{step}",
                )


def _by_step(never: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for words in never:
        step, _, way = words.partition(": ")
        found.setdefault(step, []).append(way)
    return found


def _warnings(tried: Tried) -> Iterator[Obstacle]:
    found: dict[str, list[Finding]] = {}
    for finding in tried.findings:
        if finding.severity is Severity.WARNING:
            file = finding.place.file.partition("/")[2] or finding.place.file
            found.setdefault(f"{WARNING}:{finding.rule}/{file}", []).append(finding)
    for name, same in found.items():
        yield Obstacle("\n".join(finding.text() for finding in same), name)


def _words(name: str) -> tuple[str, ...]:
    """What an obstacle may be accepted as: its own name, or that of the whole routine or rule."""
    return (name, name.partition("/")[0]) if name else ()


def _guessed(word: str, left: Iterable[Obstacle]) -> str:
    near = nearest(word, [one.name for one in left if one.name])
    return f"«{word}» är inget hinder här.{f' Menade du «{near}»?' if near else ''}"


def _proved(tried: Tried, changed: frozenset[tuple[str, ...]]) -> Iterator[str]:
    routines = tried.coverage.routines
    steps, never = sum(one.steps for one in routines), sum(len(one.never) for one in routines)
    branches = sum(one.branches for one in routines)
    untaken = sum(len(one.never_taken) for one in routines)
    yield f"{len(routines)} rutiner granskade på varje väg: inga fel."
    yield f"{tried.nights} nätter spelade: alla gick som de är skrivna."
    yield f"Steg som någon natt visar: {steps - never} av {steps}."
    yield f"Grenar som någon natt tar: {branches - untaken} av {branches}."
    yield f"Steg som är nya eller ändrade mot den version som gäller: {len(changed)}."
