"""Facts about coverage: what ties a step to a shall, and what counts as a gap."""

from __future__ import annotations

from tests.reading.small_folder import FILES, altered, read

from jourstod.domain.coverage import Coverage, Trail, coverage

SKA, FRISTER, LAGRUM = "register/ska.yaml", "register/frister.yaml", "register/lagrum.yaml"
DONE = frozenset({("barn", "fara"), ("barn", "beslutet")})
NIGHT = Trail("natten", DONE | {("barn", "larma")}, DONE)


def covered(files: dict[str, str], *trails: Trail) -> Coverage:
    return coverage(read(files)[0], trails)


def gaps(found: Coverage) -> dict[str, str]:
    return {one.id: one.gap for one in found.shalls if one.gap}


def test_a_night_that_does_the_steps_leaves_no_gap() -> None:
    found = covered(FILES, NIGHT)
    assert gaps(found) == {}
    assert found.complete
    ties = {one.id: [(t.step, t.how, t.nights) for t in one.ties] for one in found.shalls}
    assert ties["skyddsbedömning"] == [("fara", "fullgör", ("natten",))]
    assert ties["underställning"] == [("beslutet", "beslut", ("natten",))]
    assert ties["ledamoten-beslutar"] == [("beslutet", "lagrum", ("natten",))]
    assert {one.id: one.krav for one in found.shalls}["utreda"] == ("barn/skydd-före-slut",)


def test_a_step_that_was_only_shown_proves_nothing() -> None:
    shown = Trail("natten", DONE, frozenset({("barn", "fara")}))
    assert gaps(covered(FILES, shown))["ledamoten-beslutar"] == (
        "Ingen skriven natt når något av stegen."
    )


def test_a_shall_that_no_step_does_is_a_gap_and_one_that_is_not_ours_is_none() -> None:
    nobody = altered(SKA, "görs i: [beslut]", "görs i: [uppgift]")
    assert gaps(covered(nobody, NIGHT)) == {
        "ledamoten-beslutar": "Inget steg i någon rutin gör det."
    }
    ours = altered(SKA, "    inte jourens uppgift: Mottagningen gör det.\n", "")
    ours[SKA] = ours[SKA].replace("lagrum: sol-20-1", "lagrum: osl-10-21")
    assert gaps(covered(ours, NIGHT)) == {"utreda": "Inget steg i någon rutin gör det."}


def test_a_text_that_is_only_read_fulfils_nothing_that_does_not_say_so() -> None:
    reads = altered("barn.yaml", "gör: Låt barnet vila.\n    källa: manualen",
                    "gör: Låt barnet vila.\n    lagrum: osl-10-21")  # fmt: skip
    reads["barn.yaml"] = reads["barn.yaml"].replace(
        "    checklista: { säng: Säng att sova i, dörr: NO }\n    gör: Låt", "    läs: Låt"
    )
    reads[SKA] = reads[SKA].replace("lagrum: lvu-6\n    görs i: [beslut]", "lagrum: osl-10-21")
    rest = Trail("natten", DONE, DONE | {("barn", "vila")})
    assert "ledamoten-beslutar" in gaps(covered(reads, rest))
    reads[SKA] = reads[SKA].replace("lagrum: osl-10-21", "lagrum: osl-10-21\n    görs i: [läs]")
    assert "ledamoten-beslutar" not in gaps(covered(reads, rest))


def test_a_provision_that_demands_something_must_be_counted() -> None:
    more = altered(SKA, "lagrum: sol-20-1", "lagrum: osl-10-21")
    more[FRISTER] = more[FRISTER].replace("    lagrum: sol-20-1\n", "    lagrum: lvu-6\n")
    found = covered(more, NIGHT)
    assert [provision.id for provision in found.uncounted] == ["sol-20-1"]
    assert not found.complete


def test_a_night_that_did_not_go_as_written_makes_it_incomplete() -> None:
    assert not covered(FILES, NIGHT, Trail("fel", DONE, DONE, ("rad 3: nekades",))).complete


def test_of_a_night_that_went_astray_only_the_first_line_is_told() -> None:
    astray = Trail("fel", DONE, DONE, ("rad 3: nekades.", "rad 4: nekades.", "rad 5: nekades."))
    [told] = covered(FILES, NIGHT, astray).failures
    assert told == "rad 3: nekades. (2 rader till i natten fel.)"


def test_the_steps_no_night_has_shown_are_told_in_reading_order() -> None:
    [barn, boende] = covered(FILES, NIGHT).routines
    assert barn.never[:2] == ("tolken.boka", "tolken.prata")
    assert "larma" not in barn.never
    assert len(boende.never) == boende.steps
