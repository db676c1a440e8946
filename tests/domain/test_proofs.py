"""Proofs across routines, of clocks, owners and words: each mutant of a sound book is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from tests.domain.routine_strategies import FACTS, routine
from tests.domain.small_routine import END, HEAD, book, found, rules
from tests.domain.test_checks import SOUND
from tests.domain.test_explore import EXAMPLES, Brute
from tests.rutiner.shipped import book as shipped

from jourstod.domain.checks import check_all
from jourstod.domain.checks.deadlines import check_deadlines
from jourstod.domain.checks.ear import FOR_THE_EYE
from jourstod.domain.checks.starts import Starts, Walked
from jourstod.domain.explore import Explorer, explore
from jourstod.domain.findings import Finding, Severity
from jourstod.domain.monitors import breaches
from jourstod.domain.routine import Krav, KravForm, Routine
from jourstod.domain.rulebook import Rulebook

STARTS = SOUND.replace(
    "källa: manualen\n    sedan: slut", "källa: manualen\n    startar: [andra]\n    sedan: slut"
)
"""Its last step starts another routine."""

LATE = "svar: { akut: skydd, lågt: skydd, vet inte: skydd }"


def other(steps: str, begins: str) -> str:
    """Another routine, as a file."""
    head = HEAD.replace("rutin: prov", "rutin: andra").replace("börjar: hot", f"börjar: {begins}")
    return f"{head}steg:\n{steps}{END}"


def asks_age() -> str:
    """A routine that asks for the age, and nothing else."""
    return other(
        "  gammal: { fråga: Hur gammal?, svarar på: ålder, källa: manualen, sedan: slut }\n",
        "gammal",
    )


def the(rule: str, findings: list[Finding]) -> Finding:
    """The only finding of a rule."""
    one = [finding for finding in findings if finding.rule == rule]
    assert len(one) == 1, [f.text() for f in findings]
    return one[0]


def test_the_shipped_routines_have_no_finding() -> None:
    assert [finding.text() for finding in check_all(shipped())] == []


# --- what no knowledge leads to ------------------------------------------------------------------


def test_a_step_that_arrows_reach_and_no_knowledge_does_is_found() -> None:
    never = SOUND.replace("om: { hot: lågt }, gå till: slut", "om: { skydd: ja }, gå till: tak")
    tak = "  tak: { läs: Här är en säng., källa: manualen, sedan: slut }\n"
    finding = the("onabart-steg", found(never + tak))
    assert "villkoren stämmer aldrig" in finding.sentence
    assert "onabart-steg" not in rules(never.replace("skydd: ja", "hot: lågt") + tak)


def test_a_row_that_never_holds_is_found_and_an_otherwise_that_never_does_is_not() -> None:
    dead = SOUND.replace("om: { hot: lågt }", "om: { skydd: ja }")
    assert the("dod-gren", found(dead)).place.line == 20
    every = "[lågt, akut, vet inte, ej aktuellt, ännu inte]"
    assert "dod-gren" not in rules(SOUND.replace("om: { hot: lågt }", f"om: {{ hot: {every} }}"))


# --- routines beside each other ------------------------------------------------------------------


def test_an_answer_that_the_routine_itself_asks_for_later_is_read_too_early() -> None:
    early = SOUND.replace(
        LATE,
        "svar: { akut: skydd, lågt: skydd,\n"
        "      vet inte: [{ om: { skydd: ja }, gå till: chef }, { annars: skydd }] }",
    )
    finding = the("for-tidig-lasning", found(early))
    assert finding.severity is Severity.WARNING
    assert "frågan ställs i «skydd»" in finding.sentence


READS_AGE = SOUND.replace("om: { hot: lågt }", "om: { ålder: minst 18 }")


def test_an_answer_of_a_routine_that_starts_only_later_is_read_too_early() -> None:
    reads = STARTS.replace("om: { hot: lågt }", "om: { ålder: minst 18 }")
    finding = the("for-tidig-lasning", found(reads, andra=asks_age()))
    assert finding.severity is Severity.WARNING
    assert "rutinen «andra», som inte har startat då" in finding.sentence
    assert finding.story == ("1. Hur allvarligt är hotet? → akut",)


@pytest.mark.parametrize("how", ["started first", "started by hand"])
def test_an_answer_that_can_have_come_by_then_is_not_read_too_early(how: str) -> None:
    reads = READS_AGE
    if how == "started first":
        reads = reads.replace(
            "vet inte: skydd }", "vet inte: { gå till: skydd, startar: [andra] } }"
        )
    assert "for-tidig-lasning" not in rules(reads, andra=asks_age())


def test_a_routine_may_read_what_the_one_that_starts_it_asks() -> None:
    reads = other(
        "  läs: { läs: Läs., källa: manualen,\n"
        "    sedan: [{ om: { hot: akut }, gå till: slut }, { annars: mer }] }\n"
        "  mer: { läs: Mer., källa: manualen, sedan: slut }\n",
        "läs",
    )
    assert rules(STARTS, andra=reads) == set()


def waits(condition: str) -> str:
    """The sound routine, that waits for something before it asks about protection."""
    return SOUND.replace("akut: skydd,", "akut: väntan,") + (
        f"  väntan: {{ vänta på: {condition}, gör: Vänta., senast: om en timme, källa: manualen,\n"
        "    sedan: skydd }\n"
    )


def test_a_wait_for_what_is_asked_only_after_it_is_in_vain_and_told_with_the_way_there() -> None:
    finding = the("vantar-forgaves", found(waits("{ skydd: ja }")))
    assert finding.story == ("1. Hur allvarligt är hotet? → akut",)


def test_a_wait_for_a_routine_that_starts_only_after_it_is_in_vain() -> None:
    late = waits("{ ålder: angivet }".replace("angivet", "minst 0")).replace(
        "gör: Ring arbetsledaren.\n", "gör: Ring arbetsledaren.\n    startar: [andra]\n"
    )
    assert "vantar-forgaves" in rules(late, andra=asks_age())
    soon = late.replace("    startar: [andra]\n", "").replace(
        "akut: väntan,", "akut: { gå till: väntan, startar: [andra] },"
    )
    assert "vantar-forgaves" not in rules(soon, andra=asks_age())


@pytest.mark.parametrize(("age", "in_vain"), [("under 15", False), ("minst 18", True)])
def test_a_wait_for_answers_that_no_end_of_the_other_routine_gives_together(
    age: str, in_vain: bool
) -> None:
    """The signs are asked of those under 15, so that an adult with signs never comes out."""
    asks = other(
        "  gammal: { fråga: Hur gammal?, svarar på: ålder, källa: manualen,\n"
        "    sedan: [{ om: { ålder: under 15 }, gå till: tecken }, { annars: slut }] }\n"
        "  tecken: { fråga: Vilka tecken?, svarar på: tecken, källa: manualen, sedan: slut }\n",
        "gammal",
    )
    both = f"{{ ålder: {age}, tecken: pass }}"
    starts = waits(both).replace("akut: väntan,", "akut: { gå till: väntan, startar: [andra] },")
    assert ("vantar-forgaves" in rules(starts, andra=asks)) is in_vain


@EXAMPLES
@given(routine())
def test_what_nobody_tells_elsewhere_is_only_what_the_routine_has_asked(one: Routine) -> None:
    """Told nothing elsewhere, a walk finds no way that it does not find otherwise."""
    alone = Explorer(one, FACTS, frozenset(FACTS)).walk()
    free = explore(one, FACTS)
    assert alone.reached <= free.reached
    assert set(alone.edges) <= set(free.edges)
    for story in alone.edges.values():
        assert all(value == "ännu_inte" for leg in story for fact, value in leg.found)


def test_a_routine_that_nobody_starts_says_that_a_handler_does() -> None:
    alone = asks_age().replace("startas för hand: ja\n", "")
    assert the("startas-aldrig", found(SOUND, andra=alone)).place.file == "routines/andra.yaml"
    assert "startas-aldrig" not in rules(SOUND, andra=asks_age())
    assert "startas-aldrig" not in rules(STARTS, andra=alone)


def test_nothing_is_told_of_what_a_routine_out_of_use_may_ask_start_or_meet() -> None:
    reads = STARTS.replace("om: { hot: lågt }", "om: { ålder: minst 18 }")
    whole = book(reads, andra=asks_age())
    missing = replace(whole, out_of_use=frozenset({"tredje"}))
    assert {finding.rule for finding in check_all(whole)} == {"for-tidig-lasning"}
    assert check_all(missing) == ()


# --- clocks --------------------------------------------------------------------------------------

FORCE = """\
  tvång:
    beslut: lvu-6
    gör: Ring ledamoten.
    lagrum: lvu-6
    sedan: {to}
