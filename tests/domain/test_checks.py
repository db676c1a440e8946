"""Checks: a sound routine is clean, and each mutant of it is caught with its story."""

from __future__ import annotations

import re
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from tests.domain.small_routine import HEAD, book, found, rules

from jourstod.domain import moves
from jourstod.domain.abstraction import outcomes
from jourstod.domain.checks import check_all
from jourstod.domain.checks.branches import too_many
from jourstod.domain.conditions import All, Among, Not
from jourstod.domain.explore import Explorer, explore
from jourstod.domain.facts import Choice, Fact, FactKind, Sensitivity
from jourstod.domain.findings import Place
from jourstod.domain.moves import Moves
from jourstod.domain.routine import Branch, Krav, KravForm, Routine, Step, StepKind
from jourstod.domain.rulebook import Rulebook

SOUND = """\
  hot:
    fråga: Hur allvarligt är hotet?
    svarar på: hot
    källa: manualen
    svar: { akut: skydd, lågt: skydd, vet inte: skydd }
  skydd:
    fråga: Behövs skydd i natt?
    svarar på: skydd
    lagrum: sol-20-1
    svar:
      ja: chef
      nej:
        - { om: { hot: lågt }, gå till: slut }
        - { annars: chef }
      vet inte: chef
  chef:
    kontakt: arbetsledare
    gör: Ring arbetsledaren.
    källa: manualen
    sedan: slut
"""

NO_END_WITHOUT_HELP = """\
  - { id: hjälp, innan: slut, ska: { chef: [gjort, gick inte, ej aktuellt] }, om: { hot: akut },
      lagrum: sol-20-1, säg: Ingen har frågat arbetsledaren. }
"""


def test_a_sound_routine_has_no_findings() -> None:
    assert found(SOUND) == []


@pytest.mark.parametrize(
    ("rule", "was", "becomes"),
    [
        (
            "onabart-steg",
            "annars: chef }\n      vet inte: chef",
            "annars: slut }\n      vet inte: slut",
        ),
        (
            "svar-utan-vag",
            "        - { annars: chef }\n",
            "        - { om: { hot: akut }, gå till: chef }\n",
        ),
        ("flera-vagar", "om: { hot: lågt }", "om: { hot: [lågt, akut] }"),
        (
            "slinga-utan-grans",
            "källa: manualen\n    sedan: slut",
            "källa: manualen\n    sedan: hot",
        ),
    ],
)
def test_a_mutant_is_caught(rule: str, was: str, becomes: str) -> None:
    assert SOUND.count(was) >= 1
    mutant = SOUND.replace(was, becomes)
    if rule == "onabart-steg":
        mutant = mutant.replace("ja: chef", "ja: slut")
    if rule == "flera-vagar":
        mutant = mutant.replace(
            "annars: chef", "om: { hot: [akut, vet inte, ej aktuellt, ännu inte] }, gå till: chef"
        )
    assert rule in rules(mutant)


def test_the_way_to_a_missing_branch_is_told_as_questions_and_answers() -> None:
    mutant = SOUND.replace("annars: chef", "om: { hot: akut }, gå till: chef")
    finding = next(f for f in found(mutant) if f.rule == "svar-utan-vag")
    assert finding.place.file == "routines/prov.yaml"
    assert finding.story == (
        "1. Hur allvarligt är hotet? → vet inte",
        "2. Behövs skydd i natt? → nej",
    )


def test_a_dead_end_is_found_at_the_first_step_of_it() -> None:
    trap = """\
  hot: { fråga: Hot?, svarar på: hot, källa: manualen, svar: { akut: a, lågt: slut,
      vet inte: slut } }
  a: { läs: A, källa: manualen, sedan: b }
  b: { kontakt: polisen, gör: Ring., källa: manualen, sedan: a }
"""
    assert {"atervandsgrand", "slinga-utan-grans"} <= rules(trap)


def test_a_loop_that_only_some_knowledge_can_leave_is_found_with_its_story() -> None:
    trap = """\
  hot: { fråga: Hot?, svarar på: hot, källa: manualen, svar: { akut: a, lågt: a, vet inte: a } }
  a:
    uppgift: Försök igen
    lämnas till: jouren
    senast: om en timme
    källa: manualen
    sedan: [{ om: { hot: lågt }, gå till: slut }, { annars: a }]
"""
    finding = next(f for f in found(trap) if f.rule == "ingen-utvag")
    assert finding.story == ("1. Hot? → akut",)


# --- krav ----------------------------------------------------------------------------------------


def test_a_krav_that_holds_gives_no_finding() -> None:
    assert found(SOUND, NO_END_WITHOUT_HELP) == []


