"""Facts about conditions as written: which part of the closed language each becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reading.small_folder import FILES, read

from jourstod.domain.conditions import All, Among, Between, Condition, Either, Not
from jourstod.domain.findings import Finding
from jourstod.reading.condition_reader import read_condition
from jourstod.reading.marks import Mapping, parse
from jourstod.reading.remarks import Remarks
from jourstod.reading.vocabulary import Vocabulary, fact_names

_FACTS = read(FILES)[0].facts
WORDS = Vocabulary(facts=_FACTS, fact_ids=replace(fact_names(), ids=_FACTS.keys()))


def written(text: str) -> tuple[Condition | None, list[Finding]]:
    node, _ = parse(f"om: {text}", "barn.yaml")
    assert isinstance(node, Mapping)
    inner = node.get("om")
    assert inner is not None
    remarks = Remarks()
    return read_condition(inner, WORDS, remarks), remarks.findings


def among(fact: str, *values: str) -> Among:
    return Among(fact, frozenset(values))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("{ akut_fara: ja }", among("akut_fara", "ja")),
        ("{ akut_fara: [ja, vet inte] }", among("akut_fara", "ja", "vet_inte")),
        ("{ akut_fara: [ej aktuellt, ännu inte] }", among("akut_fara", "ej_aktuellt", "ännu_inte")),
        ("{ akut_fara: vet_inte }", among("akut_fara", "vet_inte")),
        ("{ behov: mat }", among("behov", "mat")),
        ("{ berättelse: angivet }", among("berättelse", "angivet")),
        ("{ ålder: under 18 }", Between("ålder", None, 17)),
        ("{ ålder: minst 18 }", Between("ålder", 18, None)),
        ("{ ålder: 15–17 }", Between("ålder", 15, 17)),
        ("{ ålder: 15-17 }", Between("ålder", 15, 17)),
        ("{ ålder: exakt 15 }", Between("ålder", 15, 15)),
        ("{ ålder: ännu inte }", among("ålder", "ännu_inte")),
        (
            "{ ålder: [under 3, minst 65, vet inte] }",
            Either((among("ålder", "vet_inte"), Between("ålder", None, 2),
                    Between("ålder", 65, None))),
        ),
        (
            "{ akut_fara: ja, ålder: under 18 }",
            All((among("akut_fara", "ja"), Between("ålder", None, 17))),
        ),
        ("{ inte: { akut_fara: ja } }", Not(among("akut_fara", "ja"))),
        (
            "{ någon av: [{ akut_fara: ja }, { behov: mat }] }",
            Either((among("akut_fara", "ja"), among("behov", "mat"))),
        ),
        (
            "{ alla: [{ akut_fara: ja }, { inte: { behov: mat } }] }",
            All((among("akut_fara", "ja"), Not(among("behov", "mat")))),
        ),
    ],
)  # fmt: skip
def test_a_condition_means_what_it_says(text: str, meant: Condition) -> None:
    assert written(text) == (meant, [])


@pytest.mark.parametrize(
    ("text", "rule", "says", "hint"),
    [
        ("{ akutfara: ja }", "okant-faktum", "«akutfara»", "akut_fara"),
        ("{ akut_fara: jaa }", "okant-varde", "«ja», «nej», «vet inte»", "ja"),
        ("{ akut_fara: [] }", "fel-villkor", "en lista", ""),
        ("{ akut_fara: { ja: nej } }", "fel-villkor", "uppställning", ""),
        ("{ akut_fara: under 18 }", "okant-varde", "inget värde", ""),
        ("{ ålder: 15 }", "okant-varde", "«exakt 15»", ""),
        ("{ ålder: under 0 }", "okant-varde", "inget värde", ""),
        ("{ ålder: 18–15 }", "tomt-intervall", "Inget tal", ""),
        ("{ ålder: ålder2 }", "okant-varde", "inget värde", ""),
        ("{ berättelse: hej }", "okant-varde", "«angivet»", ""),
        ("{ någon av: { akut_fara: ja } }", "fel-villkor", "en lista av villkor", ""),
        ("{ någon av: [] }", "fel-villkor", "en lista av villkor", ""),
        ("{ inte: akut_fara }", "fel-villkor", "texten «akut_fara»", ""),
        ("{}", "fel-villkor", "tomt", ""),
        ("[akut_fara]", "fel-villkor", "en lista", ""),
        ("1 == 1", "fel-villkor", "texten «1 == 1»", ""),
    ],
)
def test_what_is_no_condition_is_told_and_gives_none(
    text: str, rule: str, says: str, hint: str
) -> None:
    condition, findings = written(text)
    assert condition is None
    assert [finding.rule for finding in findings] == [rule]
    assert says in findings[0].sentence
    assert hint in (findings[0].hint, "")


def test_every_mistake_in_a_condition_is_told() -> None:
    condition, findings = written(
        "{ akut_fara: [jaa, neej], någon av: [{ ålder: ung }, { okänt: ja }] }"
    )
    assert condition is None
    assert [f.rule for f in findings] == ["okant-varde"] * 3 + ["okant-faktum"]
