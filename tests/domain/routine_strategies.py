"""Random small routines, with some branches missing, overlapping, or reading what others tell.

Two facts and a handful of steps are enough for every rule of the explorer to matter (a fact
dropped and read again, told elsewhere, waited for), and few enough for brute force to be quick.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from jourstod.domain.abstraction import outcomes
from jourstod.domain.answers import DONE
from jourstod.domain.conditions import All, Among, Condition, Either, Not
from jourstod.domain.facts import Choice, Fact, FactKind, Sensitivity
from jourstod.domain.findings import Place
from jourstod.domain.routine import Branch, Krav, KravForm, Routine, Step, StepKind

HERE = Place("routines/slump.yaml")
VALUES = (Choice("a", "A"), Choice("b", "B"))
FACTS = {
    id: Fact(id, "personen", FactKind.CHOICE, id, "läget", Sensitivity.LOW, HERE, VALUES)
    for id in ("f0", "f1")
}
TESTED = ("a", "b", "vet_inte", "ej_aktuellt", "ännu_inte")


@st.composite
def atom(draw: st.DrawFn) -> Condition:
    """A condition on one fact, sometimes turned round."""
    fact = draw(st.sampled_from(tuple(FACTS)))
    among = Among(fact, draw(st.frozensets(st.sampled_from(TESTED), min_size=1, max_size=4)))
    return Not(among) if draw(st.booleans()) else among


@st.composite
def condition(draw: st.DrawFn) -> Condition:
    """A condition on one fact, or on two at once."""
    put = draw(st.sampled_from((None, None, All, Either)))
    return put((draw(atom()), draw(atom()))) if put else draw(atom())


@st.composite
def branches(
    draw: st.DrawFn, step: Step, steps: tuple[str, ...], broken: bool
) -> tuple[Branch, ...]:
    """Branches for every outcome: whole, or split by a condition; some lost when `broken`.

    A wait that is over leads onward: a ring of steps that pass by themselves has no end.
    """
    found: list[Branch] = []
    onward = steps[steps.index(step.id) + 1 :]
    for outcome in outcomes(step, FACTS):
        only = frozenset({outcome})
        if step.kind is StepKind.WAIT and outcome == DONE:
            found.append(Branch(only, draw(st.sampled_from(onward)), HERE))
            continue
        if not draw(st.booleans()):
            found.append(Branch(only, draw(st.sampled_from(steps)), HERE))
            continue
        when = draw(condition())
        other = draw(condition()) if broken and draw(st.booleans()) else Not(when)
        found.append(Branch(only, draw(st.sampled_from(steps)), HERE, when))
        found.append(Branch(only, draw(st.sampled_from(steps)), HERE, other))
    return tuple(found)


@st.composite
def routine(draw: st.DrawFn, broken: bool = True) -> Routine:
    """Two to four steps (each fact asked by at most one of them), an end, and one krav.

    Questions ask for a reason, so that a live case asks them also when the fact is known.
    """
    count = draw(st.integers(2, 4))
    names = (*(f"s{n}" for n in range(count)), "slut")
    asked = draw(st.permutations((*FACTS, "", "")))
    steps: dict[str, Step] = {}
    for name, fact in zip(names[:-1], asked, strict=False):
        bare = draw(bare_step(name, fact))
        steps[name] = replace(bare, branches=draw(branches(bare, names, broken)))
    steps["slut"] = Step("slut", StepKind.END, "slut", HERE, ending="klart")
    return Routine("slump", "Slump", HERE, "s0", steps, krav=(draw(krav(names)),))


@st.composite
def bare_step(draw: st.DrawFn, name: str, fact: str) -> Step:
    """A question for a fact; else a text to read, or a wait for what somebody else tells."""
    if fact:
        return Step(name, StepKind.QUESTION, name, HERE, fact=fact, reason_required=True)
    if draw(st.integers(0, 3)):
        return Step(name, StepKind.READ, name, HERE)
    told = st.frozensets(st.sampled_from(TESTED[:-1]), min_size=1, max_size=3)
    waits_for = Among(draw(st.sampled_from(tuple(FACTS))), draw(told))
    return Step(name, StepKind.WAIT, name, HERE, waits_for=waits_for)


@st.composite
def krav(draw: st.DrawFn, names: tuple[str, ...]) -> Krav:
    """Any form of krav about these steps."""
    form = draw(st.sampled_from(tuple(KravForm)))
    other = (
        draw(st.sampled_from(names[:-1])) if form in (KravForm.BEFORE, KravForm.NEVER_AFTER) else ""
    )
    accepts = (
        draw(st.sampled_from((frozenset(), frozenset({"gjort", "a"})))) if other else frozenset()
    )
    when = draw(condition()) if form is KravForm.NEVER_WHEN else None
    if form is KravForm.BEFORE and draw(st.booleans()):
        when = draw(condition())
    return Krav("k", form, draw(st.sampled_from(names)), HERE, "Kravet.", other, accepts, when)
