"""Random small routines, with some branches missing, overlapping, or reading what others tell."""

from __future__ import annotations

from hypothesis import strategies as st

from jourstod.domain.abstraction import outcomes
from jourstod.domain.conditions import Among, Condition, Not
from jourstod.domain.facts import Choice, Fact, FactKind, Sensitivity
from jourstod.domain.findings import Place
from jourstod.domain.routine import Branch, Krav, KravForm, Routine, Step, StepKind

HERE = Place("routines/slump.yaml")
VALUES = (Choice("a", "A"), Choice("b", "B"))
FACTS = {
    id: Fact(id, "personen", FactKind.CHOICE, id, "läget", Sensitivity.LOW, HERE, VALUES)
    for id in ("f0", "f1", "f2")
}
TESTED = ("a", "b", "vet_inte", "ej_aktuellt", "ännu_inte")


@st.composite
def condition(draw: st.DrawFn) -> Condition:
    """A condition on one fact, sometimes turned round."""
    fact = draw(st.sampled_from(tuple(FACTS)))
    among = Among(fact, draw(st.frozensets(st.sampled_from(TESTED), min_size=1, max_size=4)))
    return Not(among) if draw(st.booleans()) else among


@st.composite
def branches(
    draw: st.DrawFn, step: Step, steps: tuple[str, ...], broken: bool
) -> tuple[Branch, ...]:
    """Branches for every outcome: whole, or split by a condition; some lost when `broken`."""
    found: list[Branch] = []
    for outcome in outcomes(step, FACTS):
        only = frozenset({outcome})
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
    """Three to five steps (each fact asked by at most one of them), an end, and one krav."""
    count = draw(st.integers(2, 4))
    names = (*(f"s{n}" for n in range(count)), "slut")
    asked = draw(st.permutations(tuple(FACTS)))
    steps: dict[str, Step] = {}
    for number, name in enumerate(names[:-1]):
        fact = asked[number] if number < len(asked) and draw(st.booleans()) else ""
        kind = StepKind.QUESTION if fact else StepKind.READ
        bare = Step(name, kind, name, HERE, fact=fact)
        steps[name] = Step(
            name, kind, name, HERE, fact=fact, branches=draw(branches(bare, names, broken))
        )
    steps["slut"] = Step("slut", StepKind.END, "slut", HERE, ending="klart")
    return Routine("slump", "Slump", HERE, "s0", steps, krav=(draw(krav(names)),))


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