"""
TO_COURT = (
    "  rätten: { uppgift: Skicka beslutet, lämnas till: mottagning, klocka: understallning,\n"
    "    lagrum: lvu-6, sedan: slut }\n"
)


def decides(to: str, more: str = "") -> str:
    """The sound routine with a decision that starts a clock, before its end."""
    last = "källa: manualen\n    sedan: slut"
    return SOUND.replace(last, last.replace("slut", "tvång")) + FORCE.replace("{to}", to) + more


def test_a_clock_that_no_step_on_the_way_to_the_end_meets_is_told_with_the_shortest_way() -> None:
    finding = the("klocka-mots-aldrig", found(decides("slut")))
    assert "understallning" in finding.sentence
    assert len(finding.story) == 4
    assert finding.story[-1].endswith("→ gjort")


def test_a_clock_that_a_step_on_the_way_bears_is_met() -> None:
    assert rules(decides("rätten", TO_COURT)) == set()


def test_one_way_past_the_step_that_meets_a_clock_is_enough_to_be_found() -> None:
    past = "[{ om: { hot: lågt }, gå till: rätten }, { annars: slut }]"
    finding = the("klocka-mots-aldrig", found(decides(past, TO_COURT)))
    assert finding.story[0] == "1. Hur allvarligt är hotet? → akut"


def test_a_way_that_no_knowledge_can_take_past_the_clock_is_not_told() -> None:
    """The arrows lead past it, but after the decision the threat is always acute."""
    only_acute = decides("[{ om: { hot: akut }, gå till: rätten }, { annars: slut }]", TO_COURT)
    narrowed = only_acute.replace(
        "källa: manualen\n    sedan: tvång",
        "källa: manualen\n    sedan: [{ om: { hot: akut }, gå till: tvång }, { annars: slut }]",
    )
    assert "klocka-mots-aldrig" not in rules(narrowed)
    assert "klocka-mots-aldrig" in rules(only_acute)


def test_a_clock_can_be_met_in_a_routine_that_is_started_on_the_way() -> None:
    court = other(TO_COURT, "rätten")
    started = decides("{ gå till: slut, startar: [andra] }")
    assert "klocka-mots-aldrig" not in rules(started, andra=court)
    assert "klocka-mots-aldrig" in rules(decides("slut"), andra=court)


def test_a_step_that_meets_a_clock_which_no_routine_starts_is_found() -> None:
    bears = decides("rätten", TO_COURT).replace("beslut: lvu-6", "beslut: lvu-11")
    assert "klocka-borjar-aldrig" in rules(bears)
    assert "klocka-borjar-aldrig" not in rules(decides("rätten", TO_COURT))


# --- owners and receivers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("receiver", "owned"),
    [("mottagning", True), ("jouren", True), ("journal", False), ("polisen", False)],
)
def test_a_task_needs_somebody_in_the_own_board_who_sees_to_it(receiver: str, owned: bool) -> None:
    last = "källa: manualen\n    sedan: slut"
    leaves = SOUND.replace(last, last.replace("slut", "ring")) + (
        f"  ring: {{ uppgift: Ring skolan, lämnas till: {receiver}, senast: i morgon,\n"
        "    källa: manualen, sedan: slut }\n"
    )
    assert ("uppgift-utan-agare" in rules(leaves)) is not owned


SECRECY = """\
språk: 1
sekretess:
  {id}:
    till: Någon
    mottagare: [{who}]
    med samtycke: Ja, det som samtycket gäller.
    utan samtycke: {without}
    lagrum: sol-20-1
    gränser: Bara det.
    säkerhet: trolig
    senast kontrollerad: 2026-11-23
