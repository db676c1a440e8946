"""The register ska becomes shalls: what a provision demands of us without a clock."""

from __future__ import annotations

from jourstod.domain.findings import Finding
from jourstod.domain.registers import Shall
from jourstod.domain.routine import StepKind

from .entries import read_entries
from .fields import Fields
from .nodes import Node, Scalar
from .remarks import Remarks
from .vocabulary import Vocabulary

KINDS = tuple(kind.value for kind in StepKind if kind is not StepKind.END)
_EXAMPLE = (
    "tolk:\n  kräver: Tolk ska användas när personen behöver det.\n  lagrum: fl-13\n"
    "  görs i: [uppgift, kontakt]"
)
_EXAMPLES = {
    "lagrum": "lagrum: fl-13",
    "görs i": "görs i: [uppgift, kontakt]",
    "inte jourens uppgift": "inte jourens uppgift: Mottagningen gör det nästa vardag.",
}


def read_shalls(
    node: Node, words: Vocabulary
) -> tuple[dict[str, Shall], frozenset[str], list[Finding]]:
    """The usable shalls by id, the ids of those with an error, and the findings.

    `words` gives the provisions that demand something.
    """
    remarks = Remarks()

    def read(name: Scalar, fields: Fields) -> Shall:
        return _shall(name, fields, words)

    noun = ("en plikt", "plikten")
    found, broken = read_entries(node, "ska", noun, read, remarks, _EXAMPLES, _EXAMPLE)
    return found, broken, remarks.findings


def _shall(name: Scalar, fields: Fields, words: Vocabulary) -> Shall:
    not_ours, done_in = fields.text("inte jourens uppgift"), _kinds(fields)
    if not_ours and done_in:
        fields.remarks.error(
            "nyckel-pa-fel-plats",
            name.place,
            f"{fields.begins} är inte jourens uppgift, och görs då inte i något steg.",
            "Ta bort en av nycklarna «görs i» och «inte jourens uppgift».",
        )
    if not fields.has("lagrum"):
        fields.missing("lagrum")
    return Shall(
        id=name.value,
        sentence=fields.text("kräver", required=True),
        place=name.place,
        provisions=words.provisions.all_known(fields.words("lagrum"), fields.remarks),
        done_in=done_in,
        not_ours=not_ours,
    )


def _kinds(fields: Fields) -> tuple[str, ...]:
    """Kinds of steps, by the keys that name them."""
    found = []
    for word in fields.words("görs i"):
        if word.value.strip() in KINDS:
            found.append(word.value.strip())
        else:
            fields.unknown(word, "görs i", KINDS)
    return tuple(found)