def test_a_broken_krav_is_told_with_the_shortest_way_that_breaks_it() -> None:
    mutant = SOUND.replace("om: { hot: lågt }", "om: { hot: [lågt, akut] }")
    finding = next(f for f in found(mutant, NO_END_WITHOUT_HELP) if f.rule == "brutet-krav")
    assert "Ingen har frågat arbetsledaren." in finding.sentence
    assert finding.story == (
        "1. Hur allvarligt är hotet? → akut",
        "2. Behövs skydd i natt? → nej",
    )


@pytest.mark.parametrize(
    "krav",
    [
        "  - { id: x, aldrig: chef, när: { hot: lågt }, lagrum: sol-20-1 }\n",
        "  - { id: x, aldrig: chef, efter: hot, lagrum: sol-20-1 }\n",
        "  - { id: x, innan: slut, ska: chef, lagrum: sol-20-1 }\n",
        "  - { id: x, innan: chef, ska: { skydd: [ja] }, lagrum: sol-20-1 }\n",
        "  - { id: x, alltid nåbart: chef, lagrum: sol-20-1 }\n",
    ],
)
def test_each_form_of_krav_is_caught_when_broken(krav: str) -> None:
    mutant = SOUND.replace("lågt: skydd", "lågt: slut") if "nåbart" in krav else SOUND
    if "nåbart" in krav:
        mutant = mutant.replace("vet inte: skydd }", "vet inte: läs }") + (
            "  läs: { läs: Läs., källa: manualen, sedan: slut }\n"
        )
    assert "brutet-krav" in rules(mutant, krav)


@pytest.mark.parametrize(
    ("krav", "broken"),
    [
        ("  - { id: x, aldrig: chef, när: { ålder: minst 18 }, lagrum: sol-20-1 }\n", True),
        (
            "  - { id: x, innan: chef, ska: { hot: [akut, lågt, vet inte, ej aktuellt, "
            "gick inte] }, om: { ålder: under 15 }, lagrum: sol-20-1 }\n",
            False,
        ),
    ],
)
def test_a_fact_told_elsewhere_is_tried_with_every_value(krav: str, broken: bool) -> None:
    assert ("brutet-krav" in rules(SOUND, krav)) is broken


def test_a_krav_that_no_way_can_put_to_the_test_is_pointed_out() -> None:
    both = "{ alla: [{ hot: lågt }, { hot: akut }] }"
    krav = "  - {{ id: x, innan: chef, ska: hot, om: {}, lagrum: sol-20-1 }}\n"
    assert rules(SOUND, krav.format(both)) == {"tomt-krav"}
    assert "tomt-krav" not in rules(SOUND, krav.format("{ hot: akut }"))


def test_a_phase_of_ten_steps_is_too_long_to_overlook() -> None:
    ten = "".join(
        f"  s{n}: {{ läs: Läs., källa: manualen, sedan: s{n + 1} }}\n" for n in range(10)
    ).replace("s10", "slut")
    start = "  hot: { läs: Läs., fas: Skydd, källa: manualen, sedan: s0 }\n"
    assert "lang-fas" in rules(start + ten)
    assert "lang-fas" not in rules(start + ten.replace("s5: { läs", "s5: { fas: Vård, läs"))


def test_a_krav_at_the_very_first_step_is_proved_too() -> None:
    krav = "  - { id: x, aldrig: hot, när: { ålder: under 18 }, lagrum: sol-20-1 }\n"
    finding = next(f for f in found(SOUND, krav) if f.rule == "brutet-krav")
    assert finding.story == ("   (känt på annat håll: Ålder – t.ex. 0)",)


# --- exactness -----------------------------------------------------------------------------------


def test_two_steps_that_answer_the_same_fact_are_found() -> None:
    twice = SOUND.replace("svarar på: skydd", "svarar på: hot").replace(
        "svar:\n      ja: chef\n      nej:\n        - { om: { hot: lågt }, gå till: slut }\n"
        "        - { annars: chef }\n      vet inte: chef",
        "svar: { akut: chef, lågt: slut, vet inte: chef }",
    )
    assert "flera-svarar" in rules(twice)


def test_a_fact_that_nobody_asks_is_named() -> None:
    reads_age = SOUND.replace("om: { hot: lågt }", "om: { ålder: under 15 }")
    assert "ingen-svarar" in rules(reads_age)


