"""What is local in the station's file: districts, whom to call, beds and local clocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jourstod.domain.counting import Unit, parse_length
from jourstod.domain.station_file import (
    Bed,
    District,
    LocalClock,
    LocalClockKind,
    LocalContact,
    LocalContactKind,
    PersonKind,
    PlacementForm,
)

from .entries import read_items
from .fields import Fields, as_mapping, cut
from .mandate_reader import board_of, one_of
from .phone import read_phone
from .register_reader import read_hours
from .vocabulary import Names

_ADDRESS = re.compile(
    r"\w*(?:gatan|vägen|gränd|gränden|stigen|torget|allén|backen|plan)\s+\d+"
    r"|\b\d{3} ?\d{2}\s+[A-ZÅÄÖ][a-zåäö]+",
    re.IGNORECASE,
)
_NO_ADDRESS = "en adress ska aldrig stå här; den som behöver den får den av boendet"
_NOT_IN_A_BED = dict.fromkeys(("adress", "gata", "postadress", "ort", "karta"), _NO_ADDRESS)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_CONTACT = 'namn: Telefontolken Exempel\ntelefon: "070-174 06 05"\nbekräftad: 2026-11-01'
_EXAMPLES = {
    "distrikt": "distrikt:\n  Ekbacken: { nämnd: söder }",
    "platser": (
        'platser:\n  - namn: Platslistan 3\n    form: jourhem\n    telefon: "070-174 06 05"\n'
        "    tar emot: [barn]\n    bekräftad: 2026-11-01"
    ),
    "lokala klockor": (
        'lokala klockor:\n  - klocka: jourplacering\n    upphör: "12:00"\n'
        "    källa: Delegationsordningen 2026, punkt 4"
    ),
    "nämnd": "nämnd: söder",
    "telefon": 'telefon: "070-174 06 05"',
    "öppet": "öppet: dygnet runt",
    "bekräftad": "bekräftad: 2026-11-01",
    "källa": "källa: Delegationsordningen 2026, punkt 4",
    "tar emot": "tar emot: [barn]",
    "form": "form: jourhem",
    "upphör": 'upphör: "12:00"',
    "hålls öppet": "hålls öppet: 3 veckor",
}
_CONTACT_EXAMPLES = {**_EXAMPLES, **{kind.value: _CONTACT for kind in LocalContactKind}}


def read_districts(fields: Fields, boards: Names) -> tuple[District, ...]:
    """Districts by name, each with its nämnd; one with an error is left out."""
    return tuple(_districts(fields, boards))


def read_contacts(fields: Fields, boards: Names) -> tuple[LocalContact, ...]:
    """Whom to call, by kind, in the order to call."""
    node = fields.section("kontakter")
    if node is None:
        return ()
    part = Fields(node, "kontakter", fields.remarks, _CONTACT_EXAMPLES)
    found: list[LocalContact] = []
    for kind in LocalContactKind:

        def read(one: Fields, kind: LocalContactKind = kind) -> LocalContact:
            return _contact(one, kind, boards)

        found += read_items(part, kind.value, "en kontakt", read, _CONTACT_EXAMPLES)
    part.close()
    return tuple(found)


def read_beds(fields: Fields) -> tuple[Bed, ...]:
    """The list of beds. One that gives away where it lies is left out."""
    return read_items(fields, "platser", "en plats", _bed, _EXAMPLES, _NOT_IN_A_BED)


def read_clocks(fields: Fields, boards: Names) -> tuple[LocalClock, ...]:
    """Local time limits."""

    def read(part: Fields) -> LocalClock:
        return _clock(part, boards)

    return read_items(fields, "lokala klockor", "en lokal klocka", read, _EXAMPLES)


def _districts(fields: Fields, boards: Names) -> Iterator[District]:
    node = fields.section("distrikt")
    for name, value in node.entries if node else ():
        before = fields.remarks.errors
        what = f"distriktet «{cut(name.value)}»"
        node_of_one = as_mapping(value, what, fields.remarks, _EXAMPLES["distrikt"])
        if node_of_one is None:
            continue
        part = Fields(node_of_one, what, fields.remarks, _EXAMPLES)
        found = District(
            name.value.strip(), board_of(part, boards), part.text("mottagning"), name.place
        )
        part.close()
        if fields.remarks.errors == before:
            yield found


def _contact(fields: Fields, kind: LocalContactKind, boards: Names) -> LocalContact:
    name = fields.text("namn", required=True)
    fields.what = f"{kind.value} «{cut(name)}»" if name else f"en kontakt under {kind.value}"
    return LocalContact(
        kind=kind,
        name=name,
        role=fields.text("roll"),
        phone=read_phone(fields),
        hours=read_hours(fields, required=False),
        board=board_of(fields, boards, required=False),
        note=fields.text("obs"),
        source=fields.text("källa"),
        confirmed=fields.day("bekräftad"),
        signature=fields.text("signatur") if kind is LocalContactKind.PROTECTED else "",
        place=fields.node.place,
    )


def _bed(fields: Fields) -> Bed:
    name = fields.text("namn", required=True)
    fields.what = f"platsen «{cut(name)}»" if name and not _ADDRESS.search(name) else fields.what
    bed = Bed(
        name=name,
        form=one_of(fields, "form", PlacementForm) or PlacementForm.OTHER,
        takes=_takes(fields),
        phone=read_phone(fields),
        hours=read_hours(fields, required=False),
        note=fields.text("obs"),
        confirmed=fields.day("bekräftad"),
        place=fields.node.place,
    )
    for key in ("namn", "obs"):
        found = fields.node.get(key)
        if _ADDRESS.search(fields.text(key)) and found is not None:
            fields.remarks.error(
                "adress-i-plats",
                found.place,
                f"Det som står efter «{key}» i {fields.what} liknar en adress: {_NO_ADDRESS}.",
                "Skriv ett namn som bara pekar ut platsen i er lista.",
                "namn: Platslistan 3",
            )
    return bed


def _takes(fields: Fields) -> tuple[PersonKind, ...]:
    if not fields.has("tar emot"):
        fields.missing("tar emot")
    allowed = tuple(kind.value for kind in PersonKind)
    kept: list[PersonKind] = []
    for word in fields.words("tar emot"):
        if word.value.strip() in allowed:
            kept.append(PersonKind(word.value.strip()))
        else:
            fields.unknown(word, "tar emot", allowed)
    return tuple(kept)


def _clock(fields: Fields, boards: Names) -> LocalClock:
    kind = one_of(fields, "klocka", LocalClockKind)
    fields.what = f"klockan «{kind}»" if kind else fields.what
    return LocalClock(
        kind=kind or LocalClockKind.JOUR_PLACEMENT,
        limit=_limit(fields, kind),
        board=board_of(fields, boards, required=False),
        source=fields.text("källa", required=True),
        confirmed=fields.day("bekräftad"),
        place=fields.node.place,
    )


def _limit(fields: Fields, kind: LocalClockKind | None) -> str:
    match kind:
        case LocalClockKind.JOUR_PLACEMENT:
            return _hour(fields)
        case LocalClockKind.MISSING_CHILD | LocalClockKind.MISSING_ADULT:
            return _length(fields)
        case None:  # either key may be meant
            return fields.text("upphör") or fields.text("hålls öppet")


def _hour(fields: Fields) -> str:
    found = fields.scalar("upphör", required=True)
    if found is None or _TIME.fullmatch(found.value.strip()):
        return found.value.strip() if found else ""
    fields.remarks.error(
        "fel-klockslag",
        found.place,
        f"«{cut(found.value)}» är inget klockslag. Skriv timme och minut med två siffror var.",
        example='upphör: "12:00"',
    )
    return ""


def _length(fields: Fields) -> str:
    found = fields.scalar("hålls öppet", required=True)
    if found is None:
        return ""
    length = parse_length(found.value)
    if length is None or length.unit is Unit.AT_ONCE:
        fields.remarks.error(
            "fel-langd",
            found.place,
            f"Längden «{cut(found.value)}» går inte att räkna med.",
            "Skriv ett tal och dagar, veckor eller månader.",
            "hålls öppet: 3 veckor",
        )
    return found.value.strip()