"""


def told_of(who: str, without: str, steps: str) -> set[str]:
    """The rules found when a register of secrecy speaks of one receiver."""
    lines = SECRECY.replace("{id}", "regel").replace("{who}", who).replace("{without}", without)
    if without == "nej":
        lines = lines.replace("    lagrum: sol-20-1\n", "")
    return rules(steps, **{"register/sekretess": lines})


def rings(agency: str) -> str:
    """The sound routine, calling somebody outside."""
    return SOUND.replace("kontakt: arbetsledare", f"kontakt: {agency}")


def test_who_is_called_needs_a_rule_of_secrecy_or_a_question_of_consent() -> None:
    rule = "mottagare-utan-grund"
    assert rule not in told_of("polisen", "Ja, faran.", rings("polisen"))
    assert rule in told_of("polisen", "Ja, faran.", rings("regionkoordinator"))
    assert rule in told_of("regionkoordinator", "nej", rings("regionkoordinator"))
    asked = rings("regionkoordinator").replace(
        "fråga: Behövs skydd", "samtycke: regionkoordinator\n    fråga: Behövs skydd"
    )
    assert rule not in told_of("regionkoordinator", "nej", asked)
    assert rule not in rules(rings("regionkoordinator"))  # a bundle from before the register


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "Behövs skydd (i natt)?",
        "Behövs skydd och/eller tak?",
        "Behövs skydd enligt 6 §?",
        "Behövs skydd; eller tak?",
        "Behövs skydd, t.ex. tak?",
        "Behövs skydd, bl.a. tak?",
        "Är vh hemma?",
        "Behövs LVU i natt?",
        "Vilka regler i SoL gäller?",
    ],
)
def test_a_question_that_can_only_be_seen_is_found(asked: str) -> None:
    assert len(asked) < 40
    finding = the("fraga-for-ogat", found(SOUND.replace("Behövs skydd i natt?", f'"{asked}"')))
    assert finding.hint in {instead for *_, instead in FOR_THE_EYE}


@pytest.mark.parametrize(
    "asked",
    ["Har någon ringt 112?", "Hur gammal är hen, ungefär?", "Är det a eller b?", "Vill du ha tak?"],
)
def test_a_question_that_can_be_said_is_not(asked: str) -> None:
    assert rules(SOUND.replace("Behövs skydd i natt?", f'"{asked}"')) == set()


def test_words_to_the_person_are_for_the_ear_too() -> None:
    said = SOUND.replace(
        "fråga: Behövs skydd i natt?", "fråga: Behövs skydd?\n    till personen: Bor du på HVB?"
    )
    assert "till personen" in the("fraga-for-ogat", found(said)).sentence


def test_an_end_that_says_only_that_it_is_over_is_found() -> None:
    told = HEAD + "steg:\n" + SOUND + END
    assert "Lämna över." in told
    whole = book(SOUND, andra=other("  läs: { läs: Läs., källa: manualen, sedan: slut }\n", "läs"))
    assert check_all(whole) == ()
    bare = other("  läs: { läs: Läs., källa: manualen, sedan: slut }\n", "läs").replace(
        "Lämna över.", "Klart."
    )
    assert "slut-utan-ord" in rules(SOUND, andra=bare)


def test_a_question_of_the_first_minute_comes_before_other_work_in_its_phase() -> None:
    work = "".join(
        f"  s{n}: {{ fråga: Fråga {n}?, svarar på: {fact}, källa: manualen, sedan: {to} }}\n"
        for n, (fact, to) in enumerate((("ålder", "s1"), ("tecken", "s2")))
    )
    mat = "  s2: { checklista: { mat: Mat }, gör: Ordna mat., källa: manualen, sedan: hot }\n"
    first = HEAD.replace("börjar: hot", "börjar: s0\nförst: [hot]").replace(
        "rutin: prov", "rutin: andra"
    )
    late = f"{first}steg:\n{work}{mat}{SOUND}{END}"
    assert "fara-sist" in rules(SOUND, andra=late)
    in_time = late.replace(mat, "").replace("sedan: s2", "sedan: hot")
    assert "fara-sist" not in rules(SOUND, andra=in_time)
    other_phase = late.replace("  hot:\n", "  hot:\n    fas: Faran\n")
    assert "fara-sist" not in rules(SOUND, andra=other_phase)


def test_a_question_that_leads_straight_to_112_is_urgent_without_being_named_first() -> None:
    alarm = SOUND.replace("kontakt: arbetsledare", 'kontakt: polisen\n    ring: "112"')
    work = "".join(
        f"  s{n}: {{ checklista: {{ mat: Mat }}, gör: Ordna mat., källa: manualen, sedan: {to} }}\n"
        for n, to in enumerate(("s1", "s2", "skydd"))
    )
    late = alarm.replace(LATE, "svar: { akut: s0, lågt: s0, vet inte: s0 }")
    head, asks = late.split("  skydd:\n")
    assert "fara-sist" in rules(f"{head}{work}  skydd:\n{asks}")
    assert "fara-sist" not in rules(alarm)


def test_a_repeatable_routine_asks_anew_what_only_it_asks() -> None:
    again = asks_age().replace("börjar: gammal", "börjar: gammal\nupprepas: ja")
    assert "gammalt-svar" in rules(SOUND, andra=again)
    assert "gammalt-svar" not in rules(
        SOUND, andra=again.replace("källa: manualen, sedan", "motivera: ja, källa: manualen, sedan")
    )
    asked_elsewhere = (
        SOUND.replace("manualen\n    sedan: slut", "manualen\n    sedan: ålder")
        + "  ålder: { fråga: Hur gammal?, svarar på: ålder, källa: manualen, sedan: slut }\n"
    )
    assert "gammalt-svar" not in rules(asked_elsewhere, andra=again)


# --- against brute force -------------------------------------------------------------------------

CLOCK = shipped().duties["sparsakring"]


def _fewest_moves_past(one: Routine) -> int | None:
    """Moves to the end with f0 answered «a» and no step that asks for f1 on the way."""
    asks = {step.fact: step.id for step in one.steps.values() if step.fact}
    began = Krav("k", KravForm.NEVER_AFTER, "", one.place, "", asks["f0"], frozenset({"a"}))
    brute = Brute(replace(one, krav=(began,)), watch=True)
    states = [s for s, far in brute.far.items() if far == 0 and s[0] != asks.get("f1")]
    moves, seen = 0, set(states)
    while states:
        if any(step == "slut" and done for step, _, done in states):
            return moves
        after = {to for s in states for to in brute.after[s] if to[0] != asks.get("f1")} - seen
        states, moves, seen = list(after), moves + 1, seen | after
    return None


@EXAMPLES
@given(routine(broken=False))
def test_the_way_on_which_no_step_meets_a_clock_is_found_as_soon_as_brute_force_finds_it(
    one: Routine,
) -> None:
    if "f0" not in {step.fact for step in one.steps.values()}:
        return
    free = replace(one, krav=())
    duty = replace(CLOCK, starts_at="svar", starts_on="f0:a", met_by=("f1",))
    whole = Rulebook("", {one.id: free}, FACTS, shipped().calendar, duties={duty.id: duty})
    walked = Walked(free, explore(free, FACTS))
    told = [
        sum(line[0].isdigit() for line in finding.story)
        for finding in check_deadlines(Starts(whole, {one.id: walked}))
        if finding.rule == "klocka-mots-aldrig"
    ]
    fewest = _fewest_moves_past(free)
    assert told == ([] if fewest is None else [fewest])


# --- krav about another routine ------------------------------------------------------------------

AGE_FIRST = "  - { id: ålder-först, innan: chef, ska: andra/gammal, lagrum: sol-20-1 }\n"
STARTED = SOUND.replace(LATE, LATE.replace("skydd", "{ gå till: skydd, startar: [andra] }"))
WAITED = SOUND.replace(LATE, LATE.replace("skydd", "{ gå till: väntan, startar: [andra] }")) + (
    "  väntan:\n    vänta på: { ålder: minst 0 }\n    gör: Vänta.\n    senast: om en timme\n"
    "    källa: manualen\n    sedan: skydd\n    ej aktuellt: slut\n    gick inte: slut\n"
)


def test_a_krav_about_another_routine_is_held_by_the_gate_where_no_wait_orders_them() -> None:
    finding = the("halls-av-grinden", found(STARTED, AGE_FIRST, andra=asks_age()))
    assert finding.severity is Severity.INFO
    assert finding.story[:2] == (
        "1. Hur allvarligt är hotet? → akut",
        "2. Behövs skydd i natt? → ja",
    )


def test_a_krav_about_another_routine_is_proved_where_a_wait_comes_before() -> None:
    sound = WAITED.replace(
        "nej:\n        - { om: { hot: lågt }, gå till: slut }\n        - { annars: chef }",
        "nej: slut",
    )
    assert rules(sound, AGE_FIRST, andra=asks_age()) == set()
    unordered = sound.replace("gick inte: slut", "gick inte: skydd")
    assert rules(unordered, AGE_FIRST, andra=asks_age()) == {"halls-av-grinden"}


def test_a_krav_that_another_routine_comes_too_late_to_keep_is_found() -> None:
    assert "for-tidig-lasning" in rules(STARTS, AGE_FIRST, andra=asks_age())


@pytest.mark.parametrize(
    ("ska", "broken"),
    [
        ("{ andra/gammal: [gjort] }", True),
        ("{ andra/gammal: [gjort, vet inte, ej aktuellt] }", True),
    ],
)
def test_the_live_case_refuses_what_the_gate_holds(ska: str, broken: bool) -> None:
    whole = book(STARTED, AGE_FIRST.replace("andra/gammal", ska), andra=asks_age())
    krav = whole.routines["prov"].krav[0]
    assert krav.form is KravForm.NEVER_WHEN
    assert bool(breaches((krav,), "chef", lambda _: "", {})) is broken
    assert not breaches((krav,), "chef", lambda _: "", {"ålder": 20})
    unknown = breaches((krav,), "chef", lambda _: "", {"ålder": "vet_inte"})
    assert bool(unknown) is ("vet inte" not in ska)