def test_routines_that_start_each_other_are_found() -> None:
    starts = SOUND.replace(
        "källa: manualen\n    sedan: slut", "källa: manualen\n    startar: [andra]\n    sedan: slut"
    )
    other = HEAD.replace("rutin: prov", "rutin: andra").replace("börjar: hot", "börjar: läs") + (
        "steg:\n  läs: { läs: Läs., källa: manualen, startar: [prov], sedan: slut }\n"
        "  slut: { slut: klart, gör: Gå hem., källa: manualen }\n"
    )
    assert {f.rule for f in check_all(book(starts, andra=other))} == {"startar-sig-sjalv"}


def test_past_its_budget_the_explorer_names_the_facts_that_live_at_once() -> None:
    whole = book(SOUND)
    gave_up = explore(whole.routines["prov"], whole.facts, budget=2)
    assert gave_up.too_many == ("hot",)
    assert explore(whole.routines["prov"], whole.facts).too_many == ()


def test_every_rule_of_the_checks_is_described() -> None:
    root = Path(__file__).parents[2]
    told = (root / "docs" / "rutinspraket.md").read_text(encoding="utf-8")
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (root / "src" / "jourstod" / "domain" / "checks").glob("*.py")
    )
    slugs = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source))
    assert len(slugs) > 10
    assert {slug for slug in slugs if f"`{slug}`" not in told} == set()


# --- what keeps it fast ---------------------------------------------------------------------------


WAYS = ("gjort", "ej_aktuellt", "gick_inte")


def _chain(length: int, read_at_the_end: bool) -> tuple[Routine, dict[str, Fact]]:
    """Questions in a row, each fact read at once, or all of them at the last step."""
    here = Place("routines/prov.yaml")
    values = (Choice("a", "A"), Choice("b", "B"))
    names = [f"f{n}" for n in range(length)]
    facts = {
        id: Fact(id, "personen", FactKind.CHOICE, id, "läget", Sensitivity.LOW, here, values)
        for id in names
    }
    steps: dict[str, Step] = {}
    for name, to in zip(names, [*names[1:], "sist"], strict=True):
        asked = Step(f"q-{name}", StepKind.QUESTION, name, here, fact=name)
        target = "sist" if to == "sist" else f"q-{to}"
        ways = (Branch(frozenset(outcomes(asked, facts)), f"r-{name}", here),)
        steps[asked.id] = replace(asked, branches=ways)
        read: tuple[Branch, ...] = (Branch(frozenset({*WAYS}), target, here),)
        if not read_at_the_end:
            is_a = Among(name, frozenset({"a"}))
            read = tuple(Branch(frozenset({*WAYS}), target, here, c) for c in (is_a, Not(is_a)))
        steps[f"r-{name}"] = Step(f"r-{name}", StepKind.READ, name, here, branches=read)
    all_a = All(tuple(Among(name, frozenset({"a"})) for name in names))
    last = tuple(Branch(frozenset({*WAYS}), "slut", here, c) for c in (all_a, Not(all_a)))
    plain = (Branch(frozenset({*WAYS}), "slut", here),)
    ends = last if read_at_the_end else plain
    steps["sist"] = Step("sist", StepKind.READ, "sist", here, branches=ends)
    steps["slut"] = Step("slut", StepKind.END, "slut", here, ending="klart")
    return Routine("prov", "Prov", here, "q-f0", steps), facts


def test_a_fact_is_dropped_after_its_last_reader_so_that_facts_add_and_do_not_multiply() -> None:
    short, long = (explore(*_chain(n, read_at_the_end=False)).states for n in (5, 10))
    assert long <= 2 * short + 2


def test_facts_that_live_at_once_multiply_and_are_named_when_there_are_too_many() -> None:
    routine, facts = _chain(10, read_at_the_end=True)
    gave_up = explore(routine, facts, budget=2_000)
    assert gave_up.too_many == tuple(sorted(facts))
    assert gave_up.states <= 2_000 + 100


def test_more_facts_than_nine_that_live_at_once_are_counted_and_not_named() -> None:
    routine, facts = _chain(12, read_at_the_end=True)
    gave_up = explore(routine, facts, budget=2_000)
    assert len(gave_up.too_many) == 12
    assert "«f8»" not in too_many(routine, gave_up).sentence  # sorted: f0, f1, f10, f11, f2 …
    assert too_many(routine, gave_up).sentence.endswith("«f6» och 3 till.")


def test_an_answer_that_nothing_has_told_or_read_yet_does_not_make_a_state_larger() -> None:
    routine, facts = _chain(12, read_at_the_end=True)
    demand = Moves(routine, facts).demand
    kept = {id: demand.classes(bits) for id, bits in demand.needed({}).items()}
    assert [len(kept[f"q-f{n}"]) for n in range(3)] == [1, 2, 3]  # its own, and those before


