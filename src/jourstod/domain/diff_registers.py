"""Registers compared: provisions, sources, receivers, duties, secrecy, shalls and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .diff_change import Books, Change, Weight, name
from .diff_fields import Part, Table, agency, changed, pair, provision, slug

_B, _C, _P, _T, _W, _D = (
    Weight.BASIS, Weight.CLOCK, Weight.POWER, Weight.TOLD, Weight.WORDS, Weight.DATES,
)  # fmt: skip


def _gives(old: Any, new: Any) -> bool:
    return bool(new) and not old


def _adds(old: Any, new: Any) -> bool:
    return bool(set(new) - set(old))


PROVISION: Table = {
    "current": Part("numret", _B), "former": Part("det förra numret", _B),
    "requires": Part("kravet", _B), "confidence": Part("säkerheten", _B),
    "warning": Part("varningen", _B),
    "valid_from": Part("första dagen det gäller:", _D),
    "valid_until": Part("sista dagen det gäller:", _D),
    "text_as_of": Part("textens månad", _D), "check_at": Part("stället att kontrollera:", _D),
    "checked": Part("dagen det senast kontrollerades:", _D),
}  # fmt: skip
SOURCE: Table = {
    "title": Part("titeln", _B), "where": Part("platsen", _B), "note": Part("noten", _B),
    "checked": Part("dagen den senast kontrollerades:", _D),
}  # fmt: skip
AGENCY: Table = {
    "own_board": Part(
        "", _T, widens=lambda old, new: bool(new),
        flag=("hör nu till den egna nämnden och får allt",
              "hör inte längre till den egna nämnden"),
    ),
    "numbers": Part("numret", _T, pair), "needs": Part("det den behöver veta:", _T),
    "handed_over": Part("det som lämnas över:", _T), "hours": Part("öppettiden", _C),
    "name": Part("namnet", _W), "role": Part("rollen", _W),
    "source": Part("källan", _B, slug), "checked": Part("dagen den senast kontrollerades:", _D),
}  # fmt: skip
DUTY: Table = {
    "length": Part("längden", _C), "starts_at": Part("händelsen som startar den:", _C, slug),
    "starts_on": Part("det som startar den:", _C, slug), "kind": Part("slaget", _C),
    "extends": Part("säkerheten i att sista dagen flyttas:", _C),
    "practice": Part("praxis", _C), "met_by": Part("det som möter den:", _C, slug),
    "local": Part("stationens egen gräns", _C),
    "opens": Part("mottagaren som ska öppna:", _C, agency),
    "same_day": Part("", _C, flag=("görs nu samma dag", "görs inte längre samma dag")),
    "wrong_start": Part("den felaktiga starten", _C), "who": Part("den ansvarige", _P),
    "not_ours": Part("skälet att den inte är jourens:", _P), "name": Part("namnet", _W),
    "due": Part("det som ska göras:", _W), "why_start": Part("skälet till starten:", _W),
    "on_expiry": Part("följden när den löper ut:", _W),
    "common_mistake": Part("det vanliga felet", _W), "cases": Part("rättsfallet", _B),
    "provisions": Part("lagrummet", _B, provision),
}  # fmt: skip
SECRECY: Table = {
    "without_consent": Part("det som får lämnas utan samtycke:", _T, widens=_gives),
    "with_consent": Part("det som får lämnas med samtycke:", _T, widens=_gives),
    "receivers": Part("mottagaren", _T, agency, widens=_adds),
    "provisions": Part("sekretessgrunden", _T, provision, widens=_adds),
    "limits": Part("gränserna", _T), "to": Part("mottagaren i ord", _T), "note": Part("noten", _W),
    "confidence": Part("säkerheten", _B), "checked": Part("dagen den senast kontrollerades:", _D),
}  # fmt: skip
SHALL: Table = {
    "sentence": Part("orden", _P), "done_in": Part("slaget av steg", _P),
    "not_ours": Part("skälet att den inte är jourens:", _P),
    "provisions": Part("lagrummet", _B, provision),
}  # fmt: skip

Register = tuple[str, str, Weight, Table, Callable[[Any], str], Callable[[Any], bool]]

REGISTERS: Mapping[str, Register] = {
    "provisions": ("Lagrum", "Lagrummet", _B, PROVISION, lambda p: p.current, lambda p: False),
    "sources": ("Källor", "Källan", _B, SOURCE, lambda s: s.title, lambda s: False),
    "agencies": ("Mottagare", "Mottagaren", _T, AGENCY, lambda a: a.name, lambda a: a.own_board),
    "duties": ("Frister", "Fristen", _C, DUTY, lambda d: d.name, lambda d: False),
    "secrecy": (
        "Sekretess", "Sekretessregeln", _T, SECRECY, lambda s: s.to,
        lambda s: bool(s.with_consent or s.without_consent),
    ),
    "shalls": ("Vad lagen kräver", "Plikten", _P, SHALL, lambda s: name(s.id), lambda s: False),
}  # fmt: skip
"""By field of the rulebook: heading, noun, weight of coming and going, fields, name, widening."""


def register_changes(books: Books) -> Iterator[Change]:
    """Every change of the registers."""
    for field in REGISTERS:
        yield from _register(books, field)
    yield from _calendar(books)


def _register(books: Books, field: str) -> Iterator[Change]:
    where, noun, weight, table, said, widens = REGISTERS[field]
    old, new = getattr(books.old, field), getattr(books.new, field)
    for id, entry in old.items():
        if id not in new:
            yield Change(weight, where, f"{noun} «{said(entry)}» är borta.")
    for id, entry in new.items():
        if id not in old:
            sentence = f"{noun} «{said(entry)}» har kommit till."
            yield Change(weight, where, sentence, widens(entry))
        else:
            yield from changed(books, where, f"{noun} «{said(entry)}»", old[id], entry, table)


def _calendar(books: Books) -> Iterator[Change]:
    old, new, where = books.old.calendar, books.new.calendar, "Kalendern"
    if (old.first, old.last) != (new.first, new.last):
        said = f"Kalendern går nu från {new.first} till {new.last}, förut {old.first}–{old.last}."
        yield Change(Weight.CLOCK, where, said)
    for day in sorted(set(old.days) | set(new.days)):
        before, after = old.days.get(day), new.days.get(day)
        if before == after:
            continue
        was = f"{before.name} ({before.kind})" if before else "en vanlig dag"
        now = f"{after.name} ({after.kind})" if after else "en vanlig dag"
        yield Change(Weight.CLOCK, where, f"Dagen {day} är nu {now}, förut {was}.")
