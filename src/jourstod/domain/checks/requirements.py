"""Krav: each proved over every way through the routine, or the shortest way that breaks it."""

from __future__ import annotations

from collections.abc import Iterator

from ..exploration import Exploration
from ..explore import Explorer
from ..findings import Finding, Severity
from ..routine import Krav, KravForm, Routine
from ..rulebook import Rulebook
from .branches import too_many
from .stories import story


def check_requirements(book: Rulebook, routine: Routine, explorer: Explorer) -> tuple[Finding, ...]:
    """Broken krav, and krav that nothing could break because their steps are never reached."""
    found = explorer.watch(routine.krav)
    return tuple(f for krav in routine.krav for f in _krav(book, routine, krav, found[krav]))


def _krav(book: Rulebook, routine: Routine, krav: Krav, found: Exploration) -> Iterator[Finding]:
    if found.too_many:
        yield too_many(routine, found)
        return
    for fault in found.faults:
        if fault.krav is krav:
            told = story(book, routine, fault.story)
            yield _held_by_the_gate(krav, told) if krav.elsewhere else _broken(krav, told)
    if krav.form is KravForm.REACHABLE and found.stuck is not None:
        yield _broken(krav, story(book, routine, found.stuck))
    met = krav.id in found.met or any(fault.krav is krav for fault in found.faults)
    if krav.form is not KravForm.REACHABLE and not met:
        yield Finding(
            Severity.WARNING,
            "tomt-krav",
            krav.place,
            f"Kravet «{krav.id}» prövar ingenting: ingen väg kommer till «{krav.step}» så.",
            "Se efter att steget och villkoret är de du menar.",
        )


def _broken(krav: Krav, told: tuple[str, ...]) -> Finding:
    return Finding(
        Severity.ERROR,
        "brutet-krav",
        krav.place,
        f"Kravet «{krav.id}» håller inte: {krav.sentence}",
        "Så här kan det brytas.",
        story=told,
    )


def _held_by_the_gate(krav: Krav, told: tuple[str, ...]) -> Finding:
    """A krav about another routine that no wait orders: the live case refuses what breaks it."""
    return Finding(
        Severity.INFO,
        "halls-av-grinden",
        krav.place,
        f"Kravet «{krav.id}» hålls av grinden, inte av rutinen: {krav.sentence}",
        f"På den här vägen nekar programmet. Låt «vänta på» svaret från «{krav.elsewhere}» stå "
        "före, så håller rutinen det själv.",
        story=told,
    )
