"""The file fakta.yaml becomes declared facts."""

from __future__ import annotations

from jourstod.domain.answers import DONE, GIVEN, NOT_YET, WAYS_OUT
from jourstod.domain.facts import Choice, Fact, FactKind, Sensitivity
from jourstod.domain.findings import Finding

from .entries import read_entries
from .fields import Fields, check_id, cut, listed, too_long
from .nodes import Mapping, Node, Scalar
from .remarks import Remarks
from .vocabulary import Names, Vocabulary

SUBJECTS = ("ärendet", "personen", "kontakten")
SECTIONS = (
    "läget",
    "vem",
    "skydd",
    "vård",
    "polis",
    "vårdnadshavare",
    "medföljande",
    "bedömning",
    "praktiskt",
    "samtal",
)
CONSENT = "samtycke"
RESERVED = (*WAYS_OUT, NOT_YET, DONE, GIVEN, "övriga", "annars")
EXAMPLE = (
    "omedelbar_fara:\n  om: personen\n  slag: val\n  värden: { ja: Ja, nej: Nej }\n"
    "  känslighet: hög\n  rubrik: Akut fara\n  avsnitt: läget"
)
_EXAMPLES = {
    "om": "om: personen",
    "slag": "slag: val",
    "värden": "värden: { ja: Ja, nej: Nej }",
    "känslighet": "känslighet: hög",
    "rubrik": "rubrik: Akut fara",
    "avsnitt": "avsnitt: läget",
    "får lämnas till": "får lämnas till: { polisen: osl-10-21, regionkoordinator: samtycke }",
    "ändrar hotet": "ändrar hotet: ja",
}


def read_facts(
    node: Node, words: Vocabulary
) -> tuple[dict[str, Fact], frozenset[str], list[Finding]]:
    """The usable facts by id, the ids of those with an error, and the findings.

    `words` gives agencies and provisions for `får lämnas till`.
    """
    remarks = Remarks()

    def read(name: Scalar, fields: Fields) -> Fact:
        return _fact(name, fields, words)

    facts, broken = read_entries(
        node, "fakta", ("ett faktum", "faktumet"), read, remarks, _EXAMPLES, EXAMPLE
    )
    return facts, broken, remarks.findings


def _fact(name: Scalar, fields: Fields, words: Vocabulary) -> Fact:
    subject = fields.choice("om", SUBJECTS)
    kind = fields.choice("slag", tuple(kind.value for kind in FactKind))
    sensitivity = fields.choice("känslighet", tuple(level.value for level in Sensitivity))
    known_kind = FactKind(kind) if kind in set(FactKind) else None
    known_level = Sensitivity(sensitivity) if sensitivity in set(Sensitivity) else None
    return Fact(
        id=name.value,
        subject=subject,
        kind=known_kind or FactKind.TEXT,
        heading=fields.text("rubrik", required=True),
        section=fields.choice("avsnitt", SECTIONS),
        sensitivity=known_level or Sensitivity.PROTECTED,
        place=name.place,
        choices=_choices(fields, known_kind),
        cleared=_cleared(fields, words),
        threat=fields.flag("ändrar hotet"),
    )


def _choices(fields: Fields, kind: FactKind | None) -> tuple[Choice, ...]:
    """The value ids and their words; only facts with ready answers have any."""
    wanted = kind in (FactKind.CHOICE, FactKind.MANY)
    node = fields.section("värden", required=wanted)
    if node is None:
        return ()
    if kind is not None and not wanted:
        fields.remarks.error(
            "nyckel-pa-fel-plats",
            node.place,
            f"{fields.begins} är av slaget {kind.value} och har inga färdiga värden.",
            "Ta bort «värden», eller skriv slag: val.",
        )
        return ()
    if wanted and len(node.entries) < 2:
        fields.remarks.error(
            "for-fa-varden",
            node.place,
            f"{fields.begins} behöver minst två värden. «vet inte» och «ej aktuellt» finns alltid.",
            example=fields.example("värden"),
        )
    return _labelled(node, fields)


def _labelled(node: Mapping, fields: Fields) -> tuple[Choice, ...]:
    if too_long(node, f"«värden» i {fields.what}", fields.remarks):
        return ()
    choices: list[Choice] = []
    for id, label in node.entries:
        check_id(id, "ett värde", fields.remarks)
        if id.value.replace(" ", "_").replace("-", "_") in RESERVED:
            fields.remarks.error(
                "upptaget-namn",
                id.place,
                f"«{cut(id.value)}» behöver inte stå bland värdena: det finns alltid, "
                "eller betyder något annat i rutinspråket.",
            )
        elif not isinstance(label, Scalar) or not label.value.strip():
            fields.wrong_kind(id.value, label, "värdets ord på skärmen")
        else:
            choices.append(Choice(id.value, label.value.strip()))
    return tuple(choices)


def _cleared(fields: Fields, words: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Receiver and ground. Nothing is cleared by a line that has a mistake in it."""
    node = fields.section("får lämnas till")
    cleared: list[tuple[str, str]] = []
    for receiver, ground in node.entries if node else ():
        agency = words.agencies.known(receiver, fields.remarks)
        if not isinstance(ground, Scalar) or not ground.value.strip():
            fields.wrong_kind(receiver.value, ground, "ett lagrum eller samtycke")
            continue
        known = ground.value.strip() == CONSENT or words.provisions.known(ground, fields.remarks)
        if agency and known and _supported(agency, ground, fields, words):
            cleared.append((agency, ground.value.strip()))
    return tuple(cleared)


def _supported(agency: str, ground: Scalar, fields: Fields, words: Vocabulary) -> bool:
    """Whether the register of secrecy has the ground for the receiver; else it is told."""
    if words.grounds is None or agency in words.own_units:
        return True
    grounds = words.grounds.get(agency, ())
    if ground.value.strip() in grounds:
        return True
    there = f"Där finns {listed(grounds)}." if grounds else "Där står inget om den mottagaren."
    fields.remarks.error(
        "grund-utan-stod",
        ground.place,
        f"Sekretessregistret har inte «{cut(ground.value)}» som grund för «{agency}». {there}",
        "Ändra grunden, eller för in den i register/sekretess.yaml när en jurist har sagt ja.",
    )
    return False


def named(facts: dict[str, Fact], broken: frozenset[str], where: str, whole: bool) -> Names:
    """The facts as names that routines refer to."""
    return Names("Faktumet", "okant-faktum", where, facts.keys(), broken, whole)
