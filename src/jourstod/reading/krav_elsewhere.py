"""Krav about a step of another routine: told by the fact that the step answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jourstod.domain.answers import COULD_NOT, DONE, NOT_APPLICABLE, NOT_YET, UNKNOWN, WAYS_OUT
from jourstod.domain.conditions import All, Among, Condition, Either, Not
from jourstod.domain.findings import nearest
from jourstod.domain.routine import Krav, KravForm, Routine, Step

from .condition_reader import as_value, spoken
from .fields import cut, listed
from .krav_reader import ELSEWHERE
from .remarks import Remarks


def settle_elsewhere(
    routines: Mapping[str, Routine], ids: Iterable[str], remarks: Remarks
) -> dict[str, Routine]:
    """The routines with such krav made conditions on facts; one with a mistake is left out.

    A track sees of another only its facts, so the step has to answer one. `ids` are the names of
    all routines, those that could not be read among them.
    """
    known = frozenset(ids)
    settled: dict[str, Routine] = {}
    for id, routine in routines.items():
        if not any(krav.elsewhere for krav in routine.krav):
            settled[id] = routine
            continue
        read = [
            k if not k.elsewhere else _settled(k, routines, known, remarks) for k in routine.krav
        ]
        whole = tuple(krav for krav in read if krav is not None)
        if len(whole) == len(read):
            settled[id] = replace(routine, krav=whole)
    return settled


def _settled(
    krav: Krav, routines: Mapping[str, Routine], known: frozenset[str], remarks: Remarks
) -> Krav | None:
    id, _, step_id = krav.elsewhere.partition(ELSEWHERE)
    if id not in known:
        said = f"Rutinen «{cut(id)}» i kravet «{krav.id}» finns inte."
        remarks.error("okand-rutin", krav.place, said, nearest(id, known) or "")
        return None
    if id not in routines:
        said = f"Rutinen «{id}» i kravet «{krav.id}» har ett fel, så kravet kan inte prövas."
        remarks.follow_on("trasig-hanvisning", id, krav.place, said)
        return None
    step = routines[id].steps.get(step_id)
    if step is None:
        said = f"Steget «{cut(step_id)}» i kravet «{krav.id}» finns inte i rutinen «{id}»."
        remarks.error("okant-steg", krav.place, said, nearest(step_id, routines[id].steps) or "")
        return None
    if not step.fact:
        remarks.error(
            "krav-utan-faktum",
            krav.place,
            f"Kravet «{krav.id}» talar om «{step_id}» i rutinen «{id}». Det steget svarar inte på "
            "något faktum, så härifrån syns inte om det är gjort.",
            "Nämn en fråga i den rutinen.",
        )
        return None
    outcomes = _outcomes(krav, step, remarks)
    return None if outcomes is None else _as_condition(krav, step, outcomes)


def _outcomes(krav: Krav, step: Step, remarks: Remarks) -> frozenset[str] | None:
    """The outcomes that count as done: those named, or any but the ways out."""
    seen = tuple(sorted(step.outcomes - {COULD_NOT}))  # what did not work out tells no fact
    wanted = set()
    for word in krav.accepts:
        value = as_value(word, seen)
        if value is None:
            remarks.error(
                "okant-varde",
                krav.place,
                f"«{cut(word)}» är inget utfall av «{step.id}» som syns från kravet «{krav.id}». "
                f"Det kan bli {listed(map(spoken, seen))}.",
                nearest(word, map(spoken, seen)) or "",
            )
            return None
        wanted.add(value)
    return frozenset(wanted or step.outcomes - frozenset(WAYS_OUT))


def _as_condition(krav: Krav, step: Step, outcomes: frozenset[str]) -> Krav:
    done = _done(step, outcomes)
    when: Condition = done if krav.form is KravForm.NEVER_AFTER else Not(done)
    if krav.condition is not None:
        when = All((krav.condition, when))
    return replace(krav, form=KravForm.NEVER_WHEN, accepts=frozenset(), condition=when)


def _done(step: Step, outcomes: frozenset[str]) -> Condition:
    """That the step has had one of the outcomes, told by its fact."""
    values = Among(step.fact, outcomes - {DONE})
    if DONE not in outcomes:
        return values
    told = Not(Among(step.fact, frozenset({NOT_YET, UNKNOWN, NOT_APPLICABLE})))
    return Either((told, values)) if values.values else told
