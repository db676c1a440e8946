"""Conditions and what they see: facts of every kind, the values told apart, krav as monitors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jourstod.domain.abstraction import domains, told_by
from jourstod.domain.answers import Answer, not_applicable, unknown
from jourstod.domain.conditions import (
    All,
    Among,
    Between,
    Condition,
    Either,
    Not,
    Value,
    atoms,
    holds,
    reads,
    why,
)
from jourstod.domain.facts import Choice, Fact, FactKind, Sensitivity
from jourstod.domain.findings import Place
from jourstod.domain.monitors import breaches, broken_by, watched
from jourstod.domain.routine import Branch, Krav, KravForm, Routine, Step, StepKind

HERE = Place("routines/prov.yaml")
CHOICES = (Choice("a", "A"), Choice("b", "B"), Choice("c", "C"))


def fact(kind: FactKind) -> Fact:
    """A fact `f` of a kind."""
    return Fact("f", "personen", kind, "Rubrik", "läget", Sensitivity.LOW, HERE, CHOICES)


IS_A = Among("f", frozenset({"a"}))


def test_a_fact_nobody_told_is_not_yet_and_nothing_else() -> None:
    assert not holds(IS_A, {}) and holds(Among("f", frozenset({"ännu_inte"})), {})
    assert holds(Not(IS_A), {}) and not holds(Between("f", None, None), {})
    assert not holds(Among("f", frozenset({"ännu_inte"})), {"f": "vet_inte"})


def test_all_either_and_not_are_what_they_say() -> None:
    is_b = Among("g", frozenset({"b"}))
    both: dict[str, Value] = {"f": "a", "g": "b"}
    assert holds(All((IS_A, is_b)), both) and not holds(All((IS_A, is_b)), {"f": "a"})
    assert holds(Either((IS_A, is_b)), {"f": "a"}) and not holds(Either((IS_A, is_b)), {})
    assert reads(All((IS_A, Not(Either((is_b, IS_A)))))) == ("f", "g")
    assert len(atoms(All((IS_A, Not(is_b))))) == 2


@pytest.mark.parametrize(
    ("number", "low", "high", "within"),
    [(17, None, 17, True), (18, None, 17, False), (15, 15, 17, True), (14, 15, 17, False)],
)
def test_bounds_are_included(number: int, low: int | None, high: int | None, within: bool) -> None:
    assert holds(Between("f", low, high), {"f": number}) is within
    assert not holds(Between("f", low, high), {"f": "vet_inte"})


def test_of_several_choices_one_that_is_chosen_is_enough() -> None:
    among = Among("f", frozenset({"a", "b"}))
    assert holds(among, {"f": frozenset({"b", "c"})}) and not holds(among, {"f": frozenset({"c"})})


def test_a_condition_is_told_in_swedish_with_the_words_of_its_values() -> None:
    label = {("f", ""): "Ålder", ("f", "a"): "Barn"}
    told = All((IS_A, Not(Between("f", 15, 17))))
    words = why(told, lambda fact, value: label[(fact, value)])
    assert words == "Ålder är «Barn» och inte så att Ålder är 15–17"


@pytest.mark.parametrize(
    ("kind", "answer", "seen"),
    [
        (FactKind.CHOICE, Answer(("a",)), "a"),
        (FactKind.MANY, Answer(("a", "b")), frozenset({"a", "b"})),
        (FactKind.MANY, unknown(), "vet_inte"),
        (FactKind.NUMBER, Answer(text="15"), 15),
        (FactKind.NUMBER, not_applicable("Okänd."), "ej_aktuellt"),
        (FactKind.VERBATIM, Answer(text="Jag vill hem."), "angivet"),
        (FactKind.PERSON, Answer(text="Far"), "angivet"),
        (FactKind.WHEN, unknown(), "vet_inte"),
    ],
)
def test_conditions_see_finite_values_and_of_the_rest_only_that_it_was_given(
    kind: FactKind, answer: Answer, seen: Value
) -> None:
    assert fact(kind).value_of(answer) == seen


def _reading(*conditions: Condition) -> Routine:
    ways = tuple(Branch(frozenset({"gjort"}), "s", HERE, c) for c in conditions)
    return Routine("r", "R", HERE, "s", {"s": Step("s", StepKind.READ, "s", HERE, branches=ways)})


BOUNDS = st.tuples(
    st.none() | st.integers(0, 20), st.none() | st.integers(0, 20)
)  # fmt: skip


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.lists(BOUNDS, min_size=1, max_size=4))
def test_the_numbers_tried_tell_apart_exactly_what_the_constants_do(
    bounds: list[tuple[int | None, int | None]],
) -> None:
    tests = tuple(Between("f", low, high) for low, high in bounds)
    tried = domains(_reading(*tests), {"f": fact(FactKind.NUMBER)})["f"]
    answers = {tuple(holds(t, {"f": value}) for t in tests) for value in tried}
    for number in range(25):
        assert tuple(holds(t, {"f": number}) for t in tests) in answers
    numbers = [value for value in tried if isinstance(value, int)]
    assert len(numbers) <= 1 + 2 * len(bounds)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("abc"), min_size=1), min_size=1, max_size=3))
def test_the_sets_tried_tell_apart_exactly_what_the_conditions_ask_for(
    asked: list[frozenset[str]],
) -> None:
    tests = tuple(Among("f", values) for values in asked)
    tried = domains(_reading(*tests), {"f": fact(FactKind.MANY)})["f"]
    answers = {tuple(holds(t, {"f": value}) for t in tests) for value in tried}
    for chosen in (frozenset(s) for s in ("", "a", "b", "c", "ab", "ac", "bc", "abc")):
        assert tuple(holds(t, {"f": chosen}) for t in tests) in answers


def test_what_could_not_be_asked_tells_nothing_and_the_rest_tells_its_outcome() -> None:
    asks = Step("s", StepKind.QUESTION, "s", HERE, fact="f")
    assert told_by(asks, "gick_inte", ("a", "b")) is None
    assert told_by(asks, "vet_inte", ("a", "b")) == ("vet_inte",)
    assert told_by(asks, "gjort", ("a", "vet_inte", "ej_aktuellt")) == ("a",)


# ── krav ────────────────────────────────────────────────────────────────────────────────────────


def krav(form: KravForm, **more: object) -> Krav:
    """A krav about entering the step `x`, which looks at the step `y`."""
    other = "y" if form in (KravForm.BEFORE, KravForm.NEVER_AFTER) else ""
    return Krav("k", form, "x", HERE, "Kravet.", other, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "last", "broken"),
    [
        (KravForm.BEFORE, "", True),
        (KravForm.BEFORE, "gjort", False),
        (KravForm.BEFORE, "ja", False),
        (KravForm.BEFORE, "vet_inte", True),
        (KravForm.BEFORE, "ej_aktuellt", True),
        (KravForm.BEFORE, "gick_inte", True),
        (KravForm.NEVER_AFTER, "", False),
        (KravForm.NEVER_AFTER, "gjort", True),
        (KravForm.NEVER_AFTER, "gick_inte", False),
        (KravForm.REACHABLE, "", False),
        (KravForm.NEVER_WHEN, "", True),
    ],
)
def test_a_monitor_breaks_on_entering_its_step_by_the_last_outcome_of_the_other(
    form: KravForm, last: str, broken: bool
) -> None:
    condition = IS_A if form is KravForm.NEVER_WHEN else None
    watch = krav(form, condition=condition)
    assert broken_by(watch, "x", lambda _: last, {"f": "a"}) is broken
    assert not broken_by(watch, "annat", lambda _: last, {"f": "a"})
    assert bool(breaches((watch,), "x", lambda _: last, {"f": "a"})) is broken


def test_a_krav_under_a_condition_says_nothing_when_it_does_not_hold() -> None:
    watch = krav(KravForm.BEFORE, condition=IS_A)
    assert broken_by(watch, "x", lambda _: "", {"f": "a"})
    assert not broken_by(watch, "x", lambda _: "", {"f": "b"})


def test_accepted_outcomes_are_the_only_ones_when_they_are_named() -> None:
    watch = krav(KravForm.BEFORE, accepts=frozenset({"gick_inte", "ja"}))
    for last, broken in (("gick_inte", False), ("ja", False), ("nej", True), ("", True)):
        assert broken_by(watch, "x", {"y": last}.__getitem__, {}) is broken


def test_only_the_steps_some_krav_looks_back_at_are_remembered() -> None:
    watches = (krav(KravForm.BEFORE), krav(KravForm.REACHABLE))
    assert watched(Routine("r", "R", HERE, "x", {}, krav=watches)) == {"y"}
