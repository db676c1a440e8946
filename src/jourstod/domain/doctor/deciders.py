"""Who may decide tonight: mandates, officers, delegation and local clocks of each nämnd."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..rulebook import Rulebook
from ..station import Board, Mandate, Station
from ..station_file import (
    ASSISTANCE,
    MANDATES,
    DecisionKind,
    Delegation,
    LocalClockKind,
    LocalContactKind,
    PlacementForm,
    said,
)
from .ailment import Ailment, ailment, listing

SOON = timedelta(days=30)
"""So long before a mandate or delegation ends it is told."""
_FIRST = MANDATES[0]
_ENOUGH = 2  # so many may open protected files at the least


def deciders(station: Station, book: Rulebook, day: date) -> Iterator[Ailment]:
    """What stands in the way of a lawful decision tonight, for each nämnd."""
    for board in station.boards:
        yield from _mandates(station, book, board, day.isoformat())
        yield from _officers(station, book, board, day.isoformat())
        yield from _delegation(station, board, day.isoformat())
        yield from _court_and_files(station, board)
        yield from _clocks(station, board)
    yield from _ended(station, book, day)
    yield from _without_phone(station, day.isoformat())


def _mandates(station: Station, book: Rulebook, board: Board, day: str) -> Iterator[Ailment]:
    missing = [p for p in MANDATES if not station.appointed(p, board.id, day)]
    if _FIRST in missing:
        missing.remove(_FIRST)
        known = [m for m in station.mandates if (m.board, m.provision) == (board.id, _FIRST)]
        sentence = (
            f"{board.name} har ingen med uppdrag enligt {_cite(book, _FIRST)} den {day}."
            + "".join(f" {_why_not(mandate, day)}" for mandate in known)
        )
        yield ailment(
            "ingen-far-besluta-lvu-6", board.place, sentence, _example(board, "mandat", _FIRST)
        )
    if missing:
        cited = listing(_cite(book, provision) for provision in missing)
        sentence = f"{board.name} har ingen med uppdrag enligt {cited} den {day}."
        if "kl-6-39" in missing:
            sentence += " Utan KL 6 kap. 39 § får ingen på natten besluta enligt LVU 14 §."
        example = _example(board, "mandat", missing[0])
        yield ailment("ingen-far-besluta", board.place, sentence, example)


def _officers(station: Station, book: Rulebook, board: Board, day: str) -> Iterator[Ailment]:
    missing = [p for p in ASSISTANCE if not station.appointed(p, board.id, day)]
    if missing:
        cited = listing(_cite(book, provision) for provision in missing)
        yield ailment(
            "handrackning-saknas",
            board.place,
            f"{board.name} har ingen förordnad att begära polishandräckning enligt {cited} "
            f"den {day}.",
            _example(board, "handräckning", missing[0]),
        )


def _delegation(station: Station, board: Board, day: str) -> Iterator[Ailment]:
    needed: list[tuple[DecisionKind, PlacementForm | None]] = []
    for decision in DecisionKind:
        placing = decision is DecisionKind.PLACEMENT
        needed += [(decision, form) for form in (PlacementForm if placing else (None,))]
    missing = [one for one in needed if not station.delegated(one[0], board.id, day, one[1])]
    if missing:
        decision, form = missing[0]
        words = listing(said(*one) for one in missing)
        yield ailment(
            "delegation-saknas",
            board.place,
            f"Vem som får besluta för {board.name} är inte känt: {words}.",
            f"delegation:\n  - beslut: {decision}\n"
            + (f"    form: {form}\n" if form else "")
            + f"    nämnd: {board.id}\n    vem: …\n    källa: …",
        )


def _court_and_files(station: Station, board: Board) -> Iterator[Ailment]:
    if not station.reached(LocalContactKind.COURT, board.id):
        yield ailment(
            "ratten-pa-helgen-saknas",
            board.place,
            f"Vem som lämnar in till rätten för {board.name} på helgen är inte känt.",
            f"kontakter:\n  rätten på helgen: {{ namn: …, nämnd: {board.id}, telefon: … }}",
        )
    allowed = {c.name.casefold() for c in station.reached(LocalContactKind.PROTECTED, board.id)}
    if len(allowed) < _ENOUGH:
        count = "en enda namngiven" if allowed else "ingen namngiven"
        yield ailment(
            "skyddade-akter-for-fa",
            board.place,
            f"{board.name} har {count} som får öppna skyddade akter. Det ska vara minst två.",
            "kontakter:\n  skyddade akter:\n    - { namn: …, telefon: … }\n"
            "    - { namn: …, telefon: … }",
        )


def _clocks(station: Station, board: Board) -> Iterator[Ailment]:
    missing = [kind for kind in LocalClockKind if station.clock(kind, board.id) is None]
    if missing:
        jour = LocalClockKind.JOUR_PLACEMENT in missing
        limit = 'upphör: "…"' if jour else "hålls öppet: …"
        yield ailment(
            "lokal-klocka-saknas",
            board.place,
            f"Egna frister är inte kända för {board.name}: {listing(missing)}.",
            f"lokala klockor:\n  - {{ klocka: {missing[0]}, {limit}, källa: … }}",
        )


def _ended(station: Station, book: Rulebook, day: date) -> Iterator[Ailment]:
    today, soon = day.isoformat(), (day + SOON).isoformat()
    personal = (*station.mandates, *station.officers)
    for mandate in personal:
        rule = _ending(mandate.until, today, soon)
        if rule and not any(_renews(other, mandate) for other in personal):
            words = "gick ut" if mandate.until < today else "går ut"
            yield ailment(
                f"mandat-{rule}",
                mandate.place,
                f"Uppdraget för {mandate.person} enligt {_cite(book, mandate.provision)} i "
                f"{_name(station, mandate.board)} {words} {mandate.until}.",
            )
    for one in station.delegations:
        rule = _ending(one.until, today, soon)
        if rule and not any(_replaces(other, one) for other in station.delegations):
            words = "slutade gälla" if one.until < today else "slutar gälla"
            yield ailment(
                "delegation-utgangen" if rule == "utganget" else "delegation-gar-ut",
                one.place,
                f"Delegationen för {one.subject} i {_name(station, one.board)} "
                f"{words} {one.until}.",
            )


def _ending(until: str, today: str, soon: str) -> str:
    if not until or until > soon:
        return ""
    return "utganget" if until < today else "gar-ut"


def _renews(other: Mandate, mandate: Mandate) -> bool:
    same = (other.person, other.board, other.provision)
    return same == (mandate.person, mandate.board, mandate.provision) and (
        _last(other.until) > _last(mandate.until)
    )


def _replaces(other: Delegation, one: Delegation) -> bool:
    same = (other.decision, other.form, other.board) == (one.decision, one.form, one.board)
    return same and _last(other.until) > _last(one.until)


def _last(until: str) -> str:
    return until or "9999"


def _without_phone(station: Station, day: str) -> Iterator[Ailment]:
    told: set[tuple[str, str]] = set()
    for mandate in (*station.mandates, *station.officers):
        who = (mandate.person, mandate.board)
        if mandate.phone or who in told or not mandate.holds(mandate.provision, day):
            continue
        told.add(who)
        yield ailment(
            "beslutsfattare-utan-nummer",
            mandate.place,
            f"{mandate.person} har uppdrag i {_name(station, mandate.board)} men inget "
            "telefonnummer.",
            'telefon: "070-174 06 05"',
        )


def _why_not(mandate: Mandate, day: str) -> str:
    if mandate.since > day:
        return f"Uppdraget för {mandate.person} börjar gälla {mandate.since}."
    return f"Uppdraget för {mandate.person} gick ut {mandate.until}."


def _example(board: Board, key: str, provision: str) -> str:
    return (
        f"{key}:\n  - person: …\n    roll: …\n    nämnd: {board.id}\n    lagrum: {provision}\n"
        "    från: …\n    telefon: …\n    källa: nämndens protokoll, datum och paragraf"
    )


def _cite(book: Rulebook, provision: str) -> str:
    known = book.provisions.get(provision)
    return known.current if known else provision


def _name(station: Station, board: str) -> str:
    known = station.board(board)
    return known.name if known else board
