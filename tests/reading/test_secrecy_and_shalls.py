"""Facts about the registers of secrecy and of what is demanded without a clock."""

from __future__ import annotations

import pytest
from tests.reading.small_folder import FILES, altered, place_of, read

SEKRETESS, SKA, FAKTA = "register/sekretess.yaml", "register/ska.yaml", "fakta.yaml"


def test_the_rules_keep_what_is_written_and_a_no_is_empty() -> None:
    rules = read(FILES)[0].secrecy
    child, press = rules["polis-barn"], rules["media"]
    assert (child.receivers, child.provisions) == (("polisen",), ("osl-10-21",))
    assert (child.with_consent, child.confidence) == ("Ja, det som samtycket gäller.", "trolig")
    assert (press.receivers, press.with_consent, press.without_consent) == ((), "", "")


def test_the_shalls_keep_what_is_written() -> None:
    shalls = read(FILES)[0].shalls
    assert shalls["ledamoten-beslutar"].done_in == ("beslut",)
    assert shalls["utreda"].not_ours == "Mottagningen gör det."


@pytest.mark.parametrize(
    ("path", "old", "new", "rule", "at", "says"),
    [
        (SEKRETESS, "mottagare: [polisen]", "mottagare: [polis]", "okand-myndighet", "polis]",
         "«polis» finns inte"),
        (SEKRETESS, "    utan samtycke: Ja, misstanken får anmälas.\n", "", "saknad-nyckel",
         "till: Polisen", "«utan samtycke» saknas"),
        (SEKRETESS, "    lagrum: osl-10-21\n", "", "saknad-nyckel", "till: Polisen", "«lagrum»"),
        (SEKRETESS, "gränser: Inget om en enskild.\n", "gränser: Inget.\n    lagrum: lvu-6\n",
         "nyckel-pa-fel-plats", "media", "säger nej utan samtycke"),
        (SEKRETESS, "lagrum: osl-10-21", "lagrum: osl-10-22", "okant-lagrum", "osl-10-22",
         "«osl-10-22»"),
        (SEKRETESS, "säkerhet: trolig", "säkerhet: nog", "okant-varde", "nog", "«osäker»"),
        (SEKRETESS, "varning: Svaret", "obs: Svaret", "okand-nyckel", "obs", "«obs»"),
        (SKA, "görs i: [beslut]", "görs i: [beslutet]", "okant-varde", "beslutet]", "«beslut»"),
        (SKA, "görs i: [beslut]", "görs i: [slut]", "okant-varde", "slut]", "«slut»"),
        (SKA, "    lagrum: lvu-6\n", "", "saknad-nyckel", "kräver: Den", "«lagrum»"),
        (SKA, "inte jourens uppgift: Mot", "görs i: fråga\n    inte jourens uppgift: Mot",
         "nyckel-pa-fel-plats", "utreda:", "inte jourens uppgift"),
        (FAKTA, "{ polisen: osl-10-21 }", "{ polisen: sol-20-1 }", "grund-utan-stod", "sol-20-1 }",
         "inte «sol-20-1» som grund för «polisen». Där finns «samtycke» eller «osl-10-21»."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(
    path: str, old: str, new: str, rule: str, at: str, says: str
) -> None:
    files = altered(path, old, new)
    told = {(f.rule, f.place): f.sentence for f in read(files)[1]}
    assert says in told[(rule, place_of(files, path, at))]


def test_a_fact_with_a_ground_the_register_has_not_is_out_of_use() -> None:
    book, _ = read(altered(FAKTA, "{ polisen: osl-10-21 }", "{ polisen: sol-20-1 }"))
    assert "akut_fara" not in book.facts


def test_consent_is_no_ground_where_the_register_says_no() -> None:
    files = altered(SEKRETESS, "med samtycke: Ja, det som samtycket gäller.", "med samtycke: nej")
    files[FAKTA] = files[FAKTA].replace("{ polisen: osl-10-21 }", "{ polisen: samtycke }")
    told = [f.sentence for f in read(files)[1] if f.rule == "grund-utan-stod"]
    assert told == ["Sekretessregistret har inte «samtycke» som grund för «polisen». "
                    "Där finns «osl-10-21»."]  # fmt: skip


def test_a_rule_with_a_mistake_supports_nothing() -> None:
    book, findings = read(altered(SEKRETESS, "säkerhet: trolig", "säkerhet: nog"))
    assert "akut_fara" not in book.facts
    assert "grund-utan-stod" in {f.rule for f in findings}


def test_within_the_own_namnd_the_register_is_not_asked() -> None:
    files = altered(FAKTA, "{ polisen: osl-10-21 }", "{ mottagning: sol-20-1 }")
    assert [f.text() for f in read(files)[1]] == []


@pytest.mark.parametrize("path", [SEKRETESS, SKA])
def test_a_bundle_from_before_the_register_is_read_and_the_lack_is_a_warning(path: str) -> None:
    book, findings = read({name: text for name, text in FILES.items() if name != path})
    assert [(f.severity.value, f.rule) for f in findings] == [("warning", "register-saknas")]
    assert "akut_fara" in book.facts
