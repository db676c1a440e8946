"""Facts about the gate before publishing: what stops a version, and what may be accepted."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.small_routine import book

from jourstod.domain.coverage import Coverage, Covered, Trail, coverage
from jourstod.domain.events.routines import AcceptedGap
from jourstod.domain.findings import Finding, Place, Severity
from jourstod.domain.obstacles import Tried, Verdict, changed_steps, judge

STEPS = """\
  hot:
    fråga: Är det akut?
    svarar på: hot
    källa: manualen
    svar: { akut: skydd, lågt: slut, vet inte: skydd, ej aktuellt: skydd, gick inte: skydd }
  skydd:
    fråga: Behövs skydd?
    svarar på: skydd
    källa: manualen
    svar: { ja: slut, nej: slut, vet inte: slut, ej aktuellt: slut, gick inte: slut }
"""
WARNING = Finding(Severity.WARNING, "många-steg", Place("rutiner/prov.yaml", 3), "Det är många.")


def walked(steps: str = STEPS, *seen: str, taken: int = 99) -> Coverage:
    """A coverage where only these steps were shown, and the first branches were taken."""
    read = book(steps)
    shown = frozenset(("prov", step) for step in seen)
    branches = frozenset(("prov", step, n) for step in seen for n in range(taken))
    found = coverage(read, (Trail("natt", shown, shown, (), branches),))
    return Coverage((), (), tuple(r for r in found.routines if r.routine == "prov"), found.failures)


def tried(
    steps: str = STEPS, *findings: Finding, nights: int = 1, covered: Coverage | None = None
) -> Tried:
    whole = covered or walked(steps, "hot", "skydd", "slut")
    return Tried(book(steps), findings, nights, whole)


def judged(what: Tried, accept: str = "", reason: str = "Övas i maj.") -> Verdict:
    return judge(what, book(STEPS), {accept: reason} if accept else {})


def test_a_version_that_everything_was_shown_of_has_nothing_in_the_way() -> None:
    verdict = judged(tried())
    assert verdict.obstacles == () and verdict.accepted == ()
    assert "1 nätter spelade: alla gick som de är skrivna." in verdict.proved


def test_errors_nights_astray_no_nights_and_gaps_of_the_law_cannot_be_accepted() -> None:
    error = Finding(Severity.ERROR, "okänd-nyckel", Place("rutiner/prov.yaml", 3), "Fel ord.")
    seen = walked(STEPS, "hot", "skydd", "slut")
    gap = Covered("plikten", "Ska göras.", (), ())
    covered = Coverage((gap,), (), seen.routines, ("natt.yaml:3:1: Väntade frågan «chef».",))
    verdict = judged(tried(STEPS, error, nights=0, covered=covered))
    assert [one.name for one in verdict.obstacles] == ["", "", "", ""]
    told = [one.sentence for one in verdict.obstacles]
    assert "Fel ord." in told[0] and "inga skrivna nätter" in told[1]
    assert "Väntade frågan «chef»" in told[2] and "plikten" in told[3]
    assert judged(tried(STEPS, error), "okänd-nyckel", "Skäl.").obstacles


def test_an_upplysning_stops_nothing() -> None:
    info = Finding(Severity.INFO, "bra-att-veta", Place("rutiner/prov.yaml", 3), "Bra att veta.")
    assert judged(tried(STEPS, info)).obstacles == ()


def test_a_step_no_night_shows_is_accepted_only_by_name_and_with_the_reason_kept() -> None:
    what = tried(covered=walked(STEPS, "hot", "slut"))
    (one,) = judged(what).obstacles
    assert one.name == "steg:prov/skydd"
    for name in ("steg:prov/skydd", "steg:prov"):
        verdict = judged(what, name)
        assert verdict.obstacles == ()
        (kept,) = verdict.accepted
        assert (kept.name, kept.sentence, kept.reason) == (one.name, one.sentence, "Övas i maj.")


def test_a_name_that_is_no_obstacle_is_told_with_the_nearest() -> None:
    verdict = judged(tried(covered=walked(STEPS, "hot", "slut")), "steg:prov/skyd", "Övas.")
    assert verdict.unknown == (
        "«steg:prov/skyd» är inget hinder här. Menade du «steg:prov/skydd»?",
    )
    assert verdict.obstacles


def test_branches_no_night_takes_stop_only_where_the_step_is_changed() -> None:
    few = walked(STEPS, "hot", "skydd", "slut", taken=1)
    assert judged(tried(covered=few)).obstacles == (), "as before, and looked at then"
    altered = STEPS.replace("Är det akut?", "Är det bråttom?")
    what = tried(altered, covered=walked(altered, "hot", "skydd", "slut", taken=1))
    (one,) = judged(what).obstacles
    assert one.name == "gren:prov/hot" and "lågt → slut" in one.sentence
    assert "«skydd»" not in one.sentence
    assert judged(what, "gren:prov/hot", "Bara ordet är ändrat.").obstacles == ()


def test_a_step_that_only_moved_in_its_file_is_not_changed() -> None:
    assert changed_steps(book(STEPS), book(f"  # En kommentar.\n\n{STEPS}")) == frozenset()
    condition = STEPS.replace("lågt: slut", "lågt: skydd")
    assert changed_steps(book(STEPS), book(condition)) == {("prov", "hot")}


def test_a_new_routine_is_changed_as_a_whole() -> None:
    empty = replace(book(STEPS), routines={})
    assert ("prov", "skydd") in changed_steps(empty, book(STEPS))


def test_an_accepted_step_keeps_its_reason_until_it_is_changed() -> None:
    earlier = (AcceptedGap("steg:prov/skydd", "Ingen natt.", "Övas i maj."),)
    what = tried(covered=walked(STEPS, "hot", "slut"))
    assert judge(what, book(STEPS), {}, earlier).accepted == earlier
    altered = STEPS.replace("Behövs skydd?", "Behövs skydd nu?")
    again = tried(altered, covered=walked(altered, "hot", "slut"))
    (one,) = judge(again, book(STEPS), {}, earlier).obstacles
    assert one.name == "steg:prov/skydd"


def test_warnings_are_accepted_by_rule_and_file_and_never_carried_on() -> None:
    what = tried(STEPS, WARNING, WARNING)
    (one,) = judged(what).obstacles
    assert one.name == "varning:många-steg/prov.yaml"
    assert judged(what, "varning:många-steg", "Delas i vår.").obstacles == ()
    earlier = (AcceptedGap(one.name, one.sentence, "Delas i vår."),)
    assert judge(what, book(STEPS), {}, earlier).obstacles