def test_a_condition_on_too_many_open_facts_is_refused_before_they_are_tried() -> None:
    routine, facts = _chain(12, read_at_the_end=True)
    last = replace(routine, start="sist")  # none of them is asked: each may be told elsewhere
    gave_up = explore(last, facts)
    assert gave_up.too_many == tuple(facts)
    assert gave_up.states == 1


def test_several_choices_that_make_too_many_sets_are_refused_and_named() -> None:
    routine, facts = _chain(1, read_at_the_end=False)
    many = tuple(Choice(f"v{n}", f"V{n}") for n in range(20))
    facts["f0"] = replace(facts["f0"], kind=FactKind.MANY, choices=many)
    asks = Among("f0", frozenset(choice.id for choice in many))
    read = routine.steps["r-f0"]
    yes, no = read.branches
    ways = (replace(yes, condition=asks), replace(no, condition=Not(asks)))
    steps = {**routine.steps, read.id: replace(read, branches=ways)}
    assert explore(replace(routine, steps=steps), facts).too_many == ("f0",)


def test_moves_are_refused_past_their_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    routine, facts = _chain(6, read_at_the_end=True)
    assert explore(routine, facts).too_many == ()
    monkeypatch.setattr(moves, "MOST_MOVES", 500)
    assert explore(routine, facts).too_many == tuple(facts)


def test_the_room_that_all_states_take_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    routine, facts = _chain(6, read_at_the_end=True)
    monkeypatch.setattr("jourstod.domain.explore.ROOM", 100)
    assert explore(routine, facts).too_many == tuple(facts)


def test_krav_that_look_back_far_are_watched_in_one_walk_together() -> None:
    routine, facts = _chain(10, read_at_the_end=False)
    every = frozenset((*WAYS, "a", "b", "vet_inte"))
    krav = [
        Krav(f"k{n}", KravForm.BEFORE, "slut", routine.place, "K.", f"q-f{n}", every)
        for n in range(10)
    ]
    watched = Explorer(routine, facts).watch(krav)
    assert len({id(found) for found in watched.values()}) == 1
    assert not any(found.faults for found in watched.values())


def _at_once(count: int) -> tuple[Routine, Rulebook]:
    """One step that reads so many facts, all of them told elsewhere."""
    routine, facts = _chain(count, read_at_the_end=True)
    alone = {id: step for id, step in routine.steps.items() if id in ("sist", "slut")}
    only = replace(routine, start="sist", steps=alone)
    return only, Rulebook("", {only.id: only}, facts, book(SOUND).calendar)


def test_a_step_that_reads_too_much_at_once_is_refused_before_memory_runs_out() -> None:
    _, too_broad = _at_once(40)
    tracemalloc.start()
    told = [finding for finding in check_all(too_broad) if finding.rule == "for-manga-lagen"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(told) == 1
    assert "«f0»" in told[0].sentence and "och 31 till" in told[0].sentence
    assert peak < 10_000_000
    assert "for-manga-lagen" not in {finding.rule for finding in check_all(_at_once(5)[1])}


def test_the_memory_of_a_walk_that_gives_up_is_bounded_by_its_budget() -> None:
    routine, facts = _chain(12, read_at_the_end=True)
    peaks = []
    for budget in (2_000, 4_000):
        tracemalloc.start()
        assert explore(routine, facts, budget=budget).too_many
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 4_000 * 4_000  # four thousand bytes a state
    assert peaks[1] < 3 * peaks[0]


def test_each_krav_is_proved_in_a_slice_of_its_own() -> None:
    routine, facts = _chain(10, read_at_the_end=False)
    reads_first = Krav("k", KravForm.NEVER_WHEN, "q-f1", routine.place, "K.", condition=Among(
        "f0", frozenset({"b"})))  # fmt: skip
    alone = explore(routine, facts).states
    watched = explore(routine, facts, reads_first)
    assert [fault.krav for fault in watched.faults] == [reads_first]
    assert watched.states <= alone + 4


def test_a_wait_that_what_was_told_elsewhere_can_never_end_is_found_with_its_story() -> None:
    trap = """\
  hot: { fråga: Hot?, svarar på: hot, källa: manualen, svar: { akut: v, lågt: v, vet inte: v } }
  v:
    vänta på: { skydd: ja }
    gör: Vänta på beskedet.
    senast: om en timme
    källa: manualen
    sedan: slut
    ej aktuellt: v
    gick inte: v
"""
    finding = next(f for f in found(trap) if f.rule == "ingen-utvag")
    assert finding.story[-1].startswith("   (känt på annat håll: Skydd")
