"""Facts about krav that speak of another routine: what they become, and mistakes in them."""

from __future__ import annotations

import pytest
from tests.reading.small_folder import FILES, altered, read

from jourstod.domain.conditions import All, Among, Not
from jourstod.domain.routine import KravForm

LINE = "  - { id: går-att-sluta, alltid nåbart: slut, källa: manualen }\n"


def with_krav(path: str, krav: str) -> dict[str, str]:
    """The small folder with one krav more in a routine."""
    if path == "barn.yaml":
        return altered(path, LINE, LINE + f"  - {{ id: nytt, {krav}, källa: manualen }}\n")
    line = f"krav:\n  - {{ id: nytt, {krav}, källa: manualen }}\nsteg:\n"
    return altered(path, "steg:\n", line)


def test_a_krav_before_becomes_a_condition_on_the_fact_that_the_step_answers() -> None:
    files = with_krav("boende.yaml", "innan: slut, ska: { barn/fara: [ja, vet inte] }")
    book, findings = read(files)
    assert findings == read(FILES)[1]
    krav = book.routines["boende"].krav[0]
    assert krav.form is KravForm.NEVER_WHEN
    assert krav.elsewhere == "barn/fara"
    assert krav.condition == Not(Among("akut_fara", frozenset({"ja", "vet_inte"})))


def test_a_krav_with_a_condition_of_its_own_keeps_it() -> None:
    krav = "innan: slut, ska: barn/fara, om: { ålder: under 15 }"
    book, _ = read(with_krav("boende.yaml", krav))
    condition = book.routines["boende"].krav[0].condition
    assert isinstance(condition, All)
    assert condition.parts[1] == Not(Among("akut_fara", frozenset({"ja", "nej"})))


def test_a_krav_after_becomes_that_the_fact_is_told() -> None:
    book, _ = read(with_krav("boende.yaml", "aldrig: slut, efter: barn/fara"))
    krav = book.routines["boende"].krav[0]
    assert krav.condition == Among("akut_fara", frozenset({"ja", "nej"}))


@pytest.mark.parametrize(
    ("krav", "rule", "hint"),
    [
        ("innan: slut, ska: bran/fara", "okand-rutin", "barn"),
        ("innan: slut, ska: barn/farra", "okant-steg", "fara"),
        ("innan: slut, ska: barn/larma", "krav-utan-faktum", "Nämn en fråga i den rutinen."),
        ("innan: slut, ska: { barn/fara: [jaa] }", "okant-varde", "ja"),
        ("innan: slut, ska: { barn/fara: [gick inte] }", "okant-varde", ""),
    ],
)
def test_a_mistake_in_such_a_krav_is_told_at_the_krav(krav: str, rule: str, hint: str) -> None:
    book, findings = read(with_krav("boende.yaml", krav))
    finding = next(f for f in findings if f.rule == rule)
    assert finding.place.file == "routines/boende.yaml"
    assert finding.place.line == 8
    assert hint in finding.hint
    assert "berätta" not in book.routines["boende"].steps  # a notice in its place


def test_a_krav_about_a_routine_with_an_error_falls_with_it() -> None:
    files = with_krav("boende.yaml", "innan: slut, ska: barn/fara")
    broken = {**files, "barn.yaml": files["barn.yaml"].replace("titel:", "titeln:")}
    _, findings = read(broken)
    assert any(f.rule == "trasig-hanvisning" and "nytt" in f.sentence for f in findings)
