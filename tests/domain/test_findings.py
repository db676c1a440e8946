"""Facts about findings: how they read, sort and travel as JSON, and which word is nearest."""

from __future__ import annotations

import json

import pytest

from jourstod.domain.findings import Finding, Place, Severity, has_errors, nearest

AT = Place("routines/inkommande.yaml", 12, 3)


def test_a_place_reads_as_file_line_column() -> None:
    assert str(AT) == "routines/inkommande.yaml:12:3"


def test_places_sort_in_reading_order() -> None:
    spots = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 9, 4), Place("a", 9, 20)]
    assert [str(p) for p in sorted(spots)] == ["a:9:4", "a:9:20", "a:10:1", "b:1:1"]


def test_a_finding_reads_as_one_line_with_word_and_example() -> None:
    finding = Finding(
        Severity.ERROR, "okand-nyckel", AT, "Nyckeln «kåla» finns inte.", "källa", "källa: praxis-1"
    )
    assert finding.text() == (
        "routines/inkommande.yaml:12:3: fel: Nyckeln «kåla» finns inte. "
        "Menade du «källa»? Skriv t.ex. källa: praxis-1"
    )


def test_a_hint_that_is_a_sentence_is_shown_as_it_stands() -> None:
    finding = Finding(Severity.WARNING, "x", AT, "Fel.", "Spara filen som UTF-8.")
    assert finding.text().endswith(": varning: Fel. Spara filen som UTF-8.")


def test_an_example_of_several_lines_and_the_story_stand_indented_below() -> None:
    finding = Finding(
        Severity.INFO, "x", AT, "Så här.", example="svar:\n  ja: slut", story=("Fråga? ja", "Slut.")
    )
    assert finding.text().splitlines() == [
        "routines/inkommande.yaml:12:3: upplysning: Så här. Skriv t.ex.",
        "    svar:",
        "      ja: slut",
        "    Fråga? ja",
        "    Slut.",
    ]


def test_json_holds_every_part_by_its_name() -> None:
    finding = Finding(Severity.ERROR, "r", AT, "S.", "h", "e", ("a", "b"))
    assert json.loads(json.dumps(finding.as_json())) == {
        "file": "routines/inkommande.yaml",
        "line": 12,
        "column": 3,
        "severity": "error",
        "rule": "r",
        "sentence": "S.",
        "hint": "h",
        "example": "e",
        "story": ["a", "b"],
    }


def test_only_an_error_makes_a_file_unusable() -> None:
    remarks = [Finding(s, "r", AT, "S.") for s in (Severity.WARNING, Severity.INFO)]
    assert not has_errors(remarks)
    assert has_errors([*remarks, Finding(Severity.ERROR, "r", AT, "S.")])


WORDS = ("fråga", "läs högt", "svarar på", "akut_fara", "skyddsbedömning", "källa", "ja", "nej")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("källa", "källa"),
        ("kalla", "källa"),
        ("KÄLLA", "källa"),
        ("las-hogt", "läs högt"),
        ("svararpå", "svarar på"),
        ("Akut Fara", "akut_fara"),
        ("skyddsbedomning", "skyddsbedömning"),
        ("skydsbedöming", "skyddsbedömning"),
        ("fraga", "fråga"),
        ("fra\u030aga", "fråga"),
        ("frågga", "fråga"),
        ("qqq", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_found_past_dots_case_and_slips(word: str, found: str | None) -> None:
    assert nearest(word, WORDS) == found


def test_the_word_itself_wins_over_one_that_only_folds_to_it() -> None:
    assert nearest("val", ["väl", "val"]) == "val"


def test_a_huge_word_is_no_trouble() -> None:
    assert nearest("å" * 1_000_000, WORDS) is None
