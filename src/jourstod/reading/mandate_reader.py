"""Who may decide, as the station's file says it: mandates, officers and delegation."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from jourstod.domain.station import Mandate
from jourstod.domain.station_file import ASSISTANCE, DecisionKind, Delegation, PlacementForm

from .entries import read_items
from .fields import Fields, cut
from .nodes import Scalar
from .phone import read_phone
from .vocabulary import Names

E = TypeVar("E", bound=StrEnum)

_INSTEAD = {
    "lvu-14": (
        "kl-6-39",
        "LVU 14 § har ingen egen regel för brådskande beslut. Det som behövs är nämndens uppdrag "
        "enligt KL 6 kap. 39 §.",
    ),
    "lpbs-5-4": (
        "lpbs-5-5",
        "Brådskande beslut om hemlig plats och umgänge fattas enligt LPBS 5 kap. 5 §.",
    ),
}
"""Provisions that nobody can have a personal mandate for, and the one to write instead."""
_EXAMPLES = {
    "mandat": (
        "mandat:\n  - person: Kim Exempel\n    roll: ordförande\n    nämnd: söder\n"
        "    lagrum: lvu-6\n    från: 2026-01-01\n    källa: Nämndens protokoll 2026-01-15 § 4"
    ),
    "handräckning": (
        "handräckning:\n  - person: Bo Exempel\n    roll: socialsekreterare\n    nämnd: söder\n"
        "    lagrum: lvu-43\n    från: 2026-01-01\n    källa: Nämndens protokoll 2026-01-15 § 5"
    ),
    "delegation": (
        "delegation:\n  - beslut: placering\n    form: jourhem\n    nämnd: söder\n"
        "    vem: utskottet\n    källa: Delegationsordningen 2026, punkt 4"
    ),
    "lagrum": "lagrum: lvu-6",
    "nämnd": "nämnd: söder",
    "från": "från: 2026-01-01",
    "till": "till: 2026-12-31",
    "källa": "källa: Nämndens protokoll 2026-01-15 § 4",
    "bekräftad": "bekräftad: 2026-11-01",
    "telefon": 'telefon: "070-174 06 05"',
    "vem": "vem: socialsekreterare (jour)",
    "form": "form: jourhem",
}


def read_mandates(fields: Fields, boards: Names, provisions: Names | None) -> tuple[Mandate, ...]:
    """Personal mandates. One with an error is left out: nobody decides on the strength of it."""

    def read(part: Fields) -> Mandate:
        return _mandate(part, "mandatet", boards, provisions)

    return read_items(fields, "mandat", "ett mandat", read, _EXAMPLES)


def read_officers(fields: Fields, boards: Names, provisions: Names | None) -> tuple[Mandate, ...]:
    """Those appointed to ask for police assistance."""

    def read(part: Fields) -> Mandate:
        officer = _mandate(part, "förordnandet", boards, provisions)
        if officer.provision and officer.provision not in ASSISTANCE:
            part.choice("lagrum", ASSISTANCE)
        return officer

    return read_items(fields, "handräckning", "ett förordnande", read, _EXAMPLES)


def read_delegations(fields: Fields, boards: Names) -> tuple[Delegation, ...]:
    """What each nämnd has delegated."""

    def read(part: Fields) -> Delegation:
        return _delegation(part, boards)

    return read_items(fields, "delegation", "en delegation", read, _EXAMPLES)


def board_of(fields: Fields, boards: Names, required: bool = True) -> str:
    """The id of the nämnd an entry is about, "" for none."""
    found = fields.scalar("nämnd", required)
    if found is None:
        return ""
    boards.known(found, fields.remarks)
    return found.value.strip()


def one_of(fields: Fields, key: str, kinds: type[E]) -> E | None:
    """The member of an enum that stands after a key, or None once the mistake is told."""
    allowed = tuple(kind.value for kind in kinds)
    word = fields.choice(key, allowed)
    return kinds(word) if word in allowed else None


def _mandate(fields: Fields, noun: str, boards: Names, provisions: Names | None) -> Mandate:
    person = fields.text("person", required=True)
    fields.what = f"{noun} för {cut(person)}" if person else fields.what
    since, until = _span(fields, required=True)
    return Mandate(
        person=person,
        role=fields.text("roll", required=True),
        board=board_of(fields, boards),
        provision=_provision(fields, provisions),
        since=since,
        until=until,
        phone=read_phone(fields),
        source=fields.text("källa", required=True),
        confirmed=fields.day("bekräftad"),
        place=fields.node.place,
    )


def _provision(fields: Fields, provisions: Names | None) -> str:
    found = fields.scalar("lagrum", required=True)
    if found is None:
        return ""
    id = found.value.strip()
    if id in _INSTEAD:
        _refuse(fields, found)
    elif provisions:
        provisions.known(found, fields.remarks)
    return id


def _refuse(fields: Fields, found: Scalar) -> None:
    instead, why = _INSTEAD[found.value.strip()]
    fields.remarks.error(
        "inget-sadant-mandat",
        found.place,
        f"{fields.begins} kan inte gälla {found.value.strip()}. {why}",
        instead,
        f"lagrum: {instead}",
    )


def _delegation(fields: Fields, boards: Names) -> Delegation:
    decision = one_of(fields, "beslut", DecisionKind)
    form = one_of(fields, "form", PlacementForm) if fields.has("form") else None
    if decision is DecisionKind.PLACEMENT and form is None:
        fields.missing("form")
    elif decision not in (DecisionKind.PLACEMENT, None) and fields.has("form"):
        fields.remarks.error(
            "nyckel-pa-fel-plats",
            fields.node.place,
            f"Nyckeln «form» kan bara stå när beslutet är placering, men här är det «{decision}».",
        )
    since, until = _span(fields)
    return Delegation(
        decision=decision or DecisionKind.ACUTE,
        board=board_of(fields, boards),
        holder=fields.text("vem", required=True),
        form=form,
        since=since,
        until=until,
        limits=fields.text("villkor"),
        source=fields.text("källa", required=True),
        confirmed=fields.day("bekräftad"),
        place=fields.node.place,
    )


def _span(fields: Fields, required: bool = False) -> tuple[str, str]:
    since, until = fields.day("från", required), fields.day("till")
    if since and until and until < since:
        fields.remarks.error(
            "fel-datum", fields.node.place, f"{fields.begins} slutar innan det har börjat."
        )
    return since, until
