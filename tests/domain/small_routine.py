"""One small routine at a time, as a rulebook, for tests of what is found wrong in it."""

from __future__ import annotations

from tests.desk import sample

from jourstod.domain.checks import check_all
from jourstod.domain.findings import Finding
from jourstod.domain.routine import Routine
from jourstod.domain.rulebook import Rulebook
from jourstod.reading.shelf import pack, rulebook

HEAD = """\
språk: 1
rutin: prov
titel: Prov
gäller: { från: 2026-01-01, granskas: 2027-06-01, ägare: Jouren, granskad av: ej granskad }
börjar: hot
startas för hand: ja
"""

FAKTA = """\
språk: 1
fakta:
  hot: { om: personen, slag: val, värden: { akut: Akut, lågt: Lågt }, känslighet: hög,
    rubrik: Hot, avsnitt: bedömning }
  skydd: { om: personen, slag: val, värden: { ja: Ja, nej: Nej }, känslighet: hög,
    rubrik: Skydd, avsnitt: skydd }
  ålder: { om: personen, slag: tal, känslighet: låg, rubrik: Ålder, avsnitt: vem }
  tecken: { om: personen, slag: flerval, värden: { pass: Pass, skuld: Skuld, tyst: Tyst },
    känslighet: hög, rubrik: Tecken, avsnitt: bedömning }
"""

END = "  slut: { slut: klart, gör: Lämna över., källa: manualen }\n"


def book(steps: str, krav: str = "", **others: str) -> Rulebook:
    """A rulebook with one routine of these steps (and `slut`); others are whole files."""
    text = HEAD + (f"krav:\n{krav}" if krav else "") + "steg:\n" + steps + END
    files = {
        **{name: text for name, text in sample.FILES.items() if name.startswith("register/")},
        "fakta.yaml": FAKTA,
        "prov.yaml": text,
        **{f"{name}.yaml": content for name, content in others.items()},
    }
    read, findings = rulebook(pack(files).content)
    errors = [f.text() for f in findings if f.severity.value == "error"]
    assert not errors, errors
    return read


def routine(steps: str, krav: str = "") -> tuple[Rulebook, Routine]:
    """The rulebook and its only routine."""
    read = book(steps, krav)
    return read, read.routines["prov"]


def found(steps: str, krav: str = "", **others: str) -> list[Finding]:
    """Everything the checks find."""
    return list(check_all(book(steps, krav, **others)))


def rules(steps: str, krav: str = "", **others: str) -> set[str]:
    """The rules of what the checks find."""
    return {finding.rule for finding in found(steps, krav, **others)}
