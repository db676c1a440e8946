"""The registers lagrum, källor and myndigheter become provisions, sources and agencies."""

from __future__ import annotations

from jourstod.domain.findings import Finding, Place
from jourstod.domain.opening import parse_hours
from jourstod.domain.registers import Agency, Provision, Source

from .entries import read_entries
from .fields import Fields
from .nodes import Node, Scalar
from .remarks import Remarks
from .vocabulary import Names

CONFIDENCE = ("verifierad", "trolig", "osäker")
OWN_UNITS = ("mottagning", "jouren", "journal")
"""Receivers inside the own nämnd that the program itself names."""

_PROVISION = (
    "sol-20-1:\n  nu: SoL 20 kap. 1 §\n  kräver: Vad bestämmelsen kräver, i en mening.\n"
    "  gäller från: 2025-07-01\n  säkerhet: verifierad\n  text per: 2026-02\n"
    "  kontrollera: adress till lagtexten\n  senast kontrollerad: 2026-11-23"
)
_SOURCE = (
    "nspm-manualen:\n  titel: Manualens namn\n  var: adress\n  senast kontrollerad: 2026-11-23"
)
_AGENCY = (
    "polisen:\n  namn: Polismyndigheten\n  roll: Vad den gör för oss\n  öppet: dygnet runt\n"
    '  nummer: { akut: "112" }\n  källa: adress\n  senast kontrollerad: 2026-11-23'
)
_EXAMPLES = {
    "nu": "nu: SoL 20 kap. 1 §",
    "gäller från": "gäller från: 2025-07-01",
    "säkerhet": "säkerhet: trolig",
    "senast kontrollerad": "senast kontrollerad: 2026-11-23",
    "öppet": "öppet: mån-fre 08:00-16:30",
    "nummer": 'nummer: { akut: "112", annars: "114 14" }',
}


def read_provisions(node: Node) -> tuple[dict[str, Provision], frozenset[str], list[Finding]]:
    """The usable provisions by id, the ids of those with an error, and the findings."""
    remarks = Remarks()
    noun = ("ett lagrum", "lagrummet")
    found, broken = read_entries(node, "lagrum", noun, _provision, remarks, _EXAMPLES, _PROVISION)
    return found, broken, remarks.findings


def read_sources(node: Node) -> tuple[dict[str, Source], frozenset[str], list[Finding]]:
    """The usable sources by id, the ids of those with an error, and the findings."""
    remarks = Remarks()
    noun = ("en källa", "källan")
    found, broken = read_entries(node, "källor", noun, _source, remarks, _EXAMPLES, _SOURCE)
    return found, broken, remarks.findings


def read_agencies(
    node: Node, sources: Names
) -> tuple[dict[str, Agency], frozenset[str], list[Finding]]:
    """The usable agencies by id, the ids of those with an error, and the findings."""
    remarks = Remarks()

    def read(name: Scalar, fields: Fields) -> Agency:
        return _agency(name, fields, sources)

    noun = ("en mottagare", "mottagaren")
    found, broken = read_entries(node, "myndigheter", noun, read, remarks, _EXAMPLES, _AGENCY)
    for unit in OWN_UNITS:
        if unit not in found and unit not in broken:
            _need_own(unit, node.place, remarks)
    return found, broken, remarks.findings


def _provision(name: Scalar, fields: Fields) -> Provision:
    valid_from, valid_until = fields.day("gäller från", required=True), fields.day("gäller till")
    if valid_from and valid_until and valid_until < valid_from:
        fields.remarks.error(
            "fel-datum", name.place, f"{fields.begins} slutar gälla innan det har börjat gälla."
        )
    return Provision(
        id=name.value,
        current=fields.text("nu", required=True),
        requires=fields.text("kräver", required=True),
        confidence=fields.choice("säkerhet", CONFIDENCE),
        place=name.place,
        former=fields.text("förut"),
        valid_from=valid_from,
        valid_until=valid_until,
        text_as_of=fields.text("text per", required=True),
        check_at=fields.text("kontrollera", required=True),
        checked=fields.day("senast kontrollerad", required=True),
        warning=fields.text("varning"),
    )


def _source(name: Scalar, fields: Fields) -> Source:
    return Source(
        id=name.value,
        title=fields.text("titel", required=True),
        place=name.place,
        where=fields.text("var", required=True),
        checked=fields.day("senast kontrollerad", required=True),
        note=fields.text("anmärkning"),
    )


def _agency(name: Scalar, fields: Fields, sources: Names) -> Agency:
    own = fields.flag("egen nämnd")
    if name.value in OWN_UNITS and not own:
        _need_own(name.value, name.place, fields.remarks)
        own = True  # so that no more is asked of it than of such a unit
    return Agency(
        id=name.value,
        name=fields.text("namn", required=True),
        role=fields.text("roll", required=True),
        hours=read_hours(fields),
        place=name.place,
        numbers=_numbers(fields),
        handed_over=fields.text("lämnas över"),
        needs=fields.text("behöver"),
        source=_from(fields, sources, required=not own),
        checked=fields.day("senast kontrollerad", required=not own),
        own_board=own,
    )


def _need_own(unit: str, place: Place, remarks: Remarks) -> None:
    remarks.error(
        "egen-enhet-saknas",
        place,
        f"Registret behöver mottagaren «{unit}» med «egen nämnd: ja»: "
        "dit går överlämningen om inget annat sägs.",
        example=f"{unit}:\n  namn: …\n  roll: …\n  öppet: okänt\n  egen nämnd: ja",
    )


def read_hours(fields: Fields, required: bool = True) -> str:
    """Opening hours as written, once they can be counted with; "" for none."""
    words = fields.scalar("öppet", required)
    if words is None:
        return ""
    if parse_hours(words.value) is None:
        fields.remarks.error(
            "fel-oppettid",
            words.place,
            f"Öppettiden «{words.value}» går inte att räkna med.",
            "Skriv «dygnet runt», «kontorstid», «okänt» eller dagar och klockslag.",
            "öppet: mån-tors 08:00-16:30, fre 08:00-15:00",
        )
    return words.value.strip()


def _numbers(fields: Fields) -> tuple[tuple[str, str], ...]:
    node = fields.section("nummer")
    numbers: list[tuple[str, str]] = []
    for use, number in node.entries if node else ():
        if isinstance(number, Scalar) and number.value.strip():
            numbers.append((use.value, number.value.strip()))
        else:
            fields.wrong_kind(use.value, number, "ett telefonnummer")
    return tuple(numbers)


def _from(fields: Fields, sources: Names, required: bool) -> str:
    """Where the entry comes from: an address, or the id of a source."""
    words = fields.scalar("källa", required=required)
    if words is None:
        return ""
    if words.value.startswith(("https://", "http://")):
        return words.value.strip()
    return sources.known(words, fields.remarks) or ""
