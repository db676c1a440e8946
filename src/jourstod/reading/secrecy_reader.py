"""The register sekretess becomes rules: what may go to whom, on what ground, within what limits."""

from __future__ import annotations

from collections.abc import Iterable

from jourstod.domain.findings import Finding
from jourstod.domain.registers import SecrecyRule

from .entries import read_entries
from .fact_reader import CONSENT
from .fields import Fields
from .nodes import Node, Scalar
from .register_reader import CONFIDENCE
from .remarks import Remarks
from .vocabulary import Vocabulary

NO = "nej"
_EXAMPLE = (
    "polisen-brott-mot-barn:\n  till: Polisen, om ett brott mot ett barn\n"
    "  mottagare: [polisen]\n  med samtycke: Ja, det som samtycket gäller.\n"
    "  utan samtycke: Ja, misstanken får anmälas.\n  lagrum: osl-10-21\n"
    "  gränser: En möjlighet, inte en plikt.\n  säkerhet: trolig\n"
    "  senast kontrollerad: 2026-11-23"
)
_EXAMPLES = {
    "mottagare": "mottagare: [polisen, aklagare]",
    "med samtycke": "med samtycke: nej",
    "utan samtycke": "utan samtycke: nej",
    "lagrum": "lagrum: osl-10-21",
    "säkerhet": "säkerhet: trolig",
    "senast kontrollerad": "senast kontrollerad: 2026-11-23",
}


def read_secrecy(
    node: Node, words: Vocabulary
) -> tuple[dict[str, SecrecyRule], frozenset[str], list[Finding]]:
    """The usable rules by id, the ids of those with an error, and the findings.

    `words` gives the agencies they hold for, and the provisions they rest on.
    """
    remarks = Remarks()

    def read(name: Scalar, fields: Fields) -> SecrecyRule:
        return _rule(name, fields, words)

    noun = ("en regel", "regeln")
    found, broken = read_entries(node, "sekretess", noun, read, remarks, _EXAMPLES, _EXAMPLE)
    return found, broken, remarks.findings


def grounds(rules: Iterable[SecrecyRule]) -> dict[str, tuple[str, ...]]:
    """By receiver, what can stand as the ground of a fact: consent, and provisions."""
    known: dict[str, dict[str, None]] = {}
    for rule in rules:
        for receiver in rule.receivers:
            here = known.setdefault(receiver, {})
            here.update({CONSENT: None} if rule.with_consent else {})
            here.update(dict.fromkeys(rule.provisions))
    return {receiver: tuple(found) for receiver, found in known.items()}


def _rule(name: Scalar, fields: Fields, words: Vocabulary) -> SecrecyRule:
    without = _yes_or_no(fields, "utan samtycke")
    provisions = words.provisions.all_known(fields.words("lagrum"), fields.remarks)
    if without and not fields.has("lagrum"):
        fields.missing("lagrum")
    elif not without and fields.has("lagrum"):
        fields.remarks.error(
            "nyckel-pa-fel-plats",
            name.place,
            f"{fields.begins} säger nej utan samtycke, och då finns inget lagrum att lämna ut på.",
            "Ta bort «lagrum», eller skriv vad som får lämnas.",
        )
    return SecrecyRule(
        id=name.value,
        to=fields.text("till", required=True),
        place=name.place,
        limits=fields.text("gränser", required=True),
        confidence=fields.choice("säkerhet", CONFIDENCE),
        receivers=words.agencies.all_known(fields.words("mottagare"), fields.remarks),
        with_consent=_yes_or_no(fields, "med samtycke"),
        without_consent=without,
        provisions=provisions,
        checked=fields.day("senast kontrollerad", required=True),
        note=fields.text("varning"),
    )


def _yes_or_no(fields: Fields, key: str) -> str:
    """The sentence after the key; "" for a plain no. Silence is never taken for either."""
    said = fields.text(key, required=True)
    return "" if said == NO else said
